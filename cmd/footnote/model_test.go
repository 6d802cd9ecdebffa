package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"footnote/bot"
	"footnote/bot/openai"
	"footnote/bot/openai/openaitest"
	"footnote/prompts"
	"footnote/retrieval/lsa"
)

func TestEachPresetOfTheExampleIsAModel(t *testing.T) {
	data, err := os.ReadFile("../../.env.example")
	if err != nil {
		t.Fatal(err)
	}
	presets := regexp.MustCompile(`(?m)^#   (\w.*)\n((?:#     .*\n)+)`).FindAllStringSubmatch(string(data), -1)
	if len(presets) < 7 {
		t.Errorf("%d presets", len(presets))
	}
	t.Chdir(t.TempDir())
	for _, preset := range presets {
		write(t, ".env", strings.ReplaceAll(preset[2], "#     ", ""))
		c, err := loadConfig(environment(nil), t.Logf)
		if err != nil {
			t.Errorf("%s: %v", preset[1], err)
			continue
		}
		if m, err := c.model(); err != nil || m == nil || m.Name() != c.Model || c.Model == "" {
			t.Errorf("%s: %v, %v", preset[1], m, err)
		}
	}
}

func TestTheModelIsThatOfTheSettings(t *testing.T) {
	s := openaitest.New(t, func(r openaitest.Request) openaitest.Reply {
		if r.Path == "/api/tags" {
			return openaitest.Reply{Body: `{"models":[{"name":"qwen3:8b"}]}`}
		}
		return openaitest.Text("Yes.")
	})
	file := filepath.Join(t.TempDir(), "key")
	write(t, file, "from-file\n")
	for name, tc := range map[string]struct {
		config Config
		want   string
		key    string
	}{
		"none":              {Config{}, "", ""},
		"key in a variable": {Config{Model: "m", ModelURL: s.BaseURL(), ModelKey: "k"}, "m", "Bearer k"},
		"key in a file":     {Config{Model: "m", ModelURL: s.BaseURL(), ModelKeyFile: file}, "m", "Bearer from-file"},
		"auto":              {Config{Model: "auto", OllamaHost: s.URL, ModelKey: "k"}, "qwen3:8b", ""},
	} {
		t.Run(name, func(t *testing.T) {
			m, err := tc.config.model()
			if err != nil || (m == nil) != (tc.want == "") {
				t.Fatalf("%v, %v", m, err)
			}
			if m == nil {
				return
			}
			if _, err := m.Reply(t.Context(), prompts.Prompt{User: "?"}, func(string) error { return nil }); err != nil {
				t.Fatal(err)
			}
			requests := s.Requests()
			if got := requests[len(requests)-1].Header.Get("Authorization"); got != tc.key || m.Name() != tc.want {
				t.Errorf("%s is asked with the key %q", m.Name(), got)
			}
		})
	}
	for _, c := range []Config{{Model: "m"}, {Model: "m", ModelURL: openai.OpenAI + "/"}, {Model: "m", ModelKeyFile: "nowhere"}} {
		var usage usageError
		if m, err := c.model(); m != nil || !errors.As(err, &usage) {
			t.Errorf("%+v: %v", c, err)
		}
	}
}

func TestAnOllamaThatIsNotThereYetIsLookedForAgain(t *testing.T) {
	var models atomic.Value
	models.Store(`[]`)
	s := openaitest.New(t, func(r openaitest.Request) openaitest.Reply {
		if r.Path == "/api/tags" {
			return openaitest.Reply{Body: `{"models":` + models.Load().(string) + `}`}
		}
		return openaitest.Text("Yes.")
	})
	m, err := (Config{Model: "auto", OllamaHost: s.URL}).model()
	if err != nil || len(s.Requests()) > 0 {
		t.Fatalf("%v, asked %d times", err, len(s.Requests()))
	}
	reply := func() error {
		_, err := m.Reply(t.Context(), prompts.Prompt{User: "?"}, func(string) error { return nil })
		return err
	}
	if err := reply(); !errors.Is(err, bot.ErrModelUnreachable) || !strings.Contains(err.Error(), "ollama pull") || m.Name() != "auto" {
		t.Errorf("without a model, %s: %v", m.Name(), err)
	}
	models.Store(`[{"name":"qwen3:8b"}]`)
	for range 2 {
		if err := reply(); err != nil || m.Name() != "qwen3:8b" {
			t.Errorf("with one, %s: %v", m.Name(), err)
		}
	}
	if n := len(s.Requests()); n != 4 {
		t.Errorf("asked %d times, want 4", n)
	}
	left, leave := context.WithCancel(t.Context())
	leave()
	m, _ = (Config{Model: "auto", OllamaHost: s.URL}).model()
	if _, err := m.Reply(left, prompts.Prompt{}, nil); err != context.Canceled {
		t.Errorf("an asker who left got %v", err)
	}
}

