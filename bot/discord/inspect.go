package discord

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"github.com/bwmarrin/discordgo"
)

// An Inspector asks Discord what it knows of a bot, and changes nothing there. It
// may be used from several goroutines. No error of it holds the token; one that
// wraps [ErrBadToken] means that Discord does not accept that.
type Inspector struct {
	token  string
	client *http.Client
	agent  string
	skew   atomic.Pointer[time.Duration]
}

// Bounds of one request of an inspector.
const (
	inspectWithin   = 10 * time.Second
	maxInspectBytes = 8 << 20
	longestWait     = 5 * time.Second // that Discord may ask for
	inspectTries    = 3
	slowAnswer      = 5 * time.Second // one that took longer says nothing of the clock
)

// NewInspector returns an inspector for the bot with a token, which may begin with
// "Bot ". A transport of nil is [http.DefaultTransport].
func NewInspector(token string, transport http.RoundTripper) *Inspector {
	s, _ := discordgo.New("") // it has no error to return
	return &Inspector{
		token: bareToken(token),
		agent: s.UserAgent,
		client: &http.Client{
			Transport: transport, Timeout: inspectWithin,
			CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		},
	}
}

// A Profile is what Discord says of the bot's application.
type Profile struct {
	ID         string
	Bot        string // ID of the bot's user
	Name       string
	Owner      string // name of a person or, with Team, of a team
	Team       bool
	Members    int    // of the team
	Endpoint   string // where interactions go; empty: to the gateway
	CodeGrant  bool   // whoever invites the bot needs more than the link
	Public     bool   // everybody may invite the bot
	ReadsTexts bool   // may subscribe to the text of messages that do not mention it
}

// Flags of an application: see "Application Flags" in Discord's documentation.
const (
	flagMessageContent        = 1 << 18
	flagMessageContentLimited = 1 << 19 // of a bot in few servers
)

// Profile asks for the application.
func (i *Inspector) Profile(ctx context.Context) (Profile, error) {
	var said struct {
		ID          string
		Name        string
		Owner       struct{ Username string }
		Bot         struct{ ID string }
		Flags       int
		Public      *bool  `json:"bot_public"`
		CodeGrant   bool   `json:"bot_require_code_grant"`
		EndpointURL string `json:"interactions_endpoint_url"`
		Team        *struct {
			Name    string
			Members []struct{}
		}
	}
	if err := i.ask(ctx, discordgo.EndpointApplication("@me"), &said); err != nil {
		return Profile{}, fmt.Errorf("asking Discord which application the token belongs to: %w", err)
	}
	p := Profile{
		ID: said.ID, Bot: cmp.Or(said.Bot.ID, said.ID), Name: said.Name, Owner: said.Owner.Username,
		Endpoint: said.EndpointURL, CodeGrant: said.CodeGrant, Public: said.Public == nil || *said.Public,
		ReadsTexts: said.Flags&(flagMessageContent|flagMessageContentLimited) != 0,
	}
	if said.Team != nil {
		p.Team, p.Owner, p.Members = true, said.Team.Name, len(said.Team.Members)
	}
	return p, nil
}

// Invite returns the link by which a server's manager invites the bot of an
// application, with the least that it needs.
func Invite(application string) string {
	q := url.Values{
		"client_id": {application}, "scope": {"bot applications.commands"},
		"permissions": {strconv.FormatInt(leastPermissions(), 10)},
	}
	return "https://discord.com/oauth2/authorize?" + q.Encode()
}

// Starts are how many connections a bot may still begin.
type Starts struct {
	Remaining, Total int
	Reset            time.Duration // until all of them are there again
}

