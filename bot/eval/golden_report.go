package eval

import (
	"fmt"
	"io"
	"strings"

	"footnote/bot"
)

// A Report is how a set of questions went. Shares are from 0 to 1.
type Report struct {
	Questions         int      `json:"questions"`
	Passed            int      `json:"passed"`
	RecallAt5         float64  `json:"recall_at_5"`        // gold quotations in the first five passages
	MRR               float64  `json:"mrr"`                // of the first relevant passage, over the first ten
	QuoteValidity     float64  `json:"quote_validity"`     // quotations that stand where they are said to stand
	CitationPrecision float64  `json:"citation_precision"` // citations of a passage that holds a gold quotation
	RightRefusals     Count    `json:"right_refusals"`     // of the questions that must be refused
	WrongRefusals     Count    `json:"wrong_refusals"`     // of the questions that can be answered
	MustInclude       Count    `json:"must_include"`       // of the answerable questions with a decisive string
	Results           []Result `json:"results"`
}

// A Count is so many out of so many.
type Count struct {
	N  int `json:"n"`
	Of int `json:"of"`
}

func (c Count) String() string { return fmt.Sprintf("%d of %d", c.N, c.Of) }

func (c *Count) add(yes bool) {
	c.Of++
	if yes {
		c.N++
	}
}

func newReport(cases []Case, results []Result) Report {
	report := Report{Questions: len(results), Results: results}
	ranked, citations, invalid, judged, proper := 0, 0, 0, 0, 0
	for i, r := range results {
		c := cases[i]
		if r.Pass {
			report.Passed++
		}
		if len(c.Relevant) > 0 {
			ranked++
			report.RecallAt5 += r.recall5
			if r.Rank > 0 {
				report.MRR += 1 / float64(r.Rank)
			}
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

func ratio(x float64, n int) float64 {
	if n == 0 {
		return 0
	}
	return x / float64(n)
}

// WriteText prints the report for people: the figures, then what failed.
func (r Report) WriteText(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "questions           %d, passed %d\n", r.Questions, r.Passed)
	fmt.Fprintf(&b, "recall@5            %.3f\n", r.RecallAt5)
	fmt.Fprintf(&b, "MRR                 %.3f\n", r.MRR)
	fmt.Fprintf(&b, "quote validity      %.3f\n", r.QuoteValidity)
	fmt.Fprintf(&b, "citation precision  %.3f\n", r.CitationPrecision)
	fmt.Fprintf(&b, "right refusals      %s\n", r.RightRefusals)
	fmt.Fprintf(&b, "wrong refusals      %s\n", r.WrongRefusals)
	fmt.Fprintf(&b, "must include        %s\n", r.MustInclude)
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

// Compare names the questions whose outcome differs between two reports, and
// reports whether any that passed fails now. Questions of only one of them do
// not count.
func Compare(before, after Report) (flips []string, lost bool) {
	passed := make(map[string]bool)
	known := make(map[string]bool)
	for _, r := range before.Results {
		passed[r.ID], known[r.ID] = r.Pass, true
	}
	for _, r := range after.Results {
		switch {
		case !known[r.ID] || passed[r.ID] == r.Pass:
		case r.Pass:
			flips = append(flips, r.ID+": passes now")
		default:
			lost = true
			flips = append(flips, r.ID+": fails now: "+strings.Join(r.Why, "; "))
		}
	}
	return flips, lost
}
