package bot

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"
)

// A Post is where an answer stands that others can see, so that it can be marked,
// corrected or deleted there later. It holds nothing that anybody wrote.
type Post struct {
	Receipt  string    // the ID of the answer's receipt
	Channel  string    // the ID of the place
	Messages []string  // their IDs there, in order; at least one, at most MaxMessages
	Asker    string    // the ID of who asked; it never comes back
	Time     time.Time // in whole milliseconds
}

// MaxMessages is how many messages an answer may stand in.
const MaxMessages = 20

// ErrNoPost is returned where no answer is known to stand.
var ErrNoPost = errors.New("no answer is known to stand there: it is private or deleted, or its time is over (RETAIN_DAYS)")

// Posts keeps where answers stand. It may be used from any number of goroutines.
type Posts interface {
	// KeepPost keeps where the answer of a receipt stands, in the place of what was
	// kept for it before. A message shows one answer: a post of another receipt with
	// a message of this one is dropped. Of the asker no more than a keyed digest is
	// kept. See [Post.Check] for what is an error.
	KeepPost(ctx context.Context, p Post) error
	// PostOf returns where the answer of a receipt stands, or ErrNoPost.
	PostOf(ctx context.Context, receipt string) (Post, error)
	// PostAt returns the post that a message is part of, or ErrNoPost.
	PostAt(ctx context.Context, channel, message string) (Post, error)
	// AskedBy reports whether the answer of a receipt was for an asker. It was for
	// nobody where no post is kept.
	AskedBy(ctx context.Context, receipt, asker string) (bool, error)
	// DropPost forgets where the answer of a receipt stands. To forget one that is
	// not kept is no error.
	DropPost(ctx context.Context, receipt string) error
}

// Check returns what is wrong with a post that is to be kept, or nil.
func (p Post) Check() error {
	switch {
	case p.Receipt == "":
		return errors.New("a post names no receipt")
	case p.Channel == "":
		return fmt.Errorf("the post of receipt %q names no channel", p.Receipt)
	case len(p.Messages) == 0 || slices.Contains(p.Messages, ""):
		return fmt.Errorf("the post of receipt %q lacks the ID of a message", p.Receipt)
	case len(p.Messages) > MaxMessages:
		return fmt.Errorf("the post of receipt %q has %d messages: at most %d are kept", p.Receipt, len(p.Messages), MaxMessages)
	}
	return nil
}
