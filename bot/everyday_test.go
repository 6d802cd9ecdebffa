package bot_test

import (
	"slices"
	"testing"

	"footnote/bot"
	"footnote/corpus/policies"
)

func TestWhatIsMissingIsNamedByItsOwnWords(t *testing.T) {
	a := assistant(t, policies.FS)
	for question, want := range map[string][]string{
		"I would like to know the rate of the carbon tax":          {"rate", "carbon", "tax"},
		"What kind of thing is a heat pump supposed to be, please": {"heat", "pump"},
		"Tell me, what does the grain levy mean for farmers?":      {"grain", "levy", "farmers"},
		"What is the policy for whales and when does it start?":    {"whales"},
		"What, tell, mean?":                        nil,
		"粮食税啥意思啊":                                  {"粮食税"},
		"告诉我飞艇补贴的意思":                               {"飞艇"},
		"请告诉我碳关税是怎么回事，谢谢":                          {"碳关税"},
		"告訴我糧食稅的意思":                                {"糧食稅"},
		"In short, Tell me what the grain levy is": {"grain", "levy"},
		"告诉我意思":                                    nil,
		"How high is the moon tax in Pforzheim?":   {"Pforzheim"},
	} {
		t.Run(question, func(t *testing.T) {
			got := answer(t, a, bot.Question{Text: question})
			if got.Status != bot.Refused || !slices.Equal(got.Missing, want) {
				t.Errorf("%s, missing %q", got.Status, got.Missing)
			}
		})
	}
}
