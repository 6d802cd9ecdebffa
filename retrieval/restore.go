package retrieval

import (
	"context"
	"encoding/json"
	"fmt"
	"io"

	"footnote/corpus"
)

// Restore returns the index that [Index.WriteTo] wrote to a file of size bytes.
// An [os.File] may be closed and removed after that, but must not be changed as
// long as the index is in use: parts of it may be mapped. A file that is not
// whole is [ErrDamagedSnapshot]; one that is, but cannot be used, is
// [ErrNewerSnapshot] or [ErrOtherRules].
func Restore(ctx context.Context, file io.ReaderAt, size int64, embedding Embedding, newStore NewStore) (*Index, error) {
	ix := &Index{}
	parts, err := readSnapshot(ctx, file, size, mapFor(ix, file, size))
	if err != nil {
		return nil, err
	}
	if err := json.Unmarshal(parts[partManifest], &ix.manifest); err != nil {
		return nil, fmt.Errorf("manifest: %w", err)
	}
	if m := ix.manifest; m.Family != embedding.Family() || m.Rules != Rules {
		return nil, fmt.Errorf("made with %s (%s), not with %s (%s): %w", m.Family, m.Rules, embedding.Family(), Rules, ErrOtherRules)
	}
	err = allOf(
		func() error { return ix.decodeVectors(ctx, parts, newStore) },
		func() error { return ix.decodeCorpus(parts) },
		func() (err error) {
			ix.lexical, err = decodeLexical(parts[partLexical], ix.manifest.Passages)
			return naming("lexical index", err)
		},
		func() (err error) {
			ix.embedder, err = embedding.Restore(parts[partEmbedder])
			return naming("embedder", err)
		},
	)
	if err != nil {
		return nil, err
	}
	if ix.translations, err = decodeTranslations(parts[partTranslations], ix.lexical.terms.len()); err != nil {
		return nil, fmt.Errorf("translations: %w", err)
	}
	return ix, nil
}

func naming(part string, err error) error {
	if err != nil {
		return fmt.Errorf("%s: %w", part, err)
	}
	return nil
}

func (ix *Index) decodeVectors(ctx context.Context, parts [][]byte, newStore NewStore) (err error) {
	m := ix.manifest
	if ix.vectors, err = decodeVectors(parts[partVectors], m.Passages, m.Dimensions); err != nil {
		return fmt.Errorf("vectors: %w", err)
	}
	return ix.fillStore(ctx, newStore)
}

func (ix *Index) decodeCorpus(parts [][]byte) error {
	documents, passages, err := decodeRecords(parts[partRecords], asString(parts[partText]))
	if err != nil {
		return fmt.Errorf("documents: %w", err)
	}
	glossary, errs := corpus.ParseGlossary(string(parts[partGlossary]))
	if len(errs) > 0 {
		return fmt.Errorf("glossary: %w: %w", errs[0], ErrDamagedSnapshot)
	}
	ix.corpus, _ = corpus.New(documents)
	ix.corpus = ix.corpus.WithGlossary(glossary)
	ix.passages = passages
	if len(ix.corpus.Documents) != len(documents) || len(passages) != ix.manifest.Passages {
		return fmt.Errorf("documents: %w", ErrDamagedSnapshot)
	}
	ix.link()
	return nil
}

func (ix *Index) encode() ([]part, error) {
	embedder, err := ix.embedder.MarshalBinary()
	if err != nil {
		return nil, fmt.Errorf("saving the embedder %s: %w", ix.embedder.ID(), err)
	}
	manifest, err := json.Marshal(ix.manifest)
	if err != nil {
		return nil, fmt.Errorf("saving the manifest: %w", err)
	}
	records, texts, err := encodeRecords(ix)
	if err != nil {
		return nil, err
	}
	return []part{
		partManifest: {manifest},
		partRecords:  records,
		partText:     texts,
		partLexical:  encodeLexical(ix.lexical),
		partEmbedder: {embedder},
		partVectors:  encodeVectors(ix.vectors),
		partGlossary: {[]byte(ix.corpus.Glossary().String())},

		partTranslations: ix.translations.put(),
	}, nil
}
