package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"strings"
	"sync/atomic"
	"time"
)

// What the doctor prints: one line for each thing that was looked at, in the order
// in which they depend on one another, with ok, warning or error; below one that is
// not as it should be, what to do. A warning keeps nothing from working. What is
// wrong with one thing never hides another. No line holds a secret.

type doctorCommand struct {
	Offline bool `help:"Ask neither Discord nor the servers of the models."`
	JSON    bool `name:"json" help:"Print one JSON object."`
}

func (doctorCommand) Help() string {
	return `Example:

    footnote doctor

Looks at the settings, at Discord (the token, the application, the servers, what the bot may do in them,
its commands), at the models, the documents, the index, the disk and the clock, says what to do, and
prints the link that invites the bot, once DISCORD_TOKEN is set. A warning keeps nothing from working.
It changes nothing. The model and the embedding server are asked once each, which costs about 30 tokens;
--offline asks nobody.
The JSON object has "checks", each with "name", "state" (ok, warning or error), "what" and "remedy", and
"invite". A name comes more than once where there is more than one thing to say of it. The exit code is
1 where a check is an error.`
}

// A state is how a thing that was looked at is.
type state string

const (
	stateOK      state = "ok"
	stateWarning state = "warning"
	stateError   state = "error"
)

// A check is one line of the doctor.
type check struct {
	Name   string `json:"name"`
	State  state  `json:"state"`
	What   string `json:"what"`
	Remedy string `json:"remedy"`
}

// A diagnosis is all that the doctor says.
type diagnosis struct {
	Checks []check `json:"checks"`
	Invite string  `json:"invite"` // empty where the application is not known
}

func fine(format string, args ...any) check {
	return check{State: stateOK, What: fmt.Sprintf(format, args...)}
}

func doubtful(remedy, format string, args ...any) check {
	return check{State: stateWarning, What: fmt.Sprintf(format, args...), Remedy: remedy}
}

func faulty(remedy, format string, args ...any) check {
	return check{State: stateError, What: fmt.Sprintf(format, args...), Remedy: remedy}
}

// failed makes a check of an error, which says what to do after its last semicolon;
// where it does not, the remedy is this one.
func failed(err error, remedy string) check {
	what := err.Error()
	if i := strings.LastIndex(what, "; "); i >= 0 {
		what, remedy = what[:i], what[i+2:]
	}
	return faulty(remedy, "%s", what)
}

// failedSetting is failed for an error of a setting, which says what to write after a
// colon or a semicolon.
func failedSetting(err error) check {
	const remedy = "correct it in .env or in the environment; .env.example explains every setting"
	var path *fs.PathError
	what := err.Error()
	if i := strings.LastIndex(what, ": "); i > strings.LastIndex(what, "; ") && !errors.As(err, &path) {
		return faulty(what[i+2:], "%s", what[:i])
	}
	return failed(err, remedy)
}

// Run looks at everything and prints what it found.
func (cmd doctorCommand) Run(ctx context.Context, p *program) error {
	return cmd.examine(ctx, p, http.DefaultTransport)
}

// errFound says that the doctor has printed an error.
var errFound = errors.New("something is wrong; what to do stands below each error")

// examine is Run with a way to Discord.
func (cmd doctorCommand) examine(ctx context.Context, p *program, transport http.RoundTripper) error {
	bar := newProgress(p.stderr)
	bar.report("looking", 0, 0)
	c, checks := readSettings(p.getenv)
	d := diagnosis{Checks: named("configuration", checks)}
	doctor := &doctor{Config: c, offline: cmd.Offline, transport: transport}
	d.Checks = append(d.Checks, perform(ctx, doctor.exams())...)
	if link := doctor.invite.Load(); link != nil {
		d.Invite = *link
	}
	bar.stop()
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := cmd.show(p, c, d); err != nil {
		return err
	}
	for _, check := range d.Checks {
		if check.State == stateError {
			return errFound
		}
	}
	return nil
}

func (cmd doctorCommand) show(p *program, c Config, d diagnosis) error {
	if cmd.JSON {
		return p.printJSON(d)
	}
	page := p.page(c)
	page.diagnosis(d)
	return p.print(page.b.String())
}

// A doctor looks at one configuration.
type doctor struct {
	Config
	offline   bool
	transport http.RoundTripper
	invite    atomic.Pointer[string] // when the application is known
}

// An exam looks at one thing, within a time.
type exam struct {
	name   string // of its checks that have none
	within time.Duration
	look   func(context.Context) []check
}

// How long is looked at things.
const (
	shortly  = 10 * time.Second
	patently = 30 * time.Second
)

// exams are all, in the order in which they are printed.
func (d *doctor) exams() []exam {
	return []exam{
		{"discord", 3 * patently, d.discord},
		{"model", min(time.Duration(d.ModelTimeout), 2*patently) + shortly, d.model},
		{"embedding", patently, d.embedding},
		{"corpus", 2 * patently, d.corpus},
		{"disk", shortly, d.disk},
		{"database", patently, d.database},
	}
}

// perform does exams at the same time, and returns their checks in order. One that
// is not done in time is left to itself.
func perform(ctx context.Context, exams []exam) []check {
	results := make([]chan []check, len(exams))
	for i, e := range exams {
		results[i] = make(chan []check, 1)
		go func() { results[i] <- e.perform(ctx) }()
	}
	var all []check
	for i := range exams {
		all = append(all, <-results[i]...)
	}
	return all
}

func (e exam) perform(ctx context.Context) []check {
	ctx, cancel := context.WithTimeout(ctx, e.within)
	defer cancel()
	done := make(chan []check, 1)
	go func() { done <- e.look(ctx) }()
	select {
	case checks := <-done:
		return named(e.name, checks)
	case <-ctx.Done():
		return named(e.name, []check{faulty("look at what it waits for, and try again", "no answer within %v", e.within)})
	}
}

// plural counts things.
func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// named gives the checks that have no name one.
func named(name string, checks []check) []check {
	for i, c := range checks {
		if c.Name == "" {
			checks[i] = c.of(name)
		}
	}
	return checks
}

// of is the check of something.
func (c check) of(name string) check {
	c.Name = name
	return c
}

// diagnosis prints the checks and the link.
func (p *page) diagnosis(d diagnosis) {
	for _, c := range d.Checks {
		label := fmt.Sprintf("%-9s%-15s", c.State, c.Name)
		rest := strings.Repeat(" ", len(label))
		look := plain
		if c.State != stateOK {
			look = warning
		}
		p.hanging(label, rest, piece{text: c.What, style: look})
		if c.Remedy != "" {
			p.hanging(rest+"-> ", rest+"   ", piece{text: c.Remedy})
		}
	}
	if d.Invite != "" {
		p.blank()
		p.text("", piece{text: "The link that invites the bot, with the least that it needs:", style: bold})
		p.row(piece{text: d.Invite})
	}
}
