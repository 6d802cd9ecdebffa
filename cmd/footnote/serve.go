package main

import (
	"context"
	"errors"
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

    footnote doctor
    footnote serve

Reads the bot's token from DISCORD_TOKEN, in .env or the environment, registers its commands (with
DISCORD_GUILD_ID in that server only) and answers until ctrl-C; what was asked before is finished.
"footnote doctor" says what is missing for that, and prints the link that invites the bot. The log
goes to standard error. Changed files, and a refresh by another process, are noticed within seconds;
REFRESH_EVERY asks the sources of the web by itself. A lost connection is made again; what only you
can mend, such as a wrong token, ends it with exit code 1.`
}

// Run serves Discord until ctx is cancelled.
func (serveCommand) Run(ctx context.Context, p *program) error {
	c, err := p.config()
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
	cfg, err := refreshConfig(c, nil)
	if err != nil {
		return err
	}
	receipts := openReceipts(ctx, c, func(err error) { log.Warn("keeping receipts", "err", err) })
	defer receipts.close()
	options, err := c.options(receipts.budgets(), func(err error) { log.Warn("writing an answer", "err", err) })
	if err != nil {
		return err
	}
	options.Tokens.Asker = int(c.TokensPerUser)
	assistant := bot.New(index, options)
	library := refresh.NewLibrary(cfg, assistant.Index, assistant.Swap)
	records := receipts.records()
	if records == nil {
		return errors.New("nothing can be remembered on this machine, not even in memory: see the warnings above")
	}
	recorder := receipts.recorder(assistant)
	recorder.Receipts = records
	examples := &bot.Examples{Index: assistant.Index}
	server, err := discord.New(discord.Config{
		Token: token, GuildID: c.DiscordGuildID, Logger: log, Patience: options.Timeout + beforeModel,
		Owners:         c.OwnerIDs,
		Moderators:     c.DiscordModerators,
		Digest:         c.DiscordDigest,
		MessageContent: c.MessageContent,
		Limits:         c.limits(), Channels: c.DiscordChannels, Roles: c.DiscordRoles,
	}, discord.Services{
		Asker: recorder, Records: records, Index: assistant.Index, Library: library, Exhibits: assistant.Exhibits, Quote: assistant.Quote,
		Versions: versionsOf(c), Writes: writes(options.Model), Examples: examples.In, Whispers: recorder.Whispers, About: c.about(options.Model, library.Last),
	})
	if err != nil {
		return err
	}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	f := follower{library: library, log: log, every: time.Duration(c.RefreshEvery), announce: server.Announce}
	go repeat(ctx, lookEvery, f.look)
	go receipts.follow(ctx)
	go examples.In(ctx, "zh") // so that nobody waits for them
	go examples.In(ctx, "en")
	return server.Run(ctx)
}

// beforeModel is what an answer may take beside what the model does.
const beforeModel = 15 * time.Second

// lookEvery is how often the files, and what other processes have made of them,
// are compared with the index.
const lookEvery = 15 * time.Second

// A follower keeps what is served true to the documents.
type follower struct {
	library *refresh.Library
	log     *slog.Logger
	every   time.Duration // between two refreshes; 0 means none
	tried   time.Time     // when the last one began, even one that failed

	announce func(context.Context, refresh.Change) error // what a refresh has changed
}

// repeat does something after each interval until ctx is done.
func repeat(ctx context.Context, every time.Duration, do func(context.Context)) {
	tick := time.NewTicker(every)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			do(ctx)
		}
	}
}

// look refreshes when it is time, and serves what there is then.
func (f *follower) look(ctx context.Context) {
	if f.every > 0 && isDue(f.tried, f.every) && isDue(f.library.Last(), f.every) {
		f.tried = time.Now()
		f.refresh(ctx)
	}
	if err := f.renew(ctx); err != nil && !isCancelled(err) && !errors.Is(err, refresh.ErrBusy) {
		f.log.Error("the documents could not be read again; the old index stays in use", "err", err)
	}
}

// isDue reports whether so much time has passed, or the clock has been put back.
func isDue(last time.Time, every time.Duration) bool {
	age := time.Since(last)
	return age < 0 || age >= every
}

// refresh asks the sources. One that another process has under way does the
// same.
func (f *follower) refresh(ctx context.Context) {
	change, err := f.library.Refresh(ctx, nil)
	switch {
	case isCancelled(err) || errors.Is(err, refresh.ErrBusy):
	case err != nil:
		f.log.Error("the refresh failed; the old index stays in use", "err", err)
	default:
		f.tell("refreshed", change.Report)
		if err := f.announce(ctx, change); err != nil {
			f.log.Warn("telling what has changed", "err", err)
		}
	}
}

// renew serves the documents as they are now, if they are others. On an error the old
// index stays in use.
func (f *follower) renew(ctx context.Context) error {
	change, err := f.library.Renew(ctx)
	if err == nil && change.Snapshot != change.Previous {
		f.tell("the documents changed", change.Report)
	}
	return err
}

func (f *follower) tell(what string, r refresh.Report) {
	f.log.Info(what, "snapshot", r.Snapshot, "added", len(r.Added), "changed", len(r.Changed),
		"removed", len(r.Removed), "vanished", len(r.Vanished), "not_served", len(r.Failed))
}
