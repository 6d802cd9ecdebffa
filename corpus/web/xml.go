package web

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"footnote/corpus"
)

const (
	maxNesting = 40
	maxElement = 2 << 20 // bytes between two brackets
	maxText    = 4 << 10 // bytes of one field
	maxFields  = 100     // of one record
)

// An xmlReader reads elements one after the other. Depth and the size of what
// stands between two brackets are bounded: the decoder holds both in memory.
type xmlReader struct {
	decoder *xml.Decoder
	source  *strings.Reader
	left    int
	depth   int
}

var (
	errNotXML  = corpus.ErrNoList.Errorf("is not XML that can be read; correct its address or its type")
	errXMLSize = corpus.ErrNoList.Errorf("has an element deeper than %d or larger than %s; correct its address or its type", maxNesting, corpus.Size(maxElement))
)

func newXMLReader(data []byte) (*xmlReader, error) {
	text, _, err := corpus.Decode(data)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errNotXML, err)
	}
	text = strings.Map(func(r rune) rune { // what XML has no room for
		if r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == 0xFFFE || r == 0xFFFF {
			return ' '
		}
		return r
	}, text)
	x := &xmlReader{source: strings.NewReader(strings.TrimSpace(text))}
	x.decoder = xml.NewDecoder(x)
	x.decoder.Strict = false
	x.decoder.Entity = xml.HTMLEntity
	x.decoder.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil } // decoded above
	return x, nil
}

func (x *xmlReader) Read(b []byte) (int, error) {
	if x.left -= len(b); x.left < 0 {
		return 0, errXMLSize
	}
	return x.source.Read(b)
}

func (x *xmlReader) ReadByte() (byte, error) {
	if x.left--; x.left < 0 {
		return 0, errXMLSize
	}
	return x.source.ReadByte()
}

// next returns io.EOF at the end.
func (x *xmlReader) next() (xml.Token, error) {
	x.left = maxElement
	token, err := x.decoder.RawToken()
	switch token.(type) {
	case xml.StartElement:
		x.depth++
	case xml.EndElement:
		x.depth--
	}
	switch {
	case errors.Is(err, io.EOF):
		return nil, io.EOF
	case errors.Is(err, errXMLSize), x.depth > maxNesting:
		return nil, errXMLSize
	case err != nil:
		return nil, errNotXML
	}
	return token, nil
}

// fields are the texts of one record by the local names of their elements, the
// first of each.
type fields struct {
	text  map[string]string
	links []xml.StartElement // elements named link, with their attributes
}

// A recorder collects the fields of one record after the other: what stands
// deeper than a field belongs to it.
type recorder struct {
	names  []string
	record string // the name of the one that is open
	field  string
	text   strings.Builder
	fields fields
}

// records calls each for the elements of some names until it returns false, and
// reports whether there was one or the outermost element has one of the roots.
func (x *xmlReader) records(roots, names []string, each func(name string, f fields) bool) (found bool, err error) {
	r := recorder{names: names}
	for {
		token, err := x.next()
		if err == io.EOF {
			return found, nil
		} else if err != nil {
			return found, err
		}
		switch t := token.(type) {
		case xml.StartElement:
			r.start(t)
			found = found || r.record != "" || x.depth == 1 && slices.Contains(roots, t.Name.Local)
		case xml.CharData:
			if r.field != "" && r.text.Len() < maxText {
				r.text.Write(t[:min(len(t), maxText)])
			}
		case xml.EndElement:
			if name, whole := r.end(t.Name.Local); whole && !each(name, r.fields) {
				return found, nil
			}
		}
	}
}

// otherVocabularies describe the pictures of an item, not the item.
var otherVocabularies = []string{"media", "itunes", "image", "video"}

func (r *recorder) start(t xml.StartElement) {
	name := t.Name.Local
	switch {
	case r.record == "":
		if slices.Contains(r.names, name) {
			r.record, r.fields = name, fields{text: make(map[string]string)}
		}
	case r.field == "" && !slices.Contains(otherVocabularies, t.Name.Space):
		r.field = name
		r.text.Reset()
		if name == "link" && len(r.fields.links) < maxFields {
			r.fields.links = append(r.fields.links, t.Copy())
		}
	}
}

// end reports whether a record is whole, and its name.
func (r *recorder) end(name string) (record string, whole bool) {
	switch name {
	case "":
	case r.field:
		if _, stated := r.fields.text[name]; !stated && len(r.fields.text) < maxFields {
			r.fields.text[name] = strings.TrimSpace(r.text.String())
		}
		r.field = ""
	case r.record:
		r.record, r.field = "", ""
		return name, true
	}
	return "", false
}
