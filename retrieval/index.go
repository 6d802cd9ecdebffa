package retrieval

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"sort"
	"strings"
	"time"

	"footnote/corpus"
)

// An Index is one state of a corpus, ready to be searched from any number of
// goroutines. It never changes.
type Index struct {
	manifest     Manifest
	corpus       *corpus.Corpus
	passages     []corpus.Passage
	documents    []*corpus.Document // of passages[i]
	years        [][]dated          // of documents[i]
	lexical      *lexical
	translations *translations // nil where nothing is learned
	languages    [2]string     // that most passages are in, where there are two
	tongues      []tongue      // of the passages; nil where there is one language
	embedder     Embedder
	vectors      Vectors
	store        Store
}

// Options say what an index is made of.
type Options struct {
	Embedding Embedding
	NewStore  NewStore
	Split     func(*corpus.Document) []corpus.Passage // how documents are divided; nil means Document.Passages
	Previous  *Index                                  // its embedder, what it has learned and the vectors of unchanged passages are used again; may be nil
	Terms     *Terms                                  // those of Previous, to become those of the new index; nil means that none are kept
	VectorLog string                                  // the file that vectors are written to as they are made, for a build after one that was broken off; empty means none
	Progress  func(stage string, done, total int)
	Now       time.Time // when the corpus was read
}

// ErrNoPassages is returned for a corpus without any text.
var ErrNoPassages = errors.New("the corpus holds no text")

// Build makes the index of a corpus.
func Build(ctx context.Context, c *corpus.Corpus, opts Options) (*Index, error) {
	if opts.Progress == nil {
		opts.Progress = func(string, int, int) {}
	}
	defer runtime.KeepAlive(opts.Previous) // see mapFor
	ix := &Index{corpus: c}
	if err := ix.split(ctx, opts); err != nil {
		return nil, err
	}
	digests, err := ix.index(ctx, opts)
	if err != nil {
		return nil, fmt.Errorf("indexing %d passages: %w", len(ix.passages), err)
	}
	known, err := opts.Previous.known(ctx, opts.Embedding)
	if err != nil {
		return nil, err
	}
	if known != nil && changedShare(digests, known) <= refitShare {
		err = ix.keepLearning(ctx, opts.Previous)
	} else if err = ix.train(ctx, opts); known != nil && !opts.Previous.untrained() {
		known = nil
	}
	if err != nil {
		return nil, err
	}
	if err := ix.embed(ctx, digests, known, opts); err != nil {
		return nil, err
	}
	ix.manifest = newManifest(ix, opts)
	return ix, ix.fillStore(ctx, opts.NewStore)
}

// Plan says how many passages an index of the corpus would have and how many
// of them would have to be embedded, given the previous index or nil.
func Plan(ctx context.Context, c *corpus.Corpus, embedding Embedding, previous *Index) (passages, embed int, err error) {
	ix := &Index{corpus: c}
	silent := func(string, int, int) {}
	if err := ix.split(ctx, Options{Previous: previous, Progress: silent}); err != nil {
		return 0, 0, err
	}
	digests, err := ix.digests(ctx, silent, nil)
	if err != nil {
		return 0, 0, err
	}
	known, err := previous.known(ctx, embedding)
	if err != nil {
		return 0, 0, err
	}
	if known == nil || changedShare(digests, known) > refitShare && !previous.untrained() {
		return len(digests), len(digests), nil
	}
	for _, d := range digests {
		if _, ok := known[d]; !ok {
			embed++
		}
	}
	return len(digests), embed, nil
}

// known returns the rows of an index's vectors by the digest of the text they
// were made from, or nil where another embedding made them.
func (ix *Index) known(ctx context.Context, embedding Embedding) (map[digest]int, error) {
	if ix == nil || ix.manifest.Family != embedding.Family() {
		return nil, nil
	}
	digests, err := ix.digests(ctx, func(string, int, int) {}, nil)
	if err != nil {
		return nil, err
	}
	known := make(map[digest]int, len(digests))
	for i, d := range digests {
		known[d] = i
	}
	return known, nil
}

// index counts the terms of the passages, those of which are not known yet, and
// returns the passages' digests.
func (ix *Index) index(ctx context.Context, opts Options) ([]digest, error) {
	builder := newLexicalBuilder(len(ix.passages), opts.Terms)
	numbers := opts.Terms.numbers()
	digests, err := ix.digests(ctx, opts.Progress, func(i int, d digest, t Text) {
		if number, ok := numbers[d]; ok {
			builder.addAgain(i, ix.tongueAt(i), number)
			return
		}
		builder.add(i, ix.tongueAt(i), t.fields())
	})
	if err != nil {
		return nil, err
	}
	if ix.lexical, err = builder.build(); err == nil && opts.Terms != nil {
		*opts.Terms = builder.terms(digests)
	}
	return digests, err
}

// split divides the documents into passages, those of the previous index that
// are still the same as it divided them.
func (ix *Index) split(ctx context.Context, opts Options) error {
	divide := opts.Split
	if divide == nil {
		divide = (*corpus.Document).Passages
	}
	documents, before := ix.corpus.Documents, opts.Previous.divided(opts.Split == nil)
	passages := make([][]corpus.Passage, len(documents))
	count := newCounter(opts.Progress, "splitting", len(documents))
	err := eachOf(ctx, len(documents), func(i int) {
		defer count.add(1)
		if same := before[documents[i].ID]; len(same) > 0 && opts.Previous.holdsAsIs(documents[i]) {
			passages[i] = same
			return
		}
		passages[i] = slices.DeleteFunc(divide(documents[i]), func(p corpus.Passage) bool {
			return len(p.Sentences) == 0 // a heading alone answers nothing
		})
	})
	if err != nil {
		return err
	}
	if ix.passages = slices.Concat(passages...); len(ix.passages) == 0 {
		return ErrNoPassages
	}
	ix.link()
	return nil
}

