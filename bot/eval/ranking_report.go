package eval

import (
	"fmt"
	"io"
	"math"
	"slices"
	"time"

	"footnote/retrieval"
)

// A RankingReport is how well the queries of a set were answered: means over
// those with a relevant record, from 0 to 1.
type RankingReport struct {
	Measure string         `json:"measure"` // "beir"
	Set     string         `json:"set"`
	Digest  string         `json:"digest"` // of the set
	Mode    retrieval.Mode `json:"mode"`
	Records int            `json:"records"`
	Queries int            `json:"queries"`

	NDCG10    float64 `json:"ndcg@10"`
	Recall5   float64 `json:"recall@5"`
	Recall10  float64 `json:"recall@10"`
	Recall100 float64 `json:"recall@100"`
	MRR10     float64 `json:"mrr@10"`

	IndexSeconds     float64 `json:"index_seconds"` // from the file to the index
	QueriesPerSecond float64 `json:"queries_per_second"`
	P50              float64 `json:"p50_ms"` // of one search
	P95              float64 `json:"p95_ms"`

	PerQuery []QueryScore `json:"per_query"`
}

// A QueryScore is how well one query was answered.
type QueryScore struct {
	ID       string  `json:"id"`
	NDCG10   float64 `json:"ndcg@10"`
	Recall10 float64 `json:"recall@10"`
	RR       float64 `json:"rr"` // over the first ten

	recall5, recall100 float64
}

func (m *measurement) report() RankingReport {
	r := RankingReport{
		Measure: "beir", Set: m.set.Name, Digest: m.set.Digest, Mode: m.mode,
		Records: len(m.set.records), Queries: len(m.scores), PerQuery: m.scores,
		IndexSeconds: float64(m.built.Milliseconds()) / 1000,
	}
	for _, s := range m.scores {
		r.NDCG10 += s.NDCG10
		r.Recall5 += s.recall5
		r.Recall10 += s.Recall10
		r.Recall100 += s.recall100
		r.MRR10 += s.RR
	}
	for _, mean := range []*float64{&r.NDCG10, &r.Recall5, &r.Recall10, &r.Recall100, &r.MRR10} {
		*mean = ratio(*mean, r.Queries)
	}
	var total time.Duration
	for _, t := range m.times {
		total += t
	}
	slices.Sort(m.times)
	r.P50, r.P95 = milliseconds(percentile(m.times, 50)), milliseconds(percentile(m.times, 95))
	if total > 0 {
		r.QueriesPerSecond = math.Round(10*float64(len(m.times))/total.Seconds()) / 10
	}
	return r
}

func milliseconds(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

// WriteText prints the figures for people.
func (r RankingReport) WriteText(w io.Writer) error {
	_, err := io.WriteString(w, table(
		row{"set", fmt.Sprintf("%s: %d records, %d judged queries", r.Set, r.Records, r.Queries)},
		row{"mode", string(r.Mode)},
		row{"nDCG@10", share(r.NDCG10)},
		row{"Recall@5", share(r.Recall5)},
		row{"Recall@10", share(r.Recall10)},
		row{"Recall@100", share(r.Recall100)},
		row{"MRR@10", share(r.MRR10)},
		row{"index seconds", fmt.Sprintf("%.1f", r.IndexSeconds)},
		row{"queries/s", fmt.Sprintf("%.0f", r.QueriesPerSecond)},
		row{"p50, p95", fmt.Sprintf("%.2f ms, %.2f ms", r.P50, r.P95)},
	))
	return err
}

// Comparable returns an error when a measurement of this set in this mode says
// nothing about the report.
func (r RankingReport) Comparable(s *Set, mode retrieval.Mode) error {
	switch {
	case r.Digest != s.Digest:
		return fmt.Errorf("it measured another set: %s with %d records and %d judged queries, digest %s and not %s",
			r.Set, r.Records, r.Queries, r.Digest, s.Digest)
	case r.Mode != mode:
		return fmt.Errorf("it measured the mode %s and not %s", r.Mode, mode)
	}
	return nil
}

// tolerance is how much a mean may differ because it was added up in another
// order.
const tolerance = 1e-9

// Since names the queries whose first ten records gained their first relevant
// one, or lost the last, since an older report. A lower mean nDCG@10 is a loss.
func (r RankingReport) Since(before RankingReport) (flips []string, loss error) {
	recall := make(map[string]float64)
	for _, q := range before.PerQuery {
		recall[q.ID] = q.Recall10
	}
	for _, q := range r.PerQuery {
		switch old := recall[q.ID]; {
		case old == 0 && q.Recall10 > 0:
			flips = append(flips, fmt.Sprintf("query %s: a relevant record is among the first ten now", q.ID))
		case old > 0 && q.Recall10 == 0:
			flips = append(flips, fmt.Sprintf("query %s: no relevant record is among the first ten now", q.ID))
		}
	}
	if r.NDCG10 < before.NDCG10-tolerance {
		loss = fmt.Errorf("nDCG@10 fell from %.4f to %.4f", before.NDCG10, r.NDCG10)
	}
	return flips, loss
}
