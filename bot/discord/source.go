package discord

import (
	"cmp"
	"fmt"
	"net/url"
	"strings"

	"footnote/bot"
	"footnote/corpus"
)

// A source is what the list under an answer shows of one quotation, as the
// corpus has it: nothing is escaped yet.
type source struct {
	n        int // of the citation; 0 for a passage that proves nothing
	document string
	title    string
	links    []string // addresses to try, the best first
	kind     corpus.Kind
	issuer   string
	number   string
	date     string
	page     string
	sheet    string        // of the file, where it is not the page
	file     string        // of a document that only it tells apart
	status   corpus.Status // on the day that was asked about
	today    corpus.Status // where it does not apply any more, or not yet; else empty
	gone     corpus.Date   // the day its source vanished
	copies   []corpus.Copy // where else the same is published
	basedOn  corpus.Publication
	quote    string

	translation string // of the quotation, by a machine; may be empty
}

func sourcesOf(a bot.Answer) []source {
	sources := make([]source, 0, len(a.Citations))
	for _, c := range a.Citations {
		sources = append(sources, sourceOfCitation(c))
	}
	return sources
}

func sourceOfCitation(c bot.Citation) source {
	s := sourceOf(c.Document(), c.Quote())
	s.n, s.status, s.today = c.N(), c.Status(), c.Today()
	s.page, s.sheet, s.file = c.Page(), c.Sheet(), c.File()
	s.links, s.translation = []string{c.Link(), c.Document().URL}, c.Translation()
	return s
}

func sourceOf(d *corpus.Document, quote string) source {
	return source{
		document: d.ID, title: d.Title, links: []string{d.URL}, kind: d.Kind, issuer: d.Issuer,
		number: d.Number, date: d.Published.String(), status: d.Status,
		gone: d.Withdrawn, copies: d.Copies, basedOn: d.BasedOn, quote: quote,
	}
}

// How much of each field is shown, in escaped characters: what describes a
// source must leave room for its quotation.
const (
	maxTitle  = 300
	maxField  = 120
	maxLink   = 700
	fullQuote = 1200
	lessQuote = 300
	noQuote   = 0
)

// list returns the blocks of a list of sources. A quotation is left out where
// the answer above is made of the quotations, and shortened to limit where it
// is longer. A translation stands under it all the same.
func list(p phrasing, heading string, sources []source, quotes bool, limit int) []block {
	if len(sources) == 0 {
		return nil
	}
	blocks := []block{{text: heading, part: true, keeps: true}}
	first := make(map[string]int)
	for i, s := range sources {
		glue := "\n"
		if quotes && i > 0 && s.follows(sources[i-1]) { // apart, or they read as one quotation
			glue = "\n\n"
		} else {
			blocks = append(blocks, block{text: s.describe(p, first[s.document]), glue: "\n", keeps: quotes || s.translation != ""})
		}
		if quotes {
			blocks = append(blocks, block{text: "> " + s.quotation(p, limit), glue: glue, keeps: s.translation != ""})
		}
		if text := shorten(s.translation, limit); text != "" {
			blocks = append(blocks, block{text: "-# " + p.translation(text), glue: "\n"})
		}
		if first[s.document] == 0 {
			first[s.document] = s.n
		}
	}
	return blocks
}

// follows reports whether the words of a source stand below those of another without a
// line of its own: they are of one document, and nobody refers to them by number.
func (s source) follows(t source) bool { return s.n == 0 && t.n == 0 && s.document == t.document }

// describe says what a source is. One whose document the list has described
// already, as number same, is not described again.
func (s source) describe(p phrasing, same int) string {
	fields := []string{s.head()}
	page := ""
	if s.page != "" {
		page = p.page(shorten(s.page, maxField), shorten(s.sheet, maxField))
	}
	if same != 0 {
		return joined("", " · ", append(fields, p.same(same), page)...)
	}
	if s.kind != corpus.KindBrief { // a brief says so below
		fields = append(fields, p.kinds[s.kind])
	}
	fields = append(fields, shorten(s.issuer, maxField), shorten(s.number, maxField), s.date, shorten(s.file, maxField), page)
	if s.kind.Binding() { // any other is never in force
		fields = append(fields, p.standing[cmp.Or(s.today, s.status)])
	}
	if flag := p.statuses[cmp.Or(s.today, s.status)]; flag != "" && string(s.status) != string(s.kind) {
		fields = append(fields, "**"+flag+"**")
	}
	if !s.gone.IsZero() {
		fields = append(fields, "**"+p.withdrawn(s.gone)+"**")
	}
	text := joined("", " · ", fields...)
	if places := s.places(); len(places) > 0 {
		text += "\n-# " + p.copiesAt(places, len(s.copies)-len(places))
	}
	if s.kind == corpus.KindBrief {
		text += "\n-# " + p.basedOn(shorten(s.basedOn.Publisher, maxField), shorten(s.basedOn.Title, maxField))
	}
	return text
}

// maxCopies is how many of the places are named that publish the same text.
const maxCopies = 3

// places names where else the text is published: by the body that does or, where
// that is not known, by the host. They are not linked.
func (s source) places() []string {
	var places []string
	for _, c := range s.copies[:min(len(s.copies), maxCopies)] {
		host := ""
		if u, err := url.Parse(c.URL); err == nil {
			host = u.Host
		}
		places = append(places, shorten(cmp.Or(c.Issuer, host, c.Path, c.ID), maxField))
	}
	return places
}

// head is the number and the title, linked where there is an address.
func (s source) head() string {
	title := shorten(s.title, maxTitle)
	if title == "" {
		title = shorten(s.document, maxTitle)
	}
	for _, link := range s.links {
		if linkable(link) {
			title = "[" + title + "](<" + link + ">)"
			break
		}
	}
	if s.n == 0 {
		return title
	}
	return fmt.Sprintf("[%d] %s", s.n, title)
}

// linkable reports whether an address can be put behind a title: only one of
// the web, short enough, that cannot break out of the link.
func linkable(address string) bool {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || len(address) > maxLink {
		return false
	}
	return !strings.ContainsFunc(address, func(r rune) bool {
		return r <= ' ' || r > '~' || strings.ContainsRune(`<>\"`+"`|", r)
	})
}

// quotation shows the words of a source; what is missing is marked outside of
// them.
func (s source) quotation(p phrasing, limit int) string {
	head, rest := take(plain(s.quote), limit)
	if rest == "" {
		return escape(head)
	}
	return p.shortened(escape(head))
}

// shorten escapes a text that is not a quotation and bounds its length.
func shorten(text string, limit int) string {
	head, rest := take(plain(text), limit)
	if rest == "" {
		return escape(head)
	}
	return escape(head) + "…"
}
