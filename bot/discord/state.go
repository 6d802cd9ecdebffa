package discord

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"
	"time"

	"footnote/corpus"
)

// runStatus says how the library and the bot are. It shows no address and no secret.
func runStatus(ctx context.Context, d *desk, c *call) error {
	w, a, ix := c.libraryWords(), d.About, d.Index()
	library := ix.Corpus()
	lines := []string{w.library(len(library.Documents), len(ix.Passages()), w.languagesOf(library))}
	if newest := newestDocument(library); newest != nil {
		lines = append(lines, w.newest(titleOf(newest), newest.Published.String()))
	}
	lines = append(lines, d.freshness(w)...)
	lines = append(lines, w.snapshot(shorten(ix.Manifest().Name, maxField)))
	engine := []string{w.noModel, w.ownVectors}
	if a.Model != nil {
		engine[0] = w.model(shorten(a.Model(), maxField))
	}
	if a.EmbedModel != "" {
		engine[1] = w.embedder(shorten(a.EmbedModel, maxField))
	}
	answering, all := d.limits.places-d.turns.left(), len(d.queue)
	running := []string{w.queue(answering, max(0, all-answering), d.limits.queue), w.up(d.started.Unix())}
	return c.whisper(ctx, []page{{w.state, strings.Join(lines, "\n"), strings.Join(engine, "\n"), strings.Join(running, "\n")}})
}

// freshness says how old what the library holds is.
func (d *desk) freshness(w libraryWords) []string {
	var lines []string
	if read := d.Index().Manifest().Created; !read.IsZero() {
		lines = append(lines, w.read(read.Unix()))
	}
	var asked []string
	if d.About.Refreshed != nil {
		if last := d.About.Refreshed(); !last.IsZero() {
			asked = append(asked, w.checked(last.Unix()))
		}
	}
	if d.About.Every > 0 {
		asked = append(asked, w.every(d.About.Every.Round(time.Minute)))
	}
	return append(lines, nonEmpty(joined("", " · ", asked...))...)
}

// languagesOf says how many documents are in which language, the most first.
func (w libraryWords) languagesOf(c *corpus.Corpus) string {
	counts := make(map[string]int)
	for _, d := range c.Documents {
		counts[corpus.PrimaryLanguage(d.Language)]++
	}
	var parts []string
	for _, tag := range slices.SortedFunc(maps.Keys(counts), func(a, b string) int { return cmp.Or(counts[b]-counts[a], strings.Compare(a, b)) }) {
		parts = append(parts, w.count(w.languageOf(tag), counts[tag]))
	}
	return strings.Join(parts[:min(len(parts), maxListed)], w.comma)
}

// newestDocument is the one that was published last, or nil.
func newestDocument(c *corpus.Corpus) *corpus.Document {
	var newest *corpus.Document
	for _, d := range c.Documents {
		if !d.Published.IsZero() && (newest == nil || d.Published.Compare(newest.Published) > 0) {
			newest = d
		}
	}
	return newest
}
