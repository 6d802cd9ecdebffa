package sqlite

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"time"
)

// companions are what SQLite keeps beside its file, by the ends of their names.
// They go with it: some of what was written last may be in them alone.
var companions = []string{"-wal", "-shm", "-journal"}

// replace sets the damaged file aside and opens a new one. Where another process
// has done so already, its new one is opened.
func (d *DB) replace(ctx context.Context, damage error) error {
	now, err := os.Stat(d.path)
	if err == nil && os.SameFile(now, d.opened) {
		aside, err := setAside(d.path, time.Now())
		if err != nil {
			return fmt.Errorf("%w; it is damaged and cannot be set aside: %w; move it away", damage, err)
		}
		d.warn(fmt.Errorf("the database %q was damaged and is now %q; a new one begins, without what was kept before: %w",
			d.path, aside, damage))
	} else if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return d.open(ctx)
}

// setAside renames a database to a name with the time, and returns that.
func setAside(path string, now time.Time) (string, error) {
	stem := fmt.Sprintf("%s-damaged-%s", strings.TrimSuffix(path, ".db"), now.UTC().Format("20060102T150405"))
	aside := stem + ".db"
	for n := 2; ; n++ {
		if _, err := os.Lstat(aside); errors.Is(err, fs.ErrNotExist) {
			break
		}
		aside = fmt.Sprintf("%s-%d.db", stem, n)
	}
	// The file goes last: until it has gone, another try begins anew.
	for _, end := range append(companions, "") {
		if err := os.Rename(path+end, aside+end); err != nil && !(end != "" && errors.Is(err, fs.ErrNotExist)) {
			return "", err
		}
	}
	return aside, nil
}
