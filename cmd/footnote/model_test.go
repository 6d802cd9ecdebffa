package main

import (
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

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
		c, err := loadConfig(environment(nil))
		if err != nil {
			t.Errorf("%s: %v", preset[1], err)
			continue
		}
		if m, err := c.model(t.Context()); err != nil || m == nil || m.Name() != c.Model || c.Model == "" {
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
			m, err := tc.config.model(t.Context())
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
		if m, err := c.model(t.Context()); m != nil || !errors.As(err, &usage) {
			t.Errorf("%+v: %v", c, err)
		}
	}
	s.Close()
	if m, err := (Config{Model: "auto", OllamaHost: s.URL}).model(t.Context()); m != nil || !errors.Is(err, openai.ErrNoLocalModel) {
		t.Errorf("without an Ollama: %v, %v", m, err)
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
