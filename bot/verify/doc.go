// Package verify decides whether a claim rests on the sentences quoted for it.
//
// A claim is a sentence of an answer, copied or written by a model. Its [Evidence] is
// the sentences of one passage, and what is known of where they stand; either may be
// in English or in Chinese. [Claim] compares the two and returns a [Verdict].
// [FindQuote] is the other half of a proof: it finds the words that were quoted in the
// text that they are said to be from.
//
// A claim passes that has the figures, dates and names of its sentences with their
// units and limits, the negations, obligations, aims and scope that they have, and who
// does what to whom as they do, in their words or in others that are known to say the
// same. The checks in verify.go are the list of it. Each reads statements, which are
// texts cut into clauses in which figures, operators ("must", 不得) and terms are
// marked. Which words may stand for one another, the lexicon, the thesaurus and the
// glossary of the corpus say.
//
// It compares forms, and so it is wrong both ways. It withholds what is true and said
// far from the words of its source. It cannot tell that a source is wrong, that a claim
// suggests what it does not say, that it leaves out what matters, or that a word means
// something else here than elsewhere. What passes is quote-checked, not true.
// testdata holds the claims by which that is measured; the README has the figures.
//
// Everything here is a function of texts: nothing is read but what the package holds,
// and nothing is kept but readings of texts that were met lately. All of it may be used
// from any number of goroutines.
package verify
