package openai

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"footnote/bot"
	"footnote/bot/openai/openaitest"
)

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
		"Ollama's string":           {openaitest.Reply{Status: 400, Body: `{"error":"invalid options"}`}, bot.ErrPromptRefused, "400 Bad Request: invalid options", 1},
		"vLLM's old object":         {openaitest.Reply{Status: 400, Body: `{"object":"error","message":"too long","code":400}`}, bot.ErrPromptRefused, "too long", 1},
		"FastAPI's detail":          {openaitest.Reply{Status: 422, Body: `{"detail":[{"loc":["body"],"msg":"field required"}]}`}, bot.ErrPromptRefused, "field required", 1},
		"Google's array":            {openaitest.Reply{Status: 400, Body: `[{"error":{"code":400,"message":"API key not valid","status":"INVALID_ARGUMENT"}}]`}, bot.ErrPromptRefused, "API key not valid", 1},
		"a prompt that is too long": {openaitest.Error(413, "", "too large"), bot.ErrPromptRefused, "too large", 1},
		"an empty body":             {openaitest.Reply{Status: 403, Body: " "}, bot.ErrModelRefused, "403 Forbidden; check the key", 1},
		"too busy":                  {openaitest.Error(429, "rate_limit_exceeded", "Slow down"), bot.ErrModelBusy, "Slow down", 3},
		"quota used up":             {openaitest.Error(429, "insufficient_quota", "You exceeded your quota"), bot.ErrModelBusy, "quota", 1},
		"no credit":                 {openaitest.Error(402, "", "Insufficient credits"), bot.ErrModelBusy, "Insufficient credits", 1},
		"overloaded":                {openaitest.Error(529, "", "Overloaded"), bot.ErrModelBusy, "529: Overloaded", 3},
		"a gateway's time-out":      {openaitest.Reply{Status: 504, Body: "<html>"}, bot.ErrModelBusy, "504", 3},
		"an error of the server":    {openaitest.Error(500, "", "boom"), bot.ErrModelFailed, "server failed: 500 Internal Server Error: boom; ask again later", 3},
		"not implemented":           {openaitest.Error(501, "", "no"), bot.ErrModelFailed, "501", 1},
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
		"an error beside choices":   {openaitest.Reply{Events: []string{`data: {"id":"1","choices":[{"index":0,"delta":{"content":""},"finish_reason":"error"}],"error":{"message":"boom","code":400}}` + "\n\n"}}, bot.ErrPromptRefused, "boom", 1},
		"OpenAI's server_error":     {openaitest.Reply{Events: []string{`data: {"error":{"message":"boom","type":"server_error"}}` + "\n\n"}}, bot.ErrModelFailed, "500 Internal Server Error: boom", 3},
		"an event of another name":  {openaitest.Reply{Events: []string{"event: error\ndata: boom\n\n"}}, bot.ErrModelRefused, "boom", 1},
		"llama.cpp's error line":    {openaitest.Reply{Events: []string{`error: {"code":400,"message":"boom"}` + "\n\n"}}, bot.ErrPromptRefused, "boom", 1},
		"Anthropic's type":          {openaitest.Reply{Events: []string{"event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"boom\"}}\n\n"}}, bot.ErrModelBusy, "boom", 3},
		"withheld":                  {openaitest.Reply{Finish: "content_filter"}, bot.ErrPromptRefused, "withheld", 1},
		"cut off before a word":     {openaitest.Reply{Cut: 5}, bot.ErrModelUnreachable, "connection was lost", 3},
	} {
		t.Run(name, func(t *testing.T) {
			s := openaitest.New(t, openaitest.Play(tc.reply))
			pieces, _, err := ask(t, client(s))
			if ofPrompt := errors.Is(err, bot.ErrPromptRefused); ofPrompt != (tc.kind == bot.ErrPromptRefused) {
				t.Errorf("refuses this prompt only: %v (%v)", ofPrompt, err)
			}
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

func TestAHeaderWithoutEndIsNotRead(t *testing.T) {
	r := openaitest.Text("Yes.")
	r.Header = map[string]string{"X-Long": strings.Repeat("x", 1<<20)}
	if _, _, err := ask(t, client(openaitest.New(t, openaitest.Play(r)))); !errors.Is(err, bot.ErrModelUnreachable) {
		t.Error(err)
	}
}

func TestTheKeyIsNotSaidInAnyDisguise(t *testing.T) {
	const key = "gsk_abcdefghijklmnop/q+r"
	for name, body := range map[string]string{
		"as it is":            "bad key gsk_abcdefghijklmnop/q+r given",
		"escaped":             `{"error":{"message":"bad key gsk_abcdefghijklmnop\/q+r given"}}`,
		"with a hidden space": "bad key gsk_abcdefgh\u200bijklmnop/q+r given",
		"with a zero byte":    "bad key gsk_abcdefgh\x00ijklmnop/q+r given",
		"with a broken one":   "bad key gsk_abcdefgh\xffijklmnop/q+r given",
		"at the cut":          strings.Repeat("x", maxExcerpt-4) + " " + key,
	} {
		t.Run(name, func(t *testing.T) {
			s := openaitest.New(t, openaitest.Play(openaitest.Reply{Status: 401, Body: body}))
			_, err := New(Config{BaseURL: s.BaseURL(), Key: key, Model: "m"}).Reply(t.Context(), prompt, func(string) error { return nil })
			if err == nil || strings.Contains(err.Error(), "gsk_") || !strings.Contains(err.Error(), "check the key") {
				t.Errorf("got the error %v", err)
			}
		})
	}
}

func TestAnErrorDoesNotRepeatThePrompt(t *testing.T) {
	for name, tc := range map[string]struct{ message, says string }{
		"in English":          {"cannot parse 'Quote only. When is the\ntax due?'", "400 Bad Request: what the server says repeats the prompt"},
		"in Chinese":          {"无法处理“何时缴税”", "400 Bad Request: what the server says repeats the prompt"},
		"a word is no prompt": {"the tax on tokens is not due", "the tax on tokens is not due"},
	} {
		s := openaitest.New(t, openaitest.Play(openaitest.Error(400, "", tc.message)))
		_, _, err := ask(t, client(s))
		if !errors.Is(err, bot.ErrPromptRefused) || !strings.HasSuffix(err.Error(), tc.says) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
