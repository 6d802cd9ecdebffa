package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"unicode"

	"footnote/bot"
	"footnote/bot/bottest"
	"footnote/corpus"
	"footnote/retrieval/lsa"
	"footnote/retrieval/retrievaltest"
)

// moves reports whether a character does more in a terminal than stand there.
func moves(r rune) bool {
	return r != '\n' && (unicode.IsControl(r) || unicode.In(r, unicode.Zl, unicode.Zp, unicode.Bidi_Control, unicode.Other_Default_Ignorable_Code_Point))
}

// checkStill shows an answer, and reports what a terminal would do more with than
// show it.
func checkStill(t *testing.T, name string, a bot.Answer) {
	t.Helper()
	for _, colour := range []bool{false, true} {
		p := &page{terminal: terminal{width: 80, colour: colour}}
		p.answer(a)
		text := p.b.String()
		if colour {
			for _, own := range append(slices.Collect(maps.Values(escapes)), "\x1b[0m") {
				text = strings.ReplaceAll(text, own, "")
			}
		}
		if i := strings.IndexFunc(text, moves); i >= 0 {
			t.Errorf("%s: the page holds %q", name, text[i:min(len(text), i+20)])
		}
	}
}

func attacked(t *testing.T, x bottest.Attack) bot.Answer {
	t.Helper()
	ix := retrievaltest.Index(t, x.Folder, lsa.Embedding{})
	a, err := bot.New(ix, bot.Options{Model: x.Model}).Answer(t.Context(), x.Question)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestAnAttackMovesNothingInATerminal(t *testing.T) {
	number := 0
	for _, text := range append(bottest.Instructions, "\x1b[2J\x1b]8;;https://example.net\x07here\x1b]8;;\x07 \u202ereversed\u202c \u009b31m") {
		for _, at := range bottest.Places {
			if number++; testing.Short() && number%5 > 0 {
				continue
			}
			x := bottest.NewAttack(3*number, text, at)
			a := attacked(t, x)
			checkStill(t, x.Name, a)
			checkLinks(t, x.Name, a)
		}
	}
}

// checkLinks checks that what stands alone on a line as an address is one of the
// library's.
func checkLinks(t *testing.T, name string, a bot.Answer) {
	t.Helper()
	known := make(map[string]bool)
	for _, c := range a.Citations {
		known[c.Link()] = true
	}
	for line := range strings.Lines(rendered(a)) {
		if line = strings.TrimSpace(line); strings.HasPrefix(line, "https://example.org/") && !strings.Contains(line, " ") && !known[line] {
			t.Errorf("%s: the page links %q", name, line)
		}
	}
}

// checkEverywhere shows texts in each part of an answer that is not the program's
// own, whether the chain lets them come there or not.
func checkEverywhere(t *testing.T, texts []string) {
	t.Helper()
	for _, text := range texts {
		d := &corpus.Document{Meta: corpus.Meta{ID: "x", Title: text, Issuer: text, Number: text, URL: text}}
		for _, status := range []bot.Status{bot.Answered, bot.Partial, bot.Refused} {
			checkStill(t, fmt.Sprintf("%.60q", text), bot.Answer{
				Question: text, UnderstoodAs: text, Language: "en", Status: status, Model: text, Receipt: text, Reason: text,
				Missing: []string{text, text}, Notes: []string{text}, Sentences: []bot.Sentence{{Text: text}, {Text: "A. " + text}},
				Withheld: []bot.Withheld{{Text: text, Why: text}}, Nearest: []bot.Nearest{{Document: d, Quote: text}},
				Coverage: bot.Coverage{Documents: 2, Issuers: []string{text, text}},
			})
		}
	}
}

func TestHostileTextMovesNothingInATerminal(t *testing.T) {
	checkEverywhere(t, append(bottest.Effects, bottest.Instructions...))
}

func TestTheInjectionsOfOthersMoveNothingInATerminal(t *testing.T) {
	checkEverywhere(t, bottest.Injections(t, "../.."))
}
