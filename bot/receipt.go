package bot

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"strings"
	"time"
)

// A Receipt is the record of one answer: what was asked, and on what evidence it
// was answered.
type Receipt struct {
	ID        string    // short, and not to be guessed: who has it may see the receipt
	Time      time.Time // of the answer, in whole milliseconds
	Question  string    // empty where the question was private
	Form      Form
	Status    Status
	Snapshot  string
	Model     string
	Citations []Evidence // in the order of their numbers, from 1
}

// An Evidence is what a receipt keeps of a citation: where the quotation stands,
// and no word of it. The text is kept with the document, and goes with it.
type Evidence struct {
	Document   string // its ID
	Passage    string // its ID
	Digest     string // of the document's text, in which Start and End count
	Start, End int    // bytes
}

// ErrNoReceipt is returned for an ID that no receipt has.
var ErrNoReceipt = errors.New("no such receipt: it was mistyped, or its time is over (RETAIN_DAYS)")

// Receipts keeps receipts. It may be used from any number of goroutines.
type Receipts interface {
	// Keep keeps a receipt, and nothing of it when it returns an error. A second
	// one of the same ID is an error.
	Keep(ctx context.Context, r Receipt) error
	// Receipt returns the receipt of an ID, or ErrNoReceipt.
	Receipt(ctx context.Context, id string) (Receipt, error)
	// Quoting returns the receipts of answers that quoted a document, by its ID,
	// each once, the newest first and at most limit of them, and how many there
	// are in all.
	Quoting(ctx context.Context, document string, limit int) (receipts []Receipt, total int, err error)
}

// A Recorder answers as its assistant does, and keeps a receipt of each answer.
// An answer whose receipt could not be kept is an answer all the same.
type Recorder struct {
	Assistant *Assistant
	Receipts  Receipts    // nil keeps none
	Warn      func(error) // is told of a receipt that could not be kept
}

// keepWithin bounds how much later an answer is shown for its receipt's sake.
const keepWithin = 2 * time.Second

// Answer answers a question: see [Assistant.Answer]. The receipt is kept although
// ctx ends meanwhile: the answer may have been shown.
func (r Recorder) Answer(ctx context.Context, q Question) (Answer, error) {
	answer, err := r.Assistant.Answer(ctx, q)
	if err != nil || r.Receipts == nil {
		return answer, err
	}
	receipt := newReceipt(answer, q.Private, time.Now())
	keeping, cancel := context.WithTimeout(context.WithoutCancel(ctx), keepWithin)
	defer cancel()
	if err := r.Receipts.Keep(keeping, receipt); err != nil {
		r.Warn(fmt.Errorf("no receipt of this answer was kept: %w", err))
		return answer, nil
	}
	answer.Receipt = receipt.ID
	return answer, nil
}

func newReceipt(a Answer, private bool, now time.Time) Receipt {
	r := Receipt{
		ID: newReceiptID(), Time: now.UTC().Truncate(time.Millisecond), Question: a.Question,
		Form: a.Form, Status: a.Status, Snapshot: a.Snapshot, Model: a.Model,
	}
	if private {
		r.Question = ""
	}
	for _, c := range a.Citations {
		r.Citations = append(r.Citations, Evidence{
			Document: c.document.ID, Passage: c.passage.ID, Digest: c.document.Digest,
			Start: c.span.Start, End: c.span.End,
		})
	}
	return r
}

// newReceiptID returns 50 random bits in letters and digits that are not mistaken
// for one another.
func newReceiptID() string { return strings.ToLower(rand.Text()[:10]) }
