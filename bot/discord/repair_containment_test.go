package discord

import (
	"slices"
	"strings"
	"testing"

	"footnote/bot"
	"footnote/bot/bottest"
)

func TestHostileTextIsOnlyTextInCorrectionsAndReports(t *testing.T) {
	a, err := assistant()
	if err != nil {
		t.Fatal(err)
	}
	cited, err := a.Quote(t.Context(), "free of charge", "")
	if err != nil {
		t.Fatal(err)
	}
	d := &desk{Services: Services{Exhibits: a.Exhibits}}
	for _, text := range slices.Concat(bottest.Effects, bottest.Instructions, bottest.Injections(t, "../..")) {
		text = clip(text, bot.MaxCorrection)
		r := bot.Receipt{
			ID: text, Question: text, Sentences: []bot.KeptSentence{{Text: text, Citations: []int{1}}}, Citations: []bot.Evidence{cited.Evidence()},
		}
		for _, language := range []string{"en", "zh"} {
			w, h := correctWordsOf(language), humanWordsOf(language)
			quietly := func(bool, int64) string { return "on a day" }
			card := correctionCard(language, bot.Correction{Text: text}, cited, quietly)
			pages, _ := w.unquoted(phrasesOf(language), bot.ErrUnquotable, text)
			texts := append(textsOf(pages), textsIn(card.Components),
				h.reply(shorten(text, maxQuestion), shorten(text, 2*maxHuman)), moderatorWordsOf(language).asked(shorten(text, 2*maxHuman)))
			for _, kind := range []bot.FeedbackKind{bot.FeedbackBad, bot.FeedbackUnsupported} {
				texts = append(texts, d.reported(moderatorWordsOf(language), report{receipt: r, kind: kind, citation: 1, text: text})...)
			}
			for _, message := range texts {
				checkDead(t, text, []string{message}, []string{cited.Link()})
				if size := length(message); size > maxText {
					t.Errorf("%.60q: %d characters", text, size)
				}
			}
			answer, sources := everywhere(text, bot.Answered)
			to := revision{words: w, corrected: true, card: &card}
			for _, m := range messages(layOut(answer, sources)) {
				lines := strings.Split(textsIn(to.of(pointers(m.Components))), "\n")
				for i := range lines {
					lines[i] = plainLine(lines[i])
				}
				checkDead(t, text, []string{strings.Join(lines, "\n")}, append(sources[0].links, text))
			}
		}
	}
}
