package retrieval

import (
	"context"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"math"

	"footnote/corpus"
)

// Restore returns the index that [Index.WriteTo] wrote. The index keeps parts
// of data, which must not change.
func Restore(ctx context.Context, data []byte, embedding Embedding, newStore func() Store) (*Index, error) {
	parts, err := splitSnapshot(data)
	if err != nil {
		return nil, err
	}
	ix := &Index{}
	if err := json.Unmarshal(parts[partManifest], &ix.manifest); err != nil {
		return nil, fmt.Errorf("manifest: %w", err)
	}
	if m := ix.manifest; m.Family != embedding.Family() || m.Rules != rules {
		return nil, fmt.Errorf("made with %s (%s), not with %s (%s): %w", m.Family, m.Rules, embedding.Family(), rules, ErrOtherRules)
	}
	var documents []*corpus.Document
	if err := json.Unmarshal(parts[partDocuments], &documents); err != nil {
		return nil, fmt.Errorf("documents: %w", err)
	}
	ix.corpus, _ = corpus.New(documents)
	glossary, errs := corpus.ParseGlossary(string(parts[partGlossary]))
	if len(errs) > 0 {
		return nil, fmt.Errorf("glossary: %w: %w", errs[0], ErrDamagedSnapshot)
	}
	ix.corpus = ix.corpus.WithGlossary(glossary)
	if ix.passages, err = decodePassages(parts[partPassages], ix.corpus); err != nil {
		return nil, fmt.Errorf("passages: %w", err)
	}
	ix.link()
	if ix.lexical, err = decodeLexical(parts[partLexical], len(ix.passages)); err != nil {
		return nil, fmt.Errorf("lexical index: %w", err)
	}
	if ix.embedder, err = embedding.Restore(parts[partEmbedder]); err != nil {
		return nil, fmt.Errorf("embedder: %w", err)
	}
	if ix.vectors, err = decodeVectors(parts[partVectors], len(ix.passages), ix.manifest.Dimensions); err != nil {
		return nil, fmt.Errorf("vectors: %w", err)
	}
	return ix, ix.fillStore(ctx, newStore())
}

func encodeJSON(v any) ([]byte, error) {
	b, err := json.Marshal(v)
	if err != nil {
		return nil, fmt.Errorf("saving the corpus: %w", err)
	}
	return b, nil
}

// encodeVectors writes one row of float32 a passage; a row of zeros stands for
// a passage without a vector.
func encodeVectors(vectors [][]float32, dimensions int) []byte {
	b := make([]byte, 0, 4*dimensions*len(vectors))
	zero := make([]float32, dimensions)
	for _, v := range vectors {
		if v == nil {
			v = zero
		}
		for _, x := range v {
			b = binary.LittleEndian.AppendUint32(b, math.Float32bits(x))
		}
	}
	return b
}

func decodeVectors(b []byte, n, dimensions int) ([][]float32, error) {
	if dimensions < 1 || len(b)%4 != 0 || len(b)/4 != n*dimensions {
		return nil, fmt.Errorf("%d bytes for %d vectors of %d dimensions: %w", len(b), n, dimensions, ErrDamagedSnapshot)
	}
	matrix := make([]float32, n*dimensions)
	for i := range matrix {
		matrix[i] = math.Float32frombits(binary.LittleEndian.Uint32(b[4*i:]))
	}
	vectors := make([][]float32, n)
	for i := range vectors {
		row := matrix[i*dimensions : (i+1)*dimensions : (i+1)*dimensions]
		if !isZero(row) {
			vectors[i] = row
		}
	}
	return vectors, nil
}

func isZero(v []float32) bool {
	for _, x := range v {
		if x != 0 {
			return false
		}
	}
	return true
}
