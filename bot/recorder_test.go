package bot_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"footnote/bot"
	"footnote/bot/bottest"
)

// said are the questions of turns.
func said(turns []bot.Turn) []string {
	var all []string
	for _, t := range turns {
		all = append(all, t.Question)
	}
	return all
}

// recalling is a memory that notes what is recalled from it.
type recalling struct {
	bottest.Memory
	last []string
}

func (m *recalling) Recall(ctx context.Context, conversation, asker string, limit int) ([]bot.Turn, error) {
	turns, err := m.Memory.Recall(ctx, conversation, asker, limit)
	m.last = append(m.last, said(turns)...)
	return turns, err
}

const (
	teaTax    = "How high is the tea tax?"
	register  = "Within how many days must growers register?"
	coffeeTax = "How high is the coffee tax?"
)

func TestAQuestionIsReadWithThoseBeforeIt(t *testing.T) {
	for name, test := range map[string]struct {
		before []bot.Question
		asked  bot.Question
		want   []string
	}{
		"its asker's, in the conversation": {
			[]bot.Question{{Text: teaTax, Conversation: "room", Asker: "ann"}, {Text: register, Conversation: "room", Asker: "ann"}},
			bot.Question{Text: coffeeTax, Conversation: "room", Asker: "ann"}, []string{teaTax, register},
		},
		"not those of others": {
			[]bot.Question{{Text: teaTax, Conversation: "room", Asker: "bob"}, {Text: register, Conversation: "hall", Asker: "ann"}},
			bot.Question{Text: coffeeTax, Conversation: "room", Asker: "ann"}, nil,
		},
		"not those outside a conversation": {
			[]bot.Question{{Text: teaTax, Asker: "ann"}, {Text: register, Conversation: "room"}},
			bot.Question{Text: coffeeTax, Conversation: "room", Asker: "ann"}, nil,
		},
		"not private ones, where others can see it": {
			[]bot.Question{{Text: teaTax, Conversation: "room", Asker: "ann", Private: true}},
			bot.Question{Text: coffeeTax, Conversation: "room", Asker: "ann"}, nil,
		},
		"all of them, where it is private itself": {
			[]bot.Question{{Text: teaTax, Conversation: "room", Asker: "ann", Private: true}, {Text: register, Conversation: "room", Asker: "ann"}},
			bot.Question{Text: coffeeTax, Conversation: "room", Asker: "ann", Private: true}, []string{teaTax, register},
		},
	} {
		t.Run(name, func(t *testing.T) {
			r, warnings := recorder(t, nil)
			memory := new(recalling)
			r.Memory, r.Whispers = memory, memory // one memory may be both
			for _, q := range test.before {
				if _, err := r.Answer(t.Context(), q); err != nil {
					t.Fatal(err)
				}
			}
			memory.last = nil
			if _, err := r.Answer(t.Context(), test.asked); err != nil {
				t.Fatal(err)
			}
			slices.Sort(memory.last)
			slices.Sort(test.want)
			if !slices.Equal(memory.last, test.want) || len(*warnings) > 0 {
				t.Errorf("recalled %q, want %q; warnings %v", memory.last, test.want, *warnings)
			}
		})
	}
}

func TestATurnIsTheQuestionAndItsDocuments(t *testing.T) {
	r, _ := recorder(t, nil)
	memory := new(bottest.Memory)
	r.Memory = memory
	got, err := r.Answer(t.Context(), bot.Question{Text: teaTax, Conversation: "room", Asker: "ann"})
	if err != nil {
		t.Fatal(err)
	}
	turns, err := memory.Recall(t.Context(), "room", "ann", 9)
	if err != nil || len(turns) != 1 || turns[0].Question != teaTax || turns[0].Language != "en" ||
		!slices.Equal(turns[0].Documents, []string{"new"}) || turns[0].Time.Nanosecond()%1e6 != 0 {
		t.Errorf("%+v, %v; the answer cites %d", turns, err, len(got.Citations))
	}
}

