package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"
	"sync/atomic"

	"github.com/alecthomas/kong"
)

// commands is the command line. Each command is a struct whose fields are its
// flags and arguments, whose Help is the text below them, and whose Run does
// it.
type commands struct {
	Ask     askCommand     `cmd:"" help:"Answer one question."`
	Chat    chatCommand    `cmd:"" help:"Answer questions, one after the other."`
	Search  searchCommand  `cmd:"" help:"Show the passages nearest to some words."`
	Sources sourcesCommand `cmd:"" help:"List the documents, show one, or remove one."`
	Changes changesCommand `cmd:"" help:"Say which documents came, changed and went, and what they said before."`
	Receipt receiptCommand `cmd:"" help:"Show the evidence of an answer that was given."`
	Refresh refreshCommand `cmd:"" help:"Read the documents again and say what changed."`
	Eval    evalCommand    `cmd:"" help:"Measure answers, the ranking or the verifier on what is known."`
	Doctor  doctorCommand  `cmd:"" help:"Look for what keeps Footnote from working, and say what to do."`
	Serve   serveCommand   `cmd:"" help:"Run the Discord bot."`
	Version versionCommand `cmd:"" help:"Say which version this is."`
}

const description = `Answers questions over a folder of policy documents, and proves every sentence with a quotation.

Exit codes: 0 done, 1 failed, 2 wrong usage, 3 the library does not hold the answer.`

// A program is what the commands share: where they read and write, and the
// environment they were started in.
type program struct {
	getenv func(string) (string, bool)
	stdin  io.Reader
	stdout io.Writer
	stderr io.Writer
	bar    atomic.Pointer[progress] // the latest
}

// run is the program: it does what the arguments say.
func run(ctx context.Context, args []string, getenv func(string) (string, bool), stdin io.Reader, stdout, stderr io.Writer) error {
	var line commands
	helped := false
	parser, err := kong.New(&line,
		kong.Name("footnote"),
		kong.Description(description),
		kong.Writers(stdout, stderr),
		kong.Exit(func(int) { helped = true }),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, NoExpandSubcommands: true, WrapUpperBound: maxWidth}),
		kong.BindTo(ctx, (*context.Context)(nil)),
	)
	if err != nil {
		return err
	}
	if len(args) == 0 {
		args = []string{"--help"}
	}
	parsed, err := parser.Parse(args)
	switch {
	case helped:
		return nil
	case err != nil:
		return usageError{wrongUsage(err)}
	}
	if flag := givenTwice(parsed.Path); flag != "" {
		return usagef("--%s is given twice: give it once", flag)
	}
	return parsed.Run(&program{getenv: getenv, stdin: stdin, stdout: stdout, stderr: stderr})
}

// givenTwice returns a flag with a value that is given twice, of which the parser would
// silently take the last; empty where there is none.
func givenTwice(path []*kong.Path) string {
	seen := make(map[*kong.Flag]bool)
	for _, p := range path {
		if p.Flag == nil || p.Flag.IsBool() || p.Flag.IsCumulative() {
			continue
		}
		if seen[p.Flag] {
			return p.Flag.Name
		}
		seen[p.Flag] = true
	}
	return ""
}

// plainly are the parser's words in those of its readers.
var plainly = []struct {
	words *regexp.Regexp
	plain string
}{
	{regexp.MustCompile(`: expected .* but got "EOL" \(<EOL>\)`), " needs a value"},
	{regexp.MustCompile(`expected a valid 64 bit int`), "expected a whole number"},
	{regexp.MustCompile(`("\w+"),"" but got`), "$1 but got"},
	{regexp.MustCompile(`^--(\w)\b`), "-$1"},
}

func wrongUsage(err error) error {
	command := "footnote"
	var parse *kong.ParseError
	if errors.As(err, &parse) && parse.Context != nil && parse.Context.Selected() != nil {
		command += " " + parse.Context.Selected().Name
	}
	text := err.Error()
	for _, p := range plainly {
		text = p.words.ReplaceAllString(text, p.plain)
	}
	return fmt.Errorf("%s; see %s --help", text, command)
}

// print writes a result. What cannot be written is an error: a full disk must
// not look like a short answer.
func (p *program) print(text string) error {
	if _, err := io.WriteString(p.stdout, text); err != nil {
		return fmt.Errorf("writing the result: %w", err)
	}
	return nil
}

// printJSON writes a value as one line. Control characters that JSON would let
// through are escaped too: a terminal may obey them.
func (p *program) printJSON(v any) error {
	var b strings.Builder
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(v); err != nil {
		return fmt.Errorf("writing the result: %w", err)
	}
	return p.print(escapeControls(b.String()))
}

func escapeControls(text string) string {
	if !strings.ContainsFunc(text, isC1) {
		return text
	}
	var b strings.Builder
	for _, r := range text {
		if isC1(r) {
			fmt.Fprintf(&b, `\u%04x`, r)
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

func isC1(r rune) bool { return r >= 0x7F && r <= 0x9F }

// warn tells the person at the terminal something beside the result.
func (p *program) warn(format string, args ...any) {
	if bar := p.bar.Load(); bar != nil {
		bar.aside()
	}
	fmt.Fprintln(p.stderr, "footnote: "+strings.ReplaceAll(clean(fmt.Sprintf(format, args...)), "\n", " "))
}

// progress returns what tells how far the work that begins now has come.
func (p *program) progress() *progress {
	bar := newProgress(p.stderr)
	p.bar.Store(bar)
	return bar
}

// warnOf tells them of an error that is not in the way.
func (p *program) warnOf(err error) { p.warn("%v", err) }

func (p *program) page(c Config) *page {
	kind, _ := p.getenv("TERM")
	return &page{terminal: terminalOf(p.stdout, c.NoColor == "" && kind != "dumb")}
}
