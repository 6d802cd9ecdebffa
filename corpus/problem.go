package corpus

import "errors"

// ErrNoDocuments says that a corpus folder holds nothing that can be served.
var ErrNoDocuments = errors.New("no documents")

// ErrNoText says that a file was read and holds nothing to quote: it is empty,
// or a scan whose text was never recognised.
var ErrNoText = errors.New("holds no text")

// A Problem is one file that is not served, and why.
type Problem struct {
	Path string
	Err  error // what is wrong, and the remedy
}

func (p Problem) Error() string { return p.Path + ": " + p.Err.Error() }

// Unwrap returns the cause.
func (p Problem) Unwrap() error { return p.Err }
