package discord

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strings"

	"github.com/bwmarrin/discordgo"

	"footnote/bot"
)

// reviseMessages puts a correction into the messages of an answer, or takes it out of
// them where it is nil.
func (d *desk) reviseMessages(ctx context.Context, r bot.Receipt, card *discordgo.Container) error {
	post, err := d.Records.PostOf(ctx, r.ID)
	if err != nil {
		return err
	}
	rev := revision{words: correctWordsOf(r.Language), question: repeated(r.Question), corrected: card != nil, card: card}
	for _, id := range post.Messages {
		data, err := d.api.onMessage(ctx, http.MethodGet, post.Channel, id, nil)
		if err != nil {
			return err
		}
		var old discordgo.Message
		if err := json.Unmarshal(data, &old); err != nil {
			return fmt.Errorf("reading message %q of an answer: %w", id, err)
		}
		m := message{Flags: plainFlags, Components: rev.of(old.Components)}
		if _, err := d.api.onMessage(ctx, http.MethodPatch, post.Channel, id, m); err != nil {
			return err
		}
	}
	return nil
}

// A revision changes the messages of an answer, one after the other.
type revision struct {
	words     correctWords
	question  string // the line that repeats it
	corrected bool   // what the answer says is struck through
	card      *discordgo.Container
	inSources bool // the rest of the answer is its sources
}

// of returns the components of the next message. The card stands above those of the
// first. A correction that was there is not any more.
func (r *revision) of(components []discordgo.MessageComponent) []discordgo.MessageComponent {
	var parts [][]string
	var out, rows []discordgo.MessageComponent
	for _, c := range components {
		switch c := c.(type) {
		case *discordgo.TextDisplay:
			parts = append(parts, r.part(c.Content))
		case *discordgo.ActionsRow:
			rows = append(rows, *c)
		}
	}
	room := maxText
	if r.card != nil {
		out, room = append(out, *r.card), room-textLength(*r.card)
		r.card = nil
	}
	for i, lines := range r.fit(parts, room) {
		if i > 0 {
			out = append(out, discordgo.Separator{})
		}
		out = append(out, discordgo.TextDisplay{Content: strings.Join(lines, "\n")})
	}
	return append(out, rows...)
}

// part changes the lines of a part of an answer. What a line is can be told by how it
// begins: its text is escaped.
func (r *revision) part(text string) []string {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		line = plainLine(line)
		r.inSources = r.inSources || isHeading(line)
		if r.corrected && !r.inSources && line != "" && line != r.question && !strings.HasPrefix(line, "-# ") && !strings.HasPrefix(line, "⚠") {
			line = struckLine(line)
		}
		lines[i] = line
	}
	return lines
}

// isHeading reports whether a line stands above sources, which are documents and not
// what was made of them.
func isHeading(line string) bool {
	for _, p := range []phrasing{english, chinese} {
		if line == p.sources || line == p.nearest || line == p.meant {
			return true
		}
	}
	return false
}

const strike = "~~"

func struckLine(line string) string {
	if quote, is := strings.CutPrefix(line, "> "); is {
		return "> " + strike + quote + strike
	}
	return strike + line + strike
}

var struckThrough = regexp.MustCompile(`^(> )?~~(.*)~~$`)

func plainLine(line string) string { return struckThrough.ReplaceAllString(line, "$1$2") }

// fit leaves out what there is no room for: the end of what is struck through, then the
// last of all lines. It says so where that was.
func (r *revision) fit(parts [][]string, room int) [][]string {
	used := 0
	for _, lines := range parts {
		used += length(strings.Join(lines, "\n"))
	}
	if used <= room {
		return parts
	}
	room -= length(r.words.shortened) + 1
	for _, drop := range []func(string) bool{struckThrough.MatchString, func(string) bool { return true }} {
		for i, lines := range slices.Backward(parts) {
			for j := len(lines) - 1; j >= 0 && used > room; j-- {
				line := lines[j]
				if !drop(line) || line == r.words.shortened {
					continue
				}
				lines = slices.Delete(lines, j, j+1)
				if used -= length(line) + 1; used <= room {
					lines = slices.Insert(lines, j, append(beginning(line, room-used-1), r.words.shortened)...)
				}
			}
			parts[i] = lines
		}
	}
	return slices.DeleteFunc(parts, func(lines []string) bool { return len(lines) == 0 })
}

// leastKept is how much of a line is worth being kept, in characters.
const leastKept = 40

// beginning is as much of a line that is struck through as there is room for, or none:
// it is not cut in a sign that is escaped, nor where it is bold.
func beginning(line string, room int) []string {
	text := plainLine(line)
	room -= length(struckLine("> …"))
	if text == line || room < leastKept {
		return nil
	}
	end := 0
	for i, c := range text {
		if room -= width(c); room < 0 {
			break
		}
		end = i
	}
	text = text[:end]
	if slashes := len(text) - len(strings.TrimRight(text, `\`)); slashes%2 == 1 {
		text = text[:len(text)-1]
	}
	if strings.Count(text, "**")%2 == 1 {
		return nil
	}
	return []string{struckLine(text + "…")}
}
