package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"footnote/bot"
	"footnote/corpus"
)

var (
	_ bot.Budgets = (*DB)(nil)
	_ bot.Keys    = (*DB)(nil)
)

// Spend counts tokens.
func (d *DB) Spend(ctx context.Context, asker string, day corpus.Date, tokens int) (byAsker, inAll int, err error) {
	tokens = min(max(tokens, -bot.MostTokens), bot.MostTokens)
	err = d.anonymously(ctx, func(tx *sql.Tx, s secret) error {
		who := s.asker(asker)
		err := tx.QueryRowContext(ctx, `INSERT INTO spending (day, asker, tokens) VALUES (?1, ?2, max(0, ?3))
			ON CONFLICT (day, asker) DO UPDATE SET tokens = min(max(0, tokens + ?3), ?4) RETURNING tokens`,
			day.String(), who, tokens, bot.MostTokens).Scan(&byAsker)
		if err != nil {
			return err
		}
		return tx.QueryRowContext(ctx, `SELECT sum(tokens) FROM spending WHERE day = ?`, day.String()).Scan(&inAll)
	})
	if err != nil {
		return 0, 0, fmt.Errorf("counting the tokens of %s: %w", day, err)
	}
	return byAsker, inAll, nil
}

// onceWithin is how long a key is known.
const onceWithin = 24 * time.Hour

// Once reports whether a key comes for the first time.
func (d *DB) Once(ctx context.Context, key string, at time.Time) (first bool, err error) {
	err = d.anonymously(ctx, func(tx *sql.Tx, s secret) error {
		result, err := tx.ExecContext(ctx, `INSERT INTO keys (key, at) VALUES (?1, ?2)
			ON CONFLICT (key) DO UPDATE SET at = ?2 WHERE at <= ?3`, s.key(key), at.UnixMilli(), at.Add(-onceWithin).UnixMilli())
		if err != nil {
			return err
		}
		changed, err := result.RowsAffected()
		first = changed > 0
		return err
	})
	if err != nil {
		return false, fmt.Errorf("noting what was done: %w", err)
	}
	return first, nil
}
