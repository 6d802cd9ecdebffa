package discord

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"footnote/bot"
	"footnote/bot/bottest"
	"footnote/bot/discord/discordtest"
	"footnote/corpus"
	"footnote/retrieval"
	"footnote/retrieval/lsa"
	"footnote/retrieval/retrievaltest"
)

func TestWhoWantsToBeForgottenIsAskedOnceMore(t *testing.T) {
	t.Parallel()
	whispers := new(bottest.Memory)
	s, lin := playLibrary(t, func(b *Bot) { b.Whispers = whispers })
	remembered := func() (n int) {
		for _, m := range []bot.Memory{s.records, whispers} {
			turns, err := m.Recall(t.Context(), "here", lin.ID, 5)
			if err != nil {
				t.Error(err)
			}
			n += len(turns)
		}
		return n
	}
	for _, m := range []bot.Memory{s.records, whispers} {
		if err := m.Remember(t.Context(), "here", lin.ID, bot.Turn{Time: time.Now(), Question: "备案？", Language: "zh"}); err != nil {
			t.Fatal(err)
		}
	}
	kept := lin.Press(lastShown(lin.Command(s.policy, "forget-me")), "取消").AwaitText("没有抹去任何内容。")
	if n := remembered(); n != 2 || len(kept.Messages()) != 1 {
		t.Errorf("after thinking it over, %d turns are remembered", n)
	}
	st := lin.Press(lastShown(lin.Command(s.policy, "forget-me")), "忘记我").AwaitText("已完成。")
	if n := remembered(); n != 0 {
		t.Errorf("%d turns are still remembered", n)
	}
	if text := st.Original.Text(); !strings.Contains(text, "**未抹去：**凭据保留时间") || strings.Contains(discordtest.Draw(*st.Original), "danger") {
		t.Errorf("told:\n%s", discordtest.Draw(*st.Original))
	}
}

// stubborn are records that forget nobody.
type stubborn struct{ *bottest.Memory }

func (stubborn) Forget(context.Context, string) error { return fmt.Errorf("the file is locked") }

func TestWhoCouldNotBeForgottenIsTold(t *testing.T) {
	t.Parallel()
	s, _ := playLibrary(t, func(b *Bot) { b.Records = stubborn{new(bottest.Memory)} })
	s.ann.Press(lastShown(s.ann.Command(s.policy, "forget-me")), "Forget me").AwaitText("Something went wrong, and it has been logged.")
}

func TestPrivacyNamesWhoReceivesAQuestion(t *testing.T) {
	t.Parallel()
	model := func() string { return "example-model" }
	for name, test := range map[string]struct {
		about      About
		moderators string
		want       []string
	}{
		"a provider":                     {About{Model: model, ModelHost: "api.example.org", RetainDays: 1}, "", []string{"at api.example.org:", "for 1 day**", "Searching happens on the same machine"}},
		"a model on the same machine":    {About{Model: model, ModelHost: "127.0.0.1:11434", RetainDays: 30}, "", []string{"a model on the machine where this bot runs"}},
		"the same by IPv6":               {About{Model: model, ModelHost: "[::1]:11434"}, "", []string{"a model on the machine where this bot runs"}},
		"a provider of vectors":          {About{EmbedModel: "example-vectors", EmbedHost: "vectors.example.org"}, "", []string{"no provider of a model", "vectors.example.org receives its words"}},
		"nothing when nothing is stored": {About{}, "", []string{"Nothing is written down."}},
		"moderators who have a channel":  {About{RetainDays: 7}, "1", []string{"is shown to the moderators, without your name"}},
	} {
		t.Run(name, func(t *testing.T) {
			s, _ := playLibrary(t, func(b *Bot) { b.About, b.config.Moderators = test.about, test.moderators })
			text := strings.ReplaceAll(lastShown(s.ann.Command(s.policy, "privacy")).Text(), "\\", "")
			for _, want := range test.want {
				if !strings.Contains(text, want) {
					t.Errorf("%q is not in\n%s", want, text)
				}
			}
		})
	}
}

// huge is a library whose every field is as long as it can get, or longer.
func huge(t *testing.T) *retrieval.Index {
	t.Helper()
	files := fstest.MapFS{}
	var glossary strings.Builder
	for i := range 30 {
		long := fmt.Sprintf("%d %s", i, strings.Repeat("*#_[备]~", 80))
		files[fmt.Sprintf("a%d.md", i)] = &fstest.MapFile{Data: fmt.Appendf(nil, `---
title: %q
issuer: %q
number: %q
kind: regulation
language: zh-Hans
published: 2024-03-05
url: https://example.org/%d?%s
---
# %s

## %s

第%d条 %s。
`, "T"+long, "I"+long, "N"+long, i, strings.Repeat("x", 115), long, long, i, strings.Repeat("备*案_", 300))}
		fmt.Fprintf(&glossary, "term %d%s; %[1]d%s\t术语%[1]d%s; 词%[1]d\n", i, strings.Repeat("w_*", 35), strings.Repeat("*a", 50), strings.Repeat("语*", 50))
	}
	files["glossary.tsv"] = &fstest.MapFile{Data: []byte(glossary.String())}
	return retrievaltest.Index(t, files, lsa.Embedding{})
}