func TestWithoutTheModelSentencesAreCopiedAndTheRemedyIsSaid(t *testing.T) {
	gone := openaitest.New(t, nil)
	gone.Close()
	refusing := openaitest.New(t, openaitest.Play(openaitest.Error(401, "", "no such key")))
	dir := t.TempDir()
	write(t, filepath.Join(dir, "tea.txt"), "The tea tax is 5 percent.")
	write(t, filepath.Join(dir, "road.txt"), "道路由市政府修建。")
	for _, tc := range []struct {
		settings             map[string]string
		question, says, warn string
	}{
		{map[string]string{"MODEL": "auto", "OLLAMA_HOST": gone.URL}, "How high is the tea tax?", "5 percent", "start it with `ollama serve`"},
		{map[string]string{"MODEL": "auto", "OLLAMA_HOST": gone.URL}, "谁修建道路？", "道路由市政府修建", "start it with `ollama serve`"},
		{map[string]string{"MODEL": "m", "MODEL_URL": refusing.BaseURL()}, "How high is the tea tax?", "its settings need a look", "check the key"},
	} {
		tc.settings["CORPUS_DIR"], tc.settings["DATA_DIR"] = dir, t.TempDir()
		for _, args := range [][]string{{"ask", tc.question}, {"chat"}} {
			var stdout, stderr strings.Builder
			err := run(t.Context(), args, environment(tc.settings), strings.NewReader(tc.question+"\n"), &stdout, &stderr)
			if err != nil || !strings.Contains(stdout.String(), tc.says) || strings.Count(stderr.String(), tc.warn) != 1 {
				t.Errorf("%s %s: %v\n%s\n%s", args[0], tc.question, err, &stdout, &stderr)
			}
		}
	}
}

func TestTheEmbeddingIsThatOfTheSettings(t *testing.T) {
	const server = "https://example.org/v1"
	own := openai.Embedding{
		Config:     openai.Config{BaseURL: server, Key: "k", Model: "e", Version: thisVersion().Version},
		Dimensions: 256, QueryPrefix: "query: ", PassagePrefix: "passage: ", Patience: time.Second,
	}
	settings := Config{EmbedModel: "e", EmbedDimensions: 256, EmbedQuery: "query: ", EmbedPassage: "passage: ", EmbedTimeout: timeLimit(time.Second)}
	with := func(change func(c *Config, e *openai.Embedding)) (Config, openai.Embedding) {
		c, e := settings, own
		change(&c, &e)
		return c, e
	}
	for name, change := range map[string]func(c *Config, e *openai.Embedding){
		"all its own":                 func(c *Config, _ *openai.Embedding) { c.EmbedURL, c.EmbedKey = server, "k" },
		"the model's server and key":  func(c *Config, _ *openai.Embedding) { c.ModelURL, c.ModelKey = server, "k" },
		"the same server, told twice": func(c *Config, _ *openai.Embedding) { c.ModelURL, c.EmbedURL, c.ModelKey = server, server, "k" },
		"another server gets no key": func(c *Config, e *openai.Embedding) {
			c.ModelURL, c.EmbedURL, c.ModelKey = "https://other.example/v1", server, "hidden"
			e.Key = ""
		},
		"beside auto": func(c *Config, e *openai.Embedding) {
			c.Model, c.OllamaHost, c.ModelKey = "auto", "box:1", "hidden"
			e.Key, e.BaseURL = "", "http://box:1/v1"
		},
	} {
		c, want := with(change)
		got, err := c.embedding()
		if diff := cmp.Diff(want, got); err != nil || diff != "" {
			t.Errorf("%s: %v\n%s", name, err, diff)
		}
	}
	if got, err := (Config{ModelURL: server}).embedding(); err != nil || got != (lsa.Embedding{}) {
		t.Errorf("without a model: %v, %v", got, err)
	}
	if _, err := (Config{EmbedModel: "e"}).embedding(); err == nil || !strings.Contains(err.Error(), "EMBED_KEY is empty") {
		t.Errorf("OpenAI without a key: %v", err)
	}
}

func TestTheDocumentsAreFoundByTheVectorsOfAServer(t *testing.T) {
	s := openaitest.New(t, openaitest.Embed(64))
	dir := t.TempDir()
	write(t, filepath.Join(dir, "tea.txt"), "The tea tax is 5 percent.")
	write(t, filepath.Join(dir, "road.txt"), "道路由市政府修建。")
	settings := map[string]string{"CORPUS_DIR": dir, "DATA_DIR": t.TempDir(), "EMBED_MODEL": "scripted", "EMBED_URL": s.BaseURL(), "EMBED_QUERY_PREFIX": "query: "}
	out, err := execute(t, settings, "search", "--mode", "dense", "谁修建道路？")
	if err != nil || !strings.Contains(out, "road") {
		t.Fatalf("%s, %v", out, err)
	}
	requests := s.Requests()
	if got := requests[len(requests)-1].Input[0]; got != "query: 谁修建道路？" {
		t.Errorf("asked for %q", got)
	}
	s.Close()
	if out, err := execute(t, settings, "search", "tea"); err != nil || !strings.Contains(out, "tea") {
		t.Errorf("without the server: %s, %v", out, err)
	}
}
