package bot_test

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"testing/fstest"

	"footnote/bot"
	"footnote/corpus"
	"footnote/corpus/policies"
)

var rules = fstest.MapFS{
	"old.txt":  {Data: []byte("---\nid: old\ntitle: Tea tax rules of 2020\nissuer: Ministry of Tea\nnumber: Tea No. 7\nkind: rule\neffective_from: 2020-01-01\nurl: https://example.org/old\n---\nThe tea tax is 5 percent of the sales price. Growers must register within 30 days.")},
	"new.txt":  {Data: []byte("---\nid: new\ntitle: Tea tax rules of 2022\nissuer: Ministry of Tea\nkind: rule\neffective_from: 2022-06-01\nsupersedes: [old]\n---\nThe tea tax is 6 percent of the sales price. Growers must register within 60 days.")},
	"next.txt": {Data: []byte("---\nid: next\ntitle: Coffee tax rules\nissuer: Ministry of Coffee\nkind: rule\npublished: 2022-01-01\neffective_from: 2999-01-01\n---\nThe coffee tax will be 7 percent of the sales price.")},
}

func answer(t *testing.T, a *bot.Assistant, q bot.Question) bot.Answer {
	t.Helper()
	got, err := a.Answer(context.Background(), q)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func text(a bot.Answer) string {
	var all []string
	for _, s := range a.Sentences {
		all = append(all, s.Text)
	}
	return strings.Join(all, " ")
}

func TestTheTextInForceIsQuoted(t *testing.T) {
	a := assistant(t, rules)
	for _, tc := range []struct {
		day      corpus.Date
		has, not string
	}{
		{corpus.Date{}, "6 percent", "5 percent"},
		{corpus.Date{Year: 2021}, "5 percent", "6 percent"},
		{corpus.Date{Year: 2022, Month: 5}, "5 percent", "6 percent"},
		{corpus.Date{Year: 2022, Month: 6, Day: 1}, "6 percent", "5 percent"},
	} {
		got := text(answer(t, a, bot.Question{Text: "How high is the tea tax?", AsOf: tc.day}))
		if !strings.Contains(got, tc.has) || strings.Contains(got, tc.not) {
			t.Errorf("as of %s: %s", tc.day, got)
		}
	}
}

func TestWhatIsNotYetInForceIsSaidToBe(t *testing.T) {
	got := answer(t, assistant(t, rules), bot.Question{Text: "How high is the coffee tax?"})
	if got.Status != bot.Answered || len(got.Citations) == 0 || got.Citations[0].Status() != corpus.StatusNotYet || !strings.Contains(strings.Join(got.Notes, " "), "2999-01-01") {
		t.Errorf("%s: %v, notes %v", got.Status, text(got), got.Notes)
	}
}

func TestALimitOnDocumentOrIssuerHolds(t *testing.T) {
	a := assistant(t, rules)
	if got := answer(t, a, bot.Question{Text: "How high is the tax?", Issuer: "ministry of coffee"}); !strings.Contains(text(got), "7 percent") || strings.Contains(text(got), "6 percent") {
		t.Errorf("issuer: %s", text(got))
	}
	if got := answer(t, a, bot.Question{Text: "How high is the tax?", Document: "next"}); !strings.Contains(text(got), "7 percent") {
		t.Errorf("document: %s", text(got))
	}
	if _, err := a.Answer(context.Background(), bot.Question{Text: "tax?", Document: "none"}); !errors.Is(err, bot.ErrUnknownDocument) {
		t.Errorf("unknown document: %v", err)
	}
}

func TestQuestionsThatAreNone(t *testing.T) {
	a := assistant(t, rules)
	for question, want := range map[string]error{
		"":                           bot.ErrEmptyQuestion,
		" \n\t":                      bot.ErrEmptyQuestion,
		"?!…":                        bot.ErrEmptyQuestion,
		"\U0001F600\U0001F600":       bot.ErrEmptyQuestion,
		"\x00\x1b\u202e\u200b":       bot.ErrEmptyQuestion,
		strings.Repeat("tea ", 2500): bot.ErrQuestionTooLong,
		strings.Repeat("茶", 10_000):  bot.ErrQuestionTooLong,
	} {
		if _, err := a.Answer(context.Background(), bot.Question{Text: question}); !errors.Is(err, want) {
			t.Errorf("%.20q: %v", question, err)
		}
	}
	for _, question := range []string{"what is it", "的了吗", "the of and", "zebra quagga", "斑驴"} {
		if got := answer(t, a, bot.Question{Text: question}); got.Status != bot.Refused {
			t.Errorf("%q was answered: %s", question, text(got))
		}
	}
}

func TestARefusalSpeaksTheAskersLanguage(t *testing.T) {
	a := assistant(t, policies.FS)
	for question, want := range map[string]string{
		"What is the capital of France?": "Nothing in this library answers this. That does not mean that no such policy exists.",
		"深圳的算力券一张值多少钱？":                  "本资料库中没有",
	} {
		got := answer(t, a, bot.Question{Text: question})
		if got.Status != bot.Refused || !strings.HasPrefix(got.Reason, want) || len(got.Missing) == 0 || got.Coverage.Documents == 0 || len(got.Sentences)+len(got.Citations) > 0 {
			t.Errorf("%q: %+v", question, got)
		}
	}
}

func TestCoverageIsOfWhatIsSearched(t *testing.T) {
	a := assistant(t, policies.FS)
	d := a.Index().Corpus().Documents[0]
	ofIssuer := 0
	for _, other := range a.Index().Corpus().Documents {
		if other.Issuer == d.Issuer {
			ofIssuer++
		}
	}
	for _, test := range []struct {
		restricted bot.Question
		documents  int
	}{
		{bot.Question{}, len(a.Index().Corpus().Documents)}, {bot.Question{Document: d.ID}, 1}, {bot.Question{Issuer: d.Issuer}, ofIssuer},
	} {
		test.restricted.Text = "What is the capital of France?"
		if got := answer(t, a, test.restricted).Coverage; got.Documents != test.documents || test.documents == 1 && got.Newest != d.Published {
			t.Errorf("%+v covers %+v, want %d documents", test.restricted, got, test.documents)
		}
	}
}

func TestARefusalSaysNothingOfWhatWasNotSearched(t *testing.T) {
	a := assistant(t, policies.FS)
	for question, want := range map[string]string{
		"How high are the subsidies in Lingang?": "Nothing of what you limited the question to answers this. The rest of the library was not searched.",
		"What is the best pizza in town?":        "Nothing of what you limited the question to answers this. The rest of the library was not searched.",
		"临港的补贴最高多少？":                             "您限定的范围内没有能回答这个问题的内容。资料库的其他文件未检索。",
	} {
		if got := answer(t, a, bot.Question{Text: question}); got.Cause == bot.CauseNotHere {
			t.Errorf("%s\n%s", question, got.Reason)
		}
		got := answer(t, a, bot.Question{Text: question, Document: "nqpf-timeline-en"})
		if got.Status != bot.Refused || got.Cause != bot.CauseNotHere || got.Reason != want {
			t.Errorf("%s\n%s (%s)", question, got.Reason, got.Cause)
		}
	}
}

func TestEveryCitationIsTheBytesAtItsPlace(t *testing.T) {
	a := assistant(t, policies.FS)
	got := answer(t, a, bot.Question{Text: "Which kinds of spending are covered by the Lingang subsidies?"})
	raw, err := json.Marshal(got)
	if err != nil {
		t.Fatal(err)
	}
	var shown struct {
		Citations []struct {
			Document, Quote, Before, After, Kind, Date string
			Start, End                                 int
		}
	}
	if err := json.Unmarshal(raw, &shown); err != nil {
		t.Fatal(err)
	}
	if len(shown.Citations) == 0 {
		t.Fatal("no citations")
	}
	for _, c := range shown.Citations {
		d, ok := a.Index().Corpus().Document(c.Document)
		if !ok || d.Text[c.Start:c.End] != c.Quote || c.Kind != "brief" || c.Date == "" {
			t.Errorf("citation %+v", c)
		}
		if c.Before != "" && !strings.Contains(d.Text[:c.Start], c.Before) || c.After != "" && !strings.Contains(d.Text[c.End:], c.After) {
			t.Errorf("sentences around: %+v", c)
		}
	}
}

func TestACancelledQuestionIsAnError(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := assistant(t, rules).Answer(ctx, bot.Question{Text: "How high is the tea tax?"}); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

// The answer is the same however often and by how many it is asked for.
func TestAnswersAreStable(t *testing.T) {
	a := assistant(t, policies.FS)
	first := text(answer(t, a, bot.Question{Text: "What supports computing power?"}))
	done := make(chan string)
	for range 8 {
		go func() {
			got, err := a.Answer(context.Background(), bot.Question{Text: "What supports computing power?"})
			if err != nil {
				t.Error(err)
			}
			done <- text(got)
		}()
	}
	for range 8 {
		if got := <-done; got != first {
			t.Errorf("%q, and before %q", got, first)
		}
	}
}

func TestTraditionalQuestionsAreUnderstoodAsSimplifiedOnes(t *testing.T) {
	a := assistant(t, policies.FS)
	for simplified, traditional := range map[string]string{
		"什么是新质生产力？":      "什麼是新質生產力？",
		"临港的补贴最高是多少？":    "臨港的補貼最高是多少？",
		"新质生产力2019年有什么？": "新質生產力2019年有什麼？",
	} {
		want, got := answer(t, a, bot.Question{Text: simplified}), answer(t, a, bot.Question{Text: traditional})
		if got.Status != want.Status || text(got) != text(want) {
			t.Errorf("%s: %s %q, simplified: %s %q", traditional, got.Status, text(got), want.Status, text(want))
		}
		if got.Question != traditional {
			t.Errorf("the question is echoed as %q", got.Question)
		}
	}
}
