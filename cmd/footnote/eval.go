package main

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"strings"

	"footnote/bot"
	"footnote/bot/eval"
)

type evalCommand struct {
	Golden   string `required:"" placeholder:"FILE" help:"Questions with what is known of their answers, one JSON object a line."`
	Baseline string `placeholder:"FILE" help:"An older report, as --json printed it; exit code 1 when a question that passed fails now."`
	JSON     bool   `name:"json" help:"Print one JSON object."`
}

func (evalCommand) Help() string {
	return `Example:

    footnote eval --golden questions.jsonl --json > report.json
    footnote eval --golden questions.jsonl --baseline report.json

A line of the file:

    {"id":"ceiling", "question":"How high is the subsidy?", "answerable":"yes",
     "relevant":[{"document":"measures","quote":"up to RMB 10 million"}], "must_include":["10 million"]}`
}

var errLost = errors.New("questions that passed before fail now")

// Run asks every question and prints how it went. The questions that flipped go
// to standard error, so that a report printed as JSON stays one.
func (cmd evalCommand) Run(ctx context.Context, p *program) error {
	c, err := loadConfig(p.getenv)
	if err != nil {
		return err
	}
	cases, err := loadCases(cmd.Golden)
	if err != nil {
		return err
	}
	before, err := loadBaseline(cmd.Baseline)
	if err != nil {
		return err
	}
	report, err := cmd.measure(ctx, p, c, cases)
	if err != nil {
		return err
	}
	if err := cmd.print(p, report); err != nil || before == nil {
		return err
	}
	flips, lost := eval.Compare(*before, report)
	for _, flip := range flips {
		p.warn("%s", flip)
	}
	if lost {
		return errLost
	}
	return nil
}

func (cmd evalCommand) measure(ctx context.Context, p *program, c Config, cases []eval.Case) (eval.Report, error) {
	index, err := p.open(ctx, c)
	if err != nil {
		return eval.Report{}, err
	}
	bar := newProgress(p.stderr)
	defer bar.stop()
	return eval.Golden(ctx, bot.New(index), cases, func(done, total int) { bar.report("asking", done, total) })
}

func (cmd evalCommand) print(p *program, report eval.Report) error {
	if cmd.JSON {
		return p.printJSON(report)
	}
	var b strings.Builder
	if err := report.WriteText(&b); err != nil {
		return err
	}
	return p.print(clean(b.String()))
}

func loadCases(name string) ([]eval.Case, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, usagef("reading --golden: %w", err)
	}
	defer f.Close()
	cases, err := eval.LoadGolden(f)
	if err != nil {
		return nil, usagef("reading --golden %s: %w", name, err)
	}
	return cases, nil
}

// loadBaseline reads an older report; without a name there is none.
func loadBaseline(name string) (*eval.Report, error) {
	if name == "" {
		return nil, nil
	}
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, usagef("reading --baseline: %w", err)
	}
	var report eval.Report
	if err := json.Unmarshal(data, &report); err != nil {
		return nil, usagef("reading --baseline %s: %w; it must be what footnote eval --json printed", name, err)
	}
	if report.Questions == 0 {
		return nil, usagef("reading --baseline %s: it holds no results; it must be what footnote eval --json printed", name)
	}
	return &report, nil
}
