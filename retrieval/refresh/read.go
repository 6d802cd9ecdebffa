package refresh

import (
	"context"
	"sync"

	"footnote/corpus"
)

// readAll reads the documents of the candidates with these numbers, keeps their
// texts, and notes what they gave. What could not be kept is an error; what could
// not be read is the candidate's.
func (r *run) readAll(ctx context.Context, numbers []int) error {
	r.documents = make(map[int]*corpus.Document, len(numbers))
	var mu sync.Mutex
	var broken error
	progress := func(done, total int) { r.cfg.progress("reading", done, total) }
	err := corpus.EachFile(ctx, len(numbers), progress, func(n int) {
		i := numbers[n]
		d, err := r.readOne(&r.candidates[i])
		mu.Lock()
		defer mu.Unlock()
		if d != nil {
			r.documents[i] = d
		}
		if broken == nil {
			broken = err
		}
	})
	if err != nil {
		return err
	}
	if broken != nil {
		return r.unkept(broken)
	}
	return nil
}

// readOne returns nil for a candidate that gives no document.
func (r *run) readOne(c *candidate) (*corpus.Document, error) {
	d, err := c.read()
	c.fails(err)
	if c.web {
		d = r.judge(c, d)
	}
	if d == nil {
		c.ID, c.Key, c.Digest = "", "", ""
		return nil, nil
	}
	c.ID, c.Key, c.Digest = d.ID, d.Fingerprint(), d.Digest
	if r.opts.DryRun || r.unwritable {
		return d, nil
	}
	name, err := saveText(r.cfg.Dir, d, c.Key)
	if name != "" {
		r.saved.Store(name, true)
	}
	return d, err
}

const (
	leastText   = 600 // bytes of a text that a page may shrink without being doubted
	shrinksLess = 5   // a page that keeps less than a fifth of its text is doubted
)

// judge decides between what an address sends now and what it sent before: only
// a good page that says something else takes the place of a good page.
func (r *run) judge(c *candidate, d *corpus.Document) *corpus.Document {
	before := loadText(r.cfg.Dir, c.Digest, c.Key)
	switch {
	case before == nil:
		return d
	case d == nil:
		c.Why += "; the version of " + before.Retrieved.String() + " stays in use"
		d = before
	case !r.opts.Full && len(before.Text) >= leastText && len(d.Text)*shrinksLess < len(before.Text):
		c.fails(corpus.ErrShrunk.Errorf("has suddenly no more than %d of %d bytes of text; the version of %s stays in use: look at the page, and refresh with --full if it is right",
			len(d.Text), len(before.Text), before.Retrieved))
		d = before
	case sameWords(before, d):
		d = before
	default:
		return d
	}
	kept := *d
	kept.Withdrawn = c.Mark.Withdrawn
	return &kept
}

// sameWords reports whether a fetched document says what it said before: the
// bytes around its text do not count.
func sameWords(a, b *corpus.Document) bool {
	x, y := *a, *b
	x.Retrieved, x.Archived, x.Withdrawn = y.Retrieved, y.Archived, y.Withdrawn
	return x.Fingerprint() == y.Fingerprint()
}

// gather returns the documents of all candidates. Those that were not read now
// come from the index in force, or from what was kept of them.
func (r *run) gather(ctx context.Context) ([]*corpus.Document, error) {
	inForce := make(map[string]*corpus.Document)
	if r.previous != nil && r.previous.Manifest().Name == r.ledger.Snapshot {
		for _, d := range r.previous.Corpus().Documents {
			inForce[d.Path] = d
		}
	}
	var lost []int
	kept := func(i int) *corpus.Document {
		c := &r.candidates[i]
		if d := inForce[c.Path]; d != nil {
			alone := *d
			alone.Copies = nil
			return &alone
		}
		return loadText(r.cfg.Dir, c.Digest, c.Key)
	}
	all := make([]*corpus.Document, len(r.candidates))
	for i, c := range r.candidates {
		if all[i] = r.documents[i]; all[i] == nil && c.Key != "" {
			if all[i] = kept(i); all[i] == nil {
				lost = append(lost, i)
			}
		}
	}
	if len(lost) > 0 { // what was kept is damaged: it is made again
		read := r.documents
		if err := r.readAll(ctx, lost); err != nil {
			return nil, err
		}
		for i, d := range r.documents {
			all[i], read[i] = d, d
		}
		r.documents = read
	}
	var found []*corpus.Document
	added := r.addedIDs(all)
	for i, d := range all {
		if d != nil && !r.gone.ids[d.ID] && (!added[d.ID] || isAdded(r.candidates[i].Path)) {
			found = append(found, d)
		}
	}
	return found, nil
}
