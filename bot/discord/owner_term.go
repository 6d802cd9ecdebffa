package discord

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"unicode"

	"github.com/bwmarrin/discordgo"

	"footnote/corpus"
	"footnote/retrieval/refresh"
)

// The sub-commands of /glossary that are for owners, and their option.
const (
	glossaryEdit   = "edit"
	glossaryRemove = "remove"
	optionTerm     = "term"
)

// glossaryEditing are the options of /glossary that change it.
func glossaryEditing() []*discordgo.ApplicationCommandOption {
	return []*discordgo.ApplicationCommandOption{
		subcommand(glossaryEdit, "Owners: write a term in English and Chinese, or another form of one",
			"编辑", "所有者：写入中英文术语，或修改已有的", "編輯", "擁有者：寫入中英文術語，或修改已有的", termOption(false)),
		subcommand(glossaryRemove, "Owners: take a term out of the glossary",
			"移除", "所有者：把术语移出术语表", "移除", "擁有者：把術語移出術語表", termOption(true)),
	}
}

func termOption(needed bool) *discordgo.ApplicationCommandOption {
	o := text(optionTerm, "The term, in English or Chinese", "术语", "术语，中英文均可", "術語", "術語，中英文均可")
	o.Required, o.Autocomplete, o.MaxLength = needed, true, maxChoice
	return o
}

// editGlossary opens the form of a term, or takes it out.
func editGlossary(ctx context.Context, d *desk, c *call) error {
	if c.subcommand() == glossaryRemove {
		return d.dropTerm(c, c.option(optionTerm))
	}
	w, term := ownerWordsOf(c.person.language), c.option(optionTerm)
	english, chinese, key := "", "", "-"
	if e := d.Index().Corpus().Glossary().Entry(term); e != nil {
		english, chinese, key = strings.Join(e.English, "; "), strings.Join(e.Chinese, "；"), termKey(e)
	} else if strings.ContainsFunc(term, func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
		chinese = term
	} else {
		english = term
	}
	return c.open(ctx, form{custom(verbTerm, key), w.term, []field{
		{name: "english", label: w.inEnglish, hint: w.termHint, value: english, most: maxTerm, short: true},
		{name: "chinese", label: w.inChinese, hint: w.termHint, value: chinese, most: maxTerm, short: true},
	}})
}

// maxTerm is how much of a term is written in one language.
const maxTerm = 2000

// termKey names an entry in a custom ID.
func termKey(e *corpus.Entry) string {
	sum := sha256.Sum256([]byte(strings.Join(e.Forms(), "\n")))
	return hex.EncodeToString(sum[:8])
}

// submitTerm keeps what an owner wrote of a term.
func submitTerm(_ context.Context, d *desk, c *call) error {
	old := ""
	for _, e := range d.Index().Corpus().Glossary().Entries() {
		if len(c.args) == 1 && termKey(e) == c.args[0] {
			old = e.English[0]
		}
	}
	english, chinese := c.written("english"), c.written("chinese")
	_, err := d.follow(c, func(ctx context.Context, _ progress) (refresh.Change, error) {
		return d.Library.SetTerm(ctx, old, english, chinese)
	})
	if err != nil {
		return err
	}
	w := ownerWordsOf(c.person.language)
	return d.tellOwner(c, []page{{w.termKept(shorten(english, maxShownTerm), shorten(chinese, maxShownTerm))}})
}

// maxShownTerm is how much of a term is repeated.
const maxShownTerm = 300

func (d *desk) dropTerm(c *call, term string) error {
	e := d.Index().Corpus().Glossary().Entry(term)
	if e == nil {
		return refresh.ErrUnknownTerm
	}
	_, err := d.follow(c, func(ctx context.Context, _ progress) (refresh.Change, error) { return d.Library.DropTerm(ctx, term) })
	if err != nil {
		return err
	}
	w := ownerWordsOf(c.person.language)
	return d.tellOwner(c, []page{{w.termGone(shorten(strings.Join(e.English, "; "), maxShownTerm), shorten(strings.Join(e.Chinese, "；"), maxShownTerm))}})
}

// completeGlossary proposes the terms that hold what somebody has written.
func completeGlossary(d *desk, option, written string) []choice {
	if option != optionTerm {
		return nil
	}
	var choices []choice
	w := folded(written)
	for _, e := range d.Index().Corpus().Glossary().Entries() {
		if len(choices) == maxChoices {
			break
		}
		if strings.Contains(folded(strings.Join(e.Forms(), "\n")), w) {
			choices = append(choices, choice{e.English[0] + " ⇄ " + e.Chinese[0], e.English[0]})
		}
	}
	return choices
}
