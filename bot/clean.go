package bot

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/corpus/quantity"
)

// What a model writes is shown as plain text, and only if it is that. A link, a
// mention or an image in it was put there by somebody else: the program alone
// prints addresses, and they come from the corpus.

var (
	address  = regexp.MustCompile(`(?i)//|\bwww\.|(?:mailto|javascript|vbscript|data|tel|magnet|file):\S|\bdiscord(?:app)?\.(?:gg|com)\b|[\w-]\.(?:com|net|org|io|cn|gov|edu|info|biz|gg|ly|me|co|xyz|top|site|app|dev|ru|tk)\b|\p{L}\.(?:中国|公司|网络|网址|在线|集团)`)
	domain   = regexp.MustCompile(`\b[\w-]*[A-Za-z_-]{2}\.[a-z]{2,}\b`)
	pinging  = regexp.MustCompile(`(?i)@[\s\\]*[\p{L}\p{N}]?[\p{L}\p{N}_]*|\\u[0-9a-f]{4}|&#?[0-9a-z]{2,8};`)
	markup   = regexp.MustCompile(`(?i)!\[|\]\(|<[^\s\d]|\|\||:[a-z_]*[a-z][a-z_0-9]*:|^\s*(?:#|>|-#|[-*+]\s)`)
	onlyMark = regexp.MustCompile(`[\[【〔（(]\s*\d+[.．]\d+\s*[\])）〕】]|\[[^\]]*\]|【[^】]*】`)
)

// longestWritten is the longest sentence of a model that is shown, in characters.
const longestWritten = 600

// question matches a sentence that asks, whatever stands around it.
var question = regexp.MustCompile(`[?？]["”’'」』)）\s.。]*$`)

// unfit says why a sentence is not shown whatever it rests on, or nothing.
func unfit(text, language string) string {
	switch {
	case utf8.RuneCountInString(text) > longestWritten:
		return "form: it is too long for a sentence"
	case unsafe(text) != "":
		return unsafe(text)
	case orders(text):
		return "form: it is an order to whoever answers"
	case ofItself.MatchString(text):
		return "form: somebody speaks of himself in it"
	case question.MatchString(text):
		return "form: a question answers nothing"
	case len(termsIn(text)) < leastTerms && len(quantity.Find(text)) == 0:
		return "form: a lone word is no sentence"
	case languageOf(text) != language:
		return "language: it is not in the language of the answer"
	}
	return ""
}

// unsafe says what in a text could do more than be read, or nothing.
func unsafe(text string) string {
	if strings.ContainsFunc(text, unseen) || heaped(text) {
		return "form: it holds characters that nobody sees"
	}
	text = narrow(text)
	switch {
	case address.MatchString(text), domain.MatchString(text):
		return "form: it holds an address"
	case pinging.MatchString(text):
		return "form: it mentions somebody"
	case markup.MatchString(text), onlyMark.MatchString(text), strings.ContainsFunc(text, odd):
		return "form: it holds markup"
	}
	return ""
}

// unseen reports whether a character cannot be seen, or changes the order of
// others.
func unseen(r rune) bool {
	return unicode.Is(unicode.C, r) || unicode.In(r, unicode.Zl, unicode.Zp) || r == utf8.RuneError || unicode.Is(unicode.Variation_Selector, r) ||
		strings.ContainsRune("\u034f\u115f\u1160\u3164\uffa0\u2800", r)
}

// heaped reports whether marks stand upon marks, so that a text covers the lines
// around it, or letters that look alike are mixed in one word.
func heaped(text string) bool {
	marks := 0
	var last rune
	for _, r := range text {
		if marks++; !unicode.Is(unicode.M, r) {
			marks = 0
		}
		if marks > 2 || unicode.Is(unicode.Cyrillic, r) && unicode.Is(unicode.Latin, last) || unicode.Is(unicode.Latin, r) && unicode.Is(unicode.Cyrillic, last) {
			return true
		}
		last = r
	}
	return false
}

// signs are those of ordinary sentences, beside letters, digits, spaces and signs of
// currencies. All others are left to what prints more than sentences.
const signs = ".,;:!?'\"()%/&+-–—‐‑−=<>≤≥±×÷~° " + "‘’“”…·•№§‰℃′″™®©²³" +
	"，。；：！？、（）《》〈〉「」『』“”‘’—～％〔〕－＋＝＜＞／＆"

// odd reports whether a character is none that a sentence needs.
func odd(r rune) bool {
	if r != '²' && r != '³' && (unicode.Is(unicode.No, r) && r < 'ÿ' || '⁰' <= r && r <= '₟') {
		return true // it would pass for the number of a source
	}
	return !unicode.In(r, unicode.L, unicode.M, unicode.Nd, unicode.Nl, unicode.No, unicode.Zs, unicode.Sc) && !strings.ContainsRune(signs, r)
}

