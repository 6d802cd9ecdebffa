package discord

import (
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"footnote/bot"
	"footnote/bot/discord/discordtest"
	"footnote/corpus"
	"footnote/corpus/markdown"
	"footnote/retrieval/lsa"
	"footnote/retrieval/refresh"
	"footnote/retrieval/retrievaltest"
)

// An estate is a stage whose library its owner changes.
type estate struct {
	*stage
	owner      *discordtest.User
	chen       *discordtest.User // a member who reads Chinese
	moderators *discordtest.Channel
	news       *discordtest.Channel
	folder     string
	index      string // the folder of it
	fetch      refresh.Fetch
}

const (
	teaRule = "# The Tea Rule\n\n## Article 1\n\nThe tea tax is two pounds a year. The tax is paid in March.\n"
	teaZH   = "# 茶税办法\n\n## 第一条\n\n茶税为每年二元。税款于三月缴纳。\n"
)

// own makes an estate, on a stage that may be changed before it is played on.
func own(t *testing.T, change ...func(*stage)) *estate {
	t.Helper()
	e := &estate{stage: set(t, discordtest.New(t), nil), folder: t.TempDir(), index: filepath.Join(t.TempDir(), "index")}
	e.write(t, "tea.md", teaRule)
	e.write(t, "tea-zh.md", teaZH)
	e.write(t, "ships.md", "# The Ship Rule\n\nShips keep to the right.\n")
	e.owner, e.chen = e.Owner(), e.guild.Member("Chen", "zh-CN")
	e.guild.Join(e.owner)
	e.moderators, e.news = e.guild.Text("moderators"), e.guild.Text("news")
	cfg := refresh.Config{
		Dir: e.index, Files: os.DirFS(e.folder), Added: filepath.Join(t.TempDir(), "added"),
		Readers:   map[string]corpus.Reader{".md": markdown.Reader{}, ".txt": corpus.TextReader{}},
		Embedding: lsa.Embedding{}, NewStore: retrievaltest.NewExact, Now: time.Now,
		Web: func() (refresh.Fetch, func()) { return e.fetch, func() {} },
	}
	index, _, err := refresh.Open(t.Context(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	versions := func() ([]corpus.History, func(string) (*corpus.Document, error), error) {
		return refresh.Histories(cfg)
	}
	a := bot.New(index, bot.Options{Versions: versions})
	e.bot.Asker = bot.Recorder{Assistant: a, Receipts: e.records, Warn: func(err error) { t.Error(err) }}
	e.bot.Index, e.bot.Exhibits, e.bot.Library = a.Index, a.Exhibits, refresh.NewLibrary(cfg, a.Index, a.Swap)
	e.bot.config.Moderators, e.bot.config.Digest = e.moderators.ID, e.news.ID
	for _, c := range change {
		c(e.stage)
	}
	e.run(t)
	return e
}

func (e *estate) write(t testing.TB, name, text string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(e.folder, name), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// ended waits for what an owner sees in the end.
func ended(i *discordtest.Interaction) discordtest.Message {
	state := i.Await("a report", func(s discordtest.State) bool {
		shown := s.Messages()
		return len(shown) > 0 && !strings.HasPrefix(shown[0].Text(), "-# ")
	})
	return state.Messages()[0]
}

// answered asks a question in the channel, and returns the answer once it is kept where
// it stands.
func (e *estate) answered(t *testing.T, by *discordtest.User, question string) discordtest.Message {
	t.Helper()
	i := by.Command(e.policy, askName, optionQuestion, question)
	told(i)
	m := i.State().Messages()[0]
	e.Await("where the answer stands", func() bool {
		_, err := e.records.PostAt(t.Context(), e.policy.ID, m.ID)
		return err == nil
	})
	m, _ = e.Message(m.ID)
	return m
}

func (e *estate) isServed(id string) bool {
	d, ok := e.bot.Index().Corpus().Document(id)
	return ok && d.ID == id
}

func TestOnlyOwnersChangeTheLibrary(t *testing.T) {
	t.Parallel()
	e := own(t)
	for name, i := range map[string]*discordtest.Interaction{
		"who refreshes": e.ann.Command(e.policy, "refresh"),
		"who adds":      e.mo.Command(e.policy, "document add", "url", "https://example.org/"),
		"who removes":   e.ann.Command(e.policy, "document remove", "document", "tea"),
		"who presses a button that is not theirs": e.ann.Deliver(e.policy, 3, map[string]any{"custom_id": "take-out 0123", "component_type": 2}),
		"who sends a form that is not theirs":     e.ann.Deliver(e.policy, 5, map[string]any{"custom_id": "term -", "components": []any{}}),
		"who edits the glossary":                  e.ann.Command(e.policy, "glossary edit"),
	} {
		if m := ended(i); !m.Private || m.Text() != ownerEnglish.known[errNotOwner] {
			t.Errorf("%s is told %s", name, discordtest.Draw(m))
		}
	}
	if m := ended(e.chen.Command(e.policy, "refresh")); m.Text() != ownerChinese.known[errNotOwner] {
		t.Errorf("in Chinese: %s", m.Text())
	}
	if !e.isServed("tea") {
		t.Error("the library has changed")
	}
}

func TestASuggestionWhoseMessageIsGoneIsAddedAllTheSame(t *testing.T) {
	t.Parallel()
	e := own(t)
	ended(e.chen.Command(e.policy, "document suggest", "file", discordtest.File{Name: "道路.md", Data: []byte("# 道路办法\n\n道路向公众开放。")}))
	waiting := e.AwaitMessage("the suggestion", func(m discordtest.Message) bool { return m.Channel == e.moderators.ID })
	e.Intercept(func(r discordtest.Request) *discordtest.Fault {
		if r.Method == http.MethodPatch && strings.HasPrefix(r.Path, "/channels/") {
			return &discordtest.Fault{Status: http.StatusNotFound, Body: `{"code":10008,"message":"Unknown Message"}`}
		}
		return nil
	})
	pressed := e.owner.Press(waiting, ownerChinese.admit)
	ended(pressed)
	e.Await("a line in the log", func() bool { return strings.Contains(e.logs.String(), "closing the suggestion") })
	if m := pressed.State().Messages()[0]; !strings.HasPrefix(m.Text(), ownerEnglish.news) || !e.isServed("道路") {
		t.Errorf("the owner is told %s", discordtest.Draw(m))
	}
}
