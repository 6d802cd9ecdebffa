package discord

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"

	"footnote/bot/discord/discordtest"
)

// A performance is one of a scene, in one language. What people do is written down and,
// once the bot has done with it, what has appeared, changed or gone by then.
type performance struct {
	scene scene
	lines
	*stage
	estate *estate // of a scene that owners have a part in
	li     *discordtest.User
	owner  *discordtest.User
	form   *discordtest.Interaction // that opened the last form
	keys   []string                 // what the bot was asked to do; see everything
	seen   map[string]discordtest.Message
	menus  map[string]bool // that were drawn
	text   strings.Builder
}

// perform plays a scene.
func perform(t *testing.T, s scene, say lines) *performance {
	p := &performance{scene: s, lines: say, seen: make(map[string]discordtest.Message), menus: make(map[string]bool)}
	prepare := func(on *stage) {
		on.bot.limits.edit = time.Hour // without what grows
		on.ann, on.mo = on.guild.Member("Ann", say.localeOfAnn), on.guild.Member("Mo", say.localeOfMo, "moderator")
		p.li, p.owner, p.stage = on.guild.Member("Li", say.localeOfAnn), on.Owner(), on
		p.owner.Locale = say.localeOfAnn
		on.guild.Join(p.owner)
		if s.prepare != nil {
			s.prepare(on)
		}
	}
	if s.estate {
		p.estate = own(t, prepare)
	} else {
		on := setLibrary(t)
		on.bot.config.Moderators = on.guild.Text("moderators").ID
		prepare(on)
		on.run(t)
	}
	p.tell("# %s", s.title())
	s.play(p)
	return p
}

// asks asks a question with the command, in the channel.
func (p *performance) asks(u *discordtest.User, question string, options ...any) discordtest.Message {
	return p.uses(u, p.policy, askName, append([]any{optionQuestion, question}, options...)...)
}

// has is an answer that somebody has got before the scene begins.
func (p *performance) has(u *discordtest.User, question string, options ...any) discordtest.Message {
	options = append([]any{optionQuestion, question}, options...)
	answer := p.done(u.Command(p.policy, askName, options...)).Messages()
	for _, m := range p.news() {
		p.seen[m.ID] = m
	}
	p.tell("**%s** has asked: `%s`", u.Name, typed(u, askName, options))
	return last(answer)
}

// begins uses a command in the channel without waiting for what comes of it.
func (p *performance) begins(u *discordtest.User, command string, options ...any) *discordtest.Interaction {
	p.tell("**%s**: `%s`", u.Name, typed(u, command, options))
	return u.Command(p.policy, command, options...)
}

// uses uses a command.
func (p *performance) uses(u *discordtest.User, at *discordtest.Channel, command string, options ...any) discordtest.Message {
	p.tell("**%s**%s: `%s`", u.Name, p.at(at), typed(u, command, options))
	return p.did(u.Command(at, command, options...))
}

// types writes a part of an option of a command.
func (p *performance) types(u *discordtest.User, command, option, written string, options ...any) {
	p.tell("**%s** writes `%s`", u.Name, typed(u, command, append(slices.Clone(options), option, written+"▏")))
	p.did(u.Autocomplete(p.policy, command, option, written, options...))
}

// presses presses a button.
func (p *performance) presses(u *discordtest.User, m discordtest.Message, button string) discordtest.Message {
	p.tell("**%s** presses [ %s ]", u.Name, button)
	return p.did(u.Press(m, button))
}

// chooses chooses from a menu below a message.
func (p *performance) chooses(u *discordtest.User, m discordtest.Message, menu, choice string) discordtest.Message {
	p.tell("**%s** chooses “%s” from “%s”", u.Name, choice, menu)
	return p.did(u.Select(m, menu, choice))
}

// opens chooses a command from the menu of a message.
func (p *performance) opens(u *discordtest.User, m discordtest.Message, command string) discordtest.Message {
	p.tell("**%s**, in the menu of %s's message: %s", u.Name, m.Author, typed(u, command, nil))
	return p.did(u.Menu(m, command))
}

