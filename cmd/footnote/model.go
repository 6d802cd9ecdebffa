package main

import (
	"cmp"
	"net/url"
	"strings"
	"time"

	"footnote/bot"
	"footnote/bot/openai"
	"footnote/retrieval"
	"footnote/retrieval/lsa"
)

// leastContext has room for the instructions and a few passages.
const leastContext = 2500

// checkModels checks what is set of the models and their servers.
func (c Config) checkModels() error {
	if c.ModelKey != "" && c.ModelKeyFile != "" {
		return usagef("MODEL_KEY and MODEL_KEY_FILE are both set: remove one of them")
	}
	if c.Model == autoModel && c.ModelURL != "" {
		return usagef("MODEL is auto and MODEL_URL is set: name the model, or leave MODEL_URL empty and set OLLAMA_HOST where Ollama is elsewhere")
	}
	if c.Verify != "" && c.Verify != verifyModel {
		return usagef("VERIFY is %q: write model, or leave it empty", c.Verify)
	}
	if c.ModelContext < leastContext {
		return usagef("MODEL_CONTEXT is %d: a question needs at least %d tokens", c.ModelContext, leastContext)
	}
	if _, err := openai.LocalAddress(c.OllamaHost); err != nil {
		return usagef("OLLAMA_HOST: %w", err)
	}
	for _, at := range []struct{ key, value string }{{"MODEL_URL", c.ModelURL}, {"EMBED_URL", c.EmbedURL}} {
		u, err := url.Parse(at.value)
		if at.value != "" && (err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.User != nil || u.RawQuery != "") {
			// The value is not shown: it may hold a key.
			return usagef("%s is not the address of a server: write one such as http://localhost:11434/v1, without a key in it", at.key)
		}
	}
	if c.Model == "" && (c.ModelURL != "" || c.ModelKey != "" || c.ModelKeyFile != "" || c.Verify != "") && c.EmbedModel == "" {
		return usagef("MODEL is empty, and MODEL_URL, MODEL_KEY or VERIFY is set: name the model, or remove them")
	}
	return nil
}

// modelKey returns the key of the model's server, from the variable or from the
// file; empty where there is none.
func (c Config) modelKey() (string, error) {
	return secretIn("MODEL_KEY", c.ModelKey, c.ModelKeyFile, "model's key")
}

// model returns the model that writes, or nil where none is set. It asks nothing
// of a server yet.
func (c Config) model() (bot.Model, error) {
	switch c.Model {
	case "":
		return nil, nil
	case autoModel:
		return &unseenModel{host: c.OllamaHost, client: c.client}, nil
	}
	key, err := c.modelKey()
	if err != nil {
		return nil, err
	}
	if key == "" && isOpenAI(c.ModelURL) {
		return nil, usagef("MODEL is %q and MODEL_KEY is empty: set it to the key of OpenAI, or MODEL_URL to the address of another server", c.Model)
	}
	return c.client(openai.Config{BaseURL: c.ModelURL, Key: key, Model: c.Model}), nil
}

// client returns what writes with the model of a server.
func (c Config) client(server openai.Config) *openai.Client {
	server.Version = thisVersion().Version
	server.Timeouts.Total = time.Duration(c.ModelTimeout)
	return openai.New(server)
}

func isOpenAI(address string) bool {
	return address == "" || strings.TrimRight(address, "/") == openai.OpenAI
}

// embedding returns what makes the vectors: a model on a server, or the corpus
// itself.
func (c Config) embedding() (retrieval.Embedding, error) {
	if c.EmbedModel == "" {
		return lsa.Embedding{}, nil
	}
	address, err := c.embedURL()
	if err != nil {
		return nil, err
	}
	key := string(c.EmbedKey)
	if key == "" && (c.EmbedURL == "" || c.EmbedURL == c.ModelURL) && c.Model != autoModel {
		if key, err = c.modelKey(); err != nil { // the server's; no other gets it
			return nil, err
		}
	}
	if key == "" && isOpenAI(address) {
		return nil, usagef("EMBED_MODEL is %q and EMBED_KEY is empty: set it to the key of OpenAI, or EMBED_URL to the address of another server", c.EmbedModel)
	}
	return openai.Embedding{
		Config:        openai.Config{BaseURL: address, Key: key, Model: c.EmbedModel, Version: thisVersion().Version},
		Dimensions:    int(c.EmbedDimensions),
		QueryPrefix:   c.EmbedQuery,
		PassagePrefix: c.EmbedPassage,
		Patience:      time.Duration(c.EmbedTimeout),
	}, nil
}

// embedURL is where the embedder is: where the model is, unless it is set.
func (c Config) embedURL() (string, error) {
	if c.EmbedURL != "" || c.Model != autoModel {
		return cmp.Or(c.EmbedURL, c.ModelURL), nil
	}
	local, err := openai.LocalAddress(c.OllamaHost)
	return local + "/v1", err
}
