package discord

import (
	"flag"
	"fmt"
	"os"
	"reflect"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"

	"github.com/bwmarrin/discordgo"

	"footnote/bot"
	"footnote/retrieval"
	"footnote/retrieval/refresh"
)

// The script is a tour of the bot: what people do with it, and what is seen of that
// then, and by whom. Each scene is played in English and in Chinese, and written down in
// testdata/scenes.
//
// Ann asks, Mo moderates, Li passes by. In the Chinese scenes Ann's Discord is in
// simplified and Mo's in traditional characters. To write the scenes down anew:
//
//	go test ./bot/discord -run Script -update
var script = []chapter{
	{"Asking", askingScenes}, {"Answers", answerScenes}, {"Going on", goingOnScenes}, {"What proves an answer", cardScenes},
	{"Opinions", opinionScenes}, {"Asking a human", humanScenes}, {"Corrections", correctionScenes}, {"The library", libraryScenes},
	{"What owners do", ownerScenes}, {"What cannot be done", refusalScenes}, {"Limits", limitScenes}, {"What goes wrong", failureScenes},
}

// A chapter is some scenes about one thing.
type chapter struct {
	title  string
	scenes []scene
}

// A scene is a part of the script.
type scene struct {
	name    string       // what happens in it; its file is called so
	prepare func(*stage) // before the bot runs; may be nil
	estate  bool         // its library is one that owners change
	play    func(*performance)
}

// wantScenes is how many there must be at least; one in two languages counts once.
const wantScenes = 60

func scenes() []scene {
	var all []scene
	for _, c := range script {
		all = append(all, c.scenes...)
	}
	return all
}

func TestTheScriptIsPlayed(t *testing.T) {
	var played notes
	t.Run("scenes", func(t *testing.T) {
		for _, s := range scenes() {
			for suffix, say := range map[string]lines{"": inEnglish, "-zh": inChinese} {
				t.Run(s.name+suffix, func(t *testing.T) {
					t.Parallel()
					p := perform(t, s, say)
					wantFile(t, "scenes/"+s.name+suffix, p.written())
					played.add(p)
				})
			}
		}
	})
	if t.Failed() || strings.Contains(flag.Lookup("test.run").Value.String(), "/") {
		return // of some scenes nothing follows
	}
	wantFile(t, "scenes/README", contents())
	files, err := os.ReadDir("testdata/scenes")
	if n := len(scenes()); err != nil || n < wantScenes || len(played.scenes) != n || len(files) != 2*n+1 {
		t.Errorf("%d scenes (at least %d) have %d names and %d files (%v); delete those of no scene", n, wantScenes, len(played.scenes), len(files), err)
	}
	for _, key := range everything() {
		if !played.keys[key] {
			t.Errorf("no scene has: %s", key)
		}
	}
	for _, language := range []string{"en", "zh"} {
		for what, text := range sentences(language) {
			if !strings.Contains(played.text.String(), text) {
				t.Errorf("no scene says what is told in %s of %s: %s", language, what, text)
			}
		}
	}
}

// notes are what the scenes have shown.
type notes struct {
	mu     sync.Mutex
	scenes map[string]bool
	keys   map[string]bool // what the bot was asked to do; see everything
	text   strings.Builder
}

func (n *notes) add(p *performance) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.keys == nil {
		n.scenes, n.keys = make(map[string]bool), make(map[string]bool)
	}
	n.scenes[p.scene.name] = true
	for _, key := range p.keys {
		n.keys[key] = true
	}
	n.text.WriteString(strings.ReplaceAll(p.written(), "\n    ", "\n"))
}

// contents is the list of the scenes, in their order.
func contents() string {
	var b strings.Builder
	b.WriteString(preface)
	for _, c := range script {
		fmt.Fprintf(&b, "\n## %s\n\n", c.title)
		for _, s := range c.scenes {
			fmt.Fprintf(&b, "1. [%s](%s.md) · [中文](%[2]s-zh.md)\n", s.title(), s.name)
		}
	}
	return b.String()
}

