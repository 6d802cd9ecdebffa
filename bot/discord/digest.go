package discord

import (
	"context"
	"fmt"
	"slices"
	"time"

	"footnote/corpus"
	"footnote/retrieval/refresh"
)

// Announce posts what a refresh has changed to the channel that the configuration
// names, in short and in both languages, and nothing where nothing has changed. Sources
// that failed are told once a day. Before the bot runs, nothing is posted.
func (b *Bot) Announce(ctx context.Context, c refresh.Change) error {
	d := b.desk.Load()
	if d == nil || b.config.Digest == "" {
		return nil
	}
	failed := 0
	if len(c.Failed) > 0 {
		first, err := d.Records.Once(ctx, "digest of failures", time.Now())
		if err != nil {
			return err
		}
		if first {
			failed = len(c.Failed)
		}
	}
	if c.Nothing() && failed == 0 {
		return nil
	}
	s, err := d.staleAnswers(ctx, c)
	if err != nil {
		d.log.Error("looking for answers that quoted what has changed", "error", err)
	}
	pages := pack(digest(c, failed))
	w := ownerEnglish
	w.markThem = func(n int) string { return ownerEnglish.markThem(n) + " · " + ownerChinese.markThem(n) }
	p := &post{api: d.api, channel: b.config.Digest, key: fmt.Sprint("digest ", c.Snapshot, time.Now().UnixNano())}
	if _, err := p.put(ctx, 0, textMessage(pages[0], d.marking(w, s)...)); err != nil {
		const remedy = "correct DISCORD_DIGEST_CHANNEL, or let the bot send messages there"
		return fmt.Errorf("posting what has changed to the channel %q: %w; %s", b.config.Digest, err, remedy)
	}
	return nil
}

// maxDigest is how many documents of a kind are named.
const maxDigest = 8

// digest is one message.
func digest(c refresh.Change, failed int) []block {
	blocks := []block{{text: "**Library update · 资料库更新**"}}
	if c.Nothing() {
		blocks = nil
	}
	for _, kind := range []struct {
		mark string
		in   *corpus.Corpus
		ids  []string
	}{
		{"\\+", c.After, c.Added}, {"\\~", c.After, without(c.Changed, c.Vanished)}, {"\\-", c.Before, c.Removed}, {"?", c.After, c.Vanished},
	} {
		for i, id := range kind.ids {
			if i == maxDigest {
				blocks = append(blocks, block{text: kind.mark + " " + fmt.Sprintf("… %d", len(kind.ids)-i), glue: "\n"})
				break
			}
			blocks = append(blocks, block{text: kind.mark + " " + shortTitle(kind.in, id), glue: "\n"})
		}
	}
	if !c.Nothing() {
		blocks = append(blocks, block{text: "-# + new 新增 · \\~ changed 改动 · - removed 移除 · ? gone from the web 已从网上撤下", glue: "\n"})
	}
	if failed > 0 {
		text := fmt.Sprintf("-# %s could not be read; /refresh says why. · %d个来源或文件未能读取；/refresh 会说明原因。", plural(failed, "source or file"), failed)
		blocks = append(blocks, block{text: text, glue: "\n"})
	}
	return blocks
}

func without(ids, others []string) []string {
	return slices.DeleteFunc(slices.Clone(ids), func(id string) bool { return slices.Contains(others, id) })
}

// shortTitle is the linked title of a document, short enough for one of a digest.
func shortTitle(c *corpus.Corpus, id string) string {
	d, ok := c.Document(id)
	if !ok {
		return shorten(id, maxMarkTitle)
	}
	short := *d
	short.Title = clip(d.Title, maxMarkTitle)
	if len(short.URL) > 250 {
		short.URL = ""
	}
	return titleOf(&short)
}
