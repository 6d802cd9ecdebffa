package discord

import (
	"context"
	"fmt"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/bwmarrin/discordgo"

	"footnote/bot"
	"footnote/corpus"
	"footnote/corpus/reference"
)

// cite shows references to the documents of an answer in a format.
func cite(f reference.Format) handler {
	return func(ctx context.Context, d *desk, c *call) error {
		r, err := d.receiptOf(ctx, c)
		if err != nil {
			return err
		}
		p := c.belowWords()
		works := worksOf(r, d.Exhibits(r))
		if len(works) == 0 {
			return c.whisper(ctx, []page{{p.nothingToCite}})
		}
		name := "references-" + string(f) + ".txt"
		if f == reference.BibTeX {
			name = "references.bib"
		}
		return c.handOver(ctx, "**"+p.formats[f]+"**", reference.List(f, works), p.exported[f], name)
	}
}

// worksOf are the documents that an answer quotes, in the order of its citations, each
// with the pages that are quoted. Of one that has changed it is the version that was
// quoted, where that is kept.
func worksOf(r bot.Receipt, exhibits []bot.Exhibit) []reference.Work {
	var works []reference.Work
	at := make(map[string]int)
	for _, x := range exhibits {
		w := workOf(r, x)
		if w.ID == "" {
			continue
		}
		if i, ok := at[w.ID]; ok {
			works[i].Pages = append(works[i].Pages, w.Pages...)
			continue
		}
		at[w.ID] = len(works)
		works = append(works, w)
	}
	return works
}

// workOf is the document of a citation, or a zero one where it is gone.
func workOf(r bot.Receipt, x bot.Exhibit) reference.Work {
	w := reference.Work{Viewed: corpus.DateOf(r.Time)}
	switch {
	case x.Shown():
		w.Meta = x.Citation.Document().Meta
		if page := x.Citation.Page(); page != "" {
			w.Pages = []string{page}
		}
	case x.Now != nil:
		w.Meta = x.Now.Meta
	}
	return w
}

// exportAnswer shows an answer in Markdown, with its quotations as footnotes.
func exportAnswer(ctx context.Context, d *desk, c *call) error {
	r, err := d.receiptOf(ctx, c)
	if err != nil {
		return err
	}
	p := c.belowWords()
	text := markdownOf(r, d.Exhibits(r))
	correction, found, err := d.Records.Corrected(ctx, r.ID)
	if err != nil {
		return err
	}
	if found {
		text = d.markdownCorrection(r, correction) + "\n\n" + text
	}
	return c.handOver(ctx, "**"+p.formats[reference.Markdown]+"**", text, "", "answer-"+r.ID+".md")
}

// markdownOf writes an answer as Markdown: its question, its sentences, each
// quotation with a reference to its document and, last, who wrote it and what was
// checked.
func markdownOf(r bot.Receipt, exhibits []bot.Exhibit) string {
	words, p := phrasesOf(r.Language), belowPhrasesOf(r.Language)
	var b strings.Builder
	if r.Question != "" {
		fmt.Fprintf(&b, "# %s\n\n", reference.EscapeMarkdown(r.Question))
	}
	if r.UnderstoodAs != "" {
		b.WriteString(words.understood(reference.EscapeMarkdown(r.UnderstoodAs)) + "\n\n")
	}
	if verdict := r.Verdict.In(r.Language); verdict != "" {
		b.WriteString("**" + verdict + "**\n\n")
	}
	for i, s := range r.Sentences {
		text := markdownSentence(s, exhibits, p)
		switch {
		case i == 0:
		case s.Copied == 0 && r.Sentences[i-1].Copied == 0:
			text = words.space + text
		default: // a quotation stands alone
			text = "\n\n" + text
		}
		b.WriteString(text)
	}
	b.WriteString("\n\n")
	for _, x := range exhibits {
		b.WriteString(markdownNote(r, x, words, p) + "\n")
	}
	b.WriteString("\n---\n\n*" + markdownOrigin(words, r) + "*\n")
	return b.String()
}

// markdownCorrection is what a moderator says in the place of an answer, and stands
// before it.
func (d *desk) markdownCorrection(r bot.Receipt, c bot.Correction) string {
	x := d.exhibit(c.Evidence)
	quote := ""
	if x.Shown() {
		quote = reference.EscapeMarkdown(x.Citation.Quote())
	}
	return belowPhrasesOf(r.Language).corrected(c.Everywhere, c.Time.Format(time.DateOnly), reference.EscapeMarkdown(c.Text), quote, workOf(r, x).Inline())
}

func markdownSentence(s bot.KeptSentence, exhibits []bot.Exhibit, p belowPhrasing) string {
	text := reference.EscapeMarkdown(s.Text)
	if s.Copied > 0 && s.Copied <= len(exhibits) && exhibits[s.Copied-1].Shown() {
		text = "> " + reference.EscapeMarkdown(exhibits[s.Copied-1].Citation.Quote())
	}
	if text == "" {
		text = "*" + p.wordsNotKept + "*"
	}
	for _, n := range s.Citations {
		text += fmt.Sprintf("[^%d]", n)
	}
	return text
}

// markdownNote is the footnote of a citation. A translation stands last.
func markdownNote(r bot.Receipt, x bot.Exhibit, words phrasing, p belowPhrasing) string {
	text := p.unkept(reference.EscapeMarkdown(x.Document), x.Start, x.End)
	if x.Shown() {
		text = "“" + reference.EscapeMarkdown(x.Citation.Quote()) + "”"
	}
	if w := workOf(r, x); w.ID != "" {
		inline, space := w.Inline(), words.space
		if first, _ := utf8.DecodeRuneInString(inline); !corpus.IsHan(first) {
			space = " "
		}
		text += space + inline
	}
	if translation := x.Citation.Translation(); translation != "" {
		text += " · " + words.translation(reference.EscapeMarkdown(translation))
	}
	return fmt.Sprintf("[^%d]: %s", x.N, text)
}

// markdownOrigin says who wrote an answer and what was checked.
func markdownOrigin(words phrasing, r bot.Receipt) string {
	origin := words.copied
	if r.Model != bot.Extractive {
		origin = words.written(reference.EscapeMarkdown(r.Model))
	}
	return joined("", " · ", origin, words.checked(len(r.Citations)), words.receipt(r.ID), r.Time.Format(time.DateOnly))
}

// mostInBlock is how long a text may be that is shown to copy; a longer one is a file.
const mostInBlock = 1600

// handOver gives somebody a text to take away, below a heading and above a remark.
func (c *call) handOver(ctx context.Context, heading, text, remark, name string) error {
	text = visible(text)
	m := textMessage(page{heading})
	add := func(x discordgo.MessageComponent) { m.Components = append(m.Components, x) }
	if length(text) <= mostInBlock && !strings.Contains(text, "```") {
		add(discordgo.TextDisplay{Content: "```\n" + strings.TrimSpace(text) + "\n```"})
	} else {
		add(discordgo.FileComponent{File: discordgo.UnfurledMediaItem{URL: "attachment://" + name}})
		m.files = []file{{name, text}}
	}
	if remark != "" {
		add(discordgo.TextDisplay{Content: "-# " + remark})
	}
	return c.privately(ctx, m)
}

// visible drops what cannot be seen from a text of several lines.
func visible(text string) string {
	return strings.Map(func(r rune) rune {
		if r != '\n' && (!unicode.IsPrint(r) || hidden(r)) {
			return -1
		}
		return r
	}, text)
}
