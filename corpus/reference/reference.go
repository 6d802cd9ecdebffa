// Package reference writes bibliographic references to documents: the entries of a
// list of references, in the formats that people who cite policy documents need.
//
// A reference is to the document, as its issuing body published it. What is not known
// of it is left out as the rules of the format have it; nothing is invented. Personal
// names are not taken apart: issuers are bodies.
package reference

import (
	"slices"
	"strings"
	"unicode"

	"footnote/corpus"
)

// A Format is a set of rules for references.
type Format string

// The formats.
const (
	APA      Format = "apa"      // Publication Manual of the American Psychological Association, 7th edition (2020)
	GBT      Format = "gbt"      // GB/T 7714—2015, numbered
	BibTeX   Format = "bibtex"   // entries for BibTeX and BibLaTeX
	Markdown Format = "markdown" // a list with linked titles
)

// Formats lists every format.
var Formats = []Format{APA, GBT, BibTeX, Markdown}

// A Work is a document that is referred to.
type Work struct {
	corpus.Meta
	Pages  []string    // that are quoted, as they are printed: "iv", "12–13"
	Viewed corpus.Date // the day on which its address was visited, where [corpus.Meta.Retrieved] does not say
}

// List writes a list of references, each work once, with a line end behind each
// entry. The order is that of the format: alphabetical in APA, elsewhere that of the
// works.
func List(f Format, works []Work) string {
	clean := make([]Work, 0, len(works))
	for _, w := range works {
		clean = append(clean, w.cleaned())
	}
	switch f {
	case APA:
		return apaList(clean)
	case GBT:
		return gbtList(clean)
	case BibTeX:
		return bibtexList(clean)
	}
	return markdownList(clean)
}

// cleaned puts each text on one line and drops what cannot be seen in it.
func (w Work) cleaned() Work {
	for _, text := range []*string{&w.ID, &w.Title, &w.Issuer, &w.Number, &w.URL, &w.BasedOn.Publisher, &w.BasedOn.Title} {
		*text = oneLine(*text)
	}
	if w.Title == "" {
		w.Title = w.ID
	}
	pages := make([]string, 0, len(w.Pages))
	for _, p := range w.Pages {
		if p = oneLine(p); p != "" && !slices.Contains(pages, p) {
			pages = append(pages, p)
		}
	}
	w.Pages = pages
	return w
}

func oneLine(text string) string {
	text = strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) && !unicode.IsSpace(r) {
			return -1
		}
		return r
	}, strings.ToValidUTF8(text, ""))
	return strings.Join(strings.Fields(text), " ")
}

// visited is the day on which the address was last known to be as it is quoted.
func (w Work) visited() corpus.Date {
	if !w.Retrieved.IsZero() {
		return w.Retrieved
	}
	return w.Viewed
}

// dated is when the document was published or, where that is not known, since when it
// applies.
func (w Work) dated() corpus.Date {
	if !w.Published.IsZero() {
		return w.Published
	}
	return w.EffectiveFrom
}

func (w Work) chinese() bool { return corpus.PrimaryLanguage(w.Language) == "zh" }

// legal reports whether a document is cited as law: by its title.
func (w Work) legal() bool {
	return w.Kind == corpus.KindLaw || w.Kind == corpus.KindRegulation || w.Kind == corpus.KindRule
}

// saysDraft reports whether the title says itself that the document is a draft.
func (w Work) saysDraft() bool {
	title := strings.ToLower(corpus.Simplify(w.Title))
	return strings.Contains(title, "draft") || strings.Contains(title, "草案") || strings.Contains(title, "征求意见")
}

// summarises reports whether a document is a brief whose source is known.
func (w Work) summarises() bool { return w.Kind == corpus.KindBrief && w.BasedOn.Title != "" }

// summaryOf says in English what a brief summarises, or is empty.
func (w Work) summaryOf() string {
	if !w.summarises() {
		return ""
	}
	return "summary of “" + w.BasedOn.Title + "”" + marked(" by ", w.BasedOn.Publisher)
}

// chineseSummary says the same in Chinese.
func (w Work) chineseSummary() string {
	if !w.summarises() {
		return ""
	}
	return "据" + w.BasedOn.Publisher + "《" + w.BasedOn.Title + "》的摘要"
}

// kindOfWork says in English what a work is that readers would not expect.
func (w Work) kindOfWork() string {
	switch {
	case w.Kind == corpus.KindSpeech:
		return "Speech"
	case w.Kind == corpus.KindDraft && !w.saysDraft():
		return "Draft"
	}
	return strings.Replace(w.summaryOf(), "s", "S", 1)
}

// stopped ends a text in a full stop, unless it ends in a mark already.
func stopped(text string) string {
	if text == "" || strings.ContainsRune(".?!。？！", lastRune(text)) {
		return text
	}
	return text + "."
}

func lastRune(text string) rune {
	runes := []rune(text)
	return runes[len(runes)-1]
}
