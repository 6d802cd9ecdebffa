package sqlite

import (
	"context"
	"database/sql"
	"fmt"
)

// migrations make a database, one after the other. The number of those that were
// applied is the file's user_version. One that was released is never changed:
// another is added.
var migrations = []string{
	`CREATE TABLE receipts (
		id       TEXT PRIMARY KEY,
		at       INTEGER NOT NULL, -- milliseconds since 1970, UTC
		question TEXT NOT NULL,    -- empty: it was private
		form     TEXT NOT NULL,
		status   TEXT NOT NULL,
		snapshot TEXT NOT NULL,
		model    TEXT NOT NULL
	) STRICT, WITHOUT ROWID;
	CREATE INDEX receipts_at ON receipts (at);
	CREATE TABLE citations (
		receipt  TEXT NOT NULL REFERENCES receipts (id) ON DELETE CASCADE,
		n        INTEGER NOT NULL,
		document TEXT NOT NULL,
		passage  TEXT NOT NULL,
		digest   TEXT NOT NULL,    -- of the document's text, in which these count bytes:
		start    INTEGER NOT NULL,
		"end"    INTEGER NOT NULL,
		PRIMARY KEY (receipt, n)
	) STRICT, WITHOUT ROWID;
	CREATE INDEX citations_document ON citations (document);`,
}

// migrate applies the migrations that a database lacks: all of them, or none.
func migrate(ctx context.Context, db *sql.DB, migrations []string) error {
	version, err := versionOf(ctx, db)
	if err != nil {
		return err
	}
	if version == len(migrations) { // as nearly always: nothing is locked
		return nil
	}
	return within(ctx, db, func(tx *sql.Tx) error {
		version, err := versionOf(ctx, tx) // another process may have been faster
		if err != nil {
			return err
		}
		if version > len(migrations) {
			return fmt.Errorf("it is of version %d, which is newer than this program knows (%d); use the newer program, or another DATA_DIR", version, len(migrations))
		}
		for i, statements := range migrations[version:] {
			if _, err := tx.ExecContext(ctx, statements); err != nil {
				return fmt.Errorf("bringing it to version %d: %w", version+i+1, err)
			}
		}
		_, err = tx.ExecContext(ctx, fmt.Sprintf("PRAGMA user_version = %d", len(migrations)))
		return err
	})
}

// A querier is a database or a transaction.
type querier interface {
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

func versionOf(ctx context.Context, q querier) (version int, err error) {
	err = q.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version)
	return version, err
}
