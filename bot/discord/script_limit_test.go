package discord

import (
	"context"
	"errors"
	"strings"
	"sync/atomic"
	"time"
	"unicode/utf8"

	"footnote/bot"
	"footnote/bot/discord/discordtest"
)

// refusalScenes are about what cannot be done, and what is said of that.
var refusalScenes = []scene{
	{name: "a-question-asks-nothing-or-too-much", play: func(p *performance) {
		p.asks(p.ann, "???")
		p.tell("**Ann** asks a question of 2001 characters in a direct message")
		p.ann.Say(p.ann.Direct(), p.question+strings.Repeat("?", bot.MaxQuestion+1-utf8.RuneCountInString(p.question)))
		p.heard()
	}},
	{name: "an-option-of-a-question-is-wrong", play: func(p *performance) {
		p.asks(p.ann, p.question, optionAsOf, "5 March")
		p.asks(p.ann, p.question, optionDocument, "none")
		p.asks(p.ann, p.question, optionIssuer, "nobody")
		p.uses(p.ann, p.policy, searchName, optionQuery, p.sought, optionDocument, "none")
	}},
	{name: "a-button-of-an-earlier-bot-is-pressed", play: func(p *performance) {
		p.sends(p.ann, "presses a button that the bot has no more", 3, press("once"))
		p.sends(p.ann, "presses [ 👍 ] below an answer of last year", 3, press(custom(verbGood, "k3m5pq7xwa")))
		p.sends(p.ann, "presses [ Delete ] below it", 3, press(custom(verbErase, "k3m5pq7xwa")))
		p.sends(p.ann, "chooses to ask a human about it", 3, press(custom(verbHuman, "k3m5pq7xwa")))
	}},
	{name: "an-answer-is-too-old-to-go-on-from", play: func(p *performance) {
		p.sends(p.mo, "presses [ Publish ] below an answer of last year", 3, press(custom(verbPublish, "k3m5pq7xwa")))
		p.sends(p.ann, "presses the same", 3, press(custom(verbPublish, "k3m5pq7xwa")))
	}},
	{name: "nobody-is-there-to-be-asked", prepare: unwatched, play: func(p *performance) {
		answer := p.has(p.ann, p.question)
		p.sends(p.ann, "chooses to ask a human, from an earlier menu", 3, press(custom(verbHuman, p.receiptIn(answer))))
		p.presses(p.ann, answer, "👎")
		p.writes(p.ann, p.why)
	}},
}

// limitScenes are about manners and limits.
var limitScenes = []scene{
	{name: "somebody-has-used-up-their-questions", prepare: within(Limits{Person: Rate{1, time.Hour}}), play: func(p *performance) {
		p.has(p.ann, p.question)
		p.asks(p.ann, p.question)
		p.says(p.ann, p.policy, p.Mention()+" "+p.question)
		p.mutters(p.ann, p.policy, p.Mention()+" "+p.question)
		p.asks(p.owner, p.question)
		p.has(p.li, p.question)
		p.li.CloseDirect()
		p.tell("**Li** takes no direct messages.")
		p.says(p.li, p.policy, p.Mention()+" "+p.question)
		p.mutters(p.li, p.policy, p.Mention()+" "+p.question)
		p.uses(p.ann, p.policy, searchName, optionQuery, "xylophone")
	}},
	{name: "a-channel-has-used-up-its-questions", prepare: within(Limits{Channel: Rate{1, 24 * time.Hour}}), play: func(p *performance) {
		p.has(p.ann, p.question)
		p.asks(p.mo, p.question)
	}},
	{name: "all-questions-of-the-day-are-used-up", prepare: within(Limits{All: Rate{1, 24 * time.Hour}}), play: func(p *performance) {
		p.has(p.ann, p.question)
		p.asks(p.mo, p.question)
	}},
	{name: "questions-are-answered-in-some-channels-only", prepare: inPolicy, play: func(p *performance) {
		other := p.guild.Text("other")
		p.uses(p.ann, other, askName, optionQuestion, p.question)
		p.says(p.ann, other, p.Mention()+" "+p.question)
		p.mutters(p.ann, other, p.Mention())
		p.asks(p.ann, p.question)
	}},
	{name: "questions-of-some-members-only-are-answered", prepare: ofModerators, play: func(p *performance) {
		p.asks(p.ann, p.question)
		p.uses(p.mo, p.mo.Direct(), askName, optionQuestion, p.question)
	}},
	{name: "the-bot-may-not-write-in-the-channel", play: func(p *performance) {
		p.policy.Deny(discordtest.SendMessages)
		p.says(p.ann, p.policy, p.Mention()+" "+p.question)
		p.mutters(p.ann, p.policy, p.Mention()+" "+p.question)
		p.says(p.ann, p.ann.Direct(), p.question)
	}},
	{name: "the-bot-may-not-write-in-threads", play: func(p *performance) {
		thread, _ := p.li.Post(p.policy, p.post, p.claim)
		p.policy.Deny(discordtest.SendInThreads)
		p.says(p.ann, thread, p.Mention()+" "+p.question)
	}},
	{name: "questions-wait-for-their-turn", prepare: crowded, play: func(p *performance) {
		first := p.begins(p.ann, askName, optionQuestion, p.question)
		first.AwaitText(p.searching)
		p.Await("the first question's place", func() bool { return p.queued() == 0 && p.bot.desk.Load().turns.left() == 0 })
		p.look()
		second := p.mutters(p.mo, p.policy, p.Mention()+" "+p.question)
		p.AwaitReply(second, func(m discordtest.Message) bool { return m.Text() == p.waiting(0) })
		p.Await("the second question's turn", func() bool { return p.queued() == 1 })
		p.look()
		third := p.begins(p.li, askName, optionQuestion, p.question)
		third.AwaitText(p.waiting(1))
		p.Await("the third question's turn", func() bool { return p.queued() == 2 })
		p.look()
		p.begins(p.owner, askName, optionQuestion, p.question).AwaitText(p.busy)
		p.look()
		p.tell("The first question is answered.")
		p.next <- struct{}{}
		first.Await("an answer", isTold)
		p.AwaitReply(second, func(m discordtest.Message) bool { return m.Text() == p.searching })
		third.AwaitText(p.waiting(0))
		p.look()
		close(p.next)
		p.did(third)
	}},
}

