package corpus

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Sentences returns the sentences of a text, without the space around them. A
// blank line ends a sentence, and so does the end of a list item or of a table
// row.
func Sentences(text string) []Span {
	var out []Span
	start := 0
	add := func(end int) {
		if s := trimSpan(text, Span{start, end}); s.Start < s.End {
			out = append(out, s)
		}
		start = end
	}
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		next := i + size
		switch {
		case r == '\n': // paragraphs have been unwrapped: a line is one, or an item or a row
			add(i)
		case strings.ContainsRune("。！？；｡", r):
			next = closing(text, next)
			add(next)
		case strings.ContainsRune(".!?…", r):
			for next < len(text) && strings.IndexByte(".!?", text[next]) >= 0 {
				next++
			}
			next = closing(text, next)
			if r == '.' && next == i+1 && abbreviates(text, start, i) || !beginsSentence(text, next, r) {
				break
			}
			add(next)
		}
		i = next
	}
	add(len(text))
	return out
}

func trimSpan(text string, s Span) Span {
	for s.Start < s.End {
		r, size := utf8.DecodeRuneInString(text[s.Start:s.End])
		if !unicode.IsSpace(r) {
			break
		}
		s.Start += size
	}
	for s.Start < s.End {
		r, size := utf8.DecodeLastRuneInString(text[s.Start:s.End])
		if !unicode.IsSpace(r) {
			break
		}
		s.End -= size
	}
	return s
}

// closing moves over what belongs to the sentence that a mark at i has ended:
// more marks, closing quotes and brackets, and the number of a footnote.
func closing(text string, i int) int {
	for i < len(text) {
		r, size := utf8.DecodeRuneInString(text[i:])
		if !strings.ContainsRune("。！？…”’」』》）】〉\")]", r) {
			break
		}
		if r == '"' && i+1 < len(text) && !strings.ContainsRune(" \n\t", rune(text[i+1])) && text[i+1] < utf8.RuneSelf && (unicode.IsLetter(rune(text[i+1]))) {
			break // it opens a quotation
		}
		i += size
	}
	if rest := text[i:]; strings.HasPrefix(rest, "[") {
		if n := strings.IndexByte(rest, ']'); n > 1 && n <= 4 && strings.Trim(rest[1:n], "0123456789") == "" {
			return closing(text, i+n+1)
		}
	}
	return i
}

// beginsSentence reports whether a new sentence may begin at i, after a Latin
// mark: there is space, and then no lower-case letter.
func beginsSentence(text string, i int, mark rune) bool {
	if i >= len(text) {
		return true
	}
	r, size := utf8.DecodeRuneInString(text[i:])
	if unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) {
		return mark != '.' || !digitBefore(text, i)
	}
	if !unicode.IsSpace(r) {
		return false
	}
	for i += size; i < len(text); i += size {
		r, size = utf8.DecodeRuneInString(text[i:])
		if !unicode.IsSpace(r) && !strings.ContainsRune("\"“‘'([（「", r) {
			break
		}
	}
	return !unicode.IsLower(r)
}

func digitBefore(text string, i int) bool { return i >= 2 && text[i-2] >= '0' && text[i-2] <= '9' }

// neverLast are abbreviations after which a sentence goes on: titles, and
// what stands before a number or a name.
var neverLast = words(`mr mrs ms dr prof sen rep gov gen col lt st hon rev messrs art arts sec secs no nos fig figs vol vols ch chap para
paras pp vs v cf e.g i.e eg ie al ed eds approx est dept jan feb mar apr jun jul aug sep sept oct nov dec mt ft op viz ref`)

// maybeLast are abbreviations that a sentence can end with. It does when a word
// follows that begins sentences.
var maybeLast = words(`inc ltd co corp etc u.s u.k u.n e.u a.m p.m ph.d d.c u.s.a jr sr bros plc llc rmb approx`)

// starters begin a sentence and rarely go on after an abbreviation.
var starters = words(`the a an in on at it its this that these those he she they we there however but and for as by under according
to when while if since after before with from all each no not our their his her such one two three china what how why who`)

func words(list string) map[string]bool {
	m := make(map[string]bool)
	for _, w := range strings.Fields(list) {
		m[w] = true
	}
	return m
}

// abbreviates reports whether the full stop at i belongs to an abbreviation, a
// number or an initial, so that the sentence goes on.
func abbreviates(text string, start, i int) bool {
	from := i
	for from > start {
		r, size := utf8.DecodeLastRuneInString(text[start:from])
		if unicode.IsSpace(r) || strings.ContainsRune("([“\"'‘（", r) || unicode.Is(unicode.Han, r) {
			break
		}
		from -= size
	}
	word := strings.ToLower(text[from:i])
	if word == "" {
		return false
	}
	following := nextWord(text, i+1)
	switch {
	case neverLast[word]:
		return word != "no" || following != "" && unicode.IsDigit(rune(following[0]))
	case maybeLast[word]:
		return !starters[following]
	case strings.Trim(word, "0123456789.") == "": // "1." before its item, "3.2." before a heading
		return from == trimSpan(text, Span{start, i}).Start
	case len(word) == 1 && word != "i": // an initial
		return true
	}
	return false
}

func nextWord(text string, i int) string {
	rest := strings.TrimLeft(text[i:min(len(text), i+80)], " \t\n\"“‘'(")
	end := strings.IndexFunc(rest, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	if end < 0 {
		end = len(rest)
	}
	return strings.ToLower(rest[:end])
}
