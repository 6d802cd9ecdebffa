package main

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/clipperhouse/displaywidth"

	"footnote/bot"
	"footnote/corpus"
	"footnote/corpus/reference"
)

type sourcesCommand struct {
	Show   showCommand   `cmd:"" default:"withargs" help:"List the documents, or show one."`
	Remove removeCommand `cmd:"" help:"Take a document out of the library."`
}

func (sourcesCommand) Help() string {
	return `Example:

    footnote sources
    footnote sources nqpf-concept-en
    footnote sources --text nqpf-concept-en
    footnote sources remove --purge nqpf-concept-en

"show" need not be written: see footnote sources show --help.`
}

type showCommand struct {
	ID   string `arg:"" optional:"" help:"Show this document only."`
	Text bool   `xor:"format" help:"Print the document's normalised text, byte for byte: what the offsets of a citation count in."`
	JSON bool   `name:"json" xor:"format" help:"Print a JSON array of objects; with an ID, one object."`
	Cite string `xor:"format" placeholder:"FORMAT" help:"Print references to the documents: apa (7th edition), gbt (GB/T 7714—2015), bibtex or markdown."`
}

func (showCommand) Help() string {
	return `Example:

    footnote sources
    footnote sources nqpf-concept-en
    footnote sources --text nqpf-concept-en
    footnote sources --cite bibtex

A JSON object has the keys of the front matter (id, title, issuer, number, kind, jurisdiction,
language, published, effective_from, effective_to, status, supersedes, translation_of, withdrawn, rights, based_on,
url, retrieved), those that are known, and beside them: status as of today; derived, the keys that
were derived and not stated; path; archived, the kept copy of what was fetched; copies, the documents
that say the same and are not listed themselves; encoding; digest, the SHA-256 of the text; bytes,
passages and, where it has them, pages: its size.`
}

// A source is a document in the JSON of `footnote sources`.
type source struct {
	corpus.Meta
	Status   corpus.Status `json:"status"` // today, in place of the one that is stated
	Derived  []string      `json:"derived,omitempty"`
	Path     string        `json:"path"`
	Archived string        `json:"archived,omitempty"`
	Copies   []corpus.Copy `json:"copies,omitempty"`
	Encoding string        `json:"encoding,omitempty"`
	Digest   string        `json:"digest"`
	Bytes    int           `json:"bytes"`
	Passages int           `json:"passages"`
	Pages    int           `json:"pages,omitempty"`
}

// Run lists the documents, or shows one.
func (cmd showCommand) Run(ctx context.Context, p *program) error {
	switch {
	case cmd.Text && cmd.ID == "":
		return usagef("--text needs the ID of a document: `footnote sources` lists them")
	case cmd.Cite != "" && !slices.Contains(reference.Formats, reference.Format(cmd.Cite)):
		return usagef("--cite is %q: write apa, gbt, bibtex or markdown", cmd.Cite)
	}
	c, err := p.config()
	if err != nil {
		return err
	}
	index, err := p.open(ctx, c)
	if err != nil {
		return err
	}
	library := index.Corpus()
	documents, err := cmd.documents(library)
	if err != nil {
		return err
	}
	page := p.page(c)
	switch {
	case cmd.Cite != "":
		return cmd.cite(p, documents)
	case cmd.ID != "":
		return cmd.one(p, page, library, documents[0])
	}
	if cmd.JSON {
		all := []source{}
		for _, d := range library.Documents {
			all = append(all, sourceOf(library, d))
		}
		return p.printJSON(all)
	}
	page.table(library)
	return p.print(page.b.String())
}

// documents are all, or the one that is named.
func (cmd showCommand) documents(library *corpus.Corpus) ([]*corpus.Document, error) {
	if cmd.ID == "" {
		return library.Documents, nil
	}
	d, ok := library.Document(cmd.ID)
	if !ok {
		return nil, fmt.Errorf("document %q: %w", cmd.ID, bot.ErrUnknownDocument)
	}
	return []*corpus.Document{d}, nil
}

func (cmd showCommand) one(p *program, page *page, library *corpus.Corpus, d *corpus.Document) error {
	switch {
	case cmd.Text:
		return p.print(d.Text)
	case cmd.JSON:
		return p.printJSON(sourceOf(library, d))
	}
	page.source(sourceOf(library, d))
	return p.print(page.b.String())
}

