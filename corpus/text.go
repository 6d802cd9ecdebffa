package corpus

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// TextReader reads plain text, with YAML front matter or without.
type TextReader struct{}

var _ Reader = TextReader{}

// Read implements [Reader].
func (TextReader) Read(file File) (Content, error) {
	text, encoding, err := Decode(file.Data)
	if err != nil {
		return Content{}, err
	}
	meta, body, err := FrontMatter(Normalize(text))
	if err != nil {
		return Content{}, err
	}
	lines := textLines(body)
	blocks := findHeadings(joinParagraphs(lines, margin(lines)))
	return Content{Meta: meta, Blocks: blocks, Encoding: encoding}, nil
}

var (
	// pageMarker is what printing and text recognition leave between pages.
	pageMarker = regexp.MustCompile(`^(?i:[=\-—–_*~# ]*page ?\d{1,5}(?: ?(?:of|/) ?\d{1,5})?[=\-—–_*~# ]*|[-—–] ?\d{1,5} ?[-—–]|[-—–=]* ?第 ?\d{1,5} ?页(?: ?[/,，]? ?共 ?\d{1,5} ?页)? ?[-—–=]*)$`)
	ruler      = regexp.MustCompile(`^(?:[-=_*~—–] ?){3,}$`)
	bullet     = regexp.MustCompile(`^(?:[-*+•·●▪◦–—] +|\([a-z]\) +|\([ivxlc]{1,6}\) +|[(（]\d{1,3}[)）] ?|[①-⑳㈠-㈩] ?)\S`)
)

// textLines returns the lines of a text, trimmed, without page markers and
// rulers, which part paragraphs as a blank line does.
func textLines(text string) []string {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		line = strings.Join(strings.Fields(line), " ")
		if len(line) < 200 && (pageMarker.MatchString(line) || ruler.MatchString(line)) {
			line = ""
		}
		lines[i] = line
	}
	return lines
}

// margin returns the column at which the lines of a text were broken, or 0
// where each is a paragraph of its own. Where lines were broken, most of those
// with a successor had no room left for its first word, or break off within a
// sentence.
func margin(lines []string) int {
	var pairs []int // lines that the next one may go on with
	var widths []int
	for i, line := range lines[:len(lines)-1] {
		if next := lines[i+1]; line != "" && next != "" && !bullet.MatchString(next) && !opensBlock(next) {
			pairs = append(pairs, i)
			widths = append(widths, textWidth(line))
		}
	}
	if len(pairs) < 2 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(widths))
	column := sorted[len(sorted)*95/100]
	if column < 30 || column > 130 || sorted[len(sorted)-1] > 200 {
		return 0
	}
	broken := 0
	for k, i := range pairs {
		if isFull(widths[k], lines[i+1], column) || breaksOff(lines[i], lines[i+1]) {
			broken++
		}
	}
	if broken*10 < len(pairs)*6 {
		return 0
	}
	return column
}

// breaksOff reports whether a sentence plainly goes on in the next line.
func breaksOff(line, next string) bool {
	first, _ := utf8.DecodeRuneInString(next)
	return unicode.IsLower(first) && !endsSentence(line)
}

// isFull reports whether a line of a width had no room for the word that the
// next one begins with.
func isFull(width int, next string, column int) bool {
	first, _ := utf8.DecodeRuneInString(next)
	if IsCJK(first) {
		return width+4 >= column
	}
	word, _, _ := strings.Cut(next, " ")
	return width+1+textWidth(word) >= column-2
}

// joinParagraphs makes blocks of lines that were broken at a column. A line
// that had room for more ends its paragraph when it ends a sentence, and what
// begins an item or a numbered part begins a block.
func joinParagraphs(lines []string, column int) []Block {
	var blocks []Block
	open := false // the last block goes on with the next line
	for i, line := range lines {
		switch {
		case line == "":
			open = false
			continue
		case bullet.MatchString(line):
			blocks = append(blocks, Block{Kind: Item, Text: line})
		case !open || opensBlock(line):
			blocks = append(blocks, Block{Kind: Paragraph, Text: line})
		default:
			last := &blocks[len(blocks)-1]
			last.Text = joinLines(last.Text, line)
		}
		open = column > 0 && i+1 < len(lines) && (isFull(textWidth(line), lines[i+1], column) || !endsSentence(line) && !isTitleCase(line))
	}
	return blocks
}

