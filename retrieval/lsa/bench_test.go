package lsa

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

// synthetic returns n passages of 150 words each, drawn from 20 000 words by
// Zipf's law, always the same.
func synthetic(n int) []string {
	random := rand.New(rand.NewPCG(7, 7))
	words := rand.NewZipf(random, 1.1, 5, 20000)
	texts := make([]string, n)
	for i := range texts {
		var b strings.Builder
		for range 150 {
			fmt.Fprintf(&b, "w%d ", words.Uint64())
		}
		texts[i] = b.String()
	}
	return texts
}

// BenchmarkFit trains on synthetic passages, see there.
//
//	go test -run - -bench . -benchmem footnote/retrieval/lsa
func BenchmarkFit(b *testing.B) {
	for _, n := range []int{1000, 5000} {
		b.Run(fmt.Sprintf("%d passages", n), func(b *testing.B) {
			texts := synthetic(n)
			for b.Loop() {
				fit(b, texts)
			}
		})
	}
}

func BenchmarkEmbedPassages(b *testing.B) {
	texts := synthetic(1000)
	m := fit(b, texts)
	for b.Loop() {
		if _, err := m.EmbedPassages(b.Context(), bodies(texts)); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkEmbedQuery(b *testing.B) {
	m := fit(b, synthetic(1000))
	for b.Loop() {
		if _, err := m.EmbedQuery(b.Context(), "w3 w14 w15 w92 w65 w35"); err != nil {
			b.Fatal(err)
		}
	}
}
