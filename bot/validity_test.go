package bot_test

import (
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"footnote/bot"
	"footnote/corpus"
)

// Regulations of 2020 and 2022 in both languages, a plan that followed another,
// and what is in force beside them.
var versions = fstest.MapFS{
	"old.txt":       {Data: []byte("---\nid: old\ntitle: Parking Fee Regulation of 2020\nissuer: Office of Parking\nnumber: Parking 2019 No. 12\nkind: regulation\npublished: 2019-12-01\neffective_from: 2020-01-01\n---\nArticle 1\n\nThe parking fee limit is 5 yuan per hour.\n\nArticle 2\n\nOperators shall register their car parks within 30 days.")},
	"new.txt":       {Data: []byte("---\nid: new\ntitle: Parking Fee Regulation of 2022\nissuer: Office of Parking\nnumber: Parking 2021 No. 8\nkind: regulation\npublished: 2021-12-01\neffective_from: 2022-06-01\nsupersedes: [old]\n---\nArticle 1\n\nThe parking fee limit is 8 yuan per hour.\n\nArticle 2\n\nOperators shall register their car parks within 60 days.\n\nArticle 3\n\nThis regulation takes effect on 1 June 2022. The parking fee limit of the regulation of 2020 is repealed at the same time.")},
	"old-zh.txt":    {Data: []byte("---\nid: old-zh\ntitle: 停车收费管理条例\nissuer: 停车办公室\nnumber: 停车〔2019〕12号\nkind: regulation\nlanguage: zh\npublished: 2019-12-01\neffective_from: 2020-01-01\n---\n第一条 停车收费上限为每小时5元。\n\n第二条 经营者应当在三十日内登记停车场。")},
	"new-zh.txt":    {Data: []byte("---\nid: new-zh\ntitle: 停车收费管理条例（2022年修订）\nissuer: 停车办公室\nnumber: 停车〔2021〕8号\nkind: regulation\nlanguage: zh\npublished: 2021-12-01\neffective_from: 2022-06-01\nsupersedes: [停车〔2019〕12号]\n---\n第一条 停车收费上限为每小时8元。\n\n第二条 经营者应当在六十日内登记停车场。\n\n第三条 本条例自2022年6月1日起施行，2020年施行的条例同时废止。")},
	"plan-21.txt":   {Data: []byte("---\nid: plan-21\ntitle: Charging Point Plan 2021-2025\nissuer: Office of Parking\nkind: plan\npublished: 2021-01-01\neffective_from: 2021-01-01\n---\nThe target for 2025 is 400 charging points.\n\nThe target for 2023 is 200 charging points.")},
	"plan-24.txt":   {Data: []byte("---\nid: plan-24\ntitle: Revised Charging Point Plan\nissuer: Office of Parking\nkind: plan\npublished: 2024-01-01\neffective_from: 2024-01-01\nsupersedes: [plan-21]\n---\nThe target for 2025 is 500 charging points.\n\nThe target for 2030 is 900 charging points.")},
	"measures.txt":  {Data: []byte("---\nid: measures\ntitle: Measures for Bicycle Stands\nissuer: Office of Parking\nnumber: Bicycles 2024 No. 12\nkind: rule\npublished: 2024-03-01\neffective_from: 2024-03-01\n---\nEach bicycle stand shall hold 20 bicycles.")},
	"bicycles.txt":  {Data: []byte("---\nid: bicycles\ntitle: Measures for Bicycle Stands of 2018\nissuer: Office of Parking\nnumber: Bicycles 2018 No. 3\nkind: rule\npublished: 2018-03-01\neffective_from: 2018-03-01\neffective_to: 2024-02-29\n---\nEach bicycle stand shall hold 10 bicycles.")},
	"permit.txt":    {Data: []byte("---\nid: permit\ntitle: Resident Permit Rules\nissuer: Office of Parking\nkind: rule\neffective_from: 2020-01-01\n---\nA resident permit is valid for 12 months.")},
	"permit-90.txt": {Data: []byte("---\nid: permit-90\ntitle: Resident Permit Rules of 2090\nissuer: Office of Parking\nkind: rule\npublished: 2020-06-01\neffective_from: 2090-01-01\nsupersedes: [permit]\n---\nA resident permit is valid for 24 months.")},
	"report.txt":    {Data: []byte("---\nid: report\ntitle: Parking Report\nissuer: Office of Parking\nkind: report\npublished: 2024-01-01\n---\nIn 2021, 310 parking garages were open. In 2023, 340 parking garages were open.")},
	"bays.txt":      {Data: []byte("---\nid: bays\ntitle: Bay Rules\nissuer: Office of Parking\nkind: rule\n---\nA bay shall be 230 centimetres wide.")},
	"bays-19.txt":   {Data: []byte("---\nid: bays-19\ntitle: Bay Rules of the Council\nissuer: Office of Parking\nkind: rule\npublished: 2019-02-01\nsupersedes: [bays]\n---\nA bay shall be 250 centimetres wide.")},
	"scooters.txt":  {Data: []byte("---\nid: scooters\ntitle: 滑板车停放试行办法\nissuer: 停车办公室\nkind: rule\nlanguage: zh\neffective_from: 2023-01-01\nstatus: trial\n---\n滑板车停放费为每天2元。")},
	"draft.txt":     {Data: []byte("---\nid: draft\ntitle: Draft Rules on Camper Vans\nissuer: Office of Parking\nkind: draft\npublished: 2023-01-01\n---\nA camper van may stay for 12 hours.")},
	"withdrawn.txt": {Data: []byte("---\nid: withdrawn\ntitle: Rules on Loading Bays\nissuer: Office of Parking\nkind: rule\neffective_from: 2021-01-01\nwithdrawn: 2025-02-03\n---\nA lorry may stand in a loading bay for 45 minutes. A van may stand in a loading bay for 20 minutes.")},
	"repealed.txt":  {Data: []byte("---\nid: repealed\ntitle: 渡船票价规定\nissuer: 停车办公室\nkind: rule\nlanguage: zh\neffective_from: 2015-01-01\neffective_to: 2019-06-30\nstatus: repealed\n---\n渡船票价为每人3元。")},
}

