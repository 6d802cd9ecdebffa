package discord

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/bwmarrin/discordgo"

	"footnote/bot"
)

// The rules of what people see.
//
// Public and private. An answer is public, in the channel where it was asked,
// unless the asker set "private": then only they see it, and so it is in every
// part of it. A question that is not taken (the queue is full, a date is none,
// the bot is restarting) is declined in private; what becomes of one that was
// taken is said where the answer would be. What is asked from a message's menu is
// answered in private, until a moderator who asked it publishes it. Who wrote the
// message is not kept. Nobody is ever mentioned or notified; but somebody who asks
// where the bot may not answer is told so in a direct message, once a day.
//
// Erased. Nothing, until who asked or a moderator deletes it: see below.go. What a
// moderator corrects stays readable: see correct.go. The bot itself keeps a receipt,
// whose name is in the last line, until its time is over: the question, a keyed digest
// of who asked, what a model wrote (sentences, shown or withheld, and translations), and
// where the quotations stand; of a question that was private or a direct message nothing
// that was asked or written, and not by whom. An error is logged, whole, under the
// reference that the asker was shown.
//
// Form. Plain messages of texts, without embeds, which the phone shows narrow and
// grey. First the question, in bold, for those who did not ask; then the answer;
// then one entry for each source; last, in small type and as one line, whether a
// machine wrote the sentences, how many quotations were checked, how many sentences
// failed the check, when the library was refreshed, and the receipt. Where the
// sentences are the quotations they are set as such and not repeated below; otherwise
// each source carries its quotation. A translation stands in small type under its
// source and says that nothing has checked it. Who must name what is meant is told
// that, and nothing of what the library lacks. No greeting, no pictures, no headlines
// larger than the text.
//
// Length. One message where that is possible: quotations are shortened for it, which is
// marked outside of the quoted words, and left out where the buttons below show them
// and even short ones would not fit. What is longer goes on in further messages,
// divided between sentences, with every source.
//
// Trust. Everything that is not a fixed text is escaped: question, sentences,
// titles, quotations. The only links are titles, to the addresses that the
// corpus holds.

// render turns an answer into messages, in order, with rows of what can be done with
// it below the last.
func render(a bot.Answer, rows ...discordgo.MessageComponent) []message {
	return messages(layOut(a, sourcesOf(a)), rows...)
}

// growing shows as much of an answer as there is.
func growing(a bot.Answer) string {
	p := phrasesOf(a.Language)
	blocks := append(question(a, p), prose(a, p, len(a.Citations))...)
	pages := pack(append(blocks, block{text: p.growing(len(a.Sentences)), glue: "\n"}))
	return pages[len(pages)-1][0]
}

func layOut(a bot.Answer, sources []source) []page {
	p := phrasesOf(a.Language)
	if a.Status == bot.Refused {
		return pack(refusal(a, p))
	}
	limits := []int{fullQuote, lessQuote}
	if a.Receipt != "" { // the cards show the rest
		limits = []int{lessQuote, noQuote}
	}
	whole := pack(answer(a, p, sources, limits[0]))
	if len(whole) > 1 {
		if short := pack(answer(a, p, sources, limits[1])); len(short) == 1 || limits[1] == noQuote {
			return short
		}
	}
	return whole
}

func answer(a bot.Answer, p phrasing, sources []source, quote int) []block {
	copied := verbatim(a, sources)
	blocks := append(question(a, p), formOf(a, p)...)
	blocks = append(blocks, verdict(a)...)
	if reason := shorten(a.Reason, maxQuestion); reason != "" { // why it is not whole, or not written
		blocks = append(blocks, block{text: "*" + reason + "*", glue: "\n", keeps: true})
	}
	if a.Table != nil {
		blocks = append(blocks, tabled(*a.Table, p, len(sources))...)
	} else if copied {
		blocks = append(blocks, quoted(a, p)...)
	} else {
		blocks = append(blocks, prose(a, p, len(sources))...)
	}
	blocks = append(blocks, missing(a, p)...)
	blocks = append(blocks, list(p, p.sources, sources, !copied && quote > noQuote, max(quote, lessQuote))...)
	return append(blocks, small(a.Notes, provenance(a, p, len(sources)))...)
}

// verbatim reports whether every sentence is the quotation that proves it.
func verbatim(a bot.Answer, sources []source) bool {
	for _, s := range a.Sentences {
		if len(s.Citations) != 1 || s.Citations[0] < 1 || s.Citations[0] > len(sources) ||
			sources[s.Citations[0]-1].quote != s.Text {
			return false
		}
	}
	return true
}

// maxQuestion is how much of a question is repeated above its answer.
const maxQuestion = 200

// question repeats what was asked, unless it has nothing to do with the library.
func question(a bot.Answer, p phrasing) []block {
	if a.Cause == bot.CauseOffTopic {
		return nil
	}
	var blocks []block
	if line := repeated(a.Question); line != "" {
		blocks = append(blocks, block{text: line, keeps: true})
	}
	if a.UnderstoodAs != "" {
		blocks = append(blocks, block{text: "-# " + p.understood(shorten(a.UnderstoodAs, maxQuestion)), glue: "\n", keeps: true})
	}
	return blocks
}

// repeated is the line that repeats a question. A correction knows it again.
func repeated(question string) string { return marked("**", shorten(question, maxQuestion), "**") }

