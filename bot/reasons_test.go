package bot

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode"
)

func TestWhyASentenceWasWithheldIsSaidInTheWordsOfTheReader(t *testing.T) {
	for _, tc := range []struct{ outcome, why, code, english, chinese string }{
		{"a number", `number: "RMB 30 million" is not in the source`, "number", "Its source does not have “RMB 30 million”.", "来源中没有“RMB 30 million”。"},
		{"a pair", `pairing: the source says this of "2027" and not of "2028"`, "pairing", "Its source says this of “2027” and not of “2028”.", "来源说的是“2027”，而不是“2028”。"},
		{"the name of a rule is left out", `modality: the source says "may" (permission), and the claim does not`, "modality", "Its source says “may”, and the sentence does not.", "来源说了“may”，而这句话没有说。"},
		{"the order is that of the language", `negation: the claim says "禁止" where the source says "允许"`, "negation", "It says “禁止” where its source says “允许”.", "来源说“允许”的地方，它说“禁止”。"},
		{"several words", `content: the source has nothing of ["solar" "wind"]`, "content", "Its source has nothing of “solar”, “wind”.", "来源没有提到“solar”、“wind”。"},
		{"a limit", `bound: the source says "at most 10000000 CNY" and not "10000000 CNY"`, "bound", "Of this figure its source says “at most”, and the sentence “exactly”.", "对这个数字，来源说“最多”，而这句话说“恰好”。"},
		{"a range", `bound: the source says "2000..2010" and not "2010"`, "bound", "A limit in it is not that of its source.", "其中的限度与来源不符。"},
		{"a share", "content: the source has only 40% of the words", "content", "Its source has only 40% of its words.", "来源只有其中40%的字词。"},
		{"a quotation mark within", `name: "the \"Fund\"" is not in the source`, "name", `Its source does not have “the "Fund"”.`, `来源中没有“the "Fund"”。`},
		{"what nobody sees stays escaped", `name: "a\u202eb" is not in the source`, "name", `Its source does not have “a\u202eb”.`, `来源中没有“a\u202eb”。`},
		{"only the check is kept", "number", "number", "A number in it is not that of its source.", "其中的数字与来源不符。"},
		{"cut short", `modality: the source does not say "mu…`, "modality", "What must, may or should be done is not as its source has it.", "“必须”“可以”“应当”之类的说法与来源不符。"},
		{"a check of another version", "mood: it is angry", "mood", "Its source does not say this.", "来源没有这样说。"},
	} {
		w := Withheld{Why: tc.why}
		if w.Code() != tc.code || w.In("en") != tc.english || w.In("zh-CN") != tc.chinese {
			t.Errorf("%s: %q, %q, %q", tc.outcome, w.Code(), w.In("en"), w.In("zh-CN"))
		}
	}
}

// TestEveryFindingOfACheckHasItsSentences reads the checks: each text that begins with
// the name of one is a finding.
func TestEveryFindingOfACheckHasItsSentences(t *testing.T) {
	of := regexp.MustCompile(`^([a-z]+|%s): (.+)$`)
	worded := make(map[string]bool)
	for _, f := range findings {
		worded[f.found] = true
		if han := strings.ContainsFunc(f.english, isHan); han || !strings.ContainsFunc(f.chinese, isHan) {
			t.Errorf("%q: %q and %q", f.found, f.english, f.chinese)
		}
	}
	used := make(map[string]bool)
	for text := range literals(t) {
		m := of.FindStringSubmatch(text)
		if m == nil {
			continue
		}
		if _, known := checks[m[1]]; !known && !(m[1] == "%s" && worded[m[2]]) {
			continue
		}
		if used[m[2]] = true; !worded[m[2]] {
			t.Errorf("%q has no sentences for readers: add them to reasons_table.go", text)
		}
	}
	for found := range worded {
		if !used[found] {
			t.Errorf("nothing finds %q any more: take it out of reasons_table.go", found)
		}
	}
}

func isHan(r rune) bool { return unicode.Is(unicode.Han, r) }

// literals are the texts in the source of this package and of the verifier.
func literals(t *testing.T) map[string]bool {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	checks, err := filepath.Glob("verify/*.go")
	if err != nil || len(checks) == 0 {
		t.Fatal(checks, err)
	}
	files = append(files, checks...)
	out := make(map[string]bool)
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") || name == "reasons_table.go" {
			continue
		}
		source, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, source, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if l, ok := n.(*ast.BasicLit); ok && l.Kind == token.STRING {
				if text, err := strconv.Unquote(l.Value); err == nil {
					out[text] = true
				}
			}
			return true
		})
	}
	return out
}
