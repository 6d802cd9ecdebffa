package openai

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"footnote/bot"
	"footnote/bot/openai/openaitest"
	"footnote/retrieval"
	"footnote/retrieval/retrievaltest"
)

const dimensions = 128

func embedding(s *openaitest.Server) Embedding {
	return Embedding{
		Config:      Config{BaseURL: s.BaseURL(), Key: key, Model: "scripted-embed"},
		QueryPrefix: "query: ", PassagePrefix: "passage: ", Patience: 5 * time.Second,
	}
}

// embedder is one that does not wait between its attempts.
func embedder(s *openaitest.Server) *Embedder {
	m := embedding(s).embedder(dimensions)
	m.pause = func(ctx context.Context, _ time.Duration) error { return ctx.Err() }
	return m
}

func passages(texts ...string) []retrieval.Text {
	var out []retrieval.Text
	for _, t := range texts {
		out = append(out, retrieval.Text{Head: "Title", Body: t})
	}
	return out
}

func TestEmbeddingConforms(t *testing.T) {
	s := openaitest.New(t, openaitest.Embed(dimensions))
	e := embedding(s)
	e.QueryPrefix, e.PassagePrefix = "", "" // else a passage is not the nearest to itself here
	retrievaltest.TestEmbedding(t, e)
}

func TestVectorsAreAskedForWithPrefixesAndDimensions(t *testing.T) {
	s := openaitest.New(t, openaitest.Embed(dimensions))
	e := embedding(s)
	e.Dimensions = dimensions
	m, err := e.Fit(t.Context(), nil)
	if err != nil || m.Dimensions() != dimensions {
		t.Fatalf("%v, %v", m, err)
	}
	if _, err := m.EmbedPassages(t.Context(), passages("Tea is taxed.", "茶要缴税。")); err != nil {
		t.Fatal(err)
	}
	if _, err := m.EmbedQuery(t.Context(), "茶税？"); err != nil {
		t.Fatal(err)
	}
	requests := s.Requests()
	if got := requests[1].Input; !slices.Equal(got, []string{"passage: Title\nTea is taxed.", "passage: Title\n茶要缴税。"}) {
		t.Errorf("passages %q", got)
	}
	if got := requests[2].Input; !slices.Equal(got, []string{"query: 茶税？"}) {
		t.Errorf("question %q", got)
	}
	for _, r := range requests {
		if string(r.Fields["dimensions"]) != "128" || string(r.Fields["encoding_format"]) != `"float"` || r.Model != "scripted-embed" || r.Path != "/v1/embeddings" {
			t.Errorf("asked %s %s", r.Path, r.Body)
		}
	}
	e.Dimensions = 64
	if _, err := e.Fit(t.Context(), nil); err == nil || !strings.Contains(err.Error(), "128 dimensions, not 64") {
		t.Errorf("other dimensions than were asked for: %v", err)
	}
}

func TestWhatDecidesTheVectorsIsInTheName(t *testing.T) {
	base := Embedding{Config: Config{BaseURL: "http://a", Model: "m"}, Dimensions: 1, QueryPrefix: "q", PassagePrefix: "p"}
	change := map[string]func(*Embedding){
		"model": func(e *Embedding) { e.Model = "n" }, "dimensions": func(e *Embedding) { e.Dimensions = 2 },
		"query prefix": func(e *Embedding) { e.QueryPrefix = "" }, "passage prefix": func(e *Embedding) { e.PassagePrefix = "" },
	}
	for what, f := range change {
		other := base
		if f(&other); other.Family() == base.Family() || other.embedder(4).ID() == base.embedder(4).ID() {
			t.Errorf("the %s is not", what)
		}
		if _, err := other.Restore(base.embedder(4).state()); err == nil {
			t.Errorf("the state of another %s is restored", what)
		}
	}
	moved := base
	moved.BaseURL, moved.Key, moved.Patience = "http://b", "k", 1
	if moved.Family() != base.Family() {
		t.Error("where the server is decides the name")
	}
}

// vectors are those of a reply, by the index that the server gives them.
func vectors(of map[int][]float32) openaitest.Reply {
	var items []string
	for i, v := range of {
		numbers, err := json.Marshal(v)
		if err != nil {
			panic(err)
		}
		items = append(items, fmt.Sprintf(`{"index":%d,"embedding":%s}`, i, numbers))
	}
	return openaitest.Reply{Body: `{"data":[` + strings.Join(items, ",") + `]}`}
}

