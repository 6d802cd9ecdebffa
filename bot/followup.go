package bot

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"footnote/corpus"
	"footnote/corpus/quantity"
	"footnote/prompts"
	"footnote/retrieval/analysis"
)

// How a question that leans on an earlier one is understood.
//
// Only the questions of the same asker in the same conversation count, and the
// titles of the documents that they were answered from: no word of an answer, and
// nothing that others asked. A question that stands alone is never changed. What it
// was understood as is searched and shown; it is answered in the language in which
// it was typed.

const (
	maxBefore      = 600             // characters of a question that others may lean on
	turnsToRewrite = 4               // that a follow-up may lean on
	rewriteTime    = 4 * time.Second // that a model has for a question
	maxRewrite     = 240             // characters of one
	newWords       = 0.25            // share of a rewrite, by weight, that may be in words of its own
)

// standalone returns a question as it is understood after those before it. One that
// stands alone is returned as it is.
func (ix *library) standalone(ctx context.Context, account *account, q Question) Question {
	if len(q.History) == 0 || utf8.RuneCountInString(q.Text) > MaxQuestion {
		return q
	}
	text := oneLine(q.Text)
	if tooLong(text) {
		return q
	}
	history := ix.standing(q.History[max(0, len(q.History)-MaxTurns):])
	if len(history) == 0 {
		return q
	}
	last := history[len(history)-1]
	given := ix.readTokens(last.Question).termSet()
	e := ix.readEllipsis(text, given)
	if e.lean == swaps {
		e = ix.readEllipsis(withYears(text, account.day.Year), given)
	}
	if e.lean == standsAlone {
		return q
	}
	understood := ix.rewrite(ctx, account, history, text)
	if understood == "" {
		understood = ix.carryOver(e, last.Question, ix.titleOf(last), language("", text) == "zh")
	}
	if understood == "" || utf8.RuneCountInString(understood) > MaxQuestion {
		return q
	}
	q.Text, q.Language = understood, language(q.Language, text)
	return q
}

var relativeYears = regexp.MustCompile(`(?i)\b(?:last|this|next) year\b|前年|去年|今年|明年`)

// withYears writes the years that a text counts from this one as numbers.
func withYears(text string, year int) string {
	return relativeYears.ReplaceAllStringFunc(text, func(said string) string {
		switch strings.ToLower(said) {
		case "前年":
			return fmt.Sprintf("%d年", year-2)
		case "去年":
			return fmt.Sprintf("%d年", year-1)
		case "今年":
			return fmt.Sprintf("%d年", year)
		case "明年":
			return fmt.Sprintf("%d年", year+1)
		case "last year":
			return fmt.Sprint(year - 1)
		case "next year":
			return fmt.Sprint(year + 1)
		}
		return fmt.Sprint(year)
	})
}

// oneLine is a text without the breaks and spaces that say nothing.
func oneLine(text string) string { return strings.Join(strings.Fields(corpus.Normalize(text)), " ") }

// standing returns the last turns whose questions stand alone, oldest first: one that
// was not understood, is no plain text, or tells a whole story says nothing of what
// the next means.
func (ix *library) standing(history []Turn) []Turn {
	var kept []Turn
	for _, t := range slices.Backward(history) {
		t.Question = oneLine(t.Question)
		if utf8.RuneCountInString(t.Question) <= maxBefore && plainText(t.Question) && ix.isAbout(t.Question) && ix.readEllipsis(t.Question, nil).lean == standsAlone {
			kept = append(kept, t)
		}
		if len(kept) == turnsToRewrite {
			break
		}
	}
	slices.Reverse(kept)
	return kept
}

// isAbout reports whether a text is about something: "thanks" is not.
func (ix *library) isAbout(text string) bool {
	text = text[len(courtesy.FindString(text)):]
	return len(ix.ownTerms(text)) > 0 || slices.ContainsFunc(ix.slots(text), slot.proper)
}

func (r reading) termSet() termSet {
	set := make(termSet)
	for _, t := range r.tokens {
		set[t.Term] = true
	}
	return set
}

// titleOf is the title of the first document that a turn was answered from.
func (ix *library) titleOf(t Turn) string {
	titles := ix.titlesOf(t)
	if len(titles) == 0 {
		return ""
	}
	return titles[0]
}

