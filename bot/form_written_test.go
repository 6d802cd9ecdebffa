package bot_test

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"footnote/bot"
	"footnote/bot/bottest"
)

func written(t *testing.T, question, reply string) bot.Answer {
	t.Helper()
	a := bot.New(assistant(t, versions).Index(), bot.Options{Model: &script{replies: []string{reply, "answerable: yes\n"}}})
	return answer(t, a, bot.Question{Text: question})
}

// reasons are why sentences of an answer were withheld.
func reasons(a bot.Answer) string {
	var out []string
	for _, w := range a.Withheld {
		out = append(out, w.Why)
	}
	return strings.Join(out, "; ")
}

func TestAWrittenComparisonIsLaidOutByItsLabels(t *testing.T) {
	got := written(t, "Compare the parking fee limit in 2021 and 2023", `answerable: yes
say: fee limit | 2021 | In 2021 the parking fee limit is 5 yuan per hour. {5 yuan}
say: Fee limit | 2021 | The parking fee limit is 5 yuan per hour. {5 yuan}
say: fee limit | 2023 | The parking fee limit is 8 yuan per hour. {8 yuan}
`)
	if want := " | 2021 | 2023 / Fee limit | The parking fee limit is 5 yuan per hour. | The parking fee limit is 8 yuan per hour."; cells(got.Table) != want {
		t.Errorf("withheld %q\ngot  %s\nwant %s", got.Withheld, cells(got.Table), want)
	}
}

func TestASentenceInTheWrongColumnIsWithheld(t *testing.T) {
	got := written(t, "Compare the parking fee limit in 2021 and 2023", `answerable: yes
say: fee limit | 2021 | The parking fee limit is 8 yuan per hour. {8 yuan}
say: fee limit | 2022 | The parking fee limit is 5 yuan per hour. {5 yuan}
say: fee limit | 2023 | The parking fee limit is 8 yuan per hour. {8 yuan}
`)
	if want := " | 2021 | 2023 / fee limit | The parking fee limit is 5 yuan per hour. | The parking fee limit is 8 yuan per hour."; cells(got.Table) != want {
		t.Errorf("got  %s\nwant %s", cells(got.Table), want)
	}
	if s := reasons(got); !strings.Contains(s, "does not speak of “2021”") || !strings.Contains(s, "names nothing that is compared") {
		t.Errorf("withheld because %s", s)
	}
}

func TestAWrittenComparisonWithoutLabelsIsLaidOutByWhatProvesIt(t *testing.T) {
	got := written(t, "Compare the parking fee limit in 2021 and 2023", `answerable: yes
say: The parking fee limit is 8 yuan per hour. {8 yuan}
say: The parking fee limit is 5 yuan per hour. {5 yuan}
`)
	if want := "2021 | 2023 / The parking fee limit is 5 yuan per hour. | The parking fee limit is 8 yuan per hour."; cells(got.Table) != want {
		t.Errorf("got  %s\nwant %s", cells(got.Table), want)
	}
}

func TestASideThatAModelLeavesOutIsQuoted(t *testing.T) {
	got := written(t, "Compare the parking fee limit in 2021 and 2023", "answerable: yes\nsay: limit | 2023 | The parking fee limit is 8 yuan per hour. {8 yuan}\n")
	if !strings.Contains(cells(got.Table), "The parking fee limit is 5 yuan per hour.") {
		t.Error(cells(got.Table))
	}
}

func TestTheLabelOfARowSaysNothingOfItsOwn(t *testing.T) {
	got := written(t, "Compare the parking fee limit in 2021 and 2023", `answerable: yes
say: Free of charge for ministers | 2021 | The parking fee limit is 5 yuan per hour. {5 yuan}
say: Free of charge for ministers | 2023 | The parking fee limit is 8 yuan per hour. {8 yuan}
`)
	if want := "2021 | 2023 / The parking fee limit is 5 yuan per hour. | The parking fee limit is 8 yuan per hour."; cells(got.Table) != want {
		t.Errorf("got  %s\nwant %s", cells(got.Table), want)
	}
}

