package discord

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"strings"
	"time"

	"github.com/bwmarrin/discordgo"
)

// api sends requests to Discord's HTTP interface. Its session is never opened.
type api struct {
	session *discordgo.Session
	lanes   lanes         // of the channels
	signs   signs         // of life, in the channels
	pace    *pace         // of all together
	pause   time.Duration // before a request that failed is repeated for the first time
}

// How often a request is repeated: after an error of the server or the
// network, and after being told to wait.
const (
	maxRepeats  = 4
	maxWaits    = 20
	repeatPause = 250 * time.Millisecond
)

// waitAtMost is how long a request may wait that is not of an interaction: about as long as
// somebody can be told with one's token what came of it. Discord may ask for hours.
const waitAtMost = 14 * time.Minute

// errNoTime is returned instead of waiting past a deadline.
var errNoTime = errors.New("no time is left to try again")

// do sends one request and returns the answer's body. It repeats what can
// succeed later until ctx ends; a request that the server refuses is final.
// A creation whose answer was lost is repeated too: an answer shown twice is
// better than none.
//
// It waits for its turn in the lane, which is free again between the tries.
func (a *api) do(ctx context.Context, l *lane, method, url string, body any) ([]byte, error) {
	kind, data, err := encode(body)
	if err != nil {
		return nil, fmt.Errorf("encoding a request: %w", err)
	}
	var so attempts
	for {
		response, err := a.try(ctx, l, method, url, kind, data)
		if err == nil || codeOf(err) == discordgo.ErrCodeInteractionHasAlreadyBeenAcknowledged && so.failed > 0 { // an earlier try arrived
			return response, nil
		}
		pause, again := a.pauseAfter(err, &so)
		if !again {
			return nil, err
		}
		if late := sleep(ctx, pause); late != nil {
			return nil, fmt.Errorf("%w (%w)", err, late)
		}
	}
}

// encode returns the body of a request and its content type: JSON or, where files go
// with a message, that and the files.
func encode(body any) (kind string, data []byte, err error) {
	m, _ := body.(message)
	if r, ok := body.(response); ok {
		m, _ = r.Data.(message)
	}
	if len(m.files) > 0 {
		var files []*discordgo.File
		for _, f := range m.files {
			files = append(files, &discordgo.File{Name: f.name, ContentType: "text/plain; charset=utf-8", Reader: strings.NewReader(f.text)})
		}
		return discordgo.MultipartBodyWithJSON(body, files)
	}
	if body != nil {
		data, err = json.Marshal(body)
	}
	return "application/json", data, err
}

func (a *api) try(ctx context.Context, l *lane, method, url, kind string, data []byte) ([]byte, error) {
	if err := l.enter(ctx); err != nil {
		return nil, err
	}
	defer l.leave()
	if err := a.pace.wait(ctx, method, url); err != nil {
		return nil, err
	}
	return a.session.RequestWithLockedBucket(method, url, kind, data, l.limiter.LockBucketObject(l.bucket()), 0,
		discordgo.WithContext(ctx), discordgo.WithRetryOnRatelimit(false), discordgo.WithRestRetries(0))
}

// ask sends a request that has no lane of its own, and reads the answer.
func (a *api) ask(ctx context.Context, method, url string, body, into any) error {
	ctx, cancel := context.WithTimeout(ctx, waitAtMost)
	defer cancel()
	data, err := a.do(ctx, newLane(), method, url, body)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(data, into); err != nil {
		return fmt.Errorf("an unexpected answer to %s: %.100q", method, data)
	}
	return nil
}

// onMessage sends a request about a message that stands in a channel, in the lane of
// such requests there. It is not that of answers that grow: of messages that are older
// than an hour Discord lets a few be changed only (30046), and says to wait.
func (a *api) onMessage(ctx context.Context, method, channel, id string, body any) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, waitAtMost)
	defer cancel()
	return a.do(ctx, a.lanes.of("old "+method, channel), method, discordgo.EndpointChannelMessage(channel, id), body)
}

// attempts counts how a request has fared so far.
type attempts struct{ failed, limited int }

// pauseAfter says how long to wait before the next attempt, if there may be
// one.
func (a *api) pauseAfter(err error, so *attempts) (time.Duration, bool) {
	var limit *discordgo.RateLimitError
	if errors.As(err, &limit) {
		so.limited++
		return max(limit.RetryAfter, a.pause), so.limited <= maxWaits
	}
	so.failed++
	pause := a.pause << so.failed
	return pause/2 + rand.N(pause/2+1), !final(err) && so.failed <= maxRepeats
}

// sleep waits, unless ctx ends or would end before.
func sleep(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		return nil
	}
	if deadline, ok := ctx.Deadline(); ok && time.Until(deadline) < d {
		return errNoTime
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

// codeOf is Discord's own code of an error, or 0.
func codeOf(err error) int {
	var rest *discordgo.RESTError
	if errors.As(err, &rest) && rest.Message != nil {
		return rest.Message.Code
	}
	return 0
}

// rejected reports whether Discord does not accept the bot's token.
func rejected(err error) bool {
	return errors.Is(err, discordgo.ErrUnauthorized) || statusOf(err) == http.StatusUnauthorized
}