func TestVectorsAreSortedAndCounted(t *testing.T) {
	at := func(i int) []float32 {
		v := make([]float32, dimensions)
		v[i] = 2
		return v
	}
	m := embedder(openaitest.New(t, openaitest.Play(openaitest.Reply{Body: strings.Replace(
		openaitest.Vectors(at(1), at(0)).Body, `"index":0`, `"index":7`, 1)}, vectors(map[int][]float32{2: at(2), 0: at(0), 1: at(1)}))))
	if _, err := m.EmbedPassages(t.Context(), passages("a", "b")); err == nil {
		t.Error("a vector of text 7 passes")
	}
	got, err := m.EmbedPassages(t.Context(), passages("a", "b", "c"))
	if err != nil {
		t.Fatal(err)
	}
	for i, v := range got {
		if v[i] != 1 {
			t.Errorf("vector %d is another one's: %v", i, v[:4])
		}
	}
}

func TestWrongVectorsAreAnError(t *testing.T) {
	one := openaitest.Vector("x", dimensions)
	huge := make([]float32, dimensions)
	for i := range huge {
		huge[i] = math.MaxFloat32
	}
	for name, tc := range map[string]struct {
		reply openaitest.Reply
		says  string
	}{
		"none":              {vectors(nil), "0 vectors for 2 texts"},
		"one too few":       {openaitest.Vectors(one), "1 vectors for 2 texts"},
		"one too many":      {openaitest.Vectors(one, one, one), "3 vectors for 2 texts"},
		"one twice":         {openaitest.Reply{Body: strings.ReplaceAll(openaitest.Vectors(one, one).Body, `"index":1`, `"index":0`)}, "two vectors for text 0"},
		"negative":          {openaitest.Reply{Body: strings.ReplaceAll(openaitest.Vectors(one, one).Body, `"index":1`, `"index":-1`)}, "a vector for text -1"},
		"too short":         {openaitest.Vectors(one, one[:5]), "5 dimensions, not 128"},
		"empty":             {openaitest.Vectors(one, nil), "0 dimensions"},
		"zero":              {openaitest.Vectors(one, make([]float32, dimensions)), "length 0"},
		"beyond all bounds": {openaitest.Reply{Body: strings.Replace(openaitest.Vectors(one, one).Body, "[0", "[1e400", 1)}, "refused"},
		"base64":            {openaitest.Reply{Body: `{"data":[{"index":0,"embedding":"AAAA"},{"index":1,"embedding":"AAAA"}]}`}, "refused"},
		"an error":          {openaitest.Reply{Body: `{"error":{"message":"no such thing"}}`}, "no such thing"},
		"no JSON":           {openaitest.Reply{Body: `<html>`}, "refused"},
	} {
		t.Run(name, func(t *testing.T) {
			m := embedder(openaitest.New(t, openaitest.Play(tc.reply)))
			got, err := m.EmbedPassages(t.Context(), passages("a", "b"))
			if err == nil || !strings.Contains(err.Error(), tc.says) || !errors.Is(err, bot.ErrModelRefused) || got != nil {
				t.Errorf("%d vectors, %v", len(got), err)
			}
		})
	}
	m := embedder(openaitest.New(t, openaitest.Play(openaitest.Vectors(huge))))
	if got, err := m.EmbedPassages(t.Context(), passages("a")); err != nil || got[0][0] <= 0 {
		t.Errorf("large numbers: %v, %v", got, err)
	}
}

func TestBatchesKeepToTheirBounds(t *testing.T) {
	s := openaitest.New(t, openaitest.Embed(dimensions))
	e := embedding(s)
	e.BatchTexts, e.BatchTokens = 10, 1000
	m := e.embedder(dimensions)
	var texts []string
	for i := range 25 {
		texts = append(texts, fmt.Sprint("short ", i))
	}
	texts = append(texts, strings.Repeat("税", 600), strings.Repeat("税", 700), strings.Repeat("long ", 4000), "end")
	got, err := m.EmbedPassages(t.Context(), passages(texts...))
	if err != nil || len(got) != len(texts) {
		t.Fatal(err)
	}
	var sizes []int
	for _, r := range s.Requests() {
		sizes = append(sizes, len(r.Input))
		total := 0
		for _, text := range r.Input {
			total += tokens(text)
		}
		if len(r.Input) > 10 || len(r.Input) > 1 && total > 1000 {
			t.Errorf("a request of %d texts and %d tokens", len(r.Input), total)
		}
	}
	if !slices.Equal(sizes, []int{10, 10, 6, 1, 1, 1}) {
		t.Errorf("requests of %v", sizes)
	}
	for i, v := range got[:25] {
		if want := openaitest.Vector("passage: Title\n"+texts[i], dimensions); math.Abs(retrieval.Dot(v, want)-1) > 1e-5 {
			t.Errorf("text %d has another one's vector", i)
		}
	}
}

