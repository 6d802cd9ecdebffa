package discord

import (
	"context"
	"errors"
	"fmt"
	"net/http"
)

// A venue is where a question is answered: in reply to an interaction, or to a
// message in a channel. It is used by one goroutine at a time.
type venue interface {
	// put shows a message as the n-th of the answer, from 0: a new one after
	// those that stand there, or in the place of one. It returns errUnheard when
	// nobody can be told there any more.
	put(ctx context.Context, n int, m message) (posted, error)
	// refuse tells only the person who asked, where that is possible, why there
	// is no answer, and takes away what stands there instead of one.
	refuse(ctx context.Context, text string) error
	// free reports whether a message would be sent at once.
	free() bool
}

// errUnheard is returned when nothing can be told any more: the token has
// expired, or the message or its channel has been deleted.
var errUnheard = errors.New("there is nobody to tell")

// unheard adds errUnheard to an error of a venue that means it.
func unheard(err error) error {
	if refused(err) {
		return fmt.Errorf("%w: %w", errUnheard, err)
	}
	return err
}

// refused reports whether nothing can be said at a place: it is gone, or the bot may not.
func refused(err error) bool {
	switch statusOf(err) {
	case http.StatusUnauthorized, http.StatusForbidden, http.StatusNotFound:
		return true
	}
	return false
}

// deliver puts the messages of an answer, and returns where they stand.
func deliver(ctx context.Context, v venue, messages []message) ([]posted, error) {
	var places []posted
	for n, m := range messages {
		place, err := v.put(ctx, n, m)
		if err != nil {
			return places, err
		}
		places = append(places, place)
	}
	return places, nil
}
