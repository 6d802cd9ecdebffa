package main

// How a receipt looks in a terminal.
//
// The question comes first, then how it was answered, one line for each thing that
// is known. Then the sentences that a model wrote, each with the numbers of its
// quotations, those that were withheld, each with the reason, and the quotations.
// What was copied is a quotation and is shown as one. A correction comes before the
// sentences that it is in the place of. What the model could write
// from comes last: it is the longest list and the least to look at.

import (
	"context"
	"fmt"
	"strings"
	"time"

	"footnote/bot"
)

func (p *page) receipt(r receiptJSON) {
	question := r.Question
	if question == "" {
		question = "(not kept: it was private, or the asker is forgotten)"
	}
	p.text("", piece{text: question, style: bold})
	for _, f := range [][2]string{
		{"understood as", oneSpace(r.UnderstoodAs)}, {"receipt", r.Receipt}, {"answered at", r.Time}, {"language", r.Language},
		{"form", string(r.Form)}, {"status", joinTexts(" · ", string(r.Status), string(r.Cause))}, {"verdict", string(r.Verdict)},
		{"model", r.Model}, {"prompts", r.Prompts}, {"tokens", r.Tokens.String()}, {"snapshot", r.Snapshot},
	} {
		if f[1] != "" {
			p.field(f[0], f[1])
		}
	}
	p.corrected(r.Correction)
	p.answered(r.Sentences)
	for _, w := range r.Withheld {
		p.blank()
		p.text("  ", piece{text: "withheld: ", style: warning}, piece{text: textOr(w.Text, "(not kept)")})
		p.text("     ", piece{text: w.Why, style: dim})
	}
	for _, c := range r.Citations {
		p.blank()
		p.evidence(c)
	}
	p.offered(r.Offered)
}

// corrected shows how the answer was corrected, if it was.
func (p *page) corrected(c *correctionJSON) {
	if c == nil {
		return
	}
	p.blank()
	who := "a moderator"
	if c.Everywhere {
		who = "an owner"
	}
	p.text("  ", piece{text: "corrected by " + who + " at " + c.Time + ": ", style: warning}, piece{text: oneSpace(c.Text)})
	p.evidence(c.Quotation)
}

// String is empty where no tokens were counted.
func (t tokensJSON) String() string {
	if t == (tokensJSON{}) {
		return ""
	}
	return fmt.Sprintf("%d sent, %d written", t.Prompt, t.Reply)
}

func textOr(text, otherwise string) string {
	if text = oneSpace(text); text != "" {
		return text
	}
	return otherwise
}

// answered shows the sentences that were written.
func (p *page) answered(sentences []answeredJSON) {
	for _, s := range sentences {
		if s.Copied > 0 {
			continue
		}
		p.blank()
		pieces := []piece{{text: textOr(s.Text, "(not kept)")}}
		for _, n := range s.Citations {
			pieces = append(pieces, piece{text: mark(n), style: accent, joined: true})
		}
		if s.Repaired {
			pieces = append(pieces, piece{text: " repaired", style: dim})
		}
		p.text("  ", pieces...)
	}
}

func (p *page) evidence(c evidenceJSON) {
	number := "     "
	if c.N > 0 {
		number = " " + mark(c.N) + " "
	}
	p.hanging(number, "     ", piece{text: joinTexts(" · ", c.Title, c.Document), style: bold})
	if c.Quote == "" {
		p.text("     ", piece{text: "The text of this version is not kept.", style: warning})
	} else {
		p.text("     ", piece{text: "“" + oneSpace(c.Quote) + "”"})
	}
	if c.Translation != "" {
		p.text("     ", piece{text: english.translation + english.colon + oneSpace(c.Translation), style: dim})
	}
	p.row(piece{text: fmt.Sprintf("     bytes %d to %d of the text with the digest", c.Start, c.End), style: dim})
	p.row(piece{text: "     " + c.Digest, style: dim})
}

func (p *page) offered(offered []offeredJSON) {
	if len(offered) == 0 {
		return
	}
	p.blank()
	p.text("", piece{text: "Passages that the model could write from", style: bold})
	for i, o := range offered {
		p.hanging(fmt.Sprintf("%4d ", i+1), "     ", piece{text: joinTexts(" · ", o.Document, o.Passage)})
		p.row(piece{text: "     " + o.Digest, style: dim})
	}
}

// quoted are the receipts of answers that quoted a document.
type quoted struct {
	newest []bot.Receipt
	total  int
}

// maxQuoted is how many receipts are named where a document is removed.
const maxQuoted = 20

// quoting looks for the receipts that quote a document. That they cannot be read
// is told: the document is removed all the same.
func (p *program) quoting(ctx context.Context, c Config, document string) quoted {
	receipts := p.receipts(ctx, c)
	defer receipts.close()
	if receipts.db == nil {
		return quoted{}
	}
	newest, total, err := receipts.db.Quoting(ctx, document, maxQuoted)
	if err != nil {
		p.warn("%v", err)
	}
	return quoted{newest, total}
}

// maxAsked is how much of a question is shown beside its receipt, in columns.
const maxAsked = 36

// untranslate erases from all receipts what a machine has translated of a document.
func (p *program) untranslate(ctx context.Context, c Config, document string) {
	receipts := p.receipts(ctx, c)
	defer receipts.close()
	if receipts.db == nil {
		return
	}
	if err := receipts.db.DropTranslations(ctx, document); err != nil {
		p.warn("%v", err)
	}
}

func (p *page) quotedIn(q quoted) {
	if q.total == 0 {
		p.field("quoted in", "no receipt that is kept")
	}
	for _, r := range q.newest {
		question := strings.TrimRight(pad(r.Question, maxAsked), " ")
		p.field("quoted in", joinTexts(" · ", r.ID, r.Time.Format(time.DateOnly), question))
	}
	if more := q.total - len(q.newest); more > 0 {
		p.field("quoted in", fmt.Sprintf("%d older receipts", more))
	}
}
