package bot

import (
	"context"
	"time"
)

// A Turn is one question of a conversation, and what it was answered from. It
// holds nothing that a model or a document said.
type Turn struct {
	Time      time.Time // in whole milliseconds
	Question  string    // as it was understood
	Language  string    // of the answer
	Documents []string  // IDs of the documents quoted, in order
}

// MaxTurns is how many turns of an asker in a conversation are remembered. With
// another the oldest is deleted.
const MaxTurns = 20

// Memory remembers conversations. Conversations and askers are named by IDs of
// the place where they talk; what is written names them by keyed digests only. It
// may be used from any number of goroutines.
type Memory interface {
	// Remember adds a turn of an asker to a conversation.
	Remember(ctx context.Context, conversation, asker string, t Turn) error
	// Recall returns the last turns of an asker in a conversation, oldest first, at
	// most limit.
	Recall(ctx context.Context, conversation, asker string, limit int) ([]Turn, error)
	// Forget deletes what is remembered of an asker, in all conversations, and
	// erases the texts and the asker's key in receipts and feedback, the words of
	// their questions in corrections, and their key in posts and in what they have
	// corrected. The posts and the corrections stay.
	Forget(ctx context.Context, asker string) error
}
