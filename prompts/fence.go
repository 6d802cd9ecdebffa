package prompts

import (
	"regexp"
	"strings"
	"unicode"
)

// What is hostile stands between two lines that hold the mark, a random word. It
// cannot close them: its own lines are joined, the mark is taken out of it, and
// what looks like the number of a sentence or like a fence loses that look.

// Bounds of hostile text, in characters.
const (
	maxQuestion = 2000
	maxTitle    = 300
	maxSentence = 8000
)

// fenced returns a hostile text as one line that can stand inside the fence.
func fenced(text, mark string, limit int) string {
	text = strings.Map(visible, text)
	if mark != "" && strings.Contains(strings.ToLower(text), strings.ToLower(mark)) {
		text = regexp.MustCompile("(?i)"+regexp.QuoteMeta(mark)).ReplaceAllString(text, " ")
	}
	text = strings.Join(strings.Fields(text), " ")
	text = dull(text)
	if runes := []rune(text); len(runes) > limit {
		text = strings.TrimSpace(string(runes[:limit])) + "…"
	}
	return text
}

// visible keeps what can be seen: line breaks and other controls become spaces,
// and characters without a width, which may hide an instruction, are dropped.
func visible(r rune) rune {
	switch {
	case r >= ' ' && r <= '~':
		return r
	case unicode.IsControl(r), unicode.Is(unicode.Zl, r), unicode.Is(unicode.Zp, r):
		return ' '
	case unicode.Is(unicode.Cf, r), unicode.Is(unicode.Co, r), unicode.Is(unicode.Variation_Selector, r), r == unicode.ReplacementChar:
		return -1
	}
	return r
}

var (
	control = regexp.MustCompile(`<([|/!]?)([^<>]{0,60})>|\[(/?)(INST|SYS|THINK)\]`)
	rails   = regexp.MustCompile("<{2,}|>{2,}|`{3,}|~{3,}|={3,}|-{3,}|#{2,}")
	angles  = strings.NewReplacer("<", "‹", ">", "›", "[", "‹", "]", "›")
)

// dull takes away what text may use to pass for more than text: sentence numbers,
// the control words of models, tags, and runs of signs that look like a border.
func dull(text string) string {
	if !strings.ContainsAny(text, "<>`~=-#"+openers) { // as most
		return text
	}
	text = control.ReplaceAllStringFunc(text, angles.Replace)
	text = rails.ReplaceAllStringFunc(text, func(run string) string { return angles.Replace(run[:1]) })
	var b strings.Builder
	at := 0
	for _, m := range findMarkers(text) {
		b.WriteString(text[at:m.start])
		inner := []rune(text[m.start:m.end])
		b.WriteString("‹" + string(inner[1:len(inner)-1]) + "›")
		at = m.end
	}
	b.WriteString(text[at:])
	return b.String()
}
