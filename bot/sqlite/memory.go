package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"time"

	"footnote/bot"
)

var _ bot.Memory = (*DB)(nil)

// Remember adds a turn to a conversation, and deletes those that are too many.
func (d *DB) Remember(ctx context.Context, conversation, asker string, t bot.Turn) error {
	err := d.anonymously(ctx, func(tx *sql.Tx, s secret) error {
		return remember(ctx, tx, s.conversation(conversation), s.asker(asker), t)
	})
	if err != nil {
		return fmt.Errorf("remembering a question: %w", err)
	}
	return nil
}

func remember(ctx context.Context, tx *sql.Tx, conversation, asker []byte, t bot.Turn) error {
	result, err := tx.ExecContext(ctx, `INSERT INTO turns (conversation, asker, at, question, language) VALUES (?, ?, ?, ?, ?)`,
		conversation, asker, t.Time.UnixMilli(), t.Question, t.Language)
	if err != nil {
		return err
	}
	turn, err := result.LastInsertId()
	if err != nil {
		return err
	}
	for i, document := range t.Documents {
		_, err := tx.ExecContext(ctx, `INSERT INTO turn_documents (turn, n, document) VALUES (?, ?, ?)`, turn, i, document)
		if err != nil {
			return err
		}
	}
	_, err = tx.ExecContext(ctx, `DELETE FROM turns WHERE id IN (
		SELECT id FROM turns WHERE asker = ? AND conversation = ? ORDER BY id DESC LIMIT -1 OFFSET ?)`, asker, conversation, bot.MaxTurns)
	return err
}

// Recall returns the last turns of an asker in a conversation.
func (d *DB) Recall(ctx context.Context, conversation, asker string, limit int) (turns []bot.Turn, err error) {
	err = d.anonymously(ctx, func(tx *sql.Tx, s secret) (err error) {
		turns, err = recall(ctx, tx, s.conversation(conversation), s.asker(asker), max(0, limit))
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("recalling the questions before: %w", err)
	}
	return turns, nil
}

func recall(ctx context.Context, tx *sql.Tx, conversation, asker []byte, limit int) ([]bot.Turn, error) {
	ids, err := collect(ctx, tx, func(scan scan, id *int64) error { return scan(id) },
		`SELECT id FROM turns WHERE asker = ? AND conversation = ? ORDER BY id DESC LIMIT ?`, asker, conversation, limit)
	if err != nil {
		return nil, err
	}
	slices.Reverse(ids)
	turns := make([]bot.Turn, len(ids))
	for i, id := range ids {
		if turns[i], err = turn(ctx, tx, id); err != nil {
			return nil, err
		}
	}
	return turns, nil
}

func turn(ctx context.Context, tx *sql.Tx, id int64) (t bot.Turn, err error) {
	var at int64
	err = tx.QueryRowContext(ctx, `SELECT at, question, language FROM turns WHERE id = ?`, id).Scan(&at, &t.Question, &t.Language)
	if err != nil {
		return t, err
	}
	t.Time = time.UnixMilli(at).UTC()
	t.Documents, err = collect(ctx, tx, func(scan scan, document *string) error { return scan(document) },
		`SELECT document FROM turn_documents WHERE turn = ? ORDER BY n`, id)
	return t, err
}

// forgetting erases an asker. What was spent today stays counted: it is gone
// tomorrow, and a limit that can be forgotten is none. Where an answer stands, and
// what corrects it, stays too: those who read it there need that.
var forgetting = []string{
	`DELETE FROM turns WHERE asker = ?`,
	`UPDATE sentences SET text = '' WHERE receipt IN (SELECT id FROM receipts WHERE asker = ?)`,
	`UPDATE citations SET translation = '' WHERE receipt IN (SELECT id FROM receipts WHERE asker = ?)`,
	`UPDATE withheld SET text = '', why = substr(why, 1, instr(why || ':', ':') - 1)
		WHERE receipt IN (SELECT id FROM receipts WHERE asker = ?)`,
	`UPDATE corrections SET question = '' WHERE receipt IN (SELECT id FROM receipts WHERE asker = ?)`,
	`UPDATE receipts SET question = '', understood = '', asker = NULL WHERE asker = ?`,
	`UPDATE feedback SET text = '', asker = NULL WHERE asker = ?`,
	`UPDATE posts SET asker = NULL WHERE asker = ?`,
	`UPDATE corrections SET moderator = NULL WHERE moderator = ?`,
}

// Forget forgets an asker: no byte of the texts is left in the file, or in what
// SQLite keeps beside it, unless another program is reading there.
func (d *DB) Forget(ctx context.Context, asker string) error {
	err := d.anonymously(ctx, func(tx *sql.Tx, s secret) error {
		for _, statement := range forgetting {
			if _, err := tx.ExecContext(ctx, statement, s.asker(asker)); err != nil {
				return err
			}
		}
		return nil
	})
	if err == nil {
		err = d.do(ctx, func(db *sql.DB) error { return truncate(ctx, db) })
	}
	if err != nil {
		return fmt.Errorf("forgetting an asker: %w", err)
	}
	return nil
}

// truncate empties the log that is kept beside the file, where what was erased
// can still be read.
func truncate(ctx context.Context, db *sql.DB) error {
	_, err := db.ExecContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)")
	return err
}
