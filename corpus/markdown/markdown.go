// Package markdown reads Markdown documents: CommonMark with tables, by their
// syntax tree.
package markdown

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"

	"footnote/corpus"
)

var _ corpus.Reader = Reader{}

// Reader reads Markdown with YAML front matter or without.
type Reader struct{}

var parser = goldmark.New(goldmark.WithExtensions(extension.Table, extension.Strikethrough)).Parser()

// maxNesting is how many markers of quotations and lists a line may begin
// with. The parser's work grows with the square of it.
const maxNesting = 100

// Read implements [corpus.Reader].
func (Reader) Read(data []byte) (corpus.Content, error) {
	decoded, encoding, err := corpus.Decode(data)
	if err != nil {
		return corpus.Content{}, err
	}
	meta, body, err := corpus.FrontMatter(corpus.Normalize(decoded))
	if err != nil {
		return corpus.Content{}, err
	}
	if tooDeep(body) {
		return corpus.Content{}, errors.New("nests quotations or lists too deep; simplify it")
	}
	w := walker{source: []byte(body)}
	w.blocks(parser.Parse(text.NewReader(w.source)), "")
	return corpus.Content{Meta: meta, Blocks: w.out, Encoding: encoding}, nil
}

func tooDeep(body string) bool {
	for line := range strings.Lines(body) {
		markers := 0
		for _, c := range line {
			if c == '>' || c == '-' || c == '*' || c == '+' {
				markers++
			} else if c != ' ' && c != '\t' {
				break
			}
		}
		if markers > maxNesting && strings.Trim(line, "-*= \n\t") != "" {
			return true
		}
	}
	return false
}

type walker struct {
	source []byte
	out    []corpus.Block
}

func (w *walker) add(kind corpus.BlockKind, level int, text string) {
	if strings.TrimSpace(text) != "" {
		w.out = append(w.out, corpus.Block{Kind: kind, Level: level, Text: text})
	}
}

// blocks reads the children of a block. A marker goes before the first of them.
func (w *walker) blocks(parent ast.Node, marker string) {
	kind := corpus.Paragraph
	if marker != "" {
		kind = corpus.Item
	}
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *ast.Heading:
			w.add(corpus.Heading, n.Level, w.inline(n))
		case *ast.Paragraph, *ast.TextBlock:
			w.add(kind, 0, marker+w.inline(n))
		case *ast.List:
			w.list(n)
		case *ast.FencedCodeBlock, *ast.CodeBlock:
			w.lines(n)
		case *ast.HTMLBlock:
			w.add(corpus.Paragraph, 0, stripTags(w.raw(n)))
		case *east.Table:
			w.table(n)
		default:
			w.blocks(n, "")
		}
	}
}

func (w *walker) list(list *ast.List) {
	number := list.Start
	for item := list.FirstChild(); item != nil; item = item.NextSibling() {
		marker := "- "
		if list.IsOrdered() {
			marker = fmt.Sprintf("%d. ", number)
			number++
		}
		w.blocks(item, marker)
	}
}

func (w *walker) table(table ast.Node) {
	for row := table.FirstChild(); row != nil; row = row.NextSibling() {
		var cells []string
		for cell := row.FirstChild(); cell != nil; cell = cell.NextSibling() {
			cells = append(cells, strings.TrimSpace(w.inline(cell)))
		}
		w.add(corpus.Row, 0, strings.Join(cells, " | "))
	}
}

// lines keeps the lines of code apart.
func (w *walker) lines(n ast.Node) {
	for line := range strings.Lines(w.raw(n)) {
		w.add(corpus.Row, 0, line)
	}
}

func (w *walker) raw(n ast.Node) string {
	var b strings.Builder
	for i := range n.Lines().Len() {
		segment := n.Lines().At(i)
		b.Write(segment.Value(w.source))
	}
	return b.String()
}

// inline returns the text of a block without its markup.
func (w *walker) inline(n ast.Node) string {
	var b bytes.Buffer
	ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Text:
			b.Write(unescape(n.Segment.Value(w.source)))
			if n.SoftLineBreak() || n.HardLineBreak() {
				w.lineBreak(&b, n)
			}
		case *ast.String:
			b.Write(n.Value)
		case *ast.AutoLink:
			b.Write(n.Label(w.source))
		case *ast.RawHTML:
			return ast.WalkSkipChildren, nil
		}
		return ast.WalkContinue, nil
	})
	return b.String()
}

// lineBreak writes the space that a line break stands for: none between
// ideographs.
func (w *walker) lineBreak(b *bytes.Buffer, n *ast.Text) {
	before, _ := utf8.DecodeLastRune(b.Bytes())
	after, _ := utf8.DecodeRune(bytes.TrimLeft(w.source[min(n.Segment.Stop, len(w.source)):], "\\ \n\t>"))
	if !wide(before) || !wide(after) {
		b.WriteByte(' ')
	}
}

func wide(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) || r >= 0x3000 && r <= 0x303F || r >= 0xFF00 && r <= 0xFFEF
}

// stripTags drops the tags of an HTML block. What stood between them stays.
func stripTags(html string) string {
	var b strings.Builder
	for {
		before, rest, ok := strings.Cut(html, "<")
		b.WriteString(before)
		if !ok {
			return b.String()
		}
		_, after, closed := strings.Cut(rest, ">")
		if !closed {
			return b.String() + "<" + rest
		}
		b.WriteByte(' ')
		html = after
	}
}
