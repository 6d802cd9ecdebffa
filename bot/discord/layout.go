package discord

import "strings"

// maxText is how much text a message may hold in all its components.
const maxText = 4000

// A page is the text of one message, in parts with a line between them.
type page []string

// A block is a piece of a message that is never divided. Its text is escaped
// and at most maxText long.
type block struct {
	text  string
	glue  string // between the block before and this one, where they share a part
	part  bool   // the block begins a part
	keeps bool   // the block must not be the last of its message: a heading
}

// pack lays blocks out in as few pages as their order allows, none longer
// than maxText.
func pack(blocks []block) []page {
	var pages []page
	var current page
	var part strings.Builder
	used := 0
	turn := func() {
		if part.Len() > 0 {
			current = append(current, part.String())
			part.Reset()
		}
	}
	for i, b := range blocks {
		need := b.length()
		for j := i; blocks[j].keeps && j+1 < len(blocks); j++ {
			need += blocks[j+1].length()
		}
		if used > 0 && used+need > maxText {
			turn()
			pages, current, used = append(pages, current), nil, 0
		}
		if b.part {
			turn()
		}
		if part.Len() > 0 {
			part.WriteString(b.glue)
		}
		part.WriteString(b.text)
		used += b.length()
	}
	turn()
	if len(current) > 0 {
		pages = append(pages, current)
	}
	return pages
}

func (b block) length() int { return length(b.glue) + length(b.text) }

// pieces divides a text that is not yet escaped into escaped pieces of at most
// limit each, at the ends of words where it can.
func pieces(text string, limit int) []string {
	var out []string
	for text = plain(text); text != ""; {
		var head string
		head, text = take(text, limit)
		out = append(out, escape(head))
	}
	return out
}
