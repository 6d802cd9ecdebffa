package discord

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strconv"
	"strings"

	"github.com/bwmarrin/discordgo"

	"footnote/corpus"
)

// The rules of what people see of the library.
//
// Private. What is looked up is shown to who did it, unless they set "share". Of a
// list that was shared everybody may see other pages, each for themselves: the
// shared one stays as it is. A card that is opened from a list is always private.
//
// Short. A list is one message: a head, entries of two lines, one line in small type
// that says which page it is, and a menu where an entry can be opened. What does not
// fit is on the next page. Empty lists say what could be done.
//
// Kept. Nothing: a button holds what its page is made of, so it works after a
// restart, and shows the library as it is when it is pressed.

// lookingUp is what everybody can look up.
var lookingUp = feature{
	commands: libraryCommands,
	run: map[string]handler{
		sourcesName: runSources, searchName: runSearch, changesName: runChanges, glossaryName: runGlossary,
		statusName: runStatus, helpName: runHelp, privacyName: runPrivacy, forgetName: runForget,
	},
	complete: map[string]completer{
		sourcesName: completeSources, searchName: completeSources, changesName: completeSources,
		glossaryName: completeGlossary,
	},
	press: map[string]handler{
		verbBrowse: turnSources, verbChanges: turnChanges, verbTerms: turnTerms,
		verbDocument: pressDocument, verbExample: pressExample, verbForget: pressForget,
	},
}

// The verbs of the library's buttons and menus.
const (
	verbBrowse   = "browse"   // page and filters
	verbChanges  = "changes"  // page, first day, document
	verbTerms    = "terms"    // page, words
	verbDocument = "document" // a menu of documents
	verbExample  = "example"  // a menu of questions
	verbForget   = "forget"   // yes or no
)

// A listing is what people page through.
type listing struct {
	head    string
	entries []entry
	most    int // entries of a page
	foot    []string
	verb    string
	args    []string // of its buttons, behind the page
}

// An entry is a part of a list. Its text is at most maxEntry long.
type entry struct {
	text   string
	option *discordgo.SelectMenuOption // what it is in the menu; may be nil
}

// How long the parts of a list's page are at most.
const (
	maxEntries = 3200
	maxEntry   = 3000
)

// leaves divides entries into pages.
func (l listing) leaves() [][]entry {
	var pages [][]entry
	used := 0
	for _, e := range l.entries {
		n := length(e.text) + 1
		if len(pages) == 0 || used+n > maxEntries || len(pages[len(pages)-1]) == l.most {
			pages, used = append(pages, nil), 0
		}
		pages[len(pages)-1] = append(pages[len(pages)-1], e)
		used += n
	}
	return pages
}

// page is the message of a page of a list, from 0; one that there is not is the
// nearest that there is.
func (l listing) page(w libraryWords, n int) message {
	leaves := l.leaves()
	n = max(0, min(n, len(leaves)-1))
	var texts []string
	menu := discordgo.SelectMenu{MenuType: discordgo.StringSelectMenu, CustomID: verbDocument, Placeholder: w.card}
	for _, e := range leaves[n] {
		texts = append(texts, e.text)
		isSame := func(o discordgo.SelectMenuOption) bool { return o.Value == e.option.Value }
		if e.option != nil && len(menu.Options) < maxChoices && !slices.ContainsFunc(menu.Options, isSame) {
			menu.Options = append(menu.Options, *e.option)
		}
	}
	foot := l.foot
	var rows []discordgo.MessageComponent
	if len(menu.Options) > 0 {
		rows = append(rows, row(menu))
	}
	if len(leaves) > 1 {
		foot = append([]string{w.pageOf(n+1, len(leaves))}, foot...)
		rows = append(rows, l.turning(w, n, len(leaves)))
	}
	text := strings.Join(texts, "\n")
	if last := joined("-# ", " · ", foot...); last != "" {
		text += "\n" + last
	}
	return textMessage(page{l.head, text}, rows...)
}

// turning are the buttons that turn to the pages beside page n.
func (l listing) turning(w libraryWords, n, all int) discordgo.ActionsRow {
	turn := func(label string, to int) discordgo.Button {
		b := button(label, discordgo.SecondaryButton, l.verb, append([]string{strconv.Itoa(to)}, l.args...)...)
		b.Disabled = to < 0 || to >= all
		return b
	}
	return row(turn(w.previous, n-1), turn(w.next, n+1))
}

// lookUp answers a command with a message that only the person sees, unless they
// want to share it.
func (c *call) lookUp(ctx context.Context, m message) error {
	c.reply.private = !c.flag(optionShare)
	_, err := c.reply.put(ctx, 0, m)
	return err
}

// turn shows another page in the place of the one that the button stands on, or, if
// that is everybody's, to the person only.
func (c *call) turn(ctx context.Context, m message) error {
	if c.onPrivate() {
		return c.update(ctx, m)
	}
	return c.privately(ctx, m)
}

// hold is said at once where a page takes time to make: what is put then takes the
// place of the page that the button stands on, as in turn.
func (c *call) hold(ctx context.Context) error {
	if !c.onPrivate() {
		return c.whisper(ctx, []page{{c.words.searching}})
	}
	c.reply.private = true
	place, err := c.reply.respond(ctx, response{Type: discordgo.InteractionResponseDeferredMessageUpdate})
	if err != nil {
		return err
	}
	c.reply.places = append(c.reply.places, place)
	return nil
}

// part is the n-th argument of a custom ID, from 0, that [arguments] wrote.
func (c *call) part(n int) string {
	if c.argument(n) == nothing {
		return ""
	}
	return strings.ReplaceAll(c.argument(n), "+", " ")
}

// number is an argument that is a number, or 0.
func (c *call) number(n int) int {
	i, err := strconv.Atoi(c.argument(n))
	if err != nil {
		return 0
	}
	return i
}

// nothing stands for an argument that is empty.
const nothing = "-"

// arguments makes texts arguments of a custom ID.
func arguments(texts ...string) []string {
	args := make([]string, len(texts))
	for i, t := range texts {
		args[i] = strings.Join(strings.Fields(strings.ReplaceAll(t, "+", " ")), "+")
		if args[i] == "" {
			args[i] = nothing
		}
	}
	return args
}

// How much of what somebody looks for is read, so that it fits into a custom ID.
const (
	maxWords    = 40
	maxLanguage = 8
	maxYear     = 4
	maxKind     = 10
)

// startOf is the beginning of what somebody looks for, at most so many characters.
func startOf(text string, most int) string {
	head, _ := cut(plain(text), most)
	return strings.TrimSpace(head)
}

// keyOf stands for a name in a custom ID, or in the value of a menu, where the name
// itself may be too long.
func keyOf(name string) string {
	if name == "" {
		return ""
	}
	sum := sha256.Sum256([]byte(name))
	return hex.EncodeToString(sum[:6])
}

// documentOf finds a document by its key.
func documentOf(c *corpus.Corpus, key string) *corpus.Document {
	for _, d := range c.Documents {
		if keyOf(d.ID) == key {
			return d
		}
	}
	return nil
}

// words are the texts of the library in the person's language.
func (c *call) libraryWords() libraryWords { return libraryWordsOf(c.person.language) }

// nonEmpty leaves out the texts that are empty.
func nonEmpty(texts ...string) []string {
	return slices.DeleteFunc(texts, func(t string) bool { return t == "" })
}
