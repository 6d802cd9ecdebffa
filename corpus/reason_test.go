package corpus

import (
	"errors"
	"fmt"
	"io/fs"
	"testing"
)

func TestAnErrorHasItsReasonAndItsOwnText(t *testing.T) {
	inner := ErrUnopened.Errorf("may not be read: %w; change its permissions", fs.ErrPermission)
	err := Problem{"a.txt", fmt.Errorf("reading it: %w", inner)}
	if got, want := err.Error(), "a.txt: reading it: may not be read: permission denied; change its permissions"; got != want {
		t.Errorf("it says %q, want %q", got, want)
	}
	if !errors.Is(err, ErrUnopened) || !errors.Is(err, fs.ErrPermission) || errors.Is(err, ErrNoText) {
		t.Errorf("what it is cannot be told: %#v", err)
	}
	for _, test := range []struct {
		err  error
		want Reason
	}{
		{err, ErrUnopened},
		{ErrFormat.Errorf("no document: %w", ErrEncoding.Errorf("no text")), ErrFormat},
		{fmt.Errorf("%w: it is empty", ErrNoText), ErrNoText},
		{errors.New("something else"), ""},
		{nil, ""},
	} {
		if got := ReasonOf(test.err); got != test.want {
			t.Errorf("the reason of %v is %q, want %q", test.err, got, test.want)
		}
	}
}
