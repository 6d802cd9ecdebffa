package bot_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"footnote/bot"
	"footnote/corpus/policies"
)

var ferries = fstest.MapFS{
	"ferry.txt":    {Data: []byte("---\nid: ferry\ntitle: The harbour ferry\nlanguage: en\n---\nThe harbour ferry shall carry bicycles by 2031. In May 2019 the harbour ferry was opened. From 2011 to 2014 the harbour ferry was planned. The harbour ferry is blue. The report of 2021, made public in March 2022, found that the harbour ferry is safe. In May 2019 the harbour ferry was opened in the west. It was painted in 2020.")},
	"ferry-zh.txt": {Data: []byte("---\nid: ferry-zh\ntitle: 港口渡船\nlanguage: zh\n---\n到2031年，港口渡船应当可以运载自行车。2019年5月，港口渡船开通。2011年至2014年，港口渡船处于规划阶段。港口渡船是蓝色的。")},
	"tram.txt":     {Data: []byte("---\nid: tram\ntitle: The tram\nlanguage: en\n---\nThe tram is green and runs every day.")},
}

func TestATimelineIsInTheOrderOfItsDates(t *testing.T) {
	a := assistant(t, ferries)
	for question, want := range map[string]string{
		"Timeline of the harbour ferry":                      "2011–2014 2019-05 2022-03 2031",
		"Give me a chronology of the harbour ferry, please.": "2011–2014 2019-05 2022-03 2031",
		"Timeline of the harbour ferry since 2019":           "2019-05 2022-03 2031",
		"Timeline of the harbour ferry from 2013 to 2020":    "2011–2014 2019-05",
		"港口渡船的发展历程":                                          "2011–2014 2019-05 2031",
		"2019年以来港口渡船的大事记":                                    "2019-05 2031",
		"按时间顺序梳理港口渡船":                                        "2011–2014 2019-05 2031",
	} {
		got := answer(t, a, bot.Question{Text: question})
		if got.Form != bot.FormTimeline || got.Table == nil {
			t.Errorf("%s: form %s, %s", question, got.Form, got.Status)
			continue
		}
		var dates []string
		for _, row := range got.Table.Rows {
			dates = append(dates, row[0].Text)
		}
		if s := strings.Join(dates, " "); s != want {
			t.Errorf("%s: %s", question, s)
		}
		cited(t, got, 1)
	}
}

func TestATimelineOfNothingDatedIsRefused(t *testing.T) {
	a := assistant(t, ferries)
	for question, reason := range map[string]string{
		"Timeline of the tram":                     "nothing that it says of it has a date",
		"Timeline of the harbour ferry since 2040": "nothing that it says of it has a date",
		"Timeline of the airport":                  "something else than the documents",
		"机场的大事记":                                   "无关",
	} {
		if got := answer(t, a, bot.Question{Text: question}); got.Form != bot.FormTimeline || got.Status != bot.Refused || !strings.Contains(got.Reason, reason) {
			t.Errorf("%s: form %s, %s: %s", question, got.Form, got.Status, got.Reason)
		}
	}
}

func TestATimelineOfTheShippedCorpusRisesAndIsBounded(t *testing.T) {
	a := assistant(t, policies.FS)
	for _, question := range []string{"Timeline of new quality productive forces", "新质生产力的时间线"} {
		got := answer(t, a, bot.Question{Text: question})
		var years []string
		for _, row := range got.Table.Rows {
			years = append(years, regexp.MustCompile(`^\d{4}`).FindString(row[0].Text))
		}
		if len(years) < 8 || len(years) > 12 || !slices.IsSorted(years) {
			t.Errorf("%s: %v", question, years)
		}
		cited(t, got, 1)
	}
}

func TestOtherQuestionsOfTimeAreNoTimelines(t *testing.T) {
	formsOf(t, assistant(t, policies.FS), map[string]bot.Form{
		"When did Lingang publish its measures?":              bot.FormAnswer,
		"Until when do the Lingang measures apply?":           bot.FormAnswer,
		"临港的措施什么时候发布的？":                                       bot.FormAnswer,
		"Does the timeline of the MIIT opinions end in 2025?": bot.FormAnswer,
	})
}
