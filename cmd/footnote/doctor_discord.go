package main

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"

	"footnote/bot/discord"
)

const (
	portal   = "https://discord.com/developers/applications"
	byInvite = "open the link below"
)

// discord looks at Discord: at the token first, since without it nothing else can be
// asked there.
func (d *doctor) discord(ctx context.Context) []check {
	if d.DiscordToken == "" && d.DiscordTokenFile == "" {
		nothing := fine("not looked at: no token is set")
		nothing.Remedy = "for `footnote serve`, set DISCORD_TOKEN to the bot's token from " + portal
		return []check{nothing}
	}
	token, err := d.discordToken()
	if err != nil {
		return []check{failedSetting(err).of("token")}
	}
	if d.offline {
		return []check{shapeOf(token).of("token")}
	}
	v := &visit{doctor: d, inspector: discord.NewInspector(token, d.transport), wanted: wantedBy(d.Config.String())}
	checks := v.look(ctx, token)
	return append(checks, clock(v.inspector.Skew()).of("clock"))
}

// tokenForm is that of a bot's token: the digits of its ID in base64, and two parts
// more.
var tokenForm = regexp.MustCompile(`^([\w-]{17,}=*)\.[\w-]{5,}\.[\w-]{20,}$`)

func hasTokenForm(token string) bool {
	parts := tokenForm.FindStringSubmatch(strings.TrimPrefix(token, "Bot "))
	if parts == nil {
		return false
	}
	id, err := base64.RawURLEncoding.DecodeString(strings.TrimRight(parts[1], "="))
	return err == nil && !strings.ContainsFunc(string(id), func(r rune) bool { return r < '0' || r > '9' })
}

const newToken = "copy the bot's token from " + portal + ", page Bot, Reset Token; neither the public key nor the client secret is one"

func shapeOf(token string) check {
	if !hasTokenForm(token) {
		return faulty(newToken, "what is set does not have the form of a bot's token")
	}
	return fine("it has the form of one; Discord was not asked")
}

// A visit is what is looked at with a token that Discord accepts.
type visit struct {
	*doctor
	inspector *discord.Inspector
	wanted    wanted
	profile   discord.Profile
	servers   func() ([]discord.Server, error)
}

// askWithin bounds each thing that is asked of Discord.
const askWithin = 25 * time.Second

func (v *visit) look(ctx context.Context, token string) []check {
	bounded, cancel := context.WithTimeout(ctx, askWithin)
	defer cancel()
	var err error
	if v.profile, err = v.inspector.Profile(bounded); err != nil {
		rest := doubtful("see to the token first", "the application, the servers, the commands and the gateway were not looked at")
		return []check{refusedToken(err, token).of("token"), rest}
	}
	link := discord.Invite(v.profile.ID)
	v.invite.Store(&link)
	v.servers = sync.OnceValues(func() ([]discord.Server, error) { return v.inspector.Servers(ctx) })
	return append([]check{fine("Discord accepts it").of("token")}, perform(ctx, []exam{
		{"application", askWithin, v.application},
		{"intents", askWithin, v.intents},
		{"servers", askWithin, v.inServers},
		{"permissions", askWithin, v.permissions},
		{"channels", askWithin, v.channels},
		{"commands", askWithin, v.commands},
		{"gateway", askWithin, v.gateway},
	})...)
}

// refusedToken says why nothing could be asked with a token.
func refusedToken(err error, token string) check {
	switch {
	case !errors.Is(err, discord.ErrBadToken):
		return unreached(err)
	case !hasTokenForm(token):
		return faulty(newToken, "Discord does not accept it, and it does not have the form of a bot's token")
	}
	return faulty(newToken, "Discord does not accept it")
}

// unreached is what is said of a request that came to nothing.
func unreached(err error) check {
	return failed(err, "see whether this machine reaches https://discord.com, and https://discordstatus.com whether that is down; behind a proxy, set HTTPS_PROXY")
}

func (v *visit) application(context.Context) []check {
	p := v.profile
	var checks []check
	if p.Endpoint != "" {
		checks = append(checks, faulty("empty Interactions Endpoint URL at "+portal+", page General Information",
			"its interactions go to %s: no command ever arrives here", hostOf(p.Endpoint)))
	}
	if p.CodeGrant {
		checks = append(checks, doubtful("turn off Requires OAuth2 Code Grant at "+portal+", page Bot",
			"it requires a code grant: the link below does not work"))
	}
	whose := "of " + p.Owner
	if p.Team {
		whose = fmt.Sprintf("of the team %s, %s", inQuotes(p.Owner), plural(p.Members, "member", "members"))
	}
	if !p.Public {
		whose += ", who alone may invite it"
	}
	return append([]check{fine("%s (%s), %s", inQuotes(p.Name), p.ID, whose)}, checks...)
}

