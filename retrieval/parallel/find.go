package parallel

import (
	"cmp"
	"context"
	"maps"
	"slices"
)

// What a pair needs that is not declared. The first pairs rest on anchors
// alone, so they must share some. Later ones rest on translations too and must
// be alike by them. Either are more alike, by a margin, than each of them and
// any other passage. Passages that are no translations give one or two pairs
// by chance, so a few are none.
const (
	firstAnchors = 3
	firstMargin  = 1.5
	laterMargin  = 1.4
	laterScore   = 0.3
	fewest       = 8
)

// pairs returns the declared pairs and, where there are enough, those found.
func (m *matcher) pairs(ctx context.Context) ([]Pair, error) {
	pairs, err := m.declared(ctx)
	if err != nil {
		return nil, err
	}
	found, err := m.find(ctx)
	if err != nil {
		return nil, err
	}
	if len(pairs)+len(found) >= fewest {
		pairs = append(pairs, found...)
	}
	slices.SortFunc(pairs, func(x, y Pair) int { return cmp.Compare(x.A, y.A) })
	return pairs, nil
}

// declared returns the pairs of passages in groups.
func (m *matcher) declared(ctx context.Context) ([]Pair, error) {
	var pairs []Pair
	for _, g := range slices.Sorted(maps.Keys(m.groups[0])) {
		if g == 0 {
			continue
		}
		aligned, err := m.align(ctx, m.groups[0][g], m.groups[1][g])
		if err != nil {
			return nil, err
		}
		pairs = append(pairs, aligned...)
	}
	return pairs, nil
}

// find returns the pairs that are not declared: passages that are each the one
// most like the other, by a margin.
func (m *matcher) find(ctx context.Context) ([]Pair, error) {
	free := m.groups[0][0]
	candidates := make([][]candidate, len(free))
	err := m.each(ctx, free, func(k int, p *probe) { candidates[k] = m.candidates(p) })
	if err != nil {
		return nil, err
	}
	// The best two scores of each passage of the second language.
	best := make([][2]float64, len(m.length))
	for _, cs := range candidates {
		for _, c := range cs {
			b := &best[c.passage]
			if c.score > b[0] {
				b[0], b[1] = c.score, b[0]
			} else {
				b[1] = max(b[1], c.score)
			}
		}
	}
	var pairs []Pair
	for k, cs := range candidates {
		if len(cs) > 0 && m.accepts(cs, best[cs[0].passage][1]) {
			pairs = append(pairs, Pair{free[k], cs[0].passage})
		}
	}
	return pairs, nil
}

// accepts reports whether the first of a passage's candidates is its
// translation, given the second best score of that candidate. One that is more
// like another passage fails by that alone.
func (m *matcher) accepts(cs []candidate, second float64) bool {
	c, other := cs[0], second
	if len(cs) > 1 {
		other = max(other, cs[1].score)
	}
	if m.learned {
		return c.score >= laterScore && c.score >= laterMargin*other
	}
	return c.anchors >= firstAnchors && c.score >= firstMargin*other
}
