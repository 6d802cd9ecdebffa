package chromem

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strconv"

	"github.com/philippgille/chromem-go"

	"footnote/retrieval"
)

// A library is a collection of chromem-go whose documents are the rows of a
// matrix that are not zero. Their vectors are parts of the matrix.
type library struct {
	collection *chromem.Collection
	rows       int
}

func newLibrary(v retrieval.Vectors, silent []int) (*library, error) {
	collection, err := chromem.NewDB().CreateCollection("passages", nil, refuseToEmbed)
	if err != nil {
		return nil, fmt.Errorf("creating the collection: %w", err)
	}
	for i := range v.Len() {
		if len(silent) > 0 && silent[0] == i {
			silent = silent[1:]
			continue
		}
		document := chromem.Document{ID: strconv.Itoa(i), Embedding: v.Row(i)}
		if err := collection.AddDocument(context.Background(), document); err != nil {
			return nil, fmt.Errorf("adding row %d: %w", i, err)
		}
	}
	return &library{collection, collection.Count()}, nil
}

// refuseToEmbed stands where chromem-go would otherwise call OpenAI.
func refuseToEmbed(context.Context, string) ([]float32, error) {
	return nil, errors.New("the vector store does not embed texts")
}

// slack is how many results are asked for beyond k: enough when the cut does
// not fall among many that are nearly equal.
const slack = 16

// nearest returns rows among which the k nearest to a vector of length one are.
// It is not complete when a row that is left out could be nearer than one of
// them, as similarities are off by up to rounding. k is from 1 to the number
// of rows.
func (l *library) nearest(ctx context.Context, unit []float32, k int, rounding float32) (rows []int, complete bool, err error) {
	n := min(k+slack, l.rows)
	results, err := l.collection.QueryEmbedding(ctx, unit, n, nil, nil)
	if err := cmp.Or(ctx.Err(), err); err != nil {
		return nil, false, err
	}
	if len(results) != n {
		return nil, false, fmt.Errorf("chromem-go returned %d of %d results", len(results), n)
	}
	rows = make([]int, n)
	for i, r := range results {
		if rows[i], err = strconv.Atoi(r.ID); err != nil {
			return nil, false, fmt.Errorf("chromem-go returned the row %q: %w", r.ID, err)
		}
	}
	complete = n == l.rows || results[k-1].Similarity-results[n-1].Similarity > 2*rounding
	return rows, complete, nil
}