func TestAServerThatTakesLessIsGivenLess(t *testing.T) {
	for name, refuse := range map[string]openaitest.Reply{
		"too many": openaitest.Error(400, "InvalidParameter", "batch size is invalid, it should not be larger than 10"),
		"too long": openaitest.Error(500, "", "input is too large to process. increase the physical batch size"),
		"too big":  {Status: 413, Body: " "},
	} {
		t.Run(name, func(t *testing.T) {
			s := openaitest.New(t, func(r openaitest.Request) openaitest.Reply {
				total := 0
				for _, text := range r.Input {
					total += len([]rune(text))
				}
				if len(r.Input) > 10 || total > 2000 {
					return refuse
				}
				return openaitest.Embed(dimensions)(r)
			})
			m := embedder(s)
			var texts []string
			for i := range 60 {
				texts = append(texts, fmt.Sprint("text ", i))
			}
			texts[7] = strings.Repeat("税法", 3000)
			got, err := m.EmbedPassages(t.Context(), passages(texts...))
			if err != nil || len(got) != 60 || slices.ContainsFunc(got, func(v []float32) bool { return v == nil }) {
				t.Fatalf("%d vectors, %v", len(got), err)
			}
			if n := len(s.Requests()); n > 45 {
				t.Errorf("%d requests for 60 texts", n)
			}
			before := len(s.Requests())
			if _, err := m.EmbedPassages(t.Context(), passages(texts[8:]...)); err != nil || len(s.Requests())-before > 7 {
				t.Errorf("%d more requests, %v", len(s.Requests())-before, err)
			}
		})
	}
}

func TestARefusalThatIsNotOfSizeIsNotAskedAgain(t *testing.T) {
	s := openaitest.New(t, openaitest.Play(openaitest.Error(400, "", "no such model")))
	if _, err := embedder(s).EmbedPassages(t.Context(), passages("a", "b", "c")); !errors.Is(err, bot.ErrModelRefused) || len(s.Requests()) != 1 {
		t.Errorf("%v after %d requests", err, len(s.Requests()))
	}
}

func TestVectorsThatTakeTooLongAreAskedForInSmallerBatches(t *testing.T) {
	s := openaitest.New(t, func(r openaitest.Request) openaitest.Reply {
		reply := openaitest.Embed(dimensions)(r)
		if len(r.Input) > 2 {
			reply.Before = time.Minute
		}
		return reply
	})
	m := embedder(s)
	m.within = 200 * time.Millisecond
	if got, err := m.EmbedPassages(t.Context(), passages("a", "b", "c", "d")); err != nil || len(got) != 4 || len(s.Requests()) != 3 {
		t.Errorf("%d vectors, %d requests, %v", len(got), len(s.Requests()), err)
	}
}

func TestPassagesAreTriedForAgain(t *testing.T) {
	busy := openaitest.Error(429, "", "later")
	s := openaitest.New(t, openaitest.Play(busy, busy, openaitest.Reply{Body: "{", Cut: 1}, openaitest.Error(503, "", "x"), openaitest.Vectors(openaitest.Vector("a", dimensions))))
	if _, err := embedder(s).EmbedPassages(t.Context(), passages("a")); err != nil || len(s.Requests()) != 5 {
		t.Errorf("%v after %d requests", err, len(s.Requests()))
	}
}

func TestALongTextIsCutBetweenCharacters(t *testing.T) {
	for _, text := range []string{strings.Repeat("税", 100), strings.Repeat("tax ", 100), strings.Repeat("a税", 100), strings.Repeat("\xff", 100), "x"} {
		got := clip(text, 20)
		if tokens(got) > 20 || !strings.HasPrefix(text, got) || tokens(text) > 20 && tokens(got) < 10 || strings.ToValidUTF8(text, "") == text && strings.ToValidUTF8(got, "") != got {
			t.Errorf("%q of %d tokens", got, tokens(got))
		}
	}
}

func TestAFailureInTheMiddleGivesNoVectors(t *testing.T) {
	var n atomic.Int32
	s := openaitest.New(t, func(r openaitest.Request) openaitest.Reply {
		if n.Add(1) == 2 {
			return openaitest.Error(401, "", "no")
		}
		return openaitest.Embed(dimensions)(r)
	})
	e := embedding(s)
	e.BatchTexts = 1
	if got, err := e.embedder(dimensions).EmbedPassages(t.Context(), passages("a", "b")); err == nil || got != nil {
		t.Errorf("%v, %v", got, err)
	}
}
