package bot_test

import (
	"fmt"
	"strings"
	"testing"

	"footnote/bot"
	"footnote/corpus/policies"
)

// cells writes a table in one line, its cells parted by bars and its rows by slashes.
func cells(t *bot.Table) string {
	if t == nil {
		return "no table"
	}
	rows := []string{strings.Join(t.Columns, " | ")}
	for _, row := range t.Rows {
		var texts []string
		for _, c := range row {
			texts = append(texts, c.Text)
		}
		rows = append(rows, strings.Join(texts, " | "))
	}
	return strings.Join(rows, " / ")
}

// cited checks that each cell that says something is cited, but for labels.
func cited(t *testing.T, a bot.Answer, labels int) {
	t.Helper()
	for _, row := range a.Table.Rows {
		for _, c := range row[labels:] {
			var quotes []string
			for _, n := range c.Citations {
				quotes = append(quotes, a.Citations[n-1].Quote())
			}
			if said := !strings.HasPrefix(c.Text, "—"); said != (len(c.Citations) > 0) || said && strings.Join(quotes, " ") != c.Text {
				t.Errorf("%s: cell %q is cited by %q", a.Question, c.Text, quotes)
			}
		}
	}
}

func TestYearsPlacesTermsAndDocumentsAreComparedInATable(t *testing.T) {
	parking, shipped := assistant(t, versions), assistant(t, policies.FS)
	for _, tc := range []struct {
		a              *bot.Assistant
		question, want string
		missing        []string
	}{
		{parking, "Compare the parking fee limit in 2021 and 2023", "2021 | 2023 / The parking fee limit is 5 yuan per hour. | The parking fee limit is 8 yuan per hour.", nil},
		{parking, "How did the parking fee limit change between 2021 and 2023?", "2021 | 2023 / The parking fee limit is 5 yuan per hour. | The parking fee limit is 8 yuan per hour.", nil},
		{parking, "What was the parking fee limit in 2021 and in 2023?", "2021 | 2023 / The parking fee limit is 5 yuan per hour. | The parking fee limit is 8 yuan per hour.", nil},
		{parking, "Compare the fee limit in Parking Fee Regulation of 2020 with Parking Fee Regulation of 2022", "Parking Fee Regulation of 2020 | Parking Fee Regulation of 2022 / The parking fee limit is 5 yuan per hour. | The parking fee limit is 8 yuan per hour.", nil},
		{parking, "2021年和2023年的停车收费上限有什么不同？", "2021年 | 2023年 / 停车收费上限为每小时5元。 | 停车收费上限为每小时8元。", nil},
		{parking, "比较停车〔2019〕12号和停车〔2021〕8号", "停车〔2019〕12号 | 停车〔2021〕8号 / ", nil},
		{parking, "Compare the parking fee limit in 2017 and 2023", "2017 | 2023 / — (not in this library) | The parking fee limit is 8 yuan per hour.", []string{"2017"}},
		{shipped, "Compare the subsidies in Lingang and Beijing", "Lingang | Beijing / Subsidies under the Lingang measures run up to a ceiling of RMB 10 million (US$1.41 million). | — (not in this library)", []string{"Beijing"}},
		{shipped, "临港和北京的补贴有什么不同？", "临港 | 北京 / 临港新片区的补贴最高为1000万元（141万美元）。 | —（本资料库中没有）", []string{"北京"}},
		{shipped, "新型工业化和新产业有什么区别？", "新型工业化 | 新产业 / 两者侧重不同", nil},
	} {
		got := answer(t, tc.a, bot.Question{Text: tc.question})
		if got.Form != bot.FormCompare || !strings.HasPrefix(cells(got.Table), tc.want) || fmt.Sprint(got.Missing) != fmt.Sprint(tc.missing) {
			t.Errorf("%s\nform %s, %s, missing %q: %s", tc.question, got.Form, got.Status, got.Missing, cells(got.Table))
			continue
		}
		if want := map[bool]bot.Status{true: bot.Answered, false: bot.Partial}[tc.missing == nil]; got.Status != want {
			t.Errorf("%s: %s", tc.question, got.Status)
		}
		cited(t, got, 0)
	}
}

func TestEachSideOfAComparisonIsOfItsOwnDay(t *testing.T) {
	got := answer(t, assistant(t, versions), bot.Question{Text: "Compare the parking fee limit in 2021 and 2023"})
	if notes := strings.Join(got.Notes, " "); !strings.Contains(notes, "[1] was in force in 2021; today it is superseded by") {
		t.Errorf("notes %q", got.Notes)
	}
}

func TestADocumentThatIsSetIsNotComparedWithAnother(t *testing.T) {
	got := answer(t, assistant(t, versions), bot.Question{Text: "Compare Parking Fee Regulation of 2020 with Parking Fee Regulation of 2022", Document: "new"})
	for _, c := range got.Citations {
		if c.Document().ID != "new" {
			t.Errorf("quotes %s", c.Document().ID)
		}
	}
}
