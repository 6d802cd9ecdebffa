package bot

import (
	"slices"
	"strings"

	"footnote/corpus"
	"footnote/prompts"
	"footnote/retrieval"
)

// A source is what a model may write from of one section, or of one passage:
// its sentences, which are numbered from 1 in the prompt.
type source struct {
	document *corpus.Document
	heading  []string
	places   []place
}

// A place is where a sentence stands.
type place struct {
	passage *corpus.Passage
	span    corpus.Span
}

// Small is searched, and big is shown: a model gets the section around a passage
// where that takes no more than a quarter of what there is room for.
const (
	sectionShare = 4
	maxSources   = 12
)

// sources are what a model may write from, the best first: for each hit the whole
// section where that fits, and else the passage. Together they take no more than
// so many tokens, except that the first is always there.
func (ix *library) sources(hits []retrieval.Hit, tokens int) []source {
	var out []source
	held := make(map[*corpus.Passage]bool)
	for _, h := range hits {
		if held[h.Passage] {
			continue
		}
		s := ix.section(h)
		size := s.tokens()
		if size > tokens/sectionShare || s.overlaps(held) {
			s = sourceOf(h.Document, h.Passage)
			size = s.tokens()
		}
		if len(out) == maxSources || len(out) > 0 && size > tokens {
			break
		}
		tokens -= size
		for _, p := range s.places {
			held[p.passage] = true
		}
		out = append(out, s)
	}
	return out
}

// pairsOf are the passages of pairs of hits, an old text and a new one in turn, as many
// pairs as fit.
func pairsOf(hits []retrieval.Hit, tokens int) []source {
	var out []source
	for pair := range slices.Chunk(hits, 2) {
		var sources []source
		for _, h := range pair {
			s := sourceOf(h.Document, h.Passage)
			tokens -= s.tokens()
			sources = append(sources, s)
		}
		if len(out) > 0 && (tokens < 0 || len(out) == maxSources) {
			break
		}
		out = append(out, sources...)
	}
	return out
}

func sourceOf(d *corpus.Document, passages ...*corpus.Passage) source {
	s := source{document: d, heading: passages[0].Heading}
	for _, p := range passages {
		for _, span := range p.Sentences {
			s.places = append(s.places, place{p, span})
		}
	}
	return s
}

// section is the section that a hit is a part of.
func (ix *library) section(h retrieval.Hit) source {
	for _, s := range h.Document.Sections {
		if s.Start <= h.Passage.Start && h.Passage.Start < s.End {
			return sourceOf(h.Document, ix.passagesIn(h.Document, s)...)
		}
	}
	return sourceOf(h.Document, h.Passage)
}

// passagesIn are the passages of a section, in order.
func (ix *library) passagesIn(d *corpus.Document, s corpus.Section) []*corpus.Passage {
	var out []*corpus.Passage
	all := passagesOf(ix.Index, d)
	for i := range all {
		if p := &all[i]; s.Start <= p.Start && p.Start < s.End {
			out = append(out, p)
		}
	}
	return out
}

func (s source) overlaps(held map[*corpus.Passage]bool) bool {
	for _, p := range s.places {
		if held[p.passage] {
			return true
		}
	}
	return false
}

func (s source) sentence(i int) string {
	span := s.places[i].span
	return s.document.Text[span.Start:span.End]
}

func (s source) sentences() []string {
	out := make([]string, len(s.places))
	for i := range out {
		out[i] = s.sentence(i)
	}
	return out
}

// tokens is about how many tokens the source takes in a prompt: its words, and
// the number of each sentence.
func (s source) tokens() int {
	const number = 7
	return prompts.Tokens(strings.Join(s.sentences(), "\n")) + number*len(s.places)
}

// passages are those that some sentences of a source are of, in the order in
// which they are named, each with the part of the text from the first of them to
// the last. Sentence 0 names them all.
func (s source) passages(sentence int) []place {
	if 0 < sentence && sentence <= len(s.places) {
		return s.places[sentence-1 : sentence]
	}
	if sentence != 0 {
		return nil
	}
	var out []place
	for _, p := range s.places {
		if len(out) == 0 || out[len(out)-1].passage != p.passage {
			out = append(out, place{p.passage, corpus.Span{Start: p.passage.Start, End: p.passage.End}})
		}
	}
	return out
}

// prompt is the source as a model sees it.
func (s source) prompt(ix *library, day corpus.Date) prompts.Source {
	d := s.document
	return prompts.Source{
		Title: titleOf(d), Kind: string(d.Kind), Issuer: d.Issuer, Number: d.Number, Date: d.Published.String(),
		Status: string(statusOf(ix.Index, d, day)), Heading: s.heading, Sentences: s.sentences(),
	}
}

// wording is the glossary's words for what a question and its sources speak of.
func (ix *library) wording(question string, sources []source) [][2]string {
	const most = 24
	var out [][2]string
	have := make(map[*corpus.Entry]bool)
	list := func(text string) {
		for _, m := range ix.Corpus().Glossary().Find(text) {
			if !have[m.Entry] && len(out) < most {
				have[m.Entry] = true
				out = append(out, [2]string{m.Entry.English[0], m.Entry.Chinese[0]})
			}
		}
	}
	list(question)
	for _, s := range sources {
		list(strings.Join(s.sentences(), "\n"))
	}
	return out
}
