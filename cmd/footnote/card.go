package main

import (
	"fmt"
	"strings"

	"footnote/bot"
	"footnote/corpus"
)

// card writes one source. What the card before it has said already is left
// out: the document, the heading, and the sentence that is quoted there.
func (p *page) card(all []bot.Citation, i int, w wording) {
	c := all[i]
	d, heading := c.Document(), headingPath(c.Passage().Heading, c.Document().Title)
	label := fmt.Sprintf("%4s ", mark(c.N()))
	rest := strings.Repeat(" ", len(label))
	show := func(pieces ...piece) {
		p.hanging(label, rest, pieces...)
		label = rest
	}
	sameDocument, sameHeading, sameSource := false, false, false
	if i > 0 {
		before := all[i-1].Document()
		sameDocument = before == d
		sameHeading = sameDocument && headingPath(all[i-1].Passage().Heading, d.Title) == heading
		sameSource = before.BasedOn == d.BasedOn
	}
	if !sameDocument {
		show(piece{text: titleOf(d), style: bold})
		if file := c.File(); file != "" {
			show(piece{text: file, style: dim})
		}
		show(metadata(d, c.Status(), c.Today(), sameSource, w)...)
		if copies := w.copies(d.Copies); copies != "" {
			show(piece{text: copies, style: dim})
		}
	}
	if page := c.Page(); page != "" {
		show(piece{text: joinTexts(" · ", heading, w.page(page, c.Sheet())), style: accent})
	} else if heading != "" && !sameHeading {
		show(piece{text: heading, style: accent})
	}
	show(quotation(all, i, w)...)
	if text := c.Translation(); text != "" {
		show(piece{text: w.translation + w.colon + text, style: dim})
	}
	if link := c.Link(); link != "" && d.Kind != corpus.KindBrief {
		p.row(piece{text: rest}, piece{text: link, style: dim}) // whole, so that it can be followed
	}
}

// titleOf names a document; one without a title has its ID.
func titleOf(d *corpus.Document) string {
	if title := strings.TrimSpace(clean(d.Title)); title != "" {
		return title
	}
	return d.ID
}

// metadata says how binding a document is, on the day that was asked about and,
// where that is known to be otherwise, today. sameSource says that the card before
// was of a brief of the same publication.
func metadata(d *corpus.Document, status, today corpus.Status, sameSource bool, w wording) []piece {
	const dot = " · "
	fields := []string{kindOf(d, sameSource, w), d.Issuer, d.Number, d.Published.String(), w.effective(d.EffectiveFrom, d.EffectiveTo)}
	var warnings []string
	switch {
	case status == corpus.StatusUnknown && !d.Kind.Binding(): // a brief or a speech is never in force
	case status == corpus.StatusInForce && today != "":
		fields = append(fields, w.then)
	case status == corpus.StatusUnknown, status == corpus.StatusInForce:
		fields = append(fields, w.status(status))
	default:
		warnings = append(warnings, w.status(status))
	}
	if today != "" {
		warnings = append(warnings, w.today+w.status(today))
	}
	if !d.Withdrawn.IsZero() {
		warnings = append(warnings, w.withdrawn(d.Withdrawn))
	}
	text := joinTexts(dot, fields...)
	if len(warnings) == 0 {
		return []piece{{text: text}}
	}
	if text != "" {
		text += dot
	}
	return []piece{{text: text}, {text: "! " + strings.Join(warnings, dot+"! "), style: warning}}
}

func kindOf(d *corpus.Document, sameSource bool, w wording) string {
	switch {
	case d.Kind != corpus.KindBrief:
		return w.kind(d.Kind)
	case d.BasedOn == (corpus.Publication{}):
		return w.brief
	case sameSource:
		return w.brief + w.basedSame
	}
	return w.brief + w.basedOn(d.BasedOn.Title, d.BasedOn.Publisher)
}

// headingPath joins the headings above a passage, without the title.
func headingPath(heading []string, title string) string {
	if len(heading) > 0 && heading[0] == title {
		heading = heading[1:]
	}
	return joinTexts(" › ", heading...)
}

// quotation is a quotation between the sentences before and after it, without
// those that are quoted themselves on the cards beside it.
func quotation(all []bot.Citation, i int, w wording) []piece {
	c, space := all[i], piece{}
	if !strings.HasPrefix(c.Document().Language, "zh") {
		space.text = " "
	}
	var pieces []piece
	if before := c.Before(); before != "" && !(i > 0 && all[i-1].Quote() == before) {
		pieces = append(pieces, piece{text: before, style: dim}, space)
	}
	pieces = append(pieces, piece{text: w.open + c.Quote() + w.shut})
	if after := c.After(); after != "" && !(i+1 < len(all) && all[i+1].Quote() == after) {
		pieces = append(pieces, space, piece{text: after, style: dim})
	}
	return pieces
}
