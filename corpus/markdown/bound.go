package markdown

import (
	"strings"

	"footnote/corpus"
)

// The parser's work grows with the square of how deep quotations and lists
// nest, and of how many brackets and marks of emphasis one paragraph leaves
// open. No document needs more than these.
const (
	maxNesting    = 100  // quotation and list markers at the beginning of a line
	maxIndent     = 100  // columns
	maxDelimiters = 2000 // brackets and marks of emphasis in a run of lines without a blank one
)

// bound limits what a source asks of the parser: it cuts the indent of lines
// that have more than any document needs, and takes the delimiters beyond the
// limit for text. Nesting beyond the limit is an error.
func bound(source string) (string, error) {
	var b strings.Builder
	delimiters := 0
	for line := range strings.Lines(source) {
		if markers(line) > maxNesting {
			return "", corpus.ErrTooMuch.Errorf("nests quotations or lists too deep; simplify it")
		}
		line = boundIndent(line)
		if strings.TrimSpace(line) == "" {
			delimiters = 0
		}
		if delimiters += countDelimiters(line); delimiters > maxDelimiters {
			line = escaper.Replace(line)
		}
		b.WriteString(line)
	}
	return b.String(), nil
}

func countDelimiters(line string) int {
	n := 0
	for i := range len(line) {
		switch line[i] {
		case '[', '*', '_', '`', '<':
			n++
		}
	}
	return n
}

var escaper = strings.NewReplacer("[", `\[`, "]", `\]`, "*", `\*`, "_", `\_`, "`", "\\`", "<", `\<`, `\`, `\\`)

// boundIndent cuts what is blank at the beginning of a line.
func boundIndent(line string) string {
	rest := strings.TrimLeft(line, " \t")
	if len(line)-len(rest) <= maxIndent {
		return line
	}
	return line[:maxIndent] + rest
}

// markers counts the quotation and list markers that a line begins with. A
// thematic break such as - - - has none.
func markers(line string) int {
	if strings.Trim(line, "- \t\n") == "" || strings.Trim(line, "* \t\n") == "" {
		return 0
	}
	n := 0
	for line != "" {
		switch size := markerLen(line); {
		case size > 0:
			n++
			line = line[size:]
		case line[0] == ' ' || line[0] == '\t':
			line = line[1:]
		default:
			return n
		}
	}
	return n
}

// markerLen returns the length of the quotation or list marker that s begins
// with, or 0.
func markerLen(s string) int {
	if s[0] == '>' {
		return 1
	}
	n := 0
	for n < len(s) && n < 9 && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	marks := "-*+"
	if n > 0 {
		marks = ".)"
	}
	if n+1 < len(s) && strings.IndexByte(marks, s[n]) >= 0 && (s[n+1] == ' ' || s[n+1] == '\t') {
		return n + 1
	}
	return 0
}
