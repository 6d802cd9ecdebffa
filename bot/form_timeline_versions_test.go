package bot_test

import (
	"strings"
	"testing"

	"footnote/bot"
	"footnote/corpus"
)

func TestTheVersionsOfARuleStandInItsTimeline(t *testing.T) {
	rules, english, chinese := assistant(t, versions), kept(t, bot.Options{}, orchards...), kept(t, bot.Options{}, hanOrchards...)
	for name, tc := range map[string]struct {
		a        *bot.Assistant
		question bot.Question
		want     string // the table; empty: no row of it is that of a version
	}{
		"what a rule replaced": {rules, bot.Question{Text: "Timeline of the Parking Fee Regulation of 2022"},
			"2020 | The parking fee limit of the regulation of 2020 is repealed at the same time. / 2020-01-01 (effective) | The parking fee limit is 5 yuan per hour. / 2022-06-01 (effective) | The parking fee limit is 8 yuan per hour."},
		"what is to replace a rule": {rules, bot.Question{Text: "Timeline of the Resident Permit Rules"},
			"2020-01-01 (effective) | A resident permit is valid for 12 months. / 2090-01-01 (effective) | A resident permit is valid for 24 months."},
		"up to the day that is set": {rules, bot.Question{Text: "Timeline of the parking fee limit", AsOf: corpus.Date{Year: 2021}}, ""},
		"the wordings that were kept": {english, bot.Question{Text: "Timeline of the notice on orchard subsidies"},
			"2026-01-10 (this wording first seen) | The subsidy is 100 yuan for each mu. / 2026-02-10 (this wording first seen) | The subsidy is 120 yuan for each mu. / 2026-03-10 (this wording first seen) | The subsidy is 150 yuan for each mu."},
		"those of a period": {english, bot.Question{Text: "Timeline of the notice on orchard subsidies since February 2026"},
			"2026-02-10 (this wording first seen) | The subsidy is 120 yuan for each mu. / 2026-03-10 (this wording first seen) | The subsidy is 150 yuan for each mu."},
		"a text without another version": {rules, bot.Question{Text: "Timeline of the Measures for Bicycle Stands"}, ""},
		"被取代的条例": {rules, bot.Question{Text: "《停车收费管理条例（2022年修订）》的发展历程"},
			"2020-01-01（施行） | 停车收费上限为每小时5元。 / 2022-06-01 | 本条例自2022年6月1日起施行，2020年施行的条例同时废止。 / 2022-06-01（施行） | 停车收费上限为每小时8元。"},
		"保留的旧文本": {chinese, bot.Question{Text: "果园补贴通知的时间线"},
			"2026-01-10（首次收录此文本） | 每亩补贴100元。 / 2026-02-10（首次收录此文本） | 每亩补贴150元。"},
	} {
		t.Run(name, func(t *testing.T) {
			got := answer(t, tc.a, tc.question)
			table := cells(got.Table)
			if tc.want == "" {
				if strings.ContainsAny(table, "(（") {
					t.Errorf("%s: %s", got.Status, table)
				}
				return
			}
			if _, rows, _ := strings.Cut(table, " / "); got.Form != bot.FormTimeline || got.Status != bot.Answered || rows != tc.want {
				t.Errorf("form %s, %s %q\n got %s\nwant %s", got.Form, got.Status, got.Reason, rows, tc.want)
			}
			cited(t, got, 1)
		})
	}
}
