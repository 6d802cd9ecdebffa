package discord

import (
	"context"
	"errors"
	"time"

	"footnote/bot"
)

// What a question rests on. One that is asked in a channel stands alone. A reply to
// an answer goes on from that answer, whoever had asked for it. A thread, a post of
// a forum and a direct message are conversations: each person goes on from what
// they asked there before, and in a thread that began with an answer everybody goes
// on from that first.

// goOn says what a question rests on.
func (d *desk) goOn(ctx context.Context, q *inquiry) {
	at := room{}
	if !q.direct {
		at = d.room(ctx, q.channel)
	}
	q.inThread = at.isThread()
	if q.direct || q.replies != "" || q.inThread {
		q.Conversation = q.channel
	}
	if q.alone || q.Conversation == "" {
		q.History = []bot.Turn{} // nothing is recalled
		return
	}
	if turn, ok := d.turnAt(ctx, q.channel, q.replies); ok {
		q.History = []bot.Turn{turn}
	} else if turn, ok := d.turnAt(ctx, at.Parent, q.channel); ok { // a thread has the ID of the message that it began with
		q.Opening = []bot.Turn{turn}
	}
}

// turnTime bounds how long an answer waits for what it rests on.
const turnTime = 2 * time.Second

// turnAt returns the answer that a message shows as a turn, if it is known and its
// question is not private.
func (d *desk) turnAt(ctx context.Context, channel, message string) (bot.Turn, bool) {
	if channel == "" || message == "" {
		return bot.Turn{}, false
	}
	ctx, cancel := context.WithTimeout(ctx, turnTime)
	defer cancel()
	post, err := d.Records.PostAt(ctx, channel, message)
	var receipt bot.Receipt
	if err == nil {
		receipt, err = d.Records.Receipt(ctx, post.Receipt)
	}
	if err != nil && !errors.Is(err, bot.ErrNoPost) && !errors.Is(err, bot.ErrNoReceipt) {
		d.log.Warn("a question is read without the answer that it follows", "error", err)
	}
	turn := receipt.Turn()
	return turn, turn.Question != ""
}
