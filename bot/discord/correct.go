package discord

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/bwmarrin/discordgo"

	"footnote/bot"
)

// The rules of corrections.
//
// Who may manage the messages of a channel may correct the bot's answers there, from
// the menu of a message. What they write stands above the answer with words that a
// document of the library says: these are looked up, and without them there is no
// correction. The sentences of the answer are struck through and stay readable. Nobody
// is told who corrected. Another correction takes the place of the first; when one is
// withdrawn, the answer is as it was.
//
// Who asks the same question in the same language sees the correction above their
// answer, for as long as its quotation stands in the library. A moderator speaks for the
// server of the answer: their correction is shown there and nowhere else. An owner's is
// shown in every server and in direct messages, and only an owner changes or withdraws
// it. What was corrected before the servers were noted is shown above its answer only.
//
// An answer that is deleted leaves its correction: others go on seeing it, and it can be
// withdrawn from the menu of another answer to the question. A moderator who deletes a
// corrected answer can withdraw the correction with it.

// correcting is what moderators do about a wrong answer.
var correcting = feature{
	commands: []*discordgo.ApplicationCommand{correctCommand()},
	run:      map[string]handler{correctName: runCorrect},
	press:    map[string]handler{verbCorrect: openCorrection, verbWithdraw: withdraw},
	submit:   map[string]handler{verbCorrect: submitCorrection},
}

const (
	correctName  = "Correct this answer"
	verbCorrect  = "correct"  // and the receipt
	verbWithdraw = "withdraw" // and the receipt

	fieldCorrection = "correction"
	fieldQuotation  = "quotation"
	fieldDocument   = "document"
)

// Why nothing is corrected.
var (
	errNoModerator = errors.New("only who may manage messages corrects answers")
	errNoAnswer    = errors.New("only answers of the bot can be corrected")
)

func correctCommand() *discordgo.ApplicationCommand {
	c, moderators := menuCommand(correctName, "更正此回答", "更正此回答"), int64(discordgo.PermissionManageMessages)
	c.DefaultMemberPermissions, c.Contexts = &moderators, &[]discordgo.InteractionContextType{discordgo.InteractionContextGuild}
	return c
}

// runCorrect corrects the answer that the menu was opened on. Where there is a
// correction already, it is shown first.
func runCorrect(ctx context.Context, d *desk, c *call) error {
	target := c.target()
	if target == nil || target.Author == nil || target.Author.ID != d.self() {
		return errNoAnswer
	}
	post, err := d.Records.PostAt(ctx, c.ChannelID, target.ID)
	if errors.Is(err, bot.ErrNoPost) {
		return errNoAnswer
	}
	if err != nil {
		return err
	}
	c.args = []string{post.Receipt}
	r, err := d.toCorrect(ctx, c)
	if err != nil {
		return err
	}
	known, found, err := d.correctionKnown(ctx, r)
	if err != nil {
		return err
	}
	if found {
		return d.showCorrection(ctx, c, r, known)
	}
	return c.open(ctx, c.correctionForm(r.Receipt, bot.Correction{}, ""))
}

// showCorrection shows a moderator what was corrected, and what they can do about it.
func (d *desk) showCorrection(ctx context.Context, c *call, r standing, known bot.Correction) error {
	w, ofSame, mayChange := correctWordsOf(c.person.language), known.Receipt != r.ID, d.mayChange(c.person, known)
	text := joined("", c.words.space, pieces(known.Text, maxPiece)...)
	correct := button(w.correct, discordgo.PrimaryButton, verbCorrect, r.ID)
	withdraw := button(w.withdraw, discordgo.DangerButton, verbWithdraw, known.Receipt, r.ID)
	switch {
	case mayChange && ofSame:
		return c.whisper(ctx, []page{{w.ofSame, text}}, row(correct, withdraw))
	case mayChange:
		return c.whisper(ctx, []page{{w.ofThis, text, w.replaced}}, row(correct, withdraw))
	case ofSame:
		return c.whisper(ctx, []page{{w.ofSame, text, w.ofOwner}}, row(correct))
	}
	return c.whisper(ctx, []page{{w.ofThis, text, w.ofOwner}})
}

// openCorrection opens the form, with the correction that there is.
func openCorrection(ctx context.Context, d *desk, c *call) error {
	r, err := d.toCorrect(ctx, c)
	if err != nil {
		return err
	}
	known, err := d.toReplace(ctx, c, r)
	if err != nil {
		return err
	}
	quote := ""
	if x := d.exhibit(known.Evidence); x.Shown() {
		quote = x.Citation.Quote()
	}
	return c.open(ctx, c.correctionForm(r.Receipt, known, quote))
}

// maxQuotation is how long the words may be that prove a correction, in characters.
const maxQuotation = 1000

