package discord

import (
	"cmp"
	"fmt"
	"strings"
	"testing/fstest"

	"footnote/bot/discord/discordtest"
	"footnote/retrieval"
	"footnote/retrieval/lsa"
	"footnote/retrieval/retrievaltest"
)

// libraryScenes look things up.
var libraryScenes = []scene{
	{name: "the-commands-have-names-in-each-language", play: func(p *performance) {
		p.has(p.ann, p.question) // they are registered by then
		for _, locale := range []string{p.localeOfAnn, p.localeOfMo} {
			p.show("Offered where Discord is in "+locale+":", offered(p.Commands(""), locale))
		}
	}},
	{name: "the-documents-are-listed", play: func(p *performance) {
		first := p.uses(p.ann, p.policy, sourcesName)
		p.presses(p.ann, first, p.shelf.next)
		p.presses(p.ann, first, p.shelf.previous)
	}},
	{name: "documents-are-looked-for", play: func(p *performance) {
		for _, option := range []string{optionIssuer, optionLanguage, optionYear} {
			p.types(p.ann, sourcesName, option, "")
		}
		p.types(p.ann, sourcesName, optionLanguage, "英")
		p.uses(p.ann, p.policy, sourcesName, optionWords, p.part, optionKind, "rule", optionLanguage, "en", optionYear, "2024", optionIssuer, "Office of Examples")
		p.uses(p.ann, p.policy, sourcesName, optionWords, "wind farms")
	}},
	{name: "the-card-of-a-document-is-shown-and-what-has-changed-in-it", play: func(p *performance) {
		p.types(p.ann, sourcesName, optionDocument, p.part)
		card := p.uses(p.ann, p.policy, sourcesName, optionDocument, "filing")
		p.presses(p.ann, card, p.shelf.whatChanged)
	}},
	{name: "cards-say-what-a-document-is-worth", play: func(p *performance) {
		for _, id := range []string{"interim", "filing-zh", "brief"} {
			p.uses(p.ann, p.policy, sourcesName, optionDocument, id)
		}
	}},
	{name: "passages-are-searched-without-an-answer", play: func(p *performance) {
		found := p.uses(p.ann, p.policy, searchName, optionQuery, p.sought)
		p.chooses(p.ann, found, p.shelf.card, firstChoice(found))
	}},
	{name: "passages-of-one-document-are-searched", play: func(p *performance) {
		p.types(p.ann, searchName, optionDocument, p.part, optionQuery, p.sought)
		p.types(p.ann, searchName, optionIssuer, p.office, optionQuery, p.sought)
		p.uses(p.ann, p.policy, searchName, optionQuery, p.sought, optionDocument, p.document)
		p.uses(p.ann, p.policy, searchName, optionQuery, "xylophone")
	}},
	{name: "what-is-new-is-listed", play: func(p *performance) {
		p.uses(p.ann, p.policy, changesName, optionSince, "2023")
		p.uses(p.ann, p.policy, changesName, optionSince, "2026-03")
	}},
	{name: "what-has-changed-in-one-document-is-listed", play: func(p *performance) {
		p.types(p.ann, changesName, optionDocument, p.part)
		p.uses(p.ann, p.policy, changesName, optionDocument, "filing")
		p.uses(p.ann, p.policy, changesName, optionDocument, p.document, optionSince, "2026-03")
	}},
	{name: "the-glossary-is-listed", prepare: manyTerms, play: func(p *performance) {
		list := p.uses(p.ann, p.policy, "glossary list")
		p.presses(p.ann, list, p.shelf.next)
		p.uses(p.ann, p.policy, "glossary list", optionWords, p.term)
		p.uses(p.ann, p.policy, "glossary list", optionWords, "xylophone")
	}},
	{name: "what-is-looked-up-is-shared-and-stays-as-it-is", play: func(p *performance) {
		p.presses(p.mo, p.uses(p.ann, p.policy, sourcesName, optionKind, "notice", optionShare, true), p.shelf.next)
		p.uses(p.ann, p.policy, searchName, optionQuery, "xylophone", optionShare, true)
		p.uses(p.ann, p.policy, changesName, optionSince, "2026-03", optionShare, true)
		p.uses(p.ann, p.policy, "glossary list", optionShare, true)
	}},
	{name: "the-bot-says-how-it-is", play: func(p *performance) { p.uses(p.ann, p.policy, statusName) }},
	{name: "the-bot-helps-with-an-example", play: func(p *performance) {
		help := p.uses(p.ann, p.policy, helpName)
		p.chooses(p.ann, help, p.shelf.tryOne, firstChoice(help))
	}},
	{name: "the-bot-says-what-it-keeps", play: func(p *performance) { p.uses(p.ann, p.policy, privacyName) }},
	{name: "the-bot-says-what-it-keeps-where-a-provider-writes", prepare: provided, play: func(p *performance) {
		p.uses(p.ann, p.policy, privacyName)
		p.uses(p.ann, p.policy, statusName)
	}},
	{name: "the-bot-says-what-it-keeps-where-all-is-on-one-machine", prepare: alone, play: func(p *performance) {
		p.uses(p.ann, p.policy, privacyName)
	}},
	{name: "somebody-wants-to-be-forgotten", play: func(p *performance) {
		p.has(p.ann, p.question)
		p.presses(p.ann, p.uses(p.ann, p.policy, forgetName), p.shelf.no)
		p.presses(p.ann, p.uses(p.ann, p.policy, forgetName), p.shelf.yes)
	}},
	{name: "of-who-is-forgotten-no-question-is-known", play: func(p *performance) {
		p.says(p.ann, p.ann.Direct(), p.first)
		misread := p.says(p.ann, p.ann.Direct(), p.followUp)
		p.presses(p.ann, p.uses(p.ann, p.ann.Direct(), forgetName), p.shelf.yes)
		p.presses(p.ann, misread, p.asking.notMeant)
	}},
	{name: "a-library-without-more-says-so", prepare: bare, play: func(p *performance) {
		p.uses(p.ann, p.policy, "glossary list")
		p.uses(p.ann, p.policy, changesName, optionSince, "2026")
		p.uses(p.ann, p.policy, helpName)
	}},
}

