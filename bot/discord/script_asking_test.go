package discord

import (
	"fmt"
	"net/http"
	"strings"

	"footnote/bot/discord/discordtest"
)

// askingScenes are the ways to ask.
var askingScenes = []scene{
	{name: "a-question-is-answered-with-its-sources", play: func(p *performance) {
		p.asks(p.ann, p.question)
	}},
	{name: "a-question-is-asked-in-private", play: func(p *performance) {
		p.asks(p.ann, p.question, optionPrivate, true)
	}},
	{name: "one-document-is-asked-about", play: func(p *performance) {
		p.types(p.ann, askName, optionDocument, p.part, optionQuestion, p.question)
		p.asks(p.ann, p.question, optionDocument, p.document)
	}},
	{name: "the-documents-of-one-issuer-are-asked-about", play: func(p *performance) {
		p.types(p.ann, askName, optionIssuer, p.office, optionQuestion, p.question)
		p.asks(p.ann, p.question, optionIssuer, p.office)
	}},
	{name: "what-applied-on-an-earlier-day-is-asked", play: func(p *performance) {
		p.asks(p.ann, p.past, optionDocument, "interim", optionAsOf, "2020-01-01")
	}},
	{name: "the-bot-is-mentioned", play: func(p *performance) {
		p.says(p.ann, p.policy, p.Mention()+" "+p.question)
	}},
	{name: "a-direct-message-is-answered", play: func(p *performance) {
		p.says(p.ann, p.ann.Direct(), p.first)
		p.says(p.ann, p.ann.Direct(), p.followUp)
	}},
	{name: "a-post-of-a-forum-mentions-the-bot", play: func(p *performance) {
		p.posts(p.ann, p.post, p.Mention()+" "+p.question)
		p.heard()
	}},
	{name: "a-post-is-answered-by-its-title-where-its-text-cannot-be-read", play: func(p *performance) {
		post := p.posts(p.li, p.question, p.claim)
		p.says(p.mo, post, p.Mention())
	}},
	{name: "a-mention-in-a-thread-asks-what-that-is-about", prepare: mayRead, play: func(p *performance) {
		p.says(p.mo, p.posts(p.ann, p.post, p.question), p.Mention())
		thread, _ := p.li.Post(p.policy, p.question, p.claim)
		p.tell("**Li** opens a thread: “%s”", p.question)
		p.says(p.mo, thread, p.Mention())
	}},
	{name: "a-mention-without-a-question-is-told-how-to-ask", play: func(p *performance) {
		p.says(p.ann, p.policy, p.Mention())
		p.replies(p.ann, p.mutters(p.li, p.policy, p.claim), p.Mention(), false)
	}},
	{name: "a-mention-below-a-message-asks-about-it-where-the-bot-may-read", prepare: mayRead, play: func(p *performance) {
		p.replies(p.ann, p.mutters(p.li, p.policy, p.question), p.Mention(), false)
	}},
	{name: "a-message-is-asked-about", play: func(p *performance) {
		p.opens(p.mo, p.mutters(p.li, p.policy, p.claim+" <@"+p.ann.ID+">"), aboutName)
		p.writes(p.mo, p.question)
	}},
	{name: "a-message-is-fact-checked-and-the-answer-published", play: func(p *performance) {
		checked := p.opens(p.mo, p.mutters(p.li, p.policy, p.claim), factcheckName)
		p.presses(p.mo, checked, p.asking.publish)
		p.presses(p.mo, checked, p.asking.publish)
	}},
	{name: "a-message-cannot-be-asked-about", play: func(p *performance) {
		p.opens(p.mo, p.mutters(p.li, p.policy, "<@"+p.ann.ID+"> <:wave:42>"), aboutName)
		p.opens(p.mo, p.has(p.ann, p.question), factcheckName)
	}},
}

// mayRead makes a bot one that may read messages.
func mayRead(s *stage) { s.bot.config.MessageContent = true }

// goingOnScenes go on from an answer.
var goingOnScenes = []scene{
	{name: "a-thread-goes-on-from-an-answer", play: func(p *performance) {
		answer := p.has(p.ann, p.first)
		p.presses(p.mo, answer, p.asking.follow)
		thread := p.policy.Threads()[0]
		p.says(p.ann, thread, p.Mention()+" "+p.followUp)
		p.uses(p.ann, thread, askName, optionQuestion, p.followUp)
		p.presses(p.li, answer, p.asking.follow)
		p.asks(p.ann, p.followUp)
	}},
	{name: "in-a-thread-plain-messages-are-answered-where-the-bot-may-read", prepare: mayRead, play: func(p *performance) {
		p.presses(p.ann, p.has(p.ann, p.first), p.asking.follow)
		thread := p.policy.Threads()[0]
		remark := p.mutters(p.li, thread, "<@"+p.ann.ID+"> "+p.claim)
		p.answers(p.ann, remark, p.followUp, false)
		p.mutters(p.ann, thread, "🙂")
		p.mutters(p.ann, p.policy, p.followUp)
		p.says(p.ann, thread, p.followUp)
	}},
	{name: "in-a-thread-only-a-mention-is-answered-where-the-bot-may-not-read", play: func(p *performance) {
		p.presses(p.ann, p.has(p.ann, p.first), p.asking.follow)
		thread := p.policy.Threads()[0]
		p.mutters(p.ann, thread, p.followUp)
		p.says(p.ann, thread, p.Mention()+" "+p.followUp)
	}},
	{name: "a-reply-goes-on-from-an-answer-and-was-not-meant-so", play: func(p *performance) {
		misread := p.replies(p.ann, p.has(p.ann, p.first), p.followUp, true)
		p.presses(p.li, misread, p.asking.notMeant)
		p.presses(p.ann, misread, p.asking.notMeant)
	}},
	{name: "a-reply-whose-ping-is-off-is-explained-once-a-day", play: func(p *performance) {
		answer := p.has(p.ann, p.first)
		p.replies(p.ann, answer, p.followUp, false)
		p.answers(p.ann, answer, p.followUp, false)
		p.replies(p.ann, answer, p.followUp, true)
	}},
	{name: "no-thread-can-be-opened", play: func(p *performance) {
		answer := p.has(p.ann, p.first)
		p.policy.Deny(discordtest.CreateThreads | discordtest.SendInThreads)
		p.presses(p.mo, answer, p.asking.follow)
	}},
	{name: "discord-opens-no-thread", play: func(p *performance) {
		answer := p.has(p.ann, p.first)
		for _, code := range []int{50024, 160006} {
			p.Intercept(func(r discordtest.Request) *discordtest.Fault {
				if strings.HasSuffix(r.Path, "/threads") {
					return &discordtest.Fault{Status: http.StatusBadRequest, Body: fmt.Sprintf(`{"code":%d,"message":"no"}`, code)}
				}
				return nil
			})
			p.presses(p.mo, answer, p.asking.follow)
		}
	}},
}
