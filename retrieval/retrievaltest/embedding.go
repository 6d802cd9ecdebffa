package retrievaltest

import (
	"bytes"
	"context"
	"encoding"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"sync"
	"testing"

	"footnote/retrieval"
)

// texts is a small corpus in both languages.
func texts() []string {
	return []string{
		"A taxpayer shall file the annual return before 30 June and pay the tax that is due.",
		"The tax authority may extend the filing period when the taxpayer applies in time.",
		"Small enterprises pay a reduced rate of income tax on the first part of their profit.",
		"Drivers must hold a licence and insure every vehicle that is used on a public road.",
		"A vehicle without insurance shall be removed from the road, and its driver fined.",
		"纳税人应当在年度终了后办理汇算清缴，并缴纳应纳税款。",
		"税务机关可以根据纳税人的申请延长申报期限。",
		"小型微利企业减按优惠税率缴纳企业所得税。",
		"机动车上道路行驶，驾驶人应当持有驾驶证并投保交通事故责任保险。",
		"未投保的机动车，由公安机关扣留，并对驾驶人处以罚款。",
	}
}

// bodies makes passages without a head of texts.
func bodies(texts []string) []retrieval.Text {
	passages := make([]retrieval.Text, len(texts))
	for i, t := range texts {
		passages[i].Body = t
	}
	return passages
}

// TestEmbedding tests the contracts of [retrieval.Embedding] and of the
// [retrieval.Embedder] that it makes. Vectors of one text are taken to be the
// same when they differ by rounding.
func TestEmbedding(t *testing.T, e retrieval.Embedding) {
	for name, test := range map[string]func(*testing.T, retrieval.Embedding, retrieval.Embedder){
		"names stay the same":                     sameNames,
		"passages have unit vectors in order":     passageVectors,
		"questions have unit vectors":             questionVectors,
		"a passage is nearest to itself":          nearestToItself,
		"no texts give no vectors":                noTexts,
		"hostile texts have a unit vector or nil": hostileTexts,
		"a cancelled context is an error":         cancelledEmbedding,
		"texts and vectors are the caller's":      vectorOwnership,
		"texts are embedded at the same time":     concurrentEmbedding,
		"a restored embedder is the same":         restored,
		"state of another kind is an error":       foreignState,
		"an empty corpus gives an embedder":       emptyCorpus,
	} {
		t.Run(name, func(t *testing.T) { test(t, e, fit(t, e, texts())) })
	}
}

func fit(t *testing.T, e retrieval.Embedding, corpus []string) retrieval.Embedder {
	t.Helper()
	m, err := e.Fit(t.Context(), bodies(corpus))
	if err != nil {
		t.Fatalf("Fit(%d texts): %v", len(corpus), err)
	}
	return m
}

func embed(t *testing.T, m retrieval.Embedder, texts ...string) [][]float32 {
	t.Helper()
	vectors, err := m.EmbedPassages(t.Context(), bodies(texts))
	if err != nil {
		t.Fatalf("EmbedPassages(%d texts): %v", len(texts), err)
	}
	if len(vectors) != len(texts) {
		t.Fatalf("EmbedPassages returned %d vectors for %d texts", len(vectors), len(texts))
	}
	return vectors
}

// wantUnit checks a vector that may be nil when optional.
func wantUnit(t *testing.T, m retrieval.Embedder, v []float32, optional bool) {
	t.Helper()
	if v == nil && optional {
		return
	}
	if l := length(v); len(v) != m.Dimensions() || !(math.Abs(l-1) <= 1e-4) {
		t.Errorf("vector of %d dimensions and length %v, want %d and 1", len(v), l, m.Dimensions())
	}
}

// same reports whether two vectors are equal but for rounding.
func same(a, b []float32) bool {
	return len(a) == len(b) && (len(a) == 0 || cosine(a, b) > 1-1e-5)
}

