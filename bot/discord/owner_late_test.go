package discord

import (
	"context"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"footnote/bot/discord/discordtest"
	"footnote/corpus"
)

// hold lets a refresh wait for its source until what is returned is called; meanwhile
// happens in between.
func (e *estate) hold(t testing.TB, meanwhile func()) (goOn func()) {
	t.Helper()
	e.write(t, "sources.yaml", "sources:\n- id: roads\n  url: https://example.org/roads.md\n")
	held := make(chan struct{})
	t.Cleanup(func() {
		select {
		case <-held:
		default:
			close(held)
		}
	})
	e.fetch = func(_ context.Context, s corpus.Source, _ []corpus.Known, report func(corpus.Fetched)) error {
		<-held
		meanwhile()
		report(corpus.Fetched{URL: s.URL, Outcome: corpus.FetchedNew, Data: []byte("# 道路办法\n\n道路向公众开放。"), Extension: ".md"})
		return nil
	}
	return func() { close(held) }
}

// letter waits for what the owner is told in a direct message.
func (e *estate) letter() discordtest.Message {
	return e.AwaitMessage("a direct message", func(m discordtest.Message) bool { return m.Channel == e.owner.Direct().ID })
}

func TestARefreshThatOutlivesItsCommandIsReportedInADirectMessage(t *testing.T) {
	t.Parallel()
	e := own(t)
	answer := e.answered(t, e.ann, "How high is the tea tax?")
	e.write(t, "tea.md", strings.Replace(teaRule, "two pounds", "three pounds", 1))
	goOn := e.hold(t, func() {})
	e.owner.Command(e.policy, "refresh").AwaitAnswer()
	e.Advance(16 * time.Minute)
	goOn()
	report := e.letter()
	e.owner.Press(report, ownerEnglish.markThem(1))
	e.Await("the mark", func() bool { return strings.HasPrefix(e.now(t, answer).Text(), ownerEnglish.mark) })
}

func TestAReportThatNobodyCanBeToldIsLogged(t *testing.T) {
	t.Parallel()
	e := own(t)
	e.owner.CloseDirect()
	goOn := e.hold(t, func() {})
	e.owner.Command(e.policy, "refresh").AwaitAnswer()
	e.Advance(16 * time.Minute)
	goOn()
	e.Await("lines in the log", func() bool {
		text := e.logs.String()
		return strings.Contains(text, "the owner changed the library") && strings.Contains(text, "telling an owner what has become of the library")
	})
	if !e.isServed("example-org-roads-md") {
		t.Error("what is new is not served")
	}
}

func TestACommandThatIsTooOldIsNotTriedAnyMore(t *testing.T) {
	t.Parallel()
	e := own(t, func(s *stage) { s.bot.limits.token = time.Millisecond })
	e.write(t, "roads.md", "# The Road Rule\n\nRoads are public.\n")
	e.owner.Command(e.policy, "refresh").AwaitAnswer()
	if m := e.letter(); !strings.HasPrefix(m.Text(), ownerEnglish.news) {
		t.Errorf("told: %s", discordtest.Draw(m))
	}
	for _, r := range e.Requests() {
		if r.Token != "" && r.Method == http.MethodPatch {
			t.Errorf("%s %s", r.Method, r.Route)
		}
	}
}

func TestARefreshThatFailsAfterItsCommandIsToldInADirectMessage(t *testing.T) {
	for name, tc := range map[string]struct {
		locale    string
		meanwhile func(*estate) func()
		want      string
	}{
		"for a reason that has words": {"zh-CN", func(e *estate) func() {
			return func() {
				for _, name := range []string{"tea.md", "tea-zh.md", "ships.md"} {
					_ = os.Remove(filepath.Join(e.folder, name))
				}
				_ = os.WriteFile(filepath.Join(e.folder, "sources.yaml"), nil, 0o644)
			}
		}, ownerChinese.known[corpus.ErrNoDocuments]},
		"for one that has none": {"en-US", func(e *estate) func() {
			return func() {
				_ = os.RemoveAll(e.index)
				_ = os.WriteFile(e.index, nil, 0o644)
			}
		}, "Something went wrong"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			e := own(t)
			e.owner.Locale = tc.locale
			goOn := e.hold(t, tc.meanwhile(e))
			e.owner.Command(e.policy, "refresh").AwaitAnswer()
			e.Advance(16 * time.Minute)
			goOn()
			if m := e.letter(); !strings.HasPrefix(m.Text(), tc.want) {
				t.Errorf("told: %s", discordtest.Draw(m))
			}
		})
	}
}

