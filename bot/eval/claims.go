package eval

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"runtime"
	"slices"
	"sync"
	"time"

	"footnote/bot"
	"footnote/bot/verify"
	"footnote/corpus"
	"footnote/retrieval"
)

// A Claim is a statement with what it may rest on, passages or a quotation from
// a document of the library, and whether people found that it does: one JSON
// object a line, which may hold more fields.
type Claim struct {
	ID       string   `json:"id"`
	Claim    string   `json:"claim"`
	Passages []string `json:"passages"`
	Document string   `json:"document"` // its ID, in the place of passages
	Quote    string   `json:"quote"`    // the words of the document
	Kind     string   `json:"kind"`     // what may be wrong with the claim: number, date, …; need not be known
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

// LoadClaims reads a file of claims. A line may hold two of them, one that is
// supported and one that is not, as "true" and "false". An error names the line.
func LoadClaims(r io.Reader) ([]Claim, error) {
	var claims []Claim
	seen := make(map[string]bool)
	err := eachLine(r, "line ", func(line []byte) error {
		found, err := claimsOf(line)
		if err != nil {
			return err
		}
		for _, c := range found {
			if seen[c.ID] {
				return fmt.Errorf("the id %q is there twice", c.ID)
			}
			seen[c.ID] = true
			claims = append(claims, c)
			if err := c.validate(); err != nil {
				return err
			}
		}
		return nil
	})
	if err == nil && len(claims) == 0 {
		err = errors.New("the file holds no claims")
	}
	return claims, err
}

// claimsOf reads the claim of a line, or the two of a pair.
func claimsOf(line []byte) ([]Claim, error) {
	var l struct {
		Claim
		True  string `json:"true"`
		False string `json:"false"`
	}
	if err := decodeLine(line, &l); err != nil {
		return nil, err
	}
	if l.True == "" && l.False == "" {
		return []Claim{l.Claim}, nil
	}
	if l.ID == "" || l.Claim.Claim != "" {
		return nil, errors.New("a line holds a claim, or a pair of true and false, and an id")
	}
	yes, no := l.Claim, l.Claim
	yes.ID, yes.Claim, yes.Label = l.ID+" true", l.True, Supported
	no.ID, no.Claim, no.Label = l.ID+" false", l.False, NotSupported
	return []Claim{yes, no}, nil
}

func (c Claim) validate() error {
	switch {
	case c.ID == "":
		return errors.New("a claim needs an id")
	case !corpus.HasWord(c.Claim):
		return fmt.Errorf("claim %q has no words", c.ID)
	case (c.Document != "") != corpus.HasWord(c.Quote):
		return fmt.Errorf("claim %q has one of document and quote without the other", c.ID)
	case len(c.Passages) == 0 && c.Document == "":
		return fmt.Errorf("claim %q has no passages", c.ID)
	case !slices.Contains([]Label{Supported, PartiallySupported, NotSupported}, c.Label):
		return fmt.Errorf("the label of claim %q is %q: write supported, partially_supported or not_supported", c.ID, c.Label)
	}
	for i, p := range c.Passages {
		if !corpus.HasWord(p) {
			return fmt.Errorf("passage %d of claim %q has no words", i+1, c.ID)
		}
	}
	return nil
}

// A Judgement is what the verifier found of a claim.
type Judgement struct {
	ID        string  `json:"id"`
	Supported bool    `json:"supported"`
	Score     float64 `json:"score"` // see [verify.Check]
	Why       string  `json:"why"`   // of a claim that is not supported
	Label     Label   `json:"label"`

	kind, language string
}

// right reports whether the verifier found what people found.
func (j Judgement) right() bool { return j.Supported == (j.Label == Supported) }

// Verify puts the claims through the verifier, on every core. The quotations of
// claims are looked for in the documents of the index, which may be nil where
// there are none. The progress function may be nil.
func Verify(ctx context.Context, ix *retrieval.Index, claims []Claim, progress func(done, total int)) (ClaimsReport, error) {
	results, failed := make([]Judgement, len(claims)), make([]error, len(claims))
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
				results[i], failed[i] = claims[i].judge(ix)
				mu.Lock()
				if done++; progress != nil {
					progress(done, len(claims))
				}
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	if err := errors.Join(append(failed, ctx.Err())...); err != nil {
		return ClaimsReport{}, fmt.Errorf("checking the claims: %w", err)
	}
	return newClaimsReport(results), nil
}

func (c Claim) judge(ix *retrieval.Index) (Judgement, error) {
	j := Judgement{ID: c.ID, Label: c.Label, kind: c.Kind, language: corpus.PrimaryLanguage(corpus.LanguageOf(c.Claim))}
	checked := verify.Check(c.Claim, c.Passages)
	if c.Document != "" {
		if ix == nil {
			return j, fmt.Errorf("claim %q quotes the document %q, and there is no library", c.ID, c.Document)
		}
		var err error
		if checked, err = bot.CheckCited(ix, corpus.DateOf(time.Now()), c.Claim, c.Document, c.Quote); err != nil {
			return j, fmt.Errorf("claim %q: %w", c.ID, err)
		}
	}
	j.Supported, j.Score, j.Why = checked.Supported, checked.Score, checked.Why
	return j, nil
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
