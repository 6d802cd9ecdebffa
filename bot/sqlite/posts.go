package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"footnote/bot"
)

var _ bot.Posts = (*DB)(nil)

// KeepPost keeps where an answer stands.
func (d *DB) KeepPost(ctx context.Context, p bot.Post) error {
	if err := p.Check(); err != nil {
		return err
	}
	err := d.onBehalf(ctx, p.Asker, func(tx *sql.Tx, asker []byte) error { return insertPost(ctx, tx, p, asker) })
	if err != nil {
		return fmt.Errorf("keeping where the answer of receipt %q stands: %w", p.Receipt, err)
	}
	return nil
}

func insertPost(ctx context.Context, tx *sql.Tx, p bot.Post, asker []byte) error {
	for _, message := range p.Messages {
		_, err := tx.ExecContext(ctx, `DELETE FROM posts WHERE channel = ?
			AND receipt IN (SELECT receipt FROM post_messages WHERE message = ?)`, p.Channel, message)
		if err != nil {
			return err
		}
	}
	if _, err := tx.ExecContext(ctx, `DELETE FROM posts WHERE receipt = ?`, p.Receipt); err != nil {
		return err
	}
	_, err := tx.ExecContext(ctx, `INSERT INTO posts (receipt, at, channel, asker) VALUES (?, ?, ?, ?)`,
		p.Receipt, p.Time.UnixMilli(), p.Channel, asker)
	if err != nil {
		return err
	}
	for i, message := range p.Messages {
		_, err := tx.ExecContext(ctx, `INSERT INTO post_messages (receipt, n, message) VALUES (?, ?, ?)`, p.Receipt, i, message)
		if err != nil {
			return err
		}
	}
	return nil
}

// PostOf returns where the answer of a receipt stands, or [bot.ErrNoPost].
func (d *DB) PostOf(ctx context.Context, receipt string) (bot.Post, error) {
	p, err := d.post(ctx, `receipt = ?`, receipt)
	if err != nil {
		return bot.Post{}, fmt.Errorf("the post of receipt %q: %w", receipt, err)
	}
	return p, nil
}

// PostAt returns the post that a message is part of, or [bot.ErrNoPost].
func (d *DB) PostAt(ctx context.Context, channel, message string) (bot.Post, error) {
	p, err := d.post(ctx, `channel = ? AND receipt IN (SELECT receipt FROM post_messages WHERE message = ?)`, channel, message)
	if err != nil {
		return bot.Post{}, fmt.Errorf("the post of message %q: %w", message, err)
	}
	return p, nil
}

// post returns the one post that a condition holds of.
func (d *DB) post(ctx context.Context, where string, args ...any) (p bot.Post, err error) {
	err = d.transact(ctx, func(tx *sql.Tx) error {
		var at int64
		err := tx.QueryRowContext(ctx, `SELECT receipt, at, channel FROM posts WHERE `+where, args...).Scan(&p.Receipt, &at, &p.Channel)
		if errors.Is(err, sql.ErrNoRows) {
			return bot.ErrNoPost
		}
		if err != nil {
			return err
		}
		p.Time = time.UnixMilli(at).UTC()
		p.Messages, err = collect(ctx, tx, func(scan scan, message *string) error { return scan(message) },
			`SELECT message FROM post_messages WHERE receipt = ? ORDER BY n`, p.Receipt)
		return err
	})
	return p, err
}

// AskedBy reports whether an answer was for an asker.
func (d *DB) AskedBy(ctx context.Context, receipt, asker string) (is bool, err error) {
	err = d.onBehalf(ctx, asker, func(tx *sql.Tx, who []byte) error { // nobody's NULL equals nothing
		return tx.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM posts WHERE receipt = ? AND asker = ?)`, receipt, who).Scan(&is)
	})
	if err != nil {
		return false, fmt.Errorf("comparing the asker of receipt %q: %w", receipt, err)
	}
	return is, nil
}

// DropPost forgets where an answer stands.
func (d *DB) DropPost(ctx context.Context, receipt string) error {
	err := d.transact(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `DELETE FROM posts WHERE receipt = ?`, receipt)
		return err
	})
	if err != nil {
		return fmt.Errorf("forgetting where the answer of receipt %q stands: %w", receipt, err)
	}
	return nil
}