const preface = `# A tour of the bot

Each scene is played against a server that plays Discord, in English and in Chinese, by
TestTheScriptIsPlayed. Ann asks, Mo moderates, Li passes by, and the owner owns the bot; in
the Chinese scenes Ann's Discord is in simplified and Mo's in traditional characters. Below
what somebody does stands what is seen of it then, and by whom; where nothing stands, nothing
is seen. Texts are as Discord gets them, and

    ---                                 a line
    | text                              in a frame
    [ Sources ](secondary, sources)     a button, its style and what it is for
    [ Official page ](link https://…)   a button that is a link
    ( More … ▾ Receipt | Delete )(more) a menu
    == Ask a human ==                   a form, with its fields below

What differs from one time to another, such as times and the IDs of receipts, is always
shown alike.
`

// title is the name of a scene as people read it.
func (s scene) title() string {
	words := strings.ReplaceAll(s.name, "-", " ")
	return strings.ToUpper(words[:1]) + words[1:]
}

// everything is all that the bot can be asked to do: each command with its sub-commands,
// each option whose values are proposed, and each verb of buttons, menus and forms.
func everything() []string {
	var keys []string
	for _, f := range features {
		for _, c := range f.commands {
			keys = append(keys, keysOf(c.Name, c.Options)...)
		}
		for verb := range f.press {
			keys = append(keys, "a button or a choice "+verb)
		}
		for verb := range f.submit {
			keys = append(keys, "a form "+verb)
		}
	}
	return keys
}

func keysOf(name string, options []*discordgo.ApplicationCommandOption) []string {
	keys := []string{"the command " + name}
	for _, o := range options {
		switch {
		case o.Type == discordgo.ApplicationCommandOptionSubCommand:
			keys = append(keys, keysOf(name+" "+o.Name, o.Options)...)
		case o.Autocomplete:
			keys = append(keys, fmt.Sprintf("proposals for %s of %s", o.Name, name))
		}
	}
	if len(options) > 0 && options[0].Type == discordgo.ApplicationCommandOptionSubCommand {
		return keys[1:] // it cannot be used itself
	}
	return keys
}

// keyOfCall is what an interaction asks for, as everything has it.
func keyOfCall(i *discordgo.Interaction) string {
	c := &call{Interaction: i}
	switch data := i.Data.(type) {
	case discordgo.ApplicationCommandInteractionData:
		name, options := data.Name, data.Options
		if sub := subcommandOf(data); sub != nil {
			name, options = name+" "+sub.Name, sub.Options
		}
		if i.Type == discordgo.InteractionApplicationCommandAutocomplete {
			option, _ := focused(options)
			return fmt.Sprintf("proposals for %s of %s", option, name)
		}
		return "the command " + name
	case discordgo.MessageComponentInteractionData:
		verb := c.read(data.CustomID)
		if verb == verbMore {
			verb = data.Values[0]
		}
		return "a button or a choice " + verb
	case discordgo.ModalSubmitInteractionData:
		return "a form " + c.read(data.CustomID)
	}
	return ""
}

// faults are those of a machine, which no scene has.
var faults = []error{refresh.ErrUnsound, retrieval.ErrNotEmbedded, syscall.ENOSPC}

// sentences are what people can be told of errors, by what it is called.
func sentences(language string) map[string]string {
	p, w := phrasesOf(language), ownerWordsOf(language)
	untilReference := func(text string) string { return text[:strings.Index(text, "REFERENCE")] }
	all := map[string]string{
		"tooLong": p.tooLong(bot.MaxQuestion), "badDate": p.badDate("5 March"),
		"slow": untilReference(p.slow("REFERENCE")), "failed": untilReference(p.failed("REFERENCE")),
	}
	told := reflect.ValueOf(p.notices)
	for i := range told.NumField() {
		name := told.Type().Field(i).Name
		if told.Field(i).Kind() == reflect.String {
			all[name] = told.Field(i).String()
		} else if all[name] == "" {
			all[name] = "(it is to be added to sentences)"
		}
	}
	for err, text := range w.known {
		if !slices.Contains(faults, err) {
			all[err.Error()] = text
		}
	}
	return all
}