func TestWhateverTheLibraryHoldsEachPageCanBeSent(t *testing.T) {
	t.Parallel()
	ix := huge(t)
	var histories []corpus.History
	texts := make(map[string]*corpus.Document)
	for _, d := range ix.Corpus().Documents {
		var h corpus.History
		before := *d
		before.Digest, before.Title, before.Number = strings.Repeat("0", 64), "", ""
		before.Text = strings.ReplaceAll(d.Text, "案", "按")
		h.Observe(&before, time.Now().Add(-time.Hour))
		h.Observe(d, time.Now())
		texts[before.Digest], texts[d.Digest] = &before, d
		histories = append(histories, h)
	}
	s, lin := playLibrary(t, func(b *Bot) {
		b.Asker, b.Index = bot.New(ix, bot.Options{}), func() *retrieval.Index { return ix }
		b.Examples = (&bot.Examples{Index: b.Index}).In
		b.Versions = func() ([]corpus.History, func(string) (*corpus.Document, error), error) {
			return histories, func(digest string) (*corpus.Document, error) { return texts[digest], nil }, nil
		}
		name := strings.Repeat("model*", 100)
		b.About = About{RetainDays: 30, Model: func() string { return name }, ModelHost: name, EmbedModel: name, EmbedHost: name}
	})
	long := strings.Repeat("备*_", 60)
	for _, lookup := range []struct {
		command string
		options []any
	}{
		{"sources", nil},
		{"sources", []any{"kind", "regulation", "language", "zh", "year", "2024", "words", "备"}},
		{"sources", []any{"words", long, "year", long, "language", long}},
		{"sources", []any{"document", ix.Corpus().Documents[0].ID}},
		{"search", []any{"query", "备*案_ 第1条"}},
		{"search", []any{"query", long}},
		{"changes", nil},
		{"changes", []any{"document", ix.Corpus().Documents[0].ID}},
		{"glossary list", nil},
		{"glossary list", []any{"words", "语"}},
		{"status", nil}, {"help", nil}, {"privacy", nil},
	} {
		m := lastShown(lin.Command(s.policy, lookup.command, lookup.options...))
		for n := 2; strings.Contains(m.Text(), "-# 第") && n < 6; n++ {
			if strings.Contains(m.Text(), fmt.Sprintf("共%d页", n-1)) {
				break
			}
			m = *lin.Press(m, "下一页").AwaitText(fmt.Sprintf("第%d页", n)).Original
		}
		if strings.Contains(m.Text(), chinese.failed("")[:12]) {
			t.Errorf("%s %v: %s", lookup.command, lookup.options, m.Text())
		}
	}
}

func TestButtonsOfAnotherTimeOrOfNobodyAreToldOff(t *testing.T) {
	t.Parallel()
	s, _ := playLibrary(t)
	for name, test := range map[string]struct {
		data map[string]any
		want string
	}{
		"a page that there is not is the last":  {press("browse 99 - - - - -"), "page 2 of 2"},
		"a page that is no number is the first": {press("browse x"), "page 1 of 2"},
		"a kind that there is not finds none":   {press("browse 0 poem - - - -"), "0 of 14 documents"},
		"a day that is none":                    {press("changes 0 soon -"), english.unread},
		"a document that is gone":               {press("changes 0 - 0123456789ab"), english.noSuchDoc},
		"a choice that there is not":            {choose("document", "0123456789ab"), english.noSuchDoc},
		"no choice":                             {choose("document"), english.unread},
		"an example that is empty":              {choose("example", ""), english.empty},
	} {
		t.Run(name, func(t *testing.T) {
			i := s.ann.Deliver(s.policy, 3, test.data)
			i.AwaitText(test.want)
			if m := lastShown(i); !m.Private {
				t.Error("it is not private")
			}
		})
	}
}

func press(custom string) map[string]any {
	return map[string]any{"custom_id": custom, "component_type": 2}
}

func choose(custom string, values ...string) map[string]any {
	return map[string]any{"custom_id": custom, "component_type": 3, "values": append([]string{}, values...)}
}

func TestAKindIsReadWhole(t *testing.T) {
	for _, kind := range corpus.Kinds {
		if got := startOf(string(kind), maxKind); got != string(kind) {
			t.Errorf("%s is read as %q", kind, got)
		}
	}
}
