// Package html reads web pages: the document of a page without the furniture of
// its site and without what a reader does not see.
//
// The parser of this package builds its tree from the tokens of
// golang.org/x/net/html, whose own parser refuses pages that nest deeper than
// 512 elements, as unclosed tags make old pages do; everything here takes time
// in proportion to the page, however it nests.
package html

import (
	"regexp"
	"strings"

	"footnote/corpus"
)

// Reader reads HTML and XHTML. What states of itself that it is other XML, a
// page that only asks to log in and one that only asks for a script to be run
// are errors.
type Reader struct{}

var _ corpus.Reader = Reader{}

// Read implements [corpus.Reader].
func (Reader) Read(file corpus.File) (corpus.Content, error) {
	source, encoding, err := corpus.DecodeDeclared(file.Data, append(declaredCharsets(file.Data), file.Charset)...)
	if err != nil {
		return corpus.Content{}, err
	}
	root, xml := rootOf(source)
	if err := checkRoot(root, xml); err != nil {
		return corpus.Content{}, err
	}
	if root == "" {
		content, err := corpus.TextReader{}.Read(corpus.File{Data: []byte(source)})
		content.Encoding = encoding
		return content, err
	}
	p, err := parse(source, xml)
	if err != nil {
		return corpus.Content{}, err
	}
	content, err := p.content()
	content.Encoding = encoding
	return content, err
}

// content finds the document of the page.
func (p *page) content() (corpus.Content, error) {
	p.markStyles()
	p.findTables()
	p.markChrome(p.measure())
	p.markLinks(p.measure())
	weights := p.measure()
	main := p.findMain(weights)
	r := renderer{page: p}
	r.renderBelow(main)
	blocks := withoutPhrases(r.out)
	meta := p.meta(main, blocks)
	if err := p.refuse(blocks); err != nil {
		return corpus.Content{}, err
	}
	blocks = p.withTitle(main, blocks, meta.Title)
	findHeadings(blocks)
	return corpus.Content{Meta: meta, Blocks: plain(blocks)}, nil
}

func plain(blocks []block) []corpus.Block {
	out := make([]corpus.Block, len(blocks))
	for i, b := range blocks {
		out[i] = b.Block
	}
	return out
}

// withTitle puts the title before the document where the page shows it above.
func (p *page) withTitle(main int32, blocks []block, title string) []block {
	for _, b := range blocks[:min(len(blocks), 30)] {
		if letters(b.Text) == letters(title) {
			return blocks
		}
	}
	for _, h := range p.headings() {
		if title != "" && letters(h) == letters(title) {
			heading := block{Block: corpus.Block{Kind: corpus.Heading, Level: 1, Text: title}}
			return append([]block{heading}, blocks...)
		}
	}
	return blocks
}

var (
	metaCharset = regexp.MustCompile(`(?i)<meta[^>]{1,200}charset\s{0,9}=\s{0,9}["']?\s{0,9}([\w:.-]{2,30})`)
	xmlEncoding = regexp.MustCompile(`(?i)^\s{0,99}<\?xml[^>]{1,200}encoding\s{0,9}=\s{0,9}["']([\w.-]{2,30})`)
)

// declaredCharsets returns the character sets that a page declares at its beginning.
func declaredCharsets(data []byte) []string {
	data = data[:min(len(data), 4<<10)]
	var names []string
	for _, pattern := range []*regexp.Regexp{metaCharset, xmlEncoding} {
		if m := pattern.FindSubmatch(data); m != nil {
			names = append(names, string(m[1]))
		}
	}
	return names
}

// checkRoot refuses XML that is no page.
func checkRoot(root string, xml bool) error {
	switch root {
	case "rss", "feed", "rdf:rdf":
		return corpus.ErrFormat.Errorf("is a feed, not a page; name its address in %s as a source of type feed", corpus.SourcesFile)
	case "urlset", "sitemapindex":
		return corpus.ErrFormat.Errorf("is a sitemap, not a page; name its address in %s as a source of type sitemap", corpus.SourcesFile)
	}
	if xml && root != "html" && !htmlTags[root] {
		return corpus.ErrFormat.Errorf("is XML of the kind <%s>, not a page; save the document as HTML", strings.ToValidUTF8(root[:min(len(root), 40)], ""))
	}
	return nil
}

// htmlTags are elements that a piece of a page may begin with.
var htmlTags = words("html head body div p h1 h2 h3 table article main section title meta link ul ol span center font")
