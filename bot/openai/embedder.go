package openai

import (
	"context"
	"errors"
	"fmt"
	"math"
	"net/http"
	"regexp"
	"strings"
	"sync/atomic"
	"time"
	"unicode/utf8"

	"github.com/sashabaranov/go-openai"

	"footnote/bot"
	"footnote/retrieval"
)

// An Embedder makes vectors with a model on a server.
type Embedder struct {
	server
	settings   Embedding
	within     time.Duration // for one request
	dimensions int           // 0 where they are not known yet
	fits       atomic.Int64  // texts of a request, as the server was found to take; 0 where it takes all
	questions
}

var _ retrieval.RemoteEmbedder = (*Embedder)(nil)

// ID is the family's name: nothing is learned of a corpus.
func (m *Embedder) ID() string { return m.settings.Family() }

// Dimensions is the length of the vectors.
func (m *Embedder) Dimensions() int { return m.dimensions }

// Patience is how long a question's vector is waited for.
func (m *Embedder) Patience() time.Duration { return m.settings.Patience }

// Batch is how many passages one request holds at most.
func (m *Embedder) Batch() int { return m.settings.BatchTexts }

// MarshalBinary returns what [Embedding.Restore] takes.
func (m *Embedder) MarshalBinary() ([]byte, error) { return m.state(), nil }

func (m *Embedder) state() []byte { return fmt.Appendf(nil, "%s\n%d\n", m.ID(), m.dimensions) }

// How often vectors are tried for: there is time for those of passages, and much
// would be lost.
const (
	passageTries  = 5
	questionTries = 2
)

// EmbedPassages returns the vectors of texts; nil for one without a letter.
func (m *Embedder) EmbedPassages(ctx context.Context, texts []retrieval.Text) ([][]float32, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	vectors := make([][]float32, len(texts))
	var rows []int // those that are asked for
	var asked []string
	for i, t := range texts {
		if text := t.String(); strings.TrimSpace(text) != "" {
			rows, asked = append(rows, i), append(asked, m.settings.PassagePrefix+text)
		}
	}
	for len(asked) > 0 {
		n := m.batch(asked)
		part, err := m.embed(ctx, passageTries, asked[:n])
		if err != nil {
			return nil, err
		}
		for i, v := range part {
			vectors[rows[i]] = v
		}
		rows, asked = rows[n:], asked[n:]
	}
	return vectors, nil
}

// batch is how many of the first texts go into one request, at least one.
func (m *Embedder) batch(texts []string) int {
	most := m.settings.BatchTexts
	if fits := int(m.fits.Load()); fits > 0 {
		most = min(most, fits)
	}
	texts = texts[:min(len(texts), most)]
	total := 0
	for i, t := range texts {
		if total += tokens(t); total > m.settings.BatchTokens && i > 0 {
			return i
		}
	}
	return len(texts)
}

// tokens is about how many tokens a text has, rather more: three letters each, and
// any other character for itself.
func tokens(text string) int {
	ascii := 0
	for i := range len(text) {
		if text[i] < utf8.RuneSelf {
			ascii++
		}
	}
	return ascii/3 + utf8.RuneCountInString(text) - ascii + 1
}

// maxTextTokens is how much of a text is embedded: more than a passage has, and
// what OpenAI's models take.
const maxTextTokens = 8000

// clip cuts a text to so many tokens, about.
func clip(text string, most int) string {
	for tokens(text) > most {
		cut := max(len(text)*most/tokens(text), 1)
		if cut >= len(text) {
			cut = len(text) - 1
		}
		for cut > 0 && !utf8.RuneStart(text[cut]) {
			cut--
		}
		text = text[:cut]
	}
	return text
}

// embed returns the vectors of texts that are not empty, in order. Where they are
// too many or too long for the server, they are asked for in halves.
func (m *Embedder) embed(ctx context.Context, tries int, texts []string) ([][]float32, error) {
	var vectors [][]float32
	err := m.attempt(ctx, tries, func() (err error) {
		vectors, err = m.ask(ctx, texts)
		return err
	})
	switch {
	case err == nil:
		return vectors, nil
	case ctx.Err() != nil:
		return nil, fmt.Errorf("embedding with %s at %s: %w", m.config.Model, m.host(), ctx.Err())
	case !tooMuch(err):
	case len(texts) > 1:
		m.fits.Store(int64(max(len(texts)/2, leastBatch)))
		first, err := m.embed(ctx, tries, texts[:len(texts)/2])
		if err != nil {
			return nil, err
		}
		second, err := m.embed(ctx, tries, texts[len(texts)/2:])
		return append(first, second...), err
	case tokens(texts[0]) > leastTextTokens && !slow(err):
		return m.embed(ctx, tries, []string{clip(texts[0], tokens(texts[0])/2)})
	}
	return nil, fmt.Errorf("embedding with %s at %s: %w", m.config.Model, m.host(), err)
}

