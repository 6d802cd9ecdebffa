package eval

import (
	"bytes"
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
	Form           bot.Form    `json:"form"` // that the question must be answered in; empty means any
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
	err := eachLine(r, "line ", func(line []byte) error {
		c, err := parseCase(line)
		if err == nil && seen[c.ID] {
			err = fmt.Errorf("the id %q is there twice", c.ID)
		}
		seen[c.ID] = true
		cases = append(cases, c)
		return err
	})
	if err == nil && len(cases) == 0 {
		err = fmt.Errorf("the file holds no questions")
	}
	return cases, err
}

func parseCase(line []byte) (Case, error) {
	var c Case
	decoder := json.NewDecoder(bytes.NewReader(line))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&c); err != nil {
		return c, err
	}
	if decoder.More() {
		return c, fmt.Errorf("there is more than one JSON object")
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

	found             found
	citations, proper int // citations, and those of a relevant passage
	invalid           int // citations whose words are not at their place
	included          bool
	said              []string // the sentences of the answer
}

// Golden asks every question and reports how it went. The progress function
// may be nil.
func Golden(ctx context.Context, a *bot.Assistant, cases []Case, progress func(done, total int)) (GoldenReport, error) {
	var results []Result
	for i, c := range cases {
		r, err := ask(ctx, a, c)
		if err != nil {
			return GoldenReport{}, fmt.Errorf("question %s: %w", c.ID, err)
		}
		results = append(results, r)
		if progress != nil {
			progress(i+1, len(cases))
		}
	}
	return newGoldenReport(cases, results), nil
}

func ask(ctx context.Context, a *bot.Assistant, c Case) (Result, error) {
	r := Result{ID: c.ID, Kind: c.Kind}
	answer, err := a.Answer(ctx, bot.Question{Text: c.Question, AsOf: c.AsOf, Language: c.Lang})
	if err != nil {
		return r, err
	}
	r.Status = answer.Status
	if len(c.Relevant) > 0 {
		if r.found, err = find(ctx, a.Index(), c, retrieval.Hybrid); err != nil {
			return r, err
		}
		r.Rank = r.found.rank
	}
	r.judge(c, answer)
	r.Pass = len(r.Why) == 0
	return r, nil
}

// judge compares an answer with what is known of the question.
func (r *Result) judge(c Case, answer bot.Answer) {
	refused := answer.Status == bot.Refused
	if c.Form != "" && answer.Form != c.Form {
		r.fail("answered in the form %s", answer.Form)
	}
	switch {
	case c.Answerable == "no" && !refused:
		r.fail("answered what the corpus does not hold")
	case c.Answerable == "yes" && refused:
		r.fail("refused: %s", strings.Join(answer.Missing, ", "))
	}
	for _, sentence := range answer.Sentences {
		r.said = append(r.said, sentence.Text)
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
	if a.Table != nil {
		for _, row := range a.Table.Rows {
			for _, c := range row {
				b.WriteString(c.Text)
				b.WriteByte('\n')
			}
		}
	}
	return b.String()
}
