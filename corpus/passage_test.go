package corpus

import (
	"fmt"
	"strings"
	"testing"
	"unicode"
)

func document(t *testing.T, blocks ...Block) *Document {
	t.Helper()
	d, err := NewDocument("doc.md", Content{Blocks: blocks})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// wordsOf makes prose of n words, ten to a sentence.
func wordsOf(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "word%d", i)
		if i%10 == 9 {
			b.WriteString(". W ")
		} else {
			b.WriteString(" ")
		}
	}
	return strings.TrimSpace(b.String()) + "."
}

// shareOf is how much of the longest passage a text takes, counted apart from
// the code under test.
func shareOf(text string) float64 {
	han := 0
	spaced := strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Han, r) {
			han++
			return ' '
		}
		return r
	}, text)
	words := 0
	for _, w := range strings.Fields(spaced) {
		if strings.ContainsFunc(w, unicode.IsLetter) || strings.ContainsFunc(w, unicode.IsDigit) {
			words++
		}
	}
	return float64(words)/300 + float64(han)/500
}

func passageTexts(d *Document) []string {
	var out []string
	for _, p := range d.Passages() {
		out = append(out, strings.TrimSpace(d.Text[p.Start:p.End]))
	}
	return out
}

func TestPassagesAreNeverLongerThanTheLimit(t *testing.T) {
	for name, text := range map[string]string{
		"english":                  wordsOf(2000),
		"chinese":                  strings.Repeat("各部门应当加强协作，落实责任。", 300),
		"chinese clauses":          strings.Repeat("各部门应当加强协作，", 300),
		"chinese without a mark":   strings.Repeat("字", 5000),
		"mixed":                    strings.Repeat("各部门 should act，加强 cooperation。", 200),
		"words without a mark":     strings.Repeat("word ", 3000),
		"a word that does not end": strings.Repeat("x", 100_000),
	} {
		t.Run(name, func(t *testing.T) {
			d := document(t, Block{Kind: Heading, Level: 1, Text: "Title"}, Block{Text: text})
			for _, p := range d.Passages() {
				body := d.Text[p.Start:p.End]
				if got := shareOf(body); got > 1 || len(p.Sentences) == 0 {
					t.Errorf("a passage of %.3f of the limit with %d sentences: %.40q…", got, len(p.Sentences), body)
				}
			}
		})
	}
}

func TestParagraphsAreGroupedToHalfTheLimit(t *testing.T) {
	paragraph := Block{Text: wordsOf(60)}
	var blocks []Block
	for range 13 {
		blocks = append(blocks, paragraph)
	}
	passages := passageTexts(document(t, blocks...))
	if len(passages) != 4 {
		t.Fatalf("780 words in paragraphs of 60 make %d passages, want 4 with the tail joined to the last", len(passages))
	}
	for i, p := range passages {
		if got := shareOf(p); got < 0.5 {
			t.Errorf("passage %d is only %.2f of the limit", i, got)
		}
	}
}

func TestPassagesDoNotCrossSections(t *testing.T) {
	d := document(t, Block{Kind: Heading, Level: 1, Text: "Rule"}, Block{Kind: Heading, Level: 2, Text: "Scope"}, Block{Text: "It applies."},
		Block{Kind: Heading, Level: 2, Text: "Tax"}, Block{Text: "Tea is taxed."})
	got := strings.Join(passageTexts(d), "|")
	if want := "Rule|Scope\n\nIt applies.|Tax\n\nTea is taxed."; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if first := d.Passages()[0]; len(first.Sentences) != 0 {
		t.Error("a heading is no sentence")
	}
}

func TestAnIntroductionStaysWithItsList(t *testing.T) {
	d := document(t, Block{Text: wordsOf(170)}, Block{Text: "These are exempt:"}, Block{Kind: Item, Text: "green tea"},
		Block{Kind: Item, Text: wordsOf(120)})
	for _, p := range passageTexts(d) {
		if strings.HasSuffix(p, "exempt:") {
			t.Errorf("a passage ends with its introduction: %.30q…", p)
		}
	}
}

func TestSentencesOfItemsBeginAfterTheirMarkers(t *testing.T) {
	d := document(t, Block{Text: "下列情形除外："}, Block{Kind: Item, Text: "（一）甲；"}, Block{Kind: Item, Text: "2. 乙。"}, Block{Kind: Item, Text: "tea"},
		Block{Kind: Item, Text: "• (a) coffee"}, Block{Text: "---"}, Block{Kind: Row, Text: "A | B. C"})
	var got []string
	for _, p := range d.Passages() {
		for _, s := range p.Sentences {
			got = append(got, d.Text[s.Start:s.End])
		}
	}
	if joined := strings.Join(got, "|"); joined != "下列情形除外：|甲；|乙。|tea|(a) coffee|A | B. C" {
		t.Error(joined)
	}
	if !strings.Contains(d.Text, "（一）甲；\n2. 乙。\n- tea\n") {
		t.Errorf("items stand on lines of their own with a marker: %q", d.Text)
	}
}

func TestPassageIDsSurviveEditsElsewhere(t *testing.T) {
	ids := func(blocks ...Block) map[string]string {
		m := make(map[string]string)
		d := document(t, blocks...)
		for _, p := range d.Passages() {
			m[strings.TrimSpace(d.Text[p.Start:p.End])] = p.ID
		}
		return m
	}
	h := func(s string) Block { return Block{Kind: Heading, Level: 2, Text: s} }
	before := ids(h("A"), Block{Text: "One."}, h("B"), Block{Text: "Two."}, h("C"), Block{Text: "Three."})
	after := ids(h("A"), Block{Text: "One, edited."}, h("New"), Block{Text: "Zero."}, h("B"), Block{Text: "Two."}, h("C"), Block{Text: "Three."})
	for _, text := range []string{"B\n\nTwo.", "C\n\nThree."} {
		if before[text] == "" || before[text] != after[text] {
			t.Errorf("%q was %s and is %s", text, before[text], after[text])
		}
	}
	d := document(t, h("A"), Block{Text: "Same."}, h("A"), Block{Text: "Same."})
	passages := d.Passages()
	if n := len(passages); passages[n-1].ID == passages[0].ID {
		t.Error("two passages have one ID")
	}
}

func TestTheTextOfADocumentIsNormal(t *testing.T) {
	d := document(t, Block{Text: "e\u0301te\u0301\u200b  with\u3000spaces\r\nand lines"}, Block{Text: " \u200b "}, Block{Text: "a <!-- b"}, Block{Text: "c --> d"})
	if Normalize(d.Text) != d.Text || !strings.HasPrefix(d.Text, "été with spaces and lines\n\n") {
		t.Errorf("%q", d.Text)
	}
}
