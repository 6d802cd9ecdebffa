package markdown

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"footnote/corpus"
)

func TestBlocks(t *testing.T) {
	for name, tc := range map[string]struct {
		in   string
		want []corpus.Block
	}{
		"headings": {"# One\n\nText.\n\nTwo\n---\n", []corpus.Block{
			{Kind: corpus.Heading, Level: 1, Text: "One"}, {Text: "Text."}, {Kind: corpus.Heading, Level: 2, Text: "Two"},
		}},
		"markup goes and text stays": {"A **bold** _word_, a [link](https://example.org), `code`, ![picture](x.png) &amp; \\*star\\*.", []corpus.Block{
			{Text: "A bold word, a link, code, picture & *star*."},
		}},
		"soft breaks": {"English lines\nare joined, 中文行\n不加空格。", []corpus.Block{{Text: "English lines are joined, 中文行不加空格。"}}},
		"lists": {"- one\n- two\n\n3. three\n4. four\n", []corpus.Block{
			{Kind: corpus.Item, Text: "- one"}, {Kind: corpus.Item, Text: "- two"},
			{Kind: corpus.Item, Text: "3. three"}, {Kind: corpus.Item, Text: "4. four"},
		}},
		"tables": {"| a | b |\n|---|---|\n| 1 | **2** |\n", []corpus.Block{
			{Kind: corpus.Row, Text: "a | b"}, {Kind: corpus.Row, Text: "1 | 2"},
		}},
		"quotations":       {"> quoted\n> text\n", []corpus.Block{{Text: "quoted text"}}},
		"code keeps lines": {"```\nx\ny\n```\n", []corpus.Block{{Kind: corpus.Row, Text: "x\n"}, {Kind: corpus.Row, Text: "y\n"}}},
		"html loses tags":  {"<div>\nshown <b>text</b>\n</div>\n", []corpus.Block{{Text: "shown text"}}},
		"html tables are rows": {"<table>\n<tr><th>Fee</th><th>Term</th></tr>\n<tr><td><p>5 &lt; 6</p></td><td><i>one</i>.</td></tr>\n</table>\n", []corpus.Block{
			{Kind: corpus.Row, Text: "Fee | Term"}, {Kind: corpus.Row, Text: "5 < 6 | one."},
		}},
		"html lists and scripts": {"<div><script>alert(1)</script><ul><li>one</li><li>two</li></ul><style>b{}</style>a < b</div>\n", []corpus.Block{
			{Kind: corpus.Item, Text: "one"}, {Kind: corpus.Item, Text: "two"}, {Text: "a < b"},
		}},
		"inline tags go": {"<a name=\"x\"></a>Fee <b>due</b> now.<br>Then.", []corpus.Block{{Text: "Fee due now."}, {Text: "Then."}}},
		"hard breaks at the end of a sentence": {"Line one.\\\nLine two\\\ngoes on.  \nLine three.", []corpus.Block{
			{Text: "Line one."}, {Text: "Line two goes on."}, {Text: "Line three."},
		}},
		"footnotes": {"Claim.[^a] More.\n\n[^a]: The source.\n", []corpus.Block{{Text: "Claim.[1] More."}, {Text: "[1] The source."}}},
		"nested lists": {"1. one\n   - two\n     more\n\n     third\n2. four\n", []corpus.Block{
			{Kind: corpus.Item, Text: "1. one"}, {Kind: corpus.Item, Text: "- two more"}, {Text: "third"}, {Kind: corpus.Item, Text: "2. four"},
		}},
		"task lists":              {"- [x] done\n- [ ] open\n", []corpus.Block{{Kind: corpus.Item, Text: "- done"}, {Kind: corpus.Item, Text: "- open"}}},
		"struck-out text is kept": {"Pay ~~five~~ six.", []corpus.Block{{Text: "Pay ~~five~~ six."}}},
		"entities once":           {"a \\&amp; &#20013;&copy; `&amp;`", []corpus.Block{{Text: "a &amp; 中© &amp;"}}},
		"reference links":         {"See [the rule][r] and <https://example.org>.\n\n[r]: https://example.org\n", []corpus.Block{{Text: "See the rule and https://example.org."}}},
		"a comment without end":   {"Seen. <!-- open\n\nStill seen.\n", []corpus.Block{{Text: "Seen.   open"}, {Text: "Still seen."}}},
		"a block comment":         {"One.\n\n<!--\nhidden\n\nhidden\n-->\n\nTwo.\n", []corpus.Block{{Text: "One."}, {Text: "Two."}}},
		"comments are gone":       {"before <!-- secret --> after", []corpus.Block{{Text: "before  after"}}},
	} {
		t.Run(name, func(t *testing.T) {
			content, err := Reader{}.Read(corpus.File{Data: []byte(tc.in)})
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tc.want, content.Blocks); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestFrontMatterIsRead(t *testing.T) {
	content, err := Reader{}.Read(corpus.File{Data: []byte("---\ntitle: A rule\nkind: rule\npublished: 2024-03\neffective_from: 2024\n---\n# A rule\n\nText.")})
	if err != nil {
		t.Fatal(err)
	}
	m := content.Meta
	if m.Title != "A rule" || m.Kind != corpus.KindRule || m.Published.String() != "2024-03" || m.EffectiveFrom.String() != "2024" {
		t.Errorf("read %+v", m)
	}
}

func TestDeepNestingIsRefused(t *testing.T) {
	for _, marker := range []string{">", "> ", "- "} {
		if _, err := (Reader{}).Read(corpus.File{Data: []byte(strings.Repeat(marker, 50_000) + "x")}); err == nil || !strings.Contains(err.Error(), "nests") {
			t.Errorf("50,000 times %q: %v", marker, err)
		}
	}
}

func TestDeepIndentsAndManyDelimitersAreRead(t *testing.T) {
	for _, unit := range []string{"[", "*a ", "`a", "![](", "- a\n  ", "\t", "[^a]", "<a ", "a|b|", "<td>", "<script>", "&amp", "\\"} {
		content, err := Reader{}.Read(corpus.File{Data: []byte("First.\n\n" + strings.Repeat(unit, 20_000) + "\n\nLast.")})
		if err != nil {
			t.Errorf("20,000 times %q: %v", unit, err)
			continue
		}
		last := content.Blocks[len(content.Blocks)-1]
		if content.Blocks[0].Text != "First." || !strings.Contains(last.Text, "Last.") {
			t.Errorf("20,000 times %q: the text around it is lost", unit)
		}
	}
}

func TestThematicBreaksAreNoNesting(t *testing.T) {
	if _, err := (Reader{}).Read(corpus.File{Data: []byte("One.\n\n" + strings.Repeat("- ", 300) + "\n\nTwo.")}); err != nil {
		t.Error(err)
	}
	if _, err := (Reader{}).Read(corpus.File{Data: []byte(strings.Repeat("+ ", 50_000))}); err == nil {
		t.Error("50,000 nested lists were read")
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte("# h\n\n- a\n  - b\n\n| a |\n|---|\n\n<p>x</p>\n\n> q\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		Reader{}.Read(corpus.File{Data: data})
	})
}
