// Package bot answers questions over a corpus with citations that were
// checked.
//
// An [Assistant] searches the index, chooses what answers the question or lets a
// [Model] write it, verifies each sentence against the passage it rests on, and
// cites. What it cannot prove it withholds; what the corpus does not hold it
// refuses; what a model fails to do it does by copying. Nothing
// here knows about Discord, a terminal or a model server: the packages below
// and the program in cmd/footnote bring those in.
package bot
