package sqlite

import (
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"
)

// A secret is the key of the digests that stand for people: HMAC-SHA-256. Without
// it nobody can try which ID has which digest.
type secret []byte

const secretBytes = 32

func newSecret() secret {
	s := make(secret, secretBytes)
	rand.Read(s) // has no error to return
	return s
}

func (s secret) asker(id string) []byte        { return s.digest("asker", id) }
func (s secret) conversation(id string) []byte { return s.digest("conversation", id) }
func (s secret) key(id string) []byte          { return s.digest("key", id) }
func (s secret) question(same string) []byte   { return s.digest("question", same) }

// orNone returns the digest of an ID or text, or nil where that is empty: nobody's
// is never the same.
func orNone(digest func(string) []byte, of string) []byte {
	if of == "" {
		return nil
	}
	return digest(of)
}

// digest keeps the digests of different kinds of ID apart.
func (s secret) digest(kind, id string) []byte {
	h := hmac.New(sha256.New, s)
	io.WriteString(h, kind+"\x00"+id)
	return h.Sum(nil)
}

// anonymously does some work in a transaction, with the secret.
func (d *DB) anonymously(ctx context.Context, work func(*sql.Tx, secret) error) error {
	return d.do(ctx, func(db *sql.DB) error {
		if len(d.secret) == 0 {
			s, err := d.readOrMakeSecret(ctx, db)
			if err != nil {
				return fmt.Errorf("%w; without this key nobody is remembered: let the program read and write it", err)
			}
			d.secret = s
		}
		return within(ctx, db, func(tx *sql.Tx) error { return work(tx, d.secret) })
	})
}

// onBehalf does some work in a transaction, with the digest of an asker. Where that
// is unknown no secret is needed, and the digest is nil.
func (d *DB) onBehalf(ctx context.Context, asker string, work func(tx *sql.Tx, who []byte) error) error {
	if asker == "" {
		return d.transact(ctx, func(tx *sql.Tx) error { return work(tx, nil) })
	}
	return d.anonymously(ctx, func(tx *sql.Tx, s secret) error { return work(tx, s.asker(asker)) })
}

// secretPath is the file of the secret, beside that of the database.
func (d *DB) secretPath() string { return strings.TrimSuffix(d.path, ".db") + ".key" }

// readOrMakeSecret reads the secret, or makes one where there is none or it is
// damaged: what was kept under the old one is nobody's then. The lock of the
// database keeps two programs from making one each.
func (d *DB) readOrMakeSecret(ctx context.Context, db *sql.DB) (s secret, err error) {
	if s, err = readSecret(d.secretPath()); err == nil {
		return s, nil
	}
	err = within(ctx, db, func(*sql.Tx) (err error) {
		s, err = readSecret(d.secretPath())
		switch {
		case errors.Is(err, errDamagedSecret):
			d.warn(fmt.Errorf("%w; a new one begins, and what was remembered of people is nobody's", err))
		case !errors.Is(err, fs.ErrNotExist):
			return err
		}
		s = newSecret()
		return writeSecret(d.secretPath(), s)
	})
	return s, err
}

var errDamagedSecret = errors.New("the key is damaged")

func readSecret(path string) (secret, error) {
	s, err := os.ReadFile(path)
	if err == nil && len(s) != secretBytes {
		return nil, fmt.Errorf("reading %q: %w: it has %d bytes, not %d", path, errDamagedSecret, len(s), secretBytes)
	}
	return s, err
}

// writeSecret writes a secret for its owner alone: all of it, or none.
func writeSecret(path string, s secret) error {
	temporary := path + ".new" // one that a crash has left has no use
	if err := os.Remove(temporary); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	f, err := os.OpenFile(temporary, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(s)
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return err
	}
	return os.Rename(temporary, path)
}
