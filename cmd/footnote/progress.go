package main

import (
	"fmt"
	"io"
	"os"
	"sync"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"
)

// patience is how long work may take before anything is said about it.
const patience = 2 * time.Second

// A progress tells on standard error how far the work has come: a bar on a
// terminal, one line a stage elsewhere, and nothing at all when the work is
// done within [patience].
type progress struct {
	w    io.Writer
	live bool

	mu          sync.Mutex
	timer       *time.Timer
	impatient   bool
	stage       string
	done, total int
	said        string // the stage that was last written about
	bar         *progressbar.ProgressBar
}

func newProgress(w io.Writer) *progress {
	p := &progress{w: w}
	if f, ok := w.(*os.File); ok {
		p.live = term.IsTerminal(int(f.Fd()))
	}
	p.timer = time.AfterFunc(patience, func() {
		p.mu.Lock()
		defer p.mu.Unlock()
		p.impatient = true
		p.show()
	})
	return p
}

// report notes the state of the work. It may be called from any goroutine.
func (p *progress) report(stage string, done, total int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.stage, p.done, p.total = stage, done, total
	p.show()
}

func (p *progress) show() {
	if !p.impatient || p.stage == "" {
		return
	}
	begins := p.said != p.stage
	p.said = p.stage
	if p.live {
		p.draw(begins)
	} else if begins {
		fmt.Fprintf(p.w, "footnote: %s %d…\n", p.stage, p.total)
	}
}

func (p *progress) draw(begins bool) {
	if begins {
		p.clear()
		p.bar = progressbar.NewOptions(max(p.total, 1),
			progressbar.OptionSetWriter(p.w),
			progressbar.OptionSetDescription(p.stage),
			progressbar.OptionSetWidth(30),
			progressbar.OptionShowCount(),
			progressbar.OptionSetPredictTime(false),
			progressbar.OptionThrottle(100*time.Millisecond),
			progressbar.OptionSetRenderBlankState(true),
		)
	}
	p.bar.ChangeMax(max(p.total, 1))
	p.bar.Set(p.done)
}

func (p *progress) clear() {
	if p.bar != nil {
		p.bar.Clear()
		p.bar = nil
	}
}

// stop takes the bar away. It may be called more than once.
func (p *progress) stop() {
	p.timer.Stop()
	p.mu.Lock()
	defer p.mu.Unlock()
	p.impatient = false
	p.clear()
}
