package bot

import "testing"

func TestSameQuestionIsTheSameForThoseThatDifferInLooksOnly(t *testing.T) {
	for name, test := range map[string]struct {
		a, b string
		same bool
	}{
		"capitals and punctuation":          {"How high is the tea tax?", " how high is the TEA tax", true},
		"spaces":                            {"How  high\nis the tea tax", "How high is the tea tax", true},
		"Chinese punctuation":               {"茶税最高多少？", "“茶税”最高多少", true},
		"spaces between Chinese characters": {"茶税 最高多少", "茶税最高多少", true},
		"spaces around Latin letters":       {"申请 AI 补贴要多久？", "申请AI补贴要多久", true},
		"another word":                      {"How high is the tea tax?", "How high is the tin tax?", false},
		"another character":                 {"茶税最高多少？", "茶税最低多少？", false},
		"words that run together":           {"Is the in come taxed?", "Is the income taxed?", false},
		"another number":                    {"Is it 3.5 yuan?", "Is it 35 yuan?", false},
		"another currency":                  {"Is it $5?", "Is it €5?", false},
		"another mark on a letter":          {"Is it a re\u0301sume\u0301?", "Is it a resume?", false},
	} {
		t.Run(name, func(t *testing.T) {
			if a, b := SameQuestion(test.a), SameQuestion(test.b); (a == b) != test.same {
				t.Errorf("%q and %q", a, b)
			}
		})
	}
}

func TestSameQuestionOfNoWordsIsEmpty(t *testing.T) {
	for _, text := range []string{"", " \n", "?!", "？！……", "\xff\xfe", "👍"} {
		if got := SameQuestion(text); got != "" {
			t.Errorf("%q: %q", text, got)
		}
	}
}
