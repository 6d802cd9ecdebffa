package main

import (
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// rooms is the architecture: what each package may import of this module (its
// own, by path below the module), and which other modules it may use. Imports
// go downwards only, and each module that talks to the outside has one room.
var rooms = map[string]struct{ own, modules []string }{
	"corpus":                  {nil, []string{"github.com/bmatcuk/doublestar/v4", "go.yaml.in/yaml/v3", "golang.org/x/text"}},
	"corpus/html":             {[]string{"corpus"}, []string{"golang.org/x/net", "golang.org/x/text"}},
	"corpus/markdown":         {[]string{"corpus"}, []string{"github.com/yuin/goldmark"}},
	"corpus/docx":             {[]string{"corpus"}, nil},
	"corpus/table":            {[]string{"corpus"}, nil},
	"corpus/pdf":              {[]string{"corpus"}, []string{"github.com/klippa-app/go-pdfium", "github.com/tetratelabs/wazero", "golang.org/x/text"}},
	"corpus/policies":         {nil, nil},
	"corpus/reference":        {[]string{"corpus"}, nil},
	"corpus/quantity":         {nil, nil},
	"corpus/web":              {[]string{"corpus"}, []string{"golang.org/x/net"}},
	"retrieval/analysis":      {[]string{"corpus"}, []string{"github.com/kljensen/snowball"}},
	"retrieval":               {[]string{"corpus", "corpus/quantity", "retrieval/analysis", "retrieval/parallel"}, nil},
	"retrieval/lsa":           {[]string{"retrieval", "retrieval/analysis"}, []string{"gonum.org/v1/gonum"}},
	"retrieval/parallel":      {nil, nil},
	"retrieval/chromem":       {[]string{"retrieval"}, []string{"github.com/philippgille/chromem-go", "github.com/viterin/vek"}},
	"retrieval/refresh":       {[]string{"corpus", "retrieval"}, []string{"github.com/gofrs/flock"}},
	"retrieval/retrievaltest": {[]string{"corpus", "corpus/markdown", "retrieval"}, nil},
	"prompts":                 {nil, []string{"github.com/tiktoken-go/tokenizer"}},
	"bot/verify":              {[]string{"corpus", "corpus/quantity", "retrieval/analysis"}, nil},
	"bot":                     {[]string{"bot/verify", "corpus", "corpus/quantity", "prompts", "retrieval", "retrieval/analysis"}, nil},
	"bot/eval":                {[]string{"bot", "bot/verify", "corpus", "prompts", "retrieval"}, nil},
	"bot/bottest":             {[]string{"bot", "corpus", "prompts"}, []string{"github.com/google/go-cmp"}},
	"bot/sqlite":              {[]string{"bot", "corpus"}, []string{"modernc.org/sqlite"}},
	"bot/openai":              {[]string{"bot", "prompts", "retrieval"}, []string{"github.com/sashabaranov/go-openai"}},
	"bot/openai/openaitest":   {nil, nil},
	"bot/discord/discordtest": {nil, []string{"github.com/gorilla/websocket", "github.com/santhosh-tekuri/jsonschema/v6", "golang.org/x/text"}},
	"bot/discord":             {[]string{"bot", "corpus", "corpus/reference", "retrieval", "retrieval/refresh"}, []string{"github.com/bwmarrin/discordgo", "github.com/gorilla/websocket"}},
	"bot/discord/picture":     {[]string{"bot/discord/discordtest"}, nil},
	"cmd/footnote": {
		[]string{
			"bot", "bot/discord", "bot/eval", "bot/openai", "bot/sqlite", "corpus", "corpus/docx", "corpus/html", "corpus/markdown", "corpus/pdf",
			"corpus/policies", "corpus/reference", "corpus/table", "corpus/web", "prompts",
			"retrieval", "retrieval/chromem", "retrieval/lsa", "retrieval/refresh",
		},
		[]string{
			"github.com/alecthomas/kong", "github.com/caarlos0/env/v11", "github.com/clipperhouse/displaywidth",
			"github.com/joho/godotenv", "github.com/peterh/liner", "github.com/schollz/progressbar/v3", "golang.org/x/term",
		},
	},
}

const module = "footnote"

// A listed package is what `go list -json` says of one.
type listed struct {
	ImportPath string
	Imports    []string
	Standard   bool
	Module     *struct{ Path string }
}

func TestEveryPackageImportsOnlyWhatItsRoomAllows(t *testing.T) {
	packages := list(t, "-deps", "./...")
	modules := make(map[string]string)
	for _, p := range packages {
		if p.Module != nil {
			modules[p.ImportPath] = p.Module.Path
		}
	}
	for _, p := range packages {
		if modules[p.ImportPath] != module {
			continue
		}
		name := strings.TrimPrefix(p.ImportPath, module+"/")
		room, ok := rooms[name]
		if !ok {
			t.Errorf("package %s has no place in the table of rooms", name)
			continue
		}
		for _, imported := range p.Imports {
			switch from := modules[imported]; {
			case from == "":
			case from == module && !slices.Contains(room.own, strings.TrimPrefix(imported, module+"/")):
				t.Errorf("%s imports %s, which its room does not allow", name, imported)
			case from != module && !slices.Contains(room.modules, from):
				t.Errorf("%s imports %s of %s, which its room does not allow", name, imported, from)
			}
		}
	}
}

func TestTheBotKnowsNoAdapter(t *testing.T) {
	allowed := append(slices.Clone(rooms["corpus"].modules), rooms["retrieval/analysis"].modules...)
	allowed = append(allowed, rooms["prompts"].modules...)
	allowed = append(allowed, "github.com/dlclark/regexp2/v2") // of the tokenizer
	for _, p := range list(t, "-deps", "../../bot") {
		if p.Module != nil && p.Module.Path != module && !slices.Contains(allowed, p.Module.Path) {
			t.Errorf("package bot depends on %s of %s", p.ImportPath, p.Module.Path)
		}
	}
}

func list(t *testing.T, args ...string) []listed {
	t.Helper()
	cmd := exec.Command("go", append([]string{"list", "-json=ImportPath,Imports,Standard,Module"}, args...)...)
	if args[len(args)-1] == "./..." {
		cmd.Dir = "../.."
	}
	out, err := cmd.Output()
	if err != nil {
		var exit *exec.ExitError
		if errors.As(err, &exit) {
			t.Fatalf("go list: %s", exit.Stderr)
		}
		t.Fatal(err)
	}
	var packages []listed
	for decoder := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p listed
		if err := decoder.Decode(&p); errors.Is(err, io.EOF) {
			return packages
		} else if err != nil {
			t.Fatal(err)
		}
		packages = append(packages, p)
	}
}
