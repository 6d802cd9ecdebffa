package openai

import (
	"encoding/json"
	"errors"
	"strings"

	"footnote/bot"
)

// A frame is what is read of a chunk, or of a reply that is not streamed. All else
// is passed over, so that no field of a server's own can break a reply.
type frame struct {
	Object  string          `json:"object"`
	Type    string          `json:"type"`
	Error   json.RawMessage `json:"error"`
	Choices []struct {
		Index        int    `json:"index"`
		Delta        says   `json:"delta"`
		Message      says   `json:"message"`
		FinishReason string `json:"finish_reason"`
	} `json:"choices"`
	Usage *usage `json:"usage"`
}

// says is what a model says, and what it says to itself.
type says struct {
	Content          json.RawMessage `json:"content"`
	Reasoning        json.RawMessage `json:"reasoning"`
	ReasoningContent json.RawMessage `json:"reasoning_content"`
}

type usage struct {
	Prompt int `json:"prompt_tokens"`
	Reply  int `json:"completion_tokens"`
}

// A chunk is what the library is given of a frame.
type chunk struct {
	Choices []choice `json:"choices"`
	Usage   *usage   `json:"usage,omitempty"`
}

type choice struct {
	Index        int    `json:"index"`
	Delta        delta  `json:"delta"`
	FinishReason string `json:"finish_reason,omitempty"`
}

type delta struct {
	Content string `json:"content"`
}

// chunk makes a line for the library of one of the server's, an error of one that is
// an error, and nothing of one that says nothing.
func (s *stream) chunk(data []byte) ([]byte, error) {
	var f frame
	var mistyped *json.UnmarshalTypeError
	if err := json.Unmarshal(data, &f); err != nil && (!errors.As(err, &mistyped) || data[0] != '{') {
		if json.Valid(data) {
			return nil, s.server.failure(0, data)
		}
		return nil, &failure{kind: bot.ErrModelCutOff, why: "a part of it makes no sense"}
	}
	none := f.Choices == nil && f.Usage == nil
	if f.isError() || none && readError(data).message != "" {
		return nil, s.server.failure(0, data)
	}
	if none {
		return nil, nil
	}
	c := chunk{Choices: []choice{}}
	alive := f.Usage != nil && *f.Usage != (usage{})
	if alive {
		c.Usage = f.Usage
	}
	for _, from := range f.Choices {
		text := plain(from.Delta.Content) + plain(from.Message.Content)
		reason := from.FinishReason
		if reason == "null" {
			reason = ""
		}
		alive = alive || text != "" || reason != "" || from.Delta.thinks() || from.Message.thinks()
		c.Choices = append(c.Choices, choice{from.Index, delta{text}, reason})
	}
	if alive {
		s.life.sign()
	}
	out, err := json.Marshal(c)
	return line(out), err
}

// isError reports whether a frame is an error, also one that is a chunk besides.
func (f frame) isError() bool {
	switch strings.TrimSpace(string(f.Error)) {
	case "", "null", "false", `""`, "{}":
		return f.Object == "error" || f.Type == "error"
	}
	return true
}

// plain is the text of a content: a string, or an array of parts of which those
// that are text count.
func plain(content json.RawMessage) string {
	var text string
	if json.Unmarshal(content, &text) == nil {
		return text
	}
	var parts []struct{ Type, Text string }
	_ = json.Unmarshal(content, &parts) // what cannot be read is no text
	for _, p := range parts {
		if p.Type == "text" {
			text += p.Text
		}
	}
	return text
}

func (s says) thinks() bool {
	for _, r := range []json.RawMessage{s.Reasoning, s.ReasoningContent} {
		if text := string(r); text != "" && text != "null" && text != `""` {
			return true
		}
	}
	return plain(s.Content) == "" && strings.HasPrefix(string(s.Content), "[")
}
