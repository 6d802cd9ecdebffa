package retrieval

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"runtime"
	"slices"
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
	Previous  *Index                                  // its embedder and the vectors of unchanged passages are used again; may be nil
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
	if err := ix.split(ctx, opts.Split, opts.Progress); err != nil {
		return nil, err
	}
	builder := newLexicalBuilder(len(ix.passages))
	digests, err := ix.digests(ctx, opts.Progress, func(i int, t Text) { builder.add(i, ix.tongueAt(i), t.fields()) })
	if err != nil {
		return nil, err
	}
	if ix.lexical, err = builder.build(); err != nil {
		return nil, fmt.Errorf("indexing %d passages: %w", len(ix.passages), err)
	}
	pairs, err := ix.learn(ctx)
	if err != nil {
		return nil, fmt.Errorf("learning translations: %w", err)
	}
	if err := ix.embed(ctx, digests, pairs, opts); err != nil {
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
	if err := ix.split(ctx, nil, silent); err != nil {
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
	if known == nil || changedShare(digests, known) > refitShare {
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

// split divides the documents into passages.
func (ix *Index) split(ctx context.Context, divide func(*corpus.Document) []corpus.Passage, progress func(string, int, int)) error {
	if divide == nil {
		divide = (*corpus.Document).Passages
	}
	documents := ix.corpus.Documents
	passages := make([][]corpus.Passage, len(documents))
	count := newCounter(progress, "splitting", len(documents))
	err := eachOf(ctx, len(documents), func(i int) {
		passages[i] = slices.DeleteFunc(divide(documents[i]), func(p corpus.Passage) bool {
			return len(p.Sentences) == 0 // a heading alone answers nothing
		})
		count.add(1)
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

// A digest is the SHA-256 of what is indexed of a passage.
type digest [sha256.Size]byte

// digests returns the digests of the passages' texts, and shows each text to
// see, from any goroutine; see may be nil.
func (ix *Index) digests(ctx context.Context, progress func(string, int, int), see func(i int, t Text)) ([]digest, error) {
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
				see(i, t)
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
