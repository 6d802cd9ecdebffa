package discord

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"footnote/bot"
	"footnote/bot/discord/discordtest"
	"footnote/bot/discord/picture"
	"footnote/corpus/policies"
	"footnote/prompts"
	"footnote/retrieval"
	"footnote/retrieval/lsa"
	"footnote/retrieval/retrievaltest"
)

// A sitting is what is asked in the pictures of one language.
type sitting struct {
	language, locale, command, sources string
	question, refused, past            string
	corrected, correction, quoted      string
}

var sittings = map[string]sitting{
	"": {
		language: "en", locale: "en-US", command: askName, sources: "Sources",
		question: "How high are the subsidies in Lingang?", refused: "Which subsidies does Sichuan pay for computing power?",
		past:      "What do the Interim Measures for the Filing of Test Algorithms require?",
		corrected: "How high are the subsidies in Lingang?", correction: "The ceiling is no promise: nobody is entitled to RMB 10 million.",
		quoted: "RMB 10 million is a maximum and not a fixed payment",
	},
	"-zh": {
		language: "zh", locale: "zh-CN", command: "提问", sources: "来源",
		question: "临港新片区的补贴最高多少？", refused: "四川对算力的补贴最高多少？",
		past:      "《示例算法备案暂行办法》有什么要求？",
		corrected: "临港新片区的补贴最高多少？", correction: "最高额不是承诺：并非每家企业都能获得1000万元。",
		quoted: "1000万元是补贴上限，不是固定金额",
	},
}

// replaced are a rule and the one that it gave way to, in both languages.
var replaced = fstest.MapFS{
	"interim.md": {Data: []byte("---\nid: interim\ntitle: Interim Measures for the Filing of Test Algorithms\nissuer: Office of Examples\nnumber: Example 2019 No. 1\nkind: rule\nlanguage: en\npublished: 2019-06-01\neffective_from: 2019-07-01\nurl: https://example.org/measures?id=1\n---\n# Interim Measures for the Filing of Test Algorithms\n\nUnder the Interim Measures, a provider files a test algorithm within thirty days of its first use.\n")},
	"filing.md":  {Data: []byte("---\nid: filing\ntitle: Measures for the Filing of Test Algorithms\nissuer: Office of Examples\nnumber: Example 2024 No. 3\nkind: rule\nlanguage: en\npublished: 2024-03-05\neffective_from: 2024-05-01\nsupersedes: [interim]\nurl: https://example.org/measures?id=3\n---\n# Measures for the Filing of Test Algorithms\n\nA provider of a test algorithm shall file it within ten working days of its first use.\n")},
	"暂行.md":      {Data: []byte("---\nid: interim-zh\ntitle: 示例算法备案暂行办法\nissuer: 示例办公室\nnumber: 示例〔2019〕1号\nkind: rule\nlanguage: zh-Hans\npublished: 2019-06-01\neffective_from: 2019-07-01\nurl: https://example.org/banfa?id=1\n---\n# 示例算法备案暂行办法\n\n暂行办法要求示例算法提供者自首次使用之日起三十日内完成备案。\n")},
	"备案.md":      {Data: []byte("---\nid: filing-zh\ntitle: 示例算法备案办法\nissuer: 示例办公室\nnumber: 示例〔2024〕3号\nkind: rule\nlanguage: zh-Hans\npublished: 2024-03-05\neffective_from: 2024-05-01\nsupersedes: [interim-zh]\nurl: https://example.org/banfa?id=3\n---\n# 示例算法备案办法\n\n示例算法提供者应当自首次使用之日起十个工作日内完成备案。\n")},
}

// unreachable is a model whose server does not answer.
type unreachable struct{}

func (unreachable) Name() string { return "example-model" }

func (unreachable) Reply(context.Context, prompts.Prompt, func(string) error) (bot.Usage, error) {
	return bot.Usage{}, fmt.Errorf("asking: %w", bot.ErrModelFailed)
}

// sit makes a stage whose bot answers over an index, keeps receipts and shows cards.
func sit(t *testing.T, index *retrieval.Index, model bot.Model, locale string) *stage {
	t.Helper()
	a := bot.New(index, bot.Options{Model: model})
	s := set(t, discordtest.New(t), nil, func(b *Bot) { b.limits.edit = time.Hour }) // without what grows
	s.ann, s.mo = s.guild.Member("Ann", locale), s.guild.Member("Mo", locale, "moderator")
	s.bot.Asker = bot.Recorder{Assistant: a, Receipts: s.records, Warn: func(err error) { t.Error(err) }}
	s.bot.Exhibits, s.bot.Quote, s.bot.Index = a.Exhibits, a.Quote, func() *retrieval.Index { return index }
	s.run(t)
	return s
}

