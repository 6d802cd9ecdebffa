package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"footnote/bot"
)

var _ bot.Feedbacks = (*DB)(nil)

// Judge keeps a feedback.
func (d *DB) Judge(ctx context.Context, f bot.Feedback) (before bot.FeedbackKind, err error) {
	if f, err = f.Bounded(); err != nil {
		return "", err
	}
	err = d.anonymously(ctx, func(tx *sql.Tx, s secret) error {
		err := tx.QueryRowContext(ctx, `SELECT kind FROM feedback WHERE receipt = ? AND asker = ? AND citation = ?`,
			f.Receipt, s.asker(f.Asker), f.Citation).Scan(&before)
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			return err
		}
		_, err = tx.ExecContext(ctx, `INSERT OR REPLACE INTO feedback (receipt, asker, at, kind, citation, text) VALUES (?, ?, ?, ?, ?, ?)`,
			f.Receipt, s.asker(f.Asker), f.Time.UnixMilli(), f.Kind, f.Citation, f.Text)
		return err
	})
	if err != nil {
		return "", fmt.Errorf("keeping feedback on receipt %q: %w", f.Receipt, err)
	}
	return before, nil
}

// Judged returns the feedback since a time.
func (d *DB) Judged(ctx context.Context, since time.Time, limit int) (all []bot.Feedback, err error) {
	err = d.transact(ctx, func(tx *sql.Tx) (err error) {
		all, err = collect(ctx, tx, func(scan scan, f *bot.Feedback) error {
			var at int64
			err := scan(&f.Receipt, &at, &f.Kind, &f.Citation, &f.Text)
			f.Time = time.UnixMilli(at).UTC()
			return err
		}, `SELECT receipt, at, kind, citation, text FROM feedback WHERE at >= ? ORDER BY at DESC, id DESC LIMIT ?`, since.UnixMilli(), max(0, limit))
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("reading the feedback since %s: %w", since.Format(time.DateOnly), err)
	}
	return all, nil
}
