package bot

import (
	"context"
	"time"
)

// Keys knows what has been done already, for a day: what is delivered twice is
// answered once. It may be used from any number of goroutines.
type Keys interface {
	// Once reports whether a key comes for the first time in the 24 hours before a
	// time. Of many that ask at the same time, one is the first.
	Once(ctx context.Context, key string, at time.Time) (first bool, err error)
}
