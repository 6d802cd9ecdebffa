package bot

import (
	"context"
	"errors"
	"fmt"
	"time"

	"footnote/corpus"
	"footnote/prompts"
)

// TokenLimits bound what answers may take of a model; 0 does not bound. A prompt
// counts before it is sent, with the longest reply that it allows, so that many
// questions at once do not pass a limit together.
type TokenLimits struct {
	Question int // of one question, with its repair turn and the like
	Asker    int // of one asker on a day of UTC
	Day      int // of all on a day
}

// ErrBudget is why a model is not asked: its tokens are used up.
var ErrBudget = errors.New("the budget of tokens is used up")

// An account is what one question asks of the model, and may spend.
type account struct {
	Options
	asker     string
	day       corpus.Date
	spent     int   // tokens, as they are counted
	usage     Usage // as the server says
	uncounted bool  // the budgets have failed: only the question is counted
}

// reply is that of the model, or [ErrBudget].
func (a *account) reply(ctx context.Context, p prompts.Prompt, piece func(string) error) error {
	prompt := prompts.Tokens(p.System) + prompts.Tokens(p.User)
	reserved, err := a.reserve(ctx, prompt+p.MaxTokens)
	if err != nil {
		return err
	}
	reply := 0
	usage, err := a.Model.Reply(ctx, p, func(s string) error {
		reply += len(s)
		return piece(s)
	})
	a.usage.add(usage)
	cost := min(max(usage.Prompt, 0)+max(usage.Reply, 0), MostTokens)
	if cost == 0 && (err == nil || reply > 0) { // the server does not say
		cost = prompt + reply/bytesPerToken
	}
	a.settle(ctx, reserved, cost)
	return err
}

// bytesPerToken is about how long a token is, in either language.
const bytesPerToken = 3

// reserve counts the tokens of a prompt and its reply before they are used, and
// returns how many were counted: none where nothing counts them. A question goes on
// without: it has a limit of its own.
func (a *account) reserve(ctx context.Context, tokens int) (reserved int, err error) {
	if limit := a.Tokens.Question; limit > 0 && a.spent+tokens > limit {
		return 0, fmt.Errorf("%w for this question", ErrBudget)
	}
	byAsker, inAll, counted := a.count(ctx, tokens)
	if !counted {
		return 0, ctx.Err()
	}
	if a.Tokens.Asker > 0 && byAsker > a.Tokens.Asker || a.Tokens.Day > 0 && inAll > a.Tokens.Day {
		a.count(context.WithoutCancel(ctx), -tokens)
		return 0, fmt.Errorf("%w for today", ErrBudget)
	}
	return tokens, nil
}

// settle makes of what was reserved what was used, even if that passes a limit: it
// has been spent.
func (a *account) settle(ctx context.Context, reserved, used int) {
	a.spent += used
	a.count(context.WithoutCancel(ctx), used-reserved)
}

// countWithin bounds how much later an answer comes because tokens are counted.
const countWithin = 2 * time.Second

// count adds tokens to what the asker, and what all have spent, and returns that. It
// reports whether they were counted. Budgets that fail are not asked again for this
// question.
func (a *account) count(ctx context.Context, tokens int) (byAsker, inAll int, counted bool) {
	if a.Budgets == nil || a.uncounted {
		return 0, 0, false
	}
	bounded, cancel := context.WithTimeout(ctx, countWithin)
	defer cancel()
	byAsker, inAll, err := a.Budgets.Spend(bounded, a.asker, a.day, tokens)
	if err != nil && ctx.Err() == nil {
		a.uncounted = true
		a.warn(fmt.Errorf("the tokens of this question count for no day's budget: %w", err))
	}
	return byAsker, inAll, err == nil
}

// warn tells those who run the program of what went wrong, if anything did.
func (a *account) warn(err error) {
	if err != nil && a.Warn != nil {
		a.Warn(err)
	}
}

// whole returns a reply as one text.
func (a *account) whole(ctx context.Context, p prompts.Prompt) (string, error) {
	var reply []byte
	err := a.reply(ctx, p, func(piece string) error {
		if len(reply)+len(piece) > maxReply {
			return errEnough
		}
		reply = append(reply, piece...)
		return nil
	})
	return string(reply), err
}

// maxReply bounds a reply that is read as a whole, in bytes.
const maxReply = 16 << 10

func (u *Usage) add(more Usage) {
	u.Prompt += more.Prompt
	u.Reply += more.Reply
}
