package refresh

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"footnote/corpus"
)

// ErrUnknownTerm is returned for a term that no entry of the glossary has.
var ErrUnknownTerm = errors.New("no such term in the glossary")

// A TermError says what is wrong with an entry of the glossary that somebody wrote,
// and what to do about it.
type TermError struct{ Err error }

func (e TermError) Error() string { return "the entry cannot be kept: " + e.Err.Error() }

// Unwrap returns the cause.
func (e TermError) Unwrap() error { return e.Err }

// SetTerm puts an entry into the glossary, in the place of the one that has the term,
// if there is one, and of those that share a form with it. The forms in one language
// are parted by semicolons. What is wrong with it is a [TermError].
func (l *Library) SetTerm(ctx context.Context, term, english, chinese string) (Change, error) {
	line := oneColumn(english) + "\t" + oneColumn(chinese)
	g, errs := corpus.ParseGlossary(line)
	if len(errs) > 0 {
		return Change{}, TermError{withoutLine(errs[0])}
	}
	if len(g.Entries()) != 1 {
		return Change{}, TermError{corpus.ErrNoTerm.Errorf("it is empty; write the term in both languages")}
	}
	return l.editTerms(ctx, l.entry(term), g)
}

// oneColumn keeps a text in its column and from being a comment.
func oneColumn(text string) string {
	return strings.TrimLeft(strings.Join(strings.Fields(text), " "), "# ")
}

// withoutLine takes the number of the line from an error: there is only one.
func withoutLine(err error) error {
	if inner := errors.Unwrap(err); inner != nil {
		return inner
	}
	return err
}

// DropTerm takes the entry that has a term out of the glossary.
func (l *Library) DropTerm(ctx context.Context, term string) (Change, error) {
	old := l.entry(term)
	if old == nil {
		return Change{}, fmt.Errorf("term %q: %w", clipName(term), ErrUnknownTerm)
	}
	return l.editTerms(ctx, old, nil)
}

// entry is the one that has a term now, or nil.
func (l *Library) entry(term string) *corpus.Entry { return l.index().Corpus().Glossary().Entry(term) }

// editTerms puts the entries of a glossary in the place of another entry; either may
// be nil.
func (l *Library) editTerms(ctx context.Context, old *corpus.Entry, entered *corpus.Glossary) (Change, error) {
	return l.edit(ctx, corpus.GlossaryFile, nil, func(cfg Config, before []byte) ([]byte, error) {
		edited, errs := corpus.ParseGlossary(string(before))
		if len(errs) > 0 {
			return nil, fmt.Errorf("reading the edited glossary: %w; mend it in %s", errs[0], cfg.Added)
		}
		return []byte(withTerm(edited, withoutIn(before), old, entered)), nil
	})
}

// withTerm writes the edited glossary as editTerms changes it.
func withTerm(edited *corpus.Glossary, without []string, old *corpus.Entry, entered *corpus.Glossary) string {
	var forms []string
	for _, e := range entered.Entries() {
		forms = append(forms, e.Forms()...)
	}
	if old != nil {
		forms = append(forms, old.Forms()...)
		if !slices.Contains(without, old.English[0]) {
			without = append(without, old.English[0])
		}
	}
	var b strings.Builder
	b.WriteString("# What the owner has edited from Discord: entries in the place of those of the corpus folder,\n# and those of it that are not to be used.\n")
	for _, form := range without {
		b.WriteString(withoutMark + form + "\n")
	}
	b.WriteString(edited.Merge(entered, forms).String())
	return b.String()
}
