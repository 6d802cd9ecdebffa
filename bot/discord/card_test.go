package discord

import (
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
