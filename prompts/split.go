package prompts

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	stops      = "。！？.!?"
	enders     = "”’」』\"')）]］】》"
	pairsOpen  = "“「『《（(‘"
	pairsClose = "”」』》）)’"
)

// abbreviations end in a full stop that seldom ends a sentence.
var abbreviations = regexp.MustCompile(`(?i)(?:^|[\s(（“"])(?:e\.g|i\.e|vs|cf|nos?|arts?|paras?|secs?|figs?|chs?|vols?|pp?|eds?|approx|est|incl|max|min|drs?|mrs?|ms|prof|st|inc|ltd|co|corp|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|dept|gov|reg|resp|ca|al|(?:\pL\.)*\pL)\.$`)

// longestAbbreviation is how many bytes are looked at for one.
const longestAbbreviation = 16

// A span is a part of a text, in bytes.
type span struct{ start, end int }

// split returns the sentences of a line, without the space around them. At the
// places in cuts a sentence ends wherever a stop stands before.
func split(text string, cuts map[int]bool) []span {
	var out []span
	start, depth := 0, 0
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		i += size
		switch {
		case strings.ContainsRune(pairsOpen, r) && closes(text[i:], r):
			depth++
		case strings.ContainsRune(pairsClose, r) && depth > 0:
			depth--
		}
		if !strings.ContainsRune(stops, r) {
			continue
		}
		end, left := ending(text, i, depth)
		if left > 0 || !endsAt(text, start, i, end, r) && !cuts[end] {
			continue
		}
		out = appendSpan(out, text, start, end)
		start, i, depth = end, end, 0
	}
	return appendSpan(out, text, start, len(text))
}

// closes reports whether a bracket that opened is closed later in the line. An
// apostrophe opens nothing.
func closes(rest string, open rune) bool {
	i := strings.IndexRune(pairsOpen, open)
	n := utf8.RuneCountInString(pairsOpen[:i])
	return strings.ContainsRune(rest, []rune(pairsClose)[n])
}

// ending moves over the stops and closing marks after a stop, and returns how
// many brackets are still open there.
func ending(text string, i, depth int) (end, left int) {
	for i < len(text) {
		r, size := utf8.DecodeRuneInString(text[i:])
		if !strings.ContainsRune(stops+enders, r) {
			break
		}
		if strings.ContainsRune(pairsClose, r) && depth > 0 {
			depth--
		}
		i += size
	}
	return i, depth
}

// endsAt decides whether the sentence from start ends with the stop before i;
// end is where the marks after it end.
func endsAt(text string, start, i, end int, stop rune) bool {
	rest := text[end:]
	next, _ := utf8.DecodeRuneInString(strings.TrimLeft(rest, " "))
	last, _ := utf8.DecodeLastRuneInString(text[:end])
	switch {
	case rest == "":
		return true
	case strings.ContainsRune("，、；：,;:)", next), !strings.ContainsRune(stops, last) && strings.ContainsRune("的等和与及是作为", next):
		return false
	case stop > unicode.MaxASCII:
		return true
	case rest[0] != ' ' && !unicode.Is(unicode.Han, next), unicode.IsLower(next):
		return false
	case stop == '.' && end == i && abbreviations.MatchString(text[max(start, i-longestAbbreviation):i]):
		return false
	}
	return strings.Trim(text[start:i], "0123456789. ") != "" // the number of an item
}

func appendSpan(out []span, text string, start, end int) []span {
	part := text[start:end]
	start += len(part) - len(strings.TrimLeft(part, " "))
	end -= len(part) - len(strings.TrimRight(part, " "))
	if start >= end {
		return out
	}
	return append(out, span{start, end})
}
