package bot

import (
	"regexp"
	"slices"
	"time"

	"footnote/bot/verify"
	"footnote/corpus"
)

// A Question is what somebody asked, with the limits they set.
type Question struct {
	Text     string
	Document string      // only this document (its ID)
	Issuer   string      // only documents of this issuer
	AsOf     corpus.Date // the state of the corpus on this day; zero means the day that the text names, or today
	Language string      // of the answer, BCP 47; empty means that of the question
	Form     Form        // empty means the one that the question asks for
	Private  bool        // nothing of the text is kept

	Conversation string // the ID of the conversation it is part of; empty: it stands alone
	Asker        string // the ID of who asks; empty: nobody who is remembered
	Opening      []Turn // what the conversation began with, whoever asked it: it is read before what the asker asked
	History      []Turn // what the asker asked before in the conversation, oldest first; not nil: nothing else is recalled
}

// AnswerLanguage is the language of the texts around the quotations of its answer:
// "en" or "zh".
func (q Question) AnswerLanguage() string { return language(q.Language, q.Text) }

// A Form is the shape of an answer.
type Form string

// The forms of an answer.
const (
	FormAnswer    Form = "answer"    // sentences
	FormCompare   Form = "compare"   // a table: what two documents, years or places say of one thing
	FormTimeline  Form = "timeline"  // a table: dates in order, and what happened
	FormChanges   Form = "changes"   // what changed in a document, old beside new
	FormDefine    Form = "define"    // what a term means, and the term in both languages
	FormFactcheck Form = "factcheck" // a statement, with a verdict
	FormSummary   Form = "summary"   // one document
)

// A Status says how an answer ended. Refusing is a state of the program, not a
// sentence of a model.
type Status string

// The statuses of an answer.
const (
	Answered Status = "answered"
	Partial  Status = "partial"
	Refused  Status = "refused"
)

// An Answer is what is shown to the person who asked.
type Answer struct {
	Question     string
	UnderstoodAs string // the question as it was searched, where it differs
	Language     string // of the texts around the quotations: "en" or "zh"
	Form         Form
	Routed       bool // the question asks for the form; the asker did not set it
	Status       Status
	Cause        Cause    // why it is no whole answer, or none that was written; else empty
	Reason       string   // the same as a sentence in the asker's language: the first line
	Verdict      Verdict  // of a fact-check by a model; else empty
	Missing      []string // what the question names and the corpus does not hold
	Notes        []string // sentences in the asker's language that go with the answer
	Sentences    []Sentence
	Table        *Table     // the sentences laid out, in the forms that are a table; nil elsewhere
	Citations    []Citation // in the order of their numbers; Citations[i].N == i+1
	Withheld     []Withheld
	Offered      []Offered // what the model could write from; empty where none was asked
	Nearest      []Nearest // of a refusal: the closest passages, which are not an answer
	Coverage     Coverage
	Model        string // Extractive where sentences were copied, not written
	Prompts      string // the version of the words that a model was sent; empty where none was asked
	Snapshot     string
	Receipt      string // the ID of its receipt; empty where none was kept
	Usage        Usage  // of the model
	Timing       Timing
}

// Extractive stands for a model where there was none: the sentences are copied
// from documents.
const Extractive = "extractive"

// Written reports whether a model wrote the sentences, or some of them.
func (a Answer) Written() bool { return a.Model != Extractive }

// Repaired is how many sentences the model had to write a second time.
func (a Answer) Repaired() int {
	n := 0
	for _, s := range a.Sentences {
		if s.Repaired {
			n++
		}
	}
	return n
}

// Said is a sentence as it is shown: in a written answer one that is that of a
// document, word for word, stands in quotation marks. It may speak in another voice
// than an answer does.
func (a Answer) Said(s Sentence) string {
	repeats := func(c Citation) bool {
		return slices.Contains(s.Citations, c.n) && verify.Same(c.Quote(), s.Text)
	}
	if a.Written() && slices.ContainsFunc(a.Citations, repeats) {
		return "“" + s.Text + "”"
	}
	return s.Text
}

// A Cause says why an answer is a refusal, is not whole, or was copied although
// there is a model that writes.
type Cause string

// The causes. Each has a first line of its own.
const (
	CauseNotHere    Cause = "not-in-library"
	CauseOffTopic   Cause = "off-topic"
	CausePartly     Cause = "partly"     // the answer says what the library holds, and what not
	CauseUnverified Cause = "unverified" // it was found, but what was written about it failed the check
	CauseOutage     Cause = "outage"     // the model did not write
	CauseUnclear    Cause = "unclear"    // the question must name something, or name it better
)

// A Verdict is what the library says of a statement.
type Verdict string

// The verdicts of a fact-check. There is none on an opinion.
const (
	VerdictSupported    Verdict = "supported"
	VerdictContradicted Verdict = "contradicted"
	VerdictUnknown      Verdict = "not in the library"
)

// In is the verdict as a sentence in the language of an answer, or nothing where there
// is none.
func (v Verdict) In(tag string) string { return phrases[language(tag, "")].verdicts[v] }

// A Table is an answer in rows. Each row has a cell for each column.
type Table struct {
	Columns []string
	Rows    [][]Cell
}

// A Cell is one cell of a table with the numbers of the citations that prove it.
// A label has none.
type Cell struct {
	Text      string
	Citations []int
}

// A Sentence is one sentence of an answer with the numbers of the citations
// that prove it.
type Sentence struct {
	Text      string
	Citations []int    // numbers of citations: Citations[n-1]
	Repaired  bool     // the model had to write it a second time
	Labels    []string // its row and column, or its date: where it goes in a table
}

// EndsInMark reports whether the text ends in a bracketed number of its own, which
// the number of a citation beside it must be set apart from.
func (s Sentence) EndsInMark() bool { return endsInMark.MatchString(s.Text) }

var endsInMark = regexp.MustCompile(`[\[［〔【]\d+[\]］〕】][.,;:。，；：]?\s*$`)

// A Withheld sentence failed verification and is not part of the answer.
type Withheld struct {
	Text string
	Why  string // the check that failed and, after a colon, what it found: see In
}

// An Offered passage was given to a model to write from.
type Offered struct {
	Document string // its ID
	Passage  string // its ID
	Digest   string // of the document's text
}

// A Nearest passage is close to a question that was refused.
type Nearest struct {
	Passage  string // its ID
	Document *corpus.Document
	Quote    string // its sentence closest to the question
	Score    float64
}

// A Coverage says what was searched.
type Coverage struct {
	Documents int
	Issuers   []string // in order of the number of documents
	Newest    corpus.Date
	Refreshed time.Time
}

// A Timing says where the time of an answer went.
type Timing struct {
	Search, Model, Verify, Total time.Duration
}
