package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"footnote/bot"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second ctrl-C ends the program at once
	err := run(ctx, os.Args[1:], os.LookupEnv, os.Stdin, os.Stdout, os.Stderr)
	os.Exit(conclude(os.Stderr, err))
}

// The exit codes, which scripts rely on.
const (
	exitDone    = 0 // of ask: answered, or partly
	exitFailed  = 1
	exitUsage   = 2
	exitRefused = 3 // of ask: not in the corpus
)

// errRefused says that ask has printed a refusal.
var errRefused = errors.New("the library does not answer this")

// errKept says that a refresh that was interrupted was not in vain.
var errKept = errors.New("what was fetched is kept for the next refresh")

// A usageError is the caller's to mend: a flag, an argument or a setting.
type usageError struct{ error }

func (e usageError) Unwrap() error { return e.error }

func usagef(format string, args ...any) error {
	return usageError{fmt.Errorf(format, args...)}
}

// isCancelled reports whether somebody stopped the program.
func isCancelled(err error) bool { return errors.Is(err, context.Canceled) }

// conclude tells how the program ended and returns its exit code. It is the
// one place where errors become text for people.
func conclude(stderr io.Writer, err error) int {
	var usage usageError
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, errRefused):
		return exitRefused
	case errors.Is(err, errKept) && isCancelled(err):
		fmt.Fprintln(stderr, "footnote: interrupted; "+errKept.Error())
		return exitFailed
	case isCancelled(err):
		fmt.Fprintln(stderr, "footnote: interrupted")
		return exitFailed
	}
	fmt.Fprintln(stderr, "footnote: "+clean(err.Error()))
	if errors.As(err, &usage) || errors.Is(err, bot.ErrEmptyQuestion) ||
		errors.Is(err, bot.ErrQuestionTooLong) || errors.Is(err, bot.ErrUnknownDocument) ||
		errors.Is(err, bot.ErrUnknownIssuer) || errors.Is(err, bot.ErrNoReceipt) {
		return exitUsage
	}
	return exitFailed
}
