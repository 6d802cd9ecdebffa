package bot

import (
	"cmp"
	"context"
	"crypto/rand"
	"errors"
	"slices"
	"strings"
	"time"
)

// A Receipt is the record of one answer: what was asked, what was answered, and on
// what evidence.
type Receipt struct {
	ID           string    // short, and not to be guessed: who has it may see the receipt
	Time         time.Time // of the answer, in whole milliseconds
	Asker        string    // the ID of who asked, or empty; it never comes back
	Question     string    // empty where the question was private, or its asker is forgotten
	UnderstoodAs string    // where it differs; empty as the question is
	Language     string
	Form         Form
	Status       Status
	Cause        Cause
	Verdict      Verdict
	Snapshot     string
	Model        string
	Prompts      string // the version of what the model was told; empty where none was asked
	Usage        Usage
	Sentences    []KeptSentence
	Withheld     []Withheld
	Offered      []Offered  // what the model could write from
	Citations    []Evidence // in the order of their numbers, from 1
}

// A KeptSentence is what a receipt keeps of a sentence.
type KeptSentence struct {
	Text      string // of what a model wrote; empty where it was copied
	Copied    int    // the number of the citation that it is word for word; 0 where it was written
	Citations []int  // numbers of citations
	Repaired  bool
}

// An Evidence is what a receipt keeps of a citation: where the quotation stands,
// and no word of it. The text is kept with the document, and goes with it.
type Evidence struct {
	Document    string // its ID
	Passage     string // its ID
	Digest      string // of the document's text, in which Start and End count
	Start, End  int    // bytes
	Translation string // of the quotation: see [Citation.Translation]
}

// ErrNoReceipt is returned for an ID that no receipt has.
var ErrNoReceipt = errors.New("no such receipt: it was mistyped, or its time is over (RETAIN_DAYS)")

// Receipts keeps receipts. It may be used from any number of goroutines.
type Receipts interface {
	// Keep keeps a receipt, and nothing of it when it returns an error. A second
	// one of the same ID is an error. Of the asker no more than a keyed digest is
	// kept.
	Keep(ctx context.Context, r Receipt) error
	// Receipt returns the receipt of an ID, or ErrNoReceipt.
	Receipt(ctx context.Context, id string) (Receipt, error)
	// Quoting returns the receipts of answers that quoted a document, by its ID,
	// each once, the newest first and at most limit of them, and how many there
	// are in all.
	Quoting(ctx context.Context, document string, limit int) (receipts []Receipt, total int, err error)
}

// WithoutText returns a receipt that says as much as there may be of a private
// question: nothing that was asked or written, and not by whom.
func (r Receipt) WithoutText() Receipt {
	r.Asker, r.Question, r.UnderstoodAs = "", "", ""
	r.Sentences, r.Withheld, r.Citations = slices.Clone(r.Sentences), slices.Clone(r.Withheld), slices.Clone(r.Citations)
	for i := range r.Sentences {
		r.Sentences[i].Text = ""
	}
	for i, w := range r.Withheld {
		r.Withheld[i] = w.withoutText()
	}
	for i := range r.Citations {
		r.Citations[i].Translation = ""
	}
	return r
}

// Turn returns the answer of a receipt as a turn that a question can rest on. It has
// no question where the receipt has none any more.
func (r Receipt) Turn() Turn {
	t := Turn{Time: r.Time, Question: cmp.Or(r.UnderstoodAs, r.Question), Language: r.Language}
	for _, e := range r.Citations {
		if !slices.Contains(t.Documents, e.Document) {
			t.Documents = append(t.Documents, e.Document)
		}
	}
	return t
}

// withoutText keeps which check failed, and not with which words.
func (w Withheld) withoutText() Withheld {
	return Withheld{Why: w.Code()}
}

// newReceipt returns the receipt of an answer to a question.
func newReceipt(q Question, a Answer, now time.Time) Receipt {
	r := Receipt{
		ID: newReceiptID(), Time: now, Asker: q.Asker, Question: a.Question, UnderstoodAs: a.UnderstoodAs, Language: a.Language,
		Form: a.Form, Status: a.Status, Cause: a.Cause, Verdict: a.Verdict, Snapshot: a.Snapshot, Model: a.Model, Prompts: a.Prompts, Usage: a.Usage,
		Sentences: a.kept(), Withheld: slices.Clone(a.Withheld), Offered: slices.Clone(a.Offered),
	}
	for i, w := range r.Withheld {
		if a.Prompts == "" || w.Why == whyRights { // these are words of documents
			r.Withheld[i] = w.withoutText()
		}
	}
	for _, c := range a.Citations {
		r.Citations = append(r.Citations, c.Evidence())
	}
	if q.Private {
		return r.WithoutText()
	}
	return r
}

// kept returns what a receipt keeps of the sentences. A table only lays them out.
func (a Answer) kept() []KeptSentence {
	var kept []KeptSentence
	for _, s := range a.Sentences {
		kept = append(kept, a.keptOf(s))
	}
	return kept
}

// keptOf leaves out the text of a quotation: it is kept with the document, and
// goes with it.
func (a Answer) keptOf(s Sentence) KeptSentence {
	k := KeptSentence{Text: s.Text, Citations: slices.Clone(s.Citations), Repaired: s.Repaired}
	for _, n := range s.Citations {
		if k.Copied == 0 && (!a.Written() || a.Citations[n-1].Quote() == s.Text) {
			k.Text, k.Copied = "", n
		}
	}
	return k
}

// newReceiptID returns 50 random bits in letters and digits that are not mistaken
// for one another.
func newReceiptID() string { return strings.ToLower(rand.Text()[:10]) }
