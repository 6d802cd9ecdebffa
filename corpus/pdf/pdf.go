// Package pdf reads PDF documents: their text in the order in which a person
// reads it, with the page that each part of it stands on.
package pdf

import (
	"context"
	"errors"
	"time"

	"footnote/corpus"
)

var _ corpus.Reader = (*Reader)(nil)

// timeLimit is how long one file may take.
const timeLimit = 2 * time.Minute

// Reader reads PDF documents with PDFium, which it starts when the first is
// read. It is safe for concurrent use; few files are read at a time.
type Reader struct {
	engine *engine
	limit  time.Duration // of one file
}

// New returns a reader that keeps compiled code in a folder between runs, which
// it makes when it is first needed. Without one, or when it cannot be written,
// each process takes about two seconds to compile the library.
func New(cacheDir string) *Reader {
	return &Reader{newEngine(cacheDir), timeLimit}
}

// Read implements [corpus.Reader]. Running heads and page numbers are left out;
// a paragraph that goes on over the end of a page is a block for each page.
func (r *Reader) Read(file corpus.File) (corpus.Content, error) {
	if name := corpus.Signature(file.Data); name != "" && name != corpus.PDFSignature {
		return corpus.Content{}, corpus.ErrExtension.Errorf("is %s, not a PDF; give it the extension of its format", name)
	}
	var content corpus.Content
	err := r.engine.use(r.limit, func(l *library) (err error) {
		content, err = read(l, file.Data)
		return err
	})
	var failed failure
	switch {
	case errors.Is(err, errTooLong):
		return corpus.Content{}, corpus.ErrTooMuch.Errorf("takes longer than %v to read; split it, or write it anew (`qpdf INPUT OUTPUT`)", r.limit)
	case errors.As(err, &failed):
		return corpus.Content{}, corpus.ErrDamaged.Errorf("cannot be read: it is broken or needs more memory than a file may (%w); repair it (`qpdf INPUT OUTPUT`) or split it", failed)
	case err != nil:
		return corpus.Content{}, err
	}
	return content, nil
}

func read(l *library, data []byte) (corpus.Content, error) {
	p, pages, err := open(l, data)
	if err != nil {
		return corpus.Content{}, err
	}
	var found census
	sheets := make([]sheet, pages)
	parts := make([][]fragment, pages)
	var asides [][]fragment
	for i := range pages {
		s := p.page(i)
		found.add(s)
		if found.glyphs > maxText {
			return corpus.Content{}, corpus.ErrTooMuch.Errorf("has more text than a document may; split it")
		}
		upright, turned := s.parted()
		parts[i] = fragments(upright)
		asides = append(asides, turned)
		s.glyphs = nil
		sheets[i] = s
	}
	if err := found.err(); err != nil {
		return corpus.Content{}, err
	}
	content := corpus.Content{Blocks: assemble(l.ctx, sheets, parts, asides)}
	content.Meta.Title = title(p.info("Title"), content.Blocks)
	return content, nil
}

// assemble makes blocks of the fragments of all pages, or of some where the
// time is over.
func assemble(ctx context.Context, sheets []sheet, parts, asides [][]fragment) []corpus.Block {
	numbers := furniture(sheets, parts)
	pages := make([][]region, len(sheets))
	for i, fs := range parts {
		if ctx.Err() != nil {
			break
		}
		page := pageOf(sheets[i], numbers[i])
		pages[i] = layout(fs, page)
		for _, f := range asides[i] {
			pages[i] = append(pages[i], region{columns: [][]line{{{row: row{f}, page: page}}}, aside: true})
		}
	}
	return blocks(joinPages(pages))
}
