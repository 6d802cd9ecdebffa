package bot

import (
	"regexp"
	"time"

	"footnote/corpus"
)

// A Question is what somebody asked, with the limits they set.
type Question struct {
	Text     string
	Document string      // only this document (its ID)
	Issuer   string      // only documents of this issuer
	AsOf     corpus.Date // the state of the corpus on this day; zero means the day that the text names, or today
	Language string      // of the answer, BCP 47; empty means that of the question
	Form     Form        // empty means FormAnswer
	Private  bool        // nothing of the text is kept
}

// A Form is the shape of an answer.
type Form string

// FormAnswer is the plain answer: sentences with citations.
const FormAnswer Form = "answer"

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
	Status       Status
	Reason       string   // of a refusal, a sentence in the asker's language
	Missing      []string // what the question names and the corpus does not hold
	Notes        []string // sentences in the asker's language that go with the answer
	Sentences    []Sentence
	Citations    []Citation // in the order of their numbers; Citations[i].N == i+1
	Withheld     []Withheld
	Nearest      []Nearest // of a refusal: the closest passages, which are not an answer
	Coverage     Coverage
	Model        string // "extractive" where sentences were copied, not written
	Snapshot     string
	Receipt      string // the ID of its receipt; empty where none was kept
	Timing       Timing
}

// A Sentence is one sentence of an answer with the numbers of the citations
// that prove it.
type Sentence struct {
	Text      string
	Citations []int // numbers of citations: Citations[n-1]
	Repaired  bool
}

// EndsInMark reports whether the text ends in a bracketed number of its own, which
// the number of a citation beside it must be set apart from.
func (s Sentence) EndsInMark() bool { return endsInMark.MatchString(s.Text) }

var endsInMark = regexp.MustCompile(`[\[［〔【]\d+[\]］〕】][.,;:。，；：]?\s*$`)

// A Withheld sentence failed verification and is not part of the answer.
type Withheld struct {
	Text string
	Why  string
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
