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
// same.
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
//
// # How it works
//
// [Claim] (verify.go) passes what is copied. For the rest an examination
// (examination.go) reads the claim and each sentence, and tries windows of up to three
// sentences, of which one must pass all checks. checks.go has the list of them, each with
// what it refuses: start there to see why a claim fails, by the first word of
// [Verdict.Why].
//
// What the checks compare are statements (statement.go): texts cut into clauses
// (clauses.go) in which these are found:
//
//   - figures, which package quantity reads, and their bounds (figures.go);
//   - operators, which are words that change what a clause says, as "must" and 不得,
//     sorted into classes and those into families (classes.go, operators.go);
//   - terms, which are the stems and pairs of ideographs that are left (terms.go). Those of
//     a source are put into the words of the claim first, where it has others that say the
//     same (wording.go);
//   - names (names.go, han_names.go), and the entries of the glossary (entries.go).
//
// Which words may stand for one another three lists say: the thesaurus, written for texts
// on policy (thesaurus.txt); the lexicon, drawn from WordNet (lexicon.go); and the
// glossary of the corpus, which joins the two languages.
//
// Most checks go by clauses: what is said in one of the claim must be said in one of the
// source, which is the one with which it has most terms in common. Word order is compared
// only within a language. For English a layout (layout.go) lays the words of a claim beside
// those of a sentence, for places.go, turned.go, company.go and ties.go to compare. For
// Chinese align.go lays ideograph beside ideograph, for exchanged.go and
// copied_chinese.go. How many words of a claim are new, novel.go weighs.
package verify
