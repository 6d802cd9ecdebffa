package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"footnote/bot"
)

var _ bot.Receipts = (*DB)(nil)

// Keep keeps a receipt.
func (d *DB) Keep(ctx context.Context, r bot.Receipt) error {
	err := d.onBehalf(ctx, r.Asker, func(tx *sql.Tx, asker []byte) error { return insert(ctx, tx, r, asker) })
	if err != nil {
		return fmt.Errorf("keeping the receipt %q: %w", r.ID, err)
	}
	return nil
}

func insert(ctx context.Context, tx *sql.Tx, r bot.Receipt, asker []byte) error {
	_, err := tx.ExecContext(ctx, `INSERT INTO receipts (id, at, question, form, status, snapshot, model,
		understood, language, cause, verdict, prompts, sent, replied, asker) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		r.ID, r.Time.UnixMilli(), r.Question, r.Form, r.Status, r.Snapshot, r.Model,
		r.UnderstoodAs, r.Language, r.Cause, r.Verdict, r.Prompts, r.Usage.Prompt, r.Usage.Reply, asker)
	if err != nil {
		return err
	}
	for i, e := range r.Citations {
		_, err := tx.ExecContext(ctx, `INSERT INTO citations (receipt, n, document, passage, digest, start, "end", translation) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
			r.ID, i+1, e.Document, e.Passage, e.Digest, e.Start, e.End, e.Translation)
		if err != nil {
			return err
		}
	}
	return insertWritten(ctx, tx, r)
}

// insertWritten keeps what was written, and what it could be written from.
func insertWritten(ctx context.Context, tx *sql.Tx, r bot.Receipt) error {
	for i, s := range r.Sentences {
		citations, err := json.Marshal(s.Citations)
		if err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, `INSERT INTO sentences (receipt, n, text, copied, citations, repaired) VALUES (?, ?, ?, ?, ?, ?)`,
			r.ID, i+1, s.Text, s.Copied, string(citations), s.Repaired)
		if err != nil {
			return err
		}
	}
	for i, w := range r.Withheld {
		_, err := tx.ExecContext(ctx, `INSERT INTO withheld (receipt, n, text, why) VALUES (?, ?, ?, ?)`, r.ID, i+1, w.Text, w.Why)
		if err != nil {
			return err
		}
	}
	for i, o := range r.Offered {
		_, err := tx.ExecContext(ctx, `INSERT INTO offered (receipt, n, document, passage, digest) VALUES (?, ?, ?, ?, ?)`,
			r.ID, i+1, o.Document, o.Passage, o.Digest)
		if err != nil {
			return err
		}
	}
	return nil
}

// Receipt returns a receipt, or [bot.ErrNoReceipt].
func (d *DB) Receipt(ctx context.Context, id string) (r bot.Receipt, err error) {
	err = d.transact(ctx, func(tx *sql.Tx) (err error) {
		r, err = receipt(ctx, tx, id)
		return err
	})
	if err != nil {
		return bot.Receipt{}, fmt.Errorf("receipt %q: %w", id, err)
	}
	return r, nil
}

func receipt(ctx context.Context, tx *sql.Tx, id string) (bot.Receipt, error) {
	r := bot.Receipt{ID: id}
	var at int64
	err := tx.QueryRowContext(ctx, `SELECT at, question, form, status, snapshot, model,
		understood, language, cause, verdict, prompts, sent, replied FROM receipts WHERE id = ?`, id).
		Scan(&at, &r.Question, &r.Form, &r.Status, &r.Snapshot, &r.Model,
			&r.UnderstoodAs, &r.Language, &r.Cause, &r.Verdict, &r.Prompts, &r.Usage.Prompt, &r.Usage.Reply)
	if errors.Is(err, sql.ErrNoRows) {
		return r, bot.ErrNoReceipt
	}
	if err != nil {
		return r, err
	}
	r.Time = time.UnixMilli(at).UTC()
	r.Citations, err = collect(ctx, tx, func(scan scan, e *bot.Evidence) error {
		return scan(&e.Document, &e.Passage, &e.Digest, &e.Start, &e.End, &e.Translation)
	}, `SELECT document, passage, digest, start, "end", translation FROM citations WHERE receipt = ? ORDER BY n`, id)
	if err != nil {
		return r, err
	}
	return r, readWritten(ctx, tx, &r)
}

// readWritten reads what insertWritten has kept.
func readWritten(ctx context.Context, tx *sql.Tx, r *bot.Receipt) (err error) {
	r.Sentences, err = collect(ctx, tx, func(scan scan, s *bot.KeptSentence) error {
		var citations string
		if err := scan(&s.Text, &s.Copied, &citations, &s.Repaired); err != nil {
			return err
		}
		return json.Unmarshal([]byte(citations), &s.Citations)
	}, `SELECT text, copied, citations, repaired FROM sentences WHERE receipt = ? ORDER BY n`, r.ID)
	if err != nil {
		return err
	}
	r.Withheld, err = collect(ctx, tx, func(scan scan, w *bot.Withheld) error { return scan(&w.Text, &w.Why) },
		`SELECT text, why FROM withheld WHERE receipt = ? ORDER BY n`, r.ID)
	if err != nil {
		return err
	}
	r.Offered, err = collect(ctx, tx, func(scan scan, o *bot.Offered) error { return scan(&o.Document, &o.Passage, &o.Digest) },
		`SELECT document, passage, digest FROM offered WHERE receipt = ? ORDER BY n`, r.ID)
	return err
}

// DropTranslations erases what a machine has translated of a document, by its ID: no
// byte of it is left, as with [DB.Forget].
func (d *DB) DropTranslations(ctx context.Context, document string) error {
	err := d.do(ctx, func(db *sql.DB) error {
		_, err := db.ExecContext(ctx, `UPDATE citations SET translation = '' WHERE document = ?`, document)
		if err != nil {
			return err
		}
		return truncate(ctx, db)
	})
	if err != nil {
		return fmt.Errorf("erasing what was translated of %q: %w", document, err)
	}
	return nil
}

// Quoting returns the receipts of answers that quoted a document.
func (d *DB) Quoting(ctx context.Context, document string, limit int) (found []bot.Receipt, total int, err error) {
	err = d.transact(ctx, func(tx *sql.Tx) (err error) {
		found, total, err = quoting(ctx, tx, document, limit)
		return err
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
	ids, err := collect(ctx, tx, func(scan scan, id *string) error { return scan(id) }, `SELECT id FROM receipts
		WHERE id IN (SELECT receipt FROM citations WHERE document = ?) ORDER BY at DESC, id LIMIT ?`, document, max(0, limit))
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
