package openaitest

import (
	"encoding/json"
	"hash/fnv"
	"math"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Embed answers each text with its [Vector].
func Embed(dimensions int) func(Request) Reply {
	return func(r Request) Reply {
		vectors := make([][]float32, len(r.Input))
		for i, text := range r.Input {
			vectors[i] = Vector(text, dimensions)
		}
		return Vectors(vectors...)
	}
}

// Vectors is a reply with vectors, in order.
func Vectors(vectors ...[]float32) Reply {
	type item struct {
		Object    string    `json:"object"`
		Index     int       `json:"index"`
		Embedding []float32 `json:"embedding"`
	}
	items := make([]item, len(vectors))
	for i, v := range vectors {
		items[i] = item{"embedding", i, v}
	}
	body, err := json.Marshal(map[string]any{
		"object": "list", "data": items, "model": "scripted", "usage": map[string]int{"prompt_tokens": 1, "total_tokens": 1},
	})
	if err != nil {
		panic(err)
	}
	return Reply{Body: string(body)}
}

// Vector is a unit vector of a text that is like that of another one with the same
// words or Chinese characters: each counts in the dimension that its hash names.
func Vector(text string, dimensions int) []float32 {
	v := make([]float32, dimensions)
	v[0] = 0.01 // for a text without any
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	for _, w := range words {
		if r, _ := utf8.DecodeRuneInString(w); !unicode.Is(unicode.Han, r) {
			v[slot(w, dimensions)]++
			continue
		}
		for _, r := range w {
			v[slot(string(r), dimensions)]++
		}
	}
	sum := 0.0
	for _, x := range v {
		sum += float64(x) * float64(x)
	}
	for i := range v {
		v[i] = float32(float64(v[i]) / math.Sqrt(sum))
	}
	return v
}

func slot(word string, dimensions int) uint32 {
	h := fnv.New32a()
	h.Write([]byte(word))
	return h.Sum32() % uint32(dimensions)
}
