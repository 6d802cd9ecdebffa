package bot

import (
	"context"
	"testing"

	"footnote/retrieval"
)

// What the gates take for a question that they refuse, beside the search.
func BenchmarkRefusal(b *testing.B) {
	a := shipped(b, Options{})
	ix := a.library.Load()
	for _, question := range []string{"How tall do herring grow in Pforzheim?", "普福尔茨海姆的鲱鱼长多高？"} {
		b.Run(language("", question), func(b *testing.B) {
			q, err := a.read(ix, Question{Text: question})
			if err != nil {
				b.Fatal(err)
			}
			hits, _, err := ix.Search(context.Background(), retrieval.Query{Text: q.text, N: searched, Filter: q.limits})
			if err != nil {
				b.Fatal(err)
			}
			for b.Loop() {
				if !decide(q, hits, floor).refuse {
					b.Fatal("it is answered")
				}
			}
		})
	}
}
