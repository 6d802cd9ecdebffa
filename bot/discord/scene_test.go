package discord

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"testing/fstest"
	"time"

	"footnote/bot"
	"footnote/bot/discord/discordtest"
	"footnote/corpus"
	"footnote/corpus/markdown"
	"footnote/retrieval"
	"footnote/retrieval/lsa"
	"footnote/retrieval/retrievaltest"
)

// assistant answers over two small documents.
var assistant = sync.OnceValues(func() (*bot.Assistant, error) {
	library := fstest.MapFS{
		"filing.md": {Data: []byte(`---
id: filing
title: Measures for the Filing of Test Algorithms
issuer: Office of Examples
number: Example 2024 No. 3
kind: rule
language: en
published: 2024-03-05
effective_from: 2024-05-01
status: in-force
url: https://example.org/measures?id=3
---
# Measures for the Filing of Test Algorithms

## Article 4

A provider of a test algorithm shall file it within ten working days of its first use. The filing is free of charge.

## Article 9

Whoever does not file a test algorithm is warned once, and then fined up to 20,000 yuan.
`)},
		"filing.zh.md": {Data: []byte(`---
id: filing-zh
title: 示例算法备案办法
issuer: 示例办公室
number: 示例〔2024〕3号
kind: rule
language: zh-Hans
published: 2024-03-05
status: in-force
---
# 示例算法备案办法

## 第四条

示例算法提供者应当自首次使用之日起十个工作日内完成备案。备案不收取费用。
`)},
	}
	c, problems, err := corpus.Load(context.Background(), library, corpus.Options{Readers: map[string]corpus.Reader{".md": markdown.Reader{}}})
	if err != nil || len(problems) > 0 {
		return nil, fmt.Errorf("loading the library: %w %v", err, problems)
	}
	index, err := retrieval.Build(context.Background(), c, retrieval.Options{
		Embedding: lsa.Embedding{}, NewStore: retrievaltest.NewExact,
	})
	if err != nil {
		return nil, err
	}
	return bot.New(index, bot.Options{}), nil
})

func TestTheCommandsAreRegisteredWhereItIsConfigured(t *testing.T) {
	t.Parallel()
	for _, only := range []bool{false, true} {
		s := set(t, discordtest.New(t), says("It is so."))
		want := ""
		if only {
			want = s.guild.ID
			s.bot.config.GuildID = want
		}
		s.run(t)
		s.Await("the commands", func() bool { return s.Commands(want) != nil })
		list := s.Commands(want)
		at := slices.IndexFunc(list, func(c discordtest.Command) bool { return c.Name == "ask" })
		if at < 0 {
			t.Fatalf("registered: %+v", list)
		}
		if c := list[at]; c.NameLocalizations["zh-CN"] != "提问" || c.NameLocalizations["zh-TW"] != "提問" || len(c.DescriptionLocalizations) != 2 ||
			fmt.Sprint(c.Contexts) != "[0 1]" || c.Options[0].Name != "question" {
			t.Errorf("registered %+v", c)
		}
	}
}

func TestAnInteractionDeliveredTwiceIsAnsweredOnce(t *testing.T) {
	t.Parallel()
	var asked atomic.Int32
	s := play(t, askerFunc(func(ctx context.Context, q bot.Question) (bot.Answer, error) {
		asked.Add(1)
		return says("It is so.")(ctx, q)
	}))
	i := s.ask("Is it so?")
	for range 5 {
		i.Repeat()
	}
	told(i)
	told(s.ask("And this?")) // the copies have arrived before it
	if n := asked.Load(); n != 2 {
		t.Errorf("%d questions were asked", n)
	}
}

func TestWhatIsNoQuestionIsDeclinedInPrivate(t *testing.T) {
	t.Parallel()
	s := play(t, says("It is so."))
	for name, event := range map[string]struct {
		kind int
		data map[string]any
	}{
		"another command":                 {2, map[string]any{"name": "other", "type": 1}},
		"a button":                        {3, map[string]any{"custom_id": "x", "component_type": 2}},
		"a form":                          {5, map[string]any{"custom_id": "x", "components": []any{}}},
		"a follow-up without a message":   {3, map[string]any{"custom_id": "follow x", "component_type": 2}},
		"a button that names no receipt":  {3, map[string]any{"custom_id": "not-meant", "component_type": 2}},
		"a publication of nothing":        {3, map[string]any{"custom_id": "publish", "component_type": 2}},
		"a menu's command on no message":  {2, map[string]any{"name": aboutName, "type": 3}},
		"a check of a message without it": {2, map[string]any{"name": factcheckName, "type": 3, "target_id": "8"}},
		"a message command on a message of unknown parts": {2, map[string]any{"name": "ask", "type": 3,
			"resolved": map[string]any{"messages": map[string]any{"8": map[string]any{"id": "8",
				"components": []any{map[string]any{"type": 1, "components": []any{map[string]any{"type": 21}}}}}}}}},
		"options of other types": {2, map[string]any{"name": "ask", "type": 1,
			"options": []any{nil, map[string]any{"name": "question", "type": 3, "value": 7}, map[string]any{"name": "as-of", "type": 3, "value": "x"}}}},
	} {
		t.Run(name, func(t *testing.T) {
			i := s.ann.Deliver(s.policy, event.kind, event.data)
			if st := i.AwaitAnswer(); !st.Private || st.Response != 4 {
				t.Errorf("the response is of type %d, private %v", st.Response, st.Private)
			}
		})
	}
}

// The routes by which answers are changed and messages sent.
const (
	editRoute   = "/webhooks/{webhook_id}/{webhook_token}/messages/@original"
	createRoute = "/channels/{channel_id}/messages"
)

func TestEditsOfDifferentQuestionsDoNotWaitForOneAnother(t *testing.T) {
	t.Parallel()
	const burst = 20
	s := set(t, discordtest.New(t), says("It is so."), func(b *Bot) { b.limits.places, b.limits.queue = burst, 0 })
	var begun atomic.Int32
	all := make(chan struct{})
	s.Intercept(func(r discordtest.Request) *discordtest.Fault {
		if r.Method != http.MethodPatch {
			return nil
		}
		if begun.Add(1) == burst {
			close(all)
		}
		select { // no edit is finished before all have begun
		case <-all:
		case <-time.After(15 * time.Second):
			t.Errorf("after 15 s %d of %d edits have begun", begun.Load(), burst)
		}
		return nil
	})
	s.run(t)
	var asked []*discordtest.Interaction
	for range burst {
		asked = append(asked, s.ask("Is it so?"))
	}
	for _, i := range asked {
		told(i)
	}
}

func TestQuestionsThatDoNotFinishAreToldThatTheBotStops(t *testing.T) {
	t.Parallel()
	began := make(chan struct{})
	s := play(t, askerFunc(func(ctx context.Context, _ bot.Question) (bot.Answer, error) {
		close(began)
		<-ctx.Done()
		return bot.Answer{}, ctx.Err()
	}), func(b *Bot) { b.limits.finish, b.limits.places = 20*time.Millisecond, 1 })
	asked := []*discordtest.Interaction{s.ask("Is it so?")}
	<-began
	asked = append(asked, s.ask("This one waits."))
	asked[1].AwaitResponse()
	s.stop()
	for _, i := range asked {
		if shown := told(i); shown != "(private)\n"+english.stopping {
			t.Errorf("shown: %q", shown)
		}
	}
}
