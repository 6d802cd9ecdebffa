// Package retrieval finds the passages of a corpus that answer a question.
//
// An [Index] holds one state of a corpus: its documents and passages, a
// lexical index (BM25F) and a dense one (an [Embedder] and a [Store]), whose
// rankings it fuses. The corpus's glossary, and what passages in two languages
// teach of their words, let a question find passages in the other language. An
// index is immutable; package retrieval/refresh makes one from a corpus and keeps
// it on disk as a snapshot.
package retrieval
