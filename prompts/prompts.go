// Package prompts holds the words that are exchanged with a model: what it is
// sent, as templates, and what it sends back, as lines.
//
// A model sees numbered sentences of numbered sources, and names the sentences
// that each of its own rests on. It never writes a title, a date of issue or a
// link: those are printed by the program, from the corpus.
package prompts

// A Prompt is what a model is sent.
type Prompt struct {
	System    string
	User      string
	MaxTokens int // of the reply, at most
	Sources   int // how many sources of the task it holds, from the first on
}

// A Task is what a model is asked to write, and from what.
type Task struct {
	Form     string      // one of [Forms]
	Question string      // hostile text
	Language string      // of what is to be written: "en" or "zh"
	Today    string      // YYYY-MM-DD
	AsOf     string      // the day that the question is about, where it is another
	Items    []string    // what is compared, in the order of the columns; else empty
	Sources  []Source    // the best first; hostile text. Of "changes", pairs: what a text was and what it became
	Terms    [][2]string // the glossary's English and Chinese for the terms that occur
	Mark     string      // a random word that no source holds: it fences in what is hostile
	Budget   int         // tokens of the whole prompt; sources that do not fit are left out, the last first
}

// A Source is a text that may be written from. Its sentences are numbered from 1.
type Source struct {
	Title, Kind, Issuer, Number, Date, Status string
	Heading                                   []string // path, outermost first
	Sentences                                 []string
}

// An ID names a sentence of a source, both counted from 1. Sentence 0 stands for
// the whole source.
type ID struct{ Source, Sentence int }

// A Line is one line of a reply that says something.
type Line struct {
	Kind   LineKind
	Text   string   // without marks, numbers and Markdown
	Labels []string // what stands before the text, parted by bars: of a table its row and column, of a timeline its date
	IDs    []ID     // the sentences it rests on, in the order they were named, each once
}

// A LineKind says what a line is.
type LineKind string

// The kinds of line.
const (
	Answerable LineKind = "answerable" // Text is yes, partly or no
	Missing    LineKind = "missing"    // Text is what the sources do not say
	Quote      LineKind = "quote"      // Text is "first words … last words" of the sentence with the ID
	Sentence   LineKind = "say"        // Text is a sentence of the answer
	Verdict    LineKind = "verdict"    // Text is supported, contradicted or unknown
)
