package policies

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode"
)

// A brief is one embedded file, as far as these tests need it.
type brief struct {
	front string // front matter, without its fences
	body  string // what follows, title and headings included
}

// briefs returns the embedded files by document ID.
func briefs(t *testing.T) map[string]brief {
	t.Helper()
	names, err := fs.Glob(FS, "*.md")
	if err != nil {
		t.Fatal(err)
	}
	all := make(map[string]brief)
	for _, name := range names {
		data, err := FS.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		front, body, ok := strings.Cut(strings.TrimPrefix(string(data), "---\n"), "\n---\n")
		if !ok {
			t.Fatalf("%s: no front matter", name)
		}
		id := strings.ReplaceAll(strings.TrimSuffix(name, ".md"), ".", "-")
		all[id] = brief{front: front, body: body}
	}
	return all
}

// prose returns the lines of a body that are not headings.
func prose(body string) string {
	var b strings.Builder
	for line := range strings.Lines(body) {
		if !strings.HasPrefix(line, "#") {
			b.WriteString(line)
		}
	}
	return b.String()
}

func hanCount(s string) int {
	n := 0
	for _, r := range s {
		if unicode.Is(unicode.Han, r) {
			n++
		}
	}
	return n
}

func TestBriefsHaveBothLanguages(t *testing.T) {
	other := map[string]string{"en": "zh", "zh": "en"}
	all := briefs(t)
	if len(all) < 14 {
		t.Errorf("%d briefs, want at least 14", len(all))
	}
	for id := range all {
		cut := strings.LastIndex(id, "-")
		topic, lang := id[:cut], id[cut+1:]
		if _, ok := all[topic+"-"+other[lang]]; !ok {
			t.Errorf("%s has no counterpart in the other language", id)
		}
	}
}

func TestBriefsHaveReadableLength(t *testing.T) {
	for id, b := range briefs(t) {
		text := prose(b.body)
		n, low, high := len(strings.Fields(text)), 120, 400
		if strings.HasSuffix(id, "-zh") {
			n, low, high = hanCount(text), 200, 700
		}
		if n < low || n > high {
			t.Errorf("%s: length %d, want %d to %d", id, n, low, high)
		}
	}
}

func TestBriefsHaveTitleAndSections(t *testing.T) {
	for id, b := range briefs(t) {
		if n := strings.Count(b.body, "\n# "); n != 1 {
			t.Errorf("%s: %d titles, want 1", id, n)
		}
		if n := strings.Count(b.body, "\n## "); n < 2 || n > 4 {
			t.Errorf("%s: %d sections, want 2 to 4", id, n)
		}
	}
}

func TestBriefsStateTheirMetadata(t *testing.T) {
	languages := map[string]string{"en": "en", "zh": "zh-Hans"}
	for id, b := range briefs(t) {
		lines := strings.Split(b.front, "\n")
		for _, want := range []string{
			"id: " + id,
			"language: " + languages[id[len(id)-2:]],
			"issuer: Footnote",
			"kind: brief",
			"jurisdiction: CN",
			"rights: licensed",
			"based_on:",
		} {
			if !slices.Contains(lines, want) {
				t.Errorf("%s: front matter lacks %q", id, want)
			}
		}
	}
}

// A question is one line of golden.jsonl.
type question struct {
	ID         string `json:"id"`
	Question   string `json:"question"`
	Lang       string `json:"lang"`
	AsOf       string `json:"as_of"`
	Answerable string `json:"answerable"`
	Relevant   []struct {
		Document string `json:"document"`
		Quote    string `json:"quote"`
	} `json:"relevant"`
	MustInclude    []string `json:"must_include"`
	MustNotInclude []string `json:"must_not_include"`
	ForbidCite     []string `json:"forbid_cite"`
	Kind           string   `json:"kind"`
}

func questions(t *testing.T) []question {
	t.Helper()
	data, err := os.ReadFile("golden.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	var all []question
	lines := bufio.NewScanner(bytes.NewReader(data))
	for n := 1; lines.Scan(); n++ {
		dec := json.NewDecoder(bytes.NewReader(lines.Bytes()))
		dec.DisallowUnknownFields()
		var q question
		if err := dec.Decode(&q); err != nil {
			t.Fatalf("golden.jsonl:%d: %v", n, err)
		}
		all = append(all, q)
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	return all
}

func TestGoldenQuestionsAreDistinct(t *testing.T) {
	ids, texts := make(map[string]bool), make(map[string]bool)
	for _, q := range questions(t) {
		if q.ID == "" || ids[q.ID] {
			t.Errorf("id %q is empty or used twice", q.ID)
		}
		if q.Question == "" || texts[q.Question] {
			t.Errorf("%s: question %q is empty or asked twice", q.ID, q.Question)
		}
		ids[q.ID], texts[q.Question] = true, true
	}
}

func TestGoldenSetIsBalanced(t *testing.T) {
	count := make(map[string]int)
	for _, q := range questions(t) {
		count["all"]++
		count["lang "+q.Lang]++
		count["answerable "+q.Answerable]++
		count["kind "+q.Kind]++
	}
	atLeast := map[string]int{
		"all": 56, "lang en": 28, "lang zh": 28,
		"answerable yes": 36, "answerable no": 16, "answerable partly": 2,
		"kind fact": 20, "kind number": 8, "kind date": 6, "kind comparison": 4, "kind cross-lingual": 4,
		"kind unanswerable-near": 10, "kind off-topic": 4, "kind injection": 6,
	}
	for key, want := range atLeast {
		if count[key] < want {
			t.Errorf("%s: %d questions, want at least %d", key, count[key], want)
		}
	}
	for key := range count {
		if _, ok := atLeast[key]; !ok {
			t.Errorf("%s is not a value the set uses", key)
		}
	}
}

func TestGoldenQuotesAreVerbatim(t *testing.T) {
	all := briefs(t)
	for _, q := range questions(t) {
		if (q.Answerable == "no") != (len(q.Relevant) == 0) {
			t.Errorf("%s: answerable %q with %d quotes", q.ID, q.Answerable, len(q.Relevant))
		}
		for _, r := range q.Relevant {
			if !strings.HasSuffix(r.Document, "-"+q.Lang) {
				t.Errorf("%s: document %s is not in the question's language", q.ID, r.Document)
			}
			if r.Quote == "" || !strings.Contains(prose(all[r.Document].body), r.Quote) {
				t.Errorf("%s: %s does not say %q", q.ID, r.Document, r.Quote)
			}
			if strings.ContainsAny(r.Quote, "\n。") || strings.Contains(r.Quote, ". ") {
				t.Errorf("%s: quote %q leaves its sentence", q.ID, r.Quote)
			}
		}
	}
}

func TestGoldenDecisiveStringsAreInTheQuotedDocuments(t *testing.T) {
	all := briefs(t)
	for _, q := range questions(t) {
		var quoted strings.Builder
		for _, r := range q.Relevant {
			quoted.WriteString(strings.ToLower(all[r.Document].body))
		}
		for _, want := range q.MustInclude {
			if !strings.Contains(quoted.String(), strings.ToLower(want)) {
				t.Errorf("%s: %q is not in the documents quoted", q.ID, want)
			}
		}
	}
}
