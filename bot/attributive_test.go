package bot

import (
	"testing"

	"footnote/corpus/quantity"
)

func TestADateSaysWhichTextOrWhen(t *testing.T) {
	for question, want := range map[string]bool{
		"How many spaces do the 2024 measures require?":   true,
		"What do the 2024 car park measures require?":     true,
		"What does Document No. 12 of 2024 require?":      true,
		"What does Order 2024 No. 12 require?":            true,
		"What do the measures issued in 2024 require?":    true,
		"What did the rules require in 2024?":             false,
		"What were the rules like in 2024?":               false,
		"What was the 2024 fee limit?":                    false,
		"What is the 2025 target?":                        false,
		"In 2024, which rules applied?":                   false,
		"2024年的办法要求多少车位？":                                 true,
		"2024年版停车办法要求多少车位？":                               true,
		"2024年出台的停车收费管理条例要求多少车位？":                         true,
		"2024年规定的上限是多少？":                                  false,
		"2024年的收费上限是多少？":                                  false,
		"2024年停车收费上限是多少？":                                 false,
		"停车收费上限在2024年是多少？":                                false,
		"According to the plan of 2024, how many spaces?": true,
	} {
		found := quantity.Find(question)
		for _, x := range found {
			if x.Kind == quantity.Date && saysWhich(question, x) != want {
				t.Errorf("%s: the date says which text is meant: %v", question, !want)
			}
		}
	}
}

func FuzzSaysWhich(f *testing.F) {
	f.Add("the 2024 measures, 2021年的办法")
	f.Add("No. 12 of 2024")
	f.Fuzz(func(t *testing.T, text string) {
		for _, x := range quantity.Find(text) {
			saysWhich(text, x) // does not panic
			subjectOf(text, binding, hanBinding)
		}
	})
}
