package discord

import (
	"net/http"

	"footnote/bot/discord/discordtest"
	"footnote/corpus/reference"
)

// cardScenes show what proves an answer.
var cardScenes = []scene{
	{name: "the-sources-of-an-answer-are-looked-through", play: func(p *performance) {
		card := p.presses(p.mo, p.has(p.ann, p.summary), p.below.sources)
		next := p.presses(p.mo, card, p.below.next)
		p.presses(p.mo, next, p.below.previous)
	}},
	{name: "the-documents-of-an-answer-are-cited", play: func(p *performance) {
		answer := p.has(p.ann, p.summary)
		for _, f := range []reference.Format{reference.APA, reference.GBT, reference.BibTeX} {
			p.chooses(p.mo, answer, p.below.more, p.below.formats[f])
		}
	}},
	{name: "an-answer-is-exported", play: func(p *performance) {
		p.chooses(p.mo, p.has(p.ann, p.question), p.below.more, p.below.formats[reference.Markdown])
	}},
	{name: "the-receipt-of-an-answer-is-shown", play: func(p *performance) {
		p.chooses(p.mo, p.has(p.ann, p.question), p.below.more, p.below.receipt)
		p.chooses(p.mo, p.has(p.ann, p.unanswered), p.below.more, p.below.receipt)
	}},
	{name: "of-a-private-answer-no-words-are-kept", play: func(p *performance) {
		answer := p.has(p.ann, p.question, optionPrivate, true)
		p.chooses(p.ann, answer, p.below.more, p.below.receipt)
		p.chooses(p.ann, answer, p.below.more, p.below.formats[reference.Markdown])
		p.presses(p.ann, answer, "👎")
		p.writes(p.ann, p.why)
	}},
	{name: "who-asked-deletes-an-answer", play: func(p *performance) {
		answer := p.has(p.ann, p.question)
		p.presses(p.ann, p.chooses(p.ann, answer, p.below.more, p.below.delete), p.below.deleteNo)
		p.presses(p.ann, p.chooses(p.ann, answer, p.below.more, p.below.delete), p.below.deleteYes)
	}},
	{name: "a-moderator-deletes-an-answer-and-nobody-else", play: func(p *performance) {
		answer := p.has(p.ann, p.question)
		p.chooses(p.li, answer, p.below.more, p.below.delete)
		p.presses(p.mo, p.chooses(p.mo, answer, p.below.more, p.below.delete), p.below.deleteYes)
	}},
	{name: "the-bot-may-not-delete", play: func(p *performance) {
		p.Intercept(func(r discordtest.Request) *discordtest.Fault {
			if r.Method == http.MethodDelete {
				return &discordtest.Fault{Status: http.StatusForbidden, Body: `{"code":50013,"message":"Missing Permissions"}`}
			}
			return nil
		})
		p.presses(p.ann, p.chooses(p.ann, p.has(p.ann, p.question), p.below.more, p.below.delete), p.below.deleteYes)
	}},
}

// opinionScenes are what people think of answers.
var opinionScenes = []scene{
	{name: "an-answer-is-good", play: func(p *performance) {
		answer := p.has(p.ann, p.question)
		p.presses(p.li, answer, "👍")
		p.presses(p.li, answer, "👍")
	}},
	{name: "an-answer-is-bad-and-the-moderators-read-why", play: func(p *performance) {
		answer := p.has(p.ann, p.question)
		p.presses(p.li, answer, "👍")
		for _, why := range []string{p.why, ""} {
			p.presses(p.li, answer, "👎")
			p.writes(p.li, why)
		}
		p.presses(p.li, answer, "👍")
	}},
	{name: "a-quotation-does-not-support-its-sentence", play: func(p *performance) {
		card := p.presses(p.li, p.has(p.ann, p.question), p.below.sources)
		p.presses(p.li, card, p.below.flag)
		p.presses(p.li, card, p.below.flag)
	}},
}

// humanScenes are about asking a human.
var humanScenes = []scene{
	{name: "a-human-is-asked-and-answers-below-the-answer", play: func(p *performance) {
		answer := p.has(p.ann, p.unanswered)
		p.chooses(p.ann, answer, p.below.more, p.human.offer)
		p.writes(p.ann, p.toHuman)
		p.presses(p.mo, p.reported(), p.human.answer)
		p.writes(p.mo, p.byHuman)
	}},
	{name: "a-human-is-asked-in-private-and-answers-in-a-direct-message", play: func(p *performance) {
		answer := p.has(p.ann, p.question, optionPrivate, true)
		p.chooses(p.ann, answer, p.below.more, p.human.offer)
		p.writes(p.ann, p.toHuman)
		p.presses(p.mo, p.reported(), p.human.answer)
		p.writes(p.mo, p.byHuman)
	}},
	{name: "a-human-is-asked-again-at-once-or-cannot-be-reached", play: func(p *performance) {
		answer := p.has(p.ann, p.question, optionPrivate, true)
		for range 2 {
			p.chooses(p.ann, answer, p.below.more, p.human.offer)
			p.writes(p.ann, p.toHuman)
		}
		p.ann.CloseDirect()
		p.tell("**Ann** takes no direct messages any more.")
		p.presses(p.mo, p.reported(), p.human.answer)
		p.writes(p.mo, p.byHuman)
	}},
}
