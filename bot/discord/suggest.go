package discord

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"footnote/corpus"
)

// completeAsk proposes documents and issuers for /ask.
func completeAsk(d *desk, option, written string) []choice {
	switch option {
	case optionDocument:
		return suggestDocuments(d.Index().Corpus(), written)
	case optionIssuer:
		return suggestIssuers(d.Index().Corpus(), written)
	}
	return nil
}

// A suggestion is a choice, and how well it fits.
type suggestion struct {
	choice
	fit   fit
	newer corpus.Date // the better of two that fit as well
}

// suggestDocuments proposes documents by what somebody has written of a title, a
// number, an issuer or an ID, those that fit best first, and the newest of them.
// Without anything written these are the newest documents.
func suggestDocuments(c *corpus.Corpus, written string) []choice {
	w := readWritten(c, written)
	var found []suggestion
	for _, doc := range c.Documents {
		best := min(w.in(doc.Title), w.in(doc.ID), w.in(doc.Number), w.in(doc.Issuer)+fitIssuer)
		if best < fitNone {
			name := joined("", " · ", clip(cmp.Or(doc.Title, doc.ID), maxTitleChoice), doc.Issuer, doc.Published.String())
			found = append(found, suggestion{choice{name, doc.ID}, best, doc.Published})
		}
	}
	return bestOf(found)
}

// maxTitleChoice is how much of a title is proposed: it leaves room for the issuer.
const maxTitleChoice = 70

// suggestIssuers proposes issuers by what somebody has written of a name.
func suggestIssuers(c *corpus.Corpus, written string) []choice {
	w := readWritten(c, written)
	at := make(map[string]int)
	var found []suggestion
	for _, doc := range c.Documents {
		if doc.Issuer == "" {
			continue
		}
		if i, known := at[doc.Issuer]; known {
			if found[i].newer.Compare(doc.Published) < 0 {
				found[i].newer = doc.Published
			}
			continue
		}
		at[doc.Issuer] = len(found)
		found = append(found, suggestion{choice{doc.Issuer, doc.Issuer}, w.in(doc.Issuer), doc.Published})
	}
	return bestOf(slices.DeleteFunc(found, func(s suggestion) bool { return s.fit >= fitNone }))
}

func bestOf(found []suggestion) []choice {
	slices.SortStableFunc(found, func(a, b suggestion) int {
		return cmp.Or(cmp.Compare(a.fit, b.fit), b.newer.Compare(a.newer), strings.Compare(a.name, b.name))
	})
	choices := make([]choice, 0, min(len(found), maxChoices))
	for _, s := range found {
		if length(s.value) <= maxChoice && len(choices) < maxChoices {
			choices = append(choices, s.choice)
		}
	}
	return choices
}

// A fit says how a name fits what was written; less is better.
type fit int

const (
	fitSame   fit = iota
	fitStart      // the name begins with it
	fitWord       // a word of the name does
	fitInside     // it stands in the name
	fitParts      // all its words do
	fitOther      // the name has what the glossary pairs with it
	fitIssuer     // of a document: its issuer fits
	fitNone   = 2 * fitIssuer
)

// written is what somebody has written of a name: folded, and with its equivalents in
// the glossary.
type written struct {
	text   string
	others []string
}

func readWritten(c *corpus.Corpus, text string) written {
	w := written{text: folded(text)}
	for _, m := range c.Glossary().Find(text) {
		if strings.TrimSpace(text[:m.Start]+text[m.End:]) != "" {
			continue // only a part of it is a term
		}
		for _, form := range m.Entry.Forms() {
			w.others = append(w.others, folded(form))
		}
	}
	return w
}

// folded is a text as names are compared: in simplified characters, without regard
// to case.
func folded(text string) string { return strings.ToLower(corpus.Simplify(plain(text))) }

// in says how a name fits.
func (w written) in(name string) fit {
	name = folded(name)
	if name == "" {
		return fitNone
	}
	missing := func(part string) bool { return !strings.Contains(name, part) }
	at := strings.Index(name, w.text)
	switch {
	case w.text == name:
		return fitSame
	case at == 0:
		return fitStart
	case at > 0 && !isInWord(name[:at]):
		return fitWord
	case at > 0:
		return fitInside
	case !slices.ContainsFunc(strings.Fields(w.text), missing):
		return fitParts
	case !slices.ContainsFunc(w.others, func(o string) bool { return !missing(o) }):
		return fitNone
	}
	return fitOther
}

// isInWord reports whether a word of Latin letters goes on behind a text.
func isInWord(before string) bool {
	runes := []rune(before)
	last := runes[len(runes)-1]
	return (unicode.IsLetter(last) || unicode.IsDigit(last)) && !unicode.Is(unicode.Han, last)
}

// documentNamed is the ID of the one document that somebody means who wrote its ID,
// title or number instead of choosing it, or what they wrote.
func (d *desk) documentNamed(given string) string {
	if given == "" {
		return ""
	}
	c := d.Index().Corpus()
	if _, ok := c.Document(given); ok {
		return given
	}
	w := written{text: folded(given)}
	return onlyOne(given, func(same fit) (values []string) {
		for _, doc := range c.Documents {
			if min(w.in(doc.Title), w.in(doc.Number), w.in(doc.ID)) <= same {
				values = append(values, doc.ID)
			}
		}
		return values
	})
}

// issuerNamed is the one issuer that somebody means who wrote a part of its name
// instead of choosing it, or what they wrote.
func (d *desk) issuerNamed(given string) string {
	if given == "" {
		return ""
	}
	c := d.Index().Corpus()
	w := readWritten(c, given)
	return onlyOne(given, func(same fit) (values []string) {
		for _, doc := range c.Documents {
			if doc.Issuer != "" && w.in(doc.Issuer) <= same && !slices.Contains(values, doc.Issuer) {
				values = append(values, doc.Issuer)
			}
		}
		return values
	})
}

// onlyOne is the one value that is the same as what was given, or else the one that
// holds it; where there are several, or none, it is what was given.
func onlyOne(given string, values func(fit) []string) string {
	for _, same := range []fit{fitSame, fitOther} {
		if found := values(same); len(found) == 1 {
			return found[0]
		}
	}
	return given
}
