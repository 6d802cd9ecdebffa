package main

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"footnote/bot"
	"footnote/bot/discord"
	"footnote/retrieval/refresh"
)

type serveCommand struct{}

func (serveCommand) Help() string {
	return `Example:

    DISCORD_TOKEN=… DISCORD_GUILD_ID=… footnote serve

Registers /ask and answers until ctrl-C. The log goes to standard error. Changed documents are
noticed within a minute.`
}

// Run serves Discord until ctx is cancelled.
func (serveCommand) Run(ctx context.Context, p *program) error {
	c, err := loadConfig(p.getenv)
	if err != nil {
		return err
	}
	token, err := c.discordToken()
	if err != nil {
		return err
	}
	log := slog.New(slog.NewTextHandler(p.stderr, &slog.HandlerOptions{Level: c.LogLevel}))
	fmt.Fprint(p.stderr, c.String())
	index, err := p.open(ctx, c)
	if err != nil {
		return err
	}
	assistant := bot.New(index)
	server, err := discord.New(discord.Config{Token: token, GuildID: c.DiscordGuildID, Logger: log}, assistant)
	if err != nil {
		return err
	}
	cfg, err := refreshConfig(c, func(string, int, int) {})
	if err != nil {
		return err
	}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	if c.CorpusDir != "" { // the corpus that ships cannot change
		go follow(ctx, cfg, assistant, log)
	}
	return server.Run(ctx)
}

// lookEvery is how often the folder is compared with the index.
const lookEvery = time.Minute

// follow keeps an assistant true to its documents until ctx is done.
func follow(ctx context.Context, cfg refresh.Config, assistant *bot.Assistant, log *slog.Logger) {
	tick := time.NewTicker(lookEvery)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		report, err := renew(ctx, cfg, assistant)
		switch {
		case isCancelled(err):
			return
		case err != nil:
			log.Error("the documents could not be read again; the old index stays in use", "err", err)
		case report != nil:
			log.Info("the documents changed", "snapshot", report.Snapshot, "added", len(report.Added),
				"changed", len(report.Changed), "removed", len(report.Removed), "not_served", len(report.Failed))
		}
	}
}

// renew gives the assistant a new index when the documents have changed, and
// says what did; nil means nothing. On an error the old index stays in use.
func renew(ctx context.Context, cfg refresh.Config, assistant *bot.Assistant) (*refresh.Report, error) {
	documents, _, err := cfg.Load(ctx)
	if err != nil {
		return nil, err
	}
	if assistant.Index().Manifest().Corpus == documents.Digest() {
		return nil, nil
	}
	index, report, err := refresh.Open(ctx, cfg)
	if err != nil {
		return nil, err
	}
	assistant.Swap(index)
	return &report, nil
}
