package eval

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"footnote/retrieval"
)

// depth is how many records are ranked for a query: what Recall@100 needs, and
// what a run holds of each.
const depth = 100

// Measure indexes the records, each as one passage, and asks every query that
// has a relevant record, one after the other. The options say what the index is
// made of; how records are divided is not theirs to say. A run, unless it is
// nil, gets the ranking in the form of trec_eval, a line for each of the first
// 100 records of a query.
func (s *Set) Measure(ctx context.Context, opts retrieval.Options, mode retrieval.Mode, run io.Writer) (RankingReport, error) {
	if run != nil {
		if err := s.checkIDs(); err != nil {
			return RankingReport{}, err
		}
	}
	m, err := s.index(ctx, opts)
	if err != nil {
		return RankingReport{}, err
	}
	m.mode = mode
	if run != nil {
		m.run = bufio.NewWriter(run)
	}
	return m.rank(ctx, opts.Progress)
}

// index indexes the records.
func (s *Set) index(ctx context.Context, opts retrieval.Options) (measurement, error) {
	start := time.Now()
	opts.Split, opts.Now = whole, start
	ix, err := retrieval.Build(ctx, s.corpus, opts)
	if err != nil {
		return measurement{}, fmt.Errorf("indexing %d records: %w", len(s.corpus.Documents), err)
	}
	return measurement{set: s, index: ix, built: s.reading + time.Since(start)}, nil
}

// checkIDs refuses what cannot stand in a run, whose columns are parted by
// spaces.
func (s *Set) checkIDs() error {
	ids := slices.Clone(s.records)
	for _, q := range s.queries {
		ids = append(ids, q.id)
	}
	for _, id := range ids {
		if strings.ContainsFunc(id, unicode.IsSpace) {
			return fmt.Errorf("the _id %q holds a space, which a run cannot; measure without --run or change it", id)
		}
	}
	return nil
}

// A measurement is what is known while the queries are asked.
type measurement struct {
	set   *Set
	index *retrieval.Index
	mode  retrieval.Mode
	built time.Duration
	run   *bufio.Writer // may be nil

	scores []QueryScore
	times  []time.Duration
}

// rank asks the queries. The progress function may be nil.
func (m measurement) rank(ctx context.Context, progress func(stage string, done, total int)) (RankingReport, error) {
	for i, q := range m.set.queries {
		if progress != nil {
			progress("asking", i, len(m.set.queries))
		}
		if err := m.ask(ctx, q); err != nil {
			return RankingReport{}, fmt.Errorf("query %q: %w", q.id, err)
		}
	}
	return m.report(), m.flush()
}

func (m *measurement) ask(ctx context.Context, q judged) error {
	start := time.Now()
	hits, err := search(ctx, m.index, retrieval.Query{Text: q.text, N: depth, Mode: m.mode})
	if err != nil {
		return err
	}
	m.times = append(m.times, time.Since(start))
	ranked := make([]string, len(hits))
	for i, h := range hits {
		number, err := strconv.Atoi(h.Document.ID)
		if err != nil {
			return fmt.Errorf("reading the number of a record: %w", err)
		}
		ranked[i] = m.set.records[number]
	}
	m.scores = append(m.scores, QueryScore{
		ID:        q.id,
		NDCG10:    q.relevant.ndcg(ranked, 10),
		Recall10:  q.relevant.recall(ranked, 10),
		RR:        q.relevant.reciprocalRank(ranked, 10),
		recall5:   q.relevant.recall(ranked, 5),
		recall100: q.relevant.recall(ranked, 100),
	})
	if m.run != nil {
		writeRun(m.run, q.id, ranked, hits, "footnote-"+string(m.mode))
	}
	return nil
}

// writeRun writes the lines of a query. Programs that read them sort by the
// score as a float32, and equal ones by the record's ID: each score here is
// less than the one before it, so that they keep this order.
func writeRun(w *bufio.Writer, query string, ranked []string, hits []retrieval.Hit, tag string) {
	last := float32(math.Inf(1))
	for i, id := range ranked {
		last = min(float32(hits[i].Score), math.Nextafter32(last, float32(math.Inf(-1))))
		fmt.Fprintf(w, "%s Q0 %s %d %s %s\n", query, id, i+1, strconv.FormatFloat(float64(last), 'g', -1, 32), tag)
	}
}

func (m *measurement) flush() error {
	if m.run == nil {
		return nil
	}
	if err := m.run.Flush(); err != nil {
		return fmt.Errorf("writing the run: %w", err)
	}
	return nil
}
