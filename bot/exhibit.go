package bot

import (
	"strings"
	"sync"

	"footnote/bot/verify"
	"footnote/corpus"
)

// An Exhibit is a citation of a receipt as it can be shown now.
type Exhibit struct {
	Evidence
	N        int // of the citation in its answer, from 1
	Fate     Fate
	Now      *corpus.Document // as the library holds it today; nil where it has gone
	Citation Citation         // proved anew; zero where the words are not kept any more, or may not be quoted
}

// A Fate is what has become of the words of a citation.
type Fate string

// The fates of a citation.
const (
	FateSame    Fate = "same"    // the document is as it was
	FateStands  Fate = "stands"  // the document has changed, and the words stand in it: the citation is of today's text
	FateChanged Fate = "changed" // the document has changed, and they do not: the citation is of the earlier version
	FateGone    Fate = "gone"    // the library holds the document no more: the citation is of the version that was kept
)

// Shown reports whether there is a quotation to show.
func (x Exhibit) Shown() bool { return x.Citation.document != nil }

// In returns the version of the document that the evidence is of, and the words in
// it, where read finds that version by the digest of its text.
func (e Evidence) In(read func(digest string) (*corpus.Document, error)) (d *corpus.Document, quote string, ok bool) {
	d, err := read(e.Digest)
	if err != nil || e.Start < 0 || e.Start > e.End || e.End > len(d.Text) {
		return nil, "", false
	}
	return d, d.Text[e.Start:e.End], true
}

// Exhibits returns the citations of a receipt, in their order, as the library has
// them today. Where a document has changed or gone, they are of the version that
// was kept, if one was.
func (a *Assistant) Exhibits(r Receipt) []Exhibit {
	ix := a.library.Load()
	day := corpus.DateOf(a.now())
	read := sync.OnceValue(ix.read) // which most receipts do not need
	exhibits := make([]Exhibit, 0, len(r.Citations))
	for i, e := range r.Citations {
		x := ix.exhibit(day, e, read)
		if x.N = i + 1; x.Shown() {
			x.Citation.n, x.Citation.translation = x.N, e.Translation
		}
		exhibits = append(exhibits, x)
	}
	return exhibits
}

func (ix *library) exhibit(day corpus.Date, e Evidence, read func() reader) Exhibit {
	x := Exhibit{Evidence: e, Fate: FateSame}
	span := corpus.Span{Start: e.Start, End: e.End}
	now, held := ix.Corpus().Document(e.Document)
	x.Now = now
	if held && now.Digest == e.Digest {
		x.Citation, _ = ix.cite(day, now, span)
		return x
	}
	x.Fate = FateGone
	old, quote, kept := e.In(read())
	if held {
		x.Fate = FateChanged
	}
	if c, ok := ix.citeWords(day, now, quote); held && kept && ok {
		x.Fate, x.Citation = FateStands, c
		return x
	}
	if kept && old.ID == e.Document {
		x.Citation, _ = ix.cite(day, old, span)
	}
	return x
}

// A reader reads a version of a document by the digest of its text.
type reader func(digest string) (*corpus.Document, error)

// read returns the reader of the versions that are kept.
func (ix *library) read() reader {
	if ix.versions != nil {
		if _, read, _ := ix.versions(); read != nil {
			return read // the texts are files of their own: they can be read although the histories cannot
		}
	}
	return func(string) (*corpus.Document, error) { return nil, ErrUnknownDocument }
}

// citeWords cites the first place of a document that says this, word for word.
func (ix *library) citeWords(day corpus.Date, d *corpus.Document, words string) (Citation, bool) {
	for at := 0; d != nil && words != ""; at++ {
		i := strings.Index(d.Text[at:], words)
		if i < 0 {
			break
		}
		at += i
		if !verify.Whole(d.Text, at, at+len(words)) {
			continue
		}
		if c, ok := ix.cite(day, d, corpus.Span{Start: at, End: at + len(words)}); ok {
			return c, true
		}
	}
	return Citation{}, false
}

// cite cites a part of a document that stands whole in one of its passages, and may
// be quoted.
func (ix *library) cite(day corpus.Date, d *corpus.Document, span corpus.Span) (Citation, bool) {
	if span.Start < 0 || span.Start >= span.End || span.End > len(d.Text) {
		return Citation{}, false
	}
	passages := passagesOf(ix.Index, d)
	for i := range passages {
		if p := &passages[i]; p.Start <= span.Start && span.End <= p.End {
			if c := citationOf(ix.Index, day, d, p, span); new(Answer).mayQuote(c) {
				return c, true
			}
		}
	}
	return Citation{}, false
}
