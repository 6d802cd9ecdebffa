package verify

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
	kin      map[string]kin  // by stem of the source
	held     map[string]bool // forms and stems of the source
	glossary *corpus.Glossary
}

func vocabularyOf(claim string, ev Evidence) *vocabulary {
	v := &vocabulary{
		claim: claim, mentions: mentionsIn(claim, ev.Glossary), glossary: ev.Glossary,
		forms: make(map[string]bool), stems: make(map[string]bool), kin: make(map[string]kin), held: make(map[string]bool),
	}
	for _, m := range v.mentions {
		v.forms[m.form] = true
	}
	for _, u := range unitsOf(claim) {
		v.stems[u.text] = true
		if !u.stop && len(u.text) > 2 && u.text[0] < utf8.RuneSelf && !hasDigit(u.text) {
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
		k := v.kinOf(u, capital(text, u))
		if k.word > 0 {
			w := v.words[k.word-1]
			found = append(found, mention{Span: u.Span, text: text[u.Start:u.End], form: u.text, kin: v.claim[w.Start:w.End]})
		}
		for _, i := range k.all {
			hits = append(hits, v.words[i].Span)
		}
	}
	sortMentions(found)
	return found, hits
}

// A kin is what a claim has for a word of its source.
type kin struct {
	word int   // the index of a word that says the same, from 1; 0 is none
	all  []int // the indexes of the words that say the same, or of what the word is a kind
}

// kinOf returns the words of a claim for one of its source: those that are derived
// from the same, and by the lexicon those with a meaning in common. A name stands for
// itself.
func (v *vocabulary) kinOf(u word, name bool) kin {
	if u.stop || v.stems[u.text] || hasDigit(u.text) || u.text[0] >= utf8.RuneSelf {
		return kin{}
	}
	key := u.text
	if name {
		key = "^" + key
	}
	k, ok := v.kin[key]
	if !ok {
		k = v.findKin(u.text, name)
		v.kin[key] = k
	}
	return k
}

// commonMeaning is how near a word of a common meaning is, where 1 is the word itself.
const commonMeaning = akin - 0.01

func (v *vocabulary) findKin(stem string, name bool) kin {
	var k kin
	best := 0.0
	var own lexeme
	if !name && !unexchanged[stem] {
		own = english().lookUp(stem)
	}
	for i, w := range v.words {
		s := similar(stem, w.text)
		same := s >= akin
		if !same && own.known() && !unexchanged[w.text] && !capital(v.claim, w) {
			if other := english().lookUp(w.text); other.sameAs(own) {
				same, s = true, commonMeaning
			} else if other.covers(own) {
				k.all = append(k.all, i)
			}
		}
		if same {
			if k.all = append(k.all, i); s > best {
				best, k.word = s, i+1
			}
		}
	}
	return k
}

// capital reports whether a word is written with a capital within a text.
func capital(text string, w word) bool {
	first, _ := utf8.DecodeRuneInString(text[w.Start:])
	return w.Start > 0 && unicode.IsUpper(first)
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
