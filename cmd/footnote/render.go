package main

// How an answer looks in a terminal.
//
// Where a question was understood otherwise than it was written, that is said
// first, dimmed: who was misunderstood must see it before the answer.
//
// The answer comes first and alone: its sentences as one paragraph, or laid out as
// a table, each followed by the numbers of the quotations that prove it (how they come
// while a model writes them is in live.go). Where the
// question asked for another form than sentences, a dimmed line above says which was
// chosen. Then the sources,
// one card for each number: the title, a line that says how binding the text
// is (kind, issuer, document number, dates, status), the headings above the
// quotation and its page, as it is printed and, where that is another, as the file
// counts it, and the quotation itself between the sentences before
// and after it, which are dimmed. Where else the same text is published is said
// below the line on how binding it is. A status that is not "in force" is set off, with an
// exclamation mark so that it also shows without colour. What the card above
// has said already (the document, the heading, the sentence before) is not
// said again. A brief says whose publication it summarises and never has a
// link. A document without an address whose title was not stated names its file.
//
// Whether sentences are copied or written, and how many were withheld or written a
// second time, is said once, below; why there was no whole answer, or why the model
// did not write it, is said first. A translation stands under its quotation and says
// that nothing has checked it. Notes come
// last, since they speak about the whole.
//
// A refusal says so first, then what is missing, what was searched, and only
// then the closest passages under a heading that says that they are no answer. Who
// must name what is meant is told that, and what may be meant.
//
// Everything that was not written by this program passes through clean: no
// document and no question can move the cursor or change colours. The texts
// around the quotations are in the language of the answer; quotations, titles
// and issuers stay in the language of their document. Colour carries nothing
// that is not also written out.

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/bot"
)

// answer shows an answer or a refusal: what of it was not shown while it was written.
func (p *page) answer(a bot.Answer) {
	w := wordingOf(a.Language)
	if p.shown != nil && !p.isShown(a) {
		p.anew(w)
	}
	if p.shown == nil {
		p.understood(a, w)
	}
	if a.Status == bot.Refused {
		p.refusal(a, w)
		return
	}
	if p.shown != nil {
		p.more(a)
		p.blank()
		p.judgement(a, w)
	} else {
		p.form(a, w)
		p.judgement(a, w)
		p.body(a)
		p.blank()
	}
	p.text("", piece{text: w.sources, style: bold})
	for i := range a.Citations {
		p.card(a.Citations, i, w)
	}
	p.remarks(a, w)
}

func (p *page) understood(a bot.Answer, w wording) {
	if a.UnderstoodAs != "" {
		p.text("", piece{text: w.understood + w.colon + a.UnderstoodAs, style: dim})
	}
}

// judgement is what the whole answer comes to, and why it is not whole, or not written.
func (p *page) judgement(a bot.Answer, w wording) {
	p.verdict(a)
	if a.Reason != "" {
		p.text("", piece{text: a.Reason, style: warning})
		p.missing(a, w)
		p.blank()
	}
}

func (p *page) body(a bot.Answer) {
	if a.Table != nil {
		p.grid(*a.Table)
	} else {
		p.sentences(a)
	}
}

// form says which form was chosen from the question, where that is not the plain one.
func (p *page) form(a bot.Answer, w wording) {
	if name := w.forms[a.Form]; a.Routed && name != "" {
		p.text("", piece{text: w.form(name), style: dim})
		p.blank()
	}
}

// verdict says what a fact-check came to.
func (p *page) verdict(a bot.Answer) {
	if a.Verdict != "" {
		p.text("", piece{text: a.Verdict.In(a.Language), style: bold})
		p.blank()
	}
}

// sentences writes the sentences as one paragraph.
func (p *page) sentences(a bot.Answer) {
	var pieces []piece
	for i, s := range a.Sentences {
		if i > 0 && spaced(a.Sentences[i-1].Text, s.Text) {
			pieces = append(pieces, piece{text: " "})
		}
		pieces = append(pieces, marked(a, s)...)
	}
	p.text("", pieces...)
}

// marked is a sentence with the numbers of its quotations.
func marked(a bot.Answer, s bot.Sentence) []piece {
	pieces := []piece{{text: a.Said(s)}}
	if s.EndsInMark() && len(s.Citations) > 0 {
		pieces = append(pieces, piece{text: " ", joined: true})
	}
	for _, n := range s.Citations {
		pieces = append(pieces, piece{text: mark(n), style: accent, joined: true})
	}
	return pieces
}

// spaced reports whether a space goes between two sentences: Chinese has none.
func spaced(before, after string) bool {
	last, _ := utf8.DecodeLastRuneInString(before)
	first, _ := utf8.DecodeRuneInString(after)
	return !isHan(first) && !isHan(last) && !strings.ContainsRune("。！？；”」』）…", last)
}

func isHan(r rune) bool { return unicode.Is(unicode.Han, r) }

func mark(n int) string { return fmt.Sprintf("[%d]", n) }

// remarks are what goes with the answer as a whole.
func (p *page) remarks(a bot.Answer, w wording) {
	p.blank()
	if a.Written() {
		p.text("", piece{text: w.written(a.Model), style: dim})
	} else {
		p.text("", piece{text: w.verbatim, style: dim})
	}
	if counts := w.counts(len(a.Withheld), a.Repaired()); counts != "" {
		p.text("", piece{text: counts})
	}
	for _, note := range a.Notes {
		p.text("", piece{text: w.note + w.colon + note})
	}
}

func (p *page) refusal(a bot.Answer, w wording) {
	p.form(a, w)
	p.text("", piece{text: a.Reason, style: bold})
	p.missing(a, w)
	heading := w.nearest
	if a.Cause == bot.CauseUnclear { // nothing was looked for yet
		heading = w.meant
	} else {
		p.text("", piece{text: w.searched(a.Coverage.Documents, a.Coverage.Issuers, a.Coverage.Newest.String())})
	}
	for _, note := range a.Notes {
		p.text("", piece{text: w.note + w.colon + note})
	}
	if len(a.Nearest) == 0 {
		return
	}
	p.blank()
	p.text("", piece{text: heading, style: bold})
	for _, n := range a.Nearest {
		p.hanging("   - ", "     ", piece{text: titleOf(n.Document), style: dim})
		p.text("     ", piece{text: w.open + n.Quote + w.shut, style: dim})
	}
}

func (p *page) missing(a bot.Answer, w wording) {
	if len(a.Missing) > 0 {
		p.text("", piece{text: w.missing + w.colon + strings.Join(a.Missing, w.comma)})
	}
}

// withheld lists the sentences that were not shown, and why, for whoever wants to
// see what the check does.
func (p *page) withheld(a bot.Answer) {
	if len(a.Withheld) == 0 {
		return
	}
	w := wordingOf(a.Language)
	p.blank()
	p.text("", piece{text: w.withheldTitle, style: bold})
	for _, x := range a.Withheld {
		p.hanging("   - ", "     ", piece{text: w.open + x.Text + w.shut})
		p.text("     ", piece{text: x.In(a.Language), style: warning})
	}
}
