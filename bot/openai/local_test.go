package openai

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"footnote/bot/openai/openaitest"
)

func TestLocalFindsAModelThatWrites(t *testing.T) {
	s := openaitest.New(t, openaitest.Play(openaitest.Reply{Body: `{"models":[
		{"name":"nomic-embed-text:latest","details":{"family":"nomic-bert"}},
		{"name":"bge-m3:latest","details":{"family":"bert"}},
		{"name":"mine:latest","details":{"family":"bert"}},
		{"name":"gpt-oss:120b-cloud","remote_host":"https://ollama.com","details":{"family":"gptoss"}},
		{"name":"qwen3:8b","details":{"family":"qwen3"}},
		{"name":"llama3.2:3b","details":{"family":"llama"}}]}`}))
	got, err := Local(t.Context(), s.URL)
	if err != nil || got.Model != "qwen3:8b" || got.BaseURL != s.BaseURL() || s.Requests()[0].Path != "/api/tags" {
		t.Errorf("%+v, %v", got, err)
	}
	if _, err := Local(t.Context(), strings.TrimPrefix(s.URL, "http://")); err != nil {
		t.Error(err)
	}
}

func TestWithoutALocalModelTheRemedyIsNamed(t *testing.T) {
	gone := openaitest.New(t, nil)
	gone.Close()
	for name, tc := range map[string]struct {
		reply openaitest.Reply
		says  string
	}{
		"no model":        {openaitest.Reply{Body: `{"models":[]}`}, "ollama pull"},
		"only one embeds": {openaitest.Reply{Body: `{"models":[{"name":"embeddinggemma"}]}`}, "ollama pull"},
		"another server":  {openaitest.Reply{Status: 404, Body: "x"}, "404 Not Found"},
		"a web page":      {openaitest.Reply{Body: "<html>"}, "as Ollama does not"},
		"silence":         {openaitest.Reply{Before: time.Minute}, "ollama serve"},
	} {
		t.Run(name, func(t *testing.T) {
			ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
			defer cancel()
			if _, err := Local(ctx, openaitest.New(t, openaitest.Play(tc.reply)).URL); !errors.Is(err, ErrNoLocalModel) || !strings.Contains(err.Error(), tc.says) {
				t.Error(err)
			}
		})
	}
	if _, err := Local(t.Context(), gone.URL); !errors.Is(err, ErrNoLocalModel) || !strings.Contains(err.Error(), "refused; start it with `ollama serve`") {
		t.Error(err)
	}
}

func TestTheAddressOfOllamaIsReadInEachOfItsForms(t *testing.T) {
	for host, want := range map[string]string{
		"": Ollama, "0.0.0.0": Ollama, "0.0.0.0:11434": Ollama, ":8080": "http://localhost:8080", "box": "http://box:11434",
		"box:1": "http://box:1", "http://box:1/": "http://box:1", "https://box": "https://box", "https://box/v1": "https://box",
		"[::1]:5": "http://[::1]:5", "[::]": Ollama, " localhost ": Ollama, "ftp://box": "", "http://a:b@box": "", "http://b ox": "",
	} {
		got, err := LocalAddress(host)
		if got != want || (err != nil) != (want == "") {
			t.Errorf("%q: %q, %v, want %q", host, got, err, want)
		}
	}
}
