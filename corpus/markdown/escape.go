package markdown

import (
	"html"
	"strings"
)

// unescape resolves backslash escapes and entities, each once: \&amp; stays
// what it says.
func unescape(text []byte) string {
	s := string(text)
	if !strings.ContainsAny(s, `\&`) {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); {
		switch {
		case s[i] == '\\' && i+1 < len(s) && isPunctuation(s[i+1]):
			b.WriteByte(s[i+1])
			i += 2
		case s[i] == '&':
			n := entityLen(s[i:])
			b.WriteString(html.UnescapeString(s[i : i+n]))
			i += n
		default:
			b.WriteByte(s[i])
			i++
		}
	}
	return b.String()
}

func isPunctuation(c byte) bool {
	return c >= '!' && c <= '/' || c >= ':' && c <= '@' || c >= '[' && c <= '`' || c >= '{' && c <= '~'
}

// entityLen returns the length of the entity that s begins with, or 1.
func entityLen(s string) int {
	if i := strings.IndexByte(s[:min(len(s), 40)], ';'); i > 0 {
		return i + 1
	}
	return 1
}
