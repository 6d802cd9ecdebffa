package bot

import (
	"context"
	"strings"
	"time"
	"unicode"
)

// A Correction is what a moderator says in the place of an answer, with the
// quotation that proves it. It holds while its quotation stands in the library.
type Correction struct {
	Receipt   string    // the ID of the receipt of the answer that it corrects
	Question  string    // as it was understood; empty where it must not be kept
	Language  string    // of the answer
	Text      string    // at most MaxCorrection characters
	Evidence  Evidence  // where its quotation stands
	Moderator string    // the ID of who corrects; it never comes back
	Time      time.Time // in whole milliseconds
}

// MaxCorrection is how long a correction may be, in characters.
const MaxCorrection = 1000

// Corrections keeps corrections. It may be used from any number of goroutines.
type Corrections interface {
	// Correct keeps a correction, in the place of an earlier one of the same receipt.
	Correct(ctx context.Context, c Correction) error
	// Corrected returns the correction of a receipt's answer; found is false where it
	// has none.
	Corrected(ctx context.Context, receipt string) (c Correction, found bool, err error)
	// CorrectionOf returns the newest correction of an answer to the same question:
	// see [SameQuestion].
	CorrectionOf(ctx context.Context, question string) (c Correction, found bool, err error)
	// Withdraw deletes the correction of a receipt's answer. To delete none is no
	// error.
	Withdraw(ctx context.Context, receipt string) error
}

// SameQuestion is a form of a question that is the same for those that differ in
// capitals, spaces and punctuation only.
func SameQuestion(text string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsNumber(r) && !unicode.IsMark(r)
	}), " ")
}
