package bot

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/corpus"
	"footnote/retrieval/analysis"
)

// A vocabulary is the words of a claim that others may stand for, and which of
// them its source has in one form or another.
type vocabulary struct {
	claim    string
	mentions []mention
	forms    map[string]bool // of the mentions
	words    []word          // of alphabetic scripts, no stop words
	stems    map[string]bool // of all words
	kin      map[string]int  // by stem of the source: the claim's word that is derived from the same, or -1
	held     map[string]bool // forms and stems of the source
	glossary *corpus.Glossary
}

func vocabularyOf(claim string, ev evidence) *vocabulary {
	v := &vocabulary{
		claim: claim, mentions: mentionsIn(claim, ev.glossary), glossary: ev.glossary,
		forms: make(map[string]bool), stems: make(map[string]bool), kin: make(map[string]int), held: make(map[string]bool),
	}
	for _, m := range v.mentions {
		v.forms[m.form] = true
	}
	for _, u := range unitsOf(claim) {
		v.stems[u.text] = true
		if !u.stop && len(u.text) > 3 && u.text[0] < utf8.RuneSelf && !hasDigit(u.text) {
			v.words = append(v.words, u)
		}
	}
	return v
}

// find finds the forms of a part of the source, and the words that are derived
// from the same as words of the claim. It returns also the words of the claim
// for which the part has others.
func (v *vocabulary) find(text string) (found []mention, hits []corpus.Span) {
	units := unitsOf(text)
	found = mentionsAmong(text, units, v.glossary)
	for _, m := range found {
		v.held[m.form] = true
	}
	for _, own := range v.mentions {
		if slices.ContainsFunc(found, own.means) {
			hits = append(hits, own.Span)
		}
	}
	for _, u := range units {
		v.held[u.text] = true
		if i := v.kinOf(u); i >= 0 {
			w := v.words[i]
			hits = append(hits, w.Span)
			found = append(found, mention{Span: u.Span, text: text[u.Start:u.End], form: u.text, kin: v.claim[w.Start:w.End]})
		}
	}
	sortMentions(found)
	return found, hits
}

// akin is how much of the longer of two words their common beginning must be
// for them to be derived from the same.
const akin = 0.6

func (v *vocabulary) kinOf(u word) int {
	if u.stop || v.stems[u.text] || hasDigit(u.text) {
		return -1
	}
	i, ok := v.kin[u.text]
	if !ok {
		i = -1
		best := akin
		for j, w := range v.words {
			if s := similar(u.text, w.text); s >= best {
				best, i = s, j
			}
		}
		v.kin[u.text] = i
	}
	return i
}

// addTerms adds the terms of a text, in its words and in those of the claim, and
// returns the words of the claim for which it has others.
func (v *vocabulary) addTerms(set map[string]bool, text string) []corpus.Span {
	found, hits := v.find(text)
	for _, w := range []wording{v.reword(text, found), {text: text}} {
		for _, t := range w.tokens() {
			if !t.Stop {
				set[synonym(t.Term)] = true
			}
		}
	}
	return hits
}

// wordFor returns the word of the claim for one of its source: nothing where the
// claim has the word itself.
func (v *vocabulary) wordFor(m mention) (string, bool) {
	if v.forms[m.form] || m.kin != "" {
		return m.kin, m.kin != ""
	}
	best := ""
	for _, other := range v.mentions {
		if other.means(m) && (best == "" || !v.held[other.form]) {
			if best = other.text; !v.held[other.form] {
				break
			}
		}
	}
	return best, best != ""
}

// A wording is a text in other words, and where the words of the text stand.
type wording struct {
	text string
	at   []corpus.Span // of each byte, in the text as it was; nil where nothing was replaced
}

// tokens returns the tokens of the wording, at their places in the text.
func (w wording) tokens() []analysis.Token {
	all := analysis.Tokens(w.text)
	if w.at == nil {
		return all
	}
	for i, t := range all {
		all[i].Start, all[i].End = w.at[t.Start].Start, w.at[t.End-1].End
	}
	return all
}

// reword puts a text into the words of the claim: each of its words that the
// claim has not, and has another one for, is replaced by that.
func (v *vocabulary) reword(text string, mentions []mention) wording {
	var w wording
	var b strings.Builder
	done, replaced := 0, false
	for _, m := range mentions {
		if m.Start < done {
			continue
		}
		other, ok := v.wordFor(m)
		if !ok && !v.forms[m.form] {
			continue
		}
		w.keep(&b, text, done, m.Start)
		if done = m.End; ok {
			replaced = true
			w.replace(&b, inCase(other, m.text), m.Span)
		} else {
			w.keep(&b, text, m.Start, m.End)
		}
	}
	if !replaced {
		return wording{text: text}
	}
	w.keep(&b, text, done, len(text))
	w.text = b.String()
	return w
}

func (w *wording) keep(b *strings.Builder, text string, from, to int) {
	b.WriteString(text[from:to])
	for i := from; i < to; i++ {
		w.at = append(w.at, corpus.Span{Start: i, End: i + 1})
	}
}

func (w *wording) replace(b *strings.Builder, words string, span corpus.Span) {
	b.WriteString(words)
	for range len(words) {
		w.at = append(w.at, span)
	}
}

// inCase writes a word with the first letter as another has it. Abbreviations
// stay.
func inCase(word, as string) string {
	first, size := utf8.DecodeRuneInString(word)
	second, _ := utf8.DecodeRuneInString(word[size:])
	model, _ := utf8.DecodeRuneInString(as)
	switch {
	case unicode.IsUpper(model):
		return string(unicode.ToUpper(first)) + word[size:]
	case unicode.IsUpper(second):
		return word
	}
	return string(unicode.ToLower(first)) + word[size:]
}
