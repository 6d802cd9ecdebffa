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
		"quotations":        {"> quoted\n> text\n", []corpus.Block{{Text: "quoted text"}}},
		"code keeps lines":  {"```\nx\ny\n```\n", []corpus.Block{{Kind: corpus.Row, Text: "x\n"}, {Kind: corpus.Row, Text: "y\n"}}},
		"html loses tags":   {"<div>\nshown <b>text</b>\n</div>\n", []corpus.Block{{Text: "shown text"}}},
		"comments are gone": {"before <!-- secret --> after", []corpus.Block{{Text: "before  after"}}},
	} {
		t.Run(name, func(t *testing.T) {
			content, err := Reader{}.Read([]byte(tc.in))
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
	content, err := Reader{}.Read([]byte("---\ntitle: A rule\nkind: rule\npublished: 2024-03\neffective_from: 2024\n---\n# A rule\n\nText."))
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
		if _, err := (Reader{}).Read([]byte(strings.Repeat(marker, 50_000) + "x")); err == nil || !strings.Contains(err.Error(), "nests") {
			t.Errorf("50,000 times %q: %v", marker, err)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte("# h\n\n- a\n  - b\n\n| a |\n|---|\n\n<p>x</p>\n\n> q\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		Reader{}.Read(data)
	})
}
