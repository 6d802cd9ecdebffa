package openai

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"footnote/bot"
	"footnote/bot/openai/openaitest"
	"footnote/prompts"
)

const key = "sk-test-0123456789abcdef"

// client asks a server, in little time.
func client(s *openaitest.Server) *Client {
	c := New(Config{
		BaseURL: s.BaseURL(), Key: key, Model: "scripted", Version: "1.0",
		Timeouts: Timeouts{Total: 5 * time.Second, First: 2 * time.Second, Idle: time.Second},
	})
	c.pause = func(ctx context.Context, _ time.Duration) error { return ctx.Err() }
	return c
}

var prompt = prompts.Prompt{System: "Quote only.", User: "When is the tax due? 何时缴税？", MaxTokens: 100}

// ask asks for a reply and returns its pieces.
func ask(t *testing.T, c *Client) ([]string, bot.Usage, error) {
	t.Helper()
	var pieces []string
	used, err := c.Reply(t.Context(), prompt, func(p string) error {
		pieces = append(pieces, p)
		return nil
	})
	if err != nil && strings.Contains(err.Error(), key) {
		t.Errorf("the error shows the key: %v", err)
	}
	return pieces, used, err
}

func TestAReplyComesPieceByPiece(t *testing.T) {
	want := openaitest.Text("The tax is due in June. 税款应于六月缴纳。")
	want.Usage = [2]int{12, 34}
	s := openaitest.New(t, openaitest.Play(want))
	pieces, used, err := ask(t, client(s))
	if err != nil || !slices.Equal(pieces, want.Pieces) || used != (bot.Usage{Prompt: 12, Reply: 34}) {
		t.Errorf("%q, %+v, %v", pieces, used, err)
	}
	request := s.Requests()[0]
	if request.System != prompt.System || request.User != prompt.User || request.Model != "scripted" {
		t.Errorf("asked %+v", request)
	}
	fields := map[string]string{}
	for _, k := range []string{"temperature", "max_tokens", "stream", "stream_options", "max_completion_tokens"} {
		fields[k] = string(request.Fields[k])
	}
	if diff := cmp.Diff(map[string]string{
		"temperature": "0", "max_tokens": "100", "stream": "true", "stream_options": `{"include_usage":true}`, "max_completion_tokens": "",
	}, fields); diff != "" {
		t.Error(diff)
	}
	if h := request.Header; h.Get("Authorization") != "Bearer "+key || h.Get("User-Agent") != "Footnote/1.0" {
		t.Errorf("headers %v", h)
	}
}

func TestWithoutAKeyNoneIsSent(t *testing.T) {
	s := openaitest.New(t, openaitest.Play(openaitest.Text("Yes.")))
	c := New(Config{BaseURL: s.BaseURL() + "/", Model: "scripted"})
	if _, _, err := ask(t, c); err != nil || s.Requests()[0].Header["Authorization"] != nil || s.Requests()[0].Path != "/v1/chat/completions" {
		t.Errorf("%+v, %v", s.Requests(), err)
	}
}

func TestAReplyThatIsNotWholeIsCutOff(t *testing.T) {
	whole := openaitest.Text("The tax is due. 应缴税。")
	for name, r := range map[string]openaitest.Reply{
		"too long":                   {Pieces: whole.Pieces, Finish: "length"},
		"no reason for its end":      {Pieces: whole.Pieces, Finish: "-"},
		"an error of the model":      {Pieces: whole.Pieces, Finish: "error"},
		"connection broken":          {Pieces: whole.Pieces, Cut: 700},
		"an error in the middle":     {Events: []string{openaitest.Chunk(whole.Pieces[0]), `data: {"id":"x", "error": {"message":"boom"}}` + "\n\n"}},
		"silence in the middle":      {Pieces: whole.Pieces, Finish: "-", Hang: true},
		"nonsense in the middle":     {Events: []string{openaitest.Chunk("The"), "data: {\"choi\n\n"}},
		"a line without end":         {Events: []string{openaitest.Chunk("The"), "data: " + strings.Repeat("x", 2<<20)}},
		"a stream that does not end": {Pieces: []string{strings.Repeat("税", 10000)}, Endless: true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if name == "silence in the middle" {
				r.Events = []string{openaitest.Chunk("The")}
			}
			s := openaitest.New(t, openaitest.Play(r))
			c := client(s)
			c.config.Timeouts.Idle = 100 * time.Millisecond
			pieces, _, err := ask(t, c)
			if !errors.Is(err, bot.ErrModelCutOff) || len(pieces) == 0 || len(s.Requests()) != 1 {
				t.Errorf("%d pieces, %d requests, %v", len(pieces), len(s.Requests()), err)
			}
			t.Log(err)
		})
	}
}

