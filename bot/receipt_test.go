package bot_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"footnote/bot"
	"footnote/bot/bottest"
)

// recorder keeps receipts in memory, and returns what it warns of.
func recorder(t *testing.T, receipts bot.Receipts) (bot.Recorder, *[]error) {
	warnings := new([]error)
	return bot.Recorder{Assistant: assistant(t, rules), Receipts: receipts, Warn: func(err error) { *warnings = append(*warnings, err) }}, warnings
}

func TestEveryAnswerAndRefusalHasAReceipt(t *testing.T) {
	receipts := new(bottest.Memory)
	r, warnings := recorder(t, receipts)
	seen := make(map[string]bool)
	for question, status := range map[string]bot.Status{
		"How high is the tea tax?":            bot.Answered,
		"What does the 2031 Quantum Act say?": bot.Refused,
	} {
		got, err := r.Answer(t.Context(), bot.Question{Text: question})
		if err != nil || got.Status != status {
			t.Fatalf("%s: %s, %v", question, got.Status, err)
		}
		kept, err := receipts.Receipt(t.Context(), got.Receipt)
		if err != nil || !regexp.MustCompile(`^[a-z2-7]{10}$`).MatchString(kept.ID) || seen[kept.ID] {
			t.Fatalf("the receipt is %q (%v)", got.Receipt, err)
		}
		seen[kept.ID] = true
		if kept.Question != question || kept.Status != status || kept.Form != bot.FormAnswer || kept.Model != got.Model ||
			kept.Snapshot != got.Snapshot || kept.Language != "en" || kept.Cause != got.Cause || kept.Prompts != "" || time.Since(kept.Time) > time.Minute || len(kept.Citations) != len(got.Citations) {
			t.Errorf("the receipt says %+v", kept)
		}
		for i, c := range got.Citations {
			want := bot.Evidence{Document: c.Document().ID, Passage: c.Passage().ID, Digest: c.Document().Digest, Start: c.Span().Start, End: c.Span().End}
			if kept.Citations[i] != want {
				t.Errorf("citation %d: %+v, want %+v", i+1, kept.Citations[i], want)
			}
		}
		data, err := json.Marshal(got)
		if err != nil || !strings.Contains(string(data), `"receipt":"`+kept.ID+`"`) {
			t.Errorf("the JSON does not name the receipt (%v): %s", err, data)
		}
	}
	if len(*warnings) > 0 {
		t.Errorf("warns: %v", *warnings)
	}
}

func TestAPrivateQuestionLeavesNoText(t *testing.T) {
	receipts := new(bottest.Memory)
	r, _ := recorder(t, receipts)
	got, err := r.Answer(t.Context(), bot.Question{Text: "How high is the tea tax?", Private: true})
	if err != nil {
		t.Fatal(err)
	}
	kept, err := receipts.Receipt(t.Context(), got.Receipt)
	if err != nil || len(kept.Citations) == 0 || len(kept.Sentences) == 0 || kept.Sentences[0].Citations == nil {
		t.Errorf("the receipt is %+v, %v", kept, err)
	}
	if text := fmt.Sprintf("%+v", kept); strings.Contains(text, "tea") {
		t.Errorf("the receipt says %s", text)
	}
}

func TestWhatIsNoQuestionHasNoReceipt(t *testing.T) {
	r, warnings := recorder(t, new(bottest.Memory))
	if got, err := r.Answer(t.Context(), bot.Question{Text: "?"}); !errors.Is(err, bot.ErrEmptyQuestion) || got.Receipt != "" {
		t.Errorf("got the receipt %q, %v", got.Receipt, err)
	}
	if len(*warnings) > 0 {
		t.Errorf("warns: %v", *warnings)
	}
}

// broken keeps nothing.
type broken struct{ bottest.Memory }

func (*broken) Keep(ctx context.Context, _ bot.Receipt) error {
	if deadline, ok := ctx.Deadline(); !ok || time.Until(deadline) > 5*time.Second {
		return errors.New("may take forever")
	}
	return errors.New("the disk is full")
}

func TestAReceiptThatCannotBeKeptIsAWarning(t *testing.T) {
	r, warnings := recorder(t, new(broken))
	got, err := r.Answer(t.Context(), bot.Question{Text: "How high is the tea tax?"})
	if err != nil || got.Status != bot.Answered || got.Receipt != "" {
		t.Errorf("%s with the receipt %q, %v", got.Status, got.Receipt, err)
	}
	if len(*warnings) != 1 || !strings.Contains((*warnings)[0].Error(), "no receipt of this answer was kept: the disk is full") {
		t.Errorf("warnings: %v", *warnings)
	}
}
