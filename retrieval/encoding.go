package retrieval

import (
	"encoding/binary"
	"fmt"
	"math"

	"footnote/corpus"
)

// writer and reader are the snapshot's encoding of integers and strings:
// varints, and strings after their length.
type writer struct{ b []byte }

func (w *writer) int(n int)       { w.b = binary.AppendUvarint(w.b, uint64(n)) }
func (w *writer) string(s string) { w.int(len(s)); w.b = append(w.b, s...) }

type reader struct {
	b      []byte
	failed bool
}

// int returns the next integer, or 0 and fails when it is above limit: no
// length is believed that the file could not hold.
func (r *reader) int(limit int) int {
	n, size := binary.Uvarint(r.b)
	if size <= 0 || n > uint64(limit) {
		r.failed, r.b = true, nil
		return 0
	}
	r.b = r.b[size:]
	return int(n)
}

func (r *reader) string() string {
	n := r.int(len(r.b))
	if n > len(r.b) {
		r.failed, r.b = true, nil
		return ""
	}
	s := string(r.b[:n])
	r.b = r.b[n:]
	return s
}

func (r *reader) end() error {
	if r.failed || len(r.b) != 0 {
		return ErrDamagedSnapshot
	}
	return nil
}

func encodePassages(passages []corpus.Passage) []byte {
	var w writer
	w.int(len(passages))
	for _, p := range passages {
		w.string(p.ID)
		w.string(p.Document)
		w.int(len(p.Heading))
		for _, h := range p.Heading {
			w.string(h)
		}
		w.int(p.Start)
		w.int(p.End - p.Start)
		w.int(len(p.Sentences))
		at := p.Start
		for _, s := range p.Sentences {
			w.int(s.Start - at)
			w.int(s.End - s.Start)
			at = s.End
		}
	}
	return w.b
}

func decodePassages(b []byte, c *corpus.Corpus) ([]corpus.Passage, error) {
	r := &reader{b: b}
	passages := make([]corpus.Passage, r.int(len(b)))
	for i := range passages {
		p := &passages[i]
		p.ID, p.Document = r.string(), r.string()
		for range r.int(len(r.b)) {
			p.Heading = append(p.Heading, r.string())
		}
		d, ok := c.Document(p.Document)
		if !ok {
			return nil, fmt.Errorf("passage %q: no document %q: %w", p.ID, p.Document, ErrDamagedSnapshot)
		}
		decodeSpans(p, r, len(d.Text))
		if len(p.Sentences) == 0 {
			return nil, fmt.Errorf("passage %q has no text: %w", p.ID, ErrDamagedSnapshot)
		}
	}
	return passages, r.end()
}

// decodeSpans reads where a passage and its sentences stand in a text of size
// bytes.
func decodeSpans(p *corpus.Passage, r *reader, size int) {
	p.Start = r.int(size)
	p.End = p.Start + r.int(size-p.Start)
	p.Sentences = make([]corpus.Span, r.int(size))
	at := p.Start
	for i := range p.Sentences {
		start := at + r.int(p.End-at)
		at = start + r.int(p.End-start)
		p.Sentences[i] = corpus.Span{Start: start, End: at}
	}
}

func encodeLexical(lx *lexical) []byte {
	var w writer
	w.int(len(lx.names))
	for _, t := range lx.names {
		w.string(t)
	}
	for i := range lx.names {
		w.int(int(lx.offsets[i+1] - lx.offsets[i]))
	}
	for _, d := range lx.docs {
		w.b = binary.LittleEndian.AppendUint32(w.b, d)
	}
	for _, x := range lx.weights {
		w.b = binary.LittleEndian.AppendUint32(w.b, math.Float32bits(x))
	}
	return w.b
}

func decodeLexical(b []byte, n int) (*lexical, error) {
	r := &reader{b: b}
	lx := &lexical{n: n, names: make([]string, r.int(len(b)))}
	for i := range lx.names {
		lx.names[i] = r.string()
	}
	lx.offsets = make([]uint32, len(lx.names)+1)
	for i := range lx.names {
		lx.offsets[i+1] = lx.offsets[i] + uint32(r.int(n))
	}
	size := int(lx.offsets[len(lx.names)])
	if r.failed || len(r.b) != 8*size {
		return nil, ErrDamagedSnapshot
	}
	lx.docs, lx.weights = make([]uint32, size), make([]float32, size)
	for i := range lx.docs {
		lx.docs[i] = binary.LittleEndian.Uint32(r.b[4*i:])
		lx.weights[i] = math.Float32frombits(binary.LittleEndian.Uint32(r.b[4*(size+i):]))
		if int(lx.docs[i]) >= n {
			return nil, ErrDamagedSnapshot
		}
	}
	lx.number()
	return lx, nil
}
