package docx

import (
	"encoding/xml"
	"errors"
	"io"
	"strconv"
	"strings"

	"footnote/corpus"
)

// maxDepth is how deep elements may nest. Every table within a table takes
// four levels, every text box about ten.
const maxDepth = 400

var errNested = corpus.ErrTooMuch.Errorf("nests its parts more than %d levels deep; simplify it", maxDepth)

// A cursor moves through the elements of a part.
type cursor struct {
	decoder *xml.Decoder
	depth   int
}

func newCursor(r io.Reader) *cursor {
	return &cursor{decoder: xml.NewDecoder(r)}
}

// An element is the start of one. Who is given it must read to its end, with
// children, text or skip.
type element struct{ xml.StartElement }

func (e element) name() string { return e.Name.Local }

// attr returns the value of an attribute by its local name, or "".
func (e element) attr(local string) string {
	for _, a := range e.Attr {
		if a.Name.Local == local {
			return a.Value
		}
	}
	return ""
}

// val returns the attribute val as most elements have it.
func (e element) val() string { return e.attr("val") }

// number returns an attribute as a number between 0 and most, or otherwise.
func (e element) number(local string, most, otherwise int) int {
	n, err := strconv.Atoi(e.attr(local))
	switch {
	case err != nil && !errors.Is(err, strconv.ErrRange):
		return otherwise
	case n < 0:
		return otherwise
	}
	return min(n, most)
}

// isOn reads an element such as <w:b/> or <w:b w:val="0"/>.
func (e element) isOn() bool {
	switch e.val() {
	case "0", "false", "off", "none":
		return false
	}
	return true
}

// root gives the children of the outermost element to a function.
func (c *cursor) root(do func(element) error) error {
	for {
		token, err := c.decoder.Token()
		if err == io.EOF {
			return io.ErrUnexpectedEOF
		}
		if err != nil {
			return err
		}
		if _, ok := token.(xml.StartElement); ok {
			return c.children(do)
		}
	}
}

// children gives each child of the element that was just entered to a
// function, and moves behind it.
func (c *cursor) children(do func(element) error) error {
	return c.content(do, func([]byte) {})
}

func (c *cursor) content(do func(element) error, text func([]byte)) error {
	if c.depth++; c.depth > maxDepth {
		return errNested
	}
	for {
		token, err := c.decoder.Token()
		if err != nil {
			return err
		}
		switch t := token.(type) {
		case xml.StartElement:
			if err := do(element{t}); err != nil {
				return err
			}
		case xml.CharData:
			text(t)
		case xml.EndElement:
			c.depth--
			return nil
		}
	}
}

func (c *cursor) skip() error {
	return c.children(func(element) error { return c.skip() })
}

// text returns the character data of the element that was just entered.
func (c *cursor) text() (string, error) {
	var b strings.Builder
	err := c.content(func(element) error { return c.skip() }, func(data []byte) { b.Write(data) })
	return b.String(), err
}

// maxTag bounds the bytes of one tag: the decoder keeps all attributes of a tag
// at once, and each takes many times the memory of its text.
const maxTag = 1 << 20

var errTag = errors.New("a tag without end")

// A tagMeter measures the tag at the end of what was read.
type tagMeter struct {
	inside bool
	quote  byte
	size   int
}

func (t *tagMeter) add(data []byte) int {
	for _, c := range data {
		switch {
		case !t.inside:
			t.inside, t.size = c == '<', 0
			continue
		case t.quote != 0:
			if c == t.quote {
				t.quote = 0
			}
		case c == '"' || c == '\'':
			t.quote = c
		case c == '>':
			t.inside = false
		}
		t.size++
		if t.size > maxTag {
			break
		}
	}
	return t.size
}
