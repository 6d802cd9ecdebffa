package bot

import (
	"context"
	"errors"
	"fmt"

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
	asker string
	day   corpus.Date
	spent int   // or reserved
	usage Usage // as the server says
}

// reply is that of the model, or [ErrBudget].
func (a *account) reply(ctx context.Context, p prompts.Prompt, piece func(string) error) error {
	prompt := prompts.Tokens(p.System) + prompts.Tokens(p.User)
	reserved := prompt + p.MaxTokens
	if limit := a.Tokens.Question; limit > 0 && a.spent+reserved > limit {
		return fmt.Errorf("%w for this question", ErrBudget)
	}
	if err := a.book(ctx, reserved); err != nil {
		return err
	}
	reply := 0
	usage, err := a.Model.Reply(ctx, p, func(s string) error {
		reply += len(s)
		return piece(s)
	})
	a.usage.add(usage)
	cost := usage.Prompt + usage.Reply
	if cost == 0 { // the server does not say
		cost = prompt + reply/bytesPerToken
	}
	// What could not be given back is only counted as spent.
	_ = a.book(context.WithoutCancel(ctx), cost-reserved)
	return err
}

// bytesPerToken is about how long a token is, in either language.
const bytesPerToken = 3

func (a *account) book(ctx context.Context, tokens int) error {
	if a.Budgets != nil {
		byAsker, inAll, err := a.Budgets.Spend(ctx, a.asker, a.day, tokens)
		if err != nil {
			return fmt.Errorf("counting tokens: %w", err)
		}
		over := a.Tokens.Asker > 0 && byAsker > a.Tokens.Asker || a.Tokens.Day > 0 && inAll > a.Tokens.Day
		if over && tokens > 0 {
			_, _, err = a.Budgets.Spend(ctx, a.asker, a.day, -tokens)
			return errors.Join(fmt.Errorf("%w for today", ErrBudget), err)
		}
	}
	a.spent += tokens
	return nil
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