func (c *call) correctionForm(r bot.Receipt, known bot.Correction, quote string) form {
	w := correctWordsOf(c.person.language)
	if length(quote) > maxQuotation {
		quote = ""
	}
	return form{custom: custom(verbCorrect, r.ID), title: w.title, fields: []field{
		{name: fieldCorrection, label: w.correction, hint: w.correctionHint, value: known.Text, most: bot.MaxCorrection},
		{name: fieldQuotation, label: w.quotation, hint: w.quotationHint, value: quote, most: maxQuotation},
		{name: fieldDocument, label: w.document, hint: w.documentHint, value: known.Evidence.Document, most: maxOption, short: true, optional: true},
	}}
}

// exhibit is an evidence as the library has it today.
func (d *desk) exhibit(e bot.Evidence) bot.Exhibit {
	if e.Document == "" {
		return bot.Exhibit{}
	}
	return d.Exhibits(bot.Receipt{Citations: []bot.Evidence{e}})[0]
}

// submitCorrection looks the quotation up, keeps the correction and shows it with the
// answer.
func submitCorrection(ctx context.Context, d *desk, c *call) error {
	r, err := d.toCorrect(ctx, c)
	if err != nil {
		return err
	}
	w := correctWordsOf(c.person.language)
	if err := c.whisper(ctx, []page{{w.looking}}); err != nil {
		return err
	}
	citation, err := d.quote(ctx, c.written(fieldQuotation), c.written(fieldDocument))
	if pages, expected := w.unquoted(c.words, err, c.written(fieldCorrection)); expected {
		return c.whisper(ctx, pages, row(button(w.again, discordgo.PrimaryButton, verbCorrect, r.ID)))
	}
	if err != nil {
		return err
	}
	correction := bot.Correction{
		Receipt: r.ID, Question: questionOf(r.Receipt), Language: r.Language, Text: c.written(fieldCorrection),
		Evidence: citation.Evidence(), Moderator: c.person.id, Time: time.Now().UTC().Truncate(time.Millisecond),
		Server: r.server, Everywhere: d.owns(c.person),
	}
	d.revising.Lock()
	defer d.revising.Unlock()
	if _, err := d.toReplace(ctx, c, r); err != nil { // an owner was faster
		return err
	}
	if err := d.Records.Correct(ctx, correction); err != nil {
		return err
	}
	card := correctionCard(r.Language, correction, citation, correctWordsOf(r.Language).corrected)
	return d.revise(ctx, c, r.Receipt, &card, w.done(correction.Everywhere))
}

// quote looks a quotation up for as long as an answer may take.
func (d *desk) quote(ctx context.Context, words, document string) (bot.Citation, error) {
	ctx, cancel := context.WithTimeout(ctx, d.limits.answer)
	defer cancel()
	return d.Quote(ctx, words, document)
}

// withdraw takes a correction back, of the answer that the button was shown for or of
// another to the same question.
func withdraw(ctx context.Context, d *desk, c *call) error {
	if len(c.args) < 2 {
		return errUnread
	}
	corrected := c.args[0]
	c.args = c.args[1:]
	r, err := d.toCorrect(ctx, c)
	if err != nil {
		return err
	}
	w := correctWordsOf(c.person.language)
	if err := c.whisper(ctx, []page{{w.withdrawing}}); err != nil {
		return err
	}
	d.revising.Lock()
	defer d.revising.Unlock()
	known, found, err := d.correctionKnown(ctx, r)
	if err != nil {
		return err
	}
	if !found || known.Receipt != corrected { // somebody else has withdrawn it
		return c.whisper(ctx, []page{{w.withdrawn}})
	}
	if !d.mayChange(c.person, known) {
		return errNotOwner
	}
	if err := d.Records.Withdraw(ctx, corrected); err != nil {
		return err
	}
	of, err := d.Records.Receipt(ctx, corrected)
	if errors.Is(err, bot.ErrNoReceipt) {
		of, err = bot.Receipt{ID: corrected}, nil
	}
	if err != nil {
		return err
	}
	return d.revise(ctx, c, of, nil, w.withdrawn)
}

// reviseWithin bounds how long is tried to change the messages of an answer: Discord
// lets old ones be changed only so often.
const reviseWithin = time.Minute

// revise changes the messages of an answer, and says what came of it: that they cannot
// be changed is not an error, the correction is kept all the same.
func (d *desk) revise(ctx context.Context, c *call, r bot.Receipt, card *discordgo.Container, done string) error {
	within, cancel := context.WithTimeout(ctx, reviseWithin)
	defer cancel()
	err := d.reviseMessages(within, r, card)
	switch code := statusOf(err); {
	case err == nil:
	case isShut(err):
		done = correctWordsOf(c.person.language).shut(done)
	case errors.Is(err, bot.ErrNoPost) || errors.Is(err, errNoTime) || within.Err() != nil || code == http.StatusForbidden || code == http.StatusNotFound:
		done = correctWordsOf(c.person.language).unchanged(done)
	default:
		return fmt.Errorf("changing the corrected answer of receipt %q: %w", r.ID, err)
	}
	return c.whisper(ctx, []page{{done}})
}
