package retrieval

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"footnote/corpus"
	"footnote/retrieval/analysis"
	"footnote/retrieval/parallel"
)

// translations are what a corpus of two languages teaches of their words: for
// some terms of the lexical index, terms of the other language.
type translations struct {
	source  []uint32  // terms, ascending
	offsets []uint32  // the translations of source[i] are [offsets[i], offsets[i+1])
	target  []uint32  // terms, the best of a source first
	weights []float32 // of the targets, above 0 and at most 1
	sides   []uint8   // of source[i]: the number of its language, 0 or 1
}

// leastPairs is how many passages must come in both languages before anything is
// learned from them: in fewer, every word of one is beside every word of another.
const leastPairs = 8

// learn finds the passages that translate each other and learns from them. It
// returns the pairs by their numbers. A corpus of one language has none.
func (ix *Index) learn(ctx context.Context) ([][2]int, error) {
	if ix.tongues == nil {
		return nil, nil
	}
	var rows [2][]int
	for i, t := range ix.tongues {
		if t != neither {
			rows[t-firstLanguage] = append(rows[t-firstLanguage], i)
		}
	}
	groups := ix.groups()
	var passages [2][]parallel.Passage
	for side := range rows {
		passages[side] = make([]parallel.Passage, len(rows[side]))
		err := eachOf(ctx, len(rows[side]), func(i int) { passages[side][i] = ix.comparable(rows[side][i], groups) })
		if err != nil {
			return nil, err
		}
	}
	found, err := parallel.Pairs(ctx, passages[0], passages[1])
	if err != nil {
		return nil, err
	}
	if len(found) < leastPairs {
		return nil, nil
	}
	lexicon, err := parallel.Learn(ctx, passages[0], passages[1], found)
	if err != nil {
		return nil, err
	}
	ix.translations = ix.lexical.translations(lexicon)
	pairs := make([][2]int, len(found))
	for i, p := range found {
		pairs[i] = [2]int{rows[0][p.A], rows[1][p.B]}
	}
	return pairs, nil
}

// groups numbers the documents that are translations of each other, from 1:
// those whose ID is the same but for the language at its end, as in
// "measures-en" and "measures-zh", and those that say so.
func (ix *Index) groups() map[string]int {
	members := make(map[string][]string)
	tongues := make(map[string]map[tongue]bool)
	var stems []string
	for _, d := range ix.corpus.Documents {
		original := d
		if o, ok := ix.corpus.Document(d.TranslationOf); ok {
			original = o
		}
		stem := strings.TrimSuffix(original.ID, "-"+corpus.PrimaryLanguage(original.Language))
		if members[stem] == nil {
			stems = append(stems, stem)
			tongues[stem] = make(map[tongue]bool)
		}
		tongues[stem][ix.tongueOf(corpus.PrimaryLanguage(d.Language))] = true
		members[stem] = append(members[stem], d.ID)
	}
	groups := make(map[string]int)
	for i, stem := range stems {
		if tongues[stem][firstLanguage] && tongues[stem][secondLanguage] {
			for _, id := range members[stem] {
				groups[id] = i + 1
			}
		}
	}
	return groups
}

// comparable is a passage as package parallel compares it.
func (ix *Index) comparable(i int, groups map[string]int) parallel.Passage {
	p, t := &ix.passages[i], ix.text(i)
	text := t.String()
	anchors, terms := quantityTerms(text), make([]string, 0, len(text)/5)
	for _, token := range analysis.IndexTokens(text) {
		if token.Stop {
			continue
		}
		terms = append(terms, token.Term)
		if token.Kind == analysis.Word || token.Kind == analysis.Number {
			anchors = append(anchors, token.Term)
		}
	}
	for _, m := range ix.corpus.Glossary().Find(text) {
		anchors = append(anchors, "="+m.Entry.Forms()[0])
	}
	return parallel.Passage{
		Anchors: anchors,
		Terms:   terms,
		Group:   groups[p.Document],
		Place:   float64(p.Start) / float64(len(ix.documents[i].Text)),
	}
}

