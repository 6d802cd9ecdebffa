package corpus

import (
	"cmp"
	"fmt"
	"slices"
	"time"
)

// A ChangeKind says what happened to a document.
type ChangeKind string

// The kinds of change, in the order of a document's life.
const (
	ChangeFirstSeen  ChangeKind = "first-seen"  // we had not seen it before; it may be old
	ChangeChanged    ChangeKind = "changed"     // its source says something else
	ChangeTookEffect ChangeKind = "took-effect" // on its first day in force
	ChangeSuperseded ChangeKind = "superseded"  // on the first day of its successor
	ChangeExpired    ChangeKind = "expired"     // on the day after its last one
	ChangeVanished   ChangeKind = "vanished"    // its source is gone, which is no repeal
	ChangeReturned   ChangeKind = "returned"    // its source, or the document itself, is back
	ChangeRemoved    ChangeKind = "removed"     // from the corpus
)

// A Change is something that happened to a document on a day.
type Change struct {
	Date     Date            `json:"date"`
	Kind     ChangeKind      `json:"kind"`
	Document string          `json:"document"` // its ID
	Title    string          `json:"title"`    // the last one we know, as are number and address
	Number   string          `json:"number"`
	URL      string          `json:"url"`
	By       string          `json:"by,omitempty"`       // the ID of the successor
	Fields   []FieldChange   `json:"fields,omitempty"`   // of the metadata
	Passages []PassageChange `json:"passages,omitempty"` // in their order
	Moved    int             `json:"moved,omitempty"`    // sentences that only stand elsewhere now
	More     int             `json:"more,omitempty"`     // changed sentences that are not shown
}

// Changes returns what happened to documents from one day to another, both
// included, by date and then by ID. An unknown day is no bound. What a document
// states about its time is as it was stated on that day. read returns a version
// by the digest of its text; where it fails, the change is listed without its
// passages and the failure is a problem under the document's ID.
//
// Successors are looked for in the corpus; one whose day is unknown is none.
func Changes(histories []History, c *Corpus, since, until Date, read func(digest string) (*Document, error)) ([]Change, []Problem) {
	t := teller{c: c, since: since.First(), until: until.Last(), read: read}
	for i := range histories {
		if h := &histories[i]; len(h.Versions) > 0 {
			t.tell(h)
		}
	}
	slices.SortStableFunc(t.changes, func(a, b Change) int {
		return cmp.Or(a.Date.First().Compare(b.Date.First()), cmp.Compare(a.Document, b.Document))
	})
	return t.changes, t.problems
}

// Bare reports whether nothing but its kind and its day is to be said of a change.
func (c Change) Bare() bool { return c.By == "" && len(c.Fields)+len(c.Passages)+c.Moved == 0 }

// kindOrder is the order in which the kinds of a day are told.
var kindOrder = []ChangeKind{
	ChangeFirstSeen, ChangeChanged, ChangeTookEffect, ChangeSuperseded, ChangeExpired, ChangeVanished, ChangeRemoved, ChangeReturned,
}

// ByKind returns changes in the order of their days, those of one kind on a day
// together.
func ByKind(changes []Change) []Change {
	sorted := slices.Clone(changes)
	slices.SortStableFunc(sorted, func(a, b Change) int {
		return cmp.Or(a.Date.First().Compare(b.Date.First()),
			slices.Index(kindOrder, a.Kind)-slices.Index(kindOrder, b.Kind), cmp.Compare(a.Document, b.Document))
	})
	return sorted
}

// A teller collects the changes of a period.
type teller struct {
	c            *Corpus
	since, until Date
	read         func(digest string) (*Document, error)
	changes      []Change
	problems     []Problem
}

func (t *teller) within(d Date) bool {
	first := d.First()
	return !d.IsZero() && first.Compare(t.since) >= 0 && (t.until.IsZero() || first.Compare(t.until) <= 0)
}

func (t *teller) add(h *History, date Date, kind ChangeKind) {
	if t.within(date) {
		t.changes = append(t.changes, h.change(date, kind))
	}
}

func (h *History) change(date Date, kind ChangeKind) Change {
	last := h.last()
	return Change{Date: date, Kind: kind, Document: h.ID, Title: last.Title, Number: last.Number, URL: last.URL}
}

func dayOf(t time.Time) Date {
	if t.IsZero() {
		return Date{}
	}
	return DateOf(t.Local())
}