func TestAnAnswerThatTheBotMayNotChangeAnyMoreIsCounted(t *testing.T) {
	for name, forbid := range map[string]func(*estate, *discordtest.Channel){
		"nor see": func(_ *estate, c *discordtest.Channel) { c.Deny(discordtest.ViewChannel) },
		"but see": func(e *estate, c *discordtest.Channel) {
			e.Intercept(func(r discordtest.Request) *discordtest.Fault {
				if r.Method == http.MethodPatch && strings.HasPrefix(r.Path, "/channels/"+c.ID+"/") {
					return &discordtest.Fault{Status: http.StatusForbidden, Body: `{"code":50013,"message":"Missing Permissions"}`}
				}
				return nil
			})
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			e := own(t)
			e.owner.Locale = "zh-CN"
			e.answered(t, e.ann, "How high is the tea tax?")
			e.write(t, "tea.md", strings.Replace(teaRule, "two pounds", "three pounds", 1))
			office := e.guild.Text("office")
			report := ended(e.owner.Command(office, "refresh"))
			forbid(e, e.policy)
			m := ended(e.owner.Press(report, ownerChinese.markThem(1)))
			want := ownerChinese.marked(0, 1) + "\n" + ownerChinese.notMarked(1, ownerChinese.whys[unmarkedClosed])
			if m.Text() != want {
				t.Errorf("told %s, want %s", m.Text(), want)
			}
		})
	}
}

// While an answer is marked, nobody can correct one.
func TestAnAnswerThatMayNotBeChangedForMinutesIsNotWaitedFor(t *testing.T) {
	t.Parallel()
	e := own(t)
	e.answered(t, e.ann, "How high is the tea tax?")
	e.write(t, "tea.md", strings.Replace(teaRule, "two pounds", "three pounds", 1))
	report := ended(e.owner.Command(e.guild.Text("office"), "refresh"))
	e.Intercept(func(r discordtest.Request) *discordtest.Fault {
		if r.Method == http.MethodPatch && strings.HasPrefix(r.Path, "/channels/"+e.policy.ID+"/") {
			return discordtest.TooMany(5 * time.Minute)
		}
		return nil
	})
	m := ended(e.owner.Press(report, ownerEnglish.markThem(1)))
	if want := ownerEnglish.marked(0, 1) + "\n" + ownerEnglish.notMarked(1, ownerEnglish.whys[unmarkedFailed]); m.Text() != want {
		t.Errorf("told %s, want %s", m.Text(), want)
	}
}

func TestADigestWhoseChannelIsGoneIsAnErrorThatNamesTheSetting(t *testing.T) {
	for name, lose := range map[string]func(*discordtest.Channel){
		"deleted": (*discordtest.Channel).Delete,
		"closed":  func(c *discordtest.Channel) { c.Deny(discordtest.ViewChannel) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			e := own(t)
			e.write(t, "roads.md", "# The Road Rule\n\nRoads are public.\n")
			lose(e.news)
			change, err := e.bot.Library.Refresh(t.Context(), nil)
			if err != nil {
				t.Fatal(err)
			}
			err = e.bot.Announce(t.Context(), change)
			if err == nil || !strings.Contains(err.Error(), e.news.ID) || !strings.Contains(err.Error(), "; correct DISCORD_DIGEST_CHANNEL, or") {
				t.Errorf("the error is %v", err)
			}
			if !e.isServed("roads") {
				t.Error("what is new is not served")
			}
		})
	}
}
