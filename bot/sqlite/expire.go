package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"footnote/corpus"
)

// Expire deletes the receipts, turns and feedback of before a time, and what was
// spent and done before today.
func (d *DB) Expire(ctx context.Context, before time.Time) error {
	now := time.Now().UTC()
	// Of each table, what is over in it.
	tables := []struct {
		name, over string
		limit      any
	}{
		{"receipts", "at < ?", before.UnixMilli()},
		{"turns", "at < ?", before.UnixMilli()},
		{"feedback", "at < ?", before.UnixMilli()},
		{"spending", "day < ?", corpus.DateOf(now).String()},
		{"keys", "at <= ?", now.Add(-onceWithin).UnixMilli()},
	}
	err := d.do(ctx, func(db *sql.DB) error {
		deleted := false
		for _, t := range tables {
			some, err := expire(ctx, db, t.name+" WHERE "+t.over, t.limit)
			if err != nil {
				return err
			}
			deleted = deleted || some
		}
		if !deleted {
			return nil
		}
		return truncate(ctx, db)
	})
	if err != nil {
		return fmt.Errorf("deleting what was kept before %s: %w", before.Format(time.DateOnly), err)
	}
	return nil
}

// expire deletes rows, if there are any: a start that has nothing to delete locks
// nothing.
func expire(ctx context.Context, db *sql.DB, rows string, limit any) (some bool, err error) {
	err = db.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM `+rows+`)`, limit).Scan(&some)
	if err != nil || !some {
		return false, err
	}
	_, err = db.ExecContext(ctx, `DELETE FROM `+rows, limit)
	return true, err
}
