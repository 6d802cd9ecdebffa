package bot

import (
	"slices"
	"strings"
	"unicode/utf8"

	"footnote/corpus"
	"footnote/retrieval"
)

// What a refusal names as missing: of the words of a question, those that no passage
// holds and that say what is asked of.

// surfaces returns the words of the question that no passage holds, as they
// were written; overlapping bigrams become one word again. A run of words that say
// nothing of what is asked is left out.
func surfaces(q asked, passages []held) []string {
	var missing, have []corpus.Span
	says := make(map[int]bool) // the ends of the missing runs that hold a word of their own
	for _, t := range q.terms {
		own := !saysNothing(t.term)
		switch last := len(missing) - 1; {
		case share([]weighted{t}, passages...) > 0:
			have = append(have, t.span)
			continue
		case last >= 0 && t.span.Start < missing[last].End: // of the same run of characters
			own = own || says[missing[last].End]
			missing[last].End = t.span.End
		default:
			missing = append(missing, t.span)
		}
		says[t.span.End] = own
	}
	missing = slices.DeleteFunc(missing, func(m corpus.Span) bool { return !says[m.End] })
	var out []string
	for _, m := range missing {
		for _, h := range have { // of 充电补贴政策 the passages hold 补贴: what is missing is 政策
			if h.Start < m.Start && m.Start < h.End {
				m.Start = min(h.End, m.End)
			}
			if h.Start < m.End && m.End < h.End {
				m.End = max(h.Start, m.Start)
			}
		}
		if word := withoutAsides(q.written[m.Start:m.End]); utf8.RuneCountInString(word) > 1 {
			out = append(out, word)
		}
	}
	return out
}

// uncovered says what is missing where the passages of the question's dates do
// not cover it: the words that no passage holds or, where others do, what is not
// there together.
func uncovered(q asked, passages, dated []held) []string {
	if out := surfaces(q, passages); len(out) > 0 || len(q.anchors.dates) == 0 {
		return out
	}
	var dates []string
	for _, date := range q.anchors.dates {
		dates = append(dates, date.Text)
	}
	return []string{strings.Join(append(dates, surfaces(q, dated)...), " + ")}
}

// named is what a question without any hit, or without any word, names: the
// dates that no hit holds and its names, or where it has none its words.
func named(q asked, hits []retrieval.Hit, passages []held) []string {
	_, out := q.withDates(hits, passages)
	if out = append(out, q.anchors.names...); len(out) > 0 {
		return out
	}
	return surfaces(q, nil)
}
