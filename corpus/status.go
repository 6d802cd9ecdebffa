package corpus

import (
	"cmp"
	"slices"
	"strings"
)

// findReplaced notes which documents name which as superseded, by ID or by
// document number. What replaces a document replaces its translations.
func (c *Corpus) findReplaced() {
	c.replaced = make(map[*Document][]*Document)
	byNumber := make(map[string][]*Document)
	for _, d := range c.Documents {
		if n := plainNumber(d.Number); n != "" {
			byNumber[n] = append(byNumber[n], d)
		}
	}
	for _, successor := range c.Documents {
		for _, name := range successor.Supersedes {
			old := byNumber[plainNumber(name)]
			if d := c.byID[name]; d != nil {
				old = []*Document{d}
			}
			for _, d := range old {
				if d != successor && !slices.Contains(c.replaced[d], successor) {
					c.replaced[d] = append(c.replaced[d], successor)
				}
			}
		}
	}
	c.findVersions()
}

func (c *Corpus) findVersions() {
	for _, d := range c.Documents {
		if original := c.byID[d.TranslationOf]; original != nil && len(c.replaced[d]) == 0 && len(c.replaced[original]) > 0 {
			c.replaced[d] = c.replaced[original]
		}
	}
	c.replaces = make(map[*Document][]*Document)
	for _, old := range c.Documents {
		for _, s := range c.replaced[old] {
			c.replaces[s] = append(c.replaces[s], old)
		}
	}
}

// Versioned reports whether what a document says is one of several versions: the
// corpus holds what replaces it or what it replaces, or it has a last day.
func (c *Corpus) Versioned(d *Document) bool {
	return len(c.replaced[d]) > 0 || len(c.replaces[d]) > 0 || !d.EffectiveTo.IsZero()
}

// Awaited reports whether a document is not yet in force on a day while one that
// it will supersede is not known to be out of force.
func (c *Corpus) Awaited(d *Document, day Date) bool {
	if c.StatusAt(d, day) != StatusNotYet {
		return false
	}
	return slices.ContainsFunc(c.replaces[d], func(old *Document) bool {
		switch c.StatusAt(old, day) {
		case StatusInForce, StatusTrial, StatusAmended, StatusUnknown:
			return true
		}
		return false
	})
}

var numberForms = strings.NewReplacer("[", "〔", "]", "〕", "［", "〔", "］", "〕", "(", "〔", ")", "〕", "（", "〔", "）", "〕", "【", "〔", "】", "〕", " ", "", "第", "")

// plainNumber makes one of the ways in which a document number is written.
func plainNumber(s string) string { return numberForms.Replace(s) }

// Successor returns the document that supersedes d on a day, or nil. Of
// several, it is the one that took effect last. A document takes effect on the
// first day that its date can mean: from EffectiveFrom or, where that is
// unknown, when it was published; without either date it has taken effect. A
// draft supersedes nothing.
func (c *Corpus) Successor(d *Document, day Date) *Document {
	var last *Document
	for _, s := range c.replaced[d] {
		if s.isDraft() || !day.IsZero() && takesEffect(s).Compare(day.Last()) > 0 {
			continue
		}
		if last == nil || takesEffect(s).Compare(takesEffect(last)) > 0 {
			last = s
		}
	}
	return last
}

// Predecessor returns the document that d supersedes, or nil. Of several, it is the
// one in d's language, and of these the one that took effect last.
func (c *Corpus) Predecessor(d *Document) *Document {
	var last *Document
	own := func(old *Document) int {
		if PrimaryLanguage(old.Language) == PrimaryLanguage(d.Language) {
			return 1
		}
		return 0
	}
	for _, old := range c.replaces[d] {
		if last == nil || cmp.Or(own(old)-own(last), takesEffect(old).Compare(takesEffect(last))) > 0 {
			last = old
		}
	}
	return last
}

// PublishedAfter reports whether a document is known to have been published later than
// a day, of which a month or a year means the end.
func (d *Document) PublishedAfter(day Date) bool {
	return !d.Published.IsZero() && d.Published.First().Compare(day.Last()) > 0
}

func (d *Document) isDraft() bool { return d.Kind == KindDraft || d.Status == StatusDraft }

func takesEffect(d *Document) Date {
	if d.EffectiveFrom.IsZero() {
		return d.Published.First()
	}
	return d.EffectiveFrom.First()
}

// StatusAt returns the status of a document on a day, as far as its dates, its
// own statement and the other documents tell. A day that is only a month or a
// year means its end.
//
// What a document states is its status when that was written: a repealed or
// superseded document whose dates say that the day lies within its life was in
// force then.
func (c *Corpus) StatusAt(d *Document, day Date) Status {
	if day.IsZero() {
		return c.stated(d)
	}
	day = day.Last()
	switch {
	case d.isDraft():
		return StatusDraft
	case c.Successor(d, day) != nil && d.Status != StatusRepealed:
		return StatusSuperseded
	case !d.EffectiveFrom.IsZero() && day.Compare(d.EffectiveFrom.First()) < 0:
		return StatusNotYet
	case !d.EffectiveTo.IsZero() && day.Compare(d.EffectiveTo.Last()) > 0:
		return ended(d)
	}
	return c.within(d, day)
}

// stated is the status where no day is known: nothing is said by the dates.
func (c *Corpus) stated(d *Document) Status {
	switch {
	case d.isDraft():
		return StatusDraft
	case d.Status == "":
		return StatusUnknown
	}
	return d.Status
}

// ended is the status of a document after its last day.
func ended(d *Document) Status {
	if d.Status == StatusRepealed || d.Status == StatusSuperseded {
		return d.Status
	}
	return StatusExpired
}

// within is the status on a day that is neither before the first day nor after
// the last, as far as these are known.
func (c *Corpus) within(d *Document, day Date) Status {
	begun := !d.EffectiveFrom.IsZero() && day.Compare(d.EffectiveFrom.Last()) >= 0
	alive := !d.EffectiveTo.IsZero() && day.Compare(d.EffectiveTo.First()) <= 0
	switch d.Status {
	case StatusRepealed, StatusExpired:
		if begun && alive {
			return StatusInForce
		}
		return d.Status
	case StatusSuperseded:
		if begun && (alive || c.supersededLater(d, day)) {
			return StatusInForce
		}
		return d.Status
	case StatusTrial, StatusAmended, StatusInForce:
		return d.Status
	}
	switch {
	case begun && (alive || d.EffectiveTo.IsZero()):
		return StatusInForce
	case d.Status == StatusNotYet && d.EffectiveFrom.IsZero():
		return StatusNotYet
	}
	return StatusUnknown
}

// supersededLater reports whether the corpus holds the document that
// supersedes d, and it takes effect after the day.
func (c *Corpus) supersededLater(d *Document, day Date) bool {
	for _, s := range c.replaced[d] {
		if !s.isDraft() && takesEffect(s).Compare(day) > 0 {
			return true
		}
	}
	return false
}
