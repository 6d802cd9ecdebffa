package bot

import (
	"context"

	"footnote/corpus"
)

// Budgets counts the tokens that are spent on answers, by day. A day is one of
// UTC. Counts are kept for their day only. It may be used from any number of
// goroutines.
type Budgets interface {
	// Spend adds tokens (a negative number gives back) to what an asker spent on a
	// day, which never falls below nothing, and returns what the asker, and what all,
	// have spent on it with these.
	Spend(ctx context.Context, asker string, day corpus.Date, tokens int) (byAsker, inAll int, err error)
}

// MostTokens is the most that is counted at once, and of an asker on a day: more
// than anybody can spend, and little enough to add up.
const MostTokens = 1 << 40
