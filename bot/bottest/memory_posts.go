package bottest

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"footnote/bot"
)

// KeepPost keeps where an answer stands.
func (m *Memory) KeepPost(ctx context.Context, p bot.Post) error {
	if err := p.Check(); err != nil {
		return err
	}
	release, err := m.hold(ctx)
	if err != nil {
		return err
	}
	defer release()
	m.posts = slices.DeleteFunc(m.posts, func(q bot.Post) bool {
		return q.Receipt == p.Receipt || q.Channel == p.Channel &&
			slices.ContainsFunc(q.Messages, func(message string) bool { return slices.Contains(p.Messages, message) })
	})
	p.Messages = slices.Clone(p.Messages)
	m.posts = append(m.posts, p)
	return nil
}

// PostOf returns where the answer of a receipt stands, or [bot.ErrNoPost].
func (m *Memory) PostOf(ctx context.Context, receipt string) (bot.Post, error) {
	return m.post(ctx, func(p bot.Post) bool { return p.Receipt == receipt })
}

// PostAt returns the post that a message is part of, or [bot.ErrNoPost].
func (m *Memory) PostAt(ctx context.Context, channel, message string) (bot.Post, error) {
	return m.post(ctx, func(p bot.Post) bool { return p.Channel == channel && slices.Contains(p.Messages, message) })
}

func (m *Memory) post(ctx context.Context, is func(bot.Post) bool) (bot.Post, error) {
	release, err := m.hold(ctx)
	if err != nil {
		return bot.Post{}, err
	}
	defer release()
	i := slices.IndexFunc(m.posts, is)
	if i < 0 {
		return bot.Post{}, fmt.Errorf("a post: %w", bot.ErrNoPost)
	}
	p := m.posts[i]
	p.Messages, p.Asker = slices.Clone(p.Messages), ""
	return p, nil
}

// AskedBy reports whether an answer was for an asker.
func (m *Memory) AskedBy(ctx context.Context, receipt, asker string) (bool, error) {
	release, err := m.hold(ctx)
	if err != nil {
		return false, err
	}
	defer release()
	return asker != "" && slices.ContainsFunc(m.posts, func(p bot.Post) bool { return p.Receipt == receipt && p.Asker == asker }), nil
}

// DropPost forgets where an answer stands.
func (m *Memory) DropPost(ctx context.Context, receipt string) error {
	release, err := m.hold(ctx)
	if err != nil {
		return err
	}
	defer release()
	m.posts = slices.DeleteFunc(m.posts, func(p bot.Post) bool { return p.Receipt == receipt })
	return nil
}

// A corrected is a correction, and by which form of its question it is found.
type corrected struct {
	bot.Correction
	same string
}

// Correct keeps a correction.
func (m *Memory) Correct(ctx context.Context, c bot.Correction) error {
	if err := c.Check(); err != nil {
		return err
	}
	release, err := m.hold(ctx)
	if err != nil {
		return err
	}
	defer release()
	m.corrections = slices.DeleteFunc(m.corrections, func(other corrected) bool { return other.Receipt == c.Receipt })
	m.corrections = append(m.corrections, corrected{c, bot.SameQuestion(c.Question)})
	return nil
}

// Corrected returns the correction of a receipt's answer.
func (m *Memory) Corrected(ctx context.Context, receipt string) (bot.Correction, bool, error) {
	return m.correction(ctx, func(c corrected) bool { return c.Receipt == receipt })
}

// CorrectionOf returns the newest correction of an answer to the same question that
// counts in a server.
func (m *Memory) CorrectionOf(ctx context.Context, question, server string) (bot.Correction, bool, error) {
	same := bot.SameQuestion(question)
	return m.correction(ctx, func(c corrected) bool {
		return same != "" && c.same == same && (c.Everywhere || server != "" && c.Server == server)
	})
}

// correction returns the newest correction of some.
func (m *Memory) correction(ctx context.Context, is func(corrected) bool) (bot.Correction, bool, error) {
	release, err := m.hold(ctx)
	if err != nil {
		return bot.Correction{}, false, err
	}
	defer release()
	var found []bot.Correction
	for _, c := range m.corrections {
		if is(c) {
			c.Moderator = ""
			found = append(found, c.Correction)
		}
	}
	if len(found) == 0 {
		return bot.Correction{}, false, nil
	}
	return slices.MinFunc(found, func(a, b bot.Correction) int {
		return cmp.Or(b.Time.Compare(a.Time), cmp.Compare(a.Receipt, b.Receipt))
	}), true, nil
}

// Withdraw deletes the correction of a receipt's answer.
func (m *Memory) Withdraw(ctx context.Context, receipt string) error {
	release, err := m.hold(ctx)
	if err != nil {
		return err
	}
	defer release()
	m.corrections = slices.DeleteFunc(m.corrections, func(c corrected) bool { return c.Receipt == receipt })
	return nil
}

// forgetQuestion erases the words of the question whose answer was corrected.
func (m *Memory) forgetQuestion(receipt string) {
	for i, c := range m.corrections {
		if c.Receipt == receipt {
			m.corrections[i].Question = ""
		}
	}
}

// forgetPoster erases who asked for what stands somewhere, and who corrected it.
func (m *Memory) forgetPoster(id string) {
	for i, p := range m.posts {
		if p.Asker == id {
			m.posts[i].Asker = ""
		}
	}
	for i, c := range m.corrections {
		if c.Moderator == id {
			m.corrections[i].Moderator = ""
		}
	}
}