// Whatever a model writes as labels, in its reply or in the repair turn, nothing of it is
// in the answer that is not a plain word of the question or the texts.
func TestNothingHostileGetsOutOfALabel(t *testing.T) {
	index := assistant(t, versions).Index()
	for i, text := range bottest.Effects {
		if hurried() && i%7 > 0 {
			continue
		}
		text = strings.Join(strings.Fields(text), " ")
		labels := []string{text + " | 2021", "parking fee " + text + " | 2021", "fee limit | " + text, text + " | " + text, "2021 " + text + " | 2021 " + text}
		at := func(n int) string { return labels[(i+n)%len(labels)] }
		model := &script{replies: []string{
			"say: " + at(0) + " | The parking fee limit is 5 yuan per hour. {5 yuan}\nsay: " + at(1) + " | Operators shall register their car parks within 30 days. {30 days}\nsay: fee limit | 2023 | The parking fee limit is 9 yuan per hour. {8 yuan}\n",
			"say: " + at(2) + " | A parking fee limit of 8 yuan per hour is set. {8 yuan}\n",
		}}
		got := answer(t, bot.New(index, bot.Options{Model: model}), bot.Question{Text: "Compare the parking fee limit in 2021 and 2023"})
		data, err := json.Marshal(got)
		if err != nil {
			t.Fatal(err)
		}
		for _, word := range strings.Fields(text) {
			if utf8.RuneCountInString(word) > 3 && bottest.Live(word) != "" && strings.Contains(string(data), word) {
				t.Errorf("%s: the answer holds %q: %s", text, word, data)
			}
		}
		if live := bottest.Live(reasons(got) + cells(got.Table)); live != "" {
			t.Errorf("%s: %s: %s %s", text, live, reasons(got), cells(got.Table))
		}
	}
}

func TestASignIsNoLabel(t *testing.T) {
	got := written(t, "Compare the parking fee limit in 2021 and 2023", `answerable: yes
say: ✅ | 2021 | The parking fee limit is 5 yuan per hour. {5 yuan}
say: ❌ | 2023 | The parking fee limit is 8 yuan per hour. {8 yuan}
`)
	if want := "2021 | 2023 / The parking fee limit is 5 yuan per hour. | The parking fee limit is 8 yuan per hour."; cells(got.Table) != want {
		t.Errorf("got  %s\nwant %s", cells(got.Table), want)
	}
}

func TestTheLabelOfARowDeniesNothing(t *testing.T) {
	for question, reply := range map[string]string{
		"Compare the parking fee limit in 2021 and 2023": `answerable: yes
say: no fee limit | 2021 | The parking fee limit is 5 yuan per hour. {5 yuan}
say: No fee limit | 2023 | The parking fee limit is 8 yuan per hour. {8 yuan}
`,
		"2021年和2023年的停车收费上限有什么不同？": `answerable: yes
say: 不收费 | 2021年 | 停车收费上限为每小时5元。 {5元}
say: 不 收费 | 2023年 | 停车收费上限为每小时8元。 {8元}
`,
	} {
		got := written(t, question, reply)
		if text := cells(got.Table); !strings.HasPrefix(text, "2021") || strings.Count(text, " / ") != 1 || len(got.Withheld) > 0 {
			t.Errorf("%s: %s, withheld %q", question, text, got.Withheld)
		}
	}
}

func TestTheDateOfAWrittenEntryIsThatOfItsSentence(t *testing.T) {
	got := written(t, "Timeline of the parking garages", `answerable: yes
say: 2023 | In 2023, 340 parking garages were open. {340 parking}
say: 1999 | In 2021, 310 parking garages were open. {310 parking}
`)
	if want := "Date | What happened / 2021 | In 2021, 310 parking garages were open. / 2023 | In 2023, 340 parking garages were open."; cells(got.Table) != want {
		t.Errorf("got  %s\nwant %s", cells(got.Table), want)
	}
}

