package discord

import "strings"

// maxContent is the longest message that Discord takes.
const maxContent = 2000

// A block is a piece of a message that is never divided. Its text is escaped
// and at most maxContent long.
type block struct {
	text  string
	glue  string // between the block before and this one, where they share a message
	keeps bool   // the block must not be the last of its message: a heading
}

// pack lays blocks out in as few messages as their order allows, none longer
// than maxContent.
func pack(blocks []block) []string {
	var messages []string
	var current strings.Builder
	used := 0
	for i, b := range blocks {
		need := b.length()
		for j := i; blocks[j].keeps && j+1 < len(blocks); j++ {
			need += blocks[j+1].length()
		}
		if used > 0 && used+need > maxContent {
			messages = append(messages, current.String())
			current.Reset()
			used = 0
		}
		if used > 0 {
			current.WriteString(b.glue)
		}
		current.WriteString(b.text)
		used += b.length()
	}
	if used > 0 {
		messages = append(messages, current.String())
	}
	return messages
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
