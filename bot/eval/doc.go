// Package eval measures Footnote on data whose right answers are known.
//
// There are three measures, each with a report that prints itself and says
// what it lost since an older one:
//
//   - Answers. [Golden] asks an assistant questions whose answers are known:
//     what the search finds, whether the citations are right, and whether it
//     refuses what the corpus does not hold. [Retrieve] looks at the search
//     alone.
//   - Ranking. [Set.Measure] indexes a judged collection in the form of BEIR
//     (Thakur et al., "BEIR: A Heterogenous Benchmark for Zero-shot Evaluation
//     of Information Retrieval Models", 2021) as the documents of a corpus are
//     indexed, asks its queries, and computes what trec_eval computes.
//   - Verifying. [Verify] puts claims with a known label through the verifier
//     that every sentence of an answer passes.
//
// Nothing is tuned to a collection: the analysis, the embedder, the fusion and
// the checks are those of the program.
package eval
