package retrieval

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"time"

	"footnote/corpus"
	"footnote/retrieval/analysis"
)

// A Manifest says what an index was made from.
type Manifest struct {
	Name       string    `json:"name"`    // of the snapshot: a digest of the corpus, what was learned from it, and the rules
	Created    time.Time `json:"created"` // when the corpus was read
	Corpus     string    `json:"corpus"`  // the corpus's digest
	Rules      string    `json:"rules"`   // versions of the splitter, the analyser and the weights of terms
	Family     string    `json:"family"`  // of the embedder
	Embedder   string    `json:"embedder"`
	Dimensions int       `json:"dimensions"`
	Lexicon    string    `json:"lexicon,omitempty"` // digest of the translations that were learned
	Documents  int       `json:"documents"`
	Passages   int       `json:"passages"`
	Embedded   int       `json:"-"` // passages embedded in this build
	Reused     int       `json:"-"` // passages whose vectors the previous index had
}

// Rules name everything but corpus and embedder that decides an index.
const Rules = "corpus " + corpus.Version + ", analysis " + analysis.Version + ", weights 2"

func newManifest(ix *Index, opts Options) Manifest {
	m := ix.manifest
	m.Created = opts.Now
	m.Corpus = ix.corpus.Digest()
	m.Rules = Rules
	m.Family = opts.Embedding.Family()
	m.Embedder = ix.embedder.ID()
	m.Dimensions = ix.embedder.Dimensions()
	m.Documents = len(ix.corpus.Documents)
	m.Passages = len(ix.passages)
	m.Lexicon = ix.translations.digest(ix.lexical)
	sum := sha256.Sum256(fmt.Appendf(nil, "%q %q %q %q", m.Corpus, m.Embedder, m.Lexicon, m.Rules))
	m.Name = hex.EncodeToString(sum[:8])
	return m
}

// Matches reports whether the index would come out the same for this corpus
// and embedding, but for a basis trained at another time.
func (m Manifest) Matches(c *corpus.Corpus, e Embedding) bool {
	return m.Corpus == c.Digest() && m.Family == e.Family() && m.Rules == Rules
}
