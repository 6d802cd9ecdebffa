package bot_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"footnote/bot"
	"footnote/corpus"
	"footnote/retrieval"
	"footnote/retrieval/lsa"
	"footnote/retrieval/retrievaltest"
)

func loaded(t *testing.T, folder fstest.MapFS) *corpus.Corpus {
	t.Helper()
	c, problems, err := corpus.Load(context.Background(), folder, corpus.Options{Readers: map[string]corpus.Reader{".txt": corpus.TextReader{}}})
	if err != nil || len(problems) > 0 {
		t.Fatal(err, problems)
	}
	return c
}

func page(id, title, language, text string) fstest.MapFS {
	return fstest.MapFS{id + ".txt": {Data: []byte("---\nid: " + id + "\ntitle: " + title + "\nkind: notice\nlanguage: " + language + "\nurl: https://example.org/" + id + "\n---\n" + text)}}
}

// kept answers over the last of several states of some documents, of which the first is
// of January 2026, the second of February, and so on.
func kept(t *testing.T, options bot.Options, states ...fstest.MapFS) *bot.Assistant {
	t.Helper()
	histories, texts := make(map[string]*corpus.History), make(map[string]*corpus.Document)
	var c *corpus.Corpus
	for i, state := range states {
		c = loaded(t, state)
		for _, d := range c.Documents {
			if histories[d.ID] == nil {
				histories[d.ID] = new(corpus.History)
			}
			histories[d.ID].Observe(d, time.Date(2026, time.Month(i+1), 10, 12, 0, 0, 0, time.UTC))
			texts[d.Digest] = d
		}
	}
	var all []corpus.History
	for _, h := range histories {
		all = append(all, *h)
	}
	read := func(digest string) (*corpus.Document, error) {
		if d := texts[digest]; d != nil {
			return d, nil
		}
		return nil, errors.New("not kept")
	}
	options.Versions = func() ([]corpus.History, func(string) (*corpus.Document, error), error) { return all, read, nil }
	ix, err := retrieval.Build(context.Background(), c, retrieval.Options{Embedding: lsa.Embedding{}, NewStore: retrievaltest.NewExact, Now: time.Now()})
	if err != nil {
		t.Fatal(err)
	}
	return bot.New(ix, options)
}

var (
	orchards = []fstest.MapFS{
		page("orchard", "Notice on Orchard Subsidies", "en", "Subsidy\n\nThe subsidy is 100 yuan for each mu. Old trees count half. Payment is in May."),
		page("orchard", "Notice on Orchard Subsidies", "en", "Subsidy\n\nThe subsidy is 120 yuan for each mu. Old trees count half. Payment is in May."),
		page("orchard", "Notice on Orchard Subsidies", "en", "An introduction was added to this notice at its beginning.\n\nSubsidy\n\nThe subsidy is 150 yuan for each mu. Payment is in May. Pears are paid for like apples."),
	}
	hanOrchards = []fstest.MapFS{
		page("guoyuan", "果园补贴通知", "zh", "第一条 每亩补贴100元。老树减半计算。"),
		page("guoyuan", "果园补贴通知", "zh", "第一条 每亩补贴150元。老树减半计算。梨树与苹果树同等对待。"),
	}
)

func TestWhatChangedIsShownOldBesideNew(t *testing.T) {
	english, chinese := kept(t, bot.Options{}, orchards...), kept(t, bot.Options{}, hanOrchards...)
	for _, tc := range []struct {
		a              *bot.Assistant
		question, want string
	}{
		{english, "What changed in the notice on orchard subsidies?", " | Before (first seen 2026-02-10) | Since then (first seen 2026-03-10) /  | — | An introduction was added to this notice at its beginning. / Subsidy | The subsidy is 120 yuan for each mu. | The subsidy is 150 yuan for each mu. / Subsidy | Old trees count half. | — / Subsidy | — | Pears are paid for like apples."},
		{english, "What has changed in the notice on orchard subsidies since 20 January 2026?", " | Before (first seen 2026-01-10) | Since then (first seen 2026-03-10) /  | — | An introduction was added to this notice at its beginning. / Subsidy | The subsidy is 100 yuan for each mu. | The subsidy is 150 yuan for each mu."},
		{english, "How has the notice on orchard subsidies been amended?", " | Before (first seen 2026-02-10) |"},
		{chinese, "果园补贴通知有什么变化？", " | 此前（2026-01-10首次收录） | 此后（2026-02-10首次收录） / 第一条 | 每亩补贴100元。 | 每亩补贴150元。 / 第一条 | — | 梨树与苹果树同等对待。"},
		{chinese, "2025年以来，果园补贴通知修改了哪些内容？", " | 此前（2026-01-10首次收录） | 此后（2026-02-10首次收录） / 第一条 | 每亩补贴100元。 | 每亩补贴150元。"},
	} {
		got := answer(t, tc.a, bot.Question{Text: tc.question})
		if got.Form != bot.FormChanges || got.Status != bot.Answered || !strings.HasPrefix(cells(got.Table), tc.want) {
			t.Errorf("%s\nform %s, %s %q: %s", tc.question, got.Form, got.Status, got.Reason, cells(got.Table))
			continue
		}
		cited(t, got, 1)
	}
}

