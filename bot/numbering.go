package bot

import (
	"strings"

	"footnote/bot/verify"
	"footnote/prompts"
)

// Before its sentences a model names those of the sources that it is going to use: by
// their numbers, with their first and last words. The words prove that it has read
// them. Where they are those of another sentence, and of one only, the model has
// miscounted: the number means that sentence from then on.

// read notes which sentence a number means.
func (w *writing) read(line prompts.Line) {
	first, last, ok := strings.Cut(verify.Fold(line.Text), "…")
	first, last = strings.Trim(first, quoteEdges), strings.Trim(last, quoteEdges)
	if len(line.IDs) != 1 || !ok || len(first) < leastQuoted || len(last) < leastQuoted {
		return
	}
	id := line.IDs[0]
	var found []prompts.ID
	for i, s := range w.sources {
		for j := range s.places {
			if text := strings.Trim(verify.Fold(s.sentence(j)), quoteEdges); strings.HasPrefix(text, first) && strings.HasSuffix(text, last) {
				found = append(found, prompts.ID{Source: i + 1, Sentence: j + 1})
			}
		}
	}
	if len(found) != 1 || found[0] == id {
		return
	}
	if w.means == nil {
		w.means = make(map[prompts.ID]prompts.ID)
	}
	w.means[id] = found[0]
}

const (
	quoteEdges  = ` ".,;:!?，。；：！？`
	leastQuoted = 4 // bytes: a word, or two ideographs
)
