package bot_test

import (
	"strings"
	"testing"

	"footnote/bot"
	"footnote/corpus/policies"
)

func TestAQuestionOfTwoPartsIsAnsweredAsFarAsTheLibraryGoes(t *testing.T) {
	a := assistant(t, policies.FS)
	for name, tc := range map[string]struct {
		question string
		status   bot.Status
		has      string // in the sentences
		missing  string // the part that is not here
	}{
		"the second part is not here":    {"When were the Lingang measures issued and who is Paul Smith?", bot.Partial, "June 2024", "who is Paul Smith"},
		"the first part is not here":     {"Who is Paul Smith, and when were the Lingang measures issued?", bot.Partial, "June 2024", "Who is Paul Smith"},
		"two sentences":                  {"How high is the Lingang subsidy? What is the capital of France?", bot.Partial, "10 million", "What is the capital of France"},
		"a part that leans on the first": {"How high is the Lingang subsidy, who is Paul Smith, and until when is it valid?", bot.Partial, "April 2029", "who is Paul Smith"},
		"both parts are here":            {"How high is the Lingang subsidy and what does MIIT stand for?", bot.Answered, "Ministry of Industry", ""},
		"neither part is here":           {"Who is Paul Smith and what is the capital of France?", bot.Refused, "", ""},
		"two words that ask one thing":   {"When and where were the Lingang measures issued?", bot.Answered, "June 2024", ""},
		"第二部分资料库中没有":                     {"临港的措施是什么时候发布的？李强又是谁？", bot.Partial, "2024年6月", "李强又是谁"},
		"第一部分资料库中没有":                     {"李强是谁？临港的措施是什么时候发布的？", bot.Partial, "2024年6月", "李强是谁"},
		"同一句的两部分":                        {"临港新片区的补贴最高多少，法国的首都是哪里？", bot.Partial, "1000万元", "法国的首都是哪里"},
		"两部分都有":                          {"临港新片区的补贴最高多少，有效期到什么时候？", bot.Answered, "2029年4月", ""},
		"两部分都没有":                         {"李强是谁？法国的首都是哪里？", bot.Refused, "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			got := answer(t, a, bot.Question{Text: tc.question})
			if got.Status != tc.status || !strings.Contains(text(got), tc.has) {
				t.Errorf("%s (missing %q): %q", got.Status, got.Missing, text(got))
			}
			if tc.status == bot.Partial && (got.Cause != bot.CausePartly || strings.Join(got.Missing, "|") != tc.missing) {
				t.Errorf("cause %q, missing %q", got.Cause, got.Missing)
			}
		})
	}
}
