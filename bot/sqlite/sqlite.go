// Package sqlite keeps what Footnote remembers in one SQLite file: the receipts
// of its answers, where those stand that others can see, their corrections,
// conversations, feedback, and what was spent and done today.
//
// People, and the places where they talk, are in it as keyed digests only; of an
// answer that others can see its channel and messages are named, to find it there.
// The key is in a file of its own beside it, so that a copy of the database names
// nobody.
//
// The file is never a condition: without it questions are answered all the same. But
// receipts, moderators' corrections and feedback are nowhere else, and corrections and
// people are found with the key only: of both files a copy is worth keeping. A file that
// is damaged is set aside, and a new one is begun.
package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"time"

	"modernc.org/sqlite"
)

// A DB is an open database. It may be used from any number of goroutines, and
// other processes may have the same file open.
type DB struct {
	path string // empty: it is in memory
	warn func(error)

	turn   chan struct{} // full while somebody works on what follows
	sql    *sql.DB       // one connection, which a damaged file replaces; nil while there is none
	opened os.FileInfo   // to tell the file from one that has taken its place
	secret secret        // of the digests that stand for people; empty until it is needed
}

// Open opens the database in a file, which only its owner may read and which is
// made where there is none, and brings it up to date. A damaged file is set aside
// beside it, now or whenever the damage shows; warn is told where.
func Open(ctx context.Context, path string, warn func(error)) (*DB, error) {
	absolute, err := filepath.Abs(path)
	if err != nil {
		return nil, fmt.Errorf("opening the database %q: %w", path, err)
	}
	d := &DB{path: absolute, warn: warn, turn: make(chan struct{}, 1)}
	if err := d.openOrReplace(ctx); err != nil {
		return nil, fmt.Errorf("opening the database %q: %w", path, withRemedy(err))
	}
	return d, nil
}

// OpenInMemory opens a database that is gone when it is closed, and that nothing
// of is ever written down.
func OpenInMemory(ctx context.Context) (*DB, error) {
	d := &DB{secret: newSecret(), turn: make(chan struct{}, 1)}
	if err := d.open(ctx); err != nil {
		return nil, fmt.Errorf("opening a database in memory: %w", err)
	}
	return d, nil
}

// Close closes the database.
func (d *DB) Close() error {
	d.turn <- struct{}{}
	defer func() { <-d.turn }()
	if d.sql == nil {
		return nil
	}
	return d.sql.Close()
}

const (
	// patience is how long a lock of another process is waited for.
	patience = time.Second
	// reopenWithin is how long the file is opened for that a new one replaces.
	reopenWithin = 5 * time.Second
)

// openOrReplace opens the file, or a new one where it is damaged.
func (d *DB) openOrReplace(ctx context.Context) error {
	err := d.open(ctx)
	if isDamage(err) {
		err = d.replace(ctx, err)
	}
	return err
}

// open opens the file and brings it up to date. On an error it stays closed.
func (d *DB) open(ctx context.Context) error {
	if err := d.create(); err != nil {
		return fmt.Errorf("%w; make the folder writable, or free some space", err)
	}
	db, err := sql.Open("sqlite", address(d.path))
	if err != nil {
		return err
	}
	db.SetMaxOpenConns(1)
	until := time.Now().Add(patience)
	for { // turning a new file to WAL does not wait for a lock
		err = migrate(ctx, db, migrations)
		if !isBusy(err) || time.Now().After(until) {
			break
		}
		time.Sleep(10 * time.Millisecond)
	}
	if err != nil {
		return errors.Join(err, db.Close())
	}
	d.sql = db
	return nil
}

