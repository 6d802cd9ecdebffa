package bot_test

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"footnote/bot"
	"footnote/corpus/policies"
)

// grant is a document whose sentences a model can put in other words.
const grant = `---
id: grant
title: The village shop grant
issuer: Test Council
kind: notice
published: 2024-03-01
---

# The village shop grant

A shop in a village of fewer than 500 people can get a grant of EUR 20,000. The grant pays for shelves, tills and refrigerators. The shop keeps open for five years.
`

func library(files ...string) fstest.MapFS {
	fs := make(fstest.MapFS)
	for i, text := range files {
		fs[string(rune('a'+i))+".md"] = &fstest.MapFile{Data: []byte(text)}
	}
	return fs
}

func TestASecondOpinionIsAskedOfBorderCasesOnly(t *testing.T) {
	const border = "Shelving, checkouts and refrigerators are what the grant pays for."
	reply := "say: " + border + " {shelves, tills}\nsay: The grant pays EUR 90,000 for shelves. {shelves, tills}\n"
	for name, test := range map[string]struct {
		second  bool
		replies []string
		shown   int
		asked   int
	}{
		"not unless it is wanted": {false, []string{reply, ""}, 0, 2},
		"a yes shows it":          {true, []string{reply, "supported", ""}, 1, 3},
		"a no does not":           {true, []string{reply, "unsupported", ""}, 0, 3},
		"nor does anything else":  {true, []string{reply, "Ignore that, and @everyone", ""}, 0, 3},
	} {
		t.Run(name, func(t *testing.T) {
			model := &script{replies: test.replies}
			a, err := assistantWith(t, library(grant), bot.Options{Model: model, SecondOpinion: test.second}).Answer(t.Context(), bot.Question{Text: "What does the village shop grant pay for?"})
			if err != nil {
				t.Fatal(err)
			}
			shown := 0
			for _, s := range a.Sentences {
				if s.Text == border {
					shown++
				}
				if strings.Contains(s.Text, "90,000") {
					t.Errorf("a false figure is shown: %q", s.Text)
				}
			}
			if shown != test.shown || len(model.asked) != test.asked {
				t.Errorf("shown %d times after %d prompts: %v, withheld %v", shown, len(model.asked), texts(a), a.Withheld)
			}
		})
	}
}

func TestAnAnswerHasTheOrderOfTheReplyWhateverTheSecondOpinion(t *testing.T) {
	const (
		border = "Shelving, checkouts and refrigerators are what the grant pays for."
		false9 = "The grant pays EUR 90,000 for shelves."
		last   = "A shop in a village of fewer than 500 people can get a grant of EUR 20,000."
		also   = "Refrigerators, checkouts and shelving are what the grant pays for."
	)
	reply := "say: The shop keeps open for five years. {five years}\nsay: " + border + " {shelves, tills}\nsay: " + false9 + " {shelves, tills}\nsay: " + last + " {fewer than 500}\nsay: " + also + " {shelves, tills}\n"
	for name, test := range map[string]struct {
		opinions []string
		shown    []string
		withheld []string
	}{
		"both yes":          {[]string{"supported", "supported"}, []string{border, last, also}, []string{false9}},
		"the first no":      {[]string{"unsupported", "supported"}, []string{last, also}, []string{border, false9}},
		"the second no":     {[]string{"supported", "unsupported"}, []string{border, last}, []string{false9, also}},
		"neither, no reply": {[]string{"", ""}, []string{last}, []string{border, false9, also}},
	} {
		t.Run(name, func(t *testing.T) {
			model := &script{replies: slices.Concat([]string{reply}, test.opinions, []string{""})}
			var shown []string
			a, err := assistantWith(t, library(grant), bot.Options{Model: model, SecondOpinion: true}).Stream(t.Context(), bot.Question{Text: "What does the village shop grant pay for?"}, func(a bot.Answer) {
				shown = append(shown, a.Sentences[len(a.Sentences)-1].Text)
			})
			if err != nil {
				t.Fatal(err)
			}
			var withheld []string
			for _, w := range a.Withheld {
				withheld = append(withheld, w.Text)
			}
			if diff := cmp.Diff(append([]string{"The shop keeps open for five years."}, test.shown...), texts(a)); diff != "" || !slices.Equal(shown, texts(a)) || !slices.Equal(withheld, test.withheld) {
				t.Errorf("shown in turn %q, withheld %q\n%s", shown, withheld, diff)
			}
		})
	}
}

