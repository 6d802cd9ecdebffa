package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"footnote/bot"
)

var _ bot.Corrections = (*DB)(nil)

// Correct keeps a correction. The question is found by a keyed digest, which stays
// when its words go.
func (d *DB) Correct(ctx context.Context, c bot.Correction) error {
	if err := c.Check(); err != nil {
		return err
	}
	err := d.anonymously(ctx, func(tx *sql.Tx, s secret) error {
		_, err := tx.ExecContext(ctx, `INSERT OR REPLACE INTO corrections (receipt, at, question, same, language, text,
			document, passage, digest, start, "end", moderator, server, everywhere) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
			c.Receipt, c.Time.UnixMilli(), c.Question, orNone(s.question, bot.SameQuestion(c.Question)), c.Language, c.Text,
			c.Evidence.Document, c.Evidence.Passage, c.Evidence.Digest, c.Evidence.Start, c.Evidence.End, orNone(s.asker, c.Moderator),
			c.Server, c.Everywhere)
		return err
	})
	if err != nil {
		return fmt.Errorf("keeping the correction of receipt %q: %w", c.Receipt, err)
	}
	return nil
}

// Corrected returns the correction of a receipt's answer.
func (d *DB) Corrected(ctx context.Context, receipt string) (c bot.Correction, found bool, err error) {
	err = d.transact(ctx, func(tx *sql.Tx) (err error) {
		c, found, err = correction(ctx, tx, `receipt = ?`, receipt)
		return err
	})
	if err != nil {
		return bot.Correction{}, false, fmt.Errorf("the correction of receipt %q: %w", receipt, err)
	}
	return c, found, nil
}

// CorrectionOf returns the newest correction of an answer to the same question that
// counts in a server.
func (d *DB) CorrectionOf(ctx context.Context, question, server string) (c bot.Correction, found bool, err error) {
	err = d.anonymously(ctx, func(tx *sql.Tx, s secret) (err error) {
		c, found, err = correction(ctx, tx, `same = ? AND (everywhere OR server = ? AND server <> '')`,
			orNone(s.question, bot.SameQuestion(question)), server)
		return err
	})
	if err != nil {
		return bot.Correction{}, false, fmt.Errorf("looking for a correction: %w", err)
	}
	return c, found, nil
}

// correction returns the newest correction that a condition holds of.
func correction(ctx context.Context, tx *sql.Tx, where string, args ...any) (c bot.Correction, found bool, err error) {
	var at int64
	err = tx.QueryRowContext(ctx, `SELECT receipt, at, question, language, text, document, passage, digest, start, "end", server, everywhere
		FROM corrections WHERE `+where+` ORDER BY at DESC, receipt LIMIT 1`, args...).
		Scan(&c.Receipt, &at, &c.Question, &c.Language, &c.Text,
			&c.Evidence.Document, &c.Evidence.Passage, &c.Evidence.Digest, &c.Evidence.Start, &c.Evidence.End, &c.Server, &c.Everywhere)
	if errors.Is(err, sql.ErrNoRows) {
		return c, false, nil
	}
	c.Time = time.UnixMilli(at).UTC()
	return c, err == nil, err
}

// Withdraw deletes the correction of a receipt's answer.
func (d *DB) Withdraw(ctx context.Context, receipt string) error {
	err := d.transact(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `DELETE FROM corrections WHERE receipt = ?`, receipt)
		return err
	})
	if err != nil {
		return fmt.Errorf("withdrawing the correction of receipt %q: %w", receipt, err)
	}
	return nil
}
