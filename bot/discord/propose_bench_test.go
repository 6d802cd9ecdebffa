package discord

import (
	"fmt"
	"testing"

	"footnote/corpus"
)

// BenchmarkProposeDocuments proposes from a library of five thousand documents, which
// happens at every key that is pressed.
func BenchmarkProposeDocuments(b *testing.B) {
	var documents []corpus.Meta
	for n := range 5000 {
		documents = append(documents, corpus.Meta{
			ID: fmt.Sprintf("document-%d", n), Title: fmt.Sprintf("关于示例算法备案管理的第%d号通知 (Notice on the Filing of Test Algorithms)", n),
			Issuer: "示例办公室", Number: fmt.Sprintf("示例〔2024〕%d号", n),
		})
	}
	c := described(b, documents...)
	for b.Loop() {
		proposeDocuments(c, "備案管理")
	}
}
