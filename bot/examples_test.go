package bot_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"footnote/bot"
	"footnote/corpus/policies"
	"footnote/retrieval"
)

func TestEveryExampleIsAnswered(t *testing.T) {
	a := assistant(t, policies.FS)
	examples := &bot.Examples{Index: a.Index}
	for language, want := range map[string]string{
		"en-GB": "What does “new quality productive forces” mean?",
		"zh-TW": "什么是新质生产力？",
		"fr":    "What does “new quality productive forces” mean?",
	} {
		t.Run(language, func(t *testing.T) {
			questions := examples.In(t.Context(), language)
			if len(questions) < 3 || !slices.Contains(questions, want) {
				t.Fatalf("the examples are %q", questions)
			}
			for _, q := range questions {
				if answer, err := a.Answer(t.Context(), bot.Question{Text: q}); err != nil || answer.Status != bot.Answered {
					t.Errorf("%q is %s, %v", q, answer.Status, err)
				}
			}
		})
	}
}

func TestExamplesThatTimeDidNotSufficeForAreLookedForAgain(t *testing.T) {
	a := assistant(t, policies.FS)
	examples := &bot.Examples{Index: a.Index}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if questions := examples.In(ended, "en"); len(questions) != 0 {
		t.Errorf("without time: %q", questions)
	}
	if questions := examples.In(t.Context(), "en"); len(questions) == 0 {
		t.Error("none after that")
	}
}

func TestAnotherLibraryHasOtherExamples(t *testing.T) {
	a, other := assistant(t, policies.FS), assistant(t, versions)
	now := a.Index()
	examples := &bot.Examples{Index: func() *retrieval.Index { return now }}
	before := strings.Join(examples.In(t.Context(), "en"), "\n")
	now = other.Index()
	if after := strings.Join(examples.In(t.Context(), "en"), "\n"); after == before {
		t.Errorf("the same: %s", after)
	}
}