// manyTerms gives the library a glossary of more than a page.
func manyTerms(s *stage) {
	files := fstest.MapFS{"rule.md": {Data: []byte("# A Rule\n\nTerms are defined elsewhere.\n")}}
	var terms strings.Builder
	for n := range 20 {
		fmt.Fprintf(&terms, "test algorithm of class %[1]d; class %[1]d\t第%[1]d类测试算法\n", n+1)
	}
	files["glossary.tsv"] = &fstest.MapFile{Data: []byte(terms.String())}
	ix := retrievaltest.Index(s.t, files, lsa.Embedding{})
	s.bot.Index = func() *retrieval.Index { return ix }
}

// provided makes the bot one whose questions go to providers.
func provided(s *stage) {
	s.bot.About.Model, s.bot.About.ModelHost = func() string { return "example-model" }, "api.example.org"
	s.bot.About.EmbedModel, s.bot.About.EmbedHost = "example-vectors", "vectors.example.org"
}

// alone makes the bot one whose model runs beside it, and which writes nothing down.
func alone(s *stage) {
	s.bot.About = About{Model: func() string { return "example-model" }, ModelHost: "127.0.0.1:11434"}
}

// bare makes the library one without a glossary, versions or examples.
func bare(s *stage) {
	s.bot.Index, s.bot.Versions, s.bot.Examples = exampleIndex, nil, nil
}

// offered are commands with their options, as they are called where Discord is in a
// language.
func offered(list []discordtest.Command, locale string) string {
	called := func(name string, names map[string]string) string { return cmp.Or(names[locale], name) }
	var lines []string
	var options func(indent string, list []discordtest.CommandOption)
	options = func(indent string, list []discordtest.CommandOption) {
		for _, o := range list {
			lines = append(lines, indent+called(o.Name, o.NameLocalizations)+" · "+called(o.Description, o.DescriptionLocalizations))
			options(indent+"    ", o.Options)
		}
	}
	for _, c := range list {
		line := called(c.Name, c.NameLocalizations)
		if c.Description != "" {
			line = "/" + line + " · " + called(c.Description, c.DescriptionLocalizations)
		}
		lines = append(lines, line)
		options("    ", c.Options)
	}
	return strings.Join(lines, "\n")
}
