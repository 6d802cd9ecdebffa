package discord

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/fstest"
	"time"

	"footnote/bot"
	"footnote/corpus"
	"footnote/corpus/markdown"
	"footnote/retrieval"
	"footnote/retrieval/lsa"
	"footnote/retrieval/retrievaltest"
)

// askerFunc is an Asker made of a function.
type askerFunc func(context.Context, bot.Question) (bot.Answer, error)

func (f askerFunc) Answer(ctx context.Context, q bot.Question) (bot.Answer, error) { return f(ctx, q) }

var _ Asker = (*bot.Assistant)(nil)

// says answers every question with one sentence.
func says(sentence string) askerFunc {
	return func(_ context.Context, q bot.Question) (bot.Answer, error) {
		return bot.Answer{
			Question: q.Text, Language: "en", Status: bot.Answered, Model: "extractive",
			Sentences: []bot.Sentence{{Text: sentence}},
		}, nil
	}
}

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

func realAsker(t *testing.T) Asker {
	t.Helper()
	a, err := assistant()
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestAQuestionIsAnsweredWithItsSources(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		question string
		options  []any
		private  bool
		want     []string
	}{
		"in English": {"Within how many working days must a provider file a test algorithm?", nil, false, []string{
			"**Within how many working days must a provider file a test algorithm?**",
			"> A provider of a test algorithm shall file it within ten working days of its first use. [1]",
			"**Sources**\n[1] [Measures for the Filing of Test Algorithms](<https://example.org/measures?id=3#:~:text=",
			" · rule · Office of Examples · Example 2024 No. 3 · 2024-03-05",
			"-# Copied verbatim from documents · ", "checked word for word",
		}},
		"in Chinese": {"示例算法提供者应当在多少个工作日内完成备案？", nil, false, []string{
			"> 示例算法提供者应当自首次使用之日起十个工作日内完成备案。[1]",
			"**来源**\n[1] 示例算法备案办法 · 规章 · 示例办公室 · 示例〔2024〕3号 · 2024-03-05",
			"-# 逐字摘自文件 · ",
		}},
		"in private": {"Is the filing of a test algorithm free of charge?", []any{"private", true, "document", "filing"}, true,
			[]string{"free of charge. ["}},
		"with a refusal": {"What is the salary of the president of Mongolia in 1997?", nil, false, []string{
			"Nothing in this library answers this.", "Searched: 2 documents", "-# Refused: the library does not hold an answer",
		}},
		"with a refusal in Chinese": {"蒙古国总统的工资是多少？", nil, false, []string{"已检索2份文件", "-# 未作答：资料库中没有答案"}},
		"when the day is no date":   {"Is it free?", []any{"as-of", "5 March"}, true, []string{"“5 March” is not a date. Write 2024"}},
		"when the document is not known": {"Is it free?", []any{"document", "none"}, false,
			[]string{"The library holds no document of that name."}},
		"when it asks nothing": {"???", nil, false, []string{"The question is empty."}},
	}
	f := newFake(t)
	start(t, f, realAsker(t))
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			token := f.ask(test.question, test.options...)
			shown := strings.Join(f.answer(token), "\n\n")
			for _, want := range test.want {
				if !strings.Contains(shown, want) {
					t.Errorf("%q is not in\n%s", want, shown)
				}
			}
			if i := f.state(token); i.private != test.private {
				t.Errorf("private: %v", i.private)
			}
		})
	}
}

func TestTheCommandIsRegisteredWhereItIsConfigured(t *testing.T) {
	t.Parallel()
	for guild, want := range map[string]string{
		"": "/api/v9/applications/" + fakeApp + "/commands", "42": "/api/v9/applications/" + fakeApp + "/guilds/42/commands",
	} {
		f := newFake(t)
		start(t, f, says("It is so."), func(b *Bot) { b.config.GuildID = guild })
		f.await("the command", func() bool { return f.commands != nil })
		f.await("a connection", func() bool { return f.ready != nil })
		f.mu.Lock()
		registered, commands := f.registered, f.commands
		f.mu.Unlock()
		if registered != want {
			t.Errorf("registered at %s, want %s", registered, want)
		}
		var list []struct {
			Name      string
			Names     map[string]string `json:"name_localizations"`
			Contexts  []int
			Options   []struct{ Name string }
			Localised map[string]string `json:"description_localizations"`
		}
		if err := json.Unmarshal(commands, &list); err != nil || len(list) != 1 {
			t.Fatalf("%s: %v", commands, err)
		}
		if c := list[0]; c.Name != "ask" || c.Names["zh-CN"] != "提问" || c.Names["zh-TW"] != "提問" || len(c.Localised) != 2 ||
			fmt.Sprint(c.Contexts) != "[0 1]" || len(c.Options) != 5 || c.Options[0].Name != "question" {
			t.Errorf("registered %s", commands)
		}
	}
}

func TestAnInteractionDeliveredTwiceIsAnsweredOnce(t *testing.T) {
	t.Parallel()
	f := newFake(t)
	var asked atomic.Int32
	start(t, f, askerFunc(func(ctx context.Context, q bot.Question) (bot.Answer, error) {
		asked.Add(1)
		return says("It is so.")(ctx, q)
	}))
	event := map[string]any{"type": 2, "data": map[string]any{"name": "ask", "type": 1,
		"options": []any{map[string]any{"name": "question", "type": 3, "value": "Is it so?"}}}}
	token := f.deliver(event)
	for range 5 {
		f.dispatch(event)
	}
	f.answer(token)
	f.answer(f.ask("And this?")) // the copies have arrived before it
	if n := asked.Load(); n != 2 {
		t.Errorf("%d questions were asked", n)
	}
}