// What a server takes in any case, or as good as.
const (
	leastTextTokens = 128
	leastBatch      = 8 // one text that is too long must not make all batches small
)

var ofSize = regexp.MustCompile(`(?i)too (large|long|many|big)|context|length|maximum|exceed|at most|batch size|input.?size|no more than|larger than|limit`)

// tooMuch reports whether a server refuses a request because of its size.
func tooMuch(err error) bool {
	var f *failure
	if !errors.As(err, &f) {
		return false
	}
	switch f.status {
	case http.StatusRequestEntityTooLarge, tooSlow:
		return true
	case http.StatusBadRequest, http.StatusUnprocessableEntity, http.StatusInternalServerError: // llama.cpp's is 500
		return ofSize.MatchString(f.said)
	}
	return false
}

func slow(err error) bool {
	var f *failure
	return errors.As(err, &f) && f.status == tooSlow
}

// Bounds of one request.
const (
	maxVectorsBytes = 64 << 20
	embedWithin     = time.Minute
)

// tooSlow is the status of a request that takes so long that it should be smaller.
const tooSlow = -1

// ask makes one request.
func (m *Embedder) ask(ctx context.Context, texts []string) ([][]float32, error) {
	bounded, cancel := context.WithTimeout(ctx, m.within)
	defer cancel()
	input := make([]string, len(texts))
	for i, t := range texts {
		input[i] = clip(t, maxTextTokens)
	}
	call := &call{server: &m.server, limit: maxVectorsBytes}
	response, err := m.library(call).CreateEmbeddings(bounded, openai.EmbeddingRequest{
		Input: input, Model: openai.EmbeddingModel(m.config.Model),
		EncodingFormat: openai.EmbeddingEncodingFormatFloat, Dimensions: m.settings.Dimensions,
	})
	if bounded.Err() != nil && ctx.Err() == nil {
		return nil, &failure{kind: bot.ErrModelUnreachable, status: tooSlow, why: fmt.Sprintf("it has no vectors of %d texts within %v", len(texts), m.within)}
	}
	if err != nil {
		f := m.asFailure(err)
		f.passing = f.passing && !tooMuch(f)
		return nil, f
	}
	return m.sorted(response.Data, len(texts))
}

// sorted puts vectors in the order of their texts, and checks that there is one for
// each, and that it is one.
func (m *Embedder) sorted(data []openai.Embedding, n int) ([][]float32, error) {
	wrong := func(format string, args ...any) error {
		return &failure{kind: bot.ErrModelRefused, why: "the server returned " + fmt.Sprintf(format, args...)}
	}
	if len(data) != n {
		return nil, wrong("%d vectors for %d texts", len(data), n)
	}
	vectors := make([][]float32, n)
	for _, d := range data {
		switch {
		case d.Index < 0 || d.Index >= n:
			return nil, wrong("a vector for text %d of %d", d.Index, n)
		case vectors[d.Index] != nil:
			return nil, wrong("two vectors for text %d of %d", d.Index, n)
		case len(d.Embedding) == 0 || m.dimensions > 0 && len(d.Embedding) != m.dimensions:
			return nil, wrong("a vector of %d dimensions, not %d; if the model is another one now, run a full refresh", len(d.Embedding), m.dimensions)
		}
		if vectors[d.Index] = unit(d.Embedding); vectors[d.Index] == nil {
			return nil, wrong("a vector of length 0 or without end")
		}
	}
	return vectors, nil
}

// unit brings a vector to length one; nil for one that has none.
func unit(v []float32) []float32 {
	sum := 0.0
	for _, x := range v {
		sum += float64(x) * float64(x)
	}
	length := math.Sqrt(sum)
	if length == 0 || math.IsNaN(length) || math.IsInf(length, 0) {
		return nil
	}
	for i := range v {
		v[i] = float32(float64(v[i]) / length)
	}
	return v
}
