package corpus

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Sentences returns the sentences of a text, in order and without the space
// around them. Every line break ends one, as every line of a document is a
// paragraph, an item of a list or a row of a table; so do 。！？； and, where a
// new sentence can begin after them, . ! and ?. Closing quotes and brackets and
// the number of a footnote belong to the sentence before them, and the marker of
// a list item to the first that follows.
func Sentences(text string) []Span {
	var out []Span
	for start := 0; start < len(text); {
		end := len(text)
		if i := strings.IndexByte(text[start:], '\n'); i >= 0 {
			end = start + i
		}
		out = appendSentences(out, text, trimSpan(text, Span{start, end}))
		start = end + 1
	}
	return out
}

// marker is what stands before a list item: a bullet or a number.
var marker = regexp.MustCompile(`^(?:[-*+•·●▪◦–—] +|\d{1,3}[.)] +|\d{1,3}[．、] ?|[（(]\d{1,3}[)）] ?|[（(][` + hanDigits + `]{1,4}[)）] ?|[` + hanDigits + `]{1,4}、 ?|\([a-z]\) +|\([ivxlc]{1,6}\) +|[①-⑳㈠-㈩] ?)`)

// markerLen returns the length of the marker that a line begins with. A line
// such as 一、二级市场 begins with none.
func markerLen(line string) int {
	m := marker.FindString(line)
	rest := line[len(m):]
	if strings.HasSuffix(m, "、") {
		if r, _ := utf8.DecodeRuneInString(rest); strings.ContainsRune(hanDigits, r) || unicode.IsDigit(r) {
			return 0
		}
	}
	return len(m)
}

// appendSentences adds the sentences of one line. A row of a table is one, as
// its cells mean little apart, unless it is long.
func appendSentences(out []Span, text string, line Span) []Span {
	start := line.Start
	add := func(end int) {
		s := trimSpan(text, Span{start, end})
		if s.Start < s.End {
			out = append(out, s)
		}
		start = end
	}
	if row := text[line.Start:line.End]; !strings.Contains(row, " | ") || measure(row) > maxUnits/4 {
		for i := line.Start; i < line.End; {
			next, ends := step(text[:line.End], start, i)
			if ends && next < line.End {
				add(next)
			}
			i = next
		}
	}
	add(line.End)
	return out
}

// step moves over the character at i, or over the bracket or the marks that it
// opens, and reports whether the sentence that began at start ends there.
func step(text string, start, i int) (next int, ends bool) {
	r, size := utf8.DecodeRuneInString(text[i:])
	if closer := bracketEnd(text, i); closer > 0 {
		mark, n := utf8.DecodeLastRuneInString(text[:closer])
		_, size = utf8.DecodeRuneInString(text[closer:])
		next = closer + size
		if !isStop(mark) {
			return next, false
		}
		return endAt(text, start, closer-n, mark, next)
	}
	next = i + size
	if r == '；' {
		return closing(text, next), true
	}
	if !isStop(r) {
		return next, false
	}
	return endAt(text, start, i, r, next)
}

func isStop(r rune) bool { return strings.ContainsRune("。！？｡‼⁇⁈⁉.!?…", r) }

// endAt decides whether the stop mark at i ends the sentence; next is what
// follows it and a bracket it may close.
func endAt(text string, start, i int, mark rune, next int) (int, bool) {
	from := next
	for next < len(text) {
		r, size := utf8.DecodeRuneInString(text[next:])
		if !isStop(r) {
			break
		}
		mark, next = r, next+size
	}
	single := next == from
	next = closing(text, next)
	last, _ := utf8.DecodeLastRuneInString(text[:next])
	if r, _ := utf8.DecodeRuneInString(text[next:]); !isStop(last) && next < len(text) && strings.ContainsRune("，、；：的", r) {
		return next, false // “…。”的论断
	}
	switch mark {
	case '.', '!', '?', '…':
		if mark == '.' && single && abbreviates(text, start, i) {
			return next, false
		}
		return next, beginsSentence(text, i, next)
	}
	return next, true
}