// divided returns the passages of each document of an index that was divided by
// the rules of package corpus.
func (ix *Index) divided(byRules bool) map[string][]corpus.Passage {
	if ix == nil || !byRules || ix.manifest.Rules != Rules {
		return nil
	}
	passages := make(map[string][]corpus.Passage, len(ix.corpus.Documents))
	for start := 0; start < len(ix.passages); {
		end := start + 1
		for end < len(ix.passages) && ix.passages[end].Document == ix.passages[start].Document {
			end++
		}
		passages[ix.passages[start].Document] = ix.passages[start:end:end]
		start = end
	}
	return passages
}

// holdsAsIs reports whether a document has the very text and sections that it
// has in the index: whether they were taken from there.
func (ix *Index) holdsAsIs(d *corpus.Document) bool {
	old, ok := ix.corpus.Document(d.ID)
	return ok && old.ID == d.ID && old.Text == d.Text && len(old.Sections) == len(d.Sections) &&
		len(d.Sections) > 0 && &old.Sections[0] == &d.Sections[0]
}

// A digest is the SHA-256 of what is indexed of a passage.
type digest [sha256.Size]byte

// digests returns the digests of the passages' texts, and shows each text to
// see, from any goroutine; see may be nil.
func (ix *Index) digests(ctx context.Context, progress func(string, int, int), see func(i int, d digest, t Text)) ([]digest, error) {
	const together = 64 // passages of a block
	n := len(ix.passages)
	digests := make([]digest, n)
	count := newCounter(progress, "indexing", n)
	err := eachOf(ctx, (n+together-1)/together, func(block int) {
		from, to := block*together, min(n, (block+1)*together)
		for i := from; i < to; i++ {
			t := ix.text(i)
			digests[i] = sha256.Sum256(rawString(t.String()))
			if see != nil {
				see(i, digests[i], t)
			}
		}
		count.add(to - from)
	})
	return digests, err
}

// link fills in what follows from the passages and the corpus.
func (ix *Index) link() {
	ix.documents = make([]*corpus.Document, len(ix.passages))
	ix.years = make([][]dated, len(ix.passages))
	for i := range ix.passages {
		if i > 0 && ix.passages[i].Document == ix.passages[i-1].Document {
			ix.documents[i], ix.years[i] = ix.documents[i-1], ix.years[i-1]
			continue
		}
		ix.documents[i], _ = ix.corpus.Document(ix.passages[i].Document)
		ix.years[i] = yearsOf(ix.documents[i])
	}
	ix.findTongues()
}

// text is what is searched of a passage: its text without the headings in it,
// and what says where it stands. Passages of near-identical documents differ
// mostly in that.
func (ix *Index) text(i int) Text {
	p, d := &ix.passages[i], ix.documents[i]
	return Text{
		Head: strings.Join(append([]string{d.Title, d.Issuer, d.Number}, p.Heading...), "\n"),
		Body: d.Text[p.Sentences[0].Start:p.End],
	}
}

// fields are the terms that a text is found by.
func (t Text) fields() fields {
	return fields{head: indexTerms(t.Head), body: indexTerms(t.Body)}
}

// tongueAt is which of the two languages a passage is in.
func (ix *Index) tongueAt(i int) tongue {
	if ix.tongues == nil {
		return neither
	}
	return ix.tongues[i]
}

// languageOf is the language of a passage without script and region.
func (ix *Index) languageOf(i int) string { return corpus.PrimaryLanguage(ix.documents[i].Language) }

func (ix *Index) fillStore(ctx context.Context, newStore NewStore) (err error) {
	if ix.store, err = newStore(ctx, ix.vectors); err != nil {
		return fmt.Errorf("filling the vector store: %w", err)
	}
	return nil
}

// Corpus returns the documents of the index.
func (ix *Index) Corpus() *corpus.Corpus { return ix.corpus }

// Manifest says what the index was made from.
func (ix *Index) Manifest() Manifest { return ix.manifest }

// Passages returns all passages, document by document in reading order. The
// slice is the index's own.
func (ix *Index) Passages() []corpus.Passage { return ix.passages }

// PassagesOf returns the passages of a document, by its ID, in reading order: a part
// of [Index.Passages], in which documents stand in the order of their IDs.
func (ix *Index) PassagesOf(document string) []corpus.Passage {
	from := sort.Search(len(ix.passages), func(i int) bool { return ix.passages[i].Document >= document })
	to := from + sort.Search(len(ix.passages)-from, func(i int) bool { return ix.passages[from+i].Document > document })
	return ix.passages[from:to:to]
}

// IDF returns how much a term of package analysis says: more the fewer
// passages hold it, and most for one that none holds.
func (ix *Index) IDF(term string) float64 {
	defer runtime.KeepAlive(ix) // see mapFor
	return ix.lexical.idfOf(term)
}

// Holds reports whether any passage, heading, title or issuer holds a term.
func (ix *Index) Holds(term string) bool {
	defer runtime.KeepAlive(ix)
	return ix.lexical.frequency(term) > 0
}
