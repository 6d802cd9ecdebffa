package discord

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/bwmarrin/discordgo"

	"footnote/bot"
)

// pointers are components as they are read.
func pointers(components []discordgo.MessageComponent) []discordgo.MessageComponent {
	var out []discordgo.MessageComponent
	for _, c := range components {
		switch c := c.(type) {
		case discordgo.TextDisplay:
			out = append(out, &c)
		case discordgo.Container:
			out = append(out, &c)
		case discordgo.ActionsRow:
			out = append(out, &c)
		default:
			out = append(out, c)
		}
	}
	return out
}

func textsIn(components []discordgo.MessageComponent) string {
	var texts []string
	for _, c := range components {
		if text, ok := c.(discordgo.TextDisplay); ok {
			texts = append(texts, text.Content)
		}
	}
	return strings.Join(texts, "\n")
}

func TestACorrectedAnswerFitsItsMessagesAndCanBeRestored(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for n := range 200 {
		a := bot.Answer{Question: "Is it ~~so~~?", Language: "en", Status: bot.Answered, Model: "m", Receipt: "r"}
		for i := range random.IntN(60) + 1 {
			a.Sentences = append(a.Sentences, bot.Sentence{Text: fmt.Sprintf("Sentence %d ~~says~~ %s.", i, strings.Repeat("so ", random.IntN(60)))})
		}
		var sources []source
		for i := range random.IntN(12) {
			sources = append(sources, source{n: i + 1, title: strings.Repeat("Title ", random.IntN(20)+1), quote: strings.Repeat("words ", random.IntN(40)+1)})
		}
		var before [][]discordgo.MessageComponent
		for _, m := range messages(layOut(a, sources), row(discordgo.Button{Label: "x", CustomID: "x"})) {
			before = append(before, pointers(m.Components))
		}
		card := discordgo.Container{Components: []discordgo.MessageComponent{discordgo.TextDisplay{Content: strings.Repeat("c", random.IntN(3500))}}}
		to := revision{words: correctEnglish, question: "**" + shorten(a.Question, maxQuestion) + "**", corrected: true, card: &card}
		back := revision{words: correctEnglish}
		for i, components := range before {
			corrected := to.of(components)
			if size := textLength(corrected...); size > maxText {
				t.Fatalf("answer %d, message %d: %d characters", n, i, size)
			}
			text := textsIn(corrected)
			if i == 0 && length(card.Components[0].(discordgo.TextDisplay).Content) < 2000 && !strings.HasPrefix(text, to.question+"\n") {
				t.Fatalf("answer %d does not begin with the question:\n%s", n, text)
			}
			for _, line := range strings.Split(text, "\n") {
				if strings.HasPrefix(line, "Sentence") {
					t.Fatalf("answer %d, message %d: not struck through: %s", n, i, line)
				}
			}
			restored := textsIn(back.of(pointers(corrected)))
			if !strings.Contains(text, correctEnglish.shortened) && restored != textsIn(back.of(components)) {
				t.Fatalf("answer %d, message %d was\n%s\nand is\n%s", n, i, textsIn(components), restored)
			}
			if _, ok := corrected[len(corrected)-1].(discordgo.ActionsRow); i == len(before)-1 && !ok {
				t.Fatalf("answer %d has lost its buttons", n)
			}
		}
	}
}

func TestSourcesOfACorrectedAnswerAreKeptBeforeItsSentences(t *testing.T) {
	card := discordgo.Container{Components: []discordgo.MessageComponent{discordgo.TextDisplay{Content: strings.Repeat("c", 1500)}}}
	r := revision{words: correctChinese, question: "**问题**", corrected: true, card: &card}
	got := textsIn(r.of([]discordgo.MessageComponent{
		&discordgo.TextDisplay{Content: "**问题**\n" + strings.Repeat("一", 1000) + "\n" + strings.Repeat("二", 1000) + "\n" + strings.Repeat("三", 500)},
		&discordgo.TextDisplay{Content: chinese.sources + "\n[1] 标题\n> " + strings.Repeat("四", 800) + "\n-# 最后"},
	}))
	for what, want := range map[string]bool{"**问题**": true, "~~一": true, "二…~~\n" + correctChinese.shortened: true, strings.Repeat("二", 1000): false, "三": false, "[1] 标题\n> 四": true, "-# 最后": true} {
		if strings.Contains(got, what) != want {
			t.Errorf("%q: %v, want %v in\n%s", what, !want, want, got)
		}
	}
}
