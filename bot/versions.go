package bot

import (
	"time"

	"footnote/corpus"
	"footnote/retrieval"
)

// Versions returns what is kept of the documents over time: their histories, and what
// reads a version by the digest of its text.
type Versions func() (histories []corpus.History, read func(digest string) (*corpus.Document, error), err error)

// isEarlier reports whether a document is an earlier version of the one that is served
// under its ID.
func isEarlier(ix *retrieval.Index, d *corpus.Document) bool {
	now, ok := ix.Corpus().Document(d.ID)
	return ok && now != d
}

// statusOf is the status of a document on a day. An earlier version has been replaced.
func statusOf(ix *retrieval.Index, d *corpus.Document, day corpus.Date) corpus.Status {
	if isEarlier(ix, d) {
		return corpus.StatusSuperseded
	}
	return ix.Corpus().StatusAt(d, day)
}

// passagesOf returns the passages of a document, in its order: those of the index or, of
// one that is not served, or not any more, its own.
func passagesOf(ix *retrieval.Index, d *corpus.Document) []corpus.Passage {
	if now, ok := ix.Corpus().Document(d.ID); ok && now == d {
		return ix.PassagesOf(d.ID)
	}
	return d.Passages()
}

// A revision is a text and what became of it.
type revision struct {
	old, now      *corpus.Document
	before, after string // what each is called
	noted         bool   // the two are versions of one document
}

// revisionOf returns what a document was before, if that is known: the version that was
// kept before a day or, where none is given, before the last change; else the document
// that it replaced; and of one that was itself replaced, that and its successor.
func (ix *library) revisionOf(q asked, d *corpus.Document, since corpus.Date) (revision, error) {
	r, err := ix.keptRevision(q, d, since)
	if err != nil || r.old != nil || r.noted {
		return r, err
	}
	old, now := ix.Corpus().Predecessor(d), d
	if next := ix.Corpus().Successor(d, corpus.Date{}); next != nil && (old == nil || !ix.CouldApply(d, q.today)) {
		old, now = d, next
	}
	if old == nil || !since.IsZero() && began(now).Last().Compare(since.First()) < 0 {
		return revision{noted: old != nil}, nil
	}
	return revision{old: old, now: now, before: versionName(old, now), after: versionName(now, old)}, nil
}

// keptRevision looks among the versions that were kept. Where there are some and the text
// was the same on the day, it is noted without an old text.
func (ix *library) keptRevision(q asked, d *corpus.Document, since corpus.Date) (revision, error) {
	if ix.versions == nil {
		return revision{}, nil
	}
	histories, read, err := ix.versions()
	if err != nil {
		return revision{}, err
	}
	for _, h := range histories {
		if h.ID != d.ID {
			continue
		}
		at := before(h, d.Digest, since)
		if at < 0 || h.Versions[at].Digest == d.Digest {
			return revision{noted: at >= 0 && len(h.Digests()) > 1}, nil
		}
		old, err := read(h.Versions[at].Digest)
		if err != nil || old.ID != d.ID {
			return revision{}, nil // its text is not kept any more
		}
		words := formPhrases[q.language]
		return revision{old: old, now: d, before: words.before(seen(h.Versions[at].Seen)), after: words.after(seen(lastChange(h, d.Digest))), noted: true}, nil
	}
	return revision{}, nil
}

// before returns the index of the version that was there on a day, or of the first where
// none was; without a day, of the last that is not as the text is now, or -1.
func before(h corpus.History, digest string, day corpus.Date) int {
	at := -1
	for i, v := range h.Versions {
		if day.IsZero() && v.Digest != digest || !day.IsZero() && (i == 0 || seen(v.Seen).Compare(day.First()) <= 0) {
			at = i
		}
	}
	if at == len(h.Versions)-1 && at >= 0 && h.Versions[at].Digest != digest {
		return -1 // what is served is not the last that was noted
	}
	return at
}

// lastChange returns when the text that a document has now was first seen, after the last
// other one.
func lastChange(h corpus.History, digest string) time.Time {
	at := len(h.Versions) - 1
	for at > 0 && h.Versions[at].Digest == digest && h.Versions[at-1].Digest == digest {
		at--
	}
	return h.Versions[at].Seen
}

func seen(t time.Time) corpus.Date { return corpus.DateOf(t.Local()) }

// versionName is what a text is called beside another, which may have its title.
func versionName(d, other *corpus.Document) string {
	switch {
	case plainName(d.Title) != plainName(other.Title):
		return titleOf(d)
	case d.Number != "":
		return titleOf(d) + " (" + d.Number + ")"
	case !began(d).IsZero():
		return titleOf(d) + " (" + began(d).String() + ")"
	}
	return titleOf(d) + " (" + d.ID + ")"
}
