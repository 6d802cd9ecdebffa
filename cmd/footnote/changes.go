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

// On the page of changes, the day and what happened come first, as in a log; the
// title is what is looked for and stands out; − is what a text said and + what it
// says now, signs and not only colours. A page is to be read, so long lists end
// with how much more there is, and --json has it.

type changesCommand struct {
	Since    corpus.Date `placeholder:"DATE" help:"The first day to look at: 2024, 2024-03 or 2024-03-05. Otherwise the last 30 days, or all of one document."`
	Document string      `placeholder:"ID" help:"Look at this document only."`
	JSON     bool        `name:"json" help:"Print a JSON array of objects."`
}

func (changesCommand) Help() string {
	return `Example:

    footnote changes --since 2024-03
    footnote changes --document nqpf-concept-en

"we first saw it" says when a document came to this library, and not how old it is; "the source
changed" shows the sentences that did; where "what is stated of it changed", its text is as it was;
"took effect", "expired" and "superseded" are told by the dates that documents state; "the source
vanished" is no repeal.

A JSON object has date, kind (first-seen, changed, took-effect, expired, superseded, vanished,
returned, removed), document, title, number, url; by, the successor; fields of the metadata with
name, old and new; passages with heading, page, old and new, which are pairs where both hold
sentences; moved and more, the numbers of sentences that only moved and that are left out.`
}

// recent is how many days back changes are shown where nobody says.
const recent = 30

// Run shows what changed.
func (cmd changesCommand) Run(ctx context.Context, p *program) error {
	c, err := p.config()
	if err != nil {
		return err
	}
	kept, err := p.versions(ctx, c)
	if err != nil {
		return err
	}
	today := corpus.DateOf(time.Now())
	if cmd.Document != "" {
		if err := kept.only(cmd.Document); err != nil {
			return err
		}
	} else if cmd.Since.IsZero() {
		cmd.Since = corpus.DateOf(time.Now().AddDate(0, 0, -recent))
	}
	changes, problems := corpus.Changes(kept.histories, kept.library, cmd.Since, today, kept.read)
	for _, problem := range problems {
		p.warn("%s", problem.Error())
	}
	if cmd.JSON {
		return p.printJSON(append([]corpus.Change{}, changes...))
	}
	page := p.page(c)
	page.changes(cmd.Since, changes)
	return p.print(page.b.String())
}

// versions is what is kept of the documents of a library over time.
type versions struct {
	histories []corpus.History
	library   *corpus.Corpus
	read      func(digest string) (*corpus.Document, error)
}

// versions returns what is kept after the documents were read as they are now.
func (p *program) versions(ctx context.Context, c Config) (versions, error) {
	index, err := p.open(ctx, c)
	if err != nil {
		return versions{}, err
	}
	cfg, err := refreshConfig(c, nil)
	if err != nil {
		return versions{}, err
	}
	histories, read, err := refresh.Histories(cfg)
	return versions{histories, index.Corpus(), read}, err
}

// versionsOf returns what tells an assistant of the versions that are kept.
func versionsOf(c Config) bot.Versions {
	return func() ([]corpus.History, func(digest string) (*corpus.Document, error), error) {
		cfg, err := refreshConfig(c, nil)
		if err != nil {
			return nil, nil, err
		}
		return refresh.Histories(cfg)
	}
}

// only leaves out all documents but one.
func (v *versions) only(id string) error {
	h, ok := corpus.HistoryOf(v.histories, v.library, id)
	if !ok {
		return fmt.Errorf("document %q: %w", id, bot.ErrUnknownDocument)
	}
	v.histories = []corpus.History{h}
	return nil
}

// What happened, in the words of the page.
var happened = map[corpus.ChangeKind]string{
	corpus.ChangeFirstSeen:  "we first saw it",
	corpus.ChangeChanged:    "the source changed",
	corpus.ChangeTookEffect: "took effect",
	corpus.ChangeSuperseded: "superseded",
	corpus.ChangeExpired:    "expired",
	corpus.ChangeVanished:   "the source vanished",
	corpus.ChangeReturned:   "came back",
	corpus.ChangeRemoved:    "removed",
}

