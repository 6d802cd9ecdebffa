package bot_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"footnote/bot"
)

// front writes a document in force; more is further front matter.
func front(title, kind, day, more, text string) *fstest.MapFile {
	return &fstest.MapFile{Data: []byte(fmt.Sprintf("---\ntitle: %s\nkind: %s\neffective_from: %s\n%s---\n%s", title, kind, day, more, text))}
}

func TestTextsInForceThatDisagreeAreShownTogether(t *testing.T) {
	for name, tc := range map[string]struct {
		question      string
		first, second *fstest.MapFile
		note          string
	}{
		"on a sum, the law first": {"What is the parking fee limit?",
			front("Parking Notice", "notice", "2024-01-01", "", "The parking fee limit is 8 yuan per hour."),
			front("Parking Law", "law", "2020-01-01", "", "The parking fee limit is 5 yuan per hour."),
			"[1] and [2] disagree: 5 yuan in [1] of 2020-01-01, 8 yuan in [2] of 2024-01-01. The more binding text comes first."},
		"of one kind, the later first": {"How much is the parking fee limit?",
			front("Parking Rules", "rule", "2020-01-01", "", "The parking fee limit is 5 yuan per hour."),
			front("Parking Fee Rules", "rule", "2024-01-01", "", "The parking fee shall not exceed the limit of 8 yuan per hour."),
			"8 yuan in [1] of 2024-01-01, 5 yuan in [2] of 2020-01-01. The later text comes first."},
		"on a time": {"Within how many days shall operators register their car parks?",
			front("Car Park Regulation", "regulation", "2020-01-01", "", "Operators shall register their car parks within 30 days."),
			front("Rules on Car Parks", "rule", "2021-01-01", "", "Operators must register their car parks within 60 days."),
			"30 days in [1] of 2020-01-01, 60 days in [2] of 2021-01-01"},
		"on a share": {"What share of spaces is reserved for residents?",
			front("Parking Regulation", "regulation", "2020-01-01", "", "At least 10 percent of spaces are reserved for residents."),
			front("Parking Plan", "plan", "2021-01-01", "", "At least 15 percent of spaces are reserved for residents."),
			"10 percent in [1]"},
		"on a date": {"Until when are permits valid?",
			front("Permit Regulation", "regulation", "2020-01-01", "", "Resident permits are valid until 31 December 2027."),
			front("Permit Notice", "notice", "2021-01-01", "", "Resident permits are valid until 31 December 2028."),
			"[1] and [2] disagree"},
		"on what is claimed": {"Is the parking fee limit 5 yuan per hour?",
			front("Parking Notice", "notice", "2024-01-01", "", "The parking fee limit is 8 yuan per hour."),
			front("Parking Law", "law", "2020-01-01", "", "The parking fee limit is 5 yuan per hour."),
			"[1] and [2] disagree"},
		"under two titles, of what the sentence itself names": {"What is the power usage effectiveness of data centers?",
			front("Green Computing Rules", "rule", "2020-01-01", "", "The power usage effectiveness of data centers shall not exceed 1.3."),
			front("Energy Rules", "rule", "2022-01-01", "", "The power usage effectiveness of data centers shall not exceed 1.25."),
			"1.25 in [1] of 2022-01-01, 1.3 in [2] of 2020-01-01. The later text comes first."},
		"中文的金额": {"停车收费上限是多少？",
			front("停车收费通知", "notice", "2024-01-01", "", "停车收费上限定为每小时8元。"),
			front("停车收费条例", "regulation", "2020-01-01", "", "停车收费上限为每小时五元。"),
			"[1]与[2]说法不一：[1]（2020-01-01）为五元，[2]（2024-01-01）为8元。效力较高的列在前面。"},
		"中文的期限": {"经营者应当在多少日内登记停车场？",
			front("停车场管理条例", "regulation", "2020-01-01", "", "经营者应当在三十日内登记停车场。"),
			front("停车场登记办法", "rule", "2021-01-01", "", "经营者应当在60日内完成停车场登记。"),
			"[1]与[2]说法不一"},
		"中文的比例": {"居民专用车位的比例是多少？",
			front("停车条例", "regulation", "2020-01-01", "", "居民专用车位比例不低于10%。"),
			front("停车办法", "rule", "2021-01-01", "", "居民专用车位比例不低于百分之十五。"),
			"[1]与[2]说法不一"},
	} {
		t.Run(name, func(t *testing.T) {
			got := answer(t, assistant(t, fstest.MapFS{"a.txt": tc.first, "b.txt": tc.second}), bot.Question{Text: tc.question})
			notes := strings.Join(got.Notes, " ")
			disagree := strings.Contains(notes, "disagree") || strings.Contains(notes, "说法不一")
			if !strings.Contains(notes, tc.note) || !disagree || len(got.Citations) != 2 {
				t.Errorf("%s; notes %q", text(got), notes)
			}
		})
	}
}