// opensBlock reports whether a line begins a numbered part or item even where
// the line before it was full.
func opensBlock(line string) bool {
	if _, rank, _ := enumerator(line); rank > 0 {
		return true
	}
	_, named := (&outliner{blocks: []Block{{Text: line}}}).named(0)
	return named
}

func endsSentence(line string) bool {
	r, _ := utf8.DecodeLastRuneInString(line)
	return strings.ContainsRune(".。！？!?；;：:”\"）)", r)
}

// isTitleCase reports whether a short line looks like a heading that stands
// directly above its text.
func isTitleCase(line string) bool {
	words := strings.Fields(line)
	if !isTitle(line) || len(words) > 10 {
		return false
	}
	capital := 0
	for _, w := range words {
		if r, _ := utf8.DecodeRuneInString(w); !unicode.IsLower(r) || len(w) < 4 {
			capital++
		}
	}
	return capital == len(words)
}

// joinLines joins two lines of a paragraph. Between ideographs there was no
// space where the line was broken, and a hyphen stays what it is.
func joinLines(before, after string) string {
	a, _ := utf8.DecodeLastRuneInString(before)
	b, _ := utf8.DecodeRuneInString(after)
	if IsCJK(a) && IsCJK(b) && !unicode.Is(unicode.Hangul, a) || a == '-' && unicode.IsLower(b) && !strings.HasSuffix(before, " -") {
		return before + after
	}
	return before + " " + after
}

// findHeadings promotes short lines that have longer text below them. The
// first of a text is its title.
func findHeadings(blocks []Block) []Block {
	for i := range blocks {
		b := &blocks[i]
		switch {
		case b.Kind != Paragraph || !isTitle(b.Text):
		case chineseAnnex.MatchString(b.Text): // what follows has levels of its own
			b.Kind, b.Level = Heading, 1
		case isNumbered(b.Text):
		case i == 0 && !isStamp(b.Text):
			b.Kind, b.Level = Heading, 1
		case isStamp(b.Text) || isRemark(b.Text):
		case i+1 < len(blocks) && introduces(b.Text, blocks[i+1]):
			b.Kind, b.Level = Heading, 2
		}
	}
	return blocks
}

func isNumbered(line string) bool {
	_, rank, _ := enumerator(line)
	return rank > 0 || opensBlock(line)
}

// isStamp reports whether a line is a date, a document number or without a
// word, as above a text or below its signature.
func isStamp(line string) bool {
	_, isDate := dateOfLine(line)
	return isDate || documentNumber.MatchString(strings.ReplaceAll(line, " ", "")) || !strings.ContainsFunc(line, unicode.IsLetter)
}

// isRemark reports whether a line stands in brackets or is a labelled value,
// such as 联系人：….
func isRemark(line string) bool {
	return strings.HasPrefix(line, "（") && strings.HasSuffix(line, "）") || strings.HasPrefix(line, "【") || strings.Contains(line, "：")
}

// introduces reports whether a short line can be the heading of the block
// below it: a longer paragraph, a numbered part, or a list.
func introduces(line string, next Block) bool {
	if strings.ContainsAny(line, "，。；|{}<>\\@") {
		return false
	}
	if first, _ := utf8.DecodeRuneInString(line); unicode.IsLower(first) {
		return false
	}
	if next.Kind == Item || isNumbered(next.Text) {
		return true
	}
	return next.Kind == Paragraph && !isTitle(next.Text) && measure(next.Text) >= 2*measure(line) && endsSentence(next.Text)
}