func TestAnErrorOfTheReaderEndsTheReply(t *testing.T) {
	enough := errors.New("enough")
	c := client(openaitest.New(t, openaitest.Play(openaitest.Text("a b c"))))
	n := 0
	_, err := c.Reply(t.Context(), prompt, func(string) error {
		n++
		return enough
	})
	if err != enough || n != 1 {
		t.Errorf("%v after %d pieces", err, n)
	}
}

func TestAConnectionBrokenAtAnyByteNeverPassesForAWholeReply(t *testing.T) {
	whole := openaitest.Text("Due in June. 六月。")
	stream := whole.Stream()
	var cut atomic.Int32
	c := client(openaitest.New(t, func(openaitest.Request) openaitest.Reply {
		r := whole
		r.Cut = int(cut.Load())
		return r
	}))
	for n := 1; n <= len(stream); n++ {
		cut.Store(int32(n))
		got, _, err := ask(t, c)
		switch {
		case err == nil && (!slices.Equal(got, whole.Pieces) || !strings.Contains(stream[:n], `"stop"}]}`)):
			t.Fatalf("cut at byte %d of %d: %q passes", n, len(stream), got)
		case err != nil && !errors.Is(err, bot.ErrModelCutOff) && !errors.Is(err, bot.ErrModelUnreachable):
			t.Fatalf("cut at byte %d: %v", n, err)
		case err != nil && len(got) > 0 && !errors.Is(err, bot.ErrModelCutOff):
			t.Fatalf("cut at byte %d, after %q: %v", n, got, err)
		}
	}
}

func TestAConnectionIsUsedAgain(t *testing.T) {
	s := openaitest.New(t, openaitest.Play(openaitest.Text("Yes."), openaitest.Error(503, "", "later"), openaitest.Text("Yes.")))
	c := client(s)
	for range 3 {
		if _, _, err := ask(t, c); err != nil {
			t.Fatal(err)
		}
	}
	for _, r := range s.Requests() {
		if r.From != s.Requests()[0].From {
			t.Errorf("asked from %s, then from %s", s.Requests()[0].From, r.From)
		}
	}
}

func TestAServerThatDoesNotStreamIsUnderstood(t *testing.T) {
	for name, body := range map[string]string{
		"one object": `{"id":"1","object":"chat.completion","choices":[{"index":0,"message":{"role":"assistant","content":"Yes. 是。"},"finish_reason":"stop"}],"usage":{"prompt_tokens":3,"completion_tokens":4}}`,
		"indented":   "\xEF\xBB\xBF\r\n{\n  \"choices\": [\n    {\n      \"message\": {\"content\": \"Yes. 是。\"},\n      \"finish_reason\": \"stop\"\n    }\n  ],\n  \"usage\": {\"prompt_tokens\": 3, \"completion_tokens\": 4}\n}\n",
	} {
		t.Run(name, func(t *testing.T) {
			pieces, used, err := ask(t, client(openaitest.New(t, openaitest.Play(openaitest.Reply{Body: body}))))
			if err != nil || !slices.Equal(pieces, []string{"Yes. 是。"}) || used != (bot.Usage{Prompt: 3, Reply: 4}) {
				t.Errorf("%q, %+v, %v", pieces, used, err)
			}
		})
	}
	half := openaitest.Reply{Body: `{"choices":[{"message":{"content":"Yes."},"finish_reason":"st`}
	if _, _, err := ask(t, client(openaitest.New(t, openaitest.Play(half)))); err == nil {
		t.Error("half an object passes")
	}
}
