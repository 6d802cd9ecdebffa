package discord

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"github.com/bwmarrin/discordgo"

	"footnote/bot/bottest"
	"footnote/corpus"
	"footnote/retrieval"
	"footnote/retrieval/lsa"
	"footnote/retrieval/refresh"
	"footnote/retrieval/retrievaltest"
)

// ours are signs that the bot itself writes.
var ours = strings.NewReplacer("`/search`", "", "`/ask`", "", "`/glossary list`", "", "\n-# + new", "")

// checkMessage checks the texts of a message and what its menus and buttons say.
func checkMessage(t *testing.T, name string, m message, links []string) {
	t.Helper()
	text := textsIn(m.Components)
	checkDead(t, name, []string{ours.Replace(text)}, links)
	if n := length(text); n > maxText {
		t.Errorf("%s: %d characters", name, n)
	}
	for _, c := range m.Components {
		row, _ := c.(discordgo.ActionsRow)
		for _, c := range row.Components {
			menu, _ := c.(discordgo.SelectMenu)
			for _, o := range menu.Options {
				for _, label := range []string{o.Label, o.Description} {
					if length(label) > maxChoice || strings.ContainsFunc(label, func(r rune) bool { return !unicode.IsPrint(r) }) {
						t.Errorf("%s: the menu says %q", name, label)
					}
				}
			}
			if b, ok := c.(discordgo.Button); ok && (length(b.CustomID) > 100 || length(b.URL) > maxButtonLink) {
				t.Errorf("%s: the button %+v is too long", name, b)
			}
		}
	}
}

func TestAnAttackIsOnlyTextInTheLibrary(t *testing.T) {
	for x := range attacks {
		ix := retrievaltest.Index(t, x.Folder, lsa.Embedding{})
		d := &desk{Services: Services{Index: func() *retrieval.Index { return ix }}}
		var links []string
		for _, doc := range ix.Corpus().Documents {
			links = append(links, doc.URL)
		}
		for _, language := range []string{"en-US", "zh-TW"} {
			c := &call{person: person{language: language}, words: phrasesOf(language)}
			checkMessage(t, x.Name, d.browse(c, browse{words: startOf(x.Question.Text, maxWords)}, 0), links)
			checkMessage(t, x.Name, d.browse(c, browse{}, 0), links)
			checkMessage(t, x.Name, d.terms(c, startOf(x.Question.Text, maxWords), 0), links)
			hits, timing, err := ix.Search(t.Context(), retrieval.Query{Text: x.Question.Text, N: maxHits})
			if err != nil {
				t.Fatal(err)
			}
			found := links
			for _, h := range hits {
				found = append(found, strings.TrimSuffix(strings.TrimPrefix(regexp.MustCompile(`\(<[^>]*>\)`).FindString(hitTitle(x.Question.Text, h, maxHitLink)), "(<"), ">)"))
			}
			checkMessage(t, x.Name, foundMessage(c, ix.Corpus(), x.Question.Text, hits, timing), found)
			for _, doc := range ix.Corpus().Documents {
				checkMessage(t, x.Name, d.documentCard(c, doc), links)
			}
		}
	}
}

// What is wrong with a document comes from its name, its content and its server.
func TestHostileTextIsOnlyTextInWhatOwnersAreTold(t *testing.T) {
	ix := exampleIndex()
	for _, text := range append(bottest.Effects, bottest.Instructions...) {
		failed := []corpus.Problem{
			{Path: text, Err: errors.New(text)}, {Path: text, Err: fmt.Errorf("%w: %s", corpus.ErrFrontMatter, text)},
			{Path: text, Err: fmt.Errorf("reading %s: %w", text, corpus.ErrFormat)},
		}
		change := refresh.Change{
			Report: refresh.Report{Added: []string{text}, Removed: []string{text}, Vanished: []string{text}, Failed: failed, Warnings: []string{text}},
			Before: ix.Corpus(), After: ix.Corpus(),
		}
		for _, w := range []ownerWords{ownerEnglish, ownerChinese} {
			texts := append(textsOf(w.changed(change, staleness{})), textsOf(pack(digest(change, 1)))...)
			for _, err := range append([]corpus.Problem{}, failed...) {
				told, _ := w.explain(err)
				texts = append(texts, told)
			}
			told, _ := w.explain(refresh.TermError{Err: errors.New(text)})
			texts = append(texts, told, w.suggested(titleOf(&corpus.Document{Meta: corpus.Meta{Title: text, URL: text}}), shorten(text, maxField), "1 KiB"),
				w.termKept(shorten(text, maxShownTerm), shorten(text, maxShownTerm)))
			for i := range texts {
				texts[i] = ours.Replace(texts[i])
			}
			checkDead(t, fmt.Sprintf("%.60q", text), texts, []string{text})
		}
	}
}
