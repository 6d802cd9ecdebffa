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

Shows when something was asked, what was answered, and on what evidence. A receipt holds no words of
a document: quotations are read from the version of its text that was quoted, which is kept until the
document is purged; after that its digest is left. Receipts are kept for RETAIN_DAYS.

The JSON object has receipt, time, question (empty where it was private, or its asker is forgotten),
understood_as, language, form, status, cause, verdict, model, prompts (the version of what the model
was told), tokens, snapshot, sentences as ask has them, with copied (the citation whose words they
are), withheld as ask has it, offered (the passages that the model could write from), and citations,
each with n, document, passage, digest, start, end and, where the text is kept, title, quote and the
translation that a machine made of it and nothing has checked, if any.
An answer that was corrected has correction: time, text, quotation, which is like a citation, server
(the ID of that in which others see it) and everywhere, which is what an owner corrects.`
}

// The JSON of a receipt is stable: scripts read it.
type (
	receiptJSON struct {
		Receipt      string         `json:"receipt"`
		Time         string         `json:"time"`
		Question     string         `json:"question"`
		UnderstoodAs string         `json:"understood_as,omitempty"`
		Language     string         `json:"language,omitempty"`
		Form         bot.Form       `json:"form"`
		Status       bot.Status     `json:"status"`
		Cause        bot.Cause      `json:"cause,omitempty"`
		Verdict      bot.Verdict    `json:"verdict,omitempty"`
		Model        string         `json:"model"`
		Prompts      string         `json:"prompts,omitempty"`
		Tokens       tokensJSON     `json:"tokens"`
		Snapshot     string         `json:"snapshot"`
		Sentences    []answeredJSON `json:"sentences"`
		Withheld     []withheldJSON `json:"withheld"`
		Offered      []offeredJSON  `json:"offered"`
		Citations    []evidenceJSON `json:"citations"`

		Correction *correctionJSON `json:"correction,omitempty"`
	}
	correctionJSON struct {
		Time       string       `json:"time"`
		Text       string       `json:"text"`
		Quotation  evidenceJSON `json:"quotation"`
		Server     string       `json:"server,omitempty"`
		Everywhere bool         `json:"everywhere,omitempty"`
	}
	tokensJSON struct {
		Prompt int `json:"prompt"`
		Reply  int `json:"reply"`
	}
	answeredJSON struct {
		Text      string `json:"text"`
		Copied    int    `json:"copied,omitempty"`
		Citations []int  `json:"citations"`
		Repaired  bool   `json:"repaired"`
	}
	withheldJSON struct {
		Text string `json:"text"`
		Code string `json:"code"`
		Why  string `json:"why"`
	}
	offeredJSON struct {
		Document string `json:"document"`
		Passage  string `json:"passage"`
		Digest   string `json:"digest"`
	}
	evidenceJSON struct {
		N        int    `json:"n,omitempty"` // none for that of a correction
		Document string `json:"document"`
		Title    string `json:"title,omitempty"`
		Passage  string `json:"passage"`
		Digest   string `json:"digest"`
		Start    int    `json:"start"`
		End      int    `json:"end"`
		Quote    string `json:"quote,omitempty"`

		Translation string `json:"translation,omitempty"` // machine-made and unchecked
	}
)

// Run shows a receipt.
func (cmd receiptCommand) Run(ctx context.Context, p *program) error {
	c, err := p.config()
	if err != nil {
		return err
	}
	receipts := p.receipts(ctx, c)
	defer receipts.close()
	switch {
	case receipts.failed:
		return fmt.Errorf("receipt %q cannot be looked for: no receipt can be read", cmd.ID) // why was told
	case receipts.db == nil:
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
	if shown.Correction, err = receipts.correctionOf(ctx, r.ID, read); err != nil {
		return err
	}
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
		Receipt: r.ID, Time: r.Time.Format(time.RFC3339), Question: r.Question, UnderstoodAs: r.UnderstoodAs, Language: r.Language,
		Form: r.Form, Status: r.Status, Cause: r.Cause, Verdict: r.Verdict, Model: r.Model, Prompts: r.Prompts,
		Tokens: tokensJSON(r.Usage), Snapshot: r.Snapshot,
		Sentences: []answeredJSON{}, Withheld: []withheldJSON{}, Offered: []offeredJSON{}, Citations: []evidenceJSON{},
	}
	for i, e := range r.Citations {
		shown.Citations = append(shown.Citations, evidenceIn(i+1, e, read))
	}
	for _, s := range r.Sentences {
		if 0 < s.Copied && s.Copied <= len(shown.Citations) {
			s.Text = shown.Citations[s.Copied-1].Quote
		}
		shown.Sentences = append(shown.Sentences, answeredJSON{s.Text, s.Copied, append([]int{}, s.Citations...), s.Repaired})
	}
	for _, w := range r.Withheld {
		shown.Withheld = append(shown.Withheld, withheldJSON{w.Text, w.Code(), w.In(r.Language)})
	}
	for _, o := range r.Offered {
		shown.Offered = append(shown.Offered, offeredJSON(o))
	}
	return shown
}

// evidenceIn is an evidence with what was quoted, where that version is kept.
func evidenceIn(n int, e bot.Evidence, read func(digest string) (*corpus.Document, error)) evidenceJSON {
	shown := evidenceJSON{N: n, Document: e.Document, Passage: e.Passage, Digest: e.Digest, Start: e.Start, End: e.End}
	if d, quote, ok := e.In(read); ok {
		shown.Title, shown.Quote, shown.Translation = d.Title, quote, e.Translation
	}
	return shown
}

// correctionOf is how the answer of a receipt was corrected, or nil.
func (r receipts) correctionOf(ctx context.Context, receipt string, read func(digest string) (*corpus.Document, error)) (*correctionJSON, error) {
	c, found, err := r.db.Corrected(ctx, receipt)
	if err != nil || !found {
		return nil, err
	}
	return &correctionJSON{c.Time.Format(time.RFC3339), c.Text, evidenceIn(0, c.Evidence, read), c.Server, c.Everywhere}, nil
}
