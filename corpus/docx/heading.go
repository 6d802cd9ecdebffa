package docx

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/corpus"
)

var (
	// beforeTitle is what may stand above a title: a letterhead, a document
	// number, the number of an annex.
	beforeTitle = regexp.MustCompile(`(?:政府|[部委局厅院会]|办公[室厅])\s*文\s*件$|[〔\[（(【]\s*\d{4}\s*[〕\]）)】]\s*第?\s*\d+\s*号$|令\s*第?\s*\d+\s*号$|^附\s*件\s*[\d一二三四五六七八九十]*\s*[:：]?$`)
	annex       = regexp.MustCompile(`^(?i:annex|appendix|schedule) [\dA-Z]+\b`)
	// enumerated are the lines whose level their own number tells.
	enumerated = regexp.MustCompile(`^(?:第[\p{Han}\d]{1,9}[编章节条]|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|(?i:article|section|chapter|part) [\dIVXLA-Z]+\b|\d{1,2}[.．、)])`)
	stamp      = regexp.MustCompile(`^[\d\s年月日〇一二三四五六七八九十.\-/]+$|^[（(]`)
)

// findTitle returns the title. Most documents have no style for it and only
// centre it at their beginning, in one line or several: these it makes one
// heading.
func findTitle(lines []line) string {
	isTitle := func(l line) bool { return l.title }
	from := slices.IndexFunc(lines, isTitle)
	if from < 0 {
		isTitle, from = isTitleLine, firstLine(lines)
	}
	to := titleEnd(lines, from, isTitle)
	if from == to {
		return ""
	}
	head := &lines[from]
	for i := from + 1; i < to; i++ {
		if l := &lines[i]; l.Text != "" {
			head.Text += gap(head.Text, l.Text, true) + l.Text
			l.Text = ""
		}
	}
	head.Kind, head.Level = corpus.Heading, 1
	return head.Text
}

// firstLine returns where the text begins, below what may stand above a title.
func firstLine(lines []line) int {
	for i, l := range lines {
		if l.Text != "" && (l.Kind != corpus.Paragraph || !beforeTitle.MatchString(l.Text)) {
			return i
		}
	}
	return len(lines)
}

// maxTitleLines is how many lines of a title are joined.
const maxTitleLines = 4

// titleEnd returns where the lines of a title end, which at most one blank line
// parts.
func titleEnd(lines []line, from int, isTitle func(line) bool) int {
	to, blank, n := from, 0, 0
	for i := from; i < len(lines) && n < maxTitleLines && blank <= 1; i++ {
		switch {
		case lines[i].Text == "":
			blank++
			continue
		case !isTitle(lines[i]):
			return to
		}
		to, blank, n = i+1, 0, n+1
	}
	return to
}

func isTitleLine(l line) bool {
	return l.centred && l.Kind == corpus.Paragraph && utf8.RuneCountInString(l.Text) <= maxHeading &&
		!stamp.MatchString(l.Text) && !beforeTitle.MatchString(l.Text) &&
		(!enumerated.MatchString(l.Text) || annex.MatchString(l.Text))
}

// opensWithTitle reports whether the first line is a heading that can stand for
// the title: one that is not the first of several that are numbered.
func opensWithTitle(lines []line) bool {
	i := firstLine(lines)
	return i < len(lines) && lines[i].Kind == corpus.Heading && !lines[i].numbered
}

// promote makes headings of the short bold lines that stand above text, one
// level below the heading before them. Where a document numbers its parts
// itself, the numbers are its headings, and a bold line would end them.
func promote(lines []line) {
	for _, l := range lines {
		if l.Kind == corpus.Paragraph && enumerated.MatchString(l.Text) && !strings.HasPrefix(l.Text, "1") {
			return
		}
	}
	level := 1
	for i := range lines {
		switch l := &lines[i]; {
		case l.Kind == corpus.Heading:
			level = l.Level
		case looksLikeHeading(*l) && leadsText(lines[i+1:]):
			l.Kind, l.Level = corpus.Heading, min(level+1, 6)
		}
	}
}

func looksLikeHeading(l line) bool {
	last, _ := utf8.DecodeLastRuneInString(l.Text)
	return l.bold && !l.note && l.Kind == corpus.Paragraph && utf8.RuneCountInString(l.Text) <= 80 &&
		!strings.ContainsRune(".。;；,，、!！", last) && strings.ContainsFunc(l.Text, unicode.IsLetter) &&
		!enumerated.MatchString(l.Text) && !stamp.MatchString(l.Text)
}

// leadsText reports whether text comes next, and not another heading or line of
// its kind.
func leadsText(lines []line) bool {
	for _, l := range lines {
		if l.Text != "" {
			return l.Kind != corpus.Heading && !looksLikeHeading(l)
		}
	}
	return false
}

// dropContentsTitle drops the line above a table of contents.
func (p *parser) dropContentsTitle() {
	for i := len(p.out) - 1; i >= 0; i-- {
		if p.out[i].Text == "" {
			continue
		}
		switch strings.ToLower(strings.Join(strings.Fields(p.out[i].Text), "")) {
		case "目录", "目次", "目錄", "contents", "tableofcontents":
			p.out[i].Text = ""
		}
		return
	}
}