func TestAnOldVersionIsQuotedAsWhatItIs(t *testing.T) {
	a := kept(t, bot.Options{}, orchards...)
	now, _ := a.Index().Corpus().Document("orchard")
	old := 0
	got := answer(t, a, bot.Question{Text: "What changed in the notice on orchard subsidies?"})
	for _, c := range got.Citations {
		d, span := c.Document(), c.Span()
		if c.Quote() != d.Text[span.Start:span.End] || c.Before() != "" && !strings.Contains(d.Text, c.Before()) || c.After() != "" && !strings.Contains(d.Text, c.After()) {
			t.Errorf("%q between %q and %q is not in its version", c.Quote(), c.Before(), c.After())
		}
		if d == now {
			if c.Link() == "" || c.Status() == corpus.StatusSuperseded {
				t.Errorf("%q: status %s, link %q", c.Quote(), c.Status(), c.Link())
			}
			continue
		}
		if old++; c.Link() != "" || c.Status() != corpus.StatusSuperseded || d.Digest == now.Digest {
			t.Errorf("%q of an old version: status %s, link %q", c.Quote(), c.Status(), c.Link())
		}
	}
	if old != 2 || len(got.Notes) > 0 {
		t.Errorf("%d quotations of an old version, notes %q", old, got.Notes)
	}
}

func TestWhatReplacedADocumentIsComparedWithIt(t *testing.T) {
	a := assistant(t, versions)
	for question, want := range map[string]string{
		"What changed in the parking fee regulation?":               " | Parking Fee Regulation of 2020 | Parking Fee Regulation of 2022 / Article 1 | The parking fee limit is 5 yuan per hour. | The parking fee limit is 8 yuan per hour.",
		"What has changed in the parking fee regulation since 2021": " | Parking Fee Regulation of 2020 | Parking Fee Regulation of 2022 / Article 1 |",
		"What was amended in the parking fee regulation of 2020?":   " | Parking Fee Regulation of 2020 | Parking Fee Regulation of 2022 / Article 1 |",
		"停车收费管理条例有什么变化？":                                            " | 停车收费管理条例 | 停车收费管理条例（2022年修订） / 第一条 | 停车收费上限为每小时5元。 | 停车收费上限为每小时8元。",
		"2022年的停车收费管理条例修改了什么？":                                      " | 停车收费管理条例 | 停车收费管理条例（2022年修订） / 第一条 | 停车收费上限为每小时5元。 |",
	} {
		got := answer(t, a, bot.Question{Text: question})
		if got.Form != bot.FormChanges || !strings.HasPrefix(cells(got.Table), want) {
			t.Errorf("%s: form %s, %s %q: %s", question, got.Form, got.Status, got.Reason, cells(got.Table))
		}
	}
}

func TestThatNothingChangedOrNothingIsKeptIsSaid(t *testing.T) {
	orchard, parking := kept(t, bot.Options{}, orchards...), assistant(t, versions)
	moved := kept(t, bot.Options{}, orchards[0], page("orchard", "Notice on Orchard Subsidies", "en", "Money\n\nThe subsidy is 100 yuan for each mu. Old trees count half. Payment is in May."))
	for _, tc := range []struct {
		a        *bot.Assistant
		question bot.Question
		reason   string
		cause    bot.Cause
	}{
		{orchard, bot.Question{Text: "What changed in the notice on orchard subsidies since April 2026?"}, "has not changed since 2026-04", bot.CauseNotHere},
		{parking, bot.Question{Text: "What changed in the parking fee regulation since 2024?"}, "has not changed since 2024", bot.CauseNotHere},
		{parking, bot.Question{Text: "What changed in the rules on loading bays?"}, "holds no earlier version of “Rules on Loading Bays”", bot.CauseNotHere},
		{parking, bot.Question{Text: "滑板车停放试行办法有哪些修改？"}, "没有《滑板车停放试行办法》的旧版本", bot.CauseNotHere},
		{moved, bot.Question{Text: "What changed in the notice on orchard subsidies?"}, "only headings, order or layout differ", bot.CauseNotHere},
		{parking, bot.Question{Text: "Elephants", Form: bot.FormChanges}, "Name one document", bot.CauseUnclear},
	} {
		got := answer(t, tc.a, tc.question)
		if got.Form != bot.FormChanges || got.Status != bot.Refused || !strings.Contains(got.Reason, tc.reason) || got.Cause != tc.cause {
			t.Errorf("%s: form %s, %s: %s", tc.question.Text, got.Form, got.Status, got.Reason)
		}
	}
}

func TestChangesOfTheWorldAreNoChangesOfAText(t *testing.T) {
	formsOf(t, assistant(t, versions), map[string]bot.Form{
		"What changed in the city?":                   bot.FormAnswer,
		"城市有什么变化？":                                    bot.FormAnswer,
		"What is new about charging points?":          bot.FormAnswer,
		"Which changes to a car park need a permit?":  bot.FormAnswer,
		"What is the parking fee limit?":              bot.FormAnswer,
		"How many parking garages were open in 2021?": bot.FormAnswer,
	})
}

func TestVersionsThatCannotBeReadAreAnError(t *testing.T) {
	c := loaded(t, orchards[0])
	ix, err := retrieval.Build(context.Background(), c, retrieval.Options{Embedding: lsa.Embedding{}, NewStore: retrievaltest.NewExact})
	if err != nil {
		t.Fatal(err)
	}
	broken := errors.New("the disk is gone")
	a := bot.New(ix, bot.Options{Versions: func() ([]corpus.History, func(string) (*corpus.Document, error), error) { return nil, nil, broken }})
	if _, err := a.Answer(context.Background(), bot.Question{Text: "What changed in the notice on orchard subsidies?"}); !errors.Is(err, broken) {
		t.Error(err)
	}
}
