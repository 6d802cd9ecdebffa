package bot_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"footnote/bot"
)

// Rules of 2021 that those of 2024 replace, and texts of today that speak of 2023, in both
// languages.
var thenAndNow = fstest.MapFS{
	"taxi-21.txt":    {Data: []byte("---\nid: taxi-21\ntitle: Taxi Fare Rules\nissuer: Office of Taxis\nkind: rule\npublished: 2020-11-01\neffective_from: 2021-01-01\n---\nArticle 1\n\nThe base fare of a taxi is 10 yuan.\n\nArticle 2\n\nA taxi driver shall rest for 20 minutes after 4 hours.")},
	"taxi-24.txt":    {Data: []byte("---\nid: taxi-24\ntitle: Taxi Fare Rules\nissuer: Office of Taxis\nkind: rule\npublished: 2023-12-01\neffective_from: 2024-01-01\nsupersedes: [taxi-21]\n---\nArticle 1\n\nThe base fare of a taxi is 14 yuan.\n\nArticle 2\n\nA base fare of a taxi that was charged in 2023 may be claimed back until June 2024.\n\nArticle 3\n\nThe target for 2023 of 500 electric taxis is moved to 2025.")},
	"report.txt":     {Data: []byte("---\nid: report\ntitle: Taxi Report\nissuer: Office of Taxis\nkind: report\npublished: 2024-05-01\n---\nIn 2023, the base fare of a taxi was discussed at 12 meetings. In 2023, 8100 taxis were licensed.")},
	"taxi-21-zh.txt": {Data: []byte("---\nid: taxi-21-zh\ntitle: 出租车运价规定\nissuer: 出租车办公室\nkind: rule\nlanguage: zh\npublished: 2020-11-01\neffective_from: 2021-01-01\n---\n第一条 出租车起步价为10元。\n\n第二条 驾驶员连续驾驶4小时后应当休息20分钟。")},
	"taxi-24-zh.txt": {Data: []byte("---\nid: taxi-24-zh\ntitle: 出租车运价规定\nissuer: 出租车办公室\nkind: rule\nlanguage: zh\npublished: 2023-12-01\neffective_from: 2024-01-01\nsupersedes: [taxi-21-zh]\n---\n第一条 出租车起步价为14元。\n\n第二条 2023年收取的出租车起步价可以在2024年6月前申请退还。")},
	"report-zh.txt":  {Data: []byte("---\nid: report-zh\ntitle: 出租车行业报告\nissuer: 出租车办公室\nkind: report\nlanguage: zh\npublished: 2024-05-01\n---\n2023年，出租车起步价在12次会议上讨论过。2023年，共有8100辆出租车获得许可。")},
}

func TestWhatAppliedInAYearComesBeforeWhatNamesTheYear(t *testing.T) {
	a := assistant(t, thenAndNow)
	for name, tc := range map[string]struct{ question, first, says string }{
		"the rule of the year":                  {"What was the base fare of a taxi in 2023?", "taxi-21", "10 yuan"},
		"what applied":                          {"What base fare applied to taxis in 2023?", "taxi-21", "10 yuan"},
		"the rule of today without a year":      {"What is the base fare of a taxi?", "taxi-24", "14 yuan"},
		"the rule of a later year":              {"What was the base fare of a taxi in 2024?", "taxi-24", "14 yuan"},
		"what only the report says of the year": {"How many taxis were licensed in 2023?", "report", "8100"},
		"what only the text of today says":      {"What target for electric taxis was there for 2023?", "taxi-24", "500 electric taxis"},
		"一年的规定":                                 {"2023年出租车起步价是多少？", "taxi-21-zh", "10元"},
		"一年适用的规定":                               {"2023年适用的出租车起步价是多少？", "taxi-21-zh", "10元"},
		"没有年份指现行规定":                             {"出租车起步价是多少？", "taxi-24-zh", "14元"},
		"报告所说的年份":                               {"2023年有多少辆出租车获得许可？", "report-zh", "8100辆"},
	} {
		t.Run(name, func(t *testing.T) {
			got := answer(t, a, bot.Question{Text: tc.question})
			if len(got.Citations) == 0 || got.Citations[0].Document().ID != tc.first || !strings.Contains(got.Citations[0].Quote(), tc.says) {
				t.Errorf("%s, quotes %q", got.Status, quotes(got))
			}
		})
	}
}
