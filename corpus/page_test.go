package corpus

import (
	"strings"
	"testing"
)

func TestAByteIsOnThePageItWasPrintedOn(t *testing.T) {
	ii, one, two := Page{1, "ii"}, Page{2, "1"}, Page{Number: 3}
	d, err := NewDocument("a.pdf", Content{Blocks: []Block{
		{Kind: Heading, Level: 1, Text: "A rule", Page: ii},
		{Text: "Everyone may  apply", Page: ii},
		{Text: "at any time.", Page: one, Joins: true},
		{Text: "第一条所称", Page: one},
		{Text: "企业", Page: two, Joins: true},
		{Kind: Heading, Level: 2, Text: "Scope", Page: two},
		{Text: "It holds everywhere.", Page: two, Joins: true},
	}})
	if err != nil {
		t.Fatal(err)
	}
	if want := "A rule\n\nEveryone may apply at any time.\n\n第一条所称企业\n\nScope\n\nIt holds everywhere."; d.Text != want {
		t.Errorf("the text is %q", d.Text)
	}
	for word, want := range map[string]string{"A rule": "ii", "may": "ii", "at any": "1", "第一条": "1", "企业": "3", "everywhere": "3"} {
		if got := d.PageAt(index(t, d.Text, word)); got.String() != want {
			t.Errorf("%q is on page %q, not %q", word, got, want)
		}
	}
	if got := (&Document{}).PageAt(0); got.String() != "" {
		t.Errorf("a document without pages has page %q", got)
	}
}

func index(t *testing.T, text, word string) int {
	t.Helper()
	i := strings.Index(text, word)
	if i < 0 {
		t.Fatalf("%q is not in %q", word, text)
	}
	return i
}

func TestPagesThatBeginTwiceAreCountedOnce(t *testing.T) {
	one, two := Page{Number: 1}, Page{Number: 2}
	d, err := NewDocument("columns.pdf", Content{Blocks: []Block{
		{Text: "The old rule goes on", Page: one}, {Text: "to its end.", Page: two, Joins: true},
		{Text: "The new rule goes on", Page: one}, {Text: "to its end too.", Page: two, Joins: true},
	}})
	if err != nil || d.PageCount() != 2 {
		t.Errorf("there are %d pages (%v), want 2", d.PageCount(), err)
	}
}
