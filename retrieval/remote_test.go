package retrieval_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"footnote/retrieval"
)

// A distant embedding says of every passage the same; a question's vector takes
// some time, or fails.
type distant struct {
	fixed
	takes time.Duration
	err   error
}

var _ retrieval.RemoteEmbedder = distant{}

func (d distant) Fit(context.Context, []retrieval.Text) (retrieval.Embedder, error) { return d, nil }
func (d distant) Patience() time.Duration                                           { return time.Second }
func (d distant) Batch() int                                                        { return 2 }
func (d distant) EmbedQuery(ctx context.Context, _ string) ([]float32, error) {
	select {
	case <-ctx.Done():
		return nil, ctx.Err()
	case <-time.After(d.takes):
		return d.vector, d.err
	}
}

func buildDistant(t *testing.T, d distant) *retrieval.Index {
	t.Helper()
	d.fixed = fixed{[]float32{0.6, 0.8}}
	ix, err := retrieval.Build(ctx, load(t, files), retrieval.Options{Embedding: d, NewStore: newStore})
	if err != nil {
		t.Fatal(err)
	}
	return ix
}

func TestASearchGoesByWordsWhenTheVectorIsLateOrFails(t *testing.T) {
	refused := errors.New("refused")
	for name, tc := range map[string]struct {
		distant
		late error
		wait time.Duration
	}{
		"in time": {distant{takes: 900 * time.Millisecond}, nil, 900 * time.Millisecond},
		"late":    {distant{takes: time.Hour}, context.DeadlineExceeded, time.Second},
		"failed":  {distant{takes: time.Millisecond, err: refused}, refused, time.Millisecond},
	} {
		t.Run(name, func(t *testing.T) {
			ix := buildDistant(t, tc.distant)
			synctest.Test(t, func(t *testing.T) {
				hits, timing, err := ix.Search(context.Background(), retrieval.Query{Text: "ships"})
				if err != nil || len(hits) == 0 || hits[0].Document.ID != "ships" {
					t.Fatalf("%v, %v", hits, err)
				}
				if !errors.Is(timing.LexicalOnly, tc.late) || timing.Embed != tc.wait {
					t.Errorf("%+v, want %v after %v", timing, tc.late, tc.wait)
				}
				if dense := slices.ContainsFunc(hits, func(h retrieval.Hit) bool { return h.Dense > 0 }); dense != (tc.late == nil) {
					t.Errorf("vectors were compared: %t", dense)
				}
				_, _, err = ix.Search(context.Background(), retrieval.Query{Text: "ships", Mode: retrieval.Dense})
				if !errors.Is(err, tc.late) {
					t.Errorf("a dense search: %v", err)
				}
			})
		})
	}
}

func TestASearchByWordsDoesNotEmbed(t *testing.T) {
	ix := buildDistant(t, distant{takes: time.Hour})
	if _, timing, err := ix.Search(ctx, retrieval.Query{Text: "ships", Mode: retrieval.Lexical}); err != nil || timing.LexicalOnly != nil || timing.Embed > 100*time.Millisecond {
		t.Errorf("%+v, %v", timing, err)
	}
}

func TestASearchWhoseAskerGoesAwayIsAnError(t *testing.T) {
	ix := buildDistant(t, distant{takes: time.Hour})
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(context.Background(), 100*time.Millisecond)
		defer cancel()
		if _, _, err := ix.Search(ctx, retrieval.Query{Text: "ships"}); !errors.Is(err, context.DeadlineExceeded) {
			t.Error(err)
		}
	})
}

func TestAnEmbedderThatLearnsNothingKeepsItsVectorsWhateverChanged(t *testing.T) {
	build := func(c map[string]string, previous *retrieval.Index) *retrieval.Index {
		ix, err := retrieval.Build(ctx, load(t, texts(c)), retrieval.Options{Embedding: unlearned{fixed{[]float32{0.6, 0.8}}}, NewStore: newStore, Previous: previous})
		if err != nil {
			t.Fatal(err)
		}
		return ix
	}
	before := map[string]string{"a": "Tea is taxed.", "b": "Ships are not."}
	after := map[string]string{"a": "Tea is taxed.", "c": strings.Repeat("Roads are built. ", 3), "d": "桥梁免税。"}
	first := build(before, nil)
	if passages, embed, err := retrieval.Plan(ctx, load(t, texts(after)), unlearned{}, first); err != nil || passages != 3 || embed != 2 {
		t.Errorf("the plan is %d of %d, %v", embed, passages, err)
	}
	if m := build(after, first).Manifest(); m.Embedded != 2 || m.Reused != 1 {
		t.Errorf("embedded %d, used %d again", m.Embedded, m.Reused)
	}
}

// An unlearned embedding has its family's name.
type unlearned struct{ fixed }

func (unlearned) ID() string { return unlearned{}.Family() }
func (u unlearned) Fit(context.Context, []retrieval.Text) (retrieval.Embedder, error) {
	return u, nil
}
