package discordtest

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/santhosh-tekuri/jsonschema/v6/kind"
	"golang.org/x/text/language"
	printing "golang.org/x/text/message"
)

// SpecVariable names a copy of the openapi.json of discord/discord-api-spec,
// Discord's own description of its interface. Without it the copy is used that
// lies beside the project, if there is one.
const SpecVariable = "FOOTNOTE_DISCORD_SPEC"

const (
	specBeside = "../shared/discord-openapi.json" // from the folder of go.mod
	specURL    = "https://discord.com/openapi.json"
)

// spec compiles the parts of the description that are used, once in a process.
var spec struct {
	sync.Mutex
	tried    bool
	missing  error
	compiler *jsonschema.Compiler
	schemas  map[string]*jsonschema.Schema
}

// Spec says why bodies are not held against Discord's description, or nil.
func Spec() error {
	spec.Lock()
	defer spec.Unlock()
	return loadSpec()
}

var said sync.Once

// sayOnce tells the first test of a process when there is no description.
func sayOnce(t testing.TB) {
	if err := Spec(); err != nil {
		said.Do(func() { t.Log(err) })
	}
}

func loadSpec() error {
	if spec.tried {
		return spec.missing
	}
	spec.tried = true
	data, err := readSpec()
	if err != nil {
		spec.missing = fmt.Errorf("requests are not held against Discord's description (%w); set %s to the openapi.json of github.com/discord/discord-api-spec", err, SpecVariable)
		return spec.missing
	}
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		spec.missing = fmt.Errorf("reading Discord's description: %w", err)
		return spec.missing
	}
	spec.compiler, spec.schemas = jsonschema.NewCompiler(), make(map[string]*jsonschema.Schema)
	spec.compiler.AssertFormat()
	spec.missing = spec.compiler.AddResource(specURL, document)
	return spec.missing
}

func readSpec() ([]byte, error) {
	if name := os.Getenv(SpecVariable); name != "" {
		return os.ReadFile(name)
	}
	folder, err := os.Getwd()
	if err != nil {
		return nil, err
	}
	for {
		if _, err := os.Stat(filepath.Join(folder, "go.mod")); err == nil {
			return os.ReadFile(filepath.Join(folder, filepath.FromSlash(specBeside)))
		}
		up := filepath.Dir(folder)
		if up == folder {
			return nil, errors.New("no go.mod above")
		}
		folder = up
	}
}

// violations says in what a body differs from Discord's description of a route:
// nothing where there is no description.
func violations(method, route string, body []byte) []string {
	schema, err := schemaOf(method, route)
	switch {
	case err != nil:
		return []string{err.Error()}
	case schema == nil:
		return nil
	}
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(body))
	if err != nil {
		return []string{err.Error()}
	}
	err = schema.Validate(value)
	var invalid *jsonschema.ValidationError
	if errors.As(err, &invalid) && coerce(value, invalid) {
		err = schema.Validate(value)
	}
	if errors.As(err, &invalid) {
		return readable(invalid)
	}
	return nil
}

// schemaOf returns the compiled description of a body, or nil where there is no
// description.
func schemaOf(method, route string) (*jsonschema.Schema, error) {
	spec.Lock()
	defer spec.Unlock()
	if loadSpec() != nil {
		return nil, nil
	}
	method = strings.ToLower(method)
	pointer := specURL + "#/paths/" + strings.NewReplacer("~", "~0", "/", "~1", "{", "%7B", "}", "%7D").Replace(route) +
		"/" + method + "/requestBody/content/application~1json/schema"
	if schema := spec.schemas[pointer]; schema != nil {
		return schema, nil
	}
	schema, err := spec.compiler.Compile(pointer)
	if err != nil {
		return nil, fmt.Errorf("the description has no body for %s %s: %w", method, route, err)
	}
	spec.schemas[pointer] = schema
	return schema, nil
}

// coerce makes numbers of the strings that the description wants to be numbers,
// as Discord does, and reports whether there was one.
func coerce(value any, e *jsonschema.ValidationError) bool {
	changed := false
	for _, leaf := range leaves(e) {
		k, ok := leaf.ErrorKind.(*kind.Type)
		if !ok || k.Got != "string" || !slices.Contains(k.Want, "integer") || len(leaf.InstanceLocation) == 0 {
			continue
		}
		last := len(leaf.InstanceLocation) - 1
		parent, _ := at(value, leaf.InstanceLocation[:last]).(map[string]any)
		text, _ := parent[leaf.InstanceLocation[last]].(string)
		if _, err := strconv.ParseInt(text, 10, 64); err == nil {
			parent[leaf.InstanceLocation[last]] = json.Number(text)
			changed = true
		}
	}
	return changed
}

// at returns the value at a place.
func at(value any, place []string) any {
	for _, step := range place {
		switch v := value.(type) {
		case map[string]any:
			value = v[step]
		case []any:
			n, err := strconv.Atoi(step)
			if err != nil || n < 0 || n >= len(v) {
				return nil
			}
			value = v[n]
		}
	}
	return value
}

func leaves(e *jsonschema.ValidationError) []*jsonschema.ValidationError {
	if len(e.Causes) == 0 {
		return []*jsonschema.ValidationError{e}
	}
	var list []*jsonschema.ValidationError
	for _, c := range e.Causes {
		list = append(list, leaves(c)...)
	}
	return list
}

// readable are the errors of a body. Of the branches of a union only the one
// that is meant counts: the one whose type fits, or that comes furthest.
func readable(e *jsonschema.ValidationError) []string {
	switch e.ErrorKind.(type) {
	case *kind.AnyOf, *kind.OneOf:
		if best := meant(e); best != nil {
			return readable(best)
		}
	}
	if len(e.Causes) > 0 {
		var list []string
		for _, c := range e.Causes {
			list = append(list, readable(c)...)
		}
		slices.Sort(list)
		return slices.Compact(list)
	}
	printer := printing.NewPrinter(language.English)
	return []string{"/" + strings.Join(e.InstanceLocation, "/") + ": " + e.ErrorKind.LocalizedString(printer)}
}

// meant is the branch of a union that a value was meant for.
func meant(union *jsonschema.ValidationError) *jsonschema.ValidationError {
	var best *jsonschema.ValidationError
	most := -1
	kindAt := append(slices.Clone(union.InstanceLocation), "type")
	for _, b := range union.Causes {
		furthest := 0
		for _, leaf := range leaves(b) {
			furthest = max(furthest, len(leaf.InstanceLocation)+1)
			if slices.Equal(leaf.InstanceLocation, kindAt) || isNullOnly(leaf) {
				furthest = 0
				break
			}
		}
		if furthest > most {
			best, most = b, furthest
		}
	}
	return best
}

// isNullOnly reports whether a branch is the one for null.
func isNullOnly(e *jsonschema.ValidationError) bool {
	k, ok := e.ErrorKind.(*kind.Type)
	return ok && slices.Equal(k.Want, []string{"null"})
}
