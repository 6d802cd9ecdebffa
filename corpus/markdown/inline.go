package markdown

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"footnote/corpus"
)

// inline returns the text of a block without its markup. A line break that the
// author set at the end of a sentence is a \n; any other is a space or, between
// Chinese characters, nothing.
func (w *walker) inline(n ast.Node) string {
	l := line{source: w.source}
	ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		return l.node(n), nil
	})
	return l.text.String()
}

// A line is the text of a block as it is put together.
type line struct {
	source []byte
	text   strings.Builder
	broken lineBreak // between what is there and what comes
}

type lineBreak int

const (
	noBreak lineBreak = iota
	softBreak
	hardBreak
)

func (l *line) node(n ast.Node) ast.WalkStatus {
	switch n := n.(type) {
	case *ast.Text:
		value := n.Segment.Value(l.source)
		if n.IsRaw() || n.Parent().Kind() == ast.KindCodeSpan {
			l.write(string(value))
		} else {
			l.write(unescape(value))
		}
		switch {
		case n.HardLineBreak():
			l.broken = hardBreak
		case n.SoftLineBreak():
			l.broken = softBreak
		}
	case *ast.String:
		l.write(string(n.Value))
	case *ast.AutoLink:
		l.write(string(n.Label(l.source)))
	case *east.FootnoteLink:
		l.write(fmt.Sprintf("[%d]", n.Index))
	case *ast.RawHTML:
		if isLineBreak(n, l.source) {
			l.broken = hardBreak
		}
		return ast.WalkSkipChildren
	}
	return ast.WalkContinue
}

// isLineBreak reports whether a tag is <br>.
func isLineBreak(n *ast.RawHTML, source []byte) bool {
	if n.Segments.Len() == 0 {
		return false
	}
	first := n.Segments.At(0)
	return tagName(strings.TrimPrefix(string(first.Value(source)), "<")) == "br"
}

// write adds text after the line break that is due.
func (l *line) write(s string) {
	if s == "" {
		return
	}
	if l.broken != noBreak {
		l.text.WriteString(l.space(s))
		l.broken = noBreak
	}
	l.text.WriteString(s)
}

func (l *line) space(next string) string {
	before, _ := utf8.DecodeLastRuneInString(l.text.String())
	after, _ := utf8.DecodeRuneInString(next)
	switch {
	case l.broken == hardBreak && strings.ContainsRune(".。!！?？:：;；", before):
		return "\n"
	case corpus.IsCJK(before) && corpus.IsCJK(after):
		return ""
	}
	return " "
}
