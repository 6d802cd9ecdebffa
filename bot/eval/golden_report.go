package eval

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"footnote/bot"
)

// A GoldenReport is how a set of questions went. Shares are from 0 to 1.
type GoldenReport struct {
	Measure           string   `json:"measure"` // "golden"
	Questions         int      `json:"questions"`
	Passed            int      `json:"passed"`
	RecallAt5         float64  `json:"recall_at_5"`          // gold quotations in the first five passages
	MRR               float64  `json:"mrr"`                  // of the first relevant passage, over the first ten
	QuoteValidity     float64  `json:"quote_validity"`       // quotations that stand where they are said to stand
	CitationPrecision float64  `json:"citation_precision"`   // citations of a passage that holds a gold quotation
	RightRefusals     Count    `json:"right_refusals"`       // of the questions that must be refused
	WrongRefusals     Count    `json:"wrong_refusals"`       // of the questions that can be answered
	MustInclude       Count    `json:"must_include"`         // of the answerable questions with a decisive string
	Falsehoods        *Count   `json:"falsehoods,omitempty"` // shown, of those that a scripted model said
	Results           []Result `json:"results"`
}

func newGoldenReport(cases []Case, results []Result) GoldenReport {
	report := GoldenReport{Measure: "golden", Questions: len(results), Results: results}
	ranked, citations, invalid, judged, proper := 0, 0, 0, 0, 0
	for i, r := range results {
		c := cases[i]
		if r.Pass {
			report.Passed++
		}
		if len(c.Relevant) > 0 {
			ranked++
			report.RecallAt5 += r.found.recall5
			report.MRR += r.found.reciprocal()
			judged += r.citations
			proper += r.proper
		}
		citations += r.citations
		invalid += r.invalid
		switch c.Answerable {
		case "no":
			report.RightRefusals.add(r.Status == bot.Refused)
		case "yes":
			report.WrongRefusals.add(r.Status == bot.Refused)
			if len(c.MustInclude) > 0 {
				report.MustInclude.add(r.included)
			}
		}
	}
	report.RecallAt5 = ratio(report.RecallAt5, ranked)
	report.MRR = ratio(report.MRR, ranked)
	report.QuoteValidity = ratio(float64(citations-invalid), citations)
	report.CitationPrecision = ratio(float64(proper), judged)
	return report
}

// WriteText prints the report for people: the figures, then what failed.
func (r GoldenReport) WriteText(w io.Writer) error {
	var b strings.Builder
	rows := []row{
		{"questions", fmt.Sprintf("%d, passed %d", r.Questions, r.Passed)},
		{"recall@5", share(r.RecallAt5)},
		{"MRR", share(r.MRR)},
		{"quote validity", share(r.QuoteValidity)},
		{"citation precision", share(r.CitationPrecision)},
		{"right refusals", r.RightRefusals.String()},
		{"wrong refusals", r.WrongRefusals.String()},
		{"must include", r.MustInclude.String()},
	}
	if r.Falsehoods != nil {
		rows = append(rows, row{"falsehoods shown", r.Falsehoods.String()})
	}
	b.WriteString(table(rows...))
	for _, x := range r.Results {
		if !x.Pass {
			fmt.Fprintf(&b, "\nfailed %s (%s): %s", x.ID, x.Kind, strings.Join(x.Why, "; "))
		}
	}
	if r.Passed < r.Questions {
		b.WriteByte('\n')
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// Since names the questions whose outcome differs from that of an older report.
// That one which passed fails now is a loss. Questions of only one of the
// reports do not count, but reports that have none in common cannot be compared.
func (r GoldenReport) Since(before GoldenReport) ([]string, error) {
	said, loss, common := flips(before.outcomes(), r.outcomes())
	switch {
	case !common:
		return nil, errors.New("the older report is of other questions")
	case loss:
		return said, errors.New("questions that passed before fail now")
	}
	return said, nil
}

func (r GoldenReport) outcomes() []outcome {
	var all []outcome
	for _, x := range r.Results {
		all = append(all, outcome{
			id: x.ID, good: x.Pass,
			won:  x.ID + ": passes now",
			lost: x.ID + ": fails now: " + strings.Join(x.Why, "; "),
		})
	}
	return all
}
