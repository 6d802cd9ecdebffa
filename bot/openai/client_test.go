package openai

import (
	"context"
	"errors"
	"net/http"
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

func TestErrorsOfEveryShape(t *testing.T) {
	html := openaitest.Reply{Status: 404, Header: map[string]string{"Content-Type": "text/html"}, Body: "<html>\n<h1>not  found\u202e</h1>\x1b[31m</html>"}
	for name, tc := range map[string]struct {
		reply    openaitest.Reply
		kind     error
		says     string
		requests int
	}{
		"wrong key":                 {openaitest.Error(401, "invalid_api_key", "Incorrect API key provided: "+key+". Or sk-te****cdef."), bot.ErrModelRefused, "401 Unauthorized: Incorrect API key provided: (key). Or (key); check the key", 1},
		"no such model":             {openaitest.Error(404, "model_not_found", "The model `x` does not exist."), bot.ErrModelRefused, "check the model's name", 1},
		"a web page":                {html, bot.ErrModelRefused, "<html> <h1>not found</h1>[31m</html>", 1},
		"a web page as a reply":     {openaitest.Reply{Body: "\r\n<!DOCTYPE html>"}, bot.ErrModelRefused, "a web page", 1},
		"Ollama's string":           {openaitest.Reply{Status: 400, Body: `{"error":"invalid options"}`}, bot.ErrModelRefused, "400 Bad Request: invalid options", 1},
		"vLLM's old object":         {openaitest.Reply{Status: 400, Body: `{"object":"error","message":"too long","code":400}`}, bot.ErrModelRefused, "too long", 1},
		"FastAPI's detail":          {openaitest.Reply{Status: 422, Body: `{"detail":[{"loc":["body"],"msg":"field required"}]}`}, bot.ErrModelRefused, "field required", 1},
		"Google's array":            {openaitest.Reply{Status: 400, Body: `[{"error":{"code":400,"message":"API key not valid","status":"INVALID_ARGUMENT"}}]`}, bot.ErrModelRefused, "API key not valid", 1},
		"an empty body":             {openaitest.Reply{Status: 403, Body: " "}, bot.ErrModelRefused, "403 Forbidden; check the key", 1},
		"too busy":                  {openaitest.Error(429, "rate_limit_exceeded", "Slow down"), bot.ErrModelBusy, "Slow down", 3},
		"quota used up":             {openaitest.Error(429, "insufficient_quota", "You exceeded your quota"), bot.ErrModelBusy, "quota", 1},
		"no credit":                 {openaitest.Error(402, "", "Insufficient credits"), bot.ErrModelBusy, "Insufficient credits", 1},
		"overloaded":                {openaitest.Error(529, "", "Overloaded"), bot.ErrModelBusy, "529: Overloaded", 3},
		"a gateway's time-out":      {openaitest.Reply{Status: 504, Body: "<html>"}, bot.ErrModelBusy, "504", 3},
		"an error of the server":    {openaitest.Error(500, "", "boom"), bot.ErrModelRefused, "500", 3},
		"not implemented":           {openaitest.Error(501, "", "no"), bot.ErrModelRefused, "501", 1},
		"elsewhere":                 {openaitest.Reply{Status: 307, Header: map[string]string{"Location": "https://other.example/v1/chat/completions?k=" + key}, Body: " "}, bot.ErrModelRefused, "redirects to https://other.example/v1, which", 1},
		"200 with an error":         {openaitest.Reply{Body: "{\n \"error\" : {\"message\": \"no memory\"}\n}"}, bot.ErrModelRefused, "no memory", 1},
		"200 with a busy error":     {openaitest.Reply{Body: `{"error":{"message":"later","code":503}}`}, bot.ErrModelBusy, "later", 3},
		"200 with nothing":          {openaitest.Reply{Body: "\n"}, bot.ErrModelRefused, "without a reply", 1},
		"200 with another object":   {openaitest.Reply{Body: `{"models":[]}`}, bot.ErrModelRefused, "without a reply", 1},
		"200 with other words":      {openaitest.Reply{Body: "hello\n\nthere: you\n"}, bot.ErrModelRefused, "without a reply", 1},
		"an event first":            {openaitest.Reply{Events: []string{`data: {"error":{"message":"boom"}}` + "\n\n"}}, bot.ErrModelRefused, "boom", 1},
		"an event with a space":     {openaitest.Reply{Events: []string{`data: { "error" : {"message":"boom"}}` + "\n\n"}}, bot.ErrModelRefused, "boom", 1},
		"an event after a comment":  {openaitest.Reply{Events: []string{": OPENROUTER PROCESSING\n\n", "event: error\n", `data: {"error":{"message":"boom","code":502}}` + "\n\n"}}, bot.ErrModelBusy, "502 Bad Gateway: boom", 3},
		"an event with a string":    {openaitest.Reply{Events: []string{`data: {"error":"boom"}` + "\n\n"}}, bot.ErrModelRefused, "boom", 1},
		"an event that is a string": {openaitest.Reply{Events: []string{`data: "boom"` + "\n\n"}}, bot.ErrModelRefused, "boom", 1},
		"an event with an array":    {openaitest.Reply{Events: []string{`data: [{"error":{"message":"boom","status":"UNAVAILABLE"}}]` + "\n\n"}}, bot.ErrModelBusy, "boom", 3},
		"an error beside choices":   {openaitest.Reply{Events: []string{`data: {"id":"1","choices":[{"index":0,"delta":{"content":""},"finish_reason":"error"}],"error":{"message":"boom","code":400}}` + "\n\n"}}, bot.ErrModelRefused, "boom", 1},
		"an event of another name":  {openaitest.Reply{Events: []string{"event: error\ndata: boom\n\n"}}, bot.ErrModelRefused, "boom", 1},
		"llama.cpp's error line":    {openaitest.Reply{Events: []string{`error: {"code":400,"message":"boom"}` + "\n\n"}}, bot.ErrModelRefused, "boom", 1},
		"Anthropic's type":          {openaitest.Reply{Events: []string{"event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"boom\"}}\n\n"}}, bot.ErrModelBusy, "boom", 3},
		"withheld":                  {openaitest.Reply{Finish: "content_filter"}, bot.ErrModelRefused, "withheld", 1},
		"cut off before a word":     {openaitest.Reply{Cut: 5}, bot.ErrModelUnreachable, "connection was lost", 3},
	} {
		t.Run(name, func(t *testing.T) {
			s := openaitest.New(t, openaitest.Play(tc.reply))
			pieces, _, err := ask(t, client(s))
			if !errors.Is(err, tc.kind) || !strings.Contains(err.Error(), tc.says) || len(pieces) > 0 {
				t.Errorf("%q, %v; want %v that says %q", pieces, err, tc.kind, tc.says)
			}
			if got := len(s.Requests()); got != tc.requests {
				t.Errorf("%d requests, want %d", got, tc.requests)
			}
			if strings.ContainsAny(err.Error(), "\n\x1b\u202e") || len([]rune(err.Error())) > 500 {
				t.Errorf("not one clean short line: %q", err)
			}
		})
	}
}

func TestNobodyAtTheAddressIsUnreachable(t *testing.T) {
	s := openaitest.New(t, openaitest.Play(openaitest.Text("Yes.")))
	c := client(s)
	s.Close()
	if _, _, err := ask(t, c); !errors.Is(err, bot.ErrModelUnreachable) || !strings.Contains(err.Error(), "refused; is it running") {
		t.Errorf("%v", err)
	}
	c.config.BaseURL = "://"
	if _, _, err := ask(t, c); !errors.Is(err, bot.ErrModelRefused) {
		t.Errorf("%v", err)
	}
}

func TestWhatPassesIsTriedAgainBeforeTheFirstWord(t *testing.T) {
	for name, first := range map[string]openaitest.Reply{
		"busy":              openaitest.Error(429, "", "later"),
		"connection broken": {Pieces: []string{"Yes."}, Cut: 100},
		"an error event":    {Events: []string{`data: {"error":{"code":503}}` + "\n\n"}},
	} {
		t.Run(name, func(t *testing.T) {
			s := openaitest.New(t, openaitest.Play(first, openaitest.Text("Yes.")))
			if pieces, _, err := ask(t, client(s)); err != nil || !slices.Equal(pieces, []string{"Yes."}) {
				t.Errorf("%q, %v", pieces, err)
			}
		})
	}
}

func TestAServerIsAskedAgainWhenItWants(t *testing.T) {
	for after, want := range map[string][2]time.Duration{
		"3":     {3 * time.Second, 3 * time.Second},
		"0.7":   {700 * time.Millisecond, 700 * time.Millisecond},
		"90000": {longest, longest},
		"":      {firstPause / 2, firstPause},
		"soon":  {firstPause / 2, firstPause},
		"-5":    {firstPause / 2, firstPause},
		time.Now().Add(10 * time.Second).UTC().Format(http.TimeFormat): {8 * time.Second, 10 * time.Second},
		time.Now().Add(-time.Hour).UTC().Format(http.TimeFormat):       {firstPause / 2, firstPause},
	} {
		t.Run(after, func(t *testing.T) {
			busy := openaitest.Error(503, "", "later")
			busy.Header = map[string]string{"Retry-After": after}
			c := client(openaitest.New(t, openaitest.Play(busy, openaitest.Text("Yes."))))
			c.config.Timeouts.Total = time.Minute
			var waited time.Duration
			c.pause = func(_ context.Context, d time.Duration) error {
				waited = d
				return nil
			}
			if _, _, err := ask(t, c); err != nil || waited < want[0] || waited > want[1] {
				t.Errorf("waited %v, want %v (%v)", waited, want, err)
			}
		})
	}
}

func TestNoAttemptIsWaitedForPastTheDeadline(t *testing.T) {
	busy := openaitest.Error(503, "", "later")
	busy.Header = map[string]string{"Retry-After": "20"}
	s := openaitest.New(t, openaitest.Play(busy))
	c := client(s)
	c.pause = pause
	start := time.Now()
	if _, _, err := ask(t, c); !errors.Is(err, bot.ErrModelBusy) || len(s.Requests()) != 1 || time.Since(start) > 2*time.Second {
		t.Errorf("%v after %v and %d requests", err, time.Since(start), len(s.Requests()))
	}
}

func TestSilenceIsNotWaitedOut(t *testing.T) {
	keepAlive := ": keep-alive\n\n"
	for name, tc := range map[string]struct {
		reply openaitest.Reply
		kind  error
	}{
		"before the header": {openaitest.Reply{Before: time.Minute}, bot.ErrModelUnreachable},
		"keep-alives only":  {openaitest.Reply{Events: []string{keepAlive}, Between: 20 * time.Millisecond, Endless: true}, bot.ErrModelUnreachable},
		"then keep-alives":  {openaitest.Reply{Events: append([]string{openaitest.Chunk("The")}, slices.Repeat([]string{keepAlive}, 100)...), Between: 20 * time.Millisecond}, bot.ErrModelCutOff},
		"after a word":      {openaitest.Reply{Events: []string{openaitest.Chunk("The")}, Hang: true}, bot.ErrModelCutOff},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := client(openaitest.New(t, openaitest.Play(tc.reply)))
			c.config.Timeouts.First, c.config.Timeouts.Idle = 300*time.Millisecond, 100*time.Millisecond
			start := time.Now()
			if _, _, err := ask(t, c); !errors.Is(err, tc.kind) || time.Since(start) > 1500*time.Millisecond {
				t.Errorf("%v after %v", err, time.Since(start))
			}
		})
	}
}