func sameNames(t *testing.T, e retrieval.Embedding, m retrieval.Embedder) {
	family := e.Family()
	fit(t, e, texts()[1:])
	if family == "" || e.Family() != family {
		t.Errorf("Family is %q, after a training %q", family, e.Family())
	}
	again := fit(t, e, texts())
	if m.ID() == "" || m.ID() != again.ID() || m.Dimensions() < 1 || m.Dimensions() != again.Dimensions() {
		t.Errorf("the same corpus gives %q (%d dimensions), then %q (%d)", m.ID(), m.Dimensions(), again.ID(), again.Dimensions())
	}
	for i, v := range embed(t, again, texts()...) {
		if !same(v, embed(t, m, texts()[i])[0]) {
			t.Errorf("text %d has another vector after the second training", i)
		}
	}
}

func passageVectors(t *testing.T, _ retrieval.Embedding, m retrieval.Embedder) {
	together := embed(t, m, texts()...)
	for i, text := range texts() {
		wantUnit(t, m, together[i], false)
		if alone := embed(t, m, text)[0]; !same(alone, together[i]) {
			t.Errorf("text %d has another vector alone than among others", i)
		}
	}
	twice := embed(t, m, texts()[3], texts()[0], texts()[3])
	if !same(twice[0], together[3]) || !same(twice[1], together[0]) || !same(twice[2], together[3]) {
		t.Error("the vectors do not follow the order of the texts")
	}
}

func questionVectors(t *testing.T, _ retrieval.Embedding, m retrieval.Embedder) {
	for _, question := range []string{"When must a taxpayer file the return?", "小型微利企业的税率是多少？"} {
		v, err := m.EmbedQuery(t.Context(), question)
		if err != nil {
			t.Fatalf("EmbedQuery(%q): %v", question, err)
		}
		wantUnit(t, m, v, false)
		again, err := m.EmbedQuery(t.Context(), question)
		if err != nil || !same(v, again) {
			t.Errorf("%q has another vector the second time (%v)", question, err)
		}
	}
}

func nearestToItself(t *testing.T, _ retrieval.Embedding, m retrieval.Embedder) {
	vectors := embed(t, m, texts()...)
	for i, text := range texts() {
		q, err := m.EmbedQuery(t.Context(), text)
		if err != nil {
			t.Fatal(err)
		}
		for j, v := range vectors {
			if cosine(q, v) > cosine(q, vectors[i])+tolerance {
				t.Errorf("text %d is nearer to text %d than to itself", i, j)
			}
		}
	}
}

func noTexts(t *testing.T, _ retrieval.Embedding, m retrieval.Embedder) {
	embed(t, m)
	embed(t, m, []string{}...)
}

func hostileTexts(t *testing.T, _ retrieval.Embedding, m retrieval.Embedder) {
	hostile := []string{
		"", " \n\t", "?!…。", "\x00", "\xff\xfe tax \xed\xa0\x80", "zyxwv", "龘", "tax",
		strings.Repeat("tax ", 20000), strings.Repeat("税", 20000), strings.Repeat("x", 50000),
	}
	for _, v := range embed(t, m, hostile...) {
		wantUnit(t, m, v, true)
	}
	for i, text := range hostile {
		v, err := m.EmbedQuery(t.Context(), text)
		if err != nil {
			t.Errorf("EmbedQuery of hostile text %d: %v", i, err)
		}
		wantUnit(t, m, v, true)
	}
}

func cancelledEmbedding(t *testing.T, _ retrieval.Embedding, m retrieval.Embedder) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if vectors, err := m.EmbedPassages(ctx, bodies(texts())); !errors.Is(err, context.Canceled) || vectors != nil {
		t.Errorf("EmbedPassages = %d vectors, %v, want %v alone", len(vectors), err, context.Canceled)
	}
	if v, err := m.EmbedQuery(ctx, "tax"); !errors.Is(err, context.Canceled) || v != nil {
		t.Errorf("EmbedQuery = %v, %v, want %v alone", v, err, context.Canceled)
	}
}

