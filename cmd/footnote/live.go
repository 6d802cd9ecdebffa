package main

// How an answer comes in a terminal while a model writes it.
//
// Each sentence is shown when it is proved, on lines of its own, with the numbers of
// its quotations. Lines are only ever added: nothing that was shown is written again or
// changed, so that nobody hears or reads it twice. What is known at the end only
// follows then: what a fact-check came to, what is missing, the sources, and how many
// sentences were withheld or written a second time. Sentences that were written a
// second time come last.
//
// What is laid out as a table is shown when it is whole, and so is everything in a pipe
// or file. Should the answer be another than what was shown, one line says so, and it
// is shown whole.

import (
	"slices"

	"footnote/bot"
)

// shows reports whether the sentences of an answer are shown while it is written.
func (p *page) shows(a bot.Answer) bool {
	return p.live && !slices.Contains([]bot.Form{bot.FormCompare, bot.FormTimeline, bot.FormChanges}, a.Form)
}

// more adds the sentences of an answer that have come since the last time.
func (p *page) more(a bot.Answer) {
	if p.shown == nil {
		w := wordingOf(a.Language)
		p.understood(a, w)
		p.form(a, w)
	}
	for _, s := range a.Sentences[len(p.shown):] {
		p.text("", marked(a, s)...)
	}
	p.shown = a.Sentences
}

// isShown reports whether what was shown is the beginning of an answer.
func (p *page) isShown(a bot.Answer) bool {
	if a.Status == bot.Refused || a.Table != nil || len(a.Sentences) < len(p.shown) {
		return false
	}
	return slices.EqualFunc(p.shown, a.Sentences[:len(p.shown)], func(x, y bot.Sentence) bool {
		return x.Text == y.Text && slices.Equal(x.Citations, y.Citations)
	})
}

// anew begins the page again, below what was shown.
func (p *page) anew(w wording) {
	p.blank()
	p.text("", piece{text: w.anew, style: warning})
	p.blank()
	p.shown = nil
}