// pictured are the scenes, by name: each returns what is shown in the end.
func pictured(t *testing.T) map[string]func(*testing.T, sitting) discordtest.Message {
	ours, past := retrievaltest.Index(t, policies.FS, lsa.Embedding{}), retrievaltest.Index(t, replaced, lsa.Embedding{})
	ask := func(t *testing.T, on *retrieval.Index, model bot.Model, locale, question string) (*stage, discordtest.Message) {
		s := sit(t, on, model, locale)
		return s, s.answered(s.ask(question))
	}
	return map[string]func(*testing.T, sitting) discordtest.Message{
		"answer": func(t *testing.T, say sitting) discordtest.Message {
			_, m := ask(t, ours, nil, say.locale, say.question)
			return m
		},
		"card": func(t *testing.T, say sitting) discordtest.Message {
			s, m := ask(t, ours, nil, say.locale, say.question)
			return s.ann.Press(m, say.sources).AwaitAnswer().Messages()[0]
		},
		"refusal": func(t *testing.T, say sitting) discordtest.Message {
			_, m := ask(t, ours, nil, say.locale, say.refused)
			return m
		},
		"superseded": func(t *testing.T, say sitting) discordtest.Message {
			_, m := ask(t, past, nil, say.locale, say.past)
			return m
		},
		"outage": func(t *testing.T, say sitting) discordtest.Message {
			_, m := ask(t, ours, unreachable{}, say.locale, say.question)
			return m
		},
		"correction": func(t *testing.T, say sitting) discordtest.Message {
			s, m := ask(t, ours, nil, say.locale, say.corrected)
			s.mo.Submit(s.mo.Menu(m, correctName), fieldCorrection, say.correction, fieldQuotation, say.quoted, fieldDocument, "")
			s.Await("the correction", func() bool { return strings.Contains(discordtest.Draw(s.now(t, m)), escape(say.correction)) })
			return s.now(t, m)
		},
	}
}

// pictureTime is when the pictures are seen.
var pictureTime = time.Date(2026, 11, 26, 12, 0, 0, 0, time.UTC)

var (
	anyDaysStamp = regexp.MustCompile(`<t:\d+:D>`)
	anyAgoStamp  = regexp.MustCompile(`<t:\d+:R>`)
)

// steady returns components without what differs from run to run in their texts.
func steady(list []discordtest.Component) []discordtest.Component {
	list = slices.Clone(list)
	for i := range list {
		text := anyReceipt.ReplaceAllString(list[i].Content, "${1}k3m5pq7xwa")
		text = anyDaysStamp.ReplaceAllString(text, fmt.Sprintf("<t:%d:D>", pictureTime.Unix()))
		list[i].Content = anyAgoStamp.ReplaceAllString(text, fmt.Sprintf("<t:%d:R>", pictureTime.Add(-3*time.Hour).Unix()))
		list[i].Components = steady(list[i].Components)
	}
	return list
}

func TestPicturesShowWhatIsSent(t *testing.T) {
	for name, scene := range pictured(t) {
		for suffix, say := range sittings {
			t.Run(name+suffix, func(t *testing.T) {
				t.Parallel()
				m := scene(t, say)
				m.Components = steady(m.Components)
				shown := picture.Scene{Language: say.language, Now: pictureTime, Messages: []picture.Message{{Message: m, Asker: "Ann", Command: say.command}}}
				if m.Private {
					shown.Messages[0].Asker = ""
				}
				wantPicture(t, name+suffix, shown)
			})
		}
	}
}

// wantPicture compares the page of a scene with the one of its picture.
func wantPicture(t *testing.T, name string, s picture.Scene) {
	t.Helper()
	page, err := picture.Page(s)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join("testdata", "pictures", name+".html")
	if *pictures {
		takePictures(t, name, s)
	}
	if *pictures || *update {
		if err := os.WriteFile(path, []byte(page), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), page); diff != "" {
		t.Errorf("differs from %s (take the pictures anew with -pictures):\n%s", path, diff)
	}
}
