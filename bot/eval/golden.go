// Package eval measures an assistant on a set of questions whose answers are
// known: what the search finds, whether the citations are right, and whether
// it refuses what the corpus does not hold.
package eval

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"footnote/bot"
	"footnote/corpus"
	"footnote/retrieval"
)

// A Case is one question of a golden file: one JSON object a line.
type Case struct {
	ID             string      `json:"id"`
	Question       string      `json:"question"`
	Lang           string      `json:"lang"`
	AsOf           corpus.Date `json:"as_of"`
	Answerable     string      `json:"answerable"` // yes, no or partly
	Relevant       []Gold      `json:"relevant"`
	MustInclude    []string    `json:"must_include"`
	MustNotInclude []string    `json:"must_not_include"`
	ForbidCite     []string    `json:"forbid_cite"`
	Kind           string      `json:"kind"`
}

// A Gold quotation answers a question. It is text and not a passage's ID, so
// that splitting a document in another way does not break it.
type Gold struct {
	Document string `json:"document"`
	Quote    string `json:"quote"`
}

// LoadGolden reads a golden file. An error names the line.
func LoadGolden(r io.Reader) ([]Case, error) {
	var cases []Case
	seen := make(map[string]bool)
	scanner := bufio.NewScanner(r)
	scanner.Buffer(nil, 1<<20)
	for line := 1; scanner.Scan(); line++ {
		if strings.TrimSpace(scanner.Text()) == "" {
			continue
		}
		c, err := parseCase(scanner.Text())
		if err == nil && seen[c.ID] {
			err = fmt.Errorf("the id %q is there twice", c.ID)
		}
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", line, err)
		}
		seen[c.ID] = true
		cases = append(cases, c)
	}
	if err := scanner.Err(); err != nil {
		return nil, fmt.Errorf("reading the questions: %w", err)
	}
	if len(cases) == 0 {
		return nil, fmt.Errorf("the file holds no questions")
	}
	return cases, nil
}

func parseCase(line string) (Case, error) {
	var c Case
	decoder := json.NewDecoder(strings.NewReader(line))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&c); err != nil {
		return c, err
	}
	if c.ID == "" || c.Question == "" {
		return c, fmt.Errorf("a question needs an id and a question")
	}
	if !slices.Contains([]string{"yes", "no", "partly"}, c.Answerable) {
		return c, fmt.Errorf("answerable is %q: write yes, no or partly", c.Answerable)
	}
	return c, nil
}

// A Result is how one question went.
type Result struct {
	ID     string     `json:"id"`
	Kind   string     `json:"kind"`
	Status bot.Status `json:"status"`
	Pass   bool       `json:"pass"`
	Why    []string   `json:"why,omitempty"`  // of a failure
	Rank   int        `json:"rank,omitempty"` // of the first relevant passage, from 1; 0 when not among the first ten

	recall5           float64
	citations, proper int // citations, and those of a relevant passage
	invalid           int // citations whose words are not at their place
	included          bool
}

// Golden asks every question and reports how it went. The progress function
// may be nil.
func Golden(ctx context.Context, a *bot.Assistant, cases []Case, progress func(done, total int)) (Report, error) {
	var results []Result
	for i, c := range cases {
		r, err := ask(ctx, a, c)
		if err != nil {
			return Report{}, fmt.Errorf("question %s: %w", c.ID, err)
		}
		results = append(results, r)
		if progress != nil {
			progress(i+1, len(cases))
		}
	}
	return newReport(cases, results), nil
}

func ask(ctx context.Context, a *bot.Assistant, c Case) (Result, error) {
	r := Result{ID: c.ID, Kind: c.Kind}
	answer, err := a.Answer(ctx, bot.Question{Text: c.Question, AsOf: c.AsOf, Language: c.Lang})
	if err != nil {
		return r, err
	}
	r.Status = answer.Status
	if len(c.Relevant) > 0 {
		hits, _, err := a.Index().Search(ctx, retrieval.Query{Text: c.Question, N: 10})
		if err != nil {
			return r, err
		}
		r.rank(c, hits)
	}
	r.judge(c, answer)
	r.Pass = len(r.Why) == 0
	return r, nil
}

// rank finds the relevant passages among the hits.
func (r *Result) rank(c Case, hits []retrieval.Hit) {
	found := make(map[int]bool)
	for i, h := range hits {
		text := h.Document.Text[h.Passage.Start:h.Passage.End]
		for g, gold := range c.Relevant {
			if gold.Document != h.Document.ID || !contains(text, gold.Quote) {
				continue
			}
			if r.Rank == 0 {
				r.Rank = i + 1
			}
			if i < 5 {
				found[g] = true
			}
		}
	}
	r.recall5 = float64(len(found)) / float64(len(c.Relevant))
}

// judge compares an answer with what is known of the question.
func (r *Result) judge(c Case, answer bot.Answer) {
	refused := answer.Status == bot.Refused
	switch {
	case c.Answerable == "no" && !refused:
		r.fail("answered what the corpus does not hold")
	case c.Answerable == "yes" && refused:
		r.fail("refused: %s", strings.Join(answer.Missing, ", "))
	}
	text := answerText(answer)
	r.included = true
	for _, want := range c.MustInclude {
		if c.Answerable == "yes" && !contains(text, want) {
			r.included = false
			r.fail("does not say %q", want)
		}
	}
	for _, bad := range c.MustNotInclude {
		if contains(text, bad) {
			r.fail("says %q", bad)
		}
	}
	r.cites(c, answer)
	if c.Answerable == "yes" && !refused && len(c.Relevant) > 0 && r.proper == 0 {
		r.fail("cites none of the relevant passages")
	}
}

func (r *Result) cites(c Case, answer bot.Answer) {
	for _, cite := range answer.Citations {
		r.citations++
		span, d := cite.Span(), cite.Document()
		if cite.Quote() != d.Text[span.Start:span.End] || cite.Quote() == "" {
			r.invalid++
			r.fail("citation %d is not in %s", cite.N(), d.ID)
		}
		if slices.Contains(c.ForbidCite, d.ID) {
			r.fail("cites %s", d.ID)
		}
		passage := d.Text[cite.Passage().Start:cite.Passage().End]
		if slices.ContainsFunc(c.Relevant, func(g Gold) bool { return g.Document == d.ID && contains(passage, g.Quote) }) {
			r.proper++
		}
	}
}

func (r *Result) fail(format string, args ...any) {
	r.Why = append(r.Why, fmt.Sprintf(format, args...))
}

func answerText(a bot.Answer) string {
	var b strings.Builder
	for _, s := range a.Sentences {
		b.WriteString(s.Text)
		b.WriteByte('\n')
	}
	return b.String()
}

// contains compares without regard to case and spaces, which splitting and
// wrapping may change.
func contains(text, part string) bool {
	return strings.Contains(squeeze(text), squeeze(part))
}

func squeeze(s string) string {
	return strings.ToLower(strings.Join(strings.Fields(corpus.Normalize(s)), ""))
}
