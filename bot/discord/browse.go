package discord

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/bwmarrin/discordgo"

	"footnote/bot"
	"footnote/corpus"
)

// A browse is what somebody looks for among the documents. Empty fields restrict
// nothing.
type browse struct {
	kind     corpus.Kind
	language string // primary, BCP 47
	year     string
	issuer   string // its key
	words    string
}

// runSources lists documents, or shows the card of one.
func runSources(ctx context.Context, d *desk, c *call) error {
	doc, err := d.documentGiven(c)
	if err != nil {
		return err
	}
	if doc != nil {
		return c.lookUp(ctx, d.documentCard(c, doc))
	}
	issuer, err := d.issuerGiven(c)
	if err != nil {
		return err
	}
	return c.lookUp(ctx, d.browse(c, browse{
		kind: corpus.Kind(startOf(c.option(optionKind), maxKind)), language: languageNamed(c.option(optionLanguage)),
		year: startOf(c.option(optionYear), maxYear), issuer: keyOf(issuer), words: startOf(c.option(optionWords), maxWords),
	}, 0))
}

// documentGiven is the document that was given with a command, or nil.
func (d *desk) documentGiven(c *call) (*corpus.Document, error) {
	given := c.option(optionDocument)
	if given == "" {
		return nil, nil
	}
	doc, ok := d.Index().Corpus().Document(d.documentNamed(given))
	if !ok {
		return nil, bot.ErrUnknownDocument
	}
	return doc, nil
}

// issuerGiven is the issuer that was given with a command, or nothing.
func (d *desk) issuerGiven(c *call) (string, error) {
	name := d.issuerNamed(c.option(optionIssuer))
	isOf := func(doc *corpus.Document) bool { return strings.EqualFold(doc.Issuer, name) }
	documents := d.Index().Corpus().Documents
	if i := slices.IndexFunc(documents, isOf); name != "" && i >= 0 {
		return documents[i].Issuer, nil
	} else if name != "" {
		return "", bot.ErrUnknownIssuer
	}
	return "", nil
}

// turnSources shows another page.
func turnSources(ctx context.Context, d *desk, c *call) error {
	b := browse{kind: corpus.Kind(c.part(1)), language: c.part(2), year: c.part(3), issuer: c.part(4), words: c.part(5)}
	return c.turn(ctx, d.browse(c, b, c.number(0)))
}

// perPage is how many documents a page lists.
const perPage = 8

// browse is a page of the documents that are looked for.
func (d *desk) browse(c *call, b browse, n int) message {
	w, library := c.libraryWords(), d.Index().Corpus()
	found := b.documents(d.catalogue(), corpus.PrimaryLanguage(strings.ToLower(c.person.language)))
	l := listing{
		head: w.documents(len(found), len(library.Documents)), most: perPage,
		verb: verbBrowse, args: arguments(string(b.kind), b.language, b.year, b.issuer, b.words),
	}
	if filters := b.describe(c, library); len(filters) > 0 {
		l.head += "\n-# " + w.filters(filters)
	}
	if len(found) == 0 {
		return textMessage(page{l.head, w.noDocuments})
	}
	for i, doc := range found {
		l.entries = append(l.entries, documentEntry(c, library, doc, i+1, linked(doc, maxListTitle, maxListLink)))
	}
	return l.page(w, n)
}

// documents returns the documents that are looked for: those that fit the words best
// first, then the newest, and of one day those in a language.
func (b browse) documents(c *catalogue, language string) []*corpus.Document {
	w := readWritten(c.of, b.words)
	fits := make(map[*corpus.Document]fit)
	var found []*corpus.Document
	for _, doc := range c.documents {
		if f := w.ofDocument(doc); f < fitNone && b.holds(doc.Document) {
			fits[doc.Document] = f
			found = append(found, doc.Document)
		}
	}
	slices.SortStableFunc(found, func(x, y *corpus.Document) int {
		return cmp.Or(cmp.Compare(fits[x], fits[y]), y.Published.Compare(x.Published), firstIn(language, x, y), strings.Compare(x.Title, y.Title))
	})
	return found
}

// firstIn compares two documents: the one in a language comes first.
func firstIn(language string, x, y *corpus.Document) int {
	isIn := func(d *corpus.Document) bool { return corpus.PrimaryLanguage(d.Language) == language }
	switch {
	case isIn(x) == isIn(y):
		return 0
	case isIn(x):
		return -1
	}
	return 1
}

// ofDocument says how a document fits what was written; without anything written all
// fit alike.
func (w written) ofDocument(doc listed) fit {
	if w.text == "" {
		return fitSame
	}
	return min(w.in(doc.title), w.in(doc.id), w.in(doc.number), w.in(doc.issuer)+fitIssuer)
}

// holds reports whether a document is what is looked for, but for the words.
func (b browse) holds(d *corpus.Document) bool {
	return (b.kind == "" || d.Kind == b.kind) &&
		(b.language == "" || corpus.PrimaryLanguage(d.Language) == b.language) &&
		(b.year == "" || strconv.Itoa(d.Published.Year) == b.year) &&
		(b.issuer == "" || keyOf(d.Issuer) == b.issuer)
}

