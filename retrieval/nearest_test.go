package retrieval_test

import (
	"testing"

	"footnote/corpus"
	"footnote/retrieval"
)

func TestNearest(t *testing.T) {
	for outcome, tc := range map[string]struct {
		sentences []string
		query     string
		want      int
	}{
		"the sentence that shares most words":      {[]string{"It is free. ", "The filing of algorithms is due in May. ", "Whoever files late pays. "}, "When is filing due?", 1},
		"words count without their endings":        {[]string{"It is free. ", "Providers are filing. "}, "provider", 1},
		"the first of several that share as much":  {[]string{"It is free. ", "A filing. ", "A filing. "}, "filing", 1},
		"the first where none shares anything":     {[]string{"It is free. ", "A filing. "}, "weather", 0},
		"Chinese is compared two by two":           {[]string{"备案免费。", "算法应当在十日内备案。"}, "算法几日内备案？", 1},
		"traditional characters stand for the new": {[]string{"一律免費。", "补贴为三成。"}, "補貼多少", 1},
	} {
		t.Run(outcome, func(t *testing.T) {
			d, p := &corpus.Document{}, &corpus.Passage{}
			for _, s := range tc.sentences {
				p.Sentences = append(p.Sentences, corpus.Span{Start: len(d.Text), End: len(d.Text) + len(s)})
				d.Text += s
			}
			if got := (retrieval.Hit{Passage: p, Document: d}).Nearest(tc.query); got != tc.want {
				t.Errorf("sentence %d, want %d", got, tc.want)
			}
		})
	}
}
