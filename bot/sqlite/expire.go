package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"footnote/corpus"
)

// Expire deletes the receipts, posts, turns and feedback of before a time, and what
// was spent and done before today. Corrections stay until they are withdrawn, but
// the words of a question go with its receipt.
func (d *DB) Expire(ctx context.Context, before time.Time) error {
	err := d.do(ctx, func(db *sql.DB) error {
		erased := false
		for _, o := range overBefore(before, time.Now().UTC()) {
			some, err := o.erase(ctx, db)
			if err != nil {
				return err
			}
			erased = erased || some
		}
		if !erased {
			return nil
		}
		return truncate(ctx, db)
	})
	if err != nil {
		return fmt.Errorf("deleting what was kept before %s: %w", before.Format(time.DateOnly), err)
	}
	return nil
}

// An over is what is over in a table, and how it is erased.
type over struct {
	erasing, table, where string
	args                  []any
}

// overBefore returns what is over, in the order in which it is erased.
func overBefore(before, now time.Time) []over {
	old := []any{before.UnixMilli()}
	return []over{
		{"DELETE FROM receipts", "receipts", "at < ?", old},
		{"UPDATE corrections SET question = ''", "corrections", "question <> '' AND receipt NOT IN (SELECT id FROM receipts)", nil},
		{"DELETE FROM posts", "posts", "at < ?", old},
		{"DELETE FROM turns", "turns", "at < ?", old},
		{"DELETE FROM feedback", "feedback", "at < ?", old},
		{"DELETE FROM spending", "spending", "day < ?", []any{corpus.DateOf(now).String()}},
		{"DELETE FROM keys", "keys", "at <= ?", []any{now.Add(-onceWithin).UnixMilli()}},
	}
}

// erase erases rows, if there are any: a start that has nothing to delete locks
// nothing.
func (o over) erase(ctx context.Context, db *sql.DB) (some bool, err error) {
	err = db.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM `+o.table+` WHERE `+o.where+`)`, o.args...).Scan(&some)
	if err != nil || !some {
		return false, err
	}
	_, err = db.ExecContext(ctx, o.erasing+` WHERE `+o.where, o.args...)
	return true, err
}
