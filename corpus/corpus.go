package corpus

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"sort"
	"sync"
)

// A Corpus is a set of documents. It never changes.
type Corpus struct {
	Documents []*Document // in the order of their IDs
	byID      map[string]*Document
	replaced  map[*Document][]*Document // by the documents that name it as superseded
	replaces  map[*Document][]*Document // the reverse
	digest    func() string             // of the documents
	glossary  *Glossary
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
			problems = append(problems, Problem{d.Path, ErrSameID.Errorf("has the ID %q of %s; give it an id of its own", d.ID, first.Path)})
			continue
		}
		c.byID[d.ID] = d
		c.Documents = append(c.Documents, d)
	}
	c.findCopies()
	c.findReplaced()
	c.digest = sync.OnceValue(c.sum) // a snapshot knows its own
	return c, problems
}

// findCopies lets the ID of a copy lead to the document that stands for it.
func (c *Corpus) findCopies() {
	for _, d := range c.Documents {
		for _, other := range d.Copies {
			if c.byID[other.ID] == nil {
				c.byID[other.ID] = d
			}
		}
	}
}

// Document returns the document with an ID, its own or that of one of its
// copies.
func (c *Corpus) Document(id string) (*Document, bool) {
	d, ok := c.byID[id]
	return d, ok
}

// WithGlossary returns the same documents with a glossary.
func (c *Corpus) WithGlossary(g *Glossary) *Corpus {
	with := *c
	with.glossary = g
	return &with
}

// Glossary returns the glossary that goes with the documents; nil is the empty
// one.
func (c *Corpus) Glossary() *Glossary { return c.glossary }

// Digest is the hex SHA-256 over everything that is known of the documents,
// their text included, and the glossary where there is one.
func (c *Corpus) Digest() string {
	text := c.glossary.String()
	if text == "" {
		return c.digest()
	}
	sum := sha256.Sum256([]byte(c.digest() + "\n" + text))
	return hex.EncodeToString(sum[:])
}

// sum leaves out where the files lie: the same documents in another folder are
// the same corpus.
func (c *Corpus) sum() string {
	h := sha256.New()
	for _, d := range c.Documents {
		known := d.known()
		fmt.Fprintf(h, "%d %s\n", len(known), known)
	}
	return hex.EncodeToString(h.Sum(nil))
}

// known is all that is known of a document but where its file lies.
func (d *Document) known() []byte {
	known, err := json.Marshal(struct {
		Meta     Meta
		Derived  []string
		Digest   string
		Sections []Section
		Archived string      `json:",omitempty"`
		Copies   []Copy      `json:",omitempty"`
		Pages    []PageStart `json:",omitempty"`
	}{d.Meta, d.Derived, d.Digest, d.Sections, d.Archived, d.Copies, d.Pages})
	if err != nil {
		panic(err) // strings, numbers and dates cannot fail
	}
	return known
}

// Fingerprint is the hex SHA-256 of all that is known of a document but where
// its file lies: two versions of it with one fingerprint are one.
func (d *Document) Fingerprint() string {
	sum := sha256.Sum256(d.known())
	return hex.EncodeToString(sum[:])
}