// Starts asks for the connections that may still begin.
func (i *Inspector) Starts(ctx context.Context) (Starts, error) {
	var said struct {
		Limit struct {
			Total, Remaining int
			ResetAfter       int64 `json:"reset_after"` // milliseconds
		} `json:"session_start_limit"`
	}
	if err := i.ask(ctx, discordgo.EndpointGatewayBot, &said); err != nil {
		return Starts{}, fmt.Errorf("asking Discord for the gateway: %w", err)
	}
	return Starts{said.Limit.Remaining, said.Limit.Total, time.Duration(said.Limit.ResetAfter) * time.Millisecond}, nil
}

// Skew returns how far the clock of this machine is ahead of Discord's, to about a
// second, as its last answer had it; false where none came soon.
func (i *Inspector) Skew() (time.Duration, bool) {
	d := i.skew.Load()
	if d == nil {
		return 0, false
	}
	return *d, true
}

// A denial is an answer that is no success.
type denial struct {
	status  int
	message string // one line
	wait    time.Duration
}

func (r *denial) Error() string {
	text := strings.TrimSpace(strconv.Itoa(r.status) + " " + http.StatusText(r.status))
	if r.message != "" {
		text += ": " + r.message
	}
	return text
}

func (r *denial) Unwrap() error {
	if r.status == http.StatusUnauthorized {
		return ErrBadToken
	}
	return nil
}

// isDenial reports whether Discord answered with one of these statuses.
func isDenial(err error, statuses ...int) bool {
	var r *denial
	return errors.As(err, &r) && slices.Contains(statuses, r.status)
}

// ask gets an address and reads the answer. Where Discord says to wait a little,
// it waits.
func (i *Inspector) ask(ctx context.Context, address string, into any) error {
	for n := 1; ; n++ {
		err := i.try(ctx, address, into)
		var r *denial
		if !errors.As(err, &r) || r.status != http.StatusTooManyRequests || r.wait > longestWait || n == inspectTries {
			return err
		}
		if sleep(ctx, r.wait) != nil {
			return err
		}
	}
}

func (i *Inspector) try(ctx context.Context, address string, into any) error {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return err
	}
	request.Header.Set("Authorization", "Bot "+i.token)
	request.Header.Set("User-Agent", i.agent)
	sent := time.Now()
	response, err := i.client.Do(request)
	if err != nil {
		var at *url.Error
		if errors.As(err, &at) {
			err = at.Err // the rest is the address
		}
		return redactor{i.token}.error(err)
	}
	defer response.Body.Close()
	i.compareClocks(sent, response.Header.Get("Date"))
	body, err := io.ReadAll(io.LimitReader(response.Body, maxInspectBytes))
	if err != nil {
		return fmt.Errorf("reading the answer: %w", err)
	}
	if response.StatusCode != http.StatusOK {
		return i.refused(response, body)
	}
	if err := json.Unmarshal(body, into); err != nil {
		return errors.New("the answer is not Discord's: is something between this machine and it?")
	}
	return nil
}

// compareClocks notes how far this machine's clock is ahead of the one that an
// answer was dated by, in the middle of its second.
func (i *Inspector) compareClocks(sent time.Time, date string) {
	theirs, err := http.ParseTime(date)
	under := time.Since(sent)
	if err != nil || under > slowAnswer {
		return
	}
	ours := sent.Add(under / 2)
	skew := ours.Round(0).Sub(theirs.Add(time.Second / 2))
	i.skew.Store(&skew)
}

const maxMessage = 200 // bytes that are shown of what a server says

func (i *Inspector) refused(response *http.Response, body []byte) error {
	var said struct {
		Message string
		Wait    float64 `json:"retry_after"`
	}
	// What is not Discord's JSON says nothing.
	_ = json.Unmarshal(body, &said)
	message := strings.Join(strings.Fields(redactor{i.token}.text(said.Message)), " ")
	if len(message) > maxMessage {
		message = strings.ToValidUTF8(message[:maxMessage], "") + "…"
	}
	wait := min(max(said.Wait, 0), longestWait.Seconds()+1)
	return &denial{response.StatusCode, message, time.Duration(wait * float64(time.Second))}
}
