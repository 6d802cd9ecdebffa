package corpus

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Abbreviations, by what the full stop after them means.
var (
	// neverLast stand before a name or an explanation: the sentence goes on.
	neverLast = words(`mr mrs ms messrs dr prof sen rep gov gen col capt lt sgt st hon rev pres
		vs v cf e.g i.e eg ie viz approx est incl excl mt ft ed eds seq op cit al`)

	// beforeNumber stand before a number, and elsewhere are words or ends.
	beforeNumber = words(`art arts sec secs sect no nos fig figs vol vols ch chap chs para paras par pp p pt pts cl cls
		reg regs sch tab eq ref app ann item jan feb mar apr jun jul aug sep sept oct nov dec ca c l n r`)

	// maybeLast can end a sentence. One does when a word follows that begins
	// sentences.
	maybeLast = words(`inc ltd co corp cos bros plc llc l.l.c s.a etc dept jr sr esq u.s u.k u.n e.u u.s.a u.s.c a.m p.m
		ph.d m.d b.a m.a d.c b.c a.d p.r.c r.o.c h.k n.y c.f.r fed govt univ ave blvd rd`)

	// starters begin a sentence and rarely go on after an abbreviation.
	starters = words(`the a an in on at it its this that these those he she they we you i there here however but and or for as by
		under according to when where while if unless until since after before during with without from all each every no not
		none any our their his her such one two three several many most some other another both either neither what how why
		who which although though because thus therefore moreover furthermore finally meanwhile article section chapter part
		members persons applicants states`)
)

func words(list string) map[string]bool {
	m := make(map[string]bool)
	for w := range strings.FieldsSeq(list) {
		m[w] = true
	}
	return m
}

// abbreviates reports whether the full stop at i, in the sentence that began at
// start, belongs to an abbreviation, an initial or the number of an item, so
// that the sentence goes on.
func abbreviates(text string, start, i int) bool {
	from := wordStart(text, start, i)
	word, following := text[from:i], nextWord(text[i+1:])
	lower := strings.ToLower(word)
	number := following != "" && (unicode.IsDigit(rune(following[0])) || isRoman(following))
	switch {
	case word == "":
		return false
	case neverLast[lower]:
		return true
	case maybeLast[lower]:
		return !starters[strings.ToLower(following)]
	case beforeNumber[lower] && number:
		return true
	case strings.Trim(word, "0123456789.") == "":
		return opensItem(text, start, from)
	case isInitial(word):
		return !starters[strings.ToLower(following)]
	}
	return false
}

// maxWord bounds how far back the word before a full stop is looked for.
const maxWord = 24

func wordStart(text string, start, i int) int {
	from := i
	for from > start && i-from < maxWord {
		r, size := utf8.DecodeLastRuneInString(text[start:from])
		if r != '.' && !unicode.IsDigit(r) && (!unicode.IsLetter(r) || isIdeographic(r)) {
			break
		}
		from -= size
	}
	return from
}

// opensItem reports whether the number at from stands before an item of a
// list, as in "as follows: 1. Scope", and is not the end of a sentence.
func opensItem(text string, start, from int) bool {
	before := strings.TrimRight(text[start:from], " ")
	return before == "" || strings.ContainsAny(before[len(before)-1:], ":;")
}

func isInitial(word string) bool {
	r, size := utf8.DecodeRuneInString(word)
	if size != len(word) { // J.R. Smith
		return len(word) == 3 && word[1] == '.' && unicode.IsUpper(r)
	}
	return unicode.IsUpper(r) && r != 'I'
}

func isRoman(word string) bool { return word != "I" && strings.Trim(word, "IVXLC") == "" }

// nextWord returns the word after a full stop and what may stand between.
func nextWord(rest string) string {
	rest = strings.TrimLeft(rest[:min(len(rest), 80)], " \t\"“‘'([")
	end := strings.IndexFunc(rest, func(r rune) bool { return !isWordRune(r) })
	if end < 0 {
		end = len(rest)
	}
	return rest[:end]
}
