package corpus

import (
	"cmp"
	"net/url"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"
)

// Collapse returns documents of which no two say the same: of those that do, as
// reprints and pages under two addresses, it keeps the most authoritative and
// lists the others in its Copies. Nothing else of a document changes, and those
// given are left as they are. The order given does not matter; the result is in
// the order of the IDs.
//
// Two documents say the same when nearly all of their sentences do, but for
// punctuation, width, case and line breaks, and the others only say where the
// text was printed, or stand before or after it without a figure, a date, a
// negation or a duty. Versions of a document, editions of a template,
// translations, drafts and documents with other numbers are kept apart; so are
// short texts that are not identical.
func Collapse(documents []*Document) []*Document {
	documents = slices.Clone(documents)
	slices.SortFunc(documents, byAuthority)
	c := collapser{
		sketches: sketchAll(documents),
		buckets:  make(map[uint64][]int),
		byDigest: make(map[string][]int),
		texts:    make(map[*Document][]statement),
		copies:   make(map[int][]*Document),
		all:      documents,
	}
	var kept []*Document
	for i, d := range documents {
		if k, ok := c.original(i); ok {
			c.copies[k] = append(c.copies[k], d)
			continue
		}
		c.index(i)
		kept = append(kept, d)
	}
	for i, copies := range c.copies {
		k := slices.Index(kept, documents[i])
		kept[k] = withCopies(documents[i], copies)
	}
	slices.SortFunc(kept, func(a, b *Document) int { return cmp.Or(cmp.Compare(a.ID, b.ID), cmp.Compare(a.Path, b.Path)) })
	return kept
}

// withCopies returns the document with what it stands for, in the order of the
// IDs.
func withCopies(d *Document, copies []*Document) *Document {
	with := *d
	with.Copies = slices.Clone(d.Copies)
	for _, other := range copies {
		with.Copies = append(with.Copies, Copy{other.ID, other.Path, other.Issuer, other.URL})
		with.Copies = append(with.Copies, other.Copies...)
	}
	slices.SortFunc(with.Copies, func(a, b Copy) int {
		return cmp.Or(cmp.Compare(a.ID, b.ID), cmp.Compare(a.Path, b.Path), cmp.Compare(a.URL, b.URL))
	})
	with.Copies = slices.Compact(with.Copies)
	return &with
}

// A collapser has looked at the more authoritative documents.
type collapser struct {
	all      []*Document
	sketches [][]uint64
	buckets  map[uint64][]int // kept documents by what their sketches hold
	byDigest map[string][]int // kept documents by their text
	texts    map[*Document][]statement
	copies   map[int][]*Document
}

const (
	maxBucket   = 64 // documents that share a shingle: what more of them share is a phrase of the trade
	minShared   = 6  // of a sketch
	maxCompared = 8  // documents that one is compared with in full
)

func (c *collapser) index(i int) {
	for _, key := range c.all[i].textKeys() {
		if same := c.byDigest[key]; len(same) < maxBucket {
			c.byDigest[key] = append(same, i)
		}
	}
	for _, hash := range c.sketches[i] {
		if bucket := c.buckets[hash]; len(bucket) < maxBucket {
			c.buckets[hash] = append(bucket, i)
		}
	}
}

// textKeys returns under what a document is looked for by its whole text: by that
// alone and, since many pages may say nothing but "see the annex", with its title.
func (d *Document) textKeys() [2]string {
	return [2]string{d.Digest, d.Digest + foldMarks(d.Title)}
}

// original returns the kept document that says what document i does: of
// several, the most authoritative.
func (c *collapser) original(i int) (int, bool) {
	d := c.all[i]
	for _, key := range d.textKeys() {
		for _, k := range c.byDigest[key] {
			if mayBeSame(c.all[k], d) {
				return k, true
			}
		}
	}
	candidates := c.candidates(i)
	slices.Sort(candidates)
	for _, k := range candidates {
		other := c.all[k]
		if mayBeSame(other, d) && !isShort(other.Text) && !isShort(d.Text) && c.sayTheSame(other, d) {
			return k, true
		}
	}
	return 0, false
}

// candidates returns the kept documents that have most in common with what
// tells document i from the others: with the part of its sketch that few
// documents hold.
func (c *collapser) candidates(i int) []int {
	var telling [][]int
	for _, hash := range c.sketches[i] {
		if bucket := c.buckets[hash]; len(bucket) < maxBucket {
			telling = append(telling, bucket)
		}
	}
	need := min(minShared, max(1, len(telling)/2))
	if len(telling) == 0 {
		for _, hash := range c.sketches[i] {
			telling = append(telling, c.buckets[hash])
		}
	}
	shared := make(map[int]int)
	for _, bucket := range telling {
		for _, k := range bucket {
			shared[k]++
		}
	}
	var found []int
	for k, n := range shared {
		if n >= need {
			found = append(found, k)
		}
	}
	slices.SortFunc(found, func(a, b int) int { return cmp.Or(shared[b]-shared[a], a-b) })
	return found[:min(len(found), maxCompared)]
}

func sketchAll(documents []*Document) [][]uint64 {
	sketches := make([][]uint64, len(documents))
	var wg sync.WaitGroup
	for w := range workers {
		wg.Go(func() {
			for i := w; i < len(documents); i += workers {
				sketches[i] = sketch(documents[i].Text)
			}
		})
	}
	wg.Wait()
	return sketches
}

// byAuthority orders documents, the most authoritative first: by how binding
// the kind is that they state, by rights, by whether it is a government's own
// page, by whether there is an address, a number and a living source; then the
// earliest; then the shortest path, for the names of copies are longer. A document
// of unknown kind comes after all that take effect.
func byAuthority(a, b *Document) int {
	return cmp.Or(
		a.Kind.rank()-b.Kind.rank(),
		a.Rights.rank()-b.Rights.rank(),
		yesFirst(isOfficialHost(a.URL), isOfficialHost(b.URL)),
		yesFirst(a.URL != "", b.URL != ""),
		yesFirst(a.Number != "", b.Number != ""),
		yesFirst(a.Withdrawn.IsZero(), b.Withdrawn.IsZero()),
		yesFirst(!a.Published.IsZero(), !b.Published.IsZero()),
		a.Published.First().Compare(b.Published.First()),
		utf8.RuneCountInString(a.Path)-utf8.RuneCountInString(b.Path),
		cmp.Compare(a.ID, b.ID), cmp.Compare(a.Path, b.Path), cmp.Compare(a.URL, b.URL), cmp.Compare(a.Digest, b.Digest),
	)
}

func (k Kind) rank() int {
	if i := slices.Index(Kinds, k); i >= 0 {
		return 2 * i
	}
	return 2*slices.Index(Kinds, KindGuidance) + 1
}

func (r Rights) rank() int {
	return slices.Index([]Rights{RightsOfficial, RightsLicensed, "", RightsQuoteOnly}, r)
}

func yesFirst(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return -1
	}
	return 1
}

// isOfficialHost reports whether an address is under a domain that only a
// government or the European Union gets.
func isOfficialHost(address string) bool {
	u, err := url.Parse(address)
	if err != nil {
		return false
	}
	labels := strings.Split("."+strings.ToLower(u.Hostname()), ".")
	last := labels[len(labels)-1]
	second := labels[len(labels)-2]
	switch second {
	case "gov", "gob", "gouv", "govt", "go":
		return len(last) == 2
	case "europa":
		return last == "eu"
	}
	return last == "gov"
}
