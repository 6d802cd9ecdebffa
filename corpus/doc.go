// Package corpus turns policy documents into passages that can be cited.
//
// A [Reader] parses one file format into [Block]s. [Load] reads a folder with
// the readers it is given, assembles the blocks of each file into the
// normalised text of a [Document], finds its sections, and reports every file
// that could not be read without giving up the others. [Document.Passages]
// cuts a document into the units that are searched and cited; laid end to end
// they are its text again, byte for byte.
//
// A [History] keeps the versions of a document, and [Changes] tells from them
// what came, changed and went. [Collapse] finds reprints and lets one document
// stand for all its copies.
//
// A [Glossary] beside the documents pairs terms in English and Chinese.
//
// Offsets are always byte offsets into [Document.Text].
package corpus