func (t *teller) tell(h *History) {
	t.add(h, dayOf(h.Versions[0].Seen), ChangeFirstSeen)
	for i := range h.Versions {
		v := &h.Versions[i]
		withdrawn := i > 0 && !h.Versions[i-1].Withdrawn.IsZero()
		if i > 0 {
			t.add(h, dayOf(v.Gone), ChangeRemoved)
			t.version(h, i)
		}
		if !withdrawn {
			t.add(h, v.Withdrawn, ChangeVanished)
		}
	}
	t.effects(h)
	t.successor(h)
	t.add(h, dayOf(h.Removed), ChangeRemoved)
}

// version tells what a version has made otherwise than the one before.
func (t *teller) version(h *History, i int) {
	before, v := &h.Versions[i-1], &h.Versions[i]
	change := h.change(dayOf(v.Seen), ChangeChanged)
	if !v.Gone.IsZero() || !before.Withdrawn.IsZero() && v.Withdrawn.IsZero() {
		change.Kind = ChangeReturned
	}
	if !t.within(change.Date) {
		return
	}
	for _, f := range before.changedFields(v) {
		if f.Name != "withdrawn" || f.Old != "" && f.New != "" { // else it is a change of its own
			change.Fields = append(change.Fields, f)
		}
	}
	unread := false
	if before.Digest != v.Digest {
		if err := t.compare(&change, before.Digest, v.Digest); err != nil {
			t.problems = append(t.problems, Problem{h.ID, fmt.Errorf("comparing its versions of %s and %s: %w; what changed in its text is not shown", dayOf(before.Seen), dayOf(v.Seen), err)})
			unread = true
		}
	}
	if change.Kind == ChangeReturned || unread || len(change.Fields)+len(change.Passages)+change.Moved > 0 {
		t.changes = append(t.changes, change)
	}
}

func (t *teller) compare(change *Change, before, after string) error {
	old, err := t.read(before)
	if err != nil {
		return err
	}
	now, err := t.read(after)
	if err != nil {
		return err
	}
	change.Passages, change.Moved, change.More, err = Compare(old, now)
	return err
}

// isWhole reports whether the sections of a document that was kept somewhere
// lie in its text.
func (d *Document) isWhole() bool {
	return !slices.ContainsFunc(d.Sections, func(s Section) bool {
		return s.Start < 0 || s.Body < s.Start || s.End < s.Body || s.End > len(d.Text)
	})
}

// effects tells when a document took effect and expired, by the version that
// stated so on that day: a later one may have put it off.
func (t *teller) effects(h *History) {
	type effect struct {
		first Date
		kind  ChangeKind
	}
	told := make(map[effect]bool)
	tell := func(i int, date Date, kind ChangeKind) {
		e := effect{date.First(), kind}
		revised := i+1 < len(h.Versions) && e.first.Compare(dayOf(h.Versions[i+1].Seen)) >= 0
		removed := !h.Removed.IsZero() && e.first.Compare(dayOf(h.Removed)) > 0
		if !told[e] && !revised && !removed {
			told[e] = true
			t.add(h, date, kind)
		}
	}
	for i := range h.Versions {
		v := &h.Versions[i]
		if v.Kind == KindDraft || v.Status == StatusDraft {
			continue
		}
		tell(i, v.EffectiveFrom, ChangeTookEffect)
		tell(i, v.EffectiveTo.Last().next(), ChangeExpired)
	}
}

// successor tells when a document was first superseded.
func (t *teller) successor(h *History) {
	d := t.c.byID[h.ID]
	if d == nil || d.ID != h.ID {
		return
	}
	var first *Document
	for _, s := range t.c.replaced[d] {
		if !s.isDraft() && !takesEffect(s).IsZero() && (first == nil || takesEffect(s).Compare(takesEffect(first)) < 0) {
			first = s
		}
	}
	if first == nil {
		return
	}
	date := first.EffectiveFrom
	if date.IsZero() {
		date = first.Published
	}
	if t.within(date) {
		change := h.change(date, ChangeSuperseded)
		change.By = first.ID
		t.changes = append(t.changes, change)
	}
}

// next returns the day after a day.
func (d Date) next() Date {
	if d.IsZero() {
		return d
	}
	return DateOf(time.Date(d.Year, time.Month(d.Month), d.Day+1, 0, 0, 0, 0, time.UTC))
}