const maxName = 100 // characters, which is what Discord allows

// inQuotes is a name that others chose.
func inQuotes(name string) string {
	if short := []rune(name); len(short) > maxName {
		name = string(short[:maxName]) + "…"
	}
	return "“" + name + "”"
}

// hostOf is an address without what may be secret in it.
func hostOf(address string) string {
	if u, err := url.Parse(address); err == nil && u.Host != "" {
		return u.Host
	}
	return "another address"
}

// intents says whether the bot may subscribe to what the settings ask for.
func (v *visit) intents(context.Context) []check {
	switch {
	case v.wanted.content && !v.profile.ReadsTexts:
		return []check{faulty("turn on Message Content Intent at "+portal+", page Bot, or do without it",
			"the settings ask for the text of all messages, which Discord does not allow it: every connection is refused")}
	case v.wanted.content:
		return []check{fine("Message Content is allowed, as the settings ask for it")}
	case v.profile.ReadsTexts:
		return []check{fine("none has to be allowed; Message Content is, and is not used")}
	}
	return []check{fine("none has to be allowed")}
}

// mostServers is how many servers are named, and looked through for commands.
const mostServers = 20

func (v *visit) inServers(context.Context) []check {
	servers, err := v.servers()
	if err != nil {
		return []check{unreached(err)}
	}
	var names []string
	for _, s := range servers {
		names = append(names, inQuotes(s.Name))
	}
	if len(names) > mostServers {
		names = append(names[:mostServers], fmt.Sprintf("and %d more", len(servers)-mostServers))
	}
	id := v.DiscordGuildID
	switch {
	case id != "" && !slices.ContainsFunc(servers, func(s discord.Server) bool { return s.ID == id }):
		return []check{faulty("correct DISCORD_GUILD_ID, or "+byInvite, "the bot is not in the server that DISCORD_GUILD_ID names, %s", id)}
	case len(servers) == 0:
		return []check{doubtful(byInvite, "the bot is in none")}
	}
	return []check{fine("%s: %s", plural(len(servers), "server", "servers"), strings.Join(names, ", "))}
}

// permissions names what the bot lacks, server by server.
func (v *visit) permissions(context.Context) []check {
	servers, err := v.servers()
	if err != nil {
		return []check{doubtful("see to the servers first", "not looked at")}
	}
	var checks []check
	lacking := 0
	for _, s := range servers {
		if len(s.Missing) == 0 {
			continue
		}
		if lacking++; lacking <= mostServers {
			checks = append(checks, doubtful("give them to the bot's role in Server Settings, Roles, or in the channels where it is to answer; or "+byInvite+" again",
				"in %s it lacks %s", inQuotes(s.Name), strings.Join(s.Missing, ", ")))
		}
	}
	switch {
	case lacking > mostServers:
		checks = append(checks, doubtful("see to the others first", "in %d more servers it lacks some, too", lacking-mostServers))
	case len(servers) > 0 && lacking == 0:
		return []check{fine("it has all that it needs, unless a channel takes them away")}
	}
	return checks
}

func (v *visit) gateway(ctx context.Context) []check {
	s, err := v.inspector.Starts(ctx)
	again := fmt.Sprintf("all %d are there again in %v", s.Total, s.Reset.Round(time.Minute))
	switch {
	case err != nil:
		return []check{unreached(err)}
	case s.Remaining == 0:
		return []check{faulty("stop what begins them, mostly a second copy or a service that is started again and again; "+again, "no connection may begin any more")}
	case s.Remaining*10 < s.Total:
		return []check{doubtful("see whether a second copy runs, or a service is started again and again; "+again, "only %d of %d connections may still begin", s.Remaining, s.Total)}
	}
	return []check{fine("%d of %d connections may still begin today", s.Remaining, s.Total)}
}

// How far the clock may be off: Discord's signatures and our times of day are then
// still right, or as good as.
const (
	littleSkew = 5 * time.Second
	greatSkew  = time.Minute
)

func clock(skew time.Duration, known bool) check {
	const remedy = "let the system set its clock, such as with `timedatectl set-ntp true`"
	off := fmt.Sprintf("%v behind", -skew.Round(time.Second))
	if skew > 0 {
		off = fmt.Sprintf("%v ahead", skew.Round(time.Second))
	}
	switch {
	case !known:
		return doubtful("see to what keeps Discord from answering", "not compared, as Discord did not answer soon")
	case skew.Abs() > greatSkew:
		return faulty(remedy, "it is %s", off)
	case skew.Abs() > littleSkew:
		return doubtful(remedy, "it is %s", off)
	}
	return fine("it agrees with Discord's")
}
