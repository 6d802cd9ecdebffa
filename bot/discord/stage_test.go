package discord

import (
	"context"
	"strings"
	"testing"
	"time"

	"footnote/bot"
	"footnote/bot/bottest"
	"footnote/bot/discord/discordtest"
	"footnote/retrieval"
)

// A stage is a bot on a server that plays Discord, with a guild, a channel and
// two people: Ann, and Mo, who moderates.
type stage struct {
	*discordtest.Server
	t       testing.TB
	bot     *Bot
	guild   *discordtest.Guild
	policy  *discordtest.Channel
	ann, mo *discordtest.User
	records *bottest.Memory
	logs    *logs
	stop    context.CancelFunc
	end     chan error
	next    chan struct{} // lets an answer go on that waits for it
}

// play runs a bot until the test ends.
func play(t testing.TB, asker Asker, change ...func(*Bot)) *stage {
	t.Helper()
	s := set(t, discordtest.New(t), asker, change...)
	s.run(t)
	return s
}

// set makes a bot without running it.
func set(t testing.TB, server *discordtest.Server, asker Asker, change ...func(*Bot)) *stage {
	t.Helper()
	s := &stage{Server: server, t: t, next: make(chan struct{}), records: new(bottest.Memory), logs: new(logs), end: make(chan error, 1)}
	s.guild = s.Guild("Examples")
	s.guild.Role("moderator", discordtest.ManageMessages|discordtest.ViewChannel|discordtest.SendMessages)
	s.policy = s.guild.Text("policy")
	s.ann, s.mo = s.guild.Member("Ann", "en-US"), s.guild.Member("Mo", "en-US", "moderator")
	b, err := New(Config{Token: discordtest.Token, Logger: s.logs.logger(), Transport: server}, Services{Asker: asker, Records: s.records, Index: exampleIndex})
	if err != nil {
		t.Fatal(err)
	}
	b.limits = limits{
		places: 4, queue: 8, acknowledge: 3 * time.Second, token: 30 * time.Second, wait: 20 * time.Second,
		answer: 20 * time.Second, edit: 20 * time.Millisecond, finish: 5 * time.Second, farewell: 2 * time.Second,
		open: 2 * time.Second, leave: 5 * time.Second,
		retry: backoff{first: time.Millisecond, most: 20 * time.Millisecond, stable: time.Hour},
	}
	b.api.pause = time.Millisecond
	for _, c := range change {
		c(b)
	}
	s.bot = b
	t.Cleanup(func() { s.logs.check(t) })
	return s
}

func (s *stage) run(t testing.TB) {
	t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	s.stop = stop
	go func() { s.end <- s.bot.Run(ctx) }()
	t.Cleanup(func() {
		stop()
		select {
		case err := <-s.end:
			if err != nil {
				t.Errorf("the bot ended with %v", err)
			}
		case <-time.After(20 * time.Second):
			t.Error("the bot did not stop")
		}
	})
}

// ask asks a question of Ann's with the command.
func (s *stage) ask(question string, options ...any) *discordtest.Interaction {
	return s.ann.Command(s.policy, askName, append([]any{optionQuestion, question}, options...)...)
}

// told waits for what the person sees in the end, and returns it.
func told(i *discordtest.Interaction) string {
	return drawn(i.Await("what is told in the end", isTold).Messages())
}

// isTold reports whether there is more than that the bot is searching.
func isTold(s discordtest.State) bool {
	shown := s.Messages()
	return len(shown) > 0 && !isSearching(shown[0])
}

func isSearching(m discordtest.Message) bool {
	return m.Text() == english.searching || m.Text() == chinese.searching ||
		strings.HasPrefix(m.Text(), "-# In the queue: ") || strings.HasPrefix(m.Text(), "-# 正在排队：")
}

func drawn(messages []discordtest.Message) string {
	var texts []string
	for _, m := range messages {
		texts = append(texts, discordtest.Draw(m))
	}
	return strings.Join(texts, "\n")
}

// exampleIndex is the index of the assistant's documents.
func exampleIndex() *retrieval.Index {
	a, err := assistant()
	if err != nil {
		panic(err)
	}
	return a.Index()
}

// askerFunc is an Asker made of a function.
type askerFunc func(context.Context, bot.Question) (bot.Answer, error)

func (f askerFunc) Stream(ctx context.Context, q bot.Question, _ func(bot.Answer)) (bot.Answer, error) {
	return f(ctx, q)
}

var (
	_ Asker = (*bot.Assistant)(nil)
	_ Asker = bot.Recorder{}
)

// says answers every question with one sentence.
func says(sentence string) askerFunc {
	return func(_ context.Context, q bot.Question) (bot.Answer, error) {
		return bot.Answer{
			Question: q.Text, Language: "en", Status: bot.Answered, Model: "extractive",
			Sentences: []bot.Sentence{{Text: sentence}},
		}, nil
	}
}

// receiptIn is the ID of the receipt of an answer.
func (s *stage) receiptIn(m discordtest.Message) string {
	s.t.Helper()
	var id string
	s.Await("the answer's post", func() bool {
		p, err := s.records.PostAt(context.Background(), m.Channel, m.ID)
		id = p.Receipt
		return err == nil
	})
	return id
}
