package retrievaltest_test

import (
	"testing"

	"footnote/retrieval"
	"footnote/retrieval/retrievaltest"
)

func TestExactConforms(t *testing.T) {
	retrievaltest.TestStore(t, func() retrieval.Store { return retrievaltest.NewExact() })
}
