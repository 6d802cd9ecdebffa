package bot_test

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"footnote/bot"
	"footnote/corpus"
)

// Briefs on one thing, of 2019 and of 2024 in English and of 2024 in Chinese, and rules
// of 2023 in both that nothing has replaced.
var published = fstest.MapFS{
	"ponds-19.txt": {Data: []byte("---\nid: ponds-19\ntitle: Ponds in parks\nissuer: Office of Ponds\nkind: brief\npublished: 2019-05-02\n---\nA garden pond in a park is cleaned 2 times a year.")},
	"ponds-24.txt": {Data: []byte("---\nid: ponds-24\ntitle: Ponds in parks, revisited\nissuer: Office of Ponds\nkind: brief\npublished: 2024-05-02\n---\nA garden pond in a park is cleaned 6 times a year. A fountain in a park runs for 10 hours a day.")},
	"taps.txt":     {Data: []byte("---\nid: taps\ntitle: Rules on Drinking Water Taps\nissuer: Office of Ponds\nkind: rule\npublished: 2023-03-01\neffective_from: 2023-04-01\n---\nA drinking water tap shall be tested every 14 days.")},
	"taps-zh.txt":  {Data: []byte("---\nid: taps-zh\ntitle: 饮水龙头管理办法\nissuer: 池塘办公室\nkind: rule\nlanguage: zh\npublished: 2023-03-01\neffective_from: 2023-04-01\n---\n饮水龙头应当每14天检测一次。")},
	"ponds-zh.txt": {Data: []byte("---\nid: ponds-zh\ntitle: 公园喷泉简报\nissuer: 池塘办公室\nkind: brief\nlanguage: zh\npublished: 2024-05-02\n---\n公园喷泉每天开放10小时。")},
	"undated.txt":  {Data: []byte("---\nid: undated\ntitle: Swans\nissuer: Office of Ponds\nkind: brief\n---\nA swan is fed 3 kilograms of grain a week.")},
}

func TestWhatWasPublishedLaterIsNoEvidenceOfADay(t *testing.T) {
	a := assistant(t, published)
	day := func(year int) corpus.Date { return corpus.Date{Year: year} }
	for name, tc := range map[string]struct {
		question bot.Question
		document string // the only one quoted; none is a refusal
		says     string // part of the reason or of a note
	}{
		"today the newer brief too":              {bot.Question{Text: "How many hours a day does a fountain in a park run?"}, "ponds-24", ""},
		"a brief of later is not quoted":         {bot.Question{Text: "How many hours a day does a fountain in a park run?", AsOf: day(2023)}, "", "by 2023 answers this. What this library holds about it is later: the earliest is of 2024-05-02."},
		"a brief of that year is":                {bot.Question{Text: "How many hours a day does a fountain in a park run?", AsOf: day(2024)}, "ponds-24", ""},
		"an older brief in place of a newer one": {bot.Question{Text: "How often is a garden pond in a park cleaned?", AsOf: day(2020)}, "ponds-19", ""},
		"the earliest of several is named":       {bot.Question{Text: "How often is a garden pond in a park cleaned?", AsOf: day(2015)}, "", "the earliest is of 2019-05-02"},
		"a rule of later":                        {bot.Question{Text: "How often shall a drinking water tap be tested?", AsOf: day(2020)}, "", "the earliest is of 2023-03-01"},
		"a rule by its name":                     {bot.Question{Text: "How often do the Rules on Drinking Water Taps say that a tap shall be tested?", AsOf: day(2020)}, "", "the earliest is of 2023-03-01"},
		"a summary of what came later":           {bot.Question{Text: "Summarize the Rules on Drinking Water Taps", AsOf: day(2020)}, "", "the earliest is of 2023-03-01"},
		"a document that the asker chose":        {bot.Question{Text: "How often shall a tap be tested?", AsOf: day(2020), Document: "taps"}, "taps", ""},
		"what has no date is included":           {bot.Question{Text: "How much grain is a swan fed?", AsOf: day(2020)}, "undated", "do not say when they apply"},
		"what is not here at all":                {bot.Question{Text: "How many herons nest in the harbour?", AsOf: day(2020)}, "", "something else than the documents"},
		"之后发布的简报不作依据":                            {bot.Question{Text: "公园喷泉每天开放几小时？", AsOf: day(2023)}, "", "截至2023年，本资料库中没有已发布的内容能回答这个问题。相关内容发布在此之后，最早的日期为2024-05-02。"},
		"当年发布的简报可作依据":                            {bot.Question{Text: "公园喷泉每天开放几小时？", AsOf: day(2024)}, "ponds-zh", ""},
		"之后发布的办法":                                {bot.Question{Text: "饮水龙头多久检测一次？", AsOf: day(2020)}, "", "最早的日期为2023-03-01"},
		"按名称问之后发布的办法":                            {bot.Question{Text: "《饮水龙头管理办法》规定饮水龙头多久检测一次？", AsOf: day(2020)}, "", "最早的日期为2023-03-01"},
		"资料库中根本没有的":                              {bot.Question{Text: "港口有多少只苍鹭？", AsOf: day(2020)}, "", "与本资料库的文件无关"},
	} {
		t.Run(name, func(t *testing.T) {
			got := answer(t, a, tc.question)
			if docs := quotedDocuments(got); tc.document != "" && !slices.Equal(docs, []string{tc.document}) && tc.says == "" || tc.document == "" && (got.Status != bot.Refused || len(docs) > 0) {
				t.Errorf("%s, quotes %q", got.Status, docs)
			}
			if said := got.Reason + " " + strings.Join(got.Notes, " "); !strings.Contains(said, tc.says) {
				t.Errorf("says %q", said)
			}
		})
	}
}

// quotedDocuments are the IDs of the documents that an answer cites, each once.
func quotedDocuments(a bot.Answer) []string {
	var ids []string
	for _, c := range a.Citations {
		if id := c.Document().ID; !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	return ids
}
