package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"footnote/bot"
)

var _ bot.Receipts = (*DB)(nil)

// Keep keeps a receipt.
func (d *DB) Keep(ctx context.Context, r bot.Receipt) error {
	err := d.do(ctx, func(db *sql.DB) error {
		return within(ctx, db, func(tx *sql.Tx) error { return insert(ctx, tx, r) })
	})
	if err != nil {
		return fmt.Errorf("keeping the receipt %q: %w", r.ID, err)
	}
	return nil
}

func insert(ctx context.Context, tx *sql.Tx, r bot.Receipt) error {
	_, err := tx.ExecContext(ctx, `INSERT INTO receipts (id, at, question, form, status, snapshot, model) VALUES (?, ?, ?, ?, ?, ?, ?)`,
		r.ID, r.Time.UnixMilli(), r.Question, r.Form, r.Status, r.Snapshot, r.Model)
	if err != nil {
		return err
	}
	for i, e := range r.Citations {
		_, err := tx.ExecContext(ctx, `INSERT INTO citations (receipt, n, document, passage, digest, start, "end") VALUES (?, ?, ?, ?, ?, ?, ?)`,
			r.ID, i+1, e.Document, e.Passage, e.Digest, e.Start, e.End)
		if err != nil {
			return err
		}
	}
	return nil
}

// Receipt returns a receipt, or [bot.ErrNoReceipt].
func (d *DB) Receipt(ctx context.Context, id string) (r bot.Receipt, err error) {
	err = d.do(ctx, func(db *sql.DB) error {
		return within(ctx, db, func(tx *sql.Tx) (err error) {
			r, err = receipt(ctx, tx, id)
			return err
		})
	})
	if err != nil {
		return bot.Receipt{}, fmt.Errorf("receipt %q: %w", id, err)
	}
	return r, nil
}

func receipt(ctx context.Context, q querier, id string) (bot.Receipt, error) {
	r := bot.Receipt{ID: id}
	var at int64
	err := q.QueryRowContext(ctx, `SELECT at, question, form, status, snapshot, model FROM receipts WHERE id = ?`, id).
		Scan(&at, &r.Question, &r.Form, &r.Status, &r.Snapshot, &r.Model)
	if errors.Is(err, sql.ErrNoRows) {
		return r, bot.ErrNoReceipt
	}
	if err != nil {
		return r, err
	}
	r.Time = time.UnixMilli(at).UTC()
	rows, err := q.QueryContext(ctx, `SELECT document, passage, digest, start, "end" FROM citations WHERE receipt = ? ORDER BY n`, id)
	if err != nil {
		return r, err
	}
	defer rows.Close()
	for rows.Next() {
		var e bot.Evidence
		if err := rows.Scan(&e.Document, &e.Passage, &e.Digest, &e.Start, &e.End); err != nil {
			return r, err
		}
		r.Citations = append(r.Citations, e)
	}
	return r, rows.Err()
}

// Quoting returns the receipts of answers that quoted a document.
func (d *DB) Quoting(ctx context.Context, document string, limit int) (found []bot.Receipt, total int, err error) {
	err = d.do(ctx, func(db *sql.DB) error {
		return within(ctx, db, func(tx *sql.Tx) (err error) {
			found, total, err = quoting(ctx, tx, document, limit)
			return err
		})
	})
	if err != nil {
		return nil, 0, fmt.Errorf("looking for the receipts that quote %q: %w", document, err)
	}
	return found, total, nil
}

func quoting(ctx context.Context, tx *sql.Tx, document string, limit int) (found []bot.Receipt, total int, err error) {
	err = tx.QueryRowContext(ctx, `SELECT COUNT(DISTINCT receipt) FROM citations WHERE document = ?`, document).Scan(&total)
	if err != nil {
		return nil, 0, err
	}
	ids, err := newest(ctx, tx, document, limit)
	if err != nil {
		return nil, 0, err
	}
	for _, id := range ids {
		r, err := receipt(ctx, tx, id)
		if err != nil {
			return nil, 0, err
		}
		found = append(found, r)
	}
	return found, total, nil
}

// newest returns the IDs of the newest receipts that quote a document.
func newest(ctx context.Context, tx *sql.Tx, document string, limit int) ([]string, error) {
	rows, err := tx.QueryContext(ctx, `SELECT id FROM receipts
		WHERE id IN (SELECT receipt FROM citations WHERE document = ?) ORDER BY at DESC, id LIMIT ?`, document, limit)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var ids []string
	for rows.Next() {
		var id string
		if err := rows.Scan(&id); err != nil {
			return nil, err
		}
		ids = append(ids, id)
	}
	return ids, rows.Err()
}

// Expire deletes the receipts of answers before a time.
func (d *DB) Expire(ctx context.Context, before time.Time) error {
	err := d.do(ctx, func(db *sql.DB) error {
		var any bool
		err := db.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM receipts WHERE at < ?)`, before.UnixMilli()).Scan(&any)
		if err != nil || !any { // a start that has nothing to delete locks nothing
			return err
		}
		_, err = db.ExecContext(ctx, `DELETE FROM receipts WHERE at < ?`, before.UnixMilli())
		return err
	})
	if err != nil {
		return fmt.Errorf("deleting the receipts before %s: %w", before.Format(time.DateOnly), err)
	}
	return nil
}
