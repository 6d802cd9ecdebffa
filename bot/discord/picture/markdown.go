package picture

import (
	"html"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// A markdown makes HTML of a text as Discord's clients read it.
// Lines are kept, quoted lines that follow one another are one quotation, and a sign
// behind a backslash is itself.
type markdown struct {
	now   time.Time
	words words
}

// The starts of lines that are not plain.
var (
	heading = regexp.MustCompile(`^(#{1,3}) +(.+)`)
	small   = regexp.MustCompile(`^-# +(.+)`)
	quote   = regexp.MustCompile(`^> (.*)`)
	entry   = regexp.MustCompile(`^ *(?:[-*]|(\d{1,4})\.) +(.+)`)
)

// blocks makes blocks of lines.
func (m markdown) blocks(text string) string {
	var b strings.Builder
	lines := strings.Split(text, "\n")
	for len(lines) > 0 {
		n := m.block(&b, lines)
		lines = lines[n:]
	}
	return b.String()
}

// block writes the block that begins with the first line, and returns how many lines it
// takes. All that is written of a text goes through html.EscapeString.
func (m markdown) block(b *strings.Builder, lines []string) int {
	if rest, is := strings.CutPrefix(lines[0], "```"); is {
		return fenced(b, rest, lines)
	}
	if inside := leading(lines, quote); len(inside) > 0 {
		b.WriteString("<blockquote>")
		for i, text := range inside {
			if i > 0 {
				b.WriteString("<br>")
			}
			b.WriteString(m.inline(text))
		}
		b.WriteString("</blockquote>")
		return len(inside)
	}
	if f := heading.FindStringSubmatch(lines[0]); f != nil {
		level := strconv.Itoa(len(f[1]))
		b.WriteString("<h" + level + ">" + m.inline(f[2]) + "</h" + level + ">")
		return 1
	}
	if f := small.FindStringSubmatch(lines[0]); f != nil {
		b.WriteString("<small>" + m.inline(f[1]) + "</small>")
		return 1
	}
	if f := entry.FindStringSubmatch(lines[0]); f != nil {
		mark := "•"
		if f[1] != "" {
			mark = f[1] + "."
		}
		b.WriteString(`<p class="entry"><span>` + mark + "</span> " + m.inline(f[2]) + "</p>")
		return 1
	}
	b.WriteString("<p>" + m.inline(lines[0]) + "</p>")
	return 1
}

// leading returns what the lines say that begin in one way, up to the first that does
// not.
func leading(lines []string, begin *regexp.Regexp) (inside []string) {
	for _, line := range lines {
		f := begin.FindStringSubmatch(line)
		if f == nil {
			break
		}
		inside = append(inside, f[1])
	}
	return inside
}

// fenced writes a block of code, up to its fence or the end.
func fenced(b *strings.Builder, first string, lines []string) int {
	b.WriteString("<pre>")
	defer b.WriteString("</pre>")
	if text, _, is := strings.Cut(first, "```"); is { // on one line
		b.WriteString(html.EscapeString(text))
		return 1
	}
	for i, line := range lines[1:] {
		text, _, end := strings.Cut(line, "```")
		b.WriteString(html.EscapeString(text))
		if end {
			return i + 2
		}
		b.WriteByte('\n')
	}
	return len(lines)
}

// What begins with a sign that says what it is.
var (
	link      = regexp.MustCompile(`^\[((?:\\.|\[[^\[\]]*\]|[^\[\]\\])+)\]\((?:<(https?://[^\s<>]+)>|(https?://[^\s<>()]+))\)`)
	bare      = regexp.MustCompile(`^https?://[^\s<>]+[^\s<>.,:;"'\])]`)
	bracketed = regexp.MustCompile(`^<(https?://[^\s<>]+)>`)
	stamp     = regexp.MustCompile(`^<t:(-?\d{1,13})(?::([tTdDfFR]))?>`)
	mention   = regexp.MustCompile(`^(?:<(@!?|@&|#)\d{1,20}>|@everyone|@here)`)
	code      = regexp.MustCompile("^(`{1,2})([^`]+)(`{1,2})")
)

// pairs are the signs that stand around a text, longer ones first.
var pairs = []struct{ sign, open, end string }{
	{"**", "<strong>", "</strong>"}, {"__", "<u>", "</u>"}, {"~~", "<s>", "</s>"},
	{"||", `<span class="spoiler">`, "</span>"}, {"*", "<em>", "</em>"}, {"_", "<em>", "</em>"},
}

// inline makes HTML of a line.
func (m markdown) inline(text string) string {
	var b strings.Builder
	for len(text) > 0 {
		made, n := m.sign(text)
		if n == 0 {
			_, n = utf8.DecodeRuneInString(text)
			made = html.EscapeString(text[:n])
		}
		b.WriteString(made)
		text = text[n:]
	}
	return b.String()
}

// sign makes HTML of what a text begins with, if that is more than a character. It
// returns how many bytes that takes.
func (m markdown) sign(text string) (made string, n int) {
	switch text[0] {
	case '\\':
		if len(text) > 1 && strings.IndexByte("\\*_~`|><#[]()@:/-+.!{}", text[1]) >= 0 {
			return html.EscapeString(text[1:2]), 2
		}
	case '`':
		if f := code.FindStringSubmatch(text); f != nil && f[1] == f[3] {
			return "<code>" + html.EscapeString(f[2]) + "</code>", len(f[0])
		}
	case '[':
		if f := link.FindStringSubmatch(text); f != nil {
			return anchor(f[2]+f[3], m.inline(f[1])), len(f[0])
		}
	case 'h':
		if f := bare.FindString(text); f != "" {
			return anchor(f, html.EscapeString(f)), len(f)
		}
	case '<', '@':
		return m.pointed(text)
	case '*', '_', '~', '|':
		return m.paired(text)
	}
	return "", 0
}

// anchor is a link that names an address and leads nowhere.
func anchor(url, inside string) string {
	return `<a title="` + html.EscapeString(url) + `">` + inside + "</a>"
}

// pointed makes HTML of a time stamp, a mention or an address in pointed brackets.
func (m markdown) pointed(text string) (made string, n int) {
	if f := stamp.FindStringSubmatch(text); f != nil {
		seconds, err := strconv.ParseInt(f[1], 10, 64)
		if err != nil {
			return "", 0
		}
		return "<time>" + html.EscapeString(m.words.at(time.Unix(seconds, 0), m.now, f[2])) + "</time>", len(f[0])
	}
	if f := mention.FindStringSubmatch(text); f != nil {
		name := strings.TrimRight(f[0], "<>0123456789")
		if f[1] != "" {
			name = f[1][:1] + "…"
		}
		return `<span class="mention">` + html.EscapeString(name) + "</span>", len(f[0])
	}
	if f := bracketed.FindStringSubmatch(text); f != nil {
		return anchor(f[1], html.EscapeString(f[1])), len(f[0])
	}
	return "", 0
}

// paired makes HTML of a text between two signs.
func (m markdown) paired(text string) (made string, n int) {
	for _, p := range pairs {
		inside, is := strings.CutPrefix(text, p.sign)
		if !is {
			continue
		}
		if end := closing(inside, p.sign); end > 0 {
			return p.open + m.inline(inside[:end]) + p.end, len(p.sign) + end + len(p.sign)
		}
	}
	return "", 0
}

// closing is the place of the sign that ends what it has begun, or -1. A single sign
// stands for itself where it is followed by a space, or doubled.
func closing(text, sign string) int {
	if len(sign) == 1 && strings.HasPrefix(text, " ") {
		return -1
	}
	for i := 0; i < len(text); i++ {
		switch {
		case text[i] == '\\':
			i++
		case !strings.HasPrefix(text[i:], sign):
		case len(sign) == 2 && strings.HasPrefix(text[i+1:], sign): // the last two of three
		case len(sign) == 1 && strings.HasPrefix(text[i+1:], sign):
			i++
		case sign == "_" && i+1 < len(text) && wordy(text[i+1]):
		default:
			return i
		}
	}
	return -1
}

// wordy reports whether a byte is part of a word: snake_case is no emphasis.
func wordy(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= 0x80
}
