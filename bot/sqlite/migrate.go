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
	// Askers, conversations and keys are keyed digests: see secret.
	`ALTER TABLE receipts ADD COLUMN understood TEXT NOT NULL DEFAULT '';
	ALTER TABLE receipts ADD COLUMN language   TEXT NOT NULL DEFAULT '';
	ALTER TABLE receipts ADD COLUMN cause      TEXT NOT NULL DEFAULT '';
	ALTER TABLE receipts ADD COLUMN verdict    TEXT NOT NULL DEFAULT '';
	ALTER TABLE receipts ADD COLUMN prompts    TEXT NOT NULL DEFAULT '';
	ALTER TABLE receipts ADD COLUMN sent       INTEGER NOT NULL DEFAULT 0; -- tokens
	ALTER TABLE receipts ADD COLUMN replied    INTEGER NOT NULL DEFAULT 0; -- tokens
	ALTER TABLE receipts ADD COLUMN asker      BLOB;                       -- NULL: unknown, or forgotten
	CREATE INDEX receipts_asker ON receipts (asker);
	CREATE TABLE sentences (
		receipt   TEXT NOT NULL REFERENCES receipts (id) ON DELETE CASCADE,
		n         INTEGER NOT NULL,
		text      TEXT NOT NULL,
		copied    INTEGER NOT NULL, -- number of a citation, or 0
		citations TEXT NOT NULL,    -- numbers, as a JSON array
		repaired  INTEGER NOT NULL, -- 0 or 1
		PRIMARY KEY (receipt, n)
	) STRICT, WITHOUT ROWID;
	CREATE TABLE withheld (
		receipt TEXT NOT NULL REFERENCES receipts (id) ON DELETE CASCADE,
		n       INTEGER NOT NULL,
		text    TEXT NOT NULL,
		why     TEXT NOT NULL,
		PRIMARY KEY (receipt, n)
	) STRICT, WITHOUT ROWID;
	CREATE TABLE offered (
		receipt  TEXT NOT NULL REFERENCES receipts (id) ON DELETE CASCADE,
		n        INTEGER NOT NULL,
		document TEXT NOT NULL,
		passage  TEXT NOT NULL,
		digest   TEXT NOT NULL,
		PRIMARY KEY (receipt, n)
	) STRICT, WITHOUT ROWID;
	CREATE TABLE turns (
		id           INTEGER PRIMARY KEY, -- the order in which they came
		conversation BLOB NOT NULL,
		asker        BLOB NOT NULL,
		at           INTEGER NOT NULL,
		question     TEXT NOT NULL,
		language     TEXT NOT NULL
	) STRICT;
	CREATE INDEX turns_of ON turns (asker, conversation, id);
	CREATE INDEX turns_at ON turns (at);
	CREATE TABLE turn_documents (
		turn     INTEGER NOT NULL REFERENCES turns (id) ON DELETE CASCADE,
		n        INTEGER NOT NULL,
		document TEXT NOT NULL,
		PRIMARY KEY (turn, n)
	) STRICT, WITHOUT ROWID;
	CREATE TABLE feedback (
		id       INTEGER PRIMARY KEY,
		receipt  TEXT NOT NULL,
		asker    BLOB,              -- NULL: forgotten
		at       INTEGER NOT NULL,
		kind     TEXT NOT NULL,
		citation INTEGER NOT NULL,  -- 0: the whole answer
		text     TEXT NOT NULL,
		UNIQUE (receipt, asker, citation)
	) STRICT;
	CREATE INDEX feedback_at ON feedback (at);
	CREATE INDEX feedback_asker ON feedback (asker);
	CREATE TABLE spending (
		day    TEXT NOT NULL,       -- YYYY-MM-DD, UTC
		asker  BLOB NOT NULL,
		tokens INTEGER NOT NULL,
		PRIMARY KEY (day, asker)
	) STRICT, WITHOUT ROWID;
	CREATE TABLE keys (
		key BLOB PRIMARY KEY,
		at  INTEGER NOT NULL
	) STRICT, WITHOUT ROWID;
	CREATE INDEX keys_at ON keys (at);`,
	// Channels and messages are those of public answers, as they are called there.
	// Neither table refers to a receipt: that may be kept elsewhere.
	`CREATE TABLE posts (
		receipt TEXT PRIMARY KEY,
		at      INTEGER NOT NULL,
		channel TEXT NOT NULL,
		asker   BLOB                -- NULL: unknown, or forgotten
	) STRICT, WITHOUT ROWID;
	CREATE INDEX posts_at ON posts (at);
	CREATE INDEX posts_asker ON posts (asker);
	CREATE TABLE post_messages (
		receipt TEXT NOT NULL REFERENCES posts (receipt) ON DELETE CASCADE,
		n       INTEGER NOT NULL,
		message TEXT NOT NULL,
		PRIMARY KEY (receipt, n)
	) STRICT, WITHOUT ROWID;
	CREATE INDEX post_messages_message ON post_messages (message);
	CREATE TABLE corrections (
		receipt   TEXT PRIMARY KEY,
		at        INTEGER NOT NULL,
		question  TEXT NOT NULL,    -- empty: it was private, or the receipt has it no more
		same      BLOB,             -- a keyed digest of bot.SameQuestion; NULL: there is none
		language  TEXT NOT NULL,
		text      TEXT NOT NULL,
		document  TEXT NOT NULL,
		passage   TEXT NOT NULL,
		digest    TEXT NOT NULL,    -- of the document's text, in which these count bytes:
		start     INTEGER NOT NULL,
		"end"     INTEGER NOT NULL,
		moderator BLOB              -- NULL: forgotten
	) STRICT, WITHOUT ROWID;
	CREATE INDEX corrections_same ON corrections (same, at);
	CREATE INDEX corrections_moderator ON corrections (moderator);`,
	`ALTER TABLE citations ADD COLUMN translation TEXT NOT NULL DEFAULT ''; -- by a machine`,
	// Where older corrections were made is not known: they count in no server, but stay
	// above the answers that they correct.
	`ALTER TABLE corrections ADD COLUMN server TEXT NOT NULL DEFAULT '';
	ALTER TABLE corrections ADD COLUMN everywhere INTEGER NOT NULL DEFAULT 0; -- 0 or 1`,
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
}

func versionOf(ctx context.Context, q querier) (version int, err error) {
	err = q.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version)
	return version, err
}
