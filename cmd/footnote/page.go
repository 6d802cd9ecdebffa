package main

import (
	"io"
	"os"
	"strings"

	"golang.org/x/term"

	"footnote/bot"
)

// A terminal is what is known of the place where results go.
type terminal struct {
	width  int // columns to use
	colour bool
	live   bool // a person watches: it is a terminal and not a pipe or file
}

const (
	maxWidth     = 96 // a longer line is hard to read
	defaultWidth = 80
	minWidth     = 24
)

// terminalOf looks at where results go. Colour is never used in a pipe or file.
func terminalOf(w io.Writer, colour bool) terminal {
	f, ok := w.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return terminal{width: defaultWidth}
	}
	t := terminal{width: defaultWidth, live: true, colour: colour}
	if columns, _, err := term.GetSize(int(f.Fd())); err == nil && columns > 0 {
		t.width = min(max(columns, minWidth), maxWidth)
	}
	return t
}

// A page collects what is shown, laid out for one terminal.
type page struct {
	terminal
	b     strings.Builder
	begun bool           // some of it has been printed
	shown []bot.Sentence // of the answer that is shown while it is written
}

// text writes a paragraph behind an indent.
func (p *page) text(indent string, pieces ...piece) {
	p.hanging(indent, indent, pieces...)
}

// hanging writes a paragraph whose first line has an indent, or a label, of its
// own. Both are plain ASCII.
func (p *page) hanging(first, rest string, pieces ...piece) {
	indent := first
	for _, line := range wrap(pieces, max(p.width-max(len(first), len(rest)), 10)) {
		p.b.WriteString(indent)
		for _, part := range line {
			p.write(part)
		}
		p.b.WriteByte('\n')
		indent = rest
	}
}

// row writes one line that is not wrapped.
func (p *page) row(pieces ...piece) {
	line := page{terminal: p.terminal}
	for _, part := range pieces {
		part.text = strings.ReplaceAll(clean(part.text), "\n", " ")
		line.write(part)
	}
	p.b.WriteString(strings.TrimRight(line.b.String(), " ") + "\n")
}

// blank separates what follows from what is there.
func (p *page) blank() {
	if p.b.Len() > 0 || p.begun {
		p.b.WriteByte('\n')
	}
}

var escapes = map[style]string{
	bold:    "\x1b[1m",
	dim:     "\x1b[2m",
	warning: "\x1b[1;33m",
	accent:  "\x1b[36m",
}

func (p *page) write(part piece) {
	code := escapes[part.style]
	if !p.colour || code == "" || strings.TrimSpace(part.text) == "" {
		p.b.WriteString(part.text)
		return
	}
	p.b.WriteString(code + part.text + "\x1b[0m")
}
