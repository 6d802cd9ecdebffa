package discord

import (
	"cmp"
	"context"
	"fmt"

	"github.com/bwmarrin/discordgo"

	"footnote/bot"
)

// correctedColour is that of the bar beside a correction, readable on dark and light.
const correctedColour = 0xD9822B

// correctionCard is a correction as it stands above an answer: what is right, the words
// that prove it, and where they stand. The head says whose it is, and when.
func correctionCard(language string, c bot.Correction, cited bot.Citation, head func(owner bool, unix int64) string) discordgo.Container {
	p := phrasesOf(language)
	s := sourceOfCitation(cited)
	s.n, s.copies = 0, nil
	above := head(c.Everywhere, c.Time.Unix()) + "\n" + joined("", p.space, pieces(c.Text, maxPiece)...) + "\n> " + s.quotation(p, lessQuote) + "\n"
	text := above + s.describe(p, 0)
	if length(text) > maxText { // titles and addresses may be long
		s.links = nil
		text = above + s.head()
	}
	colour := correctedColour
	return discordgo.Container{AccentColor: &colour, Components: []discordgo.MessageComponent{discordgo.TextDisplay{Content: text}}}
}

// withCorrection puts the correction of an earlier answer to the same question above an
// answer, in a message of its own where they are too long for one.
func (d *desk) withCorrection(ctx context.Context, q inquiry, a bot.Answer, answer []message) []message {
	card, ok := d.correctionFor(ctx, q, a)
	if !ok || len(answer) == 0 {
		return answer
	}
	if textLength(card)+textLength(answer[0].Components...) > maxText {
		return append([]message{{Flags: plainFlags, Components: []discordgo.MessageComponent{card}}}, answer...)
	}
	answer[0].Components = append([]discordgo.MessageComponent{card}, answer[0].Components...)
	return answer
}

// correctionFor looks for a correction that holds for an answer, and counts where it is
// given. What was so on a day that the asker set is another question. An answer is shown
// although this fails.
func (d *desk) correctionFor(ctx context.Context, q inquiry, a bot.Answer) (card discordgo.Container, ok bool) {
	if !q.AsOf.IsZero() {
		return card, false
	}
	c, found, err := d.Records.CorrectionOf(ctx, cmp.Or(a.UnderstoodAs, a.Question), q.server)
	if err != nil {
		d.log.Warn("looking for a correction", "err", err)
	}
	if err != nil || !found || c.Language != a.Language {
		return card, false
	}
	x := d.exhibit(c.Evidence)
	if !x.Shown() || x.Fate != bot.FateSame && x.Fate != bot.FateStands {
		return card, false
	}
	return correctionCard(a.Language, c, x.Citation, correctWordsOf(a.Language).earlier), true
}

// textLength is how much text components hold.
func textLength(components ...discordgo.MessageComponent) int {
	n := 0
	for _, c := range components {
		switch c := c.(type) {
		case discordgo.TextDisplay:
			n += length(c.Content)
		case discordgo.Container:
			n += textLength(c.Components...)
		}
	}
	return n
}

// onDay is a day that each reader sees in their own way of writing it.
func onDay(unix int64) string { return fmt.Sprintf("<t:%d:D>", unix) }

// correctedBlocks say in a receipt how its answer was corrected, in a person's
// language; there are none where it was not.
func (d *desk) correctedBlocks(ctx context.Context, c *call, r bot.Receipt) ([]block, error) {
	known, found, err := d.Records.Corrected(ctx, r.ID)
	if err != nil || !found {
		return nil, err
	}
	blocks := []block{{text: correctWordsOf(c.person.language).corrected(known.Everywhere, known.Time.Unix()), part: true, keeps: true}}
	blocks = append(blocks, running(pieces(known.Text, maxPiece), "\n", c.words.space)...)
	if x := d.exhibit(known.Evidence); x.Shown() {
		s := sourceOfCitation(x.Citation)
		s.n = 0
		blocks = append(blocks, block{text: "> " + s.quotation(c.words, lessQuote), glue: "\n", keeps: true}, block{text: s.describe(c.words, 0), glue: "\n"})
	}
	return blocks, nil
}
