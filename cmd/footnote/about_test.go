package main

import "testing"

func TestPeopleAreToldWhichHostReceivesTheirQuestion(t *testing.T) {
	for outcome, tc := range map[string]struct {
		config                Config
		modelHost, vectorHost string
	}{
		"that of the address, without its key or path":  {Config{Model: "m", ModelURL: "https://api.example.org/v1", ModelKey: "k"}, "api.example.org", ""},
		"OpenAI's where no address is set":              {Config{Model: "m", ModelKey: "k"}, "api.openai.com", ""},
		"Ollama's where a model is looked for":          {Config{Model: "auto"}, "localhost:11434", ""},
		"that of the model where vectors have none":     {Config{EmbedModel: "e", ModelURL: "http://models.example.org:8000/v1"}, "", "models.example.org:8000"},
		"a server of its own that makes the vectors":    {Config{Model: "m", ModelURL: "http://localhost:1/v1", EmbedModel: "e", EmbedURL: "https://e.example.org"}, "localhost:1", "e.example.org"},
		"nobody's where answers are copied":             {Config{}, "", ""},
		"nobody's where only the library makes vectors": {Config{RetainDays: 30}, "", ""},
	} {
		t.Run(outcome, func(t *testing.T) {
			model, err := tc.config.model()
			if err != nil {
				t.Fatal(err)
			}
			a := tc.config.about(model, nil)
			if a.ModelHost != tc.modelHost || a.EmbedHost != tc.vectorHost || (a.Model == nil) != (tc.config.Model == "") {
				t.Errorf("told %q and %q, want %q and %q", a.ModelHost, a.EmbedHost, tc.modelHost, tc.vectorHost)
			}
		})
	}
}
