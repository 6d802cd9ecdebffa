package eval

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"runtime"
	"slices"
	"strings"
	"sync"
	"unicode"

	"footnote/bot"
)

// A Claim is a statement with the passages it may rest on, and whether people
// found that it does: one JSON object a line, which may hold more fields.
type Claim struct {
	ID       string   `json:"id"`
	Claim    string   `json:"claim"`
	Passages []string `json:"passages"`
	Label    Label    `json:"label"`
}

// A Label is what people found.
type Label string

// The labels. What is supported in part counts as not supported: a reader must
// be able to rest the whole claim on the passages.
const (
	Supported          Label = "supported"
	PartiallySupported Label = "partially_supported"
	NotSupported       Label = "not_supported"
)

// LoadClaims reads a file of claims. An error names the line.
func LoadClaims(r io.Reader) ([]Claim, error) {
	var claims []Claim
	seen := make(map[string]bool)
	err := eachLine(r, "line ", func(line []byte) error {
		var c Claim
		if err := decodeLine(line, &c); err != nil {
			return err
		}
		if seen[c.ID] {
			return fmt.Errorf("the id %q is there twice", c.ID)
		}
		seen[c.ID] = true
		claims = append(claims, c)
		return c.validate()
	})
	if err == nil && len(claims) == 0 {
		err = errors.New("the file holds no claims")
	}
	return claims, err
}

func (c Claim) validate() error {
	switch {
	case c.ID == "":
		return errors.New("a claim needs an id")
	case !hasWord(c.Claim):
		return fmt.Errorf("claim %q has no words", c.ID)
	case len(c.Passages) == 0:
		return fmt.Errorf("claim %q has no passages", c.ID)
	case !slices.Contains([]Label{Supported, PartiallySupported, NotSupported}, c.Label):
		return fmt.Errorf("the label of claim %q is %q: write supported, partially_supported or not_supported", c.ID, c.Label)
	}
	for i, p := range c.Passages {
		if !hasWord(p) {
			return fmt.Errorf("passage %d of claim %q has no words", i+1, c.ID)
		}
	}
	return nil
}

func hasWord(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
}

// A Judgement is what the verifier found of a claim.
type Judgement struct {
	ID        string  `json:"id"`
	Supported bool    `json:"supported"`
	Score     float64 `json:"score"` // see [bot.Check]
	Why       string  `json:"why"`   // of a claim that is not supported
	Label     Label   `json:"label"`
}

// right reports whether the verifier found what people found.
func (j Judgement) right() bool { return j.Supported == (j.Label == Supported) }

// Verify puts the claims through the verifier, on every core. The progress
// function may be nil.
func Verify(ctx context.Context, claims []Claim, progress func(done, total int)) (ClaimsReport, error) {
	results := make([]Judgement, len(claims))
	var mu sync.Mutex
	next, done := 0, 0
	take := func() (int, bool) {
		mu.Lock()
		defer mu.Unlock()
		next++
		return next - 1, next <= len(claims) && ctx.Err() == nil
	}
	var wg sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for i, ok := take(); ok; i, ok = take() {
				c := bot.Check(claims[i].Claim, claims[i].Passages)
				results[i] = Judgement{claims[i].ID, c.Supported, c.Score, c.Why, claims[i].Label}
				mu.Lock()
				if done++; progress != nil {
					progress(done, len(claims))
				}
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	if err := ctx.Err(); err != nil {
		return ClaimsReport{}, fmt.Errorf("checking the claims: %w", err)
	}
	return newClaimsReport(results), nil
}

// WriteJudgements writes a line of JSON for each claim.
func WriteJudgements(w io.Writer, all []Judgement) error {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	for _, j := range all {
		line := struct {
			ID        string  `json:"id"`
			Supported bool    `json:"supported"`
			Score     float64 `json:"score"`
			Why       string  `json:"why"`
		}{j.ID, j.Supported, j.Score, j.Why}
		if err := encoder.Encode(line); err != nil {
			return fmt.Errorf("writing the result of claim %q: %w", j.ID, err)
		}
	}
	return nil
}
