package prompts

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestTheStandaloneQuestionIsFound(t *testing.T) {
	for reply, want := range map[string]string{
		"question: What does a voucher cover in 2026?":                                    "What does a voucher cover in 2026?",
		"问题：南区的算力券抵扣多少？\n":                                                                "南区的算力券抵扣多少？",
		"<think>\nquestion: no\n</think>\n**Question:** “What does it cover?”":            "What does it cover?",
		"```json\n{\"question\": \"What does \\u0041 cover?\"}\n```":                      "What does A cover?",
		"What does a voucher cover in 2026?":                                              "What does a voucher cover in 2026?",
		"Here it is.\nStandalone question: What does it cover? [1.2] https://a.example/x": "What does it cover?",
		"改写后的问题：南区的呢？":                                                                    "南区的呢？",
		"":                                                                                "",
		"It covers 30 %.\nAnd more.":                                                      "",
		"I cannot answer that.":                                                           "",
		"<think>What does it cover?":                                                      "",
		"question:":                                                                       "",
		"question: " + strings.Repeat("为什么", 300):                                         "",
	} {
		if got := ParseStandalone(reply); got != want {
			t.Errorf("%q: %q, want %q", reply, got, want)
		}
	}
}

func TestTheOpinionIsFound(t *testing.T) {
	type opinion struct{ supported, ok bool }
	yes, no, neither := opinion{true, true}, opinion{false, true}, opinion{}
	for reply, want := range map[string]opinion{
		"verdict: supported": yes, "verdict: unsupported": no, "Verdict: **Supported**.": yes, "Not supported.": no, "结论：支持": yes, "结论：不支持": no, "部分支持": no,
		"{\"verdict\": \"supported\"}": yes, "{\"verdict\":\"unsupported\"}": no, "```\nverdict: partly supported\n```": no, "<think>unsupported</think>supported": yes, "Yes": yes, "否。": no,
		"": neither, "supported\nunsupported": neither, "The sentence is fine.": neither, "<think>supported": neither, "verdict: supported or unsupported": neither,
	} {
		if supported, ok := ParseOpinion(reply); (opinion{supported, ok}) != want {
			t.Errorf("%q: %v, %v, want %v", reply, supported, ok, want)
		}
	}
}

func TestTranslationsAreFoundUnderTheirNumbers(t *testing.T) {
	for _, c := range []struct {
		reply string
		want  []string
	}{
		{"1: One is.\n2: Two is.", []string{"One is.", "Two is."}},
		{"2：二。\n1：一。", []string{"一。", "二。"}},
		{"Here:\n**1.** One is.\n\n[2]: \"Two is.\"\n3: Three", []string{"One is.", "Two is."}},
		{"2: Two is.", []string{"", "Two is."}},
		{"One is.\nTwo is.", []string{"One is.", "Two is."}},
		{"Here they are.\nOne is.\nTwo is.", []string{"", ""}},
		{"```json\n[\"One is.\", \"Two is.\"]\n```", []string{"One is.", "Two is."}},
		{"<think>1: no</think>\n1: 3.5 million\n2: 30 %", []string{"3.5 million", "30 %"}},
		{"1: One is.\n1: Again.\n2: [see](https://a.example) Two.", []string{"One is.", "see Two."}},
		{"", []string{"", ""}},
	} {
		if diff := cmp.Diff(c.want, ParseTranslations(c.reply, 2)); diff != "" {
			t.Errorf("%q (-want +got):\n%s", c.reply, diff)
		}
	}
}

func FuzzSmallReplies(f *testing.F) {
	for _, c := range readings {
		f.Add(c.reply, uint8(2))
	}
	f.Fuzz(func(t *testing.T, reply string, n uint8) {
		if q := ParseStandalone(reply); len(q) > 4*longestQuestion || strings.ContainsAny(q, "\n\r") || strings.Contains(q, "://") {
			t.Errorf("a bad question: %q", q)
		}
		if supported, ok := ParseOpinion(reply); supported && !ok {
			t.Error("supported and not known")
		}
		if got := ParseTranslations(reply, int(n)); len(got) != int(n) {
			t.Errorf("%d translations of %d", len(got), n)
		}
	})
}

func FuzzFence(f *testing.F) {
	for _, text := range hostile {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		got := fenced(text, mark, 500)
		if strings.Contains(strings.ToLower(got), mark) || strings.ContainsAny(got, "\n\r") || len(findMarkers(got)) > 0 {
			t.Errorf("%q is sent as %q", text, got)
		}
	})
}
