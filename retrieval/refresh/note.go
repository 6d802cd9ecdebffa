package refresh

import (
	"fmt"
	"maps"
	"slices"
	"time"

	"footnote/corpus"
	"footnote/retrieval"
)

// note writes down the versions of the documents and what the index was made of.
// It comes before the index is in force: a version that is noted and never served
// was seen all the same.
func (r *run) note(c *corpus.Corpus, ix *retrieval.Index) error {
	if err := r.noteVersions(c); err != nil {
		return fmt.Errorf("keeping the versions of the documents: %w", err)
	}
	m := ix.Manifest()
	r.setItems()
	l := &r.ledger
	l.Settings, l.Snapshot, l.Glossary, l.Stated = r.settings, m.Name, r.settle(r.glossary), r.settle(r.stated)
	l.Added = addedStamps{r.settle(r.added.Glossary), r.settle(r.added.Stated)}
	l.Documents, l.Passages = m.Documents, m.Passages
	return l.write(r.cfg.Dir)
}

// setItems makes the candidates the items of the ledger.
func (r *run) setItems() {
	r.ledger.Items = r.ledger.Items[:0]
	for _, c := range r.candidates {
		c.Mark.Stamp = r.settle(c.Mark.Stamp)
		c.Mark.Sidecar = r.settle(c.Mark.Sidecar)
		r.ledger.Items = append(r.ledger.Items, c.item)
	}
	if r.asked {
		r.ledger.Asked = r.cfg.Now()
	}
}

// What a file system can tell apart: some count whole seconds, and those that
// count finer ones do so by the ticks of a clock.
const (
	coarseTick = 2 * time.Second
	fineTick   = 100 * time.Millisecond
)

// settle takes the time from a stamp that is so new that the file can be written
// to again without getting another.
func (p *plan) settle(s corpus.Stamp) corpus.Stamp {
	tick := fineTick
	if s.Modified%int64(time.Second) == 0 {
		tick = coarseTick
	}
	if since := p.listed.Sub(time.Unix(0, s.Modified)); -tick < since && since < tick {
		s.Modified = 0
	}
	return s
}

// noteVersions notes what is there now and what is not any more.
func (r *run) noteVersions(c *corpus.Corpus) error {
	histories, err := readVersions(r.cfg.Dir)
	if err != nil {
		return err
	}
	byID := make(map[string]*corpus.History, len(histories))
	for i := range histories {
		byID[histories[i].ID] = &histories[i]
	}
	now, news := r.cfg.Now(), false
	there := make(map[string]bool)
	for _, d := range c.Documents {
		there[d.ID] = true
		h := byID[d.ID]
		if h == nil {
			h = &corpus.History{}
			byID[d.ID] = h
		}
		news = h.Observe(d, now) || news
		for _, copied := range d.Copies {
			there[copied.ID] = true
		}
	}
	for id, h := range byID {
		news = !there[id] && !r.dropped(h) && h.Remove(now) || news
	}
	if !news {
		return nil
	}
	sorted := make([]corpus.History, 0, len(byID))
	for _, id := range slices.Sorted(maps.Keys(byID)) {
		sorted = append(sorted, *byID[id])
	}
	return writeVersions(r.cfg.Dir, sorted)
}

// dropped reports whether a document that was withdrawn is only not served, by
// the setting that says so, though its source still names it.
func (r *run) dropped(h *corpus.History) bool {
	last := h.Versions[len(h.Versions)-1]
	if last.Withdrawn.IsZero() || last.URL == "" {
		return false
	}
	a, ok := readAddress(addressPath(r.cfg.Dir, last.URL))
	return ok && r.takesIn(&a)
}
