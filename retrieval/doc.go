// Package retrieval finds the passages of a corpus that answer a question.
//
// An [Index] holds one state of a corpus: its documents and passages, a
// lexical index (BM25F) and a dense one (an [Embedder] and a [Store]), whose
// rankings it fuses. An index is immutable; package retrieval/refresh makes
// one from a corpus and keeps it on disk as a snapshot.
//
// # How a question is ranked
//
// The terms of a question (package retrieval/analysis), those of other forms of
// what it mentions (the corpus's glossary) and those that the corpus itself
// teaches of its other language (package retrieval/parallel) are searched in the
// lexical index; the question's vector is compared with those of all passages.
// The best of both rankings are scored by both. Then the best three lend the
// question their words, and it is ranked once more. A year in the question
// prefers the documents of that year, and of two passages that say the same in
// two languages the one in the asker's comes first.
//
// Every weight stands as a constant beside the reason for it. They were set by
// hand on the collections below, one value for all of them. Moving k1, b, the
// weight of the head or the share of the vectors by a quarter changes nDCG@10 by
// less than .01 each. `footnote eval --beir` measures the same code:
//
//	                     nDCG@10              R@5    R@10  MRR@10    p50
//	               hybrid lexical dense            hybrid            hybrid
//	cranfield        .421    .384  .423       .331   .459    .576   3.2 ms
//	conditionalqa    .484    .477  .337       .424   .563    .572   3.2 ms
//	policyqa_dev     .354    .332  .288       .397   .550    .317   1.4 ms
//	zh_gov           .896    .890  .812       .977   .985    .866   4.9 ms
//	xquad_en         .966    .969  .941       .992   .993    .957   0.7 ms
//	xquad_zh         .967    .969  .944       .991   .994    .958   1.2 ms
//
// What each part is worth, in hybrid nDCG@10 without it (2026-11-25):
//
//	                                cranfield  conditionalqa  policyqa  zh_gov  xquad_zh
//	all parts                            .421           .484      .354    .896      .967
//	the head counts as body              .408           .486      .326    .893      .967
//	no preference for years              .421           .484      .354    .554      .967
//	no feedback                          .405           .474      .349    .910      .970
//	no vectors                           .399           .491      .334    .883      .968
//	the whole question asks              .421           .463      .354    .896      .967
//	no single characters                 .421           .484      .354    .895      .963
//	no figures and dates as such         .421           .485      .354    .899      .967
//
// Two languages: with all 240 English paragraphs of xquad in one index and every
// second one in Chinese too, Chinese questions about the others find their
// English paragraph among the first ten English ones in 80 % (lexical, without what is learned: 16 %),
// and among the first ten of all in 62 %.
//
// # What it costs
//
// `go test -bench .` here and in retrieval/chromem, on two cores of an Intel Xeon
// (2026-11-25); 100,000 synthetic passages of 200 words, vectors of 384
// dimensions, medians:
//
//	nearest vectors, 10 of 100,000       5.5 ms   1.02 × reading them, 8.4 × faster than chromem-go
//	words, a question of eight           0.3 ms   at 1, 8 and 64 callers; 6,300 searches/s
//	both, with feedback                  7.9 ms   at 8 callers 50 ms, 150 searches/s
//	opening the snapshot                  94 ms   1.6 × reading the file in chunks and its CRC-32C
//	memory after opening                          1.14 × text, vectors and postings
//	building                                      8,000 passages/s
package retrieval