func TestAYearInTheQuestionOrInTheTitleOfARegulationHidesNoDisagreement(t *testing.T) {
	files := fstest.MapFS{
		"advice.txt": {Data: []byte("---\ntitle: Mooring advice\nkind: guidance\npublished: 2023-01-01\n---\nThe yearly mooring permit costs 75 euros.")},
		"old.txt":    front("Mooring Regulation 2020", "regulation", "2020-04-01", "", "The yearly mooring permit costs 60 euros."),
		"rule.txt":   front("Mooring Regulation 2022", "regulation", "2022-07-01", "supersedes: [old]\n", "The yearly mooring permit costs 80 euros."),
	}
	for _, question := range []string{"What did the yearly mooring permit cost in 2023?", "What does the yearly mooring permit cost?"} {
		got := answer(t, assistant(t, files), bot.Question{Text: question})
		want := "[1] and [2] disagree: 80 euros in [1] of 2022-07-01, 75 euros in [2] of 2023-01-01. The more binding text comes first. Whether [2] is in force is not known."
		if notes := strings.Join(got.Notes, " "); !strings.Contains(notes, want) || got.Citations[0].Document().ID != "rule" {
			t.Errorf("%q: %s; notes %q", question, text(got), notes)
		}
	}
}

func TestTextsThatSpeakOfDifferentThingsDoNotDisagree(t *testing.T) {
	const law = "law"
	for name, tc := range map[string]struct {
		question      string
		first, second *fstest.MapFile
	}{
		"of another payer": {"What is the parking fee limit?",
			front("Parking Law", law, "2020-01-01", "", "The parking fee limit for residents is 5 yuan per hour."),
			front("Parking Rules", "rule", "2021-01-01", "", "The parking fee limit for companies is 8 yuan per hour.")},
		"of a special case": {"What is the parking fee limit?",
			front("Parking Law", law, "2020-01-01", "", "The parking fee limit is 5 yuan per hour."),
			front("Parking Rules", "rule", "2021-01-01", "", "The parking fee limit at night is 2 yuan per hour.")},
		"per hour and per day": {"What is the parking fee limit?",
			front("Parking Law", law, "2020-01-01", "", "The parking fee limit is 5 yuan per hour."),
			front("Parking Rules", "rule", "2021-01-01", "", "The parking fee limit is 50 yuan per day.")},
		"in another currency": {"What is the parking fee limit?",
			front("Parking Law", law, "2020-01-01", "", "The parking fee limit is 5 yuan per hour."),
			front("Parking Rules", "rule", "2021-01-01", "", "The parking fee limit is 8 dollars per hour.")},
		"at most and at least": {"How much is the parking fee?",
			front("Parking Law", law, "2020-01-01", "", "The parking fee is at most 8 yuan per hour."),
			front("Parking Rules", "rule", "2021-01-01", "", "The parking fee is at least 5 yuan per hour.")},
		"the same in other words": {"What is the parking fee limit?",
			front("Parking Law", law, "2020-01-01", "", "The parking fee limit is 1,000 yuan per month."),
			front("Parking Rules", "rule", "2021-01-01", "", "The parking fee limit is RMB 1000 per month.")},
		"about the same": {"How many parking spaces are there?",
			front("Parking Law", law, "2020-01-01", "", "There are 1,020 parking spaces."),
			front("Parking Rules", "rule", "2021-01-01", "", "There are about 1,000 parking spaces.")},
		"of two cities": {"What is the parking fee limit?",
			front("Shanghai Parking Rules", "rule", "2020-01-01", "", "The parking fee limit is 5 yuan per hour."),
			front("Beijing Parking Rules", "rule", "2021-01-01", "", "The parking fee limit is 8 yuan per hour.")},
		"of two jurisdictions": {"What is the parking fee limit?",
			front("Parking Rules", "rule", "2020-01-01", "jurisdiction: North\n", "The parking fee limit is 5 yuan per hour."),
			front("Parking Fee Rules", "rule", "2021-01-01", "jurisdiction: South\n", "The parking fee limit is 8 yuan per hour.")},
		"of two things that only the titles name": {"What is the fee per day?",
			front("Camper Van Rules", "rule", "2020-01-01", "", "The fee is 5 yuan per day."),
			front("Motorcycle Rules", "rule", "2021-01-01", "", "The fee is 8 yuan per day.")},
		"of two things that only the headings name": {"What is the parking fee limit?",
			front("Parking Law", law, "2020-01-01", "", "Chapter 1 Camper Vans\n\nThe parking fee limit is 5 yuan per hour."),
			front("Parking Rules", "rule", "2021-01-01", "", "Chapter 1 Motorcycles\n\nThe parking fee limit is 8 yuan per hour.")},
		"plans of two years": {"What is the target for parking spaces?",
			front("Parking Plan 2023", "plan", "2023-01-01", "", "The target is 500 parking spaces."),
			front("Parking Plan 2024", "plan", "2024-01-01", "", "The target is 600 parking spaces.")},
		"guidance of a year and a rule of another": {"What is the target for parking spaces?",
			front("Parking Guidance 2023", "guidance", "2023-01-01", "", "The target is 500 parking spaces."),
			front("Parking Rules 2022", "rule", "2022-01-01", "", "The target is 600 parking spaces.")},
		"of two years": {"What is the target for parking spaces?",
			front("Parking Plan", "plan", "2023-01-01", "", "The target for 2025 is 500 parking spaces."),
			front("Revised Parking Plan", "plan", "2024-01-01", "", "The target for 2030 is 600 parking spaces.")},
		"a draft": {"What is the parking fee limit?",
			front("Parking Law", law, "2020-01-01", "", "The parking fee limit is 5 yuan per hour."),
			front("Parking Rules", "draft", "2021-01-01", "", "The parking fee limit is 8 yuan per hour.")},
		"a text and the one it replaced": {"What is the parking fee limit?",
			front("Parking Law", law, "2020-01-01", "id: old\n", "The parking fee limit is 5 yuan per hour."),
			front("New Parking Law", law, "2021-01-01", "supersedes: [old]\n", "The parking fee limit is 8 yuan per hour.")},
		"a text and its translation": {"What is the parking fee limit?",
			front("Parking Law", law, "2020-01-01", "id: original\n", "The parking fee limit is 5 yuan per hour."),
			front("Law on Parking", law, "2020-01-01", "translation_of: original\n", "The parking fee limit is 8 yuan per hour.")},
		"a brief": {"What is the parking fee limit?",
			front("Parking Law", law, "2020-01-01", "", "The parking fee limit is 5 yuan per hour."),
			front("Parking in Brief", "brief", "2021-01-01", "", "The parking fee limit is 8 yuan per hour.")},
		"a question that asks for no figure": {"Who may park?",
			front("Parking Law", law, "2020-01-01", "", "Residents may park for 5 hours."),
			front("Parking Rules", "rule", "2021-01-01", "", "Residents may park for 8 hours.")},
		"对象不同": {"补贴金额是多少？",
			front("补贴办法", "rule", "2020-01-01", "", "小微企业补贴金额为5万元。"),
			front("补贴通知", "notice", "2021-01-01", "", "大型企业补贴金额为8万元。")},
		"地方不同": {"停车收费上限是多少？",
			front("上海市停车收费办法", "rule", "2020-01-01", "", "停车收费上限为每小时5元。"),
			front("北京市停车收费办法", "rule", "2021-01-01", "", "停车收费上限为每小时8元。")},
		"新区不同": {"购买算力服务的企业补贴最高多少？",
			front("临港新片区算力补贴办法", "rule", "2020-01-01", "", "对购买算力服务的企业给予最高1000万元补贴。"),
			front("浦东新区算力券办法", "rule", "2021-01-01", "", "对购买算力服务的企业给予最高500万元补贴。")},
		"发布地方不同": {"购买算力服务的企业补贴最高多少？",
			front("算力补贴办法", "rule", "2020-01-01", "issuer: 南湖市工信局\n", "对购买算力服务的企业给予最高1000万元补贴。"),
			front("算力券办法", "rule", "2021-01-01", "issuer: 北湖市工信局\n", "对购买算力服务的企业给予最高500万元补贴。")},
		"of two districts": {"What is the parking fee limit for residents with a permit?",
			front("Parking Rules", "rule", "2020-01-01", "issuer: North District Office\n", "The parking fee limit for residents with a permit is 5 yuan per hour."),
			front("Parking Fees", "rule", "2021-01-01", "issuer: South District Office\n", "The parking fee limit for residents with a permit is 8 yuan per hour.")},
		"单位不同": {"停车收费上限是多少？",
			front("停车收费办法", "rule", "2020-01-01", "", "停车收费上限为每小时5元。"),
			front("停车收费通知", "notice", "2021-01-01", "", "停车收费上限为每天50元。")},
		"年度不同": {"车位目标是多少？",
			front("2023年停车规划", "plan", "2023-01-01", "", "车位目标为500个。"),
			front("2024年停车规划", "plan", "2024-01-01", "", "车位目标为600个。")},
		"只有标题不同": {"停放费用是多少？",
			front("房车停放费用办法", "rule", "2020-01-01", "", "停放费用为每天5元。"),
			front("摩托车停放费用办法", "rule", "2021-01-01", "", "停放费用为每天8元。")},
		"数值相同": {"停车收费上限是多少？",
			front("停车收费办法", "rule", "2020-01-01", "", "停车收费上限为每月1000元。"),
			front("停车收费通知", "notice", "2021-01-01", "", "停车收费上限为每月一千元。")},
	} {
		t.Run(name, func(t *testing.T) {
			got := answer(t, assistant(t, fstest.MapFS{"a.txt": tc.first, "b.txt": tc.second}), bot.Question{Text: tc.question})
			notes := strings.Join(got.Notes, " ")
			if got.Status == bot.Refused || strings.Contains(notes, "disagree") || strings.Contains(notes, "说法不一") {
				t.Errorf("%s %s; notes %q", got.Status, text(got), notes)
			}
		})
	}
}
