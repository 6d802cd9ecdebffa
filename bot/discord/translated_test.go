package discord

import (
	"context"
	"regexp"
	"strings"
	"testing"

	"footnote/bot"
	"footnote/bot/discord/discordtest"
	"footnote/prompts"
)

// A translator is a model that writes nothing of its own: what it is shown is copied,
// and it translates the quotations that it knows.
type translator map[string]string

func (translator) Name() string { return "example-model" }

func (tr translator) Reply(_ context.Context, p prompts.Prompt, piece func(string) error) (bot.Usage, error) {
	for _, line := range regexp.MustCompile(`(?m)^(\d+): (.*)$`).FindAllStringSubmatch(p.User, -1) {
		if text, ok := tr[line[2]]; ok && strings.Contains(p.System, "You translate") {
			if err := piece(line[1] + ": " + text + "\n"); err != nil {
				return bot.Usage{}, err
			}
		}
	}
	return bot.Usage{Prompt: 1, Reply: 1}, nil
}

// askedFee is answered by one sentence.
const askedFee = "Is the filing of a test algorithm free of charge?"

func TestACardHasTheTranslationOfItsQuotation(t *testing.T) {
	t.Parallel()
	plain, err := assistant()
	if err != nil {
		t.Fatal(err)
	}
	a := bot.New(plain.Index(), bot.Options{Model: translator{
		"示例算法提供者应当自首次使用之日起十个工作日内完成备案。":                                                           "A provider of a *sample* algorithm shall file it within ten working days of its first use.",
		"A provider of a test algorithm shall file it within ten working days of its first use.": "测试算法提供者应当自首次使用之日起*十个*工作日内备案。",
	}})
	s := set(t, discordtest.New(t), nil)
	recorder := bot.Recorder{Assistant: a, Receipts: s.records, Warn: func(err error) { t.Error(err) }}
	s.bot.Exhibits = a.Exhibits
	s.bot.Asker = askerFunc(func(ctx context.Context, q bot.Question) (bot.Answer, error) {
		q.Language = map[string]string{askedZh: "en", askedFee: "zh"}[q.Text]
		return recorder.Answer(ctx, q)
	})
	lin := s.guild.Member("Lin", "zh-CN")
	s.run(t)
	for name, scene := range map[string]struct {
		by               *discordtest.User
		question, button string
	}{
		"card-translated":    {s.ann, askedZh, "Sources"},
		"card-translated-zh": {lin, askedFee, "来源"},
	} {
		t.Run(name, func(t *testing.T) {
			answer := s.asksOf(scene.by, scene.question)
			wantScene(t, "below/"+name, drawn(scene.by.Press(answer, scene.button).AwaitAnswer().Messages()))
		})
	}
}
