package discord

import (
	"sync"

	"github.com/bwmarrin/discordgo"
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

func (t *threads) addAll(channels []*discordgo.Channel) {
	for _, c := range channels {
		if c != nil && c.OwnerID != "" {
			t.add(c.ID, c.OwnerID)
		}
	}
}

// follow learns from a session which threads there are.
func (t *threads) follow(s *discordgo.Session) {
	s.AddHandler(func(_ *discordgo.Session, e *discordgo.GuildCreate) { t.addAll(e.Threads) })
	s.AddHandler(func(_ *discordgo.Session, e *discordgo.ThreadListSync) { t.addAll(e.Threads) })
	s.AddHandler(func(_ *discordgo.Session, e *discordgo.ThreadCreate) { t.addAll([]*discordgo.Channel{e.Channel}) })
	s.AddHandler(func(_ *discordgo.Session, e *discordgo.ThreadUpdate) { t.addAll([]*discordgo.Channel{e.Channel}) })
}
