package retrieval

import (
	"context"
	"fmt"
	"runtime"
	"strings"
	"time"

	"footnote/corpus"
)

// A Timing says where the time of a search went, and what it was too short for.
type Timing struct {
	Embed, Search time.Duration // Embed is for how long nothing but the question's vector was waited for
	LexicalOnly   error         // why a hybrid search had to do without that; nil where it had not
}

// Search returns the passages nearest to a question, best first; equal ones in
// the order of the corpus. A question that only asks gives no hits and no error,
// and so does one that neither the terms of the corpus nor the embedder know. Where
// a [RemoteEmbedder] fails or is late, a hybrid search goes by words alone.
func (ix *Index) Search(ctx context.Context, q Query) ([]Hit, Timing, error) {
	defer runtime.KeepAlive(ix) // see mapFor
	var timing Timing
	if err := q.fill(); err != nil {
		return nil, timing, err
	}
	start := time.Now()
	question := ix.read(q.Text)
	if len(question.wanted) == 0 {
		return nil, timing, ctx.Err()
	}
	wait, end := ix.beginEmbedding(ctx, q, question)
	defer end()
	hits, err := ix.rank(ctx, q, question, ix.filter(q.Filter), func() (s senses, err error) {
		waiting := time.Now()
		s, timing.LexicalOnly, err = wait()
		timing.Embed = time.Since(waiting)
		return s, err
	})
	timing.Search = time.Since(start) - timing.Embed
	return hits, timing, err
}

func (q *Query) fill() error {
	if q.N == 0 {
		q.N = 10
	}
	switch q.Mode {
	case "":
		q.Mode = Hybrid
	case Hybrid, Lexical, Dense:
	default:
		return fmt.Errorf("search mode %q is not one of hybrid, lexical, dense", q.Mode)
	}
	return nil
}

// filter decides for each document once whether its passages are searched. It
// returns nil where all are.
func (ix *Index) filter(f Filter) func(int) bool {
	if len(f.Documents) == 0 && f.Issuer == "" && f.Kind == "" && f.AsOf.IsZero() && f.Published.IsZero() {
		return nil
	}
	named := make(map[string]bool, len(f.Documents))
	for _, id := range f.Documents {
		named[id] = true
	}
	accepted := make(map[*corpus.Document]bool, len(ix.corpus.Documents))
	all := true
	for _, d := range ix.corpus.Documents {
		accepted[d] = (len(named) == 0 || named[d.ID]) && ix.accepts(f, d)
		all = all && accepted[d]
	}
	if all {
		return nil
	}
	return func(i int) bool { return accepted[ix.documents[i]] }
}

func (ix *Index) accepts(f Filter, d *corpus.Document) bool {
	switch {
	case f.Issuer != "" && !strings.EqualFold(f.Issuer, d.Issuer),
		f.Kind != "" && f.Kind != d.Kind,
		!f.Published.IsZero() && d.PublishedAfter(f.Published):
		return false
	}
	return f.AsOf.IsZero() || ix.CouldApply(d, f.AsOf)
}

// CouldApply reports whether a document may be quoted as of a day: it had been
// published, had neither run out nor been replaced, and what it is going to replace
// did not apply.
// Unknown dates exclude nothing, and the day a brief or a speech was written
// does not say when its subject took effect.
func (ix *Index) CouldApply(d *corpus.Document, day corpus.Date) bool {
	last := day.Last()
	if d.Kind.Binding() && d.PublishedAfter(last) {
		return false
	}
	switch ix.corpus.StatusAt(d, last) {
	case corpus.StatusSuperseded, corpus.StatusRepealed, corpus.StatusExpired:
		return false
	case corpus.StatusNotYet: // known by then, and shown as such
		return !d.Published.IsZero() && !ix.corpus.Awaited(d, last)
	}
	return true
}
