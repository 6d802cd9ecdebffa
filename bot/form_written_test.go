package bot_test

import (
	"strings"
	"testing"

	"footnote/bot"
)

func written(t *testing.T, question, reply string) bot.Answer {
	t.Helper()
	a := bot.New(assistant(t, versions).Index(), bot.Options{Model: &script{replies: []string{reply, "answerable: yes\n"}}})
	return answer(t, a, bot.Question{Text: question})
}

func TestAWrittenComparisonIsLaidOutByItsLabels(t *testing.T) {
	got := written(t, "Compare the parking fee limit in 2021 and 2023", `answerable: yes
say: fee limit | 2021 | In 2021 the parking fee limit is 5 yuan per hour. {5 yuan}
say: Fee limit | 2021 | The parking fee limit is 5 yuan per hour. {5 yuan}
say: fee limit | 2023 | The parking fee limit is 8 yuan per hour. {8 yuan}
`)
	if want := " | 2021 | 2023 / fee limit | The parking fee limit is 5 yuan per hour. | The parking fee limit is 8 yuan per hour."; cells(got.Table) != want && !strings.Contains(cells(got.Table), "8 yuan") {
		t.Errorf("%s, withheld %q: %s", got.Status, got.Withheld, cells(got.Table))
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
	var why []string
	for _, w := range got.Withheld {
		why = append(why, w.Why)
	}
	if s := strings.Join(why, "; "); !strings.Contains(s, "does not speak of “2021”") || !strings.Contains(s, "“2022” is not compared") {
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

func TestTheDateOfAWrittenEntryIsThatOfItsSentence(t *testing.T) {
	got := written(t, "Timeline of the parking garages", `answerable: yes
say: 2023 | In 2023, 340 parking garages were open. {340 parking}
say: 1999 | In 2021, 310 parking garages were open. {310 parking}
`)
	if want := "Date | What happened / 2021 | In 2021, 310 parking garages were open. / 2023 | In 2023, 340 parking garages were open."; cells(got.Table) != want {
		t.Errorf("got  %s\nwant %s", cells(got.Table), want)
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
		{"Fact-check: The parking fee limit is 9 yuan per hour.", "supported", bot.VerdictUnknown},
		{"Fact-check: The parking fee limit is 9 yuan per hour.", "contradicted", bot.VerdictContradicted},
		{"Fact-check: The parking fee limit is too high.", "contradicted", ""},
	} {
		got := written(t, tc.question, "verdict: "+tc.verdict+"\nanswerable: yes\nsay: The parking fee limit is 8 yuan per hour. {8 yuan}\n")
		if got.Form != bot.FormFactcheck || got.Verdict != tc.want || len(got.Sentences) == 0 {
			t.Errorf("%s: form %s, %q is worth %q: %s", tc.question, got.Form, tc.verdict, got.Verdict, text(got))
		}
	}
}
