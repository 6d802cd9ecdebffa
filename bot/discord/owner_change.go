package discord

import (
	"strings"

	"footnote/corpus"
	"footnote/retrieval/refresh"
)

// How much a report shows of each kind.
const (
	maxReported = 12  // documents
	maxShown    = 3   // sentences of a document that changed
	maxSentence = 220 // escaped characters
)

// changed is the report of a change of the library.
func (w ownerWords) changed(c refresh.Change, s staleness) []page {
	head := w.news
	if c.Nothing() {
		head = w.noNews
	}
	blocks := []block{{text: head}}
	var copied, same []string
	for _, copy := range c.Copied {
		copied = append(copied, copy.ID)
		same = append(same, w.copyOf(shorten(copy.ID, maxField), w.name(c.After, copy.Of)))
	}
	blocks = append(blocks, w.section(w.added, w.names(c.After, c.Added))...)
	blocks = append(blocks, w.differences(c)...)
	blocks = append(blocks, w.section(w.removed, w.names(c.Before, without(c.Removed, copied)))...)
	blocks = append(blocks, w.section(w.copied, same)...)
	blocks = append(blocks, w.section(w.vanished, w.names(c.After, c.Vanished))...)
	blocks = append(blocks, w.section(w.failed, w.failures(c))...)
	if len(c.Changed)+len(c.Removed) > 0 {
		text := w.noStale
		if n := len(s.answers); n+s.elsewhere > 0 {
			text = w.stale(n, s.elsewhere)
		}
		blocks = append(blocks, block{text: text, part: true})
	}
	return pack(append(blocks, block{text: "-# " + w.passages(c.Passages), glue: "\n"}))
}

// section is a heading with lines below it, as many as there is room for.
func (w ownerWords) section(heading string, lines []string) []block {
	if len(lines) == 0 {
		return nil
	}
	blocks := []block{{text: heading, part: true, keeps: true}}
	for i, line := range lines {
		if i == maxReported {
			return append(blocks, block{text: w.more(len(lines) - i), glue: "\n"})
		}
		blocks = append(blocks, block{text: line, glue: "\n"})
	}
	return blocks
}

func (w ownerWords) name(c *corpus.Corpus, id string) string {
	if d, ok := c.Document(id); ok {
		return titleOf(d)
	}
	return shorten(id, maxField)
}

func (w ownerWords) names(c *corpus.Corpus, ids []string) []string {
	var names []string
	for _, id := range ids {
		names = append(names, w.name(c, id))
	}
	return names
}

func (w ownerWords) failures(c refresh.Change) []string {
	var lines []string
	for _, f := range c.Failed {
		lines = append(lines, shorten(f.Path, maxField)+" · "+w.why(f.Err))
	}
	for _, text := range c.Warnings {
		lines = append(lines, w.inEnglishOnly+shorten(text, maxWhy))
	}
	return lines
}

// differences are the documents that changed, and of the first ones which sentences.
func (w ownerWords) differences(c refresh.Change) []block {
	var lines []string
	for i, id := range c.Changed {
		line := w.name(c.After, id)
		before, was := c.Before.Document(id)
		after, is := c.After.Document(id)
		if i < maxReported && was && is && before.Digest != after.Digest {
			line = joined("", "\n", append([]string{line}, w.sentences(before, after)...)...)
		}
		lines = append(lines, line)
	}
	return w.section(w.changes, lines)
}

// sentences are some of those that one version has and the other has not.
func (w ownerWords) sentences(before, after *corpus.Document) []string {
	changes, _, more, err := corpus.Compare(before, after)
	if err != nil {
		return nil
	}
	var lines []string
	for _, change := range changes {
		for i := range max(len(change.Old), len(change.New)) {
			var pair []string
			if i < len(change.Old) {
				pair = append(pair, "> \\- "+shorten(change.Old[i], maxSentence))
			}
			if i < len(change.New) {
				pair = append(pair, "> \\+ "+shorten(change.New[i], maxSentence))
			}
			if len(lines) == maxShown {
				more++
			} else {
				lines = append(lines, strings.Join(pair, "\n"))
			}
		}
	}
	if more > 0 {
		lines = append(lines, "> "+w.more(more))
	}
	return lines
}
