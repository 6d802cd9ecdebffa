package discord

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/bwmarrin/discordgo"

	"footnote/bot"
)

// Manners:
//
//   - A question is answered where the configuration allows it, to whom it allows it;
//     anybody else is told where to ask. A thread counts as its channel. So it is with
//     every command and with what looks things up; but help, what is kept of people, and
//     the moderators' own tools are for everybody everywhere, and so is what stands below
//     an answer.
//   - Only an answer that a model has written counts against a limit. One that is
//     copied from documents is free, and so is an error.
//   - Over a limit a command is answered in private, each time. A message is answered
//     once for each window, in a direct message where that is possible.
//   - Owners are bound by none of it.

// Limits bound how many questions are answered with what a model writes.
type Limits struct {
	Person  Rate            // each person's
	Roles   map[string]Rate // instead, for the members of a role, by its ID; of several, the one that allows the most
	Channel Rate            // all in a channel and its threads
	All     Rate            // of everybody together
}

// Direct stands for direct messages among the channels of a [Config].
const Direct = "direct"

// A limitError is returned for a question that passes a limit.
type limitError struct {
	scope scope
	rate  Rate
	until time.Time // when there is room again
}

func (e limitError) Error() string {
	return fmt.Sprintf("%d questions within %v are used up until %v", e.rate.Questions, e.rate.Within, e.until)
}

// An awayError is returned for a question or a command at a place, or of a person, that
// the configuration leaves out. It has what is allowed instead.
type awayError struct {
	channels []string
	direct   bool
	roles    []string
	noRoles  bool // which are not known in a direct message
}

func (awayError) Error() string { return "nothing is answered here, or not to this person" }

// The commands that no configuration binds to places and people, and the verbs of
// buttons and menus that it binds as it does commands.
var (
	unbound = []string{helpName, privacyName, forgetName, correctName}
	lookups = []string{verbBrowse, verbChanges, verbTerms, verbDocument}
)

// mayCall returns an awayError unless the configuration allows a call of this command or
// verb.
func (d *desk) mayCall(ctx context.Context, c *call, name string) error {
	isBound := !slices.Contains(unbound, name)
	if c.Type == discordgo.InteractionMessageComponent {
		isBound = slices.Contains(lookups, name)
	}
	if !isBound {
		return nil
	}
	return d.mayAsk(ctx, c.inquiry(bot.Question{}))
}

// A charge is a question that was counted.
type charge struct {
	meter  *meter
	quotas []quota
	at     time.Time
}

// admit counts a question, or says why it is not answered.
func (d *desk) admit(ctx context.Context, q inquiry) (charge, error) {
	if err := d.mayAsk(ctx, q); err != nil {
		return charge{}, err
	}
	if d.owns(q.from) || d.Writes == nil || !d.Writes() {
		return charge{}, nil
	}
	c := charge{meter: &d.meter, quotas: d.quotas(ctx, q), at: time.Now()}
	if over, until, ok := d.meter.take(c.at, c.quotas); !ok {
		return charge{}, limitError{over.scope, over.Rate, until}
	}
	return c, nil
}

// settle gives a question back whose answer has cost nothing.
func (c charge) settle(a bot.Answer) {
	if c.meter != nil && (a.Model == "" || !a.Written()) {
		c.meter.giveBack(c.at, c.quotas)
	}
}

// quotas are those that a question counts in.
func (d *desk) quotas(ctx context.Context, q inquiry) []quota {
	limits := d.config.Limits
	all := []quota{{limits.rateOf(q.from), ofPerson, q.from.id}, {Rate: limits.All, scope: ofAll}}
	if limits.Channel.bounds() && !q.direct {
		all = append(all, quota{limits.Channel, ofChannel, d.channelOf(ctx, q)})
	}
	return slices.DeleteFunc(all, func(q quota) bool { return !q.bounds() })
}

// rateOf is the rate of a person, by their roles.
func (l Limits) rateOf(p person) Rate {
	rate, special := l.Person, false
	for _, role := range p.roles {
		if r, ok := l.Roles[role]; ok && (!special || r.exceeds(rate)) {
			rate, special = r, true
		}
	}
	return rate
}

// channelOf is the ID of the channel that a question was asked in or below.
func (d *desk) channelOf(ctx context.Context, q inquiry) string {
	if at := d.room(ctx, q.channel); at.isThread() && at.Parent != "" {
		return at.Parent
	}
	return q.channel
}

// mayAsk returns an awayError unless the configuration allows the place and the
// person.
func (d *desk) mayAsk(ctx context.Context, q inquiry) error {
	channels, roles := d.config.Channels, d.config.Roles
	if d.owns(q.from) {
		return nil
	}
	if len(channels) > 0 && !d.isAmong(ctx, channels, q) {
		e := awayError{direct: slices.Contains(channels, Direct)}
		e.channels = slices.DeleteFunc(slices.Clone(channels), func(id string) bool { return id == Direct })
		return e
	}
	switch {
	case len(roles) == 0:
		return nil
	case q.direct:
		return awayError{noRoles: true}
	case !slices.ContainsFunc(q.from.roles, func(role string) bool { return slices.Contains(roles, role) }):
		return awayError{roles: roles}
	}
	return nil
}

// isAmong reports whether a question was asked in one of some channels, or below.
func (d *desk) isAmong(ctx context.Context, channels []string, q inquiry) bool {
	if q.direct {
		return slices.Contains(channels, Direct)
	}
	return slices.Contains(channels, q.channel) || slices.Contains(channels, d.channelOf(ctx, q))
}

// awayNotice is how long somebody who asked at the wrong place is not told again.
const awayNotice = 24 * time.Hour

// tellAside tells somebody whose message is not answered for the sake of manners
// why, once, in a direct message, or else where it was asked. It reports whether that
// was what was wrong.
func (d *desk) tellAside(ctx context.Context, q inquiry, err error) bool {
	now := time.Now()
	var over limitError
	var away awayError
	notice, until := "away", now.Add(awayNotice)
	switch {
	case errors.As(err, &over):
		notice, until = fmt.Sprint("over ", over.scope), over.until
	case !errors.As(err, &away):
		return false
	}
	if !d.meter.note(now, notice+" "+q.from.id, until) {
		return true
	}
	if q.direct {
		return false
	}
	text, _ := explain(phrasesOf(q.AnswerLanguage()), err)
	if failed := d.write(ctx, q.from.id, fmt.Sprint(notice, until.Unix()), note(text)); failed != nil {
		d.log.Info("telling somebody in a direct message", "error", failed)
		return false
	}
	return true
}
