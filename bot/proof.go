package bot

import (
	"slices"

	"footnote/bot/verify"
	"footnote/corpus"
	"footnote/prompts"
)

// A cited place is a passage with the part of it that a sentence names.
type cited struct {
	document *corpus.Document
	place
}

// proveWritten checks that a sentence rests on a part of a passage. It returns the
// citation of the sentences that prove it or, where the verdict is that only a few
// words keep them from it, of those.
func (ix *library) proveWritten(day corpus.Date, at cited, claim string) (Citation, verify.Verdict) {
	d, p := at.document, at.passage
	v := verify.Claim(claim, evidenceOf(ix.Index, day, d, p, at.span))
	if !v.OK && !v.Border {
		return Citation{}, v
	}
	span := corpus.Span{Start: p.Sentences[v.Window.Start].Start, End: p.Sentences[v.Window.End-1].End}
	return citationOf(ix.Index, day, d, p, span), v
}

// prove proves a sentence by the sentences that it names or, where they do not, by
// the only passage that does.
func (w *writing) prove(d *draft) (proofs []Citation) {
	named := w.named(d.ids)
	for _, at := range named {
		c, v := w.library.proveWritten(w.plan.asked.day, at, d.text)
		if v.OK && w.answer.mayQuote(c, proofs...) {
			proofs = append(proofs, w.dated(c))
		} else {
			d.fail(c, v)
		}
	}
	if len(proofs) > 0 {
		d.why, d.border = "", nil
		return proofs
	}
	var others []Citation
	for _, at := range w.passages() {
		if c, v := w.library.proveWritten(w.plan.asked.day, at, d.text); v.OK {
			others = append(others, w.dated(c))
		}
	}
	if n := len(others); n == 1 || n > 1 && len(d.ids) == 0 { // without a marker none was wrong
		proofs = others[:1]
		if w.answer.mayQuote(proofs[0]) {
			d.why, d.border = "", nil
			return proofs
		}
	}
	if len(named) == 0 {
		w.explain(d, len(others))
	}
	return nil
}

// fail notes what is wrong with a sentence by the first of the passages that it
// names, and where only a few words are.
func (d *draft) fail(c Citation, v verify.Verdict) {
	if v.OK {
		v.Why = whyRights
	}
	if v.Border {
		d.border = append(d.border, c)
	}
	if d.why == "" {
		d.why = v.Why
	}
}

// explain says what is wrong with a sentence that names no source.
func (w *writing) explain(d *draft, proofs int) {
	d.why = "content: no source speaks of it"
	if proofs > 1 {
		d.why = "sources: the one that it names is not there, and more than one says so"
		return
	}
	if at, ok := w.likely(d.text); ok {
		c, v := w.library.proveWritten(w.plan.asked.day, at, d.text)
		d.why = ""
		d.fail(c, v)
	}
}

// dated is a citation with the status of its document today.
func (w *writing) dated(c Citation) Citation {
	c.today = w.library.Corpus().StatusAt(c.document, w.plan.asked.today)
	return c
}

// named are the passages of the sentences with these IDs, each once, with the
// part of it from the first of them to the last.
func (w *writing) named(ids []prompts.ID) []cited {
	var out []cited
	for _, id := range ids {
		if other, ok := w.means[id]; ok {
			id = other
		}
		if id.Source < 1 || id.Source > len(w.sources) {
			continue
		}
		s := w.sources[id.Source-1]
		for _, p := range s.passages(id.Sentence) {
			i := slices.IndexFunc(out, func(q cited) bool { return q.passage == p.passage })
			if i < 0 {
				out = append(out, cited{s.document, p})
				continue
			}
			out[i].span.Start = min(out[i].span.Start, p.span.Start)
			out[i].span.End = max(out[i].span.End, p.span.End)
		}
	}
	return out
}

// likely is the passage that a sentence which names none was most likely written
// from: the one with most of its words.
func (w *writing) likely(text string) (best cited, ok bool) {
	most := 0
	terms := termsIn(text)
	for _, at := range w.passages() {
		if n := overlap(terms, termsIn(at.document.Text[at.passage.Start:at.passage.End])); n > most {
			most, best, ok = n, at, true
		}
	}
	return best, ok
}

// passages are all passages of the prompt.
func (w *writing) passages() []cited {
	var out []cited
	for _, s := range w.sources {
		for _, p := range s.passages(0) {
			out = append(out, cited{s.document, p})
		}
	}
	return out
}
