package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	"footnote/retrieval"
)

type searchCommand struct {
	Query []string       `arg:"" sep:"none" help:"What to look for."`
	N     int            `name:"n" short:"n" default:"10" placeholder:"N" help:"Show at most so many passages, from 1 to 100."`
	Mode  retrieval.Mode `enum:"hybrid,lexical,dense" default:"hybrid" help:"Ranking: ${enum}."`
	JSON  bool           `name:"json" help:"Print one JSON object."`
}

func (searchCommand) Help() string {
	return `Example:

    footnote search -n 3 computing power subsidy

The score decides the order within one search; it does not compare two searches.`
}

// The JSON of a search, which scripts read.
type (
	searchJSON struct {
		Query  string           `json:"query"`
		Hits   []hitJSON        `json:"hits"`
		Timing searchTimingJSON `json:"timing_ms"`
	}
	hitJSON struct {
		Passage  string   `json:"passage"`
		Document string   `json:"document"`
		Title    string   `json:"title"`
		Heading  []string `json:"heading"`
		Text     string   `json:"text"`
		Score    float64  `json:"score"`
		Lexical  float64  `json:"lexical"`
		Dense    float64  `json:"dense"`
	}
	searchTimingJSON struct {
		Embed  float64 `json:"embed"`
		Search float64 `json:"search"`
	}
)

// Run prints the passages, the nearest first.
func (cmd searchCommand) Run(ctx context.Context, p *program) error {
	if cmd.N < 1 || cmd.N > 100 {
		return usagef("-n is %d: write a number from 1 to 100", cmd.N)
	}
	query := strings.Join(cmd.Query, " ")
	if err := checkQuestion(query); err != nil {
		return err
	}
	c, err := p.config()
	if err != nil {
		return err
	}
	index, err := p.open(ctx, c)
	if err != nil {
		return err
	}
	hits, timing, err := index.Search(ctx, retrieval.Query{Text: query, N: cmd.N, Mode: cmd.Mode})
	if err != nil {
		return fmt.Errorf("searching for %q: %w", query, err)
	}
	if timing.LexicalOnly != nil {
		p.warn("ranked by words alone, as the query has no vector: %v", timing.LexicalOnly)
	}
	if cmd.JSON {
		return p.printJSON(newSearchJSON(query, hits, timing))
	}
	page := p.page(c)
	page.hits(query, hits)
	return p.print(page.b.String())
}

func newSearchJSON(query string, hits []retrieval.Hit, timing retrieval.Timing) searchJSON {
	out := searchJSON{
		Query:  query,
		Hits:   []hitJSON{},
		Timing: searchTimingJSON{milliseconds(timing.Embed), milliseconds(timing.Search)},
	}
	for _, h := range hits {
		out.Hits = append(out.Hits, hitJSON{
			Passage: h.Passage.ID, Document: h.Document.ID, Title: h.Document.Title,
			Heading: append([]string{}, h.Passage.Heading...), Text: h.Document.Text[h.Passage.Start:h.Passage.End],
			Score: h.Score, Lexical: h.Lexical, Dense: h.Dense,
		})
	}
	return out
}

func milliseconds(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

// hits shows passages: the title and the score, the headings, and the sentence
// nearest to the query between its neighbours.
func (p *page) hits(query string, hits []retrieval.Hit) {
	if len(hits) == 0 {
		p.text("", piece{text: "No passage of this library holds a word of this. 本资料库中没有相关段落。"})
	}
	for i, h := range hits {
		if i > 0 {
			p.blank()
		}
		p.hanging(fmt.Sprintf("%3d. ", i+1), "     ",
			piece{text: titleOf(h.Document), style: bold}, piece{text: fmt.Sprintf(" %.3f", h.Score), style: dim})
		p.text("     ", piece{text: joinTexts(" › ", append([]string{h.Document.ID}, h.Passage.Heading...)...), style: accent})
		p.text("     ", snippet(query, h)...)
	}
}

// snippet is the sentence of a passage that shares most with the query,
// between the one before and the one after.
func snippet(query string, h retrieval.Hit) []piece {
	sentences, best := h.Passage.Sentences, h.Nearest(query)
	var pieces []piece
	for i := max(best-1, 0); i < min(best+2, len(sentences)); i++ {
		text := h.Document.Text[sentences[i].Start:sentences[i].End]
		part := piece{text: text, style: dim}
		if i == best {
			part.style = plain
		}
		if len(pieces) > 0 && spaced(pieces[len(pieces)-1].text, text) {
			pieces = append(pieces, piece{text: " "})
		}
		pieces = append(pieces, part)
	}
	return pieces
}
