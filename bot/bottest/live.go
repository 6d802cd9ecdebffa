package bottest

import (
	"regexp"
	"strings"
	"unicode"
)

// live is what could do more than be read, in any of the surfaces of the program.
var live = regexp.MustCompile("(?i)@|://|//|\\bwww\\.|javascript:|mailto:|data:|tel:|discord\\.|[a-z0-9]\\.(com|example|gg|travel|中国)|中国/|\\]\\(|!\\[|`|\\|\\||~~|\\*\\*|<[^ 0-9]|&[#a-z0-9]+;|\\[\\d|:[a-z_]+:|\\p{So}|(?m)^(#|>|-#|-  ?)")

// Live says what in a text could do more than be read, or nothing.
func Live(text string) string {
	if strings.ContainsFunc(text, unseen) {
		return "it holds what is not seen"
	}
	if m := live.FindString(narrow(text)); m != "" {
		return "it holds " + m
	}
	return ""
}

func unseen(r rune) bool {
	return unicode.Is(unicode.C, r) || r == unicode.ReplacementChar || unicode.Is(unicode.Variation_Selector, r) ||
		strings.ContainsRune("\u034f\u115f\u1160\u3164\uffa0\u2800", r)
}

// steers reports whether a character changes more than itself: documents keep line
// ends, and the selector that makes a sign a picture.
func steers(r rune) bool { return unseen(r) && !strings.ContainsRune("\n\t\ufe0e\ufe0f", r) }

// narrow writes full-width characters as those of ASCII.
func narrow(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r > '！' && r <= '～' && !strings.ContainsRune("（），：；？", r):
			return r - '！' + '!'
		case r == '﹫':
			return '@'
		}
		return r
	}, text)
}

// letters are those of a text, and its digits, in lower case.
func letters(text string) string {
	return strings.Map(func(r rune) rune {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, narrow(text))
}

// spoken are the words of a text; each ideograph is one.
func spoken(text string) []string {
	var b strings.Builder
	for _, r := range strings.ToLower(narrow(text)) {
		switch {
		case unicode.Is(unicode.Han, r):
			b.WriteString(" " + string(r) + " ")
		case unicode.IsLetter(r), unicode.IsDigit(r):
			b.WriteRune(r)
		default:
			b.WriteByte(' ')
		}
	}
	return strings.Fields(b.String())
}
