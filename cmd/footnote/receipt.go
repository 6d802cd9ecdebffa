package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	"footnote/bot"
	"footnote/corpus"
	"footnote/retrieval/refresh"
)

type receiptCommand struct {
	ID   string `arg:"" help:"The receipt, as the JSON of an answer and the bot name it."`
	JSON bool   `name:"json" help:"Print one JSON object."`
}

func (receiptCommand) Help() string {
	return `Example:

    footnote receipt k3m5pq7xwa

Shows when something was asked and what was quoted for it. A receipt holds no words of a document:
quotations are read from the version of its text that was quoted, which is kept until the document is
purged; after that its digest is left. Receipts are kept for RETAIN_DAYS.

The JSON object has receipt, time, question (empty where it was private), form, status, model,
snapshot and citations, each with n, document, passage, digest, start, end and, where the text is
kept, title and quote.`
}

// The JSON of a receipt is stable: scripts read it.
type (
	receiptJSON struct {
		Receipt   string         `json:"receipt"`
		Time      string         `json:"time"`
		Question  string         `json:"question"`
		Form      bot.Form       `json:"form"`
		Status    bot.Status     `json:"status"`
		Model     string         `json:"model"`
		Snapshot  string         `json:"snapshot"`
		Citations []evidenceJSON `json:"citations"`
	}
	evidenceJSON struct {
		N        int    `json:"n"`
		Document string `json:"document"`
		Title    string `json:"title,omitempty"`
		Passage  string `json:"passage"`
		Digest   string `json:"digest"`
		Start    int    `json:"start"`
		End      int    `json:"end"`
		Quote    string `json:"quote,omitempty"`
	}
)

// Run shows a receipt.
func (cmd receiptCommand) Run(ctx context.Context, p *program) error {
	c, err := loadConfig(p.getenv)
	if err != nil {
		return err
	}
	receipts := p.receipts(ctx, c)
	defer receipts.close()
	if receipts.db == nil {
		return fmt.Errorf("receipt %q: %w", cmd.ID, bot.ErrNoReceipt)
	}
	r, err := receipts.db.Receipt(ctx, strings.ToLower(cmd.ID))
	if err != nil {
		return err
	}
	cfg, err := refreshConfig(c, nil)
	if err != nil {
		return err
	}
	_, read, err := refresh.Histories(cfg)
	if err != nil {
		p.warn("%v", err) // the texts are files of their own
	}
	shown := evidenceOf(r, read)
	if cmd.JSON {
		return p.printJSON(shown)
	}
	page := p.page(c)
	page.receipt(shown)
	return p.print(page.b.String())
}

// evidenceOf adds to a receipt what was quoted, where that version is kept.
func evidenceOf(r bot.Receipt, read func(digest string) (*corpus.Document, error)) receiptJSON {
	shown := receiptJSON{
		Receipt: r.ID, Time: r.Time.Format(time.RFC3339), Question: r.Question, Form: r.Form, Status: r.Status,
		Model: r.Model, Snapshot: r.Snapshot, Citations: []evidenceJSON{},
	}
	for i, e := range r.Citations {
		c := evidenceJSON{N: i + 1, Document: e.Document, Passage: e.Passage, Digest: e.Digest, Start: e.Start, End: e.End}
		if d, err := read(e.Digest); err == nil && 0 <= e.Start && e.Start <= e.End && e.End <= len(d.Text) {
			c.Title, c.Quote = d.Title, d.Text[e.Start:e.End]
		}
		shown.Citations = append(shown.Citations, c)
	}
	return shown
}

func (p *page) receipt(r receiptJSON) {
	question := r.Question
	if question == "" {
		question = "(private: it was not kept)"
	}
	p.text("", piece{text: question, style: bold})
	p.field("receipt", r.Receipt)
	p.field("answered at", r.Time)
	p.field("status", string(r.Status))
	p.field("model", r.Model)
	p.field("snapshot", r.Snapshot)
	for _, c := range r.Citations {
		p.blank()
		p.evidence(c)
	}
}

func (p *page) evidence(c evidenceJSON) {
	p.hanging(" "+mark(c.N)+" ", "     ", piece{text: joinTexts(" · ", c.Title, c.Document), style: bold})
	if c.Quote == "" {
		p.text("     ", piece{text: "The text of this version is not kept.", style: warning})
	} else {
		p.text("     ", piece{text: "“" + oneSpace(c.Quote) + "”"})
	}
	p.row(piece{text: fmt.Sprintf("     bytes %d to %d of the text with the digest", c.Start, c.End), style: dim})
	p.row(piece{text: "     " + c.Digest, style: dim})
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
