package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
)

// A State is what a database file is.
type State struct {
	Version  int // of its tables
	Newest   int // that this program knows
	Receipts int // that are kept
}

// ErrDamaged is returned for a file that [Open] would set aside.
var ErrDamaged = errors.New("the database is damaged")

// Inspect looks at the file of a database without writing: neither is it brought
// up to date, nor set aside where it is damaged. A file that is not there is an
// [io/fs.ErrNotExist].
func Inspect(ctx context.Context, path string) (State, error) {
	s := State{Newest: len(migrations)}
	err := s.read(ctx, path)
	if isDamage(err) {
		err = fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	if err != nil {
		return State{}, fmt.Errorf("looking at the database %q: %w", path, withRemedy(err))
	}
	return s, nil
}

func (s *State) read(ctx context.Context, path string) (err error) {
	absolute, err := filepath.Abs(path)
	if err != nil {
		return err
	}
	f, err := os.Open(absolute) // SQLite does not say why it cannot
	if err != nil {
		return err
	}
	f.Close()
	db, err := sql.Open("sqlite", readOnly(absolute))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	db.SetMaxOpenConns(1)
	if s.Version, err = versionOf(ctx, db); err != nil {
		return err
	}
	var verdict string
	if err := db.QueryRowContext(ctx, "PRAGMA quick_check(1)").Scan(&verdict); err != nil {
		return err
	}
	if verdict != "ok" {
		return fmt.Errorf("%w: %s", ErrDamaged, verdict)
	}
	if s.Version == 0 {
		return nil
	}
	return db.QueryRowContext(ctx, "SELECT count(*) FROM receipts").Scan(&s.Receipts)
}

// readOnly is how the driver is told to write nothing. A file in WAL mode that no
// program has open must be said not to change, or it would be given a journal.
func readOnly(path string) string {
	q := url.Values{"mode": {"ro"}, "_pragma": {fmt.Sprintf("busy_timeout(%d)", patience.Milliseconds()), "trusted_schema(OFF)"}}
	if _, err := os.Stat(path + "-wal"); err != nil {
		q.Set("immutable", "1")
	}
	return fileURL(path, q)
}
