package corpus

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Glossary pairs terms and names in English with their equivalents in
// Chinese. The nil Glossary is empty. It never changes.
type Glossary struct {
	entries []*Entry
	forms   forms
}

// An Entry is one term or name: its forms in each language, the preferred one
// first and then abbreviations and variants. Neither side is empty.
type Entry struct {
	English, Chinese []string
}

// Forms returns the forms in both languages.
func (e *Entry) Forms() []string {
	return append(append(make([]string, 0, len(e.English)+len(e.Chinese)), e.English...), e.Chinese...)
}

// The most that a glossary may hold.
const (
	maxEntries      = 10_000
	maxForms        = 16  // in one language
	maxForm         = 120 // characters
	maxBrokenLines  = 20  // that are reported one by one
	glossaryExample = "write English, a tab, Chinese"
)

// GlossaryFile is the name of the glossary at the root of a folder of documents.
const GlossaryFile = "glossary.tsv"

// ParseGlossary reads a glossary: one entry a line, English and Chinese parted
// by a tab, the forms in one language by semicolons. Blank lines and those that
// begin with "#" say nothing. An error names its line; the other lines serve.
// A form belongs to the first entry that has it.
func ParseGlossary(text string) (*Glossary, []error) {
	g := &Glossary{}
	var errs []error
	lines := make(map[*Entry]int)
	n := 0
	for line := range strings.Lines(Normalize(text)) {
		n++
		line = strings.TrimRight(line, " \t\n")
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if len(g.entries) == maxEntries {
			return g, append(errs, fmt.Errorf("line %d: a glossary holds at most %d entries; delete those that matter least", n, maxEntries))
		}
		e, err := parseEntry(line)
		if err == nil {
			err = g.add(e, lines)
		}
		if err != nil {
			errs = append(errs, fmt.Errorf("line %d: %w", n, err))
			continue
		}
		lines[e] = n
	}
	return g, errs
}

func parseEntry(line string) (*Entry, error) {
	columns := strings.Split(line, "\t")
	switch {
	case len(columns) < 2:
		return nil, fmt.Errorf("%q has one column; %s", short(line), glossaryExample)
	case len(columns) > 2:
		return nil, fmt.Errorf("%q has %d columns; %s, and part several forms of one language by semicolons", short(line), len(columns), glossaryExample)
	}
	english, err := parseForms(columns[0], "English")
	if err != nil {
		return nil, err
	}
	chinese, err := parseForms(columns[1], "Chinese")
	if err != nil {
		return nil, err
	}
	return &Entry{english, chinese}, nil
}

// parseForms reads one column. Semicolons may be those of a Chinese keyboard.
func parseForms(column, language string) ([]string, error) {
	var forms []string
	for form := range strings.FieldsFuncSeq(column, func(r rune) bool { return r == ';' || r == '；' }) {
		form = strings.Join(strings.Fields(form), " ")
		switch {
		case form == "":
			continue
		case utf8.RuneCountInString(form) > maxForm:
			return nil, ErrLongTerm.Errorf("%q is longer than %d characters; shorten it to the term itself", short(form), maxForm)
		case strings.HasPrefix(form, "#"):
			return nil, ErrNoTerm.Errorf("%q begins with #, as a comment does; write the term without it", short(form))
		case !strings.ContainsFunc(form, unicode.IsLetter):
			return nil, ErrNoTerm.Errorf("%q holds no letter; %s", short(form), glossaryExample)
		case strings.ContainsFunc(form, IsHan) != (language == "Chinese"):
			return nil, ErrOtherColumn.Errorf("%q is in the column for %s; %s", short(form), language, glossaryExample)
		}
		forms = append(forms, form)
	}
	switch {
	case len(forms) == 0:
		return nil, ErrNoTerm.Errorf("its %s column is empty; fill it in or delete the line", language)
	case len(forms) > maxForms:
		return nil, ErrManyForms.Errorf("it has %d forms in %s, more than %d; delete those that matter least", len(forms), language, maxForms)
	}
	return forms, nil
}

// short cuts what a message quotes.
func short(s string) string {
	if r := []rune(s); len(r) > 40 {
		return string(r[:40]) + "…"
	}
	return s
}

// add takes an entry in, unless a form of it means another entry already.
func (g *Glossary) add(e *Entry, lines map[*Entry]int) error {
	for _, form := range e.Forms() {
		if other := g.forms.find(form); other != nil {
			return ErrSameForm.Errorf("%q is a form of the entry in line %d already; keep it in one of the two", form, lines[other])
		}
	}
	g.entries = append(g.entries, e)
	for _, form := range e.Forms() {
		g.forms.add(form, e)
	}
	return nil
}

// Entries returns the entries in the order of the file. They are the
// glossary's own.
func (g *Glossary) Entries() []*Entry {
	if g == nil {
		return nil
	}
	return g.entries
}

// String writes what [ParseGlossary] reads back to the same glossary, without
// its comments.
func (g *Glossary) String() string {
	var b strings.Builder
	for _, e := range g.Entries() {
		b.WriteString(strings.Join(e.English, "; ") + "\t" + strings.Join(e.Chinese, "；") + "\n")
	}
	return b.String()
}

// LoadGlossary reads the glossary of a folder, which need not have one.
func LoadGlossary(fsys fs.FS) (*Glossary, []Problem) {
	data, err := readFile(fsys, GlossaryFile, maxDocumentBytes)
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, ErrNoText) {
		return nil, nil
	}
	if err != nil {
		return nil, []Problem{{GlossaryFile, err}}
	}
	text, _, err := Decode(data)
	if err != nil {
		return nil, []Problem{{GlossaryFile, err}}
	}
	g, errs := ParseGlossary(text)
	var problems []Problem
	for i, err := range errs {
		if i == maxBrokenLines {
			err = fmt.Errorf("%d more lines are not served; mend those above and refresh again", len(errs)-i)
			return g, append(problems, Problem{GlossaryFile, err})
		}
		problems = append(problems, Problem{GlossaryFile, err})
	}
	return g, problems
}
