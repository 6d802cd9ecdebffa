package corpus

import (
	"errors"
	"fmt"
)

// A Reason is a kind of what keeps a document, or a term of the glossary, from being
// served. It is a sentinel: what is wrong with one document wraps the reason and says
// more, in English and with the remedy. Who tells it in another language goes by the
// reason.
type Reason string

// The reasons that are frequent. Other errors have none.
const (
	// ErrNoText says that a file was read and holds nothing to quote: it is empty,
	// or a scan whose text was never recognised.
	ErrNoText Reason = "holds no text"
	// ErrLoginPage says that what was read is not the document but a page that asks
	// for a name and a password.
	ErrLoginPage   Reason = "is a login page"
	ErrTooLarge    Reason = "is larger than a document may be"
	ErrTooMuch     Reason = "holds more than a document may" // pages, rows, levels
	ErrFormat      Reason = "is in a format that is not read"
	ErrExtension   Reason = "has the extension of another format"
	ErrEncoding    Reason = "is not text in an encoding that is read"
	ErrFrontMatter Reason = "states what cannot be read of itself"
	ErrLocked      Reason = "is locked by a password"
	ErrDamaged     Reason = "is damaged"
	ErrUnopened    Reason = "cannot be opened"
	ErrSameID      Reason = "has the ID of another document"

	// Of the web.
	ErrAddress     Reason = "is no web address that can be asked: write https://…, without a user name or password"
	ErrPrivate     Reason = "is not an address of the public internet"
	ErrNotFound    Reason = "is not there"
	ErrRefused     Reason = "is not sent"
	ErrUnreachable Reason = "cannot be reached"
	ErrSlow        Reason = "does not answer in time"
	ErrRobots      Reason = "may not be asked for by programs"
	ErrRedirected  Reason = "leads elsewhere"
	ErrShrunk      Reason = "has suddenly lost its text"
	ErrNoList      Reason = "is no list of documents that can be read" // a sitemap or feed
	// ErrLimit says that a source lists more than may be fetched of it. Those documents
	// that were reported are as good as ever.
	ErrLimit Reason = "more is found than may be fetched"

	// Of a term.
	ErrNoTerm      Reason = "holds no term"
	ErrOtherColumn Reason = "is in the column of the other language"
	ErrLongTerm    Reason = "is longer than a term may be"
	ErrManyForms   Reason = "has more forms than a term may"
	ErrSameForm    Reason = "is a form of another term"
)

func (r Reason) Error() string { return string(r) }

// Errorf makes an error of this reason, whose text is only what the format says.
func (r Reason) Errorf(format string, args ...any) error {
	return &because{fmt.Errorf(format, args...), r}
}

// because is an error with a reason that its text does not name.
type because struct {
	error
	reason Reason
}

func (b *because) Unwrap() []error { return []error{b.reason, b.error} }

// ReasonOf returns the reason of an error, the outermost of several, or nothing.
func ReasonOf(err error) Reason {
	var r Reason
	errors.As(err, &r)
	return r
}
