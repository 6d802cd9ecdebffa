package refresh

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/gofrs/flock"
)

// ErrBusy is returned when another refresh of the same corpus is under way, in
// this process or in another.
var ErrBusy = errors.New("another refresh of this corpus is running: wait for it to end, or stop it")

const (
	lockFile  = "LOCK"
	lookAgain = 50 * time.Millisecond
	patience  = 2 * time.Second // for a refresh, where there is an index in force
)

// lock makes this the only refresh of a folder until unlock is called. The
// system takes the lock from a process that dies.
func lock(dir string) (unlock func(), err error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, fmt.Errorf("locking the index: %w", err)
	}
	l := flock.New(filepath.Join(dir, lockFile))
	switch got, err := l.TryLock(); {
	case err != nil:
		return nil, fmt.Errorf("locking the index: %w", err)
	case !got:
		return nil, ErrBusy
	}
	os.RemoveAll(filepath.Join(dir, unfinishedFolder)) // nobody else writes now
	return func() { l.Unlock() }, nil
}

// waitLock is lock for one that waits for its turn.
func waitLock(ctx context.Context, dir string) (unlock func(), err error) {
	for {
		unlock, err := lock(dir)
		if !errors.Is(err, ErrBusy) {
			return unlock, err
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(lookAgain):
		}
	}
}
