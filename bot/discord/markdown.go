package discord

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// special are the characters that Discord's Markdown, mentions, time stamps,
// emoji codes and automatic links are made of. A slash is among them because
// an invitation (discord.gg/…) needs no scheme to become a card.
const special = "\\*_~`|><#[]()@:/"

// escape makes a text that comes from a document, a question or a model safe
// to show: one line, without invisible characters, in which nothing is markup.
// Everything shown is escaped exactly once.
func escape(text string) string {
	var b strings.Builder
	text = plain(text)
	mark := listMark(text)
	for i, r := range text {
		if strings.ContainsRune(special, r) || i == mark {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// plain puts a text on one line and drops what cannot be seen: control and
// format characters can reorder or hide words.
func plain(text string) string {
	text = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case r == utf8.RuneError, !unicode.IsPrint(r), hidden(r):
			return -1
		}
		return r
	}, text)
	return strings.Join(strings.Fields(text), " ")
}

// hidden reports whether a character that counts as printable leaves no mark:
// variation selectors, fillers and the blank Braille pattern.
func hidden(r rune) bool {
	return unicode.Is(unicode.Variation_Selector, r) || r == '\u034f' || r == '\u115f' || r == '\u1160' ||
		r == '\u3164' || r == '\uffa0' || r == '\u2800'
}

// listMark is the place of the character that would make a line that begins
// with the text an entry of a list, or -1.
func listMark(text string) int {
	if strings.HasPrefix(text, "-") || strings.HasPrefix(text, "+") {
		return 0
	}
	digits := len(text) - len(strings.TrimLeft(text, "0123456789"))
	if digits > 0 && strings.HasPrefix(text[digits:], ".") {
		return digits
	}
	return -1
}

// length counts a text as Discord's strictest client does, in UTF-16 code
// units: never less than its server, which counts characters.
func length(text string) int {
	n := 0
	for _, r := range text {
		n += width(r)
	}
	return n
}

func width(r rune) int {
	if r > 0xffff {
		return 2
	}
	return 1
}

// take returns the longest beginning of a text whose escaped form is at most
// limit long, and the rest. It ends after a word where one ends in its second
// half, and always takes something.
func take(text string, limit int) (head, tail string) {
	n, end, space := 0, 0, 0
	for i, r := range text {
		n += width(r) + 1 // as if every character were escaped
		if !strings.ContainsRune(special, r) && i != 0 && r != '.' {
			n--
		}
		if n > limit && end > 0 {
			break
		}
		end = i + utf8.RuneLen(r)
		if r == ' ' {
			space = i
		}
	}
	if end == len(text) {
		return text, ""
	}
	if space > end/2 {
		end = space
	}
	return strings.TrimSpace(text[:end]), strings.TrimSpace(text[end:])
}
