package eval

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"slices"
)

// A ClaimsReport is how well the verifier tells supported claims from others.
// What is supported in part counts as not supported.
type ClaimsReport struct {
	Measure            string `json:"measure"` // "claims"
	Claims             int    `json:"claims"`
	Supported          Count  `json:"supported"`           // judged rightly, of those with the label
	PartiallySupported Count  `json:"partially_supported"` // likewise
	NotSupported       Count  `json:"not_supported"`       // likewise

	// BalancedAccuracy is the mean of the shares of the supported and of the other
	// claims that are judged rightly. MacroF1 is the mean of the two classes' F1. A
	// class that no claim has counts for neither.
	BalancedAccuracy float64 `json:"balanced_accuracy"`
	MacroF1          float64 `json:"macro_f1"`
	// AUROC is the probability that a supported claim scores higher than another.
	AUROC float64 `json:"auroc"`

	// Kinds is how claims of a stated kind are judged, by language and kind, with a
	// last row of an empty kind for each language, and one for all.
	Kinds []KindRates `json:"kinds,omitempty"`

	Results []Judgement `json:"results"`
}

// KindRates is how often the verifier errs on claims of one kind.
type KindRates struct {
	Language      string `json:"lang"`
	Kind          string `json:"kind"`
	FalseAccepts  Count  `json:"false_accepts"`  // that pass, of those not supported
	FalseWithheld Count  `json:"false_withheld"` // that fail, of those supported
}

// kindsOf counts the judgements that have a kind.
func kindsOf(results []Judgement) []KindRates {
	rates := make(map[[2]string]*KindRates)
	for _, j := range results {
		if j.kind == "" {
			continue
		}
		for _, key := range [][2]string{{j.language, j.kind}, {j.language, ""}, {"", ""}} {
			if rates[key] == nil {
				rates[key] = &KindRates{Language: key[0], Kind: key[1]}
			}
			if j.Label == Supported {
				rates[key].FalseWithheld.add(!j.Supported)
			} else {
				rates[key].FalseAccepts.add(j.Supported)
			}
		}
	}
	var out []KindRates
	for _, r := range rates {
		out = append(out, *r)
	}
	slices.SortFunc(out, func(a, b KindRates) int {
		return cmp.Or(emptyLast(a.Language, b.Language), emptyLast(a.Kind, b.Kind))
	})
	return out
}

func emptyLast(a, b string) int {
	if (a == "") != (b == "") {
		return -cmp.Compare(a, b)
	}
	return cmp.Compare(a, b)
}

// line is a row of the table of kinds.
func (k KindRates) line() row {
	return row{cmp.Or(k.Language, "all") + " " + cmp.Or(k.Kind, "all"), fmt.Sprintf("%13s  %14s", k.FalseAccepts.percent(), k.FalseWithheld.percent())}
}

func newClaimsReport(results []Judgement) ClaimsReport {
	r := ClaimsReport{Measure: "claims", Claims: len(results), Results: results, Kinds: kindsOf(results)}
	var scores []float64
	var labels []bool
	for _, j := range results {
		switch j.Label {
		case Supported:
			r.Supported.add(j.right())
		case PartiallySupported:
			r.PartiallySupported.add(j.right())
		default:
			r.NotSupported.add(j.right())
		}
		scores = append(scores, j.Score)
		labels = append(labels, j.Label == Supported)
	}
	yes := r.Supported
	no := Count{r.PartiallySupported.N + r.NotSupported.N, r.PartiallySupported.Of + r.NotSupported.Of}
	classes := 0
	for _, c := range [][2]Count{{yes, no}, {no, yes}} {
		if c[0].Of > 0 {
			classes++
			r.BalancedAccuracy += c[0].share()
			r.MacroF1 += f1(c[0], c[1])
		}
	}
	r.BalancedAccuracy, r.MacroF1 = ratio(r.BalancedAccuracy, classes), ratio(r.MacroF1, classes)
	r.AUROC = auroc(scores, labels)
	return r
}

// f1 is the harmonic mean of precision and recall of a class, of which some
// are judged rightly, as are some of the other class.
func f1(class, other Count) float64 {
	missed, wrongly := class.Of-class.N, other.Of-other.N
	return ratio(float64(2*class.N), 2*class.N+missed+wrongly)
}

// WriteText prints the figures for people.
func (r ClaimsReport) WriteText(w io.Writer) error {
	_, err := io.WriteString(w, table(
		row{"claims", fmt.Sprint(r.Claims)},
		row{"supported", r.Supported.String() + " judged rightly"},
		row{"partially supported", r.PartiallySupported.String() + " judged rightly, as not supported"},
		row{"not supported", r.NotSupported.String() + " judged rightly"},
		row{"balanced accuracy", share(r.BalancedAccuracy)},
		row{"macro-F1", share(r.MacroF1)},
		row{"AUROC", share(r.AUROC)},
	))
	if err != nil || len(r.Kinds) == 0 {
		return err
	}
	rows := []row{{"kind of error", "false accepts  false withheld"}}
	for _, k := range r.Kinds {
		rows = append(rows, k.line())
	}
	_, err = io.WriteString(w, "\n"+table(rows...))
	return err
}

// Since names the claims of which the verifier holds now what it did not hold
// in an older report. That one which was judged rightly is not any more is a
// loss. Claims of only one of the reports do not count, but reports that have
// none in common cannot be compared.
func (r ClaimsReport) Since(before ClaimsReport) ([]string, error) {
	said, loss, common := flips(before.outcomes(), r.outcomes())
	switch {
	case !common:
		return nil, errors.New("the older report is of other claims")
	case loss:
		return said, errors.New("claims that were judged rightly are judged wrongly now")
	}
	return said, nil
}

func (r ClaimsReport) outcomes() []outcome {
	var all []outcome
	for _, j := range r.Results {
		all = append(all, outcome{
			id: j.ID, good: j.right(),
			won:  fmt.Sprintf("claim %s: judged rightly now", j.ID),
			lost: fmt.Sprintf("claim %s: judged wrongly now: %s", j.ID, j.verdict()),
		})
	}
	return all
}

func (j Judgement) verdict() string {
	if j.Supported {
		return "it is " + string(j.Label) + " and passes"
	}
	return "it is supported and fails: " + j.Why
}
