package discord

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"footnote/bot"
)

// showReceipt shows in short what is kept of an answer.
func showReceipt(ctx context.Context, d *desk, c *call) error {
	r, err := d.receiptOf(ctx, c)
	if err != nil {
		return err
	}
	correction, err := d.correctedBlocks(ctx, c, r)
	if err != nil {
		return err
	}
	return c.whisper(ctx, pack(append(receiptBlocks(c.words, c.belowWords(), r), correction...)))
}

// maxQuestionKept is how much of a question its receipt shows.
const maxQuestionKept = 800

func receiptBlocks(words phrasing, p belowPhrasing, r bot.Receipt) []block {
	repaired := 0
	for _, s := range r.Sentences {
		if s.Repaired {
			repaired++
		}
	}
	lines := []string{p.title(shorten(r.ID, maxField)), p.notKept}
	if r.Question != "" {
		lines[1] = p.asked(shorten(r.Question, maxQuestionKept))
	}
	if r.UnderstoodAs != "" {
		lines = append(lines, words.understood(shorten(r.UnderstoodAs, maxQuestionKept)))
	}
	lines = append(lines,
		joined("", " · ", fmt.Sprintf("<t:%d:f>", r.Time.Unix()), words.forms[r.Form], p.statuses[r.Status], r.Verdict.In(r.Language)),
		joined("", " · ", p.sentences(len(r.Sentences), repaired, len(r.Withheld)), p.quoted(len(r.Citations))),
		withheldLine(p, r.Withheld), joined("", " · ", originOf(words, r), tokensLine(p, r.Usage)))
	if r.Snapshot != "" {
		lines = append(lines, p.snapshot(shorten(r.Snapshot, maxField)))
	}
	lines = append(lines, "-# "+p.whole(shorten(r.ID, maxField)))
	return running(nonEmpty(lines...), "\n", "\n")
}

// withheldLine names the checks that sentences failed, each once, without their words.
func withheldLine(p belowPhrasing, withheld []bot.Withheld) string {
	var checks []string
	for _, w := range withheld {
		check, _, _ := strings.Cut(w.Why, ":")
		if check = shorten(check, maxField); check != "" && !slices.Contains(checks, check) && len(checks) < maxListed {
			checks = append(checks, check)
		}
	}
	if len(checks) == 0 {
		return ""
	}
	return p.withheld(checks)
}

// originOf says who wrote the sentences.
func originOf(words phrasing, r bot.Receipt) string {
	switch r.Model {
	case bot.Extractive:
		return words.copied
	case "":
		return ""
	}
	return words.written(shorten(r.Model, maxField))
}

func tokensLine(p belowPhrasing, u bot.Usage) string {
	if u == (bot.Usage{}) {
		return ""
	}
	return p.tokens(u.Prompt, u.Reply)
}
