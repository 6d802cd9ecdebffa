package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/bot"
	"footnote/corpus"
)

type askCommand struct {
	Question []string    `arg:"" sep:"none" help:"The question; - reads it from standard input."`
	Document string      `placeholder:"ID" help:"Answer from this document only."`
	Issuer   string      `placeholder:"NAME" help:"Answer from this issuer's documents only."`
	AsOf     corpus.Date `placeholder:"DATE" help:"Answer as of this year, month or day. Default: the date in the question where texts have versions, else today."`
	Lang     string      `placeholder:"TAG" help:"Language of the texts around the quotations: en or zh. Default: that of the question."`
	Form     bot.Form    `enum:"answer,compare,timeline,changes,define,factcheck,summary," default:"" help:"Shape of the answer: answer (sentences), compare, timeline, changes, define, factcheck or summary. Default: the one that the question asks for."`
	Reply    string      `placeholder:"FILE" help:"Check this text as if a model had replied it, and print what is withheld and why; - reads it from standard input."`
	JSON     bool        `name:"json" help:"Print one JSON object."`
}

func (askCommand) Help() string {
	return `Example:

    footnote ask "What are new quality productive forces?"
    footnote ask --as-of 2026-12 --lang en 临港新片区的算力补贴最高多少？
    footnote ask --form summary --document nqpf-lingang-en "In a few sentences, please"

    echo "Lingang pays RMB 30 million." | footnote ask --reply - "How high are the subsidies in Lingang?"

A question that begins with a hyphen goes after --. Exit code 3 says that the library does not hold
the answer.`
}

// Run answers the question on standard output.
func (cmd askCommand) Run(ctx context.Context, p *program) error {
	c, err := p.config()
	if err != nil {
		return err
	}
	question, err := cmd.question(ctx, p.stdin)
	if err != nil {
		return err
	}
	receipts := p.receipts(ctx, c)
	defer receipts.close()
	options, err := cmd.options(ctx, p, c, receipts)
	if err != nil {
		return err
	}
	index, err := p.open(ctx, c)
	if err != nil {
		return err
	}
	page := p.page(c)
	page.live = page.live && !cmd.JSON
	answer, err := p.answer(ctx, receipts.recorder(bot.New(index, options)), question, page)
	if err != nil {
		return err
	}
	if cmd.JSON {
		err = p.printJSON(answer)
	} else {
		page.answer(answer)
		if cmd.Reply != "" {
			page.withheld(answer)
		}
		err = p.print(page.b.String())
	}
	if err == nil && answer.Status == bot.Refused {
		return errRefused
	}
	return err
}

// options say who writes: the model that is set, or a reply that is given.
func (cmd askCommand) options(ctx context.Context, p *program, c Config, receipts receipts) (bot.Options, error) {
	if cmd.Reply == "" {
		return c.options(receipts.budgets(), p.warnOf)
	}
	reply, err := readReply(ctx, cmd.Reply, p.stdin)
	return bot.Options{Model: reply, Versions: versionsOf(c)}, err
}

// question reads and checks what was asked, before any document is read.
func (cmd askCommand) question(ctx context.Context, stdin io.Reader) (bot.Question, error) {
	text := strings.Join(cmd.Question, " ")
	if text == "-" {
		var err error
		if text, err = readAll(ctx, stdin); err != nil {
			return bot.Question{}, fmt.Errorf("reading the question from standard input: %w", err)
		}
	}
	q := bot.Question{
		Text: text, Document: cmd.Document, Issuer: cmd.Issuer,
		AsOf: cmd.AsOf, Language: cmd.Lang, Form: cmd.Form,
	}
	if tag := strings.ToLower(cmd.Lang); tag != "" && !strings.HasPrefix(tag, "en") && !strings.HasPrefix(tag, "zh") {
		return q, usagef("--lang is %q: write en or zh", cmd.Lang)
	}
	return q, checkQuestion(text)
}

// checkQuestion says what is wrong with a question that is not plain text. An
// empty one, or one that is too long, is the assistant's to refuse, but it is
// refused before the documents are read.
func checkQuestion(text string) error {
	if !utf8.ValidString(text) {
		return usageError{errors.New("the question is not UTF-8 text: check the encoding of the terminal or of the file")}
	}
	for _, r := range text {
		if unicode.IsControl(r) && !strings.ContainsRune("\n\r\t", r) {
			return usagef("the question holds the control character %U: write it as plain text", r)
		}
	}
	if utf8.RuneCountInString(text) > bot.MaxQuestion {
		return bot.ErrQuestionTooLong
	}
	if strings.TrimSpace(text) == "" {
		return bot.ErrEmptyQuestion
	}
	return nil
}

// maxInput bounds what is read of a question: enough to say that it is too
// long.
const maxInput = 1 << 20

// readAll reads standard input, which may be a terminal that nobody types at,
// until its end or until ctx is cancelled.
func readAll(ctx context.Context, r io.Reader) (string, error) {
	type result struct {
		data []byte
		err  error
	}
	read := make(chan result, 1)
	go func() {
		data, err := io.ReadAll(io.LimitReader(r, maxInput))
		read <- result{data, err}
	}()
	select {
	case got := <-read:
		return string(got.data), got.err
	case <-ctx.Done():
		return "", ctx.Err()
	}
}
