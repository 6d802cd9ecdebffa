package discord

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/bwmarrin/discordgo"

	"footnote/bot"
	"footnote/corpus"
)

// showSources shows the card of the first citation.
func showSources(ctx context.Context, d *desk, c *call) error {
	r, err := d.receiptOf(ctx, c)
	if err != nil {
		return err
	}
	if len(r.Citations) == 0 {
		return c.whisper(ctx, []page{{c.belowWords().noSources}})
	}
	return c.privately(ctx, c.card(r, d.exhibitOf(r, 1)))
}

// turnCard shows another card in the place of one.
func turnCard(ctx context.Context, d *desk, c *call) error {
	r, n, err := d.citationOf(ctx, c)
	if err != nil {
		return err
	}
	return c.update(ctx, c.card(r, d.exhibitOf(r, n)))
}

// exhibitOf is the n-th citation of a receipt, from 1, as the library has it today.
func (d *desk) exhibitOf(r bot.Receipt, n int) bot.Exhibit {
	x := d.exhibit(r.Citations[n-1])
	x.N = n
	return x
}

// citationOf reads the receipt that a button names, and the number of the citation
// behind it.
func (d *desk) citationOf(ctx context.Context, c *call) (bot.Receipt, int, error) {
	r, err := d.receiptOf(ctx, c)
	if err != nil {
		return bot.Receipt{}, 0, err
	}
	n := c.number(1)
	if n < 1 || n > len(r.Citations) {
		return bot.Receipt{}, 0, errUnread
	}
	return r, n, nil
}

// A cardLimit is how much of each part of a card is shown, in escaped characters.
type cardLimit struct{ quote, beside, translation int }

// cardLimits are tried in turn: as much is shown as fits into one message.
var cardLimits = []cardLimit{{2400, 400, 1200}, {1600, 200, 600}, {900, 100, 200}}

// card is the message that shows a citation.
func (c *call) card(r bot.Receipt, x bot.Exhibit) message {
	p := c.belowWords()
	var texts []string
	for _, limit := range cardLimits {
		texts = cardTexts(c.words, p, r, x, limit)
		if length(strings.Join(texts, "\n")) <= maxText {
			break
		}
	}
	card := discordgo.Container{}
	for _, text := range texts {
		card.Components = append(card.Components, discordgo.TextDisplay{Content: text})
	}
	return message{Flags: plainFlags, Components: []discordgo.MessageComponent{card, row(cardButtons(p, r, x)...)}}
}

// cardTexts are the parts of a card: what has become of the words, the document and
// where in it they stand, the words between the sentences beside them and, below, what
// a machine made of them in the language of the answer, and what else there is to know.
func cardTexts(words phrasing, p belowPhrasing, r bot.Receipt, x bot.Exhibit, limit cardLimit) []string {
	texts := []string{p.fates[x.Fate], describeExhibit(words, x)}
	var d *corpus.Document
	if x.Shown() {
		d = x.Citation.Document()
		heading := shorten(headingPath(x.Citation.Passage().Heading, d.Title), maxTitle)
		if x.Fate == bot.FateChanged || x.Fate == bot.FateGone {
			texts = append(texts, p.then)
		}
		texts = append(texts, heading, "> "+inContext(words, x.Citation, limit), translated(words, x.Citation, limit))
	} else {
		d = x.Now
		texts = append(texts, p.unkept(shorten(x.Document, maxField), x.Start, x.End))
	}
	var last []string
	if d != nil {
		last = append(last, p.effective(d.EffectiveFrom.String(), d.EffectiveTo.String()), p.language(shorten(d.Language, maxField)))
		if !d.Retrieved.IsZero() {
			last = append(last, p.retrieved(d.Retrieved))
		}
	}
	if n := len(r.Citations); n > 1 {
		last = append(last, p.of(x.N, n))
	}
	texts = append(texts, citedFor(p, r, x.N), joined("-# ", " · ", last...))
	return nonEmpty(texts...)
}

// describeExhibit says what the document of a citation is.
func describeExhibit(words phrasing, x bot.Exhibit) string {
	var s source
	switch {
	case x.Shown():
		s = sourceOfCitation(x.Citation)
	case x.Now != nil:
		s = sourceOf(x.Now, "")
	default:
		s = source{document: x.Document}
	}
	s.n = x.N
	return s.describe(words, 0)
}

// headingPath joins the headings above a passage, without the title.
func headingPath(heading []string, title string) string {
	if len(heading) > 0 && heading[0] == title {
		heading = heading[1:]
	}
	return joined("", " › ", heading...)
}

// inContext sets a quotation in bold between the sentence before and the one after.
func inContext(words phrasing, c bot.Citation, limit cardLimit) string {
	head, rest := take(plain(c.Quote()), limit.quote)
	text := "**" + escape(head) + "**"
	if rest != "" {
		return words.shortened(text)
	}
	space := " "
	if corpus.PrimaryLanguage(c.Document().Language) == "zh" {
		space = ""
	}
	return joined("", space, shorten(c.Before(), limit.beside), text, shorten(c.After(), limit.beside))
}

// translated is the translation of a quotation, which says that nothing has checked it,
// or nothing where there is none.
func translated(words phrasing, c bot.Citation, limit cardLimit) string {
	text := shorten(c.Translation(), limit.translation)
	if text == "" {
		return ""
	}
	return "-# " + words.translation(text)
}

// citedFor names the sentence that a model wrote from a citation: one that was copied
// is the quotation itself.
func citedFor(p belowPhrasing, r bot.Receipt, n int) string {
	for _, s := range r.Sentences {
		if s.Copied == 0 && s.Text != "" && slices.Contains(s.Citations, n) {
			return "-# " + p.citedFor(shorten(s.Text, maxTitle))
		}
	}
	return ""
}

// cardButtons are those below a card.
func cardButtons(p belowPhrasing, r bot.Receipt, x bot.Exhibit) []discordgo.MessageComponent {
	var buttons []discordgo.MessageComponent
	if all := len(r.Citations); all > 1 {
		previous := button(p.previous, discordgo.SecondaryButton, verbCard, r.ID, strconv.Itoa(x.N-1))
		next := button(p.next, discordgo.SecondaryButton, verbCard, r.ID, strconv.Itoa(x.N+1))
		previous.Disabled, next.Disabled = x.N == 1, x.N == all
		buttons = append(buttons, previous, next)
	}
	buttons = append(buttons, button(p.flag, discordgo.SecondaryButton, verbFlag, r.ID, strconv.Itoa(x.N)))
	d := x.Now
	if d == nil && x.Shown() {
		d = x.Citation.Document()
	}
	return append(buttons, officialPage(p.official, d)...)
}

// maxButtonLink is the longest address that a button may have.
const maxButtonLink = 512

// officialPage is a button that leads to the address of a document, where it has one
// that a button can have; d may be nil.
func officialPage(label string, d *corpus.Document) []discordgo.MessageComponent {
	if d == nil || !linkable(d.URL) || length(d.URL) > maxButtonLink {
		return nil
	}
	return []discordgo.MessageComponent{discordgo.Button{Label: label, Style: discordgo.LinkButton, URL: d.URL}}
}
