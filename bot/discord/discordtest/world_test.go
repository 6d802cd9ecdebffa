package discordtest

import (
	"fmt"
	"strings"
	"testing"

	"github.com/bwmarrin/discordgo"
	"github.com/google/go-cmp/cmp"
)

func TestPermissionsComeFromRolesAndTheirChannel(t *testing.T) {
	t.Parallel()
	s := New(t)
	g := s.Guild("Examples")
	g.Role("moderators", Moderator)
	g.Role("owners", Administrator)
	ann, mo, adam := g.Member("Ann", "en-US"), g.Member("Mo", "zh-TW", "moderators"), g.Member("Adam", "en-US", "owners")
	open, quiet, secret := g.Text("open"), g.Text("quiet"), g.Text("secret")
	quiet.DenyEveryone(SendMessages)
	secret.DenyEveryone(ViewChannel)
	open.Deny(SendMessages)
	stranger := s.User("Stranger", "en-US")
	for name, test := range map[string]struct {
		who   *User
		where *Channel
		right Permission
		want  bool
	}{
		"a member writes":                      {ann, open, SendMessages, true},
		"a member does not keep order":         {ann, open, ManageMessages, false},
		"a moderator keeps order":              {mo, open, ManageMessages, true},
		"a member does not write where denied": {ann, quiet, SendMessages, false},
		"what is hidden has no rights":         {ann, secret, ReadHistory, false},
		"an administrator is not bound":        {adam, secret, SendMessages, true},
		"the owner is not bound":               {s.Owner(), secret, SendMessages, true},
		"the bot is denied alone":              {s.Bot(), open, SendMessages, false},
		"a stranger has none":                  {stranger, open, ViewChannel, false},
	} {
		s.mu.Lock()
		got := test.where.permissions(test.who).has(test.right)
		s.mu.Unlock()
		if got != test.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

func TestAThreadIsUnderItsMessage(t *testing.T) {
	t.Parallel()
	p := newPlace(t, New(t))
	m := p.ann.Say(p.policy, "Is it so?")
	made, err := p.bot.MessageThreadStart(p.policy.ID, m.ID, "More of it", 1440)
	if err != nil {
		t.Fatal(err)
	}
	if made.ID != m.ID || made.ParentID != p.policy.ID || !made.IsThread() {
		t.Errorf("the thread is %+v", made)
	}
	threads := p.policy.Threads()
	if len(threads) != 1 || threads[0].Name() != "More of it" {
		t.Fatalf("the threads are %+v", threads)
	}
	thread := threads[0]
	first := p.bob.Say(thread, "And this? "+p.Mention())
	if _, err := p.bot.ChannelMessageSendComplex(thread.ID, &discordgo.MessageSend{
		Content: "It is.", Flags: 4, AllowedMentions: quiet, Reference: to(first),
	}); err != nil {
		t.Fatal(err)
	}
	reply := p.AwaitReply(first, func(Message) bool { return true })
	if reply.Content != "It is." || reply.Channel != thread.ID {
		t.Errorf("the reply is %+v", reply)
	}
	want := "Ann:\n    Is it so?\n    (thread: More of it)\n    > Bob:\n    >     And this? BOT\n    > Footnote: (to Bob: And this? BOT)\n    >     It is."
	if got := strings.ReplaceAll(DrawChannel(p.ann, p.policy), p.Mention(), "BOT"); got != want {
		t.Errorf("the channel is\n%s\nwant\n%s", got, want)
	}
}

// to names a message that another answers.
func to(m Message) *discordgo.MessageReference {
	return &discordgo.MessageReference{MessageID: m.ID, ChannelID: m.Channel}
}

func TestAnArchivedThreadComesBackWhenSomebodyWrites(t *testing.T) {
	t.Parallel()
	p := newPlace(t, New(t))
	thread, _ := p.ann.Post(p.guild.Forum("questions"), "Filing", "When?")
	thread.Archive(false)
	if c, err := p.bot.Channel(thread.ID); err != nil || !c.ThreadMetadata.Archived {
		t.Fatalf("the thread is %+v, %v", c, err)
	}
	if err := p.in(thread).send("Within ten days."); err != nil {
		t.Fatal(err)
	}
	if c, err := p.bot.Channel(thread.ID); err != nil || c.ThreadMetadata.Archived || c.Name != "Filing" {
		t.Errorf("the thread is %+v, %v", c, err)
	}
}

// in is the same place with another channel.
func (p *place) in(c *Channel) *place {
	other := *p
	other.policy = c
	return &other
}

func TestTheBotStartsAPostInAForum(t *testing.T) {
	t.Parallel()
	p := newPlace(t, New(t))
	forum := p.guild.Forum("digest")
	_, err := p.bot.ForumThreadStartComplex(forum.ID, &discordgo.ThreadStart{Name: "November", AutoArchiveDuration: 60},
		&discordgo.MessageSend{Content: "Nothing changed.", Flags: 4, AllowedMentions: quiet})
	if err != nil {
		t.Fatal(err)
	}
	posts := forum.Threads()
	if len(posts) != 1 || posts[0].Name() != "November" || p.ann.Messages(posts[0])[0].Content != "Nothing changed." {
		t.Errorf("the posts are %+v", posts)
	}
}

func TestTheBotLearnsAboutItself(t *testing.T) {
	t.Parallel()
	s := New(t)
	g := s.Guild("Examples")
	g.Text("policy")
	other := s.Guild("Others")
	other.Remove(s.Bot())
	c := client(t, s)
	if me, err := c.User("@me"); err != nil || !me.Bot || me.ID != s.AppID() {
		t.Errorf("the bot is %+v, %v", me, err)
	}
	if guilds, err := c.UserGuilds(100, "", "", false); err != nil || len(guilds) != 1 || guilds[0].ID != g.ID || guilds[0].Permissions&int64(SendMessages) == 0 {
		t.Errorf("the guilds are %+v, %v", guilds, err)
	}
	if _, err := c.Guild(other.ID); codeOf(err) != 50001 {
		t.Errorf("the other guild: %v", err)
	}
	if list, err := c.GuildChannels(g.ID); err != nil || len(list) != 1 || list[0].Name != "policy" {
		t.Errorf("the channels are %+v, %v", list, err)
	}
	if m, err := c.GuildMember(g.ID, s.AppID()); err != nil || m.User.ID != s.AppID() {
		t.Errorf("the member is %+v, %v", m, err)
	}
	s.SetStarts(7)
	if b, err := c.GatewayBot(); err != nil || b.SessionStartLimit.Remaining != 7 {
		t.Errorf("the gateway is %+v, %v", b, err)
	}
	s.SetApplication(map[string]any{"bot_public": false, "flags": 1 << 19})
	if a, err := c.Application("@me"); err != nil || a.Owner.ID != s.Owner().ID || a.BotPublic || a.Flags != 1<<19 {
		t.Errorf("the application is %+v, %v", a, err)
	}
}

func TestTheGuildsOfTheBotComeInPages(t *testing.T) {
	t.Parallel()
	s := New(t)
	var want []string
	for n := range 5 {
		want = append(want, s.Guild(fmt.Sprint("Guild ", n)).ID)
	}
	c, after := client(t, s), ""
	var got []string
	for {
		page, err := c.UserGuilds(2, "", after, false)
		if err != nil {
			t.Fatal(err)
		}
		if len(page) == 0 {
			break
		}
		for _, g := range page {
			got, after = append(got, g.ID), g.ID
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestCommandsAreReplacedAddedAndRemoved(t *testing.T) {
	t.Parallel()
	p := newPlace(t, New(t))
	names := func(place string) string {
		var list []string
		for _, c := range p.Commands(place) {
			list = append(list, c.Name)
		}
		return strings.Join(list, ", ")
	}
	if got := names(""); got != "ask, document, Ask about this" {
		t.Errorf("everywhere: %s", got)
	}
	here, err := p.bot.ApplicationCommandCreate(p.AppID(), p.guild.ID, &discordgo.ApplicationCommand{Name: "ask", Description: "here"})
	if err != nil {
		t.Fatal(err)
	}
	if c, _ := p.command(p.guild, commandChat, "ask"); c.ID != here.ID {
		t.Error("the command of the guild does not come first")
	}
	if err := p.bot.ApplicationCommandDelete(p.AppID(), p.guild.ID, here.ID); err != nil || names(p.guild.ID) != "" {
		t.Errorf("in the guild: %s, %v", names(p.guild.ID), err)
	}
	if err := p.bot.ApplicationCommandDelete(p.AppID(), p.guild.ID, here.ID); codeOf(err) != 10063 {
		t.Errorf("removed twice: %v", err)
	}
}
