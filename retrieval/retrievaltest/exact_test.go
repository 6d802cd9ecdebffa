package retrievaltest_test

import (
	"testing"

	"footnote/retrieval/retrievaltest"
)

func TestExactConforms(t *testing.T) {
	retrievaltest.TestStore(t, retrievaltest.NewExact)
}
