package prompts

import (
	"strings"
	"unicode/utf8"
)

// Bounds of a reply. What is beyond them is not read.
const (
	maxReply = 256 << 10 // bytes
	maxLine  = 16 << 10  // bytes of a line; the rest of it is dropped
	maxLines = 200       // lines that say something
)

// A Reader reads a reply while it comes. It takes each line as soon as it is
// whole, in any order and in whatever dress: bullets, Markdown, tables, code
// fences, reasoning before the reply, markers in other brackets, keywords in
// Chinese, JSON. Sentences that name none of the sentences of the sources come
// with no IDs; whether they are worth anything is for the caller to say.
//
// How a reply is cut into pieces changes nothing about its lines, only when they
// come. A Reader keeps at most a few lines, and of endless input nothing.
type Reader struct {
	seen   int    // bytes read
	rest   []byte // the beginning of a character
	strip  stripper
	line   strings.Builder
	out    []Line // read, and not handed over yet
	count  int    // lines handed over, and those in out
	closed bool

	section  LineKind // what a heading said the lines below it are
	held     []Line   // sentences that named nothing: their markers may follow on the next line
	named    bool     // a keyword said that held is a sentence
	table    *table
	json     jsonText
	said     map[LineKind]bool
	refusal  string // a sentence that says that there is no answer
	withMark bool   // some sentence had markers
}

// NewReader returns a Reader of one reply.
func NewReader() *Reader {
	r := &Reader{said: make(map[LineKind]bool)}
	r.strip.out, r.strip.orphan = r.char, r.forget
	return r
}

// Write takes the next piece of the reply, which may be cut anywhere, and returns
// the lines that it completes.
func (r *Reader) Write(piece string) []Line {
	if r.closed {
		return nil
	}
	piece = piece[:min(len(piece), maxReply-r.seen)]
	r.seen += len(piece)
	data := []byte(piece)
	if len(r.rest) > 0 {
		data = append(r.rest, data...)
	}
	for len(data) > 0 && utf8.FullRune(data) {
		c, size := utf8.DecodeRune(data)
		r.strip.write(c)
		data = data[size:]
	}
	r.rest = append([]byte(nil), data...)
	return r.take()
}

// Close returns the lines that only the end completes. Nothing is read after it.
func (r *Reader) Close() []Line {
	if r.closed {
		return nil
	}
	r.closed = true
	r.strip.close()
	r.endLine()
	r.values(r.json.left())
	r.endTable()
	r.release()
	if r.refusal != "" {
		r.refuse()
	}
	return r.take()
}

// forget drops what was not decided yet. Lines that were are as good as handed
// over: how the reply was cut must not change them.
func (r *Reader) forget() {
	r.line.Reset()
	r.held, r.table, r.json, r.section, r.refusal = nil, nil, jsonText{}, "", ""
}

// refuse says what a sentence without a source that says that there is no answer
// means: that there is none, or where there is one, what it lacks.
func (r *Reader) refuse() {
	if r.withMark {
		r.emit(Line{Kind: Missing, Text: r.refusal})
		return
	}
	r.emit(Line{Kind: Answerable, Text: "no"})
}

func (r *Reader) take() []Line {
	out := r.out
	r.out = nil
	return out
}

func (r *Reader) emit(lines ...Line) {
	for _, l := range lines {
		if strings.Contains(l.Text, "://") { // put together by what was taken out
			l.Text = strings.TrimSpace(unlinked(l.Text))
		}
		once := l.Kind == Answerable || l.Kind == Verdict
		if r.count == maxLines || once && r.said[l.Kind] || l.Text == "" {
			continue
		}
		r.said[l.Kind] = true
		r.withMark = r.withMark || l.Kind == Sentence && len(l.IDs) > 0
		r.out = append(r.out, l)
		r.count++
	}
}

// char takes the next character that is meant for the reader.
func (r *Reader) char(c rune) {
	switch {
	case c == '\n' || c == '\u2028' || c == '\u2029':
		r.endLine()
	case c == utf8.RuneError || c == '\r' || c == '\ufeff':
	case r.line.Len()+utf8.RuneLen(c) <= maxLine:
		r.line.WriteRune(c)
	}
}

func (r *Reader) endLine() {
	line := r.line.String()
	r.line.Reset()
	before, taken := r.json.write(line)
	if before != "" {
		r.read(before)
	}
	if taken {
		r.values(r.json.lines())
	}
}

// values takes what a JSON value says, or the lines that turned out to be none.
func (r *Reader) values(lines []Line, raw []string) {
	if len(lines) > 0 {
		r.release()
		r.emit(lines...)
	}
	for _, line := range raw {
		r.read(line)
	}
}

// read reads a whole line.
func (r *Reader) read(line string) {
	line = untagged(strings.TrimSpace(line))
	if line == "" || codeFence.MatchString(line) {
		r.endTable()
		return
	}
	if r.row(line) {
		return
	}
	text, item, head := withoutPrefix(clean(line))
	if _, item2, head2 := withoutPrefix(line); item2 || head2 {
		item, head = item || item2, head || head2
	}
	if text == "" || rule.MatchString(text) {
		return
	}
	if key, ok := keyword(text); ok {
		if key.kind == skipped && withoutMarkers(key.rest) == "" {
			r.mark(findAnyMarkers(key.rest)) // Source: [1.2], below the sentence
		}
		r.release()
		r.keyed(key)
		return
	}
	r.plain(text, item, head)
}