func TestAnEntryWithoutADateIsWithheld(t *testing.T) {
	for _, tc := range []struct{ question, reply, want string }{
		{"Timeline of the parking garages", `answerable: yes
say: 2021 | The number of parking garages that were open is 310. {310 parking}
say: 2023 | In 2023, 340 parking garages were open. {340 parking}
`, "Date | What happened / 2023 | In 2023, 340 parking garages were open."},
		{"停车收费管理条例的时间线", `answerable: yes
say: 2022-06-01 | 停车收费上限为每小时8元。 {8元}
say: 2022-06-01 | 本条例自2022年6月1日起施行。 {本条例}
`, "日期 | 事件 / 2020-01-01（施行） | 停车收费上限为每小时5元。 / 2022-06-01 | 本条例自2022年6月1日起施行。 / 2022-06-01（施行） | 停车收费上限为每小时8元。"},
	} {
		got := written(t, tc.question, tc.reply)
		if cells(got.Table) != tc.want || len(got.Withheld) != 1 || !got.Written() {
			t.Errorf("%s: withheld %q\ngot  %s\nwant %s", tc.question, got.Withheld, cells(got.Table), tc.want)
		}
	}
}

func TestWrittenChangesStandOldBesideNew(t *testing.T) {
	model := &script{replies: []string{`answerable: yes
say: The earlier text sets a parking fee limit of 5 yuan per hour. {5 yuan}
say: The parking fee limit is 8 yuan per hour. {8 yuan}
say: Operators shall register their car parks within 30 days. {30 days}
say: Operators shall register their car parks within 60 days. {60 days}
`, "answerable: yes\n"}}
	a := bot.New(assistant(t, versions).Index(), bot.Options{Model: model})
	got := answer(t, a, bot.Question{Text: "What changed in the parking fee regulation?"})
	if !strings.Contains(cells(got.Table), "Article 2 | Operators shall register their car parks within 30 days. | Operators shall register their car parks within 60 days.") {
		t.Errorf("%s, withheld %q: %s", got.Status, got.Withheld, cells(got.Table))
	}
	if notes := strings.Join(got.Notes, " "); !strings.Contains(notes, "Changed sentences that are not shown: 2. Sentences that only moved: 0.") {
		t.Errorf("notes %q", got.Notes)
	}
	user := model.asked[0].User
	for _, pair := range [][2]string{{"[1.1] The parking fee limit is 5 yuan", "[2.1] The parking fee limit is 8 yuan"}, {"[3.1] Operators shall register their car parks within 30", "[4.1] Operators shall register their car parks within 60"}} {
		if at := strings.Index(user, pair[0]); at < 0 || !strings.Contains(user[at:], pair[1]) {
			t.Errorf("the prompt does not hold %q before %q:\n%s", pair[0], pair[1], user)
		}
	}
}

func TestAWrittenVerdictIsOnlyBelievedWhereItIsProved(t *testing.T) {
	for _, tc := range []struct {
		question, verdict string
		want              bot.Verdict
	}{
		{"Fact-check: The parking fee limit is 8 yuan per hour.", "supported", bot.VerdictSupported},
		{"Fact-check: The parking fee limit is 9 yuan per hour.", "supported", ""},
		{"Fact-check: The parking fee limit is 9 yuan per hour.", "contradicted", bot.VerdictContradicted},
		{"Fact-check: The parking fee limit is not 8 yuan per hour.", "contradicted", bot.VerdictContradicted},
		{"Fact-check: The parking fee limit is paid to the Office of Parking.", "contradicted", ""},
		{"Fact-check: The parking fee limit is for 3 hours.", "contradicted", ""},
		{"Fact-check: Parking garages in the city charge for parking at night.", "contradicted", ""},
		{"Fact-check: The parking fee limit is too high.", "contradicted", ""},
	} {
		got := written(t, tc.question, "verdict: "+tc.verdict+"\nanswerable: yes\nsay: The parking fee limit is 8 yuan per hour. {8 yuan}\n")
		if got.Form != bot.FormFactcheck || got.Verdict != tc.want || len(got.Sentences) == 0 {
			t.Errorf("%s: form %s, %q is worth %q: %s", tc.question, got.Form, tc.verdict, got.Verdict, text(got))
		}
	}
}
