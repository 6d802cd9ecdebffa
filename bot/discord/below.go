package discord

import (
	"context"

	"github.com/bwmarrin/discordgo"

	"footnote/bot"
	"footnote/corpus/reference"
)

// The rules of what stands under an answer.
//
// Below the last message of an answer stand a row of buttons and a menu. Everything
// that they show is private: who presses reads it alone, in the language of their own
// Discord; the labels are in the language of the answer. They need its receipt: an
// answer without one has none of them, and when its time is over they say so.
//
// A refusal has no sources and nothing to cite. One that only asks what is meant is
// not judged. An answer that others can see can be deleted, by who asked and by
// moderators, who are asked once more.

// belowAnswers is what people can do with an answer.
var belowAnswers = feature{
	press: map[string]handler{
		verbSources: showSources, verbCard: turnCard, verbFlag: flagCitation,
		verbGood: judgeGood, verbBad: askWhyBad,
		verbReceipt: showReceipt, verbDelete: askDelete, verbErase: eraseAnswer, verbKeep: keepAnswer,
		string(reference.APA): cite(reference.APA), string(reference.GBT): cite(reference.GBT), string(reference.BibTeX): cite(reference.BibTeX),
		string(reference.Markdown): exportAnswer,
	},
	submit: map[string]handler{verbBad: judgeBad},
}

// The verbs of buttons and menus, each followed by the ID of the receipt.
const (
	verbSources = "sources"
	verbCard    = "card" // and the number of the citation
	verbFlag    = "flag" // and the number of the citation
	verbGood    = "good"
	verbBad     = "bad"
	verbReceipt = "receipt"
	verbDelete  = "delete"
	verbErase   = "erase"
	verbKeep    = "keep"
)

// inMenu are the verbs that the menu has: no other is done from it.
var inMenu = []string{
	string(reference.APA), string(reference.GBT), string(reference.BibTeX), string(reference.Markdown), verbHuman, verbReceipt, verbDelete,
}

// below are the rows under an answer, with the buttons that go on from it, at most two;
// private says that only one person sees it.
func (d *desk) below(a bot.Answer, private bool, goingOn ...discordgo.MessageComponent) []discordgo.MessageComponent {
	if a.Receipt == "" {
		return nil
	}
	p := belowPhrasesOf(a.Language)
	var buttons []discordgo.MessageComponent
	if len(a.Citations) > 0 {
		buttons = append(buttons, button(p.sources, discordgo.SecondaryButton, verbSources, a.Receipt))
	}
	buttons = append(buttons, goingOn...)
	if a.Cause != bot.CauseUnclear {
		buttons = append(buttons,
			button("👍", discordgo.SecondaryButton, verbGood, a.Receipt),
			button("👎", discordgo.SecondaryButton, verbBad, a.Receipt))
	}
	var rows []discordgo.MessageComponent
	if len(buttons) > 0 {
		rows = append(rows, row(buttons...))
	}
	return append(rows, row(d.more(a, private, p)))
}

// more is the menu of what is done less often. Each of its choices is a verb.
func (d *desk) more(a bot.Answer, private bool, p belowPhrasing) discordgo.SelectMenu {
	menu := discordgo.SelectMenu{MenuType: discordgo.StringSelectMenu, CustomID: custom(verbMore, a.Receipt), Placeholder: p.more}
	add := func(verb, label, description string) {
		menu.Options = append(menu.Options, discordgo.SelectMenuOption{Label: label, Value: verb, Description: description})
	}
	if len(a.Citations) > 0 {
		for _, f := range []reference.Format{reference.APA, reference.GBT, reference.BibTeX} {
			add(string(f), p.formats[f], p.citeHint)
		}
		add(string(reference.Markdown), p.formats[reference.Markdown], p.markdownHint)
	}
	if d.config.Moderators != "" {
		w := humanWordsOf(a.Language)
		add(verbHuman, w.offer, w.offerHint)
	}
	add(verbReceipt, p.receipt, p.receiptHint)
	if !private {
		add(verbDelete, p.delete, p.deleteHint)
	}
	return menu
}

// receiptOf reads the receipt that a button or a form names.
func (d *desk) receiptOf(ctx context.Context, c *call) (bot.Receipt, error) {
	if len(c.args) == 0 {
		return bot.Receipt{}, errUnread
	}
	return d.Records.Receipt(ctx, c.args[0])
}

// belowWords are the texts of what stands under answers, in a person's language.
func (c *call) belowWords() belowPhrasing { return belowPhrasesOf(c.person.language) }
