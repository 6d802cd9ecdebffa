package bot

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// A Correction is what a moderator, or an owner, says in the place of an answer, with
// the quotation that proves it. It holds while its quotation stands in the library, and
// counts for those who ask the same in the server of the answer; an owner's counts for
// everybody.
type Correction struct {
	Receipt    string    // the ID of the receipt of the answer that it corrects
	Question   string    // as it was understood; empty where it must not be kept
	Language   string    // of the answer
	Text       string    // at most MaxCorrection characters
	Evidence   Evidence  // where its quotation stands
	Moderator  string    // the ID of who corrects; it never comes back
	Time       time.Time // in whole milliseconds
	Server     string    // the ID of the server in which it counts
	Everywhere bool      // it counts in all servers, and outside of them
}

// MaxCorrection is how long a correction may be, in characters.
const MaxCorrection = 1000

// Corrections keeps corrections. It may be used from any number of goroutines.
type Corrections interface {
	// Correct keeps a correction, in the place of an earlier one of the same receipt.
	// Of the moderator no more than a keyed digest is kept, and the words of the
	// question no longer than the receipt has them. See [Correction.Check] for what
	// is an error.
	Correct(ctx context.Context, c Correction) error
	// Corrected returns the correction of a receipt's answer; found is false where it
	// has none.
	Corrected(ctx context.Context, receipt string) (c Correction, found bool, err error)
	// CorrectionOf returns the newest correction of an answer to the same question, see
	// [SameQuestion], that counts in a server or, where its ID is empty, outside of all.
	// It is found although the question's words are gone. A question without words has
	// none.
	CorrectionOf(ctx context.Context, question, server string) (c Correction, found bool, err error)
	// Withdraw deletes the correction of a receipt's answer. To delete none is no
	// error.
	Withdraw(ctx context.Context, receipt string) error
}

// Check returns what is wrong with a correction that is to be kept, or nil.
func (c Correction) Check() error {
	n := utf8.RuneCountInString(c.Text)
	switch {
	case c.Receipt == "":
		return errors.New("a correction names no receipt")
	case strings.TrimSpace(c.Text) == "":
		return fmt.Errorf("the correction of receipt %q is empty: write what is right", c.Receipt)
	case n > MaxCorrection:
		return fmt.Errorf("the correction of receipt %q has %d characters: shorten it to %d", c.Receipt, n, MaxCorrection)
	case c.Evidence.Document == "" || c.Evidence.Digest == "" || c.Evidence.Start < 0 || c.Evidence.End <= c.Evidence.Start:
		return fmt.Errorf("the correction of receipt %q has no quotation: name a document and the words in it that prove it", c.Receipt)
	case c.Server == "" && !c.Everywhere:
		return fmt.Errorf("the correction of receipt %q counts nowhere: name the server of the answer", c.Receipt)
	}
	return nil
}

// SameQuestion is a form of a question that is the same for those that differ in
// capitals, spaces and punctuation only. It is empty where there is nothing else.
func SameQuestion(text string) string {
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsNumber(r) && !unicode.IsMark(r) && !unicode.Is(unicode.Sc, r)
	})
	var same strings.Builder
	var last rune
	for _, w := range words {
		first, _ := utf8.DecodeRuneInString(w)
		if last != 0 && !unicode.Is(unicode.Han, last) && !unicode.Is(unicode.Han, first) {
			same.WriteByte(' ') // beside a Han character a space is a matter of taste
		}
		same.WriteString(w)
		last, _ = utf8.DecodeLastRuneInString(w)
	}
	return same.String()
}