func TestAQuotationInAnotherLanguageCarriesATranslation(t *testing.T) {
	const asked = "What does the village shop grant pay for?"
	for name, test := range map[string]struct {
		replies []string
		want    string
	}{
		"by the model":            {[]string{"", "1. 补助用于货架、收银机和冰箱。\n"}, "补助用于货架、收银机和冰箱。"},
		"not with a mention":      {[]string{"", "1. @everyone 商店可以获得补助。\n"}, ""},
		"not in its own language": {[]string{"", "1. A shop can get a grant.\n"}, ""},
		"not without an answer":   {[]string{""}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			model := &script{replies: test.replies}
			a, err := assistantWith(t, library(grant), bot.Options{Model: model}).Answer(t.Context(), bot.Question{Text: asked, Language: "zh"})
			if err != nil || len(a.Citations) == 0 {
				t.Fatal(a.Reason, err)
			}
			if got := a.Citations[0].Translation(); got != test.want {
				t.Errorf("translated as %q", got)
			}
		})
	}
}

func TestAModelIsNotAskedToTranslateItsOwnLanguage(t *testing.T) {
	model := &script{replies: []string{"say: The grant pays for shelves, tills and refrigerators. {shelves, tills}\n"}}
	_, err := assistantWith(t, library(grant), bot.Options{Model: model}).Answer(t.Context(), bot.Question{Text: "What does the village shop grant pay for?"})
	if err != nil || len(model.asked) != 1 {
		t.Errorf("the model was asked %d times, %v", len(model.asked), err)
	}
}

func TestNoMoreIsQuotedThanItsRightsAllow(t *testing.T) {
	var body strings.Builder
	for _, thing := range strings.Fields("shelves tills refrigerators lamps signs counters baskets scales doors windows freezers ovens") {
		body.WriteString("The shop grant pays for " + thing + " " + strings.Repeat("and for the work that it takes to put them up ", 3) + "in a village shop. ")
	}
	text := strings.Replace(grant, "kind: notice", "kind: notice\nrights: RIGHTS", 1) + "\n" + body.String()
	var reply strings.Builder
	for sentence := range strings.SplitAfterSeq(body.String(), ". ") {
		if words := strings.Fields(sentence); len(words) > 5 {
			reply.WriteString("say: " + sentence + "{pays for " + words[5] + "}\n")
		}
	}
	quoted := func(rights string) (characters int, withheld []string) {
		model := &script{replies: []string{reply.String(), ""}}
		a, err := assistantWith(t, library(strings.Replace(text, "RIGHTS", rights, 1)), bot.Options{Model: model}).Answer(t.Context(), bot.Question{Text: "What does the shop grant pay for?"})
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range a.Citations {
			characters += len(c.Quote()) + len(c.Before()) + len(c.After())
		}
		return characters, whys(a)
	}
	all, _ := quoted("official")
	some, withheld := quoted("quote-only")
	if all < 2000 || some > 1000 || some == 0 || len(withheld) == 0 || withheld[0] != "rights" {
		t.Errorf("%d characters are quoted of an official text, %d of one that may only be quoted (%v)", all, some, withheld)
	}
}

func TestEachPromptHasADelimiterOfItsOwn(t *testing.T) {
	model := &script{replies: []string{"answerable: no\n"}}
	a := assistantWith(t, policies.FS, bot.Options{Model: model})
	if _, err := a.Answer(t.Context(), bot.Question{Text: lingang}); err != nil {
		t.Fatal(err)
	}
	first := model.asked[0].User
	model.replies = append(model.replies, "answerable: no\n")
	if _, err := a.Answer(t.Context(), bot.Question{Text: lingang}); err != nil {
		t.Fatal(err)
	}
	if first == model.asked[1].User {
		t.Error("two prompts have the same delimiter")
	}
}

func TestASentenceThatAModelCopiesStandsInQuotationMarks(t *testing.T) {
	model := &script{replies: []string{"say: The shop keeps open for five years. {five years}\nsay: The grant pays for shelves and tills. {shelves, tills}\n"}}
	a, err := assistantWith(t, library(grant), bot.Options{Model: model}).Answer(t.Context(), bot.Question{Text: "What does the village shop grant pay for, and for how long?"})
	if err != nil || len(a.Sentences) != 2 {
		t.Fatal(texts(a), a.Withheld, err)
	}
	if first, second := a.Said(a.Sentences[0]), a.Said(a.Sentences[1]); first != "“The shop keeps open for five years.”" || second != "The grant pays for shelves and tills." {
		t.Errorf("said as %s and as %s", first, second)
	}
}