// titlesOf returns the titles of the documents that a turn was answered from and
// that the library still holds.
func (ix *library) titlesOf(t Turn) []string {
	var titles []string
	for _, id := range t.Documents {
		if d, ok := ix.Corpus().Document(id); ok && d.Title != "" {
			titles = append(titles, d.Title)
		}
	}
	return titles
}

// rewrite lets the model write a question so that it stands alone. It returns the
// empty text where there is none, where it does not in time, and where what it wrote
// is not made of the question and those before.
func (ix *library) rewrite(ctx context.Context, account *account, history []Turn, question string) string {
	if account.Model == nil {
		return ""
	}
	turns := make([]prompts.Turn, len(history))
	said := question
	for i, t := range history {
		turns[i] = prompts.Turn{Question: t.Question, Titles: ix.titlesOf(t)}
		said += "\n" + t.Question + "\n" + strings.Join(turns[i].Titles, "\n")
	}
	ctx, cancel := context.WithTimeout(ctx, rewriteTime)
	defer cancel()
	reply, err := account.whole(ctx, prompts.Standalone(turns, question, language("", question), newMark()))
	if err != nil {
		return ""
	}
	text := oneLine(prompts.ParseStandalone(reply))
	if !ix.madeOf(text, question, said) {
		return ""
	}
	return text
}

// madeOf reports whether a rewrite keeps what the question asks and names, and names nothing
// that neither it nor those before do: no name, figure, date or quoted term, and
// hardly another word.
func (ix *library) madeOf(text, question, said string) bool {
	if text == "" || utf8.RuneCountInString(text) > maxRewrite || !plainText(text) {
		return false
	}
	for _, asks := range []*regexp.Regexp{asksNumber, asksDate, asksPerson} {
		if asks.MatchString(question) && !asks.MatchString(text) {
			return false
		}
	}
	return ix.namesOnly(text, said) && ix.namesOnly(question, text) && ix.share(text, said) >= 1-newWords
}

var addressLike = regexp.MustCompile(`(?i)https?:|www\.|://|[<>@\x60{}\\]`)

// plainText reports whether a text is words: no address, mention, mark-up or
// character that is not shown.
func plainText(text string) bool {
	return !addressLike.MatchString(text) && !strings.ContainsFunc(text, func(r rune) bool { return !unicode.IsPrint(r) })
}

// namesOnly reports whether all that a text names stands in another too, as it is
// or in the other language of the glossary.
func (ix *library) namesOnly(text, other string) bool {
	text, other = corpus.Simplify(text), corpus.Simplify(other)
	squeezed, mentioned := squeeze(other), ix.Corpus().Glossary().Mentioned(other)
	figures := quantity.Find(other)
	for _, x := range quantity.Find(text) {
		if !slices.ContainsFunc(figures, func(f quantity.Quantity) bool { return f.Covers(x) || x.Covers(f) }) && !strings.Contains(squeezed, squeeze(x.Text)) {
			return false
		}
	}
	for _, m := range ix.Corpus().Glossary().Find(text) {
		if kindOfEntry(m.Entry) != slotTerm && !mentioned[m.Entry] {
			return false
		}
	}
	for _, s := range ix.slots(text) {
		if s.proper() && s.entry == nil && !strings.Contains(squeezed, squeeze(text[s.Start:s.End])) {
			return false
		}
	}
	return true
}

// share is how much of what a text says another says too, by weight, in the words
// of either language.
func (ix *library) share(text, other string) float64 {
	r := ix.readTokens(text)
	held := ix.readTokens(other).termSet()
	mentioned := ix.Corpus().Glossary().Mentioned(other)
	total, have := 0.0, 0.0
	for i, t := range r.tokens {
		if t.Stop || t.Kind == analysis.Number {
			continue
		}
		weight := r.says(i) * r.joint(i)
		if everyday[t.Term] || anyPolicy[t.Term] {
			weight *= everydayShare
		}
		total += weight
		if held[t.Term] || r.entries[i] != nil && mentioned[r.entries[i]] {
			have += weight
		}
	}
	if total == 0 {
		return 1
	}
	return have / total
}
