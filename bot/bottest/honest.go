package bottest

import (
	"context"
	"strings"

	"footnote/bot"
	"footnote/prompts"
)

// An Honest is a model that answers with the sentence of its prompt that has most of
// the words of the question, and does nothing else.
type Honest struct{}

var _ bot.Model = Honest{}

// Name is a part of an answer too.
func (Honest) Name() string { return "honest" }

// Reply names the sentence and repeats it.
func (Honest) Reply(ctx context.Context, p prompts.Prompt, piece func(string) error) (bot.Usage, error) {
	lines := numberedLine.FindAllStringSubmatch(p.User, -1)
	asked := make(map[string]bool)
	if i := strings.LastIndex(p.User, "BEGIN "); i >= 0 {
		for _, w := range spoken(p.User[i:]) {
			asked[w] = true
		}
	}
	best, most := "answerable: no", 0
	for _, l := range lines {
		n := 0
		for _, w := range spoken(l[2]) {
			if asked[w] {
				n++
			}
		}
		if n > most {
			most, best = n, "answerable: yes\nsay: "+l[2]+" "+l[1]
		}
	}
	if err := piece(best); err != nil {
		return bot.Usage{}, err
	}
	return bot.Usage{Prompt: 1, Reply: 1}, ctx.Err()
}
