package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
)

type evalCommand struct {
	Golden   string `placeholder:"FILE" help:"Measure answers: questions with what is known of them, one JSON object a line."`
	Scripted bool   `help:"With --golden: let a script write the answers, each with a false sentence beside a true one."`
	BEIR     string `name:"beir" placeholder:"DIR" help:"Measure the ranking: a folder with corpus.jsonl, queries.jsonl and qrels/test.tsv."`
	Claims   string `placeholder:"FILE" help:"Measure the verifier: claims with passages and a label, one JSON object a line."`
	Mode     string `placeholder:"MODE" help:"The ranking that --beir measures: hybrid, as it is without, lexical or dense."`
	RunFile  string `name:"run" placeholder:"FILE" help:"Write the ranking of --beir for trec_eval, 100 records a query."`
	Out      string `placeholder:"FILE" help:"Write what was found of each claim of --claims, one JSON object a line."`
	Baseline string `placeholder:"FILE" help:"An older report, as --json printed it: say what changed, and exit with 1 on a loss."`
	JSON     bool   `name:"json" help:"Print one JSON object."`
}

func (evalCommand) Help() string {
	return `Examples:

    footnote eval --golden questions.jsonl --json > report.json
    footnote eval --golden questions.jsonl --baseline report.json
    footnote eval --golden questions.jsonl --scripted
    footnote eval --beir scifact --mode lexical --run lexical.run
    footnote eval --claims claims.jsonl --out checked.jsonl

A line of questions, and one of claims:

    {"id":"ceiling", "question":"How high is the subsidy?", "answerable":"yes",
     "relevant":[{"document":"measures","quote":"up to RMB 10 million"}], "must_include":["10 million"],
     "form":"answer"}
    {"id":"c1", "claim":"The subsidy is RMB 10 million.", "passages":["Subsidies run up to RMB 10 million."],
     "label":"not_supported"}

Claims may rest on the words of a document of the library, and come in pairs; with kinds, the report counts what
passes wrongly and what is withheld wrongly by language and kind:

    {"id":"p1", "kind":"number", "document":"measures", "quote":"up to RMB 10 million",
     "true":"The ceiling is 10 million yuan.", "false":"The ceiling is 30 million yuan."}

A loss is a question that passed and fails now, a lower mean nDCG@10, or a claim that was judged rightly and is
judged wrongly now. From a run, trec_eval computes the same nDCG@10 and Recall; -c counts queries without a hit.`
}

// Run measures one thing and prints the report. What changed since the baseline
// goes to standard error, so that a report printed as JSON stays one.
func (cmd evalCommand) Run(ctx context.Context, p *program) error {
	if err := cmd.check(); err != nil {
		return usagef("%w; see footnote eval --help", err)
	}
	switch {
	case cmd.BEIR != "":
		return cmd.ranking(ctx, p)
	case cmd.Claims != "":
		return cmd.verifying(ctx, p)
	}
	return cmd.answers(ctx, p)
}

// check says which flags do not go together.
func (cmd evalCommand) check() error {
	measures := 0
	for _, given := range []string{cmd.Golden, cmd.BEIR, cmd.Claims} {
		if given != "" {
			measures++
		}
	}
	switch {
	case measures != 1:
		return errors.New("give one of --golden FILE, --beir DIR and --claims FILE")
	case cmd.BEIR == "" && cmd.Mode != "":
		return errors.New("--mode goes with --beir")
	case cmd.BEIR == "" && cmd.RunFile != "":
		return errors.New("--run goes with --beir")
	case cmd.Golden == "" && cmd.Scripted:
		return errors.New("--scripted goes with --golden")
	case cmd.Claims == "" && cmd.Out != "":
		return errors.New("--out goes with --claims")
	case !slices.Contains([]string{"", "hybrid", "lexical", "dense"}, cmd.Mode):
		return fmt.Errorf("--mode is %q: write hybrid, lexical or dense", cmd.Mode)
	}
	return nil
}

// A report is what was measured. Since says what differs from an older report
// and whether that is a loss.
type report[R any] interface {
	WriteText(io.Writer) error
	Since(before R) (flips []string, loss error)
}

// finish prints a report and, unless there is no baseline, what changed.
func finish[R report[R]](cmd evalCommand, p *program, after R, before *R) error {
	if err := printReport(cmd, p, after); err != nil || before == nil {
		return err
	}
	flips, loss := after.Since(*before)
	for _, flip := range flips {
		p.warn("%s", flip)
	}
	return loss
}

func printReport[R report[R]](cmd evalCommand, p *program, r R) error {
	if cmd.JSON {
		return p.printJSON(r)
	}
	var b strings.Builder
	if err := r.WriteText(&b); err != nil {
		return err
	}
	return p.print(clean(b.String()))
}

// loadFile reads the file that a flag names.
func loadFile[T any](flag, name string, load func(io.Reader) (T, error)) (T, error) {
	var none T
	f, err := os.Open(name)
	if err != nil {
		return none, usagef("reading %s: %w", flag, err)
	}
	defer f.Close()
	loaded, err := load(f)
	if err != nil {
		return none, usagef("reading %s %s: %w", flag, name, err)
	}
	return loaded, nil
}

// loadBaseline reads an older report of the same measure; without a name there
// is none.
func loadBaseline[R any](name, measure string) (*R, error) {
	if name == "" {
		return nil, nil
	}
	report, err := loadFile("--baseline", name, func(r io.Reader) (R, error) {
		var report R
		data, err := io.ReadAll(r)
		if err != nil {
			return report, err
		}
		if err := checkMeasure(data, measure); err != nil {
			return report, err
		}
		return report, json.Unmarshal(data, &report)
	})
	return &report, err
}

func checkMeasure(data []byte, want string) error {
	const remedy = "it must be what footnote eval --json printed"
	var head struct{ Measure string }
	switch err := json.Unmarshal(data, &head); {
	case err != nil:
		return fmt.Errorf("%w; %s", err, remedy)
	case head.Measure == "":
		return errors.New("it holds no results; " + remedy)
	case head.Measure != want:
		return fmt.Errorf("it is a report of --%s and not of --%s", head.Measure, want)
	}
	return nil
}
