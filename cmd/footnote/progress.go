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

// sayAgain is how often a line says how far a stage has come, where there is no
// bar.
const sayAgain = 10 * time.Second

// A progress tells on standard error how far the work has come: a bar on a
// terminal, a line when a stage begins and now and then after that elsewhere, and
// nothing at all when the work is done within [patience]. The time that is left is
// that of the stage, if it goes on as it went so far: of later stages nothing is
// known.
type progress struct {
	w    io.Writer
	live bool

	mu          sync.Mutex
	timer       *time.Timer
	impatient   bool
	stage       string
	done, total int
	began       time.Time // when the stage did
	said        string    // the stage that was last written about
	when        time.Time // it was written
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

// report notes the state of the work; a total of 0 is not known. It may be called from any goroutine.
func (p *progress) report(stage string, done, total int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.stage != stage {
		p.began = time.Now()
	}
	p.stage, p.done, p.total = stage, done, total
	p.show()
}

func (p *progress) show() {
	if !p.impatient || p.stage == "" {
		return
	}
	begins := p.said != p.stage
	p.said = p.stage
	switch {
	case p.live:
		p.draw(begins)
	case begins:
		p.say(p.stage + count(" %d", p.total) + "…")
	case time.Since(p.when) < sayAgain:
	case p.total == 0:
		p.say(fmt.Sprintf("%s: %d so far", p.stage, p.done))
	case p.done < p.total:
		p.say(fmt.Sprintf("%s: %d of %d%s", p.stage, p.done, p.total, left(time.Since(p.began), p.done, p.total)))
	}
}

func (p *progress) say(line string) {
	p.when = time.Now()
	fmt.Fprintf(p.w, "footnote: %s\n", line)
}

// count writes a number that is known.
func count(format string, n int) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprintf(format, n)
}

// left says how long the rest of a stage takes at the pace it went so far. At
// its very beginning that would be a guess.
func left(elapsed time.Duration, done, total int) string {
	if done*20 < total || done == 0 {
		return ""
	}
	rest := elapsed * time.Duration(total-done) / time.Duration(done)
	return fmt.Sprintf(", about %v left", rest.Round(time.Second))
}

// draw shows a bar or, where the total is not known, a count that turns a spinner.
func (p *progress) draw(begins bool) {
	most := p.total
	if most == 0 {
		most = -1
	}
	if begins {
		p.clear()
		p.bar = progressbar.NewOptions(most,
			progressbar.OptionSetWriter(p.w),
			progressbar.OptionSetDescription(p.stage),
			progressbar.OptionSetWidth(30),
			progressbar.OptionShowCount(),
			progressbar.OptionSetPredictTime(true),
			progressbar.OptionThrottle(100*time.Millisecond),
			progressbar.OptionSetRenderBlankState(true),
			progressbar.OptionSetSpinnerChangeInterval(0), // else it turns on after it was cleared
		)
	}
	if most > 0 {
		p.bar.ChangeMax(most)
	}
	p.bar.Set(p.done)
}

func (p *progress) clear() {
	if p.bar != nil {
		p.bar.Clear()
		p.bar = nil
	}
}

// aside takes the bar away until the next report: something else is said there.
func (p *progress) aside() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.bar != nil {
		p.clear()
		p.said = ""
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