// cite prints references to documents.
func (cmd showCommand) cite(p *program, documents []*corpus.Document) error {
	var works []reference.Work
	for _, d := range documents {
		works = append(works, reference.Work{Meta: d.Meta, Viewed: corpus.DateOf(time.Now())})
	}
	return p.print(reference.List(reference.Format(cmd.Cite), works))
}

func sourceOf(library *corpus.Corpus, d *corpus.Document) source {
	passages := 0
	for _, passage := range d.Passages() {
		if len(passage.Sentences) > 0 { // a heading alone is not searched
			passages++
		}
	}
	return source{
		Meta: d.Meta, Status: library.StatusAt(d, corpus.DateOf(time.Now())), Derived: d.Derived,
		Path: d.Path, Archived: d.Archived, Copies: d.Copies, Encoding: d.Encoding, Digest: d.Digest,
		Bytes: len(d.Text), Passages: passages, Pages: d.PageCount(),
	}
}

// table lists documents, one a line: what does not fit is cut, because `footnote
// sources ID` shows it whole.
func (p *page) table(library *corpus.Corpus) {
	rows := [][]string{{"ID", "KIND", "LANGUAGE", "DATE", "TITLE"}}
	for _, d := range library.Documents {
		rows = append(rows, []string{d.ID, string(d.Kind), d.Language, d.Published.String(), d.Title})
	}
	last := len(rows[0]) - 1
	widths := make([]int, last)
	for _, row := range rows {
		for i := range widths {
			widths[i] = max(widths[i], displaywidth.String(clean(row[i])))
		}
	}
	left := p.width
	for _, w := range widths {
		left -= w + 2
	}
	for n, row := range rows {
		var b strings.Builder
		for i, w := range widths {
			b.WriteString(pad(row[i], w) + "  ")
		}
		title := row[last]
		if p.live { // a pipe gets it whole
			title = pad(title, max(left, minWidth))
		}
		look := plain
		if n == 0 {
			look = dim
		}
		p.row(piece{text: strings.TrimRight(b.String()+title, " "), style: look})
	}
}

// field shows a name and a value. A value without spaces, such as an address,
// stays whole.
func (p *page) field(name, value string) {
	label := fmt.Sprintf("  %-16s", name)
	if strings.Contains(value, " ") {
		p.hanging(label, strings.Repeat(" ", len(label)), piece{text: value})
		return
	}
	p.row(piece{text: label + value})
}

// source shows everything that is known of a document.
func (p *page) source(s source) {
	p.text("", piece{text: s.Title, style: bold})
	basedOn := joinTexts(", ", quoteWith("“", "”", s.BasedOn.Title), s.BasedOn.Publisher)
	fields := [][2]string{
		{"id", s.ID}, {"issuer", s.Issuer}, {"number", s.Number}, {"kind", string(s.Kind)},
		{"jurisdiction", s.Jurisdiction}, {"language", s.Language}, {"published", s.Published.String()},
		{"effective from", s.EffectiveFrom.String()}, {"effective to", s.EffectiveTo.String()},
		{"status today", string(s.Status)}, {"supersedes", strings.Join(s.Supersedes, ", ")}, {"translation of", s.TranslationOf},
		{"withdrawn", s.Withdrawn.String()}, {"rights", string(s.Rights)}, {"based on", basedOn},
		{"url", s.URL}, {"retrieved", s.Retrieved.String()}, {"derived", strings.Join(s.Derived, ", ")},
		{"path", s.Path}, {"archived", s.Archived}, {"encoding", s.Encoding}, {"digest", s.Digest},
		{"bytes", strconv.Itoa(s.Bytes)}, {"passages", strconv.Itoa(s.Passages)},
	}
	if s.Pages > 0 {
		fields = append(fields, [2]string{"pages", strconv.Itoa(s.Pages)})
	}
	for _, c := range s.Copies {
		fields = append(fields, [2]string{"copy", joinTexts(" · ", c.ID, c.Issuer, cmp.Or(c.URL, c.Path))})
	}
	for _, f := range fields {
		if f[1] != "" {
			p.field(f[0], f[1])
		}
	}
}