func vectorOwnership(t *testing.T, _ retrieval.Embedding, m retrieval.Embedder) {
	mine := texts()
	vectors := embed(t, m, mine...)
	if !slices.Equal(mine, texts()) {
		t.Error("EmbedPassages changed the texts")
	}
	want := slices.Clone(vectors[1])
	clear(vectors[0])
	_ = append(vectors[0], 9)
	if !slices.Equal(vectors[1], want) {
		t.Error("the vectors of one call share memory")
	}
	clear(vectors[1])
	if !same(embed(t, m, mine[1])[0], want) {
		t.Error("the embedder shares memory with the vectors it returned")
	}
}

func concurrentEmbedding(t *testing.T, _ retrieval.Embedding, m retrieval.Embedder) {
	want := embed(t, m, texts()...)
	var wg sync.WaitGroup
	for i, text := range texts() {
		wg.Go(func() {
			vectors, err := m.EmbedPassages(t.Context(), bodies([]string{text}))
			if err != nil || len(vectors) != 1 || !same(vectors[0], want[i]) {
				t.Errorf("text %d has another vector while others are embedded (%v)", i, err)
			}
			if _, err := m.EmbedQuery(t.Context(), text); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
}

// state returns what MarshalBinary writes of a fitted embedder.
func state(t *testing.T, m retrieval.Embedder) []byte {
	t.Helper()
	b, ok := m.(encoding.BinaryMarshaler)
	if !ok {
		t.Fatalf("%T has no MarshalBinary", m)
	}
	state, err := b.MarshalBinary()
	if err != nil {
		t.Fatalf("MarshalBinary: %v", err)
	}
	return state
}

func restored(t *testing.T, e retrieval.Embedding, m retrieval.Embedder) {
	written := state(t, m)
	back, err := e.Restore(bytes.Clone(written))
	if err != nil {
		t.Fatalf("Restore: %v", err)
	}
	if back.ID() != m.ID() || back.Dimensions() != m.Dimensions() {
		t.Errorf("restored %q (%d dimensions), want %q (%d)", back.ID(), back.Dimensions(), m.ID(), m.Dimensions())
	}
	if !bytes.Equal(state(t, back), written) {
		t.Error("the restored embedder writes another state")
	}
	unseen := append(texts(), "The insurance of a vehicle that no passage mentions.", "企业的申报期限")
	want := embed(t, m, unseen...)
	for i, v := range embed(t, back, unseen...) {
		if !same(v, want[i]) {
			t.Errorf("text %d has another vector after restoring", i)
		}
	}
}

func foreignState(t *testing.T, e retrieval.Embedding, m retrieval.Embedder) {
	written := state(t, m)
	foreign := map[string][]byte{
		"no state":       nil,
		"something else": []byte("{\"model\":\"of someone else\"}"),
		"zeros":          make([]byte, len(written)),
		"a longer state": append(bytes.Clone(written), 0),
	}
	for n := 0; n < len(written); n += 1 + len(written)/200 {
		foreign[fmt.Sprintf("the first %d of %d bytes", n, len(written))] = written[:n]
	}
	for name, state := range foreign {
		if _, err := e.Restore(state); err == nil {
			t.Errorf("Restore of %s gave no error", name)
		}
	}
}

func emptyCorpus(t *testing.T, e retrieval.Embedding, _ retrieval.Embedder) {
	for _, corpus := range [][]string{nil, {}, {""}, {"", " "}} {
		m := fit(t, e, corpus)
		if m.ID() == "" || m.Dimensions() < 1 {
			t.Errorf("trained on %q: ID %q, %d dimensions", corpus, m.ID(), m.Dimensions())
		}
		for _, v := range embed(t, m, texts()...) {
			wantUnit(t, m, v, true)
		}
		if _, err := e.Restore(state(t, m)); err != nil {
			t.Errorf("trained on %q: Restore: %v", corpus, err)
		}
	}
}
