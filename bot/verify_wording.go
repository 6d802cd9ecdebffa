package bot

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/corpus"
	"footnote/retrieval/analysis"
)

// A wording is a text in other words, and where the words of the text stand.
type wording struct {
	text string
	at   []corpus.Span // of each byte, in the text as it was
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

// A vocabulary is the words of a claim that stand for others too.
type vocabulary struct {
	mentions []mention
	forms    map[string]bool // of the claim
	found    []bool          // by mention: the source has a word for it
	held     map[string]bool // forms of the source
	glossary *corpus.Glossary
}

func vocabularyOf(claim string, ev evidence) vocabulary {
	p := vocabulary{mentions: mentionsIn(claim, ev.glossary), forms: make(map[string]bool), held: make(map[string]bool), glossary: ev.glossary}
	for _, m := range p.mentions {
		p.forms[m.form] = true
	}
	p.found = make([]bool, len(p.mentions))
	return p
}

// find finds the forms of a part of the source.
func (p *vocabulary) find(text string) []mention {
	found := mentionsIn(text, p.glossary)
	for _, m := range found {
		p.held[m.form] = true
		for i, other := range p.mentions {
			p.found[i] = p.found[i] || other.means(m)
		}
	}
	return found
}

// known returns the words of the claim for which the source has others.
func (p vocabulary) known() []corpus.Span {
	var out []corpus.Span
	for i, m := range p.mentions {
		if p.found[i] {
			out = append(out, m.Span)
		}
	}
	return out
}

// addTerms adds the terms of a text, in its words and in those of the claim.
func (p *vocabulary) addTerms(set map[string]bool, text string) {
	found := p.find(text)
	for _, t := range p.reword(text, found).tokens() {
		if !t.Stop {
			set[synonym(t.Term)] = true
		}
	}
	for _, t := range analysis.Terms(text) {
		set[synonym(t)] = true
	}
}

// wordFor returns the word of the claim for one of its source: nothing where the
// claim has the word itself.
func (p vocabulary) wordFor(m mention) (string, bool) {
	if p.forms[m.form] {
		return "", false
	}
	best := ""
	for _, other := range p.mentions {
		if other.means(m) && (best == "" || !p.held[other.form]) {
			if best = other.text; !p.held[other.form] {
				break
			}
		}
	}
	return best, best != ""
}

// reword puts a text into the words of a claim: each of its words that the claim
// has not, and has another one for, is replaced by that.
func (p vocabulary) reword(text string, mentions []mention) wording {
	var w wording
	var b strings.Builder
	add := func(words string, from, to int) {
		for i := range len(words) {
			span := corpus.Span{Start: from, End: to}
			if len(words) == to-from {
				span = corpus.Span{Start: from + i, End: from + i + 1}
			}
			w.at = append(w.at, span)
		}
		b.WriteString(words)
	}
	done := 0
	for _, m := range mentions {
		if m.Start < done {
			continue
		}
		if other, ok := p.wordFor(m); ok {
			add(text[done:m.Start], done, m.Start)
			add(inCase(other, m.text), m.Start, m.End)
			done = m.End
		} else if p.forms[m.form] {
			add(text[done:m.End], done, m.End)
			done = m.End
		}
	}
	if done == 0 {
		return wording{text: text}
	}
	add(text[done:], done, len(text))
	w.text = b.String()
	return w
}

// inCase writes a word with the first letter as another has it.
func inCase(word, as string) string {
	r, size := utf8.DecodeRuneInString(word)
	if first, _ := utf8.DecodeRuneInString(as); unicode.IsUpper(first) {
		return string(unicode.ToUpper(r)) + word[size:]
	}
	if len(word) > size {
		if second, _ := utf8.DecodeRuneInString(word[size:]); unicode.IsUpper(second) {
			return word
		}
	}
	return string(unicode.ToLower(r)) + word[size:]
}
