package discord

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"footnote/bot/discord/discordtest"
	"footnote/corpus"
	"footnote/retrieval/refresh"
)

// ownerScenes change the library.
var ownerScenes = []scene{
	{name: "the-owner-refreshes-the-library-and-marks-answers", estate: true, play: func(p *performance) {
		p.has(p.ann, p.owned)
		p.deletes(p.mo, p.has(p.li, p.owned))
		p.has(p.li, p.owned, optionPrivate, true)
		p.estate.change(p)
		report := p.uses(p.owner, p.policy, refreshName)
		p.presses(p.owner, report, p.owning.markThem(2))
		p.presses(p.owner, report, p.owning.markThem(2))
	}},
	{name: "a-refresh-finds-nothing-new", estate: true, play: func(p *performance) {
		p.uses(p.owner, p.policy, refreshName)
	}},
	{name: "a-refresh-says-what-cannot-be-served", estate: true, play: func(p *performance) {
		p.estate.spoil(p.t)
		p.uses(p.owner, p.policy, refreshName)
	}},
	{name: "a-refresh-that-takes-long-is-reported-in-a-direct-message", estate: true, play: func(p *performance) {
		goOn := p.estate.hold(p.t, func() {})
		refreshed := p.begins(p.owner, refreshName)
		refreshed.AwaitAnswer()
		p.look()
		p.Advance(16 * time.Minute)
		p.tell("A quarter of an hour passes.")
		goOn()
		p.did(refreshed)
	}},
	{name: "a-scheduled-refresh-is-told-in-a-channel", estate: true, play: func(p *performance) {
		p.has(p.ann, p.owned)
		p.estate.refresh(p)
		p.look()
		p.estate.change(p)
		p.estate.refresh(p)
		told := last(p.look())
		p.estate.refresh(p)
		p.presses(p.owner, told, ownerEnglish.markThem(1)+" · "+ownerChinese.markThem(1))
	}},
	{name: "a-card-says-what-has-become-of-its-document", estate: true, play: func(p *performance) {
		answer := p.has(p.ann, p.owned)
		for _, change := range []func(){
			func() {
				p.estate.write(p.t, "tea.md", teaRule+"\nThe tax is low.\n")
				p.estate.write(p.t, "tea-zh.md", teaZH+"\n税率较低。\n")
				p.tell("Sentences are added to the document.")
			},
			func() { p.estate.change(p) },
			func() {
				p.estate.remove(p, "tea.md")
				p.estate.remove(p, "tea-zh.md")
				p.tell("The document is removed.")
			},
			func() {
				p.tell("Its earlier versions are lost.")
				if err := os.RemoveAll(filepath.Join(p.estate.index, "texts")); err != nil {
					p.t.Fatal(err)
				}
			},
		} {
			change()
			p.estate.refresh(p)
			p.presses(p.ann, answer, p.below.sources)
		}
	}},
	{name: "the-owner-adds-a-document-and-takes-it-out", estate: true, play: func(p *performance) {
		p.uses(p.owner, p.policy, "document add", optionFile, roads)
		p.types(p.owner, "document remove", optionDocument, "road")
		p.presses(p.owner, p.uses(p.owner, p.policy, "document remove", optionDocument, "road-rule"), p.owning.takeOut)
	}},
	{name: "the-owner-adds-an-address", estate: true, play: func(p *performance) {
		p.estate.fetch = finds("# 道路办法\n\n道路向公众开放。")
		for range 2 {
			p.uses(p.owner, p.policy, "document add", optionURL, "https://example.org/roads.md")
		}
	}},
	{name: "what-is-no-document-is-not-added", estate: true, play: func(p *performance) {
		p.uses(p.owner, p.policy, "document add")
		p.uses(p.owner, p.policy, "document add", optionFile, discordtest.File{Name: "empty.md"})
		p.uses(p.owner, p.policy, "document add", optionFile, discordtest.File{Name: "program.exe", Data: []byte("MZ")})
		p.uses(p.owner, p.policy, "document add", optionFile, discordtest.File{Name: "odd.md", Data: []byte("---\nkind: @everyone\n---\ntext")})
		p.uses(p.owner, p.policy, "document add", optionFile, roads, optionURL, "https://example.org/")
		p.uses(p.owner, p.policy, "document add", optionURL, "file:///etc/passwd")
		p.estate.fetch = fails(fmt.Errorf("%w (/login)", corpus.ErrLoginPage))
		p.uses(p.owner, p.policy, "document add", optionURL, "https://example.org/members")
		p.sends(p.owner, "adds a file of 30 MiB", 2, adding("large.pdf", 30<<20, "https://cdn.discordapp.com/attachments/1/large.pdf"))
		p.sends(p.owner, "adds a file that is not on Discord", 2, adding("a.md", 9, "https://example.org/a.md"))
	}},
	{name: "the-document-of-a-member-waits-for-the-owner-who-adds-it", estate: true, play: func(p *performance) {
		p.uses(p.ann, p.policy, "document suggest", optionFile, roads)
		waiting := p.reported()
		p.uses(p.ann, p.policy, "document suggest", optionFile, roads)
		p.presses(p.mo, waiting, p.owning.admit)
		p.presses(p.owner, waiting, p.owning.admit)
	}},
	{name: "the-document-of-a-member-waits-for-the-owner-who-declines-it", estate: true, play: func(p *performance) {
		p.uses(p.ann, p.policy, "document suggest", optionFile, roads)
		waiting := p.reported()
		p.presses(p.owner, waiting, p.owning.refuse)
		p.sends(p.owner, "presses the button once more", 3, press(waiting.Components[1].Components[0].CustomID))
	}},
	{name: "too-many-suggestions-wait", estate: true, play: func(p *performance) {
		for n := range 20 {
			if _, err := p.bot.Library.Suggest(refresh.File{Name: fmt.Sprint(n, ".md"), Data: fmt.Appendf(nil, "# Notice %d\n\nIt is so.\n", n)}); err != nil {
				p.t.Fatal(err)
			}
		}
		p.uses(p.ann, p.policy, "document suggest", optionFile, roads)
	}},
	{name: "no-suggestions-are-taken-where-nobody-would-see-them", estate: true, prepare: unwatched, play: func(p *performance) {
		p.uses(p.ann, p.policy, "document suggest", optionFile, roads)
	}},
	{name: "the-owner-edits-the-glossary", estate: true, play: func(p *performance) {
		p.uses(p.owner, p.policy, "glossary edit", optionTerm, "茶税")
		p.writes(p.owner, "tea tax; tea duty", "茶税；茶捐")
		p.types(p.owner, "glossary edit", optionTerm, "捐")
		p.uses(p.owner, p.policy, "glossary edit", optionTerm, "tea duty")
		p.writes(p.owner, ";", "茶税")
		p.uses(p.owner, p.policy, "glossary edit", optionTerm, "tea duty")
		p.writes(p.owner, "茶税", "tea tax")
		p.types(p.owner, "glossary remove", optionTerm, "tea")
		for range 2 {
			p.uses(p.owner, p.policy, "glossary remove", optionTerm, "tea tax")
		}
	}},
	{name: "only-owners-change-the-library", estate: true, play: func(p *performance) {
		p.uses(p.mo, p.policy, refreshName)
		p.uses(p.ann, p.policy, "document add", optionFile, roads)
		p.uses(p.mo, p.policy, "glossary edit")
	}},
	{name: "a-library-that-cannot-be-changed", play: func(p *performance) {
		p.uses(p.owner, p.policy, refreshName)
	}},
	{name: "the-library-is-being-changed-already", estate: true, play: func(p *performance) {
		p.uses(p.owner, p.policy, "document remove", optionDocument, "none")
		began := make(chan struct{}, 2)
		p.estate.fetch = func(ctx context.Context, s corpus.Source, _ []corpus.Known, report func(corpus.Fetched)) error {
			began <- struct{}{}
			<-p.next
			return finds("# 道路办法\n\n道路向公众开放。")(ctx, s, nil, report)
		}
		slow := p.begins(p.owner, "document add", optionURL, "https://example.org/roads.md")
		<-began
		p.look()
		p.begins(p.owner, refreshName).AwaitText(p.owning.known[refresh.ErrBusy])
		p.look()
		p.next <- struct{}{}
		p.next <- struct{}{}
		p.did(slow)
	}},
	{name: "the-last-document-stays", estate: true, play: func(p *performance) {
		for _, name := range []string{"tea.md", "tea-zh.md"} {
			p.estate.remove(p, name)
		}
		p.uses(p.owner, p.policy, refreshName)
		p.presses(p.owner, p.uses(p.owner, p.policy, "document remove", optionDocument, "ships"), p.owning.takeOut)
		p.estate.remove(p, "ships.md")
		p.uses(p.owner, p.policy, refreshName)
	}},
}