// translations numbers the terms of a lexicon.
func (lx *lexical) translations(l parallel.Lexicon) *translations {
	tr := &translations{offsets: []uint32{0}}
	for t := range lx.terms.len() {
		term := lx.terms.at(t)
		for side, known := range []map[string][]parallel.Translation{l.AB, l.BA} {
			all := known[term]
			if len(all) == 0 {
				continue
			}
			tr.source, tr.sides = append(tr.source, uint32(t)), append(tr.sides, uint8(side))
			for _, other := range all {
				if n, ok := lx.terms.lookup(other.Term); ok {
					tr.target, tr.weights = append(tr.target, uint32(n)), append(tr.weights, float32(other.Weight))
				}
			}
			tr.offsets = append(tr.offsets, uint32(len(tr.target)))
			break // a term that both languages have is of the first
		}
	}
	return tr
}

// renumbered returns the translations of an index for another, without the terms
// that it does not have.
func (tr *translations) renumbered(from, to *lexical) *translations {
	out := &translations{offsets: []uint32{0}}
	for i, s := range tr.source { // both number terms in alphabetical order
		source, ok := to.terms.lookup(from.terms.at(int(s)))
		if !ok {
			continue
		}
		for j := tr.offsets[i]; j < tr.offsets[i+1]; j++ {
			if target, ok := to.terms.lookup(from.terms.at(int(tr.target[j]))); ok {
				out.target, out.weights = append(out.target, uint32(target)), append(out.weights, tr.weights[j])
			}
		}
		out.source, out.sides = append(out.source, uint32(source)), append(out.sides, tr.sides[i])
		out.offsets = append(out.offsets, uint32(len(out.target)))
	}
	return out
}

// digest is the hex SHA-256 of the translations of an index, nothing for none.
func (tr *translations) digest(lx *lexical) string {
	if tr == nil {
		return ""
	}
	h := sha256.New()
	for i, s := range tr.source {
		fmt.Fprintf(h, "%d %q:", tr.sides[i], lx.terms.at(int(s)))
		for j := tr.offsets[i]; j < tr.offsets[i+1]; j++ {
			fmt.Fprintf(h, " %q %v", lx.terms.at(int(tr.target[j])), tr.weights[j])
		}
		fmt.Fprintln(h)
	}
	return hex.EncodeToString(h.Sum(nil))
}

// ofTranslation is what the translations of a term count for, against the term:
// more than it, because their weights are shares, of which the rarer
// translations are missing.
const ofTranslation = 1.75

// translate returns the translations of terms into a language.
func (ix *Index) translate(terms []queryTerm, into tongue) []queryTerm {
	tr := ix.translations
	if tr == nil || into == neither {
		return nil
	}
	var words []queryTerm
	for _, t := range terms {
		n, ok := ix.lexical.terms.lookup(t.term)
		if !ok {
			continue
		}
		i, ok := slices.BinarySearch(tr.source, uint32(n))
		if !ok || tongue(tr.sides[i])+firstLanguage == into {
			continue
		}
		for j := tr.offsets[i]; j < tr.offsets[i+1]; j++ {
			words = append(words, queryTerm{ix.lexical.terms.at(int(tr.target[j])), ofTranslation * t.weight * tr.weights[j]})
		}
	}
	return words
}

// put adds translations to a part; the empty part stands for none.
func (tr *translations) put() part {
	if tr == nil {
		return nil
	}
	return putArray(putArray(putArray(putArray(putArray(nil, tr.source), tr.offsets), tr.target), tr.weights), tr.sides)
}

// decodeTranslations returns the translations of so many terms, whose arrays are
// parts of b.
func decodeTranslations(b []byte, terms int) (*translations, error) {
	if len(b) == 0 {
		return nil, nil
	}
	r := &arrayReader{b: b}
	tr := &translations{
		source: takeArray[uint32](r), offsets: takeArray[uint32](r),
		target: takeArray[uint32](r), weights: takeArray[float32](r), sides: takeArray[uint8](r),
	}
	if err := r.end(); err != nil {
		return nil, err
	}
	if len(tr.offsets) != len(tr.source)+1 || !ascend(tr.offsets, len(tr.target)) || len(tr.weights) != len(tr.target) ||
		len(tr.sides) != len(tr.source) || slices.ContainsFunc(tr.target, func(t uint32) bool { return int(t) >= terms }) ||
		slices.ContainsFunc(tr.sides, func(s uint8) bool { return s > 1 }) {
		return nil, ErrDamagedSnapshot
	}
	return tr, nil
}
