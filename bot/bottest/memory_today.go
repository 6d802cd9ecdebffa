package bottest

import (
	"context"
	"slices"
	"time"

	"footnote/bot"
	"footnote/corpus"
)

// Judge keeps a feedback.
func (m *Memory) Judge(ctx context.Context, f bot.Feedback) (before bot.FeedbackKind, err error) {
	if f, err = f.Bounded(); err != nil {
		return "", err
	}
	release, err := m.hold(ctx)
	if err != nil {
		return "", err
	}
	defer release()
	same := func(g bot.Feedback) bool {
		return g.Asker == f.Asker && g.Receipt == f.Receipt && g.Citation == f.Citation
	}
	if i := slices.IndexFunc(m.feedback, same); i >= 0 {
		before = m.feedback[i].Kind
	}
	m.feedback = append(slices.DeleteFunc(m.feedback, same), f)
	return before, nil
}

// Judged returns the feedback since a time.
func (m *Memory) Judged(ctx context.Context, since time.Time, limit int) ([]bot.Feedback, error) {
	release, err := m.hold(ctx)
	if err != nil {
		return nil, err
	}
	defer release()
	var found []bot.Feedback
	for _, f := range slices.Backward(m.feedback) {
		if !f.Time.Before(since) {
			f.Asker = ""
			found = append(found, f)
		}
	}
	slices.SortStableFunc(found, func(a, b bot.Feedback) int { return b.Time.Compare(a.Time) })
	return found[:min(len(found), limit)], nil
}

// Spend counts tokens.
func (m *Memory) Spend(ctx context.Context, asker string, day corpus.Date, tokens int) (byAsker, inAll int, err error) {
	release, err := m.hold(ctx)
	if err != nil {
		return 0, 0, err
	}
	defer release()
	if m.spent == nil {
		m.spent = make(map[corpus.Date]map[string]int)
	}
	if m.spent[day] == nil {
		m.spent[day] = make(map[string]int)
	}
	tokens = max(-bot.MostTokens, min(tokens, bot.MostTokens))
	m.spent[day][asker] = max(0, min(m.spent[day][asker]+tokens, bot.MostTokens))
	for _, spent := range m.spent[day] {
		inAll += spent
	}
	return m.spent[day][asker], inAll, nil
}

// Once reports whether a key comes for the first time.
func (m *Memory) Once(ctx context.Context, key string, at time.Time) (bool, error) {
	release, err := m.hold(ctx)
	if err != nil {
		return false, err
	}
	defer release()
	if m.done == nil {
		m.done = make(map[string]time.Time)
	}
	if before, ok := m.done[key]; ok && before.After(at.Add(-24*time.Hour)) {
		return false, nil
	}
	m.done[key] = at
	return true, nil
}