// roads is a document that is not in the library.
var roads = discordtest.File{Name: "Road Rule.md", Data: []byte("# The Road *Rule*\n\nRoads are public.\n")}

// change changes the documents of the library: some of their sentences, one comes, one
// goes, one cannot be read.
func (e *estate) change(p *performance) {
	e.write(p.t, "tea.md", strings.Replace(teaRule, "two pounds", "three pounds", 1))
	e.write(p.t, "tea-zh.md", strings.Replace(teaZH, "二元", "三元", 1))
	e.write(p.t, "roads.md", "# The Road Rule\n\nRoads are *public* @everyone.\n")
	e.write(p.t, "empty.md", " ")
	e.remove(p, "ships.md")
	p.tell("The documents change.")
}

// refresh refreshes the library as it is done on schedule.
func (e *estate) refresh(p *performance) {
	change, err := p.bot.Library.Refresh(p.t.Context(), nil)
	if err == nil {
		err = p.bot.Announce(p.t.Context(), change)
	}
	if err != nil {
		p.t.Fatal(err)
	}
	p.tell("The library is refreshed by itself.")
}

func (e *estate) remove(p *performance, name string) {
	if err := os.Remove(filepath.Join(e.folder, name)); err != nil {
		p.t.Fatal(err)
	}
}

// finds is a web with one document at every address.
func finds(text string) refresh.Fetch {
	return func(_ context.Context, s corpus.Source, _ []corpus.Known, report func(corpus.Fetched)) error {
		report(corpus.Fetched{URL: s.URL, Outcome: corpus.FetchedNew, Data: []byte(text), Extension: ".md"})
		return nil
	}
}

// fails is a web where every address fails.
func fails(err error) refresh.Fetch {
	return func(_ context.Context, s corpus.Source, _ []corpus.Known, report func(corpus.Fetched)) error {
		report(corpus.Fetched{URL: s.URL, Outcome: corpus.FetchedNothing, Err: err})
		return nil
	}
}

// unwatched takes the moderators' channel away.
func unwatched(s *stage) { s.bot.config.Moderators = "" }

// adding is the command that adds a file, which need not be one.
func adding(name string, size int, url string) map[string]any {
	return map[string]any{
		"name": documentName, "type": 1,
		"options":  []any{map[string]any{"name": documentAdd, "type": 1, "options": []any{map[string]any{"name": optionFile, "type": 11, "value": "1"}}}},
		"resolved": map[string]any{"attachments": map[string]any{"1": map[string]any{"id": "1", "filename": name, "size": size, "url": url}}},
	}
}