// create makes the file for its owner alone, and notes which one it is. SQLite
// would let others read it, and gives those beside it the same mode.
func (d *DB) create() error {
	if d.path == "" {
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(d.path), 0o755); err != nil {
		return err
	}
	f, err := os.OpenFile(d.path, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
	if err == nil {
		err = f.Close()
	} else if errors.Is(err, fs.ErrExist) {
		err = nil
	}
	if err != nil {
		return err
	}
	d.opened, err = os.Stat(d.path)
	return err
}

// address is how the driver is told of a file and its settings. What is deleted
// is overwritten, so that no question stays in a free page. An answer lost in a
// power failure is not worth a sync each: NORMAL keeps the file whole without.
func address(path string) string {
	if path == "" {
		path = ":memory:"
	}
	q := url.Values{"_txlock": {"immediate"}, "_pragma": {
		fmt.Sprintf("busy_timeout(%d)", patience.Milliseconds()),
		"journal_mode(WAL)", "synchronous(NORMAL)", "foreign_keys(ON)", "secure_delete(ON)", "trusted_schema(OFF)",
	}}
	return fileURL(path, q)
}

func fileURL(path string, settings url.Values) string {
	return (&url.URL{Scheme: "file", OmitHost: true, Path: filepath.ToSlash(path), RawQuery: settings.Encode()}).String()
}

// do does some work on the database, on a new one if the file turns out to be
// damaged. It waits for its turn as long as ctx allows, and returns its error then.
func (d *DB) do(ctx context.Context, work func(*sql.DB) error) error {
	select {
	case d.turn <- struct{}{}:
		defer func() { <-d.turn }()
	case <-ctx.Done():
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	if d.sql == nil {
		if err := d.reopen(ctx, d.openOrReplace); err != nil {
			return err
		}
	}
	err := work(d.sql)
	if !isDamage(err) {
		return withRemedy(err)
	}
	err, d.sql = errors.Join(err, d.sql.Close()), nil
	if err := d.reopen(ctx, func(ctx context.Context) error { return d.replace(ctx, err) }); err != nil {
		return err
	}
	return withRemedy(work(d.sql))
}

// reopen opens the file anew. That is of use to all who come later, and goes on
// although ctx ends.
func (d *DB) reopen(ctx context.Context, open func(context.Context) error) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), reopenWithin)
	defer cancel()
	return withRemedy(open(ctx))
}

// transact does some work in a transaction.
func (d *DB) transact(ctx context.Context, work func(*sql.Tx) error) error {
	return d.do(ctx, func(db *sql.DB) error { return within(ctx, db, work) })
}

// A scan reads the columns of a row.
type scan func(columns ...any) error

// collect returns what a query finds, row by row.
func collect[T any](ctx context.Context, tx *sql.Tx, read func(scan, *T) error, query string, args ...any) ([]T, error) {
	rows, err := tx.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []T
	for rows.Next() {
		var one T
		if err := read(rows.Scan, &one); err != nil {
			return nil, err
		}
		all = append(all, one)
	}
	return all, rows.Err()
}

// within does some work in a transaction.
func within(ctx context.Context, db *sql.DB, work func(*sql.Tx) error) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	if err := work(tx); err != nil {
		return errors.Join(err, tx.Rollback())
	}
	return tx.Commit()
}

// The result codes of SQLite that are acted upon, without their extensions: see
// sqlite.org/rescode.html.
const (
	codeBusy     = 5
	codeReadOnly = 8
	codeIO       = 10
	codeCorrupt  = 11
	codeFull     = 13
	codeCantOpen = 14
	codeNotADB   = 26
)

func codeOf(err error) int {
	var e *sqlite.Error
	if !errors.As(err, &e) {
		return 0
	}
	return e.Code() & 0xFF
}

// withRemedy adds to an error of SQLite what can be done.
func withRemedy(err error) error {
	switch codeOf(err) {
	case codeBusy:
		return fmt.Errorf("%w; another program holds it: end that, or try again", err)
	case codeReadOnly, codeIO, codeFull, codeCantOpen:
		return fmt.Errorf("%w; make the folder writable, or free some space", err)
	}
	return err
}

func isBusy(err error) bool { return codeOf(err) == codeBusy }

func isDamage(err error) bool {
	code := codeOf(err)
	return code == codeCorrupt || code == codeNotADB
}
