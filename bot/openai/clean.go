package openai

import (
	"errors"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxExcerpt is how much is shown of what a server says, in characters.
const maxExcerpt = 200

// masked matches a key of which a server shows some characters.
var masked = regexp.MustCompile(`\S*\*{2,}\S*|\bsk-[\w-]{4,}`)

// clean makes one short line of what a server says, without the key, which may be
// written with characters between that are not seen.
func (s *server) clean(text string) string {
	text = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case !unicode.IsPrint(r), r == unicode.ReplacementChar:
			return -1
		}
		return r
	}, text)
	if s.config.Key != "" {
		text = strings.ReplaceAll(text, s.config.Key, "(key)")
	}
	text = masked.ReplaceAllString(text, "(key)")
	runes := []rune(oneLine(text))
	if len(runes) > maxExcerpt {
		return string(runes[:maxExcerpt]) + "…"
	}
	return strings.TrimRight(string(runes), ".")
}

func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

// discreet is an error without what a server has repeated of the prompt in it: a
// question may be private, and errors are logged.
func (r *reply) discreet(err error) error {
	var f *failure
	if !errors.As(err, &f) || !repeats(f.why, oneLine(r.prompt.System+" "+r.prompt.User)) {
		return err
	}
	silent := *f
	silent.why = "what the server says repeats the prompt"
	if f.status > 0 {
		silent.why = status(f.status) + ": " + silent.why + remedies[f.status]
	}
	return &silent
}

// repeats reports whether a text has 24 letters in a row, or 4 of Chinese, from
// another.
func repeats(text, other string) bool {
	for i := range text {
		letters := 0
		for j, c := range text[i:] {
			if letters++; c >= utf8.RuneSelf {
				letters += 5
			}
			if letters >= 24 {
				if strings.Contains(other, text[i:i+j+utf8.RuneLen(c)]) {
					return true
				}
				break
			}
		}
	}
	return false
}
