package discord

import (
	"context"
	"fmt"
	"slices"
	"sync"
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

// shelf is a library of fourteen documents, of which some go together, and a glossary.
var shelf = sync.OnceValues(func() (*retrieval.Index, error) {
	files := fstest.MapFS{
		"interim.md": {Data: []byte(`---
id: interim
title: Interim Measures for the Filing of Test Algorithms
issuer: Office of Examples
number: Example 2019 No. 1
kind: rule
language: en
published: 2019-06-01
effective_from: 2019-07-01
---
# Interim Measures for the Filing of Test Algorithms

A provider files a test algorithm within thirty days.
`)},
		"filing.md": {Data: []byte(`---
id: filing
title: Measures for the Filing of Test Algorithms
issuer: Office of Examples
number: Example 2024 No. 3
kind: rule
language: en
published: 2024-03-05
effective_from: 2024-05-01
supersedes: [interim, never-held]
rights: official
retrieved: 2026-01-05
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
translation_of: filing
---
# 示例算法备案办法

## 第四条

示例算法提供者应当自首次使用之日起十个工作日内完成备案。备案不收取费用。

## 第九条

未备案示例算法的，先予警告，再处二万元以下罚款。
`)},
		"brief.md": {Data: []byte(`---
id: brief
title: "*Filing* in Brief [draft](https://evil.example) @everyone"
issuer: Example Press
kind: brief
language: en
published: 2026-02-01
based_on: {publisher: Example Review, title: What Changes for Providers}
---
# Filing in Brief

The time for filing fell from thirty days to ten working days.
`)},
		"glossary.tsv": {Data: []byte("# terms\nfiling; record-filing\t备案\ntest algorithm\t示例算法; 测试算法\ncomputing voucher\t算力券\n")},
	}
	for i := range 10 {
		files[fmt.Sprintf("notice%d.md", i)] = &fstest.MapFile{Data: fmt.Appendf(nil, `---
id: notice-%[1]d
title: Notice No. %[1]d on Computing Vouchers
issuer: Bureau of Samples
kind: notice
language: en
published: 2023-0%[2]d-01
---
# Notice No. %[1]d on Computing Vouchers

Round %[1]d of computing vouchers is worth %[1]d00 yuan for each small company.
`, i, i%9+1)}
	}
	c, problems, err := corpus.Load(context.Background(), files, corpus.Options{Readers: map[string]corpus.Reader{".md": markdown.Reader{}}})
	if err != nil || len(problems) > 0 {
		return nil, fmt.Errorf("loading the library: %w %v", err, problems)
	}
	return retrieval.Build(context.Background(), c, retrieval.Options{
		Embedding: lsa.Embedding{}, NewStore: retrievaltest.NewExact, Now: time.Date(2026, 3, 1, 8, 0, 0, 0, time.UTC),
	})
})

// versionsOfShelf are those of some of its documents: one changed, one is gone.
func versionsOfShelf(t *testing.T, ix *retrieval.Index) bot.Versions {
	t.Helper()
	day := func(month, day int) time.Time { return time.Date(2026, time.Month(month), day, 12, 0, 0, 0, time.UTC) }
	var histories []corpus.History
	texts := make(map[string]*corpus.Document)
	for _, d := range ix.Corpus().Documents {
		var h corpus.History
		if d.ID == "filing" {
			meta := d.Meta
			meta.Supersedes = slices.Clone(meta.Supersedes)
			before, err := corpus.NewDocument("filing.md", corpus.Content{Meta: meta, Blocks: []corpus.Block{
				{Kind: corpus.Heading, Level: 1, Text: d.Title},
				{Kind: corpus.Heading, Level: 2, Text: "Article 4"},
				{Text: "A provider of a test algorithm shall file it within twenty working days of its first use. The filing is free of charge."},
				{Kind: corpus.Heading, Level: 2, Text: "Article 9"},
				{Text: "Whoever does not file a test algorithm is warned once, and then fined up to 20,000 yuan."},
			}})
			if err != nil {
				t.Fatal(err)
			}
			before.Number = ""
			h.Observe(before, day(1, 5))
			texts[before.Digest] = before
		}
		h.Observe(d, day(1, 9))
		texts[d.Digest] = d
		if d.ID == "notice-3" {
			h.Remove(day(2, 2))
		}
		histories = append(histories, h)
	}
	return func() ([]corpus.History, func(string) (*corpus.Document, error), error) {
		return histories, func(digest string) (*corpus.Document, error) {
			if texts[digest] == nil {
				return nil, fmt.Errorf("no text %q", digest)
			}
			return texts[digest], nil
		}, nil
	}
}

// setLibrary makes a bot over the shelf, whose answers are kept.
func setLibrary(t *testing.T, change ...func(*Bot)) *stage {
	t.Helper()
	ix, err := shelf()
	if err != nil {
		t.Fatal(err)
	}
	s := set(t, discordtest.New(t), nil)
	s.writes(nil)
	s.bot.Versions, s.bot.Examples = versionsOfShelf(t, ix), examplesOfShelf().In
	s.bot.About = About{RetainDays: 30, Every: 24 * time.Hour, Refreshed: func() time.Time { return time.Unix(1772000000, 0) }}
	for _, c := range change {
		c(s.bot)
	}
	return s
}

// writes makes a model answer over the shelf; without one, answers are copied.
func (s *stage) writes(m bot.Model) {
	ix, err := shelf()
	if err != nil {
		s.t.Fatal(err)
	}
	a := bot.New(ix, bot.Options{Model: m})
	s.bot.Asker = bot.Recorder{Assistant: a, Receipts: s.records, Memory: s.records, Whispers: s.records, Warn: func(err error) { s.t.Error(err) }}
	s.bot.Index, s.bot.Exhibits, s.bot.Quote = a.Index, a.Exhibits, a.Quote
}

// examplesOfShelf are questions that it answers, looked for at leisure.
var examplesOfShelf = sync.OnceValue(func() *bot.Examples {
	ix, err := shelf()
	if err != nil {
		panic(err)
	}
	examples := &bot.Examples{Index: func() *retrieval.Index { return ix }}
	for _, language := range []string{"en", "zh"} {
		examples.In(context.Background(), language)
	}
	return examples
})

// playLibrary plays a bot over the shelf; Lin reads Chinese, as in Taiwan.
func playLibrary(t *testing.T, change ...func(*Bot)) (s *stage, lin *discordtest.User) {
	t.Helper()
	s = setLibrary(t, change...)
	lin = s.guild.Member("Lin", "zh-TW")
	s.run(t)
	return s, lin
}

// lastShown waits for what a lookup shows in the end.
func lastShown(i *discordtest.Interaction) discordtest.Message {
	messages := i.Await("what is shown", isTold).Messages()
	return messages[len(messages)-1]
}

func TestLanguagesWithAsManyDocumentsComeInOneOrder(t *testing.T) {
	library := &corpus.Corpus{}
	for i, tag := range []string{"fr", "en", "zh-Hans", "en", "zh-Hant"} {
		library.Documents = append(library.Documents, &corpus.Document{Meta: corpus.Meta{ID: fmt.Sprint(i), Language: tag}})
	}
	for range 20 {
		if got, want := libraryChinese.languagesOf(library), "英文2份、中文2份、fr1份"; got != want {
			t.Fatalf("got %s, want %s", got, want)
		}
	}
}
