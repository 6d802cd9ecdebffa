package lsa_test

import (
	"testing"

	"footnote/retrieval/lsa"
	"footnote/retrieval/retrievaltest"
)

func TestEmbeddingConforms(t *testing.T) {
	retrievaltest.TestEmbedding(t, lsa.Embedding{})
}
