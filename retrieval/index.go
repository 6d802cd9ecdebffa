package retrieval

import (
	"context"
	"errors"
	"fmt"
	"math"
	"strings"
	"time"

	"footnote/corpus"
	"footnote/retrieval/analysis"
)

// An Index is one state of a corpus, ready to be searched from any number of
// goroutines. It never changes.
type Index struct {
	manifest  Manifest
	corpus    *corpus.Corpus
	passages  []corpus.Passage
	documents []*corpus.Document // of passages[i]
	lexical   *lexical
	embedder  Embedder
	vectors   Vectors
	store     Store
}

// Options say what an index is made of.
type Options struct {
	Embedding Embedding
	NewStore  NewStore
	Previous  *Index // its embedder and the vectors of unchanged passages are used again; may be nil
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
	ix := &Index{corpus: c}
	opts.Progress("splitting", 0, len(c.Documents))
	ix.split()
	if len(ix.passages) == 0 {
		return nil, ErrNoPassages
	}
	texts, terms := make([]string, len(ix.passages)), make([][]string, len(ix.passages))
	for i := range ix.passages {
		texts[i] = ix.indexed(i)
		terms[i] = analysis.Terms(texts[i])
	}
	opts.Progress("indexing", 0, len(texts))
	ix.lexical = newLexical(terms)
	if err := ix.embed(ctx, texts, opts); err != nil {
		return nil, err
	}
	ix.manifest = newManifest(ix, opts)
	return ix, ix.fillStore(ctx, opts.NewStore)
}

// Plan says how many passages an index of the corpus would have and how many
// of them would have to be embedded, given the previous index or nil.
func Plan(c *corpus.Corpus, embedding Embedding, previous *Index) (passages, embed int, err error) {
	ix := &Index{corpus: c}
	ix.split()
	if len(ix.passages) == 0 {
		return 0, 0, ErrNoPassages
	}
	texts := make([]string, len(ix.passages))
	for i := range texts {
		texts[i] = ix.indexed(i)
	}
	known := previous.known(embedding)
	if known == nil || changedShare(texts, known) > refitShare {
		return len(texts), len(texts), nil
	}
	for _, t := range texts {
		if _, ok := known[textDigest(t)]; !ok {
			embed++
		}
	}
	return len(texts), embed, nil
}

// known returns the rows of an index's vectors by the digest of the text they
// were made from, or nil where another embedding made them.
func (ix *Index) known(embedding Embedding) map[[32]byte]int {
	if ix == nil || ix.manifest.Family != embedding.Family() {
		return nil
	}
	known := make(map[[32]byte]int, len(ix.passages))
	for i := range ix.passages {
		known[textDigest(ix.indexed(i))] = i
	}
	return known
}

func (ix *Index) split() {
	for _, d := range ix.corpus.Documents {
		for _, p := range d.Passages() {
			if len(p.Sentences) == 0 {
				continue // a heading alone answers nothing
			}
			ix.passages = append(ix.passages, p)
		}
	}
	ix.link()
}

// link fills in what follows from the passages and the corpus.
func (ix *Index) link() {
	ix.documents = make([]*corpus.Document, len(ix.passages))
	for i := range ix.passages {
		ix.documents[i], _ = ix.corpus.Document(ix.passages[i].Document)
	}
}

// indexed is what is searched of a passage: its text, after what says where it
// stands. Passages of near-identical documents differ mostly in that.
func (ix *Index) indexed(i int) string {
	p, d := &ix.passages[i], ix.documents[i]
	parts := append([]string{d.Title, d.Issuer, d.Number}, p.Heading...)
	return strings.Join(append(parts, ix.body(i)), "\n")
}

// body is the text of a passage without the headings in it.
func (ix *Index) body(i int) string {
	p, d := &ix.passages[i], ix.documents[i]
	return d.Text[p.Sentences[0].Start:p.End]
}

// embed fills in the vectors: those of the previous index where passage and
// embedder are the same, new ones for the rest.
func (ix *Index) embed(ctx context.Context, texts []string, opts Options) error {
	known, err := ix.chooseEmbedder(ctx, texts, opts)
	if err != nil {
		return err
	}
	dimensions := ix.embedder.Dimensions()
	ix.vectors = Vectors{dimensions, make([]float32, len(texts)*dimensions)}
	var missing []int
	var batch []string
	for i := range texts {
		if row, ok := known[textDigest(texts[i])]; ok {
			copy(ix.vectors.Row(i), opts.Previous.vectors.Row(row))
			continue
		}
		missing = append(missing, i)
		batch = append(batch, texts[i])
	}
	opts.Progress("embedding", 0, len(batch))
	vectors, err := ix.embedder.EmbedPassages(ctx, batch)
	if err != nil {
		return fmt.Errorf("embedding %d passages: %w", len(batch), err)
	}
	if len(vectors) != len(batch) {
		return fmt.Errorf("embedding %d passages: the embedder %s returned %d vectors", len(batch), ix.embedder.ID(), len(vectors))
	}
	for i, v := range vectors {
		if err := setRow(ix.vectors.Row(missing[i]), v); err != nil {
			return fmt.Errorf("embedding passage %q: the embedder %s returned %w", ix.passages[missing[i]].ID, ix.embedder.ID(), err)
		}
	}
	ix.manifest.Embedded, ix.manifest.Reused = len(batch), len(texts)-len(batch)
	opts.Progress("embedding", len(batch), len(batch))
	return nil
}

// setRow copies what an embedder returned into a row of zeros, at length one to
// the last digits, which the embedder need not know.
func setRow(row, v []float32) error {
	if v == nil {
		return nil
	}
	if len(v) != len(row) {
		return fmt.Errorf("a vector of %d dimensions, not %d", len(v), len(row))
	}
	sum := 0.0
	for _, x := range v {
		sum += float64(x) * float64(x)
	}
	length := math.Sqrt(sum)
	if length == 0 || math.IsNaN(length) || math.IsInf(length, 0) {
		return fmt.Errorf("a vector of length %v, not 1", length)
	}
	for i, x := range v {
		row[i] = float32(float64(x) / length)
	}
	return nil
}

// refitShare is the part of the passages that may be new before the embedder
// is trained anew: a basis that has seen nine tenths of a corpus still fits it.
const refitShare = 0.1

// chooseEmbedder takes over the previous embedder, or trains one, and returns
// the rows of the vectors that it has made already, by the digest of their text.
func (ix *Index) chooseEmbedder(ctx context.Context, texts []string, opts Options) (map[[32]byte]int, error) {
	known := opts.Previous.known(opts.Embedding)
	if known != nil && changedShare(texts, known) <= refitShare {
		ix.embedder = opts.Previous.embedder
		return known, nil
	}
	opts.Progress("training", 0, len(texts))
	var err error
	if ix.embedder, err = opts.Embedding.Fit(ctx, texts); err != nil {
		return nil, fmt.Errorf("training the embedder %s: %w", opts.Embedding.Family(), err)
	}
	return nil, nil
}

// changedShare is the share of passages that differ between an old corpus and
// a new one: those that came and those that went.
func changedShare(texts []string, known map[[32]byte]int) float64 {
	same := 0
	for _, t := range texts {
		if _, ok := known[textDigest(t)]; ok {
			same++
		}
	}
	return 1 - float64(same)/float64(max(len(texts), len(known)))
}

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
func (ix *Index) IDF(term string) float64 { return ix.lexical.idfOf(term) }

// Holds reports whether any passage, heading, title or issuer holds a term.
func (ix *Index) Holds(term string) bool { return ix.lexical.holds(term) }
