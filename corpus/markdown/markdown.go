// Package markdown reads Markdown documents: CommonMark with the tables, task
// lists and footnotes of its common extensions, as plain text by their syntax
// tree.
package markdown

import (
	"fmt"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"

	"footnote/corpus"
)

var _ corpus.Reader = Reader{}

// Reader reads Markdown with YAML front matter or without. Emphasis, the
// addresses of links and HTML tags are left out; struck-out text keeps its
// tildes, as it may have been repealed.
type Reader struct{}

var parser = goldmark.New(goldmark.WithExtensions(extension.Table, extension.TaskList, extension.Footnote)).Parser()

// Read implements [corpus.Reader].
func (Reader) Read(file corpus.File) (corpus.Content, error) {
	decoded, encoding, err := corpus.Decode(file.Data)
	if err != nil {
		return corpus.Content{}, err
	}
	meta, body, err := corpus.FrontMatter(corpus.Normalize(decoded))
	if err != nil {
		return corpus.Content{}, err
	}
	// A comment that is still there never ends: the parser would take the rest
	// of the document for it.
	body, err = bound(strings.ReplaceAll(body, "<!--", " "))
	if err != nil {
		return corpus.Content{}, err
	}
	w := walker{source: []byte(body)}
	w.blocks(parser.Parse(text.NewReader(w.source)), "")
	return corpus.Content{Meta: meta, Blocks: w.out, Encoding: encoding}, nil
}

// A walker collects the blocks of a syntax tree.
type walker struct {
	source []byte
	out    []corpus.Block
}

func (w *walker) add(kind corpus.BlockKind, level int, text string) {
	if strings.TrimSpace(text) != "" {
		w.out = append(w.out, corpus.Block{Kind: kind, Level: level, Text: text})
	}
}

// blocks reads the children of a block. The first paragraph of a list item
// takes its marker.
func (w *walker) blocks(parent ast.Node, marker string) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *ast.Heading:
			w.add(corpus.Heading, n.Level, strings.ReplaceAll(w.inline(n), "\n", " "))
		case *ast.Paragraph, *ast.TextBlock:
			w.paragraph(n, marker)
			marker = ""
		case *ast.List:
			w.list(n)
		case *ast.FencedCodeBlock, *ast.CodeBlock:
			w.code(n)
		case *ast.HTMLBlock:
			w.out = append(w.out, htmlBlocks(w.raw(n))...)
		case *east.Table:
			w.table(n)
		case *east.Footnote:
			w.blocks(n, fmt.Sprintf("[%d] ", n.Index))
		case *ast.ThematicBreak, *ast.LinkReferenceDefinition:
		default:
			w.blocks(n, "")
		}
	}
}

// paragraph adds a paragraph, and one for every line that the author broke off
// at the end of a sentence.
func (w *walker) paragraph(n ast.Node, marker string) {
	kind := corpus.Paragraph
	if marker != "" && marker[0] != '[' {
		kind = corpus.Item
	}
	for line := range strings.SplitSeq(w.inline(n), "\n") {
		if strings.TrimSpace(line) == "" {
			continue
		}
		w.add(kind, 0, marker+line)
		kind, marker = corpus.Paragraph, ""
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
			cells = append(cells, strings.TrimSpace(strings.ReplaceAll(w.inline(cell), "\n", " ")))
		}
		if strings.Join(cells, "") != "" {
			w.add(corpus.Row, 0, strings.Join(cells, " | "))
		}
	}
}

// code keeps the lines of code apart.
func (w *walker) code(n ast.Node) {
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
	if html, ok := n.(*ast.HTMLBlock); ok && html.HasClosure() {
		b.Write(html.ClosureLine.Value(w.source))
	}
	return b.String()
}
