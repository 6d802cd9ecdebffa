package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"footnote/bot"
	"footnote/bot/sqlite"
)

// receipts are those of a data folder, with what else is remembered, for as long
// as they are kept. Whatever is wrong with them is told and never in the way of an
// answer: without a file none are kept, and conversations are remembered until the
// program ends.
type receipts struct {
	db     *sqlite.DB // what is written down; nil where nothing is
	failed bool       // there is a file, or was to be one, and it cannot be used
	memory *sqlite.DB // what is not: private questions, and where there is no file all others
	retain time.Duration
	warn   func(error)
}

func (p *program) receipts(ctx context.Context, c Config) receipts {
	return openReceipts(ctx, c, p.warnOf)
}

// databaseOf is the file of the database.
func databaseOf(c Config) string { return filepath.Join(c.DataDir, "footnote.db") }

// openReceipts opens the databases, and deletes what has been kept for long
// enough. Where nothing is to be kept, no file is made.
func openReceipts(ctx context.Context, c Config, warn func(error)) receipts {
	r := receipts{retain: time.Duration(c.RetainDays) * 24 * time.Hour, warn: warn}
	var err error
	if r.memory, err = sqlite.OpenInMemory(ctx); err != nil && !isCancelled(err) {
		warn(fmt.Errorf("no conversation is remembered: %w", err))
	}
	path := databaseOf(c)
	if _, err := os.Stat(path); c.RetainDays == 0 && errors.Is(err, fs.ErrNotExist) {
		return r
	}
	if r.db, err = sqlite.Open(ctx, path, warn); err != nil && !isCancelled(err) {
		r.failed = true
		warn(fmt.Errorf("receipts are neither kept nor found: %w", err))
	}
	r.expire(ctx)
	return r
}

// unwritten is how long is remembered what is not written down.
const unwritten = time.Hour

func (r receipts) expire(ctx context.Context) {
	for db, age := range map[*sqlite.DB]time.Duration{r.db: r.retain, r.memory: unwritten} {
		if db == nil {
			continue
		}
		if err := db.Expire(ctx, time.Now().Add(-age)); err != nil && !isCancelled(err) {
			r.warn(err)
		}
	}
}

// recorder returns what answers as an assistant does, keeps receipts and remembers
// conversations.
func (r receipts) recorder(assistant *bot.Assistant) bot.Recorder {
	recorder := bot.Recorder{Assistant: assistant, Warn: r.warn}
	if r.memory != nil {
		recorder.Memory, recorder.Whispers = r.memory, r.memory
	}
	if r.db != nil && r.retain > 0 {
		recorder.Memory, recorder.Receipts = r.db, r.db
	}
	return recorder
}

// budgets counts tokens, in the file where there is one; nil where nothing can.
func (r receipts) budgets() bot.Budgets {
	if db := r.records(); db != nil {
		return db
	}
	return nil
}

// records returns where a program that runs for long keeps its receipts and what
// belongs to them: where nothing is to be written down, in memory for a while. It is
// nil where nothing can be kept at all.
func (r receipts) records() *sqlite.DB {
	if r.db != nil && r.retain > 0 {
		return r.db
	}
	return r.memory
}

// expireEvery is how often a program that runs for long looks for what has been
// kept for long enough.
const expireEvery = time.Hour

// follow deletes what is kept when its time is over, until ctx is done.
func (r receipts) follow(ctx context.Context) { repeat(ctx, expireEvery, r.expire) }

func (r receipts) close() {
	for _, db := range []*sqlite.DB{r.db, r.memory} {
		if db == nil {
			continue
		}
		if err := db.Close(); err != nil {
			r.warn(err)
		}
	}
}
