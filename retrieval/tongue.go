package retrieval

import (
	"cmp"
	"maps"
	"slices"

	"footnote/corpus"
)

// A tongue says which of the two languages of an index something is in.
type tongue uint8

const (
	neither tongue = iota
	firstLanguage
	secondLanguage
)

// undetermined is the language of a text that tells none.
const undetermined = "und"

// findTongues finds the two languages that most passages are in, and which
// passages are in them. An index of one language knows no tongues.
func (ix *Index) findTongues() {
	passages := make(map[string]int)
	for i := range ix.passages {
		passages[ix.languageOf(i)]++
	}
	delete(passages, undetermined)
	languages := slices.SortedFunc(maps.Keys(passages), func(a, b string) int {
		return cmp.Or(cmp.Compare(passages[b], passages[a]), cmp.Compare(a, b))
	})
	if len(languages) < 2 {
		return
	}
	ix.languages = [2]string(languages)
	ix.tongues = make([]tongue, len(ix.passages))
	for i := range ix.passages {
		ix.tongues[i] = ix.tongueOf(ix.languageOf(i))
	}
}

func (ix *Index) tongueOf(language string) tongue {
	switch language {
	case ix.languages[0]:
		return firstLanguage
	case ix.languages[1]:
		return secondLanguage
	}
	return neither
}

// otherTongue is the language of the index that a question is not in, or neither
// where the question is in none of the two.
func (ix *Index) otherTongue(question string) tongue {
	if ix.tongues == nil {
		return neither
	}
	switch ix.tongueOf(corpus.PrimaryLanguage(corpus.LanguageOf(question))) {
	case firstLanguage:
		return secondLanguage
	case secondLanguage:
		return firstLanguage
	}
	return neither
}
