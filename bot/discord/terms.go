package discord

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"footnote/corpus"
)

// runGlossary lists the terms of the glossary.
func runGlossary(ctx context.Context, d *desk, c *call) error {
	switch c.subcommand() {
	case glossaryList:
	case glossaryEdit, glossaryRemove:
		return owned(editGlossary)(ctx, d, c)
	default:
		return errUnread
	}
	return c.lookUp(ctx, d.terms(c, startOf(c.option(optionWords), maxWords), 0))
}

// turnTerms shows another page.
func turnTerms(ctx context.Context, d *desk, c *call) error {
	return c.turn(ctx, d.terms(c, c.part(1), c.number(0)))
}

// What a page shows of the glossary.
const (
	termsPerPage = 15
	maxForms     = 100 // characters of the forms of a term in a language
)

// terms is a page of the glossary: all of it in its order, or the entries that hold
// some words.
func (d *desk) terms(c *call, words string, n int) message {
	w, glossary := c.libraryWords(), d.Index().Corpus().Glossary()
	entries := termsWith(glossary, words)
	l := listing{head: w.terms(len(entries)), most: termsPerPage, verb: verbTerms, args: arguments(words)}
	if words != "" {
		l.head += "\n-# " + w.filters([]string{"“" + escape(words) + "”"})
	}
	switch {
	case len(glossary.Entries()) == 0:
		return note(w.noGlossary)
	case len(entries) == 0:
		return textMessage(page{l.head, w.noSuchTerms})
	}
	for _, e := range entries {
		l.entries = append(l.entries, entry{text: termText(e)})
	}
	return l.page(w, n)
}

// termsWith returns the entries of which a form holds some words; those that are the
// words, or begin with them, come first.
func termsWith(g *corpus.Glossary, words string) []*corpus.Entry {
	entries := g.Entries()
	if words == "" {
		return entries
	}
	w := written{text: folded(words)}
	fits := make(map[*corpus.Entry]fit)
	var found []*corpus.Entry
	for _, e := range entries {
		best := fitNone
		for _, form := range e.Forms() {
			best = min(best, w.in(folded(form)))
		}
		if best < fitNone {
			fits[e] = best
			found = append(found, e)
		}
	}
	slices.SortStableFunc(found, func(a, b *corpus.Entry) int { return cmp.Compare(fits[a], fits[b]) })
	return found
}

// termText is an entry on a line: the preferred forms stand out.
func termText(e *corpus.Entry) string {
	side := func(forms []string) string {
		text := "**" + shorten(forms[0], maxForms) + "**"
		if more := shorten(strings.Join(forms[1:], "; "), maxForms); more != "" {
			text += "; " + more
		}
		return text
	}
	return side(e.English) + " — " + side(e.Chinese)
}
