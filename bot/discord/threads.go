package discord

import (
	"encoding/json"
	"sync"
)

// threads knows who started the threads that are in use, from what Discord tells of
// them where the bot may read messages. The zero value is empty.
type threads struct {
	mu     sync.Mutex
	owners map[string]string // by the ID of the thread
}

// maxThreads is how many threads are known before all are forgotten: more than are
// open at a time.
const maxThreads = 100_000

func (t *threads) add(id, owner string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.owners == nil || len(t.owners) >= maxThreads {
		t.owners = make(map[string]string)
	}
	t.owners[id] = owner
}

// isOf reports whether a thread was started by somebody.
func (t *threads) isOf(id, owner string) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	return owner != "" && t.owners[id] == owner
}

// A thread is what an event says of one.
type thread struct {
	ID    string `json:"id"`
	Owner string `json:"owner_id"`
}

// follow learns from an event which threads there are. What cannot be read of it is
// not known.
func (t *threads) follow(name string, data json.RawMessage) {
	var told struct{ Threads []thread }
	switch name {
	case "GUILD_CREATE", "THREAD_LIST_SYNC":
		_ = json.Unmarshal(data, &told)
	case "THREAD_CREATE", "THREAD_UPDATE":
		told.Threads = make([]thread, 1)
		_ = json.Unmarshal(data, &told.Threads[0])
	}
	for _, c := range told.Threads {
		if c.ID != "" && c.Owner != "" {
			t.add(c.ID, c.Owner)
		}
	}
}
