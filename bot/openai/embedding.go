package openai

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"strconv"
	"time"

	"footnote/retrieval"
)

// An Embedding embeds with a model on a server. All of it but the Config's address,
// key and timeouts decides the vectors, and so is part of the names of snapshots.
type Embedding struct {
	Config
	Dimensions    int           // asked for; 0 leaves them to the model
	QueryPrefix   string        // what the model wants before a question, such as "query: "
	PassagePrefix string        // and before a passage
	Patience      time.Duration // how long a question's vector is waited for; 0 means 800 ms
	BatchTexts    int           // texts of one request, at most; 0 means 64
	BatchTokens   int           // and tokens, about; 0 means 16,000
}

var _ retrieval.Embedding = Embedding{}

// Family names the model, the dimensions that are asked for and the prefixes.
func (e Embedding) Family() string {
	return fmt.Sprintf("openai-1/%s/dimensions-%d/query-%q/passage-%q", e.Model, e.Dimensions, e.QueryPrefix, e.PassagePrefix)
}

// Fit asks the server for a vector, to learn how long they are. The passages are of
// no matter.
func (e Embedding) Fit(ctx context.Context, _ []retrieval.Text) (retrieval.Embedder, error) {
	m := e.embedder(0)
	vectors, err := m.embed(ctx, passageTries, []string{e.PassagePrefix + "Footnote"})
	if err != nil {
		return nil, err
	}
	n := len(vectors[0])
	if e.Dimensions != 0 && n != e.Dimensions {
		return nil, fmt.Errorf("embedding with %s at %s: the vectors have %d dimensions, not %d; ask for so many, or for none", e.Model, m.host(), n, e.Dimensions)
	}
	return e.embedder(n), nil
}

// Restore returns the embedder of a state without asking the server.
func (e Embedding) Restore(state []byte) (retrieval.Embedder, error) {
	text := bytes.TrimPrefix(state, []byte(e.Family()+"\n"))
	n, err := strconv.Atoi(string(bytes.TrimSuffix(text, []byte("\n"))))
	m := e.embedder(n)
	if err != nil || n < 1 || !bytes.Equal(m.state(), state) {
		return nil, fmt.Errorf("the state of %d bytes is not that of an embedder %s", len(state), e.Family())
	}
	return m, nil
}

func (e Embedding) embedder(dimensions int) *Embedder {
	e.Patience = cmp.Or(e.Patience, 800*time.Millisecond)
	e.BatchTexts = cmp.Or(e.BatchTexts, 64)
	e.BatchTokens = cmp.Or(e.BatchTokens, 16_000)
	return &Embedder{server: newServer(e.Config), settings: e, dimensions: dimensions, within: embedWithin, questions: questions{asked: make(map[digest]*question)}}
}