func TestAModelMayThinkAndLoadBeforeItWrites(t *testing.T) {
	think := `data: {"choices":[{"index":0,"delta":{"reasoning":"hm"}}]}` + "\n\n"
	thinkAgain := `data: {"choices":[{"index":0,"delta":{"reasoning_content":"hm"},"finish_reason":null}]}` + "\n\n"
	events := append(slices.Repeat([]string{": loading\n", ":\n\n"}, 200), slices.Repeat([]string{think, thinkAgain}, 4)...)
	events = append(events, openaitest.Chunk("Yes."), openaitest.Finish("stop"), openaitest.Used(1, 2), openaitest.Done)
	r := openaitest.Reply{Events: events, Between: time.Millisecond}
	c := client(openaitest.New(t, openaitest.Play(r)))
	c.config.Timeouts.Idle = 200 * time.Millisecond
	if pieces, used, err := ask(t, c); err != nil || !slices.Equal(pieces, []string{"Yes."}) || used.Reply != 2 {
		t.Errorf("%q, %+v, %v", pieces, used, err)
	}
}

func TestASlowReaderIsNotASilentServer(t *testing.T) {
	c := client(openaitest.New(t, openaitest.Play(openaitest.Text("a b c"))))
	c.config.Timeouts.Idle = 50 * time.Millisecond
	_, err := c.Reply(t.Context(), prompt, func(string) error {
		time.Sleep(100 * time.Millisecond)
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}

func TestTheTimeForAReplyIsBounded(t *testing.T) {
	c := client(openaitest.New(t, openaitest.Play(openaitest.Reply{Pieces: []string{"more "}, Between: 20 * time.Millisecond, Endless: true})))
	c.config.Timeouts.Total = 300 * time.Millisecond
	if pieces, _, err := ask(t, c); !errors.Is(err, bot.ErrModelCutOff) || !strings.Contains(err.Error(), "longer than 300ms") || len(pieces) < 2 {
		t.Errorf("%q, %v", pieces, err)
	}
}

func TestAReplyEndsWithItsContext(t *testing.T) {
	c := client(openaitest.New(t, openaitest.Play(openaitest.Reply{Pieces: []string{"more "}, Between: 20 * time.Millisecond, Endless: true})))
	ctx, cancel := context.WithCancel(t.Context())
	n := 0
	_, err := c.Reply(ctx, prompt, func(string) error {
		if n++; n == 2 {
			cancel()
		}
		return nil
	})
	if !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	ctx, cancel = context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	if _, err := c.Reply(ctx, prompt, func(string) error { return nil }); !errors.Is(err, context.DeadlineExceeded) {
		t.Error(err)
	}
	if _, err := c.Reply(ctx, prompt, nil); !errors.Is(err, context.DeadlineExceeded) {
		t.Error(err)
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

func TestAServerThatKeepsTheStreamOpenAfterItsEndIsNotWaitedFor(t *testing.T) {
	r := openaitest.Text("Yes.")
	r.Hang = true
	start := time.Now()
	if _, _, err := ask(t, client(openaitest.New(t, openaitest.Play(r)))); err != nil || time.Since(start) > 500*time.Millisecond {
		t.Errorf("%v after %v", err, time.Since(start))
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

func TestAHeaderWithoutEndIsNotRead(t *testing.T) {
	r := openaitest.Text("Yes.")
	r.Header = map[string]string{"X-Long": strings.Repeat("x", 1<<20)}
	if _, _, err := ask(t, client(openaitest.New(t, openaitest.Play(r)))); !errors.Is(err, bot.ErrModelUnreachable) {
		t.Error(err)
	}
}
