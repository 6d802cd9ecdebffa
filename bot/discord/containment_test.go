package discord

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"footnote/bot"
	"footnote/bot/bottest"
	"footnote/corpus"
	"footnote/retrieval/lsa"
	"footnote/retrieval/retrievaltest"
)

var (
	refreshedAt = regexp.MustCompile(`<t:\d+:R>`)
	escapedSign = regexp.MustCompile(`\\[^A-Za-z0-9\s]`)
	// lively is what Discord makes more of than text, where it is not escaped.
	lively = regexp.MustCompile("@|<|\\]\\(|//|`|\\|\\||~~|_|discord(app)?\\.(gg|com)/|:\\w+:|(?m)^(#|>>>|\\s*[-+*] |\\s*\\d+\\. )")
)

// alive says what in a message could do more than be read, beside the links that it
// may hold, or nothing.
func alive(message string, links []string) string {
	for _, link := range links {
		message = strings.ReplaceAll(message, "](<"+link+">)", "")
	}
	if strings.ContainsFunc(message, func(r rune) bool { return r != '\n' && !unicode.IsPrint(r) }) {
		return "a character that is not seen"
	}
	message = refreshedAt.ReplaceAllString(message, "")
	message = strings.ReplaceAll(escapedSign.ReplaceAllString(message, "·"), "\n-# ", "\n")
	return lively.FindString(message)
}

func checkDead(t *testing.T, name string, messages, links []string) {
	t.Helper()
	for _, m := range messages {
		if what := alive(m, links); what != "" {
			t.Errorf("%s: the message holds %q: %.400q", name, what, m)
		}
	}
}

// linksOf are the addresses that an answer may link: those of the library.
func linksOf(a bot.Answer) []string {
	var links []string
	for _, c := range a.Citations {
		links = append(links, c.Link(), c.Document().URL)
	}
	for _, n := range a.Nearest {
		links = append(links, n.Document.URL)
	}
	return links
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

// attacks makes each instruction an attack at each place; a short test takes one in
// five.
func attacks(yield func(bottest.Attack) bool) {
	number := 0
	for _, text := range bottest.Instructions {
		for _, at := range bottest.Places {
			if number++; testing.Short() && number%5 > 0 {
				continue
			}
			if !yield(bottest.NewAttack(3*number, text, at)) {
				return
			}
		}
	}
}

func TestAnAttackIsOnlyTextInItsMessages(t *testing.T) {
	for x := range attacks {
		a := attacked(t, x)
		checkDead(t, x.Name, textsOf(layOut(a, sourcesOf(a))), linksOf(a))
	}
}

// everywhere is a hostile text in each part of an answer that is not the program's
// own, whether the chain lets it come there or not.
func everywhere(text string, status bot.Status) (bot.Answer, []source) {
	s := with(numbered(1, rule), func(s *source) {
		s.title, s.issuer, s.number, s.document, s.page, s.file, s.quote, s.translation = text, text, text, text, text, text, text, text
		s.links = []string{text, "https://example.org/" + text, "javascript:" + text}
		s.copies = []corpus.Copy{{Issuer: text}, {URL: text}, {Path: text}}
	})
	summary := with(s, func(s *source) {
		s.n, s.kind, s.basedOn = 2, corpus.KindBrief, corpus.Publication{Title: text, Publisher: text}
	})
	d := &corpus.Document{Meta: corpus.Meta{ID: "x", Title: text, Issuer: text, Number: text, URL: text}}
	return bot.Answer{
		Question: text, UnderstoodAs: text, Language: "en", Status: status, Model: text, Receipt: text, Reason: text,
		Missing: []string{text, text}, Notes: []string{text}, Sentences: []bot.Sentence{{Text: text, Citations: []int{1, 2}}, {Text: "A. " + text, Citations: []int{1}}},
		Withheld: []bot.Withheld{{Text: text, Why: text}}, Nearest: []bot.Nearest{{Document: d, Quote: text}},
		Coverage: bot.Coverage{Documents: 2, Issuers: []string{text, text}},
	}, []source{s, summary}
}

func checkEverywhere(t *testing.T, texts []string) {
	t.Helper()
	for _, text := range texts {
		for _, status := range []bot.Status{bot.Answered, bot.Refused} {
			a, sources := everywhere(text, status)
			checkDead(t, fmt.Sprintf("%.60q", text), textsOf(layOut(a, sources)), append(sources[0].links, text))
		}
	}
}

func TestHostileTextIsOnlyTextWhereverItStands(t *testing.T) {
	checkEverywhere(t, append(bottest.Effects, bottest.Instructions...))
}

func TestTheInjectionsOfOthersAreOnlyText(t *testing.T) {
	checkEverywhere(t, bottest.Injections(t, "../.."))
}

func TestAnAttackIsOnlyTextOnItsCards(t *testing.T) {
	for x := range attacks {
		records := new(bottest.Memory)
		assistant := bot.New(retrievaltest.Index(t, x.Folder, lsa.Embedding{}), bot.Options{Model: x.Model})
		a, err := bot.Recorder{Assistant: assistant, Receipts: records, Warn: func(err error) { t.Error(err) }}.Answer(t.Context(), x.Question)
		if err != nil {
			t.Fatal(err)
		}
		r, err := records.Receipt(t.Context(), a.Receipt)
		if err != nil {
			t.Fatal(err)
		}
		checkCards(t, x.Name, r, assistant.Exhibits(r), linksOf(a))
	}
}

// checkCards checks the texts that a receipt is shown in.
func checkCards(t *testing.T, name string, r bot.Receipt, exhibits []bot.Exhibit, links []string) {
	t.Helper()
	for _, language := range []string{"en", "zh"} {
		words, p := phrasesOf(language), belowPhrasesOf(language)
		for _, x := range exhibits {
			shown := cardTexts(words, p, r, x, cardLimits[0])
			checkDead(t, name, []string{strings.Join(shown, "\n")}, links)
			x.Citation = bot.Citation{} // its words are not kept
			checkDead(t, name, []string{strings.Join(cardTexts(words, p, r, x, cardLimits[0]), "\n")}, links)
		}
		for _, m := range textsOf(pack(receiptBlocks(words, p, r))) {
			command := "`footnote receipt " + r.ID + "`"
			m = regexp.MustCompile(`<t:\d+:f>`).ReplaceAllString(strings.ReplaceAll(m, command, ""), "")
			checkDead(t, name, []string{m}, nil)
		}
		if text := visible(markdownOf(r, exhibits)); strings.ContainsFunc(text, func(c rune) bool { return c != '\n' && !unicode.IsPrint(c) }) {
			t.Errorf("%s: the exported answer holds a character that is not seen: %q", name, text)
		}
	}
}