// describe says what is looked for, as markup.
func (b browse) describe(c *call, library *corpus.Corpus) []string {
	w := c.libraryWords()
	filters := nonEmpty(cmp.Or(c.words.kinds[b.kind], escape(string(b.kind))), w.languageOf(b.language))
	if b.issuer != "" {
		name := b.issuer
		for _, d := range library.Documents {
			if keyOf(d.Issuer) == b.issuer {
				name = d.Issuer
				break
			}
		}
		filters = append(filters, shorten(name, maxListIssuer))
	}
	if b.year != "" {
		filters = append(filters, w.year(escape(b.year)))
	}
	if b.words != "" {
		filters = append(filters, "“"+escape(b.words)+"”")
	}
	return filters
}

// languageOf names a language: by its name where the bot has one, else by its tag.
func (w libraryWords) languageOf(tag string) string {
	primary := corpus.PrimaryLanguage(tag)
	return cmp.Or(w.languages[primary], shorten(primary, maxWords))
}

// languageNamed is the language that somebody means who wrote its name or its tag.
func languageNamed(given string) string {
	given = strings.ToLower(plain(given))
	for _, w := range []libraryWords{libraryEnglish, libraryChinese} {
		for tag, name := range w.languages {
			if given == strings.ToLower(name) {
				return tag
			}
		}
	}
	switch given {
	case "英语", "英文", "英語":
		return "en"
	case "汉语", "漢語", "华语", "華語":
		return "zh"
	}
	return startOf(corpus.PrimaryLanguage(given), maxLanguage)
}

// How much of each field a list shows, in escaped characters: eight entries must fit
// into one message.
const (
	maxListTitle  = 130
	maxListLink   = 130 // a longer address is on the card
	maxListIssuer = 50
	maxListNumber = 36
)

// documentEntry is what a list shows of a document, whose title may be linked.
func documentEntry(c *call, library *corpus.Corpus, d *corpus.Document, n int, title string) entry {
	fields := documentFields(c, library, d)
	return entry{
		text: fmt.Sprintf("**%d.** %s\n-# %s", n, title, strings.Join(fields, " · ")),
		option: &discordgo.SelectMenuOption{
			Label: clip(fmt.Sprintf("%d. %s", n, cmp.Or(plain(d.Title), d.ID)), maxChoice), Value: keyOf(d.ID),
			Description: clip(joined("", " · ", c.words.kinds[d.Kind], d.Issuer, d.Published.String()), maxChoice),
		},
	}
}

// documentFields say in short what a document is, and flag what does not apply today.
func documentFields(c *call, library *corpus.Corpus, d *corpus.Document) []string {
	fields := nonEmpty(c.words.kinds[d.Kind], shorten(d.Issuer, maxListIssuer), shorten(d.Number, maxListNumber), d.Published.String(),
		c.libraryWords().languageOf(d.Language))
	status := library.StatusAt(d, corpus.DateOf(time.Now()))
	if flag := c.words.statuses[status]; flag != "" && string(status) != string(d.Kind) {
		fields = append(fields, "**"+flag+"**")
	}
	if !d.Withdrawn.IsZero() {
		fields = append(fields, "**"+c.words.withdrawn(d.Withdrawn)+"**")
	}
	return fields
}

// linked is the title of a document, linked where it has an address that is short
// enough.
func linked(d *corpus.Document, most, mostLink int) string {
	return withLink(called(d, most), d.URL, mostLink)
}

// called is the title of a document or, where it has none, its ID.
func called(d *corpus.Document, most int) string {
	return cmp.Or(shorten(d.Title, most), shorten(d.ID, most))
}

// titleOf is the title of a document that is named alone.
func titleOf(d *corpus.Document) string { return linked(d, maxTitle, maxLink) }

// withLink links a title, which is escaped, where its address is short enough.
func withLink(title, address string, most int) string {
	if linkable(address) && len(address) <= most {
		return "[" + title + "](<" + address + ">)"
	}
	return title
}

// completeSources proposes the values that the library has of an option.
func completeSources(d *desk, option, written string) []choice {
	c := d.Index().Corpus()
	switch option {
	case optionDocument:
		return proposeDocuments(d.catalogue(), written)
	case optionIssuer:
		return proposeIssuers(d.catalogue(), written)
	case optionLanguage:
		return tally(c, written, func(d *corpus.Document) (name, value string) {
			tag := corpus.PrimaryLanguage(d.Language)
			return joined("", " · ", libraryEnglish.languages[tag], cmp.Or(libraryChinese.languages[tag], tag)), tag
		})
	case optionYear:
		return tally(c, written, func(d *corpus.Document) (name, value string) {
			if d.Published.IsZero() {
				return "", ""
			}
			return strconv.Itoa(d.Published.Year), strconv.Itoa(d.Published.Year)
		})
	}
	return nil
}

// tally proposes what documents have, with how many have it, the last in order first.
func tally(c *corpus.Corpus, written string, of func(*corpus.Document) (name, value string)) []choice {
	counts, names := make(map[string]int), make(map[string]string)
	for _, d := range c.Documents {
		if name, value := of(d); value != "" {
			counts[value]++
			names[value] = name
		}
	}
	var choices []choice
	for value, name := range names {
		if strings.Contains(folded(name), folded(written)) {
			choices = append(choices, choice{fmt.Sprintf("%s (%d)", name, counts[value]), value})
		}
	}
	slices.SortFunc(choices, func(a, b choice) int { return strings.Compare(b.value, a.value) })
	return choices
}