// formOf says which form was chosen from the question, where that is not the plain one.
func formOf(a bot.Answer, p phrasing) []block {
	if name := p.forms[a.Form]; a.Routed && name != "" {
		return []block{{text: "-# " + name, glue: "\n", keeps: true}}
	}
	return nil
}

// verdict says what a fact-check came to.
func verdict(a bot.Answer) []block {
	if a.Verdict == "" {
		return nil
	}
	return []block{{text: "**" + a.Verdict.In(a.Language) + "**", glue: "\n", keeps: true}}
}

// maxPiece leaves room beside a piece of a sentence for its markers and the
// question above it.
const maxPiece = 1200

// quoted sets sentences that are quotations as such, one below the other and apart, or
// they read as one.
func quoted(a bot.Answer, p phrasing) []block {
	var blocks []block
	for n, s := range a.Sentences {
		parts := pieces(s.Text, maxPiece)
		for i, text := range parts {
			glue := "\n"
			if i == 0 && n > 0 {
				glue = "\n\n"
			}
			if i == len(parts)-1 {
				text += p.beforeMarks(s) + fmt.Sprintf("[%d]", s.Citations[0])
			}
			blocks = append(blocks, block{text: "> " + text, glue: glue})
		}
	}
	return blocks
}

// prose sets sentences one after the other, each with the markers of its
// citations, which must be among the first n.
func prose(a bot.Answer, p phrasing, n int) []block {
	var blocks []block
	glue := "\n"
	for _, s := range a.Sentences {
		parts := pieces(a.Said(s), maxPiece)
		if len(parts) == 0 {
			continue
		}
		marks := markers(s.Citations, n)
		if len(marks) > 0 { // on the line of the sentence's end
			parts[len(parts)-1] += p.beforeMarks(s) + marks[0]
			marks = marks[1:]
		}
		blocks = append(blocks, running(append(parts, marks...), glue, p.space)...)
		glue = p.space
	}
	return blocks
}

// beforeMarks is what stands between a sentence and its markers.
func (p phrasing) beforeMarks(s bot.Sentence) string {
	if s.EndsInMark() {
		return " "
	}
	return p.space
}

// running sets texts one after the other on a line.
func running(texts []string, first, between string) []block {
	var blocks []block
	for i, text := range texts {
		glue := between
		if i == 0 {
			glue = first
		}
		blocks = append(blocks, block{text: text, glue: glue})
	}
	return blocks
}

// perGroup is how many markers are never divided.
const perGroup = 20

// markers are those of the citations among the first n, in groups.
func markers(citations []int, n int) []string {
	var groups []string
	for group := range slices.Chunk(citations, perGroup) {
		var b strings.Builder
		for _, c := range group {
			if c >= 1 && c <= n {
				fmt.Fprintf(&b, "[%d]", c)
			}
		}
		if b.Len() > 0 {
			groups = append(groups, b.String())
		}
	}
	return groups
}

// maxListed is how many missing names and how many issuers are named.
const maxListed = 5

func missing(a bot.Answer, p phrasing) []block {
	var names []string
	for _, m := range a.Missing[:min(len(a.Missing), maxListed)] {
		if name := shorten(m, maxField); name != "" {
			names = append(names, "“"+name+"”")
		}
	}
	if len(names) == 0 {
		return nil
	}
	return []block{{text: p.missing(names), glue: "\n"}}
}

// small sets what goes with an answer in small type at the end: the notes on
// it and a last line of the program's own.
func small(notes []string, last string) []block {
	blocks := make([]block, 0, len(notes)+1)
	for _, note := range notes {
		if text := shorten(note, maxPiece); text != "" {
			blocks = append(blocks, block{text: "-# " + text, glue: "\n"})
		}
	}
	return append(blocks, block{text: "-# " + last, glue: "\n"})
}

func refusal(a bot.Answer, p phrasing) []block {
	blocks := append(question(a, p), formOf(a, p)...)
	blocks = append(blocks, running(pieces(a.Reason, maxPiece), "\n", p.space)...)
	blocks = append(blocks, missing(a, p)...)
	heading, last := p.nearest, p.refused
	if a.Cause == bot.CauseUnclear { // nothing was looked for yet
		heading, last = p.meant, p.unclear
	} else if a.Coverage.Documents > 0 {
		blocks = append(blocks, block{text: searched(a, p), glue: "\n"})
	}
	var nearest []source
	for _, n := range a.Nearest {
		if n.Document != nil {
			nearest = append(nearest, sourceOf(n.Document, n.Quote))
		}
	}
	blocks = append(blocks, list(p, heading, together(nearest), true, lessQuote)...)
	return append(blocks, small(a.Notes, withReceipt(last, a, p))...)
}

// together puts the sources of a document one after the other, where its first stands.
func together(sources []source) []source {
	first := make(map[string]int)
	for i, s := range slices.Backward(sources) {
		first[s.document] = i
	}
	slices.SortStableFunc(sources, func(a, b source) int { return cmp.Compare(first[a.document], first[b.document]) })
	return sources
}

func searched(a bot.Answer, p phrasing) string {
	all := a.Coverage.Issuers
	issuers := make([]string, 0, maxListed)
	for _, name := range all[:min(len(all), maxListed)] {
		issuers = append(issuers, shorten(name, maxField))
	}
	return p.searched(a.Coverage.Documents, issuers, len(all)-len(issuers), a.Coverage.Newest.String())
}
