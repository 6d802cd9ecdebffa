package eval

import (
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// A judgement says how well a record answers a query: above zero it is
// relevant.
type judgement struct {
	query, record string
	score         int
}

// judgements are scores by query and record ID, and all of them in their order.
type judgements struct {
	scores map[string]map[string]int
	list   []judgement
}

// readJudgements reads lines of query-id, corpus-id and score, parted by tabs,
// below a line of headings, or the four columns of TREC.
func readJudgements(r io.Reader, place string) (*judgements, error) {
	all := &judgements{scores: make(map[string]map[string]int)}
	first := true
	err := eachLine(r, place, func(line []byte) error {
		mayHead := first
		first = false
		fields, err := judgementFields(string(line))
		if err != nil {
			return err
		}
		score, err := strconv.Atoi(fields[2])
		switch {
		case err != nil && mayHead && !strings.ContainsAny(fields[2], "0123456789"):
			return nil // the headings
		case err != nil:
			return fmt.Errorf("the score %q is not a whole number", fields[2])
		}
		return all.add(judgement{fields[0], fields[1], score})
	})
	return all, err
}

// judgementFields returns the query, the record and the score of a line.
func judgementFields(line string) ([]string, error) {
	fields := strings.Split(line, "\t")
	if len(fields) == 1 {
		fields = strings.Fields(line)
	}
	for i := range fields {
		fields[i] = strings.TrimSpace(fields[i])
	}
	if len(fields) == 4 { // the second of TREC's columns means nothing
		fields = append(fields[:1], fields[2:]...)
	}
	if len(fields) != 3 {
		return nil, fmt.Errorf("a judgement has %d fields; write query-id, corpus-id and score, parted by tabs", len(fields))
	}
	if fields[0] == "" || fields[1] == "" {
		return nil, errors.New("a judgement names no query or no record; write query-id, corpus-id and score, parted by tabs")
	}
	return fields, nil
}

func (j *judgements) add(x judgement) error {
	scores := j.scores[x.query]
	if scores == nil {
		scores = make(map[string]int)
		j.scores[x.query] = scores
	}
	if before, ok := scores[x.record]; ok && before != x.score {
		return fmt.Errorf("query %q and record %q have the score %d here and %d above; keep one", x.query, x.record, x.score, before)
	}
	scores[x.record] = x.score
	j.list = append(j.list, x)
	return nil
}

// relevant returns the judgements of a query that are above zero.
func (j *judgements) relevant(query string) gains {
	g := make(gains)
	for record, score := range j.scores[query] {
		if score > 0 {
			g[record] = score
		}
	}
	return g
}
