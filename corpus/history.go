package corpus

import (
	"slices"
	"time"
)

// A Revision is one version of a document: what it was from when we saw it
// until we saw the next. Its text is kept elsewhere, by Digest.
type Revision struct {
	Seen    time.Time `json:"seen"`          // when we first saw it, in whole seconds of UTC
	Gone    time.Time `json:"gone,omitzero"` // the document had been removed then; it came back with this version
	Digest  string    `json:"digest"`        // of the text: see [Document]
	Meta              // without Retrieved, which every fetch changes
	Derived []string  `json:"derived,omitempty"` // as in [Document]
}

// A History is what is known of the versions of one document.
type History struct {
	ID       string     `json:"id"`
	Removed  time.Time  `json:"removed,omitzero"` // by the owner, or with its file; zero while it is there
	Versions []Revision `json:"versions"`         // oldest first
}

// maxVersions bounds a history: a page that says the time of day has a new
// version with every fetch. The first one stays, for when the document came.
const maxVersions = 1000

// Observe notes that a document is there, and reports whether that is news: its
// text or what it states is not that of the last version, or it had been
// removed.
func (h *History) Observe(d *Document, now time.Time) bool {
	last := h.last()
	next := Revision{Seen: h.after(now), Gone: h.Removed, Digest: d.Digest, Meta: d.Meta, Derived: slices.Clone(d.Derived)}
	next.Supersedes = slices.Clone(d.Supersedes)
	next.Retrieved = Date{}
	if last != nil && next.Gone.IsZero() && last.same(&next) {
		return false
	}
	h.ID, h.Removed = d.ID, time.Time{}
	if len(h.Versions) >= maxVersions {
		h.Versions = slices.Delete(h.Versions, 1, len(h.Versions)-maxVersions+2)
	}
	h.Versions = append(h.Versions, next)
	return true
}

// Remove notes that the document is not there any more, and reports whether
// that is news.
func (h *History) Remove(now time.Time) bool {
	if !h.Removed.IsZero() || len(h.Versions) == 0 {
		return false
	}
	h.Removed = h.after(now)
	return true
}

// Digests returns the digests of the texts that the versions had, each once,
// oldest first: what must be kept for [Changes] to show them.
func (h *History) Digests() []string {
	var digests []string
	for _, v := range h.Versions {
		if !slices.Contains(digests, v.Digest) {
			digests = append(digests, v.Digest)
		}
	}
	return digests
}

// HistoryOf returns the history of a document by its ID. That of a copy stands
// for what it is a copy of, unless it has a history of its own.
func HistoryOf(histories []History, c *Corpus, id string) (History, bool) {
	named := func(h History) bool { return h.ID == id }
	if d, ok := c.Document(id); ok && !slices.ContainsFunc(histories, named) {
		id = d.ID
	}
	if i := slices.IndexFunc(histories, named); i >= 0 {
		return histories[i], true
	}
	return History{}, false
}

func (h *History) last() *Revision {
	if len(h.Versions) == 0 {
		return nil
	}
	return &h.Versions[len(h.Versions)-1]
}

// after returns now as it is kept, not before what is in the history: a clock
// may be put back.
func (h *History) after(now time.Time) time.Time {
	now = now.UTC().Truncate(time.Second)
	if last := h.last(); last != nil && now.Before(last.Seen) {
		now = last.Seen
	}
	if now.Before(h.Removed) {
		now = h.Removed
	}
	return now
}

func (v *Revision) same(w *Revision) bool {
	return v.Digest == w.Digest && len(v.changedFields(w)) == 0
}

// changedFields returns what the metadata of w say otherwise than those of v.
// Where the text is the same, what was derived from it has not changed: the
// rules of deriving have.
func (v *Revision) changedFields(w *Revision) []FieldChange {
	var changed []FieldChange
	before, after := v.fields(), w.fields()
	for i, old := range before {
		now := after[i]
		derived := slices.Contains(v.Derived, old.name) && slices.Contains(w.Derived, now.name)
		if old.value != now.value && !(derived && v.Digest == w.Digest) {
			changed = append(changed, FieldChange{old.name, old.value, now.value})
		}
	}
	return changed
}
