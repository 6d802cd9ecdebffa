package bot_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"footnote/bot"
	"footnote/corpus/policies"
)

// englishRules has a glossary and documents in English only.
var englishRules = fstest.MapFS{
	"tea.txt":      {Data: []byte("---\ntitle: Tea tax rules\nissuer: Ministry of Tea\nkind: rule\n---\nThe tea tax is 6 percent of the sales price. The Ministry of Tea (MOT) collects the tea tax.\n\nTea growers receive a seedling voucher from the Ministry of Tea in May 2024.")},
	"coffee.txt":   {Data: []byte("---\ntitle: Coffee rules\nissuer: Ministry of Coffee\nkind: rule\n---\nThe coffee levy is 7 percent of the sales price.\n\nCoffee growers may plant in March.")},
	"glossary.tsv": {Data: []byte("tea tax\t茶叶税\ncoffee levy\t咖啡税\nMinistry of Tea; MOT\t茶叶部\nseedling voucher\t树苗券\nMinistry of Milk\t牛奶部\n")},
}

func TestTheGlossaryAnswersInTheOtherLanguage(t *testing.T) {
	a := assistant(t, englishRules)
	for question, want := range map[string]string{
		"茶叶税是多少？":         "The tea tax is 6 percent of the sales price.",
		"茶叶部发的树苗券是什么？":    "Tea growers receive a seedling voucher from the Ministry of Tea in May 2024.",
		"2024年5月的树苗券":     "Tea growers receive a seedling voucher from the Ministry of Tea in May 2024.",
		"咖啡税":             "The coffee levy is 7 percent of the sales price.",
		"Who is the MOT?": "The Ministry of Tea (MOT) collects the tea tax.",
	} {
		got := answer(t, a, bot.Question{Text: question})
		if got.Status != bot.Answered || !strings.Contains(text(got), want) {
			t.Errorf("%q: %s %q, missing %q", question, got.Status, text(got), got.Missing)
		}
		if other := got.Language == "zh"; other != strings.Contains(strings.Join(got.Notes, " "), "其他语言") {
			t.Errorf("%q: notes %q", question, got.Notes)
		}
	}
}

func TestTheGlossaryVouchesForNothingElse(t *testing.T) {
	a := assistant(t, englishRules)
	for question, missing := range map[string]string{
		"牛奶部的树苗券是什么？":   "牛奶部",   // a name with an equivalent that no document holds
		"2023年5月的树苗券":   "2023年", // a date has no equivalent
		"广东省的茶叶税是多少？":   "广东省",   // a name without one
		"茶叶税的减免范围有多大？":  "减免范围",
		"李强对茶叶税讲过什么？":   "李强",
		"2025年的茶叶税是多少？": "2025年",
	} {
		got := answer(t, a, bot.Question{Text: question})
		if got.Status != bot.Refused || !strings.Contains(strings.Join(got.Missing, " "), missing) {
			t.Errorf("%q: %s %q, missing %q, want %q", question, got.Status, text(got), got.Missing, missing)
		}
	}
}

// The asker's language goes first: a question that it can answer is answered in it.
func TestTheAskersLanguageIsPreferred(t *testing.T) {
	folder := fstest.MapFS{"茶.txt": {Data: []byte("---\ntitle: 茶叶税办法\nkind: rule\n---\n茶叶税为销售价的百分之六。")}}
	for name, file := range englishRules {
		folder[name] = file
	}
	got := answer(t, assistant(t, folder), bot.Question{Text: "茶叶税是多少？"})
	if text(got) != "茶叶税为销售价的百分之六。" || len(got.Notes) > 0 {
		t.Errorf("%q, notes %q", text(got), got.Notes)
	}
}

// Who asks about a word wants the sentences that have the word, and not those
// that only mean it.
func TestAQuestionAboutAWordIsAnsweredByTheWord(t *testing.T) {
	a := assistant(t, policies.FS)
	got := answer(t, a, bot.Question{Text: "Which ministry is 工信部?", Language: "en"})
	if len(got.Citations) == 0 {
		t.Error(got.Status)
	}
	for _, c := range got.Citations {
		if !strings.Contains(c.Quote(), "工信部") {
			t.Errorf("it is answered by %q", c.Quote())
		}
	}
}

func BenchmarkAnswer(b *testing.B) {
	bare := fstest.MapFS{}
	for _, language := range []string{"en", "zh"} {
		for name, file := range briefsIn(b, language) {
			bare[name] = file
		}
	}
	glossary := bare["glossary.tsv"]
	for _, with := range []bool{false, true} {
		delete(bare, "glossary.tsv")
		if with {
			bare["glossary.tsv"] = glossary
		}
		a := assistant(b, bare)
		b.Run(fmt.Sprintf("glossary=%v", with), func(b *testing.B) {
			for b.Loop() {
				if _, err := a.Answer(context.Background(), bot.Question{Text: "工信部对未来产业定了哪些数量目标？"}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