// narrow writes full-width letters and signs, but for the marks of Chinese
// sentences, as those of ASCII, one for one: to a browser, and to a reader, they are
// the same.
func narrow(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case strings.ContainsRune("（），；？！", r):
			return r
		case r >= '！' && r <= '～':
			return r - '！' + '!'
		case r == '﹫':
			return '@'
		case r == '∕', r == '⁄', r == '⧸':
			return '/'
		case r == '․', r == '｡':
			return '.'
		}
		return r
	}, dotted.ReplaceAllString(text, "$1.$2"))
}

// dotted is an address whose dots are those of another script, as browsers take
// them.
var dotted = regexp.MustCompile(`(?i)([a-z0-9])[。．｡]([a-z]{2,}\b)`)

// hanShare is the share of ideographs among the ideographs and words of a text from
// which it is Chinese: an English sentence may hold a Chinese term, and the other way
// round.
const hanShare = 0.5

// languageOf is the language that a text is in: "zh", "en" for everything in Latin
// letters, or nothing.
func languageOf(text string) string {
	han, latin, other := 0, 0, 0
	inWord := false
	for _, r := range text {
		word := unicode.Is(unicode.Latin, r)
		switch {
		case unicode.Is(unicode.Han, r):
			han++
		case word && !inWord:
			latin++
		case unicode.IsLetter(r) && !word:
			other++
		}
		inWord = word || inWord && unicode.In(r, unicode.Mn, unicode.Nd) || inWord && strings.ContainsRune("-'’", r)
	}
	switch all := han + latin + other; {
	case all == 0 || 2*other > all:
		return ""
	case float64(han) >= hanShare*float64(all):
		return "zh"
	default:
		return "en"
	}
}

// longestKept is how much is kept of a sentence that was withheld, in characters.
const longestKept = 300

// harmless is what may be kept of what a model wrote in vain: it is cut short, and
// without addresses, mentions and markup. Nothing is kept of what tells its
// instructions.
func harmless(text string, told secrets) string {
	if told.in(text) {
		return ""
	}
	text = strings.Map(func(r rune) rune {
		if unseen(r) {
			return -1
		}
		return r
	}, text)
	for _, bad := range []*regexp.Regexp{address, domain, pinging, markup, onlyMark} {
		if narrowed := narrow(text); bad.MatchString(narrowed) {
			text = bad.ReplaceAllString(narrowed, "…")
		}
	}
	text = strings.Map(func(r rune) rune {
		if odd(r) {
			return '…'
		}
		return r
	}, text)
	if runes := []rune(text); len(runes) > longestKept {
		text = string(runes[:longestKept]) + "…"
	}
	return text
}

// Secrets are what a model was told that is not for readers: its instructions, and
// the word that fences in what is hostile. The zero value is that nothing was told.
type secrets struct{ mark, backwards, instructions string }

func newSecrets(mark, instructions string) secrets {
	letters := []rune(strings.Join(wordsIn(mark), ""))
	s := secrets{mark: string(letters), instructions: strings.Join(wordsIn(instructions), " ")}
	slices.Reverse(letters)
	s.backwards = string(letters)
	return s
}

// in reports whether a text tells a secret: the word forwards or backwards, whatever
// stands between its letters, or some words of the instructions in a row.
func (s secrets) in(text string) bool {
	all := wordsIn(text)
	run := strings.Join(all, "")
	if s.mark != "" && (strings.Contains(run, s.mark) || strings.Contains(run, s.backwards)) {
		return true
	}
	for i := 0; i+repeated <= len(all); i++ {
		if strings.Contains(s.instructions, strings.Join(all[i:i+repeated], " ")) {
			return true
		}
	}
	return false
}

// tellsIn says that a sentence tells a secret, or nothing.
func (s secrets) tellsIn(text string) string {
	if s.in(text) {
		return "form: it tells what the model was told"
	}
	return ""
}

// repeated is how many words in a row, or ideographs, say that a text was copied.
const repeated = 8

// wordsIn are the words of a text in lower case; each ideograph is one.
func wordsIn(text string) []string {
	var spaced strings.Builder
	for _, r := range strings.ToLower(narrow(text)) {
		switch {
		case unicode.Is(unicode.Han, r):
			spaced.WriteString(" " + string(r) + " ")
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			spaced.WriteRune(r)
		default:
			spaced.WriteByte(' ')
		}
	}
	return strings.Fields(spaced.String())
}

// echo keeps of what a model misses only what the asker has said: a model's own
// words about what is not there rest on nothing.
func (q asked) echo(missing []string) []string {
	var out []string
	said := q.heldIn(q.text)
	for _, text := range missing {
		text = strings.Trim(strings.TrimSpace(text), ".。 ")
		if len(out) == maxMissing || text == "" || unsafe(text) != "" || utf8.RuneCountInString(text) > longestMissing {
			continue
		}
		if terms := termsIn(text); namesSomething(terms) && overlap(terms, said) == len(terms) {
			out = append(out, text)
		}
	}
	return out
}

const (
	maxMissing     = 3
	longestMissing = 120 // characters
)
