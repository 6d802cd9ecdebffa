// Package docx reads Word documents (.docx, .docm): the text that a person sees
// on the page, with the numbers that Word counts, as ISO/IEC 29500 lays it down.
//
// Parts are read once, as a stream of tokens. What is tracked as deleted,
// hidden, a comment, a running head or a table of contents is left out;
// footnotes follow the paragraph that refers to them.
package docx

import (
	"errors"
	"strings"

	"footnote/corpus"
)

var _ corpus.Reader = Reader{}

// Reader reads Word documents. Elements are known by their local names, which
// are the same in the transitional and the strict form of the format.
type Reader struct{}

// maxUnpacked bounds what the parts of one document unpack to together: as much
// as a file may have that is not packed. A bomb of a few KB is stopped there.
const maxUnpacked = 64 << 20

// Read implements [corpus.Reader].
func (Reader) Read(file corpus.File) (corpus.Content, error) {
	a, err := open(file.Data, maxUnpacked)
	if err != nil {
		return corpus.Content{}, err
	}
	p, err := a.parse(false)
	if err == nil && p.open {
		a.left = maxUnpacked
		p, err = a.parse(true)
	}
	switch {
	case errors.Is(err, errUnpacked), errors.Is(err, errNested):
		return corpus.Content{}, err
	case err != nil:
		return corpus.Content{}, corpus.ErrDamaged.Errorf("is damaged (%w); open it in Word or LibreOffice and save it again", err)
	}
	title := findTitle(p.out)
	if title == "" {
		title = a.title()
	}
	promote(p.out)
	return corpus.Content{Meta: corpus.Meta{Title: title}, Blocks: blocks(p.out), Untitled: !opensWithTitle(p.out)}, nil
}

func blocks(lines []line) []corpus.Block {
	var out []corpus.Block
	for _, l := range lines {
		if l.Text != "" {
			out = append(out, l.Block)
		}
	}
	return out
}

// parse reads the main part with those it relates to. A field that was left
// open hides all that follows, and is taken for a slip by reading again with
// all that fields hold.
func (a *archive) parse(all bool) (*parser, error) {
	related, err := a.relations(a.main)
	if err != nil {
		return nil, err
	}
	p := &parser{all: all, numbers: newNumbering(), notes: make(map[noteID][]line)}
	for _, part := range []struct {
		kind string
		read func(*cursor) error
	}{
		{"styles", p.readStyles},
		{"numbering", p.numbers.read},
		{"footnotes", func(c *cursor) error { return p.readNotes(c, "footnote") }},
		{"endnotes", func(c *cursor) error { return p.readNotes(c, "endnote") }},
	} {
		if err := a.read(related[part.kind], part.read); err != nil {
			return nil, err
		}
	}
	return p, a.read(a.main, p.document)
}

// title returns the title that the properties of the file state, unless it is
// one that programs put there.
func (a *archive) title() string {
	var title string
	err := a.read("docprops/core.xml", func(c *cursor) error {
		return c.root(func(e element) (err error) {
			if e.name() != "title" {
				return c.skip()
			}
			title, err = c.text()
			return err
		})
	})
	title = strings.Join(strings.Fields(title), " ")
	if err != nil || !isSane(title) {
		return ""
	}
	return title
}

// isSane tells a title from what programs fill in: the name of a file, of a
// template or of nothing.
func isSane(title string) bool {
	lower := strings.ToLower(title)
	for _, s := range []string{"microsoft word", "document", "untitled", "normal", "title", "template", "文档", "文件", "无标题", "新建"} {
		if strings.HasPrefix(lower, s) {
			return false
		}
	}
	for _, s := range []string{".doc", ".docx", ".docm", ".dot", ".wps", ".rtf", ".pdf"} {
		if strings.HasSuffix(lower, s) {
			return false
		}
	}
	n := len([]rune(title))
	return n >= 4 && n <= 200
}