// writes fills the fields of the form that was opened last, and sends it.
func (p *performance) writes(u *discordtest.User, texts ...string) discordtest.Message {
	var fields []string
	for i, c := range p.form.AwaitModal().Components[:len(texts)] {
		fields = append(fields, c.Components[0].CustomID, texts[i])
	}
	p.tell("**%s** writes “%s” and sends the form", u.Name, strings.Join(texts, "”, “"))
	return p.did(u.Submit(p.form, fields...))
}

// sends sends what no client of today's bot would, such as a button of an earlier one.
func (p *performance) sends(u *discordtest.User, what string, kind int, data map[string]any) discordtest.Message {
	p.tell("**%s** %s", u.Name, what)
	return p.did(u.Deliver(p.policy, kind, data))
}

// says writes a message that the bot answers, and returns the answer.
func (p *performance) says(u *discordtest.User, at *discordtest.Channel, text string) discordtest.Message {
	p.mutters(u, at, text)
	return p.heard()
}

// mutters writes a message.
func (p *performance) mutters(u *discordtest.User, at *discordtest.Channel, text string) discordtest.Message {
	p.tell("**%s**%s: %s", u.Name, p.at(at), text)
	return u.Say(at, text)
}

// replies answers a message, with or without notifying its author, and is answered.
func (p *performance) replies(u *discordtest.User, m discordtest.Message, text string, ping bool) discordtest.Message {
	p.answers(u, m, text, ping)
	return p.heard()
}

// answers answers a message.
func (p *performance) answers(u *discordtest.User, m discordtest.Message, text string, ping bool) {
	off := map[bool]string{false: " without its ping"}[ping]
	p.tell("**%s** replies to %s%s: %s", u.Name, m.Author, off, text)
	u.Reply(m, text, ping)
}

// posts starts a post in a forum.
func (p *performance) posts(u *discordtest.User, title, text string) *discordtest.Channel {
	p.tell("**%s** posts in the forum: “%s”: %s", u.Name, title, text)
	post, _ := u.Post(p.guild.Forum("questions"), title, text)
	return post
}

// deletes deletes a message, as moderators can.
func (p *performance) deletes(u *discordtest.User, m discordtest.Message) {
	p.tell("**%s** deletes the message of %s", u.Name, m.Author)
	u.Delete(m)
	p.look()
}

// did waits until the bot has done with an interaction, and writes down what is seen
// then. It returns the last message of the answer, if there is one.
func (p *performance) did(i *discordtest.Interaction) discordtest.Message {
	st := p.done(i)
	if st.Modal != nil {
		p.form = i
		p.show("A form opens:", discordtest.DrawModal(*st.Modal))
	}
	if st.Response == int(discordgo.InteractionApplicationCommandAutocompleteResult) {
		var lines []string
		for _, c := range st.Choices {
			lines = append(lines, fmt.Sprintf("%s = %v", c.Name, c.Value))
		}
		p.show("Proposed are:", strings.Join(lines, "\n"))
	}
	p.look()
	return last(st.Messages())
}

// done waits until the bot has done with an interaction, and notes what it was.
func (p *performance) done(i *discordtest.Interaction) discordtest.State {
	var sent discordgo.Interaction
	if err := json.Unmarshal(i.Event(), &sent); err != nil {
		p.t.Fatal(err)
	}
	p.keys = append(p.keys, keyOfCall(&sent))
	return i.Await("the end", func(st discordtest.State) bool { return st.Response != 0 && p.idle() })
}

// heard waits until the bot has done with a message, and writes down what is seen then.
// It returns the last of what it wrote.
func (p *performance) heard() discordtest.Message {
	p.Await("an answer", func() bool { return len(p.news()) > 0 && p.idle() })
	return last(p.look())
}

// idle reports whether the bot has nothing to do.
func (p *performance) idle() bool {
	d := p.bot.desk.Load()
	return d != nil && d.open.wait(0) == 0
}

// reported is the last message to the moderators.
func (p *performance) reported() discordtest.Message {
	return p.AwaitMessage("a report", func(m discordtest.Message) bool { return m.Mine && m.Channel == p.bot.config.Moderators })
}

func last(messages []discordtest.Message) discordtest.Message {
	if len(messages) == 0 {
		return discordtest.Message{}
	}
	return messages[len(messages)-1]
}