// changes shows changes in the order of their days. What is kept of a document
// begins with its first sight, so of many of these only some are named.
func (p *page) changes(since corpus.Date, changes []corpus.Change) {
	period := ""
	if !since.IsZero() {
		period = " since " + since.String()
	}
	if len(changes) == 0 {
		p.text("", piece{text: "Nothing changed" + period + "."})
		return
	}
	p.text("", piece{text: "Changes" + period, style: bold})
	seen := 0
	var last corpus.Change // that was shown
	for _, c := range corpus.ByKind(changes) {
		if c.Kind == corpus.ChangeFirstSeen {
			if seen++; seen > maxListed {
				continue
			}
		}
		if !last.Bare() || !c.Bare() || c.Date != last.Date || c.Kind != last.Kind {
			p.blank()
			p.happened(c)
		}
		p.change(c)
		last = c
	}
	if seen > maxListed {
		p.blank()
		p.text("", piece{text: fmt.Sprintf("… and %d more that we first saw; --json lists them all", seen-maxListed), style: dim})
	}
}

func (p *page) happened(c corpus.Change) {
	what := happened[c.Kind]
	if c.Kind == corpus.ChangeChanged && len(c.Fields) > 0 && len(c.Passages)+c.Moved+c.More == 0 {
		what = "what is stated of it changed"
	}
	if c.By != "" {
		what += " by " + c.By
	}
	p.row(piece{text: fmt.Sprintf("%-10s  ", c.Date)}, piece{text: what, style: accent})
}

// change shows the document of a change, and what of it.
func (p *page) change(c corpus.Change) {
	p.text("  ", piece{text: c.Title, style: bold}, piece{text: " · " + joinTexts(" · ", c.Number, c.Document), style: dim})
	if c.URL != "" {
		p.row(piece{text: "  " + c.URL, style: dim})
	}
	for _, f := range c.Fields {
		p.hanging("  ", "    ", piece{text: f.Name + ": " + stated(f.Old) + " → " + stated(f.New)})
	}
	p.passages(c)
}

func stated(value string) string {
	if value == "" {
		return "(not stated)"
	}
	return value
}

// maxSentences is how many changed sentences of a document people are shown.
const maxSentences = 20

func (p *page) passages(c corpus.Change) {
	left, more, above := maxSentences, c.More, ""
	for _, passage := range c.Passages {
		n := max(len(passage.Old), len(passage.New))
		shown := min(n, left)
		left, more = left-shown, more+n-shown
		place := headingPath(passage.Heading, c.Title)
		if passage.Page != "" {
			place = joinTexts(", ", place, "page "+passage.Page)
		}
		if place != above && place != "" && shown > 0 {
			p.text("  ", piece{text: place, style: dim})
		}
		above = place
		p.oldAndNew(passage, shown)
	}
	if more > 0 {
		p.text("  ", piece{text: fmt.Sprintf("… and %d more changed; --json lists up to 200", more), style: dim})
	}
	if c.Moved > 0 {
		p.text("  ", piece{text: fmt.Sprintf("moved within the text: %d", c.Moved), style: dim})
	}
}

// oldAndNew shows the first n sentences of a passage, old and new in turn.
func (p *page) oldAndNew(c corpus.PassageChange, n int) {
	for i := range n {
		if i < len(c.Old) {
			p.hanging("  ", "    ", piece{text: "− " + oneSpace(c.Old[i]), style: dim})
		}
		if i < len(c.New) {
			p.hanging("  ", "    ", piece{text: "+ " + oneSpace(c.New[i]), style: accent})
		}
	}
}

func oneSpace(text string) string { return strings.Join(strings.Fields(text), " ") }
