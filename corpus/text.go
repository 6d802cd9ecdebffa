package corpus

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// TextReader reads plain text, with YAML front matter or without.
type TextReader struct{}

// Read implements [Reader].
func (TextReader) Read(data []byte) (Content, error) {
	text, encoding, err := Decode(data)
	if err != nil {
		return Content{}, err
	}
	meta, body, err := FrontMatter(Normalize(text))
	if err != nil {
		return Content{}, err
	}
	return Content{Meta: meta, Blocks: textBlocks(body), Encoding: encoding}, nil
}

var bullet = regexp.MustCompile(`^(?:[-*•·]|\d{1,2}[.)]|\([a-z0-9]{1,3}\)) +\S`)

// textBlocks finds the paragraphs, items and headings of plain text. Blank
// lines part paragraphs; where lines are not wrapped at a margin, each is a
// paragraph of its own.
func textBlocks(text string) []Block {
	wrapped := isWrapped(text)
	var blocks []Block
	var run []string
	flush := func() {
		if len(run) > 0 {
			blocks = append(blocks, Block{Kind: Paragraph, Text: joinLines(run)})
			run = nil
		}
	}
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		_, opens := paragraphHead(line, false)
		switch {
		case line == "":
			flush()
		case bullet.MatchString(line) && !opens:
			flush()
			blocks = append(blocks, Block{Kind: Item, Text: line})
		case !wrapped || opens:
			flush()
			blocks = append(blocks, Block{Kind: Paragraph, Text: line})
		default:
			run = append(run, line)
		}
	}
	flush()
	return findHeadings(blocks)
}

// isWrapped reports whether the lines of a text were broken at a margin: none
// is much longer than most, and those that have a successor are mostly full.
func isWrapped(text string) bool {
	var widths []int
	widest, lines := 0, strings.Split(text, "\n")
	for i, line := range lines[:len(lines)-1] {
		if w := width(line); w > 0 && strings.TrimSpace(lines[i+1]) != "" {
			widths = append(widths, w)
			widest = max(widest, w)
		}
	}
	if len(widths) < 3 || widest < 40 || widest > 130 {
		return false
	}
	full := 0
	for _, w := range widths {
		if w*10 >= widest*7 {
			full++
		}
	}
	return full*10 >= len(widths)*6
}

// width is how many columns a line takes.
func width(line string) int {
	n := 0
	for _, r := range strings.TrimSpace(line) {
		n++
		if ideographic(r) {
			n++
		}
	}
	return n
}

// joinLines makes one line of those of a paragraph. Between ideographs there
// was no space before the line was broken.
func joinLines(lines []string) string {
	var b strings.Builder
	for i, line := range lines {
		if i > 0 && !joinsTight(lines[i-1], line) {
			b.WriteByte(' ')
		}
		b.WriteString(line)
	}
	return b.String()
}

func joinsTight(before, after string) bool {
	a, _ := utf8.DecodeLastRuneInString(before)
	b, _ := utf8.DecodeRuneInString(after)
	return wide(a) && wide(b)
}

func wide(r rune) bool {
	return ideographic(r) || r >= 0x3000 && r <= 0x303F || r >= 0xFF00 && r <= 0xFFEF
}

// findHeadings promotes the short lines that have text below them. The first
// of a document is its title.
func findHeadings(blocks []Block) []Block {
	for i := range blocks {
		b := &blocks[i]
		if b.Kind != Paragraph || !isShort(b.Text) || i+1 == len(blocks) || !hasLetter(b.Text) {
			continue
		}
		if _, ok := paragraphHead(b.Text, false); ok {
			continue // the text itself says what it opens
		}
		if _, ok := dateOfLine(b.Text); ok || documentNumber.MatchString(b.Text) {
			continue
		}
		next := blocks[i+1]
		switch _, opens := paragraphHead(next.Text, false); {
		case i == 0:
			b.Kind, b.Level = Heading, 1
		case next.Kind == Item, opens, length(next.Text) > 2*length(b.Text) && !isShort(next.Text):
			b.Kind, b.Level = Heading, 2
		}
	}
	return blocks
}

func hasLetter(s string) bool { return strings.ContainsFunc(s, unicode.IsLetter) }