// maxBracket is how many bytes a bracket or quotation may hold whose content is
// kept in one sentence. One that does not close within them is taken for a slip.
const maxBracket = 400

var brackets = map[rune]rune{'（': '）', '(': ')', '《': '》', '〈': '〉', '【': '】', '〔': '〕', '[': ']', '“': '”', '「': '」', '『': '』'}

// bracketEnd returns where the bracket closes that opens at i, or 0: within
// it no sentence ends.
func bracketEnd(text string, i int) int {
	open, size := utf8.DecodeRuneInString(text[i:])
	closer, ok := brackets[open]
	if !ok {
		return 0
	}
	depth := 1
	for j, r := range text[i+size : min(len(text), i+size+maxBracket)] {
		switch r {
		case open:
			depth++
		case closer:
			if depth--; depth == 0 {
				return i + size + j
			}
		}
	}
	return 0
}

func trimSpan(text string, s Span) Span {
	trimmed := strings.TrimLeftFunc(text[s.Start:s.End], unicode.IsSpace)
	s.Start = s.End - len(trimmed)
	s.End = s.Start + len(strings.TrimRightFunc(trimmed, unicode.IsSpace))
	return s
}

// closing moves over what belongs to the sentence that a mark before i has
// ended: closing quotes and brackets, and the numbers of footnotes.
func closing(text string, i int) int {
	for i < len(text) {
		r, size := utf8.DecodeRuneInString(text[i:])
		switch {
		case strings.ContainsRune("”’」』》〉）)］]】〉〕⁰¹²³⁴⁵⁶⁷⁸⁹", r), (r == '"' || r == '\'') && !opensQuotation(text, i):
			i += size
		case footnoteLen(text[i:]) > 0:
			i += footnoteLen(text[i:])
		default:
			return i
		}
	}
	return i
}

// opensQuotation tells a straight quote before a word from one after it.
func opensQuotation(text string, i int) bool {
	r, _ := utf8.DecodeRuneInString(text[i+1:])
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

// footnoteLen returns the length of a footnote's number such as [12].
func footnoteLen(s string) int {
	if !strings.HasPrefix(s, "[") && !strings.HasPrefix(s, "［") {
		return 0
	}
	end := strings.IndexAny(s[:min(len(s), 12)], "]］")
	if end < 0 {
		return 0
	}
	_, open := utf8.DecodeRuneInString(s)
	_, closer := utf8.DecodeRuneInString(s[end:])
	number := strings.TrimPrefix(s[open:end], "^")
	if number == "" || len(number) > 3 || strings.Trim(number, "0123456789") != "" {
		return 0
	}
	return end + closer
}

// beginsSentence reports whether a sentence may begin at next, after the Latin
// mark at i: Chinese characters may follow at once, others after a space, and
// not a lower-case letter.
func beginsSentence(text string, i, next int) bool {
	if next >= len(text) {
		return true
	}
	r, _ := utf8.DecodeRuneInString(text[next:])
	before, _ := utf8.DecodeLastRuneInString(text[:i])
	if isIdeographic(r) || strings.ContainsRune("“「『《（", r) {
		return isIdeographic(before) && !strings.ContainsRune("的地得了等和与及或", r) ||
			strings.ContainsRune("!?", rune(text[i])) || strings.ContainsRune("”’」』》）)\"", before)
	}
	if !unicode.IsSpace(r) {
		return false
	}
	rest := strings.TrimLeft(text[next:], " \t\"“‘'([（「*-–—")
	r, _ = utf8.DecodeRuneInString(rest)
	return !unicode.IsLower(r)
}

// Asking returns the sentences of a text that end in a question mark, or none
// where all do: a story before the question sets the scene, and the question
// says what is wanted.
func Asking(text string) []Span {
	var asking []Span
	sentences := Sentences(text)
	for _, s := range sentences {
		if sentence := text[s.Start:s.End]; strings.HasSuffix(sentence, "?") || strings.HasSuffix(sentence, "？") {
			asking = append(asking, s)
		}
	}
	if len(asking) == len(sentences) {
		return nil
	}
	return asking
}
