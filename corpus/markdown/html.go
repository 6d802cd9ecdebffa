package markdown

import (
	"html"
	"strings"

	"footnote/corpus"
)

// inlineTags stand within a word or between words; every other tag ends a line.
var inlineTags = set(`a abbr b bdi bdo big cite code data del dfn em font i ins kbd label mark q s samp small span strike
	strong sub sup time tt u var wbr img`)

// unseenTags hold what a browser does not show.
var unseenTags = set(`script style template noscript head title`)

func set(list string) map[string]bool {
	m := make(map[string]bool)
	for name := range strings.FieldsSeq(list) {
		m[name] = true
	}
	return m
}

// htmlBlocks returns the text of a block of HTML: its lines, with the cells of
// a table's row side by side.
func htmlBlocks(source string) []corpus.Block {
	h := htmlText{unclosed: make(map[string]bool)}
	for source != "" {
		before, rest, found := strings.Cut(source, "<")
		h.text.WriteString(before)
		if !found {
			break
		}
		name := tagName(rest)
		if name == "" {
			h.text.WriteByte('<')
			source = rest
			continue
		}
		_, after, closed := strings.Cut(rest, ">")
		if !closed {
			h.text.WriteString("<" + rest)
			break
		}
		source = h.tag(name, rest[0] == '/', after)
	}
	h.flush(corpus.Paragraph)
	return h.out
}

// tagName returns the lower-case name of a tag, or "" when it is none, as in
// "a < b".
func tagName(tag string) string {
	tag = strings.TrimPrefix(tag, "/")
	if strings.HasPrefix(tag, "!") || strings.HasPrefix(tag, "?") {
		return tag[:1]
	}
	end := strings.IndexFunc(tag, func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (r < '0' || r > '9')
	})
	if end < 0 {
		end = len(tag)
	}
	return strings.ToLower(tag[:end])
}

type htmlText struct {
	out      []corpus.Block
	text     strings.Builder
	row      bool            // the text is of cells
	unclosed map[string]bool // elements that are known not to end
}

// tag handles one tag and returns the source after it and what it hides.
func (h *htmlText) tag(name string, closing bool, after string) string {
	switch {
	case unseenTags[name] && !closing:
		return h.skip(after, name)
	case inlineTags[name]:
	case name == "td" || name == "th":
		if !closing && strings.TrimSpace(h.text.String()) != "" {
			h.text.WriteString(" | ")
		}
		h.row = true
	case name == "tr" || name == "table":
		h.flush(corpus.Row)
	case name == "li":
		h.flush(kindOf(closing))
	case h.row: // a paragraph within a cell
		h.text.WriteByte(' ')
	default:
		h.flush(corpus.Paragraph)
	}
	return after
}

func kindOf(closing bool) corpus.BlockKind {
	if closing {
		return corpus.Item
	}
	return corpus.Paragraph
}

// skip returns what follows the end of an element that is not shown. One that
// does not end hides nothing.
func (h *htmlText) skip(source, name string) string {
	if h.unclosed[name] {
		return source
	}
	end := indexFold(source, "</"+name)
	if end < 0 {
		h.unclosed[name] = true
		return source
	}
	return source[end:]
}

// indexFold finds lower-case ASCII in a text of any case.
func indexFold(s, lower string) int {
	for at := 0; ; {
		i := strings.Index(s[at:], "</")
		if i < 0 {
			return -1
		}
		at += i
		if len(s)-at >= len(lower) && strings.EqualFold(s[at:at+len(lower)], lower) {
			return at
		}
		at += len("</")
	}
}

func (h *htmlText) flush(kind corpus.BlockKind) {
	text := strings.Join(strings.Fields(html.UnescapeString(h.text.String())), " ")
	h.text.Reset()
	h.row = false
	if text != "" {
		h.out = append(h.out, corpus.Block{Kind: kind, Text: text})
	}
}
