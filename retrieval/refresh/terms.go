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
		return Change{}, TermError{errors.New("it is empty; write the term in both languages")}
	}
	return l.editTerms(ctx, term, g.Entries()[0])
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
	if l.index().Corpus().Glossary().Entry(term) == nil {
		return Change{}, fmt.Errorf("term %q: %w", clipName(term), ErrUnknownTerm)
	}
	return l.editTerms(ctx, term, nil)
}

// editTerms puts an entry, or none, in the place of the one that has a term.
func (l *Library) editTerms(ctx context.Context, term string, entry *corpus.Entry) (Change, error) {
	old := l.index().Corpus().Glossary().Entry(term)
	return l.edit(ctx, corpus.GlossaryFile, nil, func(cfg Config, before []byte) ([]byte, error) {
		edited, errs := corpus.ParseGlossary(string(before))
		if len(errs) > 0 {
			return nil, fmt.Errorf("reading the edited glossary: %w; mend it in %s", errs[0], cfg.Added)
		}
		var without []string
		if files := cfg.addedFiles(); files != nil {
			var err error
			if without, err = readWithout(files); err != nil {
				return nil, err
			}
		}
		return []byte(withTerm(edited, without, old, entry)), nil
	})
}

// withTerm writes the edited glossary with an entry in the place of another one;
// either may be nil.
func withTerm(edited *corpus.Glossary, without []string, old, entry *corpus.Entry) string {
	var forms []string
	for _, e := range []*corpus.Entry{old, entry} {
		if e != nil {
			forms = append(forms, e.Forms()...)
		}
	}
	kept := &corpus.Glossary{}
	if entry != nil {
		kept, _ = corpus.ParseGlossary(strings.Join(entry.English, "; ") + "\t" + strings.Join(entry.Chinese, "；"))
	}
	if old != nil && !slices.Contains(without, old.English[0]) {
		without = append(without, old.English[0])
	}
	var b strings.Builder
	b.WriteString("# What the owner has edited from Discord: entries in the place of those of the corpus folder,\n# and those of it that are not to be used.\n")
	for _, form := range without {
		b.WriteString(withoutMark + form + "\n")
	}
	b.WriteString(edited.Merge(kept, forms).String())
	return b.String()
}
