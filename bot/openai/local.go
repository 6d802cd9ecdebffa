package openai

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"time"
)

// Ollama is where it listens unless it is told otherwise.
const Ollama = "http://localhost:11434"

const (
	localWithin   = 3 * time.Second
	maxLocalBytes = 4 << 20
)

// ErrNoLocalModel is returned where there is no model to write with on this
// machine.
var ErrNoLocalModel = errors.New("there is no local model")

// Local looks for an Ollama and returns the address and the name of one of its
// models that write: the one that was fetched last. Models that only embed, and
// those that run on other people's machines, are passed over. Host is in the form
// of Ollama's own OLLAMA_HOST; empty means [Ollama].
func Local(ctx context.Context, host string) (Config, error) {
	base, err := LocalAddress(host)
	if err != nil {
		return Config{}, err
	}
	ctx, cancel := context.WithTimeout(ctx, localWithin)
	defer cancel()
	models, err := localModels(ctx, base)
	if err != nil {
		return Config{}, fmt.Errorf("looking for Ollama at %s: %w: %w; start it with `ollama serve`, or name a model and the address of its server", base, ErrNoLocalModel, err)
	}
	for _, m := range models {
		if m.writes() {
			return Config{BaseURL: base + "/v1", Model: m.Name}, nil
		}
	}
	return Config{}, fmt.Errorf("looking for Ollama at %s: %w: it has no model that writes among its %d; fetch one, such as with `ollama pull qwen3`", base, ErrNoLocalModel, len(models))
}

// LocalAddress returns the address of Ollama, without a path, from what OLLAMA_HOST
// may be: nothing, host, :port, host:port or an address. One that stands for every
// network of the machine is the machine.
func LocalAddress(host string) (string, error) {
	host = strings.TrimRight(strings.TrimSpace(host), "/")
	if host == "" {
		return Ollama, nil
	}
	if !strings.Contains(host, "://") {
		host = "http://" + host
	}
	u, err := url.Parse(host)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.User != nil || u.RawQuery != "" {
		return "", errors.New("the address of Ollama is not one: write host:port")
	}
	name, port := u.Hostname(), u.Port()
	if name == "" || name == "0.0.0.0" || name == "::" {
		name = "localhost"
	}
	if strings.Contains(name, ":") {
		name = "[" + name + "]"
	}
	if port == "" && u.Scheme == "http" {
		port = "11434"
	}
	if port != "" {
		name += ":" + port
	}
	return u.Scheme + "://" + name + strings.TrimSuffix(u.Path, "/v1"), nil
}

// A localModel is one of Ollama's.
type localModel struct {
	Name       string `json:"name"`
	RemoteHost string `json:"remote_host"`
	Details    struct {
		Family string `json:"family"`
	} `json:"details"`
}

var embeds = regexp.MustCompile(`(?i)embed|bert|minilm|\bbge\b|\be5\b|\bgte\b|rerank`)

func (m localModel) writes() bool {
	away := m.RemoteHost != "" || strings.HasSuffix(m.Name, "-cloud") || strings.HasSuffix(m.Name, ":cloud")
	return m.Name != "" && !away && !embeds.MatchString(m.Name) && !embeds.MatchString(m.Details.Family)
}

// localModels lists the models, those that were fetched last first.
func localModels(ctx context.Context, base string) ([]localModel, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, base+"/api/tags", nil)
	if err != nil {
		return nil, err
	}
	client := newHTTPClient()
	defer client.CloseIdleConnections()
	response, err := client.Do(request)
	if err != nil {
		var at *url.Error
		if errors.As(err, &at) {
			err = at.Err // the rest is said anyway
		}
		return nil, err
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("it answers %s", status(response.StatusCode))
	}
	var list struct {
		Models []localModel `json:"models"`
	}
	if err := json.NewDecoder(io.LimitReader(response.Body, maxLocalBytes)).Decode(&list); err != nil {
		return nil, errors.New("it answers as Ollama does not")
	}
	return list.Models, nil
}
