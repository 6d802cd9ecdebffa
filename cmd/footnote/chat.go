package main

// How a conversation in a terminal works.
//
// A line is a question; an empty line is nothing. A line that begins with a
// colon is a command, also with the full-width colon of a Chinese keyboard.
// What is wrong with a question is said, and the conversation goes on; it ends
// with :quit, with ctrl-D or with ctrl-C, always with exit code 0. On a terminal, ctrl-C
// while a question is answered ends that question only.
//
// A question may lean on those before it: "and in 2025?". What it was understood as
// is said above its answer. Each run is a conversation of its own, and :new begins
// another, which knows nothing of the one before.
//
// On a terminal a line can be edited, and earlier ones come back with the
// arrow keys. They are kept in the data folder, readable by their owner only.
// Elsewhere lines are read plainly, no prompt is shown, and nothing is kept.

import (
	"context"
	"crypto/rand"
	"errors"
	"io"
	"strings"

	"footnote/bot"
)

type chatCommand struct{}

func (chatCommand) Help() string {
	return `Example:

    footnote chat

Type a question, or :help. A question may go on from the one before: "and until when?".`
}

const chatHelp = `Type a question in English or Chinese; the next may go on from it.  请用中文或英文提问，可以接着追问。
  :new      begin anew          重新开始
  :sources  list the documents  列出文件
  :help     this                帮助
  :quit     leave               退出
`

// A prompter reads lines: from a person who edits them, or from a pipe. ReadLine
// returns io.EOF at the end. Close gives the terminal back as it was.
type prompter interface {
	ReadLine(ctx context.Context) (string, error)
	Close() error
}

// Run answers questions until there are no more.
func (chatCommand) Run(ctx context.Context, p *program) error {
	c, err := p.config()
	if err != nil {
		return err
	}
	index, err := p.open(ctx, c)
	if err != nil {
		return err
	}
	receipts := p.receipts(ctx, c)
	defer receipts.close()
	options, err := c.options(receipts.budgets(), p.warnOf)
	if err != nil {
		return err
	}
	lines := p.prompter(c)
	defer lines.Close()
	talk := talk{program: p, config: c, recorder: receipts.recorder(bot.New(index, options)), conversation: rand.Text()}
	if _, edited := lines.(*editor); edited {
		talk.interrupts = takeInterrupts()
		defer talk.interrupts.stop()
	}
	for {
		line, err := talk.next(ctx, lines)
		if errors.Is(err, io.EOF) || isCancelled(err) {
			return nil
		}
		if err != nil {
			return err
		}
		quit, err := talk.reply(ctx, strings.TrimSpace(line))
		if quit || isCancelled(err) {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

// A talk is a conversation in a terminal.
type talk struct {
	*program
	config       Config
	recorder     bot.Recorder
	conversation string // its ID
	interrupts   interrupts
}

// next returns what is written next; an interrupt is the end.
func (p *talk) next(ctx context.Context, lines prompter) (string, error) {
	reading, done := p.interrupts.context(ctx)
	defer done()
	return lines.ReadLine(reading)
}

// localAsker is who asks in a terminal.
const localAsker = "local"

// reply does what a line says. It returns only the errors that end the
// conversation.
func (p *talk) reply(ctx context.Context, line string) (quit bool, err error) {
	page := p.page(p.config)
	switch strings.Replace(line, "：", ":", 1) {
	case "":
		return false, nil
	case ":quit", ":q", ":exit":
		return true, nil
	case ":help", ":h", ":?":
		return false, p.print(chatHelp)
	case ":new":
		p.conversation = rand.Text()
		return false, nil
	case ":sources":
		page.table(p.recorder.Assistant.Index().Corpus())
		return false, p.print(page.b.String())
	}
	if strings.HasPrefix(line, ":") || strings.HasPrefix(line, "：") {
		p.warn("%q is no command: :help lists them", line)
		return false, nil
	}
	if err := checkQuestion(line); err != nil {
		p.warn("%v", err)
		return false, nil
	}
	asking, done := p.interrupts.context(ctx)
	defer done()
	answer, err := p.answer(asking, p.recorder, bot.Question{Text: line, Conversation: p.conversation, Asker: localAsker}, page)
	switch {
	case isCancelled(err) && ctx.Err() == nil:
		p.warn("the question was interrupted; ask another, or leave with :quit")
		return false, nil
	case isCancelled(err):
		return false, err
	case err != nil:
		p.warn("%v", err)
		return false, nil
	}
	page.answer(answer)
	return false, p.print(page.b.String() + "\n")
}