func TestAConversationGoesOnFromWhatItBeganWith(t *testing.T) {
	const followUp = "And for coffee?"
	opening := []bot.Turn{{Question: teaTax, Language: "en"}}
	for name, test := range map[string]struct {
		before []bot.Question
		asked  bot.Question
		want   string
	}{
		"whoever asked that": {nil, bot.Question{Opening: opening}, "tea tax"},
		"and from what the asker asked later": {
			[]bot.Question{{Text: register, Conversation: "room", Asker: "ann"}}, bot.Question{Opening: opening}, "growers register",
		},
		"but not where it stands alone": {nil, bot.Question{Opening: opening, History: []bot.Turn{}}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			r, _ := recorder(t, nil)
			r.Memory = new(bottest.Memory)
			for _, q := range test.before {
				if _, err := r.Answer(t.Context(), q); err != nil {
					t.Fatal(err)
				}
			}
			test.asked.Text, test.asked.Conversation, test.asked.Asker = followUp, "room", "ann"
			got, err := r.Answer(t.Context(), test.asked)
			if err != nil || !strings.Contains(got.UnderstoodAs, test.want) || (got.UnderstoodAs == "") != (test.want == "") {
				t.Errorf("understood as %q, want one with %q (%v)", got.UnderstoodAs, test.want, err)
			}
		})
	}
}

func TestAPrivateTurnIsNotWrittenDown(t *testing.T) {
	r, _ := recorder(t, nil)
	written, whispers := new(bottest.Memory), new(recalling)
	r.Memory = written
	q := bot.Question{Text: teaTax, Conversation: "room", Asker: "ann", Private: true}
	for range 2 { // without whispers it is remembered nowhere
		if _, err := r.Answer(t.Context(), q); err != nil {
			t.Fatal(err)
		}
		r.Whispers = whispers
	}
	for _, conversation := range []string{"room", "room\x00private"} {
		if turns, err := written.Recall(t.Context(), conversation, "ann", 9); len(turns) > 0 || err != nil {
			t.Errorf("%q was written down (%v)", said(turns), err)
		}
	}
	if _, err := r.Answer(t.Context(), q); err != nil || !slices.Equal(whispers.last, []string{teaTax}) {
		t.Errorf("recalled %q (%v)", whispers.last, err)
	}
	if err := r.Forget(t.Context(), "ann"); err != nil {
		t.Fatal(err)
	}
	whispers.last = nil
	if _, err := r.Answer(t.Context(), q); err != nil || len(whispers.last) > 0 {
		t.Errorf("after forgetting, recalled %q (%v)", whispers.last, err)
	}
}

// forgetful remembers nothing.
type forgetful struct{ bottest.Memory }

func (*forgetful) Recall(context.Context, string, string, int) ([]bot.Turn, error) {
	return nil, errors.New("the disk is gone")
}

func (*forgetful) Remember(context.Context, string, string, bot.Turn) error {
	return errors.New("the disk is full")
}

func TestAMemoryThatFailsIsAWarning(t *testing.T) {
	r, warnings := recorder(t, nil)
	r.Memory = new(forgetful)
	got, err := r.Answer(t.Context(), bot.Question{Text: teaTax, Conversation: "room", Asker: "ann"})
	if err != nil || got.Status != bot.Answered {
		t.Errorf("%s, %v", got.Status, err)
	}
	if len(*warnings) != 2 || !strings.Contains((*warnings)[0].Error(), "the disk is gone") || !strings.Contains((*warnings)[1].Error(), "the disk is full") {
		t.Errorf("warnings: %v", *warnings)
	}
}

func TestTheReceiptOfAStreamedAnswerIsItsLast(t *testing.T) {
	receipts := new(bottest.Memory)
	r, _ := recorder(t, receipts)
	got, err := r.Stream(t.Context(), bot.Question{Text: teaTax, Asker: "ann"}, func(a bot.Answer) {
		if a.Receipt != "" {
			t.Errorf("a part names the receipt %q", a.Receipt)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := receipts.Receipt(t.Context(), got.Receipt); err != nil {
		t.Error(err)
	}
	if err := r.Forget(t.Context(), "nobody"); err != nil {
		t.Error(err)
	}
	r.Memory = receipts
	if err := r.Forget(t.Context(), "ann"); err != nil {
		t.Fatal(err)
	}
	if kept, err := receipts.Receipt(t.Context(), got.Receipt); err != nil || kept.Question != "" || len(kept.Citations) == 0 {
		t.Errorf("after forgetting the receipt is %+v, %v", kept, err)
	}
}
