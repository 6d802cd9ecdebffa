package retrieval

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
)

// embed fills in the vectors: those of the previous index where it knows them,
// new ones for the rest.
func (ix *Index) embed(ctx context.Context, digests []digest, known map[digest]int, opts Options) error {
	dimensions := ix.embedder.Dimensions()
	ix.vectors = Vectors{dimensions, make([]float32, len(digests)*dimensions)}
	log := openVectorLog(opts.VectorLog, ix.embedder)
	defer log.close()
	var missing []int
	for i, d := range digests {
		if row, ok := known[d]; ok {
			copy(ix.vectors.Row(i), opts.Previous.vectors.Row(row))
		} else if !log.read(d, ix.vectors.Row(i)) {
			missing = append(missing, i)
		}
	}
	ix.manifest.Embedded, ix.manifest.Reused = len(missing), len(digests)-len(missing)
	count := newCounter(opts.Progress, "embedding", len(missing))
	for batch := range slices.Chunk(missing, ix.batch()) {
		if err := ix.embedRows(ctx, batch); err != nil {
			return err
		}
		log.append(digests, batch, ix.vectors)
		count.add(len(batch))
	}
	return nil
}

// embedBatch is how many passages an embedder gets at once that is not remote:
// enough for it to use all cores, and few enough to see it progress.
const embedBatch = 1024

func (ix *Index) batch() int {
	if remote, ok := ix.embedder.(RemoteEmbedder); ok {
		return remote.Batch()
	}
	return embedBatch
}

func (ix *Index) embedRows(ctx context.Context, rows []int) error {
	vectors, err := ix.embedder.EmbedPassages(ctx, ix.texts(rows))
	if err != nil {
		return fmt.Errorf("embedding %d passages: %w: %w", len(rows), ErrNotEmbedded, err)
	}
	if len(vectors) != len(rows) {
		return fmt.Errorf("embedding %d passages: the embedder %s returned %d vectors", len(rows), ix.embedder.ID(), len(vectors))
	}
	for i, v := range vectors {
		if err := setRow(ix.vectors.Row(rows[i]), v); err != nil {
			return fmt.Errorf("embedding passage %q: the embedder %s returned %w", ix.passages[rows[i]].ID, ix.embedder.ID(), err)
		}
	}
	return nil
}

// training returns the texts that an embedder learns from: every passage, and
// those that translate each other as one text too, which brings the words of two
// languages together.
func (ix *Index) training(pairs [][2]int) []Text {
	texts := make([]Text, 0, len(ix.passages)+len(pairs))
	for i := range ix.passages {
		texts = append(texts, ix.text(i))
	}
	for _, p := range pairs {
		a, b := ix.text(p[0]), ix.text(p[1])
		texts = append(texts, Text{a.Head + "\n" + b.Head, a.Body + "\n" + b.Body})
	}
	return texts
}

func (ix *Index) texts(rows []int) []Text {
	texts := make([]Text, len(rows))
	for i, row := range rows {
		texts[i] = ix.text(row)
	}
	return texts
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
	length := math.Sqrt(Dot(v, v))
	if length == 0 || math.IsNaN(length) || math.IsInf(length, 0) {
		return fmt.Errorf("a vector of length %v, not 1", length)
	}
	scale(row, v, length)
	return nil
}

// refitShare is the part of the passages that may be new before the embedder
// is trained anew: a basis that has seen nine tenths of a corpus still fits it.
const refitShare = 0.1

// ErrNotEmbedded is why an index is not built when its embedder fails.
var ErrNotEmbedded = errors.New("the embedder failed")

// train fits an embedder, and learns what the corpus teaches of two languages.
func (ix *Index) train(ctx context.Context, opts Options) error {
	pairs, err := ix.learn(ctx)
	if err != nil {
		return fmt.Errorf("learning translations: %w", err)
	}
	if opts.Previous != nil && opts.Previous.untrained() && opts.Previous.manifest.Family == opts.Embedding.Family() {
		ix.embedder = opts.Previous.embedder
		return nil
	}
	opts.Progress("training", 0, len(ix.passages))
	if ix.embedder, err = opts.Embedding.Fit(ctx, ix.training(pairs)); err != nil {
		return fmt.Errorf("training the embedder %s: %w: %w", opts.Embedding.Family(), ErrNotEmbedded, err)
	}
	return nil
}

// untrained reports whether an index's embedder has learned nothing of its corpus.
// It serves any other as well.
func (ix *Index) untrained() bool { return ix.manifest.Embedder == ix.manifest.Family }

// keepLearning takes over what the previous index has been taught.
func (ix *Index) keepLearning(ctx context.Context, previous *Index) error {
	ix.embedder = previous.embedder
	if previous.translations != nil && previous.languages == ix.languages {
		ix.translations = previous.translations.renumbered(previous.lexical, ix.lexical)
		return nil
	}
	if _, err := ix.learn(ctx); err != nil {
		return fmt.Errorf("learning translations: %w", err)
	}
	return nil
}

// changedShare is the share of passages that differ between an old corpus and
// a new one: those that came and those that went.
func changedShare(digests []digest, known map[digest]int) float64 {
	same := 0
	for _, d := range digests {
		if _, ok := known[d]; ok {
			same++
		}
	}
	return 1 - float64(same)/float64(max(len(digests), len(known)))
}
