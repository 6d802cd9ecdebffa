package bot_test

import (
	"strings"
	"testing"

	"footnote/bot"
	"footnote/corpus/policies"
)

func TestAQuestionForTheMeaningOfATermAsksForItsDefinition(t *testing.T) {
	formsOf(t, assistant(t, policies.FS), map[string]bot.Form{
		"Define new quality productive forces.":                          bot.FormDefine,
		"Can you define “computing power”?":                              bot.FormDefine,
		"What does the term total factor productivity mean?":             bot.FormDefine,
		"What does MIIT stand for?":                                      bot.FormDefine,
		"What is the definition of future industries?":                   bot.FormDefine,
		"What is meant by new-type industrialization?":                   bot.FormDefine,
		"新质生产力是什么意思？":                                                    bot.FormDefine,
		"什么叫科技创新券？":                                                      bot.FormDefine,
		"未来产业的定义是什么？":                                                    bot.FormDefine,
		"请解释一下全要素生产率这个术语":                                                bot.FormDefine,
		"定义：算力":                                                          bot.FormDefine,
		"What does the Lingang subsidy stand for?":                       bot.FormDefine,
		"What is NQPF short for?":                                        bot.FormDefine,
		"What is the full name of MIIT?":                                 bot.FormDefine,
		"MIIT stands for what?":                                          bot.FormDefine,
		"Explain computing power":                                        bot.FormDefine,
		"Explain the Lingang measures":                                   bot.FormAnswer,
		"MIIT是什么的缩写？":                                                    bot.FormDefine,
		"工信部是什么的简称？":                                                     bot.FormDefine,
		"工信部的全称是什么？":                                                     bot.FormDefine,
		"新质生产力指什么？":                                                      bot.FormDefine,
		"新質生產力指的是什麼？":                                                    bot.FormDefine,
		"MIIT代表什么？":                                                      bot.FormDefine,
		"解释一下新质生产力":                                                      bot.FormDefine,
		"请解释一下什么是全要素生产率":                                                 bot.FormDefine,
		"解释一下临港的补贴政策":                                                    bot.FormAnswer,
		"What are new quality productive forces?":                        bot.FormAnswer,
		"What does it mean?":                                             bot.FormAnswer,
		"What do the Lingang measures mean for companies?":               bot.FormAnswer,
		"What does China mean by new quality productive forces?":         bot.FormAnswer,
		"What does the Third Plenum mean, and what did it ask for?":      bot.FormAnswer,
		"什么是新质生产力？":                                                      bot.FormAnswer,
		"新质生产力对企业来说是什么意思？":                                               bot.FormAnswer,
		"这是什么意思？":                                                        bot.FormAnswer,
		"Does the focus on NQPFs mean China is moving back to the past?": bot.FormAnswer,
	})
}

func TestADefinitionComesFirstAndInBothLanguages(t *testing.T) {
	a := assistant(t, policies.FS)
	for _, tc := range []struct{ question, first, other, note string }{
		{"Define NQPF", "New quality productive forces (NQPFs) are China's name", "新质生产力是中国提出的", "In Chinese: 新质生产力. In English: new quality productive forces; NQPF."},
		{"新质生产力的含义是什么？", "新质生产力是中国提出的", "New quality productive forces (NQPFs) are China's name", "英文：new quality productive forces；NQPF。中文：新质生产力。"},
	} {
		got := answer(t, a, bot.Question{Text: tc.question})
		last := got.Sentences[len(got.Sentences)-1].Text
		if got.Status != bot.Answered || !strings.HasPrefix(got.Sentences[0].Text, tc.first) || !strings.HasPrefix(last, tc.other) {
			t.Errorf("%s: %s %q", tc.question, got.Status, text(got))
		}
		if len(got.Notes) != 1 || got.Notes[0] != tc.note {
			t.Errorf("%s: notes %q", tc.question, got.Notes)
		}
	}
}

func TestWhatATermIsShortForComesFirst(t *testing.T) {
	a := assistant(t, policies.FS)
	for question, first := range map[string]string{
		"What does NQPF stand for?": "New quality productive forces, abbreviated NQPF",
		"NQPF是什么的缩写？":               "新质生产力的英文是new quality productive forces",
		"MIIT是什么的缩写？":               "工业和信息化部简称工信部",
		"What is MOST short for?":   "China's Ministry of Science and Technology (MOST)",
	} {
		if got := answer(t, a, bot.Question{Text: question}); got.Form != bot.FormDefine || !strings.HasPrefix(text(got), first) {
			t.Errorf("%s: %s, %q", question, got.Form, text(got))
		}
	}
}

func TestATermThatTheLibraryLacksIsNotDefined(t *testing.T) {
	a := assistant(t, policies.FS)
	for _, question := range []string{"Define hydrogen bus", "氢能公交车是什么意思？"} {
		if got := answer(t, a, bot.Question{Text: question}); got.Form != bot.FormDefine || got.Status != bot.Refused || len(got.Missing) == 0 {
			t.Errorf("%s: form %s, %s, missing %q", question, got.Form, got.Status, got.Missing)
		}
	}
}
