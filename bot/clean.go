package bot

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// What a model writes is shown as plain text, and only if it is that. A link, a
// mention or an image in it was put there by somebody else: the program alone
// prints addresses, and they come from the corpus.

var (
	address  = regexp.MustCompile(`(?i)\b[a-z][a-z0-9+.-]{1,20}://|\bwww\.|\b(?:mailto|javascript|data|tel):\S|\bdiscord(?:app)?\.(?:gg|com)\b|[\w.+-]+@[\w-]+\.\w|\b[a-z0-9-]+\.(?:com|net|org|io|cn|gov|edu|info|biz|gg|ly|me|co|xyz|top|site|app|dev|ru|tk)\b(?:/|\b)`)
	pinging  = regexp.MustCompile(`(?i)@\s*(?:everyone|here)\b|<[@#&a!:/t][^>]*>|<id:|@\p{L}`)
	markup   = regexp.MustCompile("!\\[|\\]\\(|</?[a-zA-Z][^>]*>|```|\\|\\|")
	onlyMark = regexp.MustCompile(`[\[【〔（(]\s*\d+[.．]\d+\s*[\])）〕】]`)
)

// longestWritten is the longest sentence of a model that is shown, in characters.
const longestWritten = 600

// unfit says why a sentence is not shown whatever it rests on, or nothing.
func unfit(text, language string) string {
	switch {
	case utf8.RuneCountInString(text) > longestWritten:
		return "form: it is too long for a sentence"
	case unsafe(text) != "":
		return unsafe(text)
	case languageOf(text) != language:
		return "language: it is not in the language of the answer"
	}
	return ""
}

// unsafe says what in a text could do more than be read, or nothing.
func unsafe(text string) string {
	switch {
	case strings.ContainsFunc(text, unseen):
		return "form: it holds characters that nobody sees"
	case address.MatchString(text):
		return "form: it holds an address"
	case pinging.MatchString(text):
		return "form: it mentions somebody"
	case markup.MatchString(text), onlyMark.MatchString(text):
		return "form: it holds markup"
	}
	return ""
}

// unseen reports whether a character cannot be seen, or changes the order of
// others.
func unseen(r rune) bool {
	return unicode.Is(unicode.C, r) || r == utf8.RuneError || unicode.Is(unicode.Variation_Selector, r)
}

// hanShare is the share of ideographs among the letters of a text from which it
// is Chinese: an English sentence may hold a Chinese term, and the other way round.
const hanShare = 0.3

// languageOf is the language that a text is in: "zh", "en" for everything in Latin
// letters, or nothing.
func languageOf(text string) string {
	han, latin, other := 0, 0, 0
	for _, r := range text {
		switch {
		case unicode.Is(unicode.Han, r):
			han++
		case unicode.Is(unicode.Latin, r):
			latin++
		case unicode.IsLetter(r):
			other++
		}
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

// harmless is a sentence that was withheld as it may be kept: cut short, without
// addresses and mentions, and without what it repeats of its instructions.
func harmless(text, mark, instructions string) string {
	if strings.Contains(text, mark) || repeatsWords(instructions, text) {
		return ""
	}
	text = strings.Map(func(r rune) rune {
		if unseen(r) {
			return -1
		}
		return r
	}, text)
	for _, bad := range []*regexp.Regexp{address, pinging, markup} {
		text = bad.ReplaceAllString(text, "…")
	}
	if runes := []rune(text); len(runes) > longestKept {
		text = string(runes[:longestKept]) + "…"
	}
	return text
}

// repeated is how many words in a row, or ideographs, say that a text was copied.
const repeated = 8

// repeatsWords reports whether a text repeats a run of words of another.
func repeatsWords(source, text string) bool {
	source = strings.Join(wordsIn(source), " ")
	all := wordsIn(text)
	for i := 0; i+repeated <= len(all); i++ {
		if strings.Contains(source, strings.Join(all[i:i+repeated], " ")) {
			return true
		}
	}
	return false
}

// wordsIn are the words of a text in lower case; each ideograph is one.
func wordsIn(text string) []string {
	var spaced strings.Builder
	for _, r := range strings.ToLower(text) {
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
		if terms := termsIn(text); len(terms) > 0 && overlap(terms, said) == len(terms) {
			out = append(out, text)
		}
	}
	return out
}

const (
	maxMissing     = 3
	longestMissing = 120 // characters
)
