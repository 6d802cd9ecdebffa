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

// receipts are those of a data folder, for as long as they are kept. Whatever is
// wrong with them is told and never in the way of an answer: without a database
// none are kept.
type receipts struct {
	db     *sqlite.DB // nil where there is none
	retain time.Duration
	warn   func(error)
}

func (p *program) receipts(ctx context.Context, c Config) receipts {
	return openReceipts(ctx, c, func(err error) { p.warn("%v", err) })
}

// openReceipts opens the database, and deletes what has been kept for long
// enough. Where nothing is to be kept, none is made.
func openReceipts(ctx context.Context, c Config, warn func(error)) receipts {
	r := receipts{retain: time.Duration(c.RetainDays) * 24 * time.Hour, warn: warn}
	path := filepath.Join(c.DataDir, "footnote.db")
	if _, err := os.Stat(path); c.RetainDays == 0 && errors.Is(err, fs.ErrNotExist) {
		return r
	}
	var err error
	if r.db, err = sqlite.Open(ctx, path, warn); err != nil {
		if !isCancelled(err) {
			warn(fmt.Errorf("receipts are neither kept nor found: %w", err))
		}
		return receipts{}
	}
	r.expire(ctx)
	return r
}

func (r receipts) expire(ctx context.Context) {
	if err := r.db.Expire(ctx, time.Now().Add(-r.retain)); err != nil && !isCancelled(err) {
		r.warn(err)
	}
}

// recorder returns what answers as an assistant does and keeps receipts.
func (r receipts) recorder(assistant *bot.Assistant) bot.Recorder {
	if r.db == nil || r.retain == 0 {
		return bot.Recorder{Assistant: assistant}
	}
	return bot.Recorder{Assistant: assistant, Receipts: r.db, Warn: r.warn}
}

// expireEvery is how often a program that runs for long looks for what has been
// kept for long enough.
const expireEvery = time.Hour

// follow deletes receipts when their time is over, until ctx is done.
func (r receipts) follow(ctx context.Context) {
	if r.db != nil {
		repeat(ctx, expireEvery, r.expire)
	}
}

func (r receipts) close() {
	if r.db == nil {
		return
	}
	if err := r.db.Close(); err != nil {
		r.warn(err)
	}
}