func TestWhatIsNoQuestionIsDeclinedInPrivate(t *testing.T) {
	t.Parallel()
	f := newFake(t)
	start(t, f, says("It is so."))
	for name, event := range map[string]map[string]any{
		"another command": {"type": 2, "locale": "zh-CN", "data": map[string]any{"name": "other", "type": 1}},
		"a button":        {"type": 3, "data": map[string]any{"custom_id": "x", "component_type": 2}},
		"a message command on a message of unknown parts": {"type": 2, "data": map[string]any{"name": "ask", "type": 3,
			"resolved": map[string]any{"messages": map[string]any{"8": map[string]any{"id": "8",
				"components": []any{map[string]any{"type": 1, "components": []any{map[string]any{"type": 21}}}}}}}}},
		"options of other types": {"type": 2, "data": map[string]any{"name": "ask", "type": 1,
			"options": []any{nil, map[string]any{"name": "as-of", "type": 3, "value": 7}, map[string]any{"name": "as-of", "type": 3, "value": "x"}}}},
	} {
		t.Run(name, func(t *testing.T) {
			token := f.deliver(event)
			f.answer(token)
			if i := f.state(token); !i.private || i.kind != 4 {
				t.Errorf("the response is of kind %d, private %v", i.kind, i.private)
			}
		})
	}
}

func TestEditsOfDifferentQuestionsDoNotWaitForOneAnother(t *testing.T) {
	t.Parallel()
	const burst = 50
	f := newFake(t)
	var inFlight sync.WaitGroup
	inFlight.Add(burst)
	f.intercept = func(c call) *failure {
		if c.method == http.MethodPatch { // no edit is finished before all have begun
			inFlight.Done()
			inFlight.Wait()
		}
		return nil
	}
	start(t, f, says("It is so."), func(b *Bot) { b.limits.places, b.limits.queue = burst, 0 })
	var tokens []string
	for range burst {
		tokens = append(tokens, f.ask("Is it so?"))
	}
	for _, token := range tokens {
		f.answer(token)
	}
}

func TestTooManyQuestionsAreDeclinedInPrivate(t *testing.T) {
	t.Parallel()
	f := newFake(t)
	release := make(chan struct{})
	start(t, f, askerFunc(func(ctx context.Context, q bot.Question) (bot.Answer, error) {
		<-release
		return says("It is so.")(ctx, q)
	}), func(b *Bot) { b.limits.places, b.limits.queue = 1, 2 })
	var taken []string
	for range 3 {
		token := f.ask("Is it so?")
		f.await("an acknowledgement", func() bool { return f.interactions[token].kind == 5 })
		taken = append(taken, token)
	}
	declined := f.ask("Is it so?")
	if shown := f.answer(declined); shown[0] != english.busy {
		t.Errorf("shown: %q", shown)
	}
	if i := f.state(declined); !i.private || i.kind != 4 {
		t.Errorf("the response is of kind %d, private %v", i.kind, i.private)
	}
	close(release)
	for _, token := range taken {
		f.answer(token)
	}
}

func TestQuestionsUnderWayAreFinishedBeforeTheBotStops(t *testing.T) {
	t.Parallel()
	f := newFake(t)
	began, release := make(chan struct{}), make(chan struct{})
	s := start(t, f, askerFunc(func(ctx context.Context, q bot.Question) (bot.Answer, error) {
		close(began)
		<-release
		return says("It is so.")(ctx, q)
	}))
	token := f.ask("Is it so?")
	<-began
	s.stop()
	late := f.ask("And this?")
	f.answer(late)
	if shown := f.answer(late); shown[0] != english.stopping {
		t.Errorf("a question after the end: %q", shown)
	}
	close(release)
	if shown := f.answer(token); !strings.Contains(shown[0], "It is so.") {
		t.Errorf("the question under way: %q", shown)
	}
}

func TestQuestionsThatDoNotFinishAreToldThatTheBotStops(t *testing.T) {
	t.Parallel()
	f := newFake(t)
	began := make(chan struct{})
	s := start(t, f, askerFunc(func(ctx context.Context, _ bot.Question) (bot.Answer, error) {
		close(began)
		<-ctx.Done()
		return bot.Answer{}, ctx.Err()
	}), func(b *Bot) { b.limits.finish, b.limits.places = 20*time.Millisecond, 1 })
	tokens := []string{f.ask("Is it so?")}
	<-began
	tokens = append(tokens, f.ask("This one waits."))
	f.await("an acknowledgement", func() bool { return f.interactions[tokens[1]].kind == 5 })
	s.stop()
	for _, token := range tokens {
		if shown := f.answer(token); shown[0] != english.stopping {
			t.Errorf("shown: %q", shown)
		}
	}
}

func TestALongAnswerContinuesInFurtherMessages(t *testing.T) {
	t.Parallel()
	for _, private := range []bool{true, false} {
		f := newFake(t)
		start(t, f, askerFunc(func(_ context.Context, q bot.Question) (bot.Answer, error) {
			a := bot.Answer{Question: q.Text, Language: "zh", Status: bot.Answered, Model: "extractive"}
			for range 200 {
				a.Sentences = append(a.Sentences, bot.Sentence{Text: "这一句说明示例算法应当完成备案。"})
			}
			return a, nil
		}))
		token := f.ask("Is it so?", "private", private)
		f.await("the last message", func() bool {
			shown := f.interactions[token].shown()
			return strings.Contains(strings.Join(shown, ""), "-# ") && len(shown) > 1
		})
	}
}