func TestAQuestionIsAnsweredFromTheTextThatItsDayMeans(t *testing.T) {
	a := assistant(t, versions)
	for name, tc := range map[string]struct {
		question bot.Question
		document string // the only one quoted; none is a refusal
		note     string // part of a note
	}{
		"no year means today":                         {bot.Question{Text: "What is the parking fee limit?"}, "new", ""},
		"now means today":                             {bot.Question{Text: "What is the parking fee limit now?"}, "new", ""},
		"a year in which the old text applied":        {bot.Question{Text: "What was the parking fee limit in 2021?"}, "old", "was in force in 2021; today it is superseded by “Parking Fee Regulation of 2022” (Parking 2021 No. 8), in effect since 2022-06-01"},
		"a year in present tense":                     {bot.Question{Text: "What is the parking fee limit in 2021?"}, "old", "superseded by"},
		"a year before a noun":                        {bot.Question{Text: "How high was the 2021 parking fee limit?"}, "old", "superseded by"},
		"the year that the repeal names":              {bot.Question{Text: "What was the parking fee limit in 2020?"}, "old", "superseded by"},
		"a year in which the new text applied":        {bot.Question{Text: "What was the parking fee limit in 2023?"}, "new", ""},
		"the year in which it took effect":            {bot.Question{Text: "What was the parking fee limit in 2022?"}, "new", ""},
		"a month before it took effect":               {bot.Question{Text: "What was the parking fee limit in May 2022?"}, "old", "in force in 2022-05"},
		"a day before it took effect":                 {bot.Question{Text: "What was the parking fee limit on 31 May 2022?"}, "old", "in force on 2022-05-31"},
		"the time before a year":                      {bot.Question{Text: "What was the parking fee limit before 2022?"}, "old", "superseded by"},
		"a year before all versions":                  {bot.Question{Text: "What was the parking fee limit in 2017?"}, "", ""},
		"a day that is set":                           {bot.Question{Text: "What is the parking fee limit?", AsOf: corpus.Date{Year: 2021}}, "old", "in force in 2021; today it is superseded by"},
		"a later day that is set":                     {bot.Question{Text: "What is the parking fee limit?", AsOf: corpus.Date{Year: 2023}}, "new", ""},
		"another article":                             {bot.Question{Text: "Within how many days did car parks have to be registered in 2021?"}, "old", "superseded by"},
		"the old text by its title":                   {bot.Question{Text: "What fee limit does the Parking Fee Regulation of 2020 set?"}, "old", " is superseded by “Parking Fee Regulation of 2022”"},
		"the old text by its number":                  {bot.Question{Text: "What is the fee limit of Parking 2019 No. 12?"}, "old", "is superseded by"},
		"the old text by its year":                    {bot.Question{Text: "What is the limit in the 2020 parking fee regulation?"}, "old", "is superseded by"},
		"the old text by its ID":                      {bot.Question{Text: "What is the parking fee limit?", Document: "old"}, "old", "is superseded by"},
		"the old text by its ID and a year":           {bot.Question{Text: "What was the parking fee limit in 2021?", Document: "old"}, "old", "is superseded by"},
		"the new text by its title":                   {bot.Question{Text: "What fee limit does the Parking Fee Regulation of 2022 set?"}, "new", ""},
		"the text to come by its title":               {bot.Question{Text: "How long is a permit valid under the Resident Permit Rules of 2090?"}, "permit-90", "is not yet in force: it takes effect on 2090-01-01"},
		"the text to come by its year":                {bot.Question{Text: "How long will a resident permit be valid in 2091?"}, "permit-90", "is not yet in force"},
		"the text in force while another is to come":  {bot.Question{Text: "How long is a resident permit valid?"}, "permit", "will be superseded on 2090-01-01 by “Resident Permit Rules of 2090”"},
		"this year means today":                       {bot.Question{Text: "What is the parking fee limit in " + strconv.Itoa(time.Now().Year()) + "?"}, "new", ""},
		"a fact of a year in a report":                {bot.Question{Text: "How many parking garages were open in 2021?"}, "report", ""},
		"what no text says of a year":                 {bot.Question{Text: "How many parking fines were imposed in 2021?"}, "", ""},
		"what only the old text knows, today":         {bot.Question{Text: "What was the target for charging points for 2019?"}, "", ""},
		"an undated text before its successor":        {bot.Question{Text: "How wide was a bay in 2015?"}, "bays", "do not say when they apply"},
		"a text that only says when it was published": {bot.Question{Text: "How wide was a bay in 2020?"}, "bays-19", ""},
		"a month of a text with a day":                {bot.Question{Text: "What was the parking fee limit as of June 2021?"}, "old", "in force in 2021-06"},
		"how many did something in a year":            {bot.Question{Text: "How many operators registered their car parks in 2021?"}, "", ""},
		"某年有多少做了某事":                                   {bot.Question{Text: "2021年有多少经营者登记了停车场？"}, "", ""},
		"某年的日数":                                       {bot.Question{Text: "2021年经营者应当在多少日内登记停车场？"}, "old-zh", "取代"},
		"没有年份指现行文本":                                   {bot.Question{Text: "停车收费上限是多少？"}, "new-zh", ""},
		"现在指现行文本":                                     {bot.Question{Text: "现在停车收费上限是多少？"}, "new-zh", ""},
		"旧文本有效的年份":                                    {bot.Question{Text: "2021年停车收费上限是多少？"}, "old-zh", "[1]在2021年有效，现已被《停车收费管理条例（2022年修订）》（停车〔2021〕8号）取代，该文件自2022-06-01起施行。"},
		"年份带的字":                                       {bot.Question{Text: "2021年的停车收费上限是多少？"}, "old-zh", "取代"},
		"废止条款所说的年份":                                   {bot.Question{Text: "2020年停车收费上限是多少？"}, "old-zh", "取代"},
		"新文本有效的年份":                                    {bot.Question{Text: "2023年停车收费上限是多少？"}, "new-zh", ""},
		"设定的日期":                                       {bot.Question{Text: "停车收费上限是多少？", AsOf: corpus.Date{Year: 2021}}, "old-zh", "在2021年有效"},
		"某年以前":                                        {bot.Question{Text: "2022年以前停车收费上限是多少？"}, "old-zh", "取代"},
		"旧文本的文号":                                      {bot.Question{Text: "停车〔2019〕12号规定的收费上限是多少？"}, "old-zh", "已被《停车收费管理条例"},
		"旧文本的年份":                                      {bot.Question{Text: "2020年施行的停车收费管理条例规定上限是多少？"}, "old-zh", "取代"},
		"同名而无年份指现行文本":                                 {bot.Question{Text: "《停车收费管理条例》规定的收费上限是多少？"}, "new-zh", ""},
		"a target of the text in force":               {bot.Question{Text: "What is the 2025 target for charging points?"}, "plan-24", ""},
		"a target for a later year":                   {bot.Question{Text: "How many charging points are the target for 2030?"}, "plan-24", ""},
		"a target that only the old text has":         {bot.Question{Text: "What was the target for charging points for 2023?"}, "plan-21", "[1][2] were in force in 2023; today they are superseded by “Revised Charging Point Plan”"},
		"the measures of a year that are in force":    {bot.Question{Text: "How many bicycles shall a stand hold under the 2024 measures?"}, "measures", ""},
		"a document number with a year":               {bot.Question{Text: "How many bicycles shall a stand hold by Document No. 12 of 2024?"}, "measures", ""},
		"the measures of a year that have run out":    {bot.Question{Text: "How many bicycles shall a stand hold under the 2018 measures?"}, "bicycles", "[1] has expired; it applied until 2024-02-29"},
		"a year of measures that have run out":        {bot.Question{Text: "How many bicycles did a stand have to hold in 2020?"}, "bicycles", "was in force in 2020; today it has expired"},
		"a trial is said to be one":                   {bot.Question{Text: "滑板车停放费是多少？"}, "scooters", "[1]为试行文件。"},
		"a draft is said to be one":                   {bot.Question{Text: "How long may a camper van stay?"}, "draft", "[1] is a draft and not in force."},
		"what vanished is said to have":               {bot.Question{Text: "How long may a lorry stand in a loading bay?"}, "withdrawn", "[1][2] have been gone from their source since 2025-02-03, which does not mean that they are repealed."},
		"what is repealed is left out":                {bot.Question{Text: "渡船票价是多少？"}, "", ""},
		"what is repealed is quoted for its own time": {bot.Question{Text: "2017年渡船票价是多少？"}, "repealed", "[1]在2017年有效，现已废止，有效期至2019-06-30。"},
		"what is repealed is quoted by name":          {bot.Question{Text: "《渡船票价规定》规定的票价是多少？"}, "repealed", "[1]已废止"},
	} {
		t.Run(name, func(t *testing.T) {
			got := answer(t, a, tc.question)
			var quoted []string
			for _, c := range got.Citations {
				if id := c.Document().ID; len(quoted) == 0 || quoted[len(quoted)-1] != id {
					quoted = append(quoted, id)
				}
			}
			notes := strings.Join(got.Notes, " ")
			if strings.Join(quoted, " ") != tc.document || !strings.Contains(notes, tc.note) {
				t.Errorf("%s from %v: %s\nmissing %q, notes %q", got.Status, quoted, text(got), got.Missing, notes)
			}
			if tc.note == "" && strings.Contains(notes, "supersede") {
				t.Errorf("a text in force has the note %q", notes)
			}
		})
	}
}
