package discord

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"footnote/bot"
	"footnote/bot/discord/discordtest"
	"footnote/corpus"
	"footnote/corpus/reference"
	"footnote/retrieval/lsa"
	"footnote/retrieval/retrievaltest"
)

// exhibited are the citations of words of one library, shown over another.
func exhibited(t *testing.T, then, now fstest.MapFS, words map[string]string) (bot.Receipt, []bot.Exhibit) {
	t.Helper()
	old := retrievaltest.Index(t, then, lsa.Embedding{}).Corpus()
	r := bot.Receipt{ID: "k3m5pq7xwa", Language: "en", Time: time.Date(2026, 3, 5, 12, 0, 0, 0, time.UTC), Model: "example-model"}
	for _, d := range old.Documents {
		at := strings.Index(d.Text, words[d.ID])
		r.Citations = append(r.Citations, bot.Evidence{Document: d.ID, Digest: d.Digest, Start: at, End: at + len(words[d.ID])})
		r.Sentences = append(r.Sentences, bot.KeptSentence{Text: "Filing of " + d.ID + " is due.", Citations: []int{len(r.Citations)}})
	}
	read := func(digest string) (*corpus.Document, error) {
		for _, d := range old.Documents {
			if d.Digest == digest && d.ID != "lost" {
				return d, nil
			}
		}
		return nil, errors.New("not kept")
	}
	versions := func() ([]corpus.History, func(string) (*corpus.Document, error), error) { return nil, read, nil }
	return r, bot.New(retrievaltest.Index(t, now, lsa.Embedding{}), bot.Options{Versions: versions}).Exhibits(r)
}

func TestACardSaysWhatBecameOfItsWords(t *testing.T) {
	t.Parallel()
	document := func(id, text string) *fstest.MapFile {
		return &fstest.MapFile{Data: []byte("---\nid: " + id + "\ntitle: Rules of " + id + "\nkind: rule\nlanguage: en\nretrieved: 2026-01-02\n---\n" + text)}
	}
	const words = "A provider of a test algorithm files it within ten days."
	first := fstest.MapFS{
		"same.md": document("same", "First. "+words+" It is free."), "stands.md": document("stands", "Second. "+words+" It is free of charge."),
		"changed.md": document("changed", "Third. "+words+" Nobody pays."), "gone.md": document("gone", "Fourth. "+words), "lost.md": document("lost", "Fifth. "+words),
	}
	then := fstest.MapFS{
		"same.md": first["same.md"], "stands.md": document("stands", "Providers, read this. "+words+" It is free of charge."),
		"changed.md": document("changed", "It is due within twenty days."), "lost.md": document("lost", "It is due within thirty days."),
	}
	r, exhibits := exhibited(t, first, then, map[string]string{"same": words, "stands": words, "changed": words, "gone": words, "lost": words})
	want := map[string][]string{
		"same":    {"[4] Rules of same · rule", "> First. **" + words + "** It is free.", "-# Cited for: Filing of same is due.", "-# original in English · retrieved 2026-01-02 · 4 of 5"},
		"stands":  {"**This document has changed since the answer.** The quotation still stands", "> Providers, read this. **" + words + "**"},
		"changed": {"and does not say this any more.", "· **superseded**", "This is what it said:\n> Third. **" + words + "** Nobody pays."},
		"gone":    {"**This document is not in the library any more.**", "> Fourth. **" + words + "**"},
		"lost":    {"and does not say this any more.", "The words cannot be shown", "of the document lost."},
	}
	for _, x := range exhibits {
		text := strings.Join(cardTexts(english, belowEnglish, r, x, cardLimits[0]), "\n")
		for _, w := range want[x.Document] {
			if !strings.Contains(text, w) {
				t.Errorf("%s: %q is not in\n%s", x.Document, w, text)
			}
		}
		if text := strings.Join(cardTexts(chinese, belowChinese, r, x, cardLimits[0]), "\n"); x.Fate != bot.FateSame && !strings.Contains(text, belowChinese.fates[x.Fate]) {
			t.Errorf("%s in Chinese:\n%s", x.Document, text)
		}
	}
	exported := markdownOf(r, exhibits)
	for _, w := range []string{"Filing of same is due.[^4] Filing of stands is due.[^5]", "[^4]: “" + words + "” Rules of same", "*Written by a machine (example-model) · 5 quotations checked"} {
		if !strings.Contains(exported, w) {
			t.Errorf("%q is not in the exported answer\n%s", w, exported)
		}
	}
}

func TestTheLongestCardFitsOneMessage(t *testing.T) {
	t.Parallel()
	sentence := func(mark string) string { return strings.Repeat("* _["+mark+"] ", 270) + "end." }
	library := fstest.MapFS{"long.md": {Data: []byte("---\nid: long\ntitle: '" + strings.Repeat("*", 900) + "'\nissuer: '" + strings.Repeat("_", 400) + "'\nkind: rule\nnumber: '" + strings.Repeat("#", 400) +
		"'\nlanguage: en\nurl: https://example.org/" + strings.Repeat("a", 480) + "\n---\n" + sentence("a") + "\n\n" + sentence("b") + "\n\n" + sentence("c"))}}
	ix := retrievaltest.Index(t, library, lsa.Embedding{})
	d, _ := ix.Corpus().Document("long")
	p := ix.PassagesOf("long")[0]
	r := bot.Receipt{ID: "k3m5pq7xwa", Citations: []bot.Evidence{{Document: "long", Digest: d.Digest, Start: p.Sentences[0].Start, End: p.Sentences[0].End, Translation: strings.Repeat("译_", 2000)}},
		Sentences: []bot.KeptSentence{{Text: strings.Repeat("*", 2000), Citations: []int{1}}}}
	exhibits := bot.New(ix, bot.Options{}).Exhibits(r)
	c := &call{words: english, person: person{language: "en"}}
	length := 0
	for _, component := range c.card(r, exhibits[0]).Components {
		length += len([]rune(fmt.Sprint(component)))
	}
	if !exhibits[0].Shown() || length > maxText+600 { // and the buttons
		t.Errorf("shown: %v, %d characters", exhibits[0].Shown(), length)
	}
}

func TestALongExportIsAFile(t *testing.T) {
	t.Parallel()
	var exhibits []bot.Exhibit
	for i := range 40 {
		exhibits = append(exhibits, bot.Exhibit{N: i + 1, Now: &corpus.Document{Meta: corpus.Meta{
			ID: fmt.Sprint("document-", i), Title: fmt.Sprint("Measures No. ", i, " ```"), Issuer: "Office of Examples", Language: "en", Kind: corpus.KindRule,
		}}})
	}
	s := set(t, discordtest.New(t), says("x"))
	s.bot.Exhibits = func(bot.Receipt) []bot.Exhibit { return exhibits }
	if err := s.records.Keep(t.Context(), bot.Receipt{ID: "long", Time: time.Now()}); err != nil {
		t.Fatal(err)
	}
	s.run(t)
	for verb, name := range map[string]string{string(reference.BibTeX): "references.bib", string(reference.APA): "references-apa.txt", string(reference.Markdown): "answer-long.md"} {
		shown := s.mo.Deliver(s.policy, 3, map[string]any{"custom_id": verb + " long", "component_type": 2}).AwaitAnswer().Messages()
		if len(shown) != 1 || !shown[0].Private || len(shown[0].Files) != 1 || shown[0].Files[0].Name != name || strings.Count(string(shown[0].Files[0].Data), "Measures No. ") != 40 {
			t.Errorf("%s: %s", verb, drawn(shown))
		}
	}
}
