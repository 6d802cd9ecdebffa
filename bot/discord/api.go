package discord

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"time"

	"github.com/bwmarrin/discordgo"
)

// api sends requests to Discord's HTTP interface. Its session is never opened.
type api struct {
	session *discordgo.Session
	pause   time.Duration // before the first repetition of a request that failed
}

// How often a request is repeated: after an error of the server or the
// network, and after being told to wait.
const (
	maxRepeats = 4
	maxWaits   = 20
)

// errExpired is the cause of a context that ended with an interaction's token.
var errExpired = errors.New("the interaction's token has expired")

// do sends one request and returns the answer's body. It repeats what can
// succeed later until ctx ends; a request that the server refuses is final.
// A creation whose answer was lost is repeated too: an answer shown twice is
// better than none.
//
// The limiter must not be used by another request at the same time, and
// belongs to one interaction: the library's own holds one lock over all of
// them, waits without regard to ctx, and is never emptied.
func (a *api) do(ctx context.Context, limiter *discordgo.RateLimiter, method, url string, body any) ([]byte, error) {
	data, err := json.Marshal(body)
	if err != nil {
		return nil, fmt.Errorf("encoding a request: %w", err)
	}
	if body == nil {
		data = nil
	}
	repeats, waits := 0, 0
	for {
		if err := sleep(ctx, limiter.GetWaitTime(limiter.GetBucket(url), 1)); err != nil {
			return nil, err
		}
		response, err := a.session.RequestWithLockedBucket(method, url, "application/json", data, limiter.LockBucket(url), 0,
			discordgo.WithContext(ctx), discordgo.WithRetryOnRatelimit(false), discordgo.WithRestRetries(0))
		if err == nil {
			return response, nil
		}
		pause := a.pause << repeats
		pause = pause/2 + rand.N(pause/2+1)
		var limited *discordgo.RateLimitError
		switch {
		case ctx.Err() != nil:
			return nil, context.Cause(ctx)
		case errors.As(err, &limited) && waits < maxWaits:
			waits++
			pause = max(limited.RetryAfter, a.pause)
		case limited == nil && !final(err) && repeats < maxRepeats:
			repeats++
		case alreadyAnswered(err) && repeats > 0: // an earlier try arrived
			return nil, nil
		default:
			return nil, err
		}
		if err := sleep(ctx, pause); err != nil {
			return nil, fmt.Errorf("%w, after %w", err, errorOf(limited, err))
		}
	}
}

// errorOf keeps a rate limit's address, which holds the token, out of errors.
func errorOf(limited *discordgo.RateLimitError, err error) error {
	if limited != nil {
		return fmt.Errorf("being told to wait for %v", limited.RetryAfter)
	}
	return err
}

// sleep waits, unless ctx ends or would end before.
func sleep(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		return nil
	}
	if deadline, ok := ctx.Deadline(); ok && time.Until(deadline) < d {
		return errExpired
	}
	select {
	case <-time.After(d):
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

// final reports whether the server has refused a request for good.
func final(err error) bool {
	code := statusOf(err)
	return code >= 400 && code < 500
}

// statusOf returns the HTTP status of an error, or 0.
func statusOf(err error) int {
	var rest *discordgo.RESTError
	if errors.As(err, &rest) && rest.Response != nil {
		return rest.Response.StatusCode
	}
	return 0
}

func alreadyAnswered(err error) bool {
	var rest *discordgo.RESTError
	return errors.As(err, &rest) && rest.Message != nil &&
		rest.Message.Code == discordgo.ErrCodeInteractionHasAlreadyBeenAcknowledged
}

// rejected reports whether Discord does not accept the bot's token.
func rejected(err error) bool {
	return errors.Is(err, discordgo.ErrUnauthorized) || statusOf(err) == http.StatusUnauthorized
}
