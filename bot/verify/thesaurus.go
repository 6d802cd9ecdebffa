package verify

import (
	"cmp"
	_ "embed"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"footnote/corpus"
	"footnote/retrieval/analysis"
)

//go:embed thesaurus.txt
var thesaurusText string

// A thesaurus is groups of words and phrases, its forms, that may stand for one another:
// a trie whose edges are stems and ideographs.
type thesaurus struct {
	edges  map[stem]int
	groups [][]int // by node: the groups of the form that ends there
}

// A stem leads from a node by a word of a text.
type stem struct {
	node int
	unit string
}

// wordGroups is read on first use: stemming takes some milliseconds.
var wordGroups = sync.OnceValue(func() *thesaurus { return parseThesaurus(thesaurusText) })

func parseThesaurus(text string) *thesaurus {
	t := &thesaurus{edges: make(map[stem]int), groups: make([][]int, 1)}
	group := 0
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		for form := range strings.SplitSeq(line, ",") {
			t.add(strings.TrimSpace(form), group)
		}
		group++
	}
	return t
}

func (t *thesaurus) add(form string, group int) {
	node := 0
	for _, u := range unitsOf(form) {
		next, ok := t.edges[stem{node, u.text}]
		if !ok {
			next = len(t.groups)
			t.edges[stem{node, u.text}] = next
			t.groups = append(t.groups, nil)
		}
		node = next
	}
	if !slices.Contains(t.groups[node], group) {
		t.groups[node] = append(t.groups[node], group)
	}
}

// has reports whether a stem is a form by itself.
func (t *thesaurus) has(text string) bool {
	node, ok := t.edges[stem{0, text}]
	return ok && t.groups[node] != nil
}

// A word is a stem or an ideograph of a text.
type word struct {
	corpus.Span
	text string
	stop bool
}

func unitsOf(text string) []word {
	out := make([]word, 0, len(text)/3)
	simplified := corpus.Simplify(text)
	for _, t := range analysis.Tokens(text) {
		if t.Kind != analysis.Bigram {
			out = append(out, word{corpus.Span{Start: t.Start, End: t.End}, t.Term, t.Stop})
			continue
		}
		for i := t.Start; i < t.End; {
			_, size := utf8.DecodeRuneInString(simplified[i:])
			if len(out) == 0 || out[len(out)-1].Start < i {
				out = append(out, word{corpus.Span{Start: i, End: i + size}, simplified[i : i+size], false})
			}
			i += size
		}
	}
	return out
}

// A mention is a place where a text has a form of a group of the thesaurus or of
// an entry of the glossary.
type mention struct {
	corpus.Span
	text   string // as written
	form   string // its stems and ideographs
	groups []int
	entry  *corpus.Entry
	kin    string // the word of a claim that it is derived from the same as
}

// means reports whether two mentions may stand for each other.
func (m mention) means(other mention) bool {
	if m.entry != nil {
		return m.entry == other.entry
	}
	return slices.ContainsFunc(m.groups, func(g int) bool { return slices.Contains(other.groups, g) })
}

// mentionsIn finds the forms of a text, those within others too: in order, and
// the longest first.
func mentionsIn(text string, g *corpus.Glossary) []mention {
	out := mentionsAmong(text, unitsOf(text), g)
	sortMentions(out)
	return out
}

func mentionsAmong(text string, units []word, g *corpus.Glossary) []mention {
	var out []mention
	for _, m := range g.Find(text) {
		words := text[m.Start:m.End]
		out = append(out, mention{Span: m.Span, text: words, form: formOf(unitsOf(words)), entry: m.Entry})
	}
	t := wordGroups()
	for i := range units {
		node, ok := 0, true
		for j := i; j < len(units); j++ {
			if node, ok = t.edges[stem{node, units[j].text}]; !ok {
				break
			}
			if groups := t.groups[node]; groups != nil {
				span := corpus.Span{Start: units[i].Start, End: units[j].End}
				out = append(out, mention{Span: span, text: text[span.Start:span.End], form: formOf(units[i : j+1]), groups: groups})
			}
		}
	}
	return out
}

func sortMentions(all []mention) {
	slices.SortStableFunc(all, func(a, b mention) int { return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(b.End, a.End)) })
}

func formOf(units []word) string {
	if len(units) == 1 {
		return units[0].text
	}
	var b strings.Builder
	for _, u := range units {
		b.WriteString(u.text + " ")
	}
	return b.String()
}

// isForm reports whether a text is a form of the thesaurus.
func (t *thesaurus) isForm(text string) bool {
	node, ok := 0, true
	for _, u := range unitsOf(text) {
		if node, ok = t.edges[stem{node, u.text}]; !ok {
			return false
		}
	}
	return t.groups[node] != nil
}

// equivalent reports whether two texts are forms of one group of the thesaurus.
func equivalent(a, b string) bool {
	if a == "" || b == "" {
		return false
	}
	for _, m := range mentionsIn(a, nil) {
		if m.End-m.Start != len(a) {
			continue
		}
		for _, o := range mentionsIn(b, nil) {
			if o.End-o.Start == len(b) && m.means(o) {
				return true
			}
		}
	}
	return synonym(a) == synonym(b)
}
