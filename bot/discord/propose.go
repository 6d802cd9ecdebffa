package discord

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"footnote/corpus"
)

// A catalogue is the documents of a library, with their names as they are compared.
type catalogue struct {
	of        *corpus.Corpus
	documents []listed
}

// A listed is a document, and its names, folded.
type listed struct {
	*corpus.Document
	title, id, number, issuer string
}

// catalogue is that of the library of now. Making it takes a while where there are
// thousands of documents, so it is kept: a proposal is made at every key.
func (d *desk) catalogue() *catalogue {
	of := d.Index().Corpus()
	if known := d.known.Load(); known != nil && known.of == of {
		return known
	}
	made := newCatalogue(of)
	d.known.Store(made)
	return made
}

func newCatalogue(of *corpus.Corpus) *catalogue {
	c := &catalogue{of: of}
	issuers := make(map[string]string)
	for _, doc := range of.Documents {
		if _, known := issuers[doc.Issuer]; !known {
			issuers[doc.Issuer] = folded(doc.Issuer)
		}
		c.documents = append(c.documents, listed{doc, folded(doc.Title), folded(doc.ID), folded(doc.Number), issuers[doc.Issuer]})
	}
	return c
}

// A proposal is a choice, and how well it fits.
type proposal struct {
	choice
	fit fit
	doc *corpus.Document // of two that fit as well the newer is better
}

// proposeDocuments proposes documents by what somebody has written of a title, a
// number, an issuer or an ID, those that fit best first, and the newest of them.
// Without anything written these are the newest documents.
func proposeDocuments(c *catalogue, written string) []choice {
	w := readWritten(c.of, written)
	var found []proposal
	for _, doc := range c.documents {
		if best := w.ofDocument(doc); best < fitNone {
			found = append(found, proposal{choice{doc.Title, doc.ID}, best, doc.Document})
		}
	}
	choices := bestOf(found)
	for i, choice := range choices {
		doc, _ := c.of.Document(choice.value)
		choices[i].name = joined("", " · ", clip(cmp.Or(doc.Title, doc.ID), maxTitleChoice), doc.Issuer, doc.Published.String())
	}
	return choices
}

// maxTitleChoice is how much of a title is proposed: it leaves room for the issuer.
const maxTitleChoice = 70

// proposeIssuers proposes issuers by what somebody has written of a name.
func proposeIssuers(c *catalogue, written string) []choice {
	w := readWritten(c.of, written)
	at := make(map[string]int)
	var found []proposal
	for _, doc := range c.documents {
		i, known := at[doc.Issuer]
		switch {
		case doc.issuer == "":
		case !known:
			at[doc.Issuer] = len(found)
			found = append(found, proposal{choice{doc.Issuer, doc.Issuer}, w.in(doc.issuer), doc.Document})
		case found[i].doc.Published.Compare(doc.Published) < 0:
			found[i].doc = doc.Document
		}
	}
	return bestOf(slices.DeleteFunc(found, func(s proposal) bool { return s.fit >= fitNone }))
}

func bestOf(found []proposal) []choice {
	slices.SortStableFunc(found, func(a, b proposal) int {
		return cmp.Or(cmp.Compare(a.fit, b.fit), b.doc.Published.Compare(a.doc.Published), strings.Compare(a.name, b.name))
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

// in says how a name, which is folded, fits.
func (w written) in(name string) fit {
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
	c := d.catalogue()
	if _, ok := c.of.Document(given); ok {
		return given
	}
	w := written{text: folded(given)}
	return onlyOne(given, func(same fit) (values []string) {
		for _, doc := range c.documents {
			if min(w.in(doc.title), w.in(doc.number), w.in(doc.id)) <= same {
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
	c := d.catalogue()
	w := readWritten(c.of, given)
	return onlyOne(given, func(same fit) (values []string) {
		for _, doc := range c.documents {
			if w.in(doc.issuer) <= same && !slices.Contains(values, doc.Issuer) {
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
