package openai

import (
	"errors"
	"slices"
	"testing"

	"footnote/bot"
	"footnote/bot/openai/openaitest"
)

func TestWhatAServerRefusesIsLeftOutFromThenOn(t *testing.T) {
	for name, tc := range map[string]struct {
		refuse map[string]string // what is said of a field
		want   map[string]string
	}{
		"OpenAI's reasoning models": {
			map[string]string{"max_tokens": "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.", "temperature": "Unsupported value: 'temperature' does not support 0 with this model."},
			map[string]string{"max_tokens": "", "max_completion_tokens": "100", "temperature": "", "stream_options": `{"include_usage":true}`},
		},
		"old servers": {
			map[string]string{"stream_options": `Extra inputs are not permitted: ["body","stream_options"]`},
			map[string]string{"max_tokens": "100", "max_completion_tokens": "", "temperature": "0", "stream_options": ""},
		},
		"nothing": {nil, map[string]string{"max_tokens": "100", "temperature": "0", "stream_options": `{"include_usage":true}`}},
	} {
		t.Run(name, func(t *testing.T) {
			s := openaitest.New(t, func(r openaitest.Request) openaitest.Reply {
				for field, message := range tc.refuse {
					if r.Fields[field] != nil {
						return openaitest.Error(400, "unsupported", message)
					}
				}
				return openaitest.Text("Yes.")
			})
			c := client(s)
			for range 2 {
				if pieces, _, err := ask(t, c); err != nil || !slices.Equal(pieces, []string{"Yes."}) {
					t.Fatalf("%q, %v", pieces, err)
				}
			}
			requests := s.Requests()
			if len(requests) != len(tc.refuse)+2 {
				t.Errorf("%d requests", len(requests))
			}
			for field, want := range tc.want {
				if got := string(requests[len(requests)-1].Fields[field]); got != want {
					t.Errorf("%s is %s, want %s", field, got, want)
				}
			}
		})
	}
}

func TestNoNameOfAModelChangesWhatIsAsked(t *testing.T) {
	for _, name := range []string{"o3-mini", "gpt-5.1", "gpt-6-sol", "openai/gpt-5", "qwen3:8b"} {
		s := openaitest.New(t, openaitest.Play(openaitest.Text("Yes.")))
		c := client(s)
		c.config.Model = name
		if _, _, err := ask(t, c); err != nil || string(s.Requests()[0].Fields["temperature"]) != "0" || string(s.Requests()[0].Fields["max_tokens"]) != "100" {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestAModelWithoutASystemRoleIsToldAllByTheUser(t *testing.T) {
	for _, message := range []string{"System role not supported", "Conversation roles must alternate user/assistant", "system messages are not supported"} {
		s := openaitest.New(t, func(r openaitest.Request) openaitest.Reply {
			if r.System != "" {
				return openaitest.Error(500, "", message)
			}
			return openaitest.Text("Yes.")
		})
		if _, _, err := ask(t, client(s)); err != nil || len(s.Requests()) != 2 || s.Requests()[1].User != prompt.System+"\n\n"+prompt.User {
			t.Errorf("%v, %+v", err, s.Requests())
		}
	}
}

func TestARefusalThatOnlyNamesAFieldIsNotRememberedAgainstIt(t *testing.T) {
	s := openaitest.New(t, openaitest.Play(
		openaitest.Error(400, "", "the prompt and max_tokens are beyond the context"), openaitest.Error(400, "", "the prompt and max_tokens are beyond the context"),
		openaitest.Text("Yes."),
	))
	c := client(s)
	if _, _, err := ask(t, c); !errors.Is(err, bot.ErrModelRefused) || len(s.Requests()) != 2 {
		t.Errorf("%v after %d requests", err, len(s.Requests()))
	}
	if _, _, err := ask(t, c); err != nil || s.Requests()[2].Fields["max_tokens"] == nil {
		t.Errorf("%v", err)
	}
}

func TestAModelThatSpendsAllOnThinkingGetsRoomForIt(t *testing.T) {
	thinking := openaitest.Reply{Events: []string{`data: {"choices":[{"delta":{"reasoning":"hm"}}]}` + "\n\n", openaitest.Finish("length"), openaitest.Done}}
	s := openaitest.New(t, openaitest.Play(thinking, openaitest.Text("Yes.")))
	if pieces, _, err := ask(t, client(s)); err != nil || !slices.Equal(pieces, []string{"Yes."}) || string(s.Requests()[1].Fields["max_tokens"]) != "8292" {
		t.Errorf("%q, %v", pieces, err)
	}
	s = openaitest.New(t, openaitest.Play(thinking))
	if _, _, err := ask(t, client(s)); !errors.Is(err, bot.ErrModelCutOff) || len(s.Requests()) != 2 {
		t.Errorf("%v after %d requests", err, len(s.Requests()))
	}
}

func TestAModelThatNeedsRoomSaysSoInManyWords(t *testing.T) {
	for reason, want := range map[string]int{"length": 2, "max_tokens": 2, "MAX_TOKENS": 2, "MAX_LENGTH": 2, "model_length": 1} {
		s := openaitest.New(t, openaitest.Play(openaitest.Reply{Events: []string{openaitest.Finish(reason), openaitest.Done}}))
		if _, _, err := ask(t, client(s)); !errors.Is(err, bot.ErrModelCutOff) || len(s.Requests()) != want {
			t.Errorf("%s: %v after %d requests, want %d", reason, err, len(s.Requests()), want)
		}
	}
}

func TestWhatAllAttemptsUsedIsCounted(t *testing.T) {
	yes := openaitest.Text("Yes.")
	yes.Usage = [2]int{3000, 9000}
	for name, first := range map[string]openaitest.Reply{
		"after too little room": {Events: []string{openaitest.Finish("length"), openaitest.Used(3000, 1500), openaitest.Done}},
		"after a lost one":      {Events: []string{openaitest.Used(1, 1), openaitest.Used(3000, 1500), `data: {"error":{"code":503}}` + "\n\n"}},
	} {
		t.Run(name, func(t *testing.T) {
			s := openaitest.New(t, openaitest.Play(first, yes))
			if _, used, err := ask(t, client(s)); err != nil || used != (bot.Usage{Prompt: 6000, Reply: 10500}) {
				t.Errorf("used %+v (%v)", used, err)
			}
		})
	}
}

func TestOpenAIIsToldTheBoundUnderItsNewName(t *testing.T) {
	for base, want := range map[string]string{
		OpenAI: "max_completion_tokens", "": "max_completion_tokens", "http://localhost:11434/v1": "max_tokens",
		"https://api.openai.com.example/v1": "max_tokens", "::": "max_tokens",
	} {
		if got := New(Config{BaseURL: base}).dialect.Load().tokens; got != want {
			t.Errorf("%s: %s", base, got)
		}
	}
}
