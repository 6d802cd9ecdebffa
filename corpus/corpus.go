package corpus

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"sort"
)

// A Corpus is a set of documents. It never changes.
type Corpus struct {
	Documents []*Document // in the order of their IDs
	byID      map[string]*Document
	replaced  map[*Document][]*Document // by the documents that name it as superseded
	digest    string
}

// New makes a corpus. Of documents with one ID the first by path is kept, and
// each other is a problem.
func New(documents []*Document) (*Corpus, []Problem) {
	documents = slices.Clone(documents)
	sort.SliceStable(documents, func(i, j int) bool {
		a, b := documents[i], documents[j]
		return a.ID < b.ID || a.ID == b.ID && a.Path < b.Path
	})
	c := &Corpus{byID: make(map[string]*Document, len(documents))}
	var problems []Problem
	for _, d := range documents {
		if first := c.byID[d.ID]; first != nil {
			problems = append(problems, Problem{d.Path, fmt.Errorf("has the ID %q of %s; give it an id of its own", d.ID, first.Path)})
			continue
		}
		c.byID[d.ID] = d
		c.Documents = append(c.Documents, d)
	}
	c.findReplaced()
	c.digest = c.sum()
	return c, problems
}

// Document returns the document with an ID.
func (c *Corpus) Document(id string) (*Document, bool) {
	d, ok := c.byID[id]
	return d, ok
}

// Digest is the hex SHA-256 over everything that is known of the documents,
// their text included.
func (c *Corpus) Digest() string { return c.digest }

func (c *Corpus) sum() string {
	h := sha256.New()
	for _, d := range c.Documents {
		meta, err := json.Marshal(d.Meta)
		if err != nil {
			panic(err) // strings and dates cannot fail
		}
		fmt.Fprintf(h, "%d %s %s %s", len(meta), meta, d.Path, d.Digest)
		io.WriteString(h, "\n")
	}
	return hex.EncodeToString(h.Sum(nil))
}

func (c *Corpus) findReplaced() {
	c.replaced = make(map[*Document][]*Document)
	byNumber := make(map[string]*Document)
	for _, d := range c.Documents {
		if d.Number != "" {
			byNumber[d.Number] = d
		}
	}
	for _, successor := range c.Documents {
		for _, name := range successor.Supersedes {
			old := c.byID[name]
			if old == nil {
				old = byNumber[name]
			}
			if old != nil && old != successor {
				c.replaced[old] = append(c.replaced[old], successor)
			}
		}
	}
}

// Successor returns the document that supersedes d on a day, or nil. One that
// does not say when it takes effect does so when it was published; without
// that date either it does not, and its predecessor stays.
func (c *Corpus) Successor(d *Document, day Date) *Document {
	for _, s := range c.replaced[d] {
		from := s.EffectiveFrom
		if from.IsZero() {
			from = s.Published
		}
		if s.Kind != KindDraft && s.Status != StatusDraft && !from.IsZero() && from.First().Compare(day.Last()) <= 0 {
			return s
		}
	}
	return nil
}

// StatusAt returns the status of a document on a day, as far as its dates, its
// own statement and the other documents tell.
func (c *Corpus) StatusAt(d *Document, day Date) Status {
	day = day.Last()
	switch {
	case d.Status == StatusRepealed:
		return StatusRepealed
	case c.Successor(d, day) != nil:
		return StatusSuperseded
	case !d.EffectiveTo.IsZero() && d.EffectiveTo.Last().Compare(day) < 0:
		return StatusExpired
	case d.Status == StatusDraft, d.Kind == KindDraft:
		return StatusDraft
	case !d.EffectiveFrom.IsZero() && d.EffectiveFrom.First().Compare(day) > 0:
		return StatusNotYet
	case d.Status != "":
		return d.Status
	case !d.EffectiveFrom.IsZero():
		return StatusInForce
	}
	return StatusUnknown
}
