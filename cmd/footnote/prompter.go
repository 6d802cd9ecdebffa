package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/peterh/liner"
	"golang.org/x/term"
)

// prompter returns what reads the lines of a conversation: with editing when
// both ends are a terminal.
func (p *program) prompter(c Config) prompter {
	in, isFile := p.stdin.(*os.File)
	if !isFile || in != os.Stdin || !term.IsTerminal(int(in.Fd())) || !terminalOf(p.stdout, false).live {
		return newPipe(p.stdin)
	}
	e := &editor{state: liner.NewLiner(), file: filepath.Join(c.DataDir, "history"), warn: p.warn}
	e.state.SetCtrlCAborts(true)
	e.state.SetMultiLineMode(true)
	e.recall()
	fmt.Fprintf(p.stdout, "Ask a question; :help says more, ctrl-D leaves.  请提问；输入 :help 查看帮助。\n\n")
	return e
}

// maxLine bounds a line of a pipe. A longer one is cut, and is then too long
// to be a question.
const maxLine = 64 << 10

// A pipe reads lines plainly.
type pipe struct {
	lines chan string
	err   error // why the lines ended; read after lines is closed
}

var _ prompter = (*pipe)(nil)

func newPipe(r io.Reader) *pipe {
	p := &pipe{lines: make(chan string)}
	go func() {
		defer close(p.lines)
		in := bufio.NewReader(r)
		for {
			line, err := readLine(in)
			if line != "" || err == nil {
				p.lines <- line
			}
			if err != nil {
				p.err = err
				return
			}
		}
	}()
	return p
}

// readLine reads up to the end of a line and keeps at most maxLine of it.
func readLine(in *bufio.Reader) (string, error) {
	var line []byte
	for {
		part, err := in.ReadSlice('\n')
		if room := maxLine - len(line); room > 0 {
			line = append(line, part[:min(room, len(part))]...)
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			return string(bytes.TrimRight(line, "\r\n")), err
		}
	}
}

// ReadLine returns the next line without its end.
func (p *pipe) ReadLine(ctx context.Context) (string, error) {
	select {
	case line, ok := <-p.lines:
		if ok {
			return line, nil
		}
		if errors.Is(p.err, io.EOF) {
			return "", io.EOF
		}
		return "", fmt.Errorf("reading a question: %w", p.err)
	case <-ctx.Done():
		return "", ctx.Err()
	}
}

// Close does nothing: the reader is not the pipe's to close.
func (p *pipe) Close() error { return nil }

// An editor reads lines from a person at a terminal.
type editor struct {
	state *liner.State
	file  string // where earlier lines are kept
	warn  func(format string, args ...any)
}

var _ prompter = (*editor)(nil)

// ReadLine lets the person write a line. Ctrl-C is the end, like ctrl-D. A line
// that is being written when ctx is cancelled is lost.
func (e *editor) ReadLine(ctx context.Context) (string, error) {
	type result struct {
		line string
		err  error
	}
	read := make(chan result, 1)
	go func() {
		line, err := e.state.Prompt("> ")
		read <- result{line, err}
	}()
	select {
	case <-ctx.Done():
		return "", ctx.Err()
	case got := <-read:
		switch {
		case errors.Is(got.err, liner.ErrPromptAborted):
			return "", io.EOF
		case got.err == nil && got.line != "":
			e.state.AppendHistory(got.line)
		}
		return got.line, got.err
	}
}

// Close keeps the lines for the next time and gives the terminal back.
func (e *editor) Close() error {
	if err := e.keep(); err != nil {
		e.warn("the questions could not be kept for the next time: %v", err)
	}
	return e.state.Close()
}

// maxHistory bounds the file of earlier lines; liner keeps 1000 of them.
const maxHistory = 1 << 20

func (e *editor) recall() {
	f, err := os.Open(e.file)
	if errors.Is(err, fs.ErrNotExist) {
		return
	}
	if err == nil {
		defer f.Close()
		_, err = e.state.ReadHistory(io.LimitReader(f, maxHistory))
	}
	if err != nil {
		e.warn("earlier questions cannot be read from %s: %v", e.file, err)
	}
}

func (e *editor) keep() error {
	var b bytes.Buffer
	if _, err := e.state.WriteHistory(&b); err != nil {
		return err
	}
	return writeHistory(e.file, b.Bytes())
}

// writeHistory replaces the file with the newest lines that fit. Questions are
// private: nobody else may read them.
func writeHistory(name string, lines []byte) error {
	if over := len(lines) - maxHistory; over > 0 {
		lines = lines[over:]
		_, lines, _ = bytes.Cut(lines, []byte("\n"))
	}
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(name), ".history-*") // which is 0600
	if err != nil {
		return err
	}
	_, err = f.Write(lines)
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(f.Name(), name)
	}
	if err != nil {
		os.Remove(f.Name())
	}
	return err
}