// queued is how many questions wait for a place and know it.
func (p *performance) queued() (n int) {
	t := &p.bot.desk.Load().turns
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, waits := range t.waiting {
		if waits.ready {
			n++
		}
	}
	return n
}

// within limits answers.
func within(l Limits) func(*stage) {
	return func(s *stage) {
		var isThere atomic.Bool
		isThere.Store(true)
		s.bot.Asker, s.bot.config.Limits, s.bot.Writes = writing(&isThere), l, isThere.Load
	}
}

func inPolicy(s *stage) { s.bot.config.Channels = []string{s.policy.ID, Direct} }

func ofModerators(s *stage) {
	s.bot.config.Roles = []string{s.guild.Role("moderator", discordtest.ManageMessages|discordtest.ViewChannel|discordtest.SendMessages).ID}
}

// crowded makes the bot one that answers a question at a time, when it is let.
func crowded(s *stage) {
	s.bot.limits.places, s.bot.limits.queue, s.bot.limits.edit = 1, 2, 20*time.Millisecond
	late(s)
}

// failureScenes are about what goes wrong.
var failureScenes = []scene{
	{name: "something-goes-wrong", prepare: breaks, play: func(p *performance) {
		p.asks(p.ann, p.question)
		p.says(p.ann, p.policy, p.Mention()+" "+p.question)
	}},
	{name: "an-answer-takes-too-long", prepare: dawdles, play: func(p *performance) {
		p.asks(p.ann, p.question)
	}},
	{name: "the-bot-is-restarted-and-goes-on", play: func(p *performance) {
		answer := p.has(p.ann, p.first)
		p.again(p.t)
		p.tell("The bot is restarted.")
		p.presses(p.mo, answer, p.below.sources)
		p.replies(p.ann, answer, p.followUp, true)
	}},
	{name: "the-bot-stops-while-questions-are-asked", prepare: late, play: func(p *performance) {
		under := p.begins(p.ann, askName, optionQuestion, p.question)
		under.AwaitText(p.searching)
		p.look()
		p.stop()
		p.tell("The bot is being stopped.")
		p.begins(p.li, askName, optionQuestion, p.question).AwaitText(p.stopping)
		p.look()
		close(p.next)
		p.did(under)
	}},
	{name: "an-answer-that-comes-too-late-for-its-command-is-posted", prepare: late, play: func(p *performance) {
		i := p.begins(p.ann, askName, optionQuestion, p.question)
		i.AwaitText(p.searching)
		p.look()
		i.Expire()
		p.tell("A quarter of an hour passes.")
		close(p.next)
		p.heard()
	}},
}

// breaks makes every answer fail.
func breaks(s *stage) {
	s.bot.Asker = askerFunc(func(context.Context, bot.Question) (bot.Answer, error) {
		return bot.Answer{}, errors.New("the disk is broken")
	})
}

// dawdles makes answers that do not come in time.
func dawdles(s *stage) {
	s.bot.limits.answer = 50 * time.Millisecond
	s.bot.Asker = askerFunc(func(ctx context.Context, _ bot.Question) (bot.Answer, error) {
		<-ctx.Done()
		return bot.Answer{}, ctx.Err()
	})
}

// late makes answers that come when they are let.
func late(s *stage) {
	asker := s.bot.Asker
	s.bot.Asker = askerFunc(func(ctx context.Context, q bot.Question) (bot.Answer, error) {
		<-s.next
		return asker.Stream(ctx, q, func(bot.Answer) {})
	})
}
