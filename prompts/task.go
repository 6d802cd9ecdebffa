package prompts

import (
	"fmt"
	"slices"
	"strings"
)

// replyTokens is how long a reply may be, by form. It leaves room for the
// quotations, which are not shown.
var replyTokens = map[string]int{
	"answer":    1500,
	"compare":   2500,
	"timeline":  2500,
	"changes":   2000,
	"define":    1000,
	"factcheck": 1000,
	"summary":   1000,
}

// Forms returns the names of the forms of an answer, in alphabetical order.
func Forms() []string {
	var out []string
	for form := range replyTokens {
		out = append(out, form)
	}
	slices.Sort(out)
	return out
}

// overhead is what a server adds to a prompt, in tokens: roles and separators.
const overhead = 16

// A Failed sentence is one of a reply that the sources were not found to support.
type Failed struct {
	Text   string
	Why    string // "kind: detail"
	IDs    []ID
	Labels []string // as of its Line
}

// Prompt returns what a model is sent to write what the task says. It holds as
// many of the sources as the budget allows, each of them whole; of the first, if
// it alone is too long, the sentences that fit. The error says what the task
// lacks, or that not even a sentence fits.
func (t Task) Prompt() (Prompt, error) {
	p, err := t.fit(t.render("question", nil))
	if err != nil {
		return Prompt{}, fmt.Errorf("writing the prompt of form %q: %w", t.Form, err)
	}
	return p, nil
}

// Repair returns what a model is sent to write again the sentences of its reply
// that failed: the same rules and sources, in the same order and under the same
// numbers, and then those sentences. It errors as Prompt does.
func (t Task) Repair(failed []Failed) (Prompt, error) {
	p, err := t.fit(t.render("repair", failed))
	if err != nil {
		return Prompt{}, fmt.Errorf("writing the prompt that repairs form %q: %w", t.Form, err)
	}
	p.MaxTokens = min(p.MaxTokens, 200+150*len(failed))
	return p, nil
}

// A draft is a prompt whose sources are not chosen yet.
type draft struct {
	system, before, after string
}

// render writes all of a prompt but its sources. The tail is the template of what
// follows them.
func (t Task) render(tail string, failed []Failed) draft {
	v := t.view()
	v.Failed = fencedFailed(failed, t.Mark)
	if slices.Contains(Forms(), t.Form) {
		v.Rules = execute(t.Form, v)
	}
	return draft{execute("system", v), execute("before", v), execute(tail, v)}
}

// fit adds the sources for which the budget has room.
func (t Task) fit(d draft) (Prompt, error) {
	switch {
	case !slices.Contains(Forms(), t.Form):
		return Prompt{}, fmt.Errorf("there is no such form; use one of %s", strings.Join(Forms(), ", "))
	case t.Mark == "":
		return Prompt{}, fmt.Errorf("there is no mark to fence in what is hostile; set one")
	case len(t.Sources) == 0:
		return Prompt{}, fmt.Errorf("there is no source to write from; add one")
	}
	room := t.Budget - overhead - Tokens(d.system) - Tokens(d.before) - Tokens(d.after)
	blocks := t.choose(room)
	if len(blocks) == 0 {
		return Prompt{}, fmt.Errorf("a budget of %d tokens has no room for a source; raise it", t.Budget)
	}
	return Prompt{
		System:    d.system,
		User:      d.before + strings.Join(blocks, "") + d.after,
		MaxTokens: replyTokens[t.Form],
		Sources:   len(blocks),
	}, nil
}

// choose returns the sources that fit into a number of tokens, as they are sent.
// Those of a pair come together or not at all.
func (t Task) choose(room int) []string {
	step := 1
	if t.Form == "changes" {
		step = 2
	}
	var out []string
	for at := 0; at < len(t.Sources); at += step {
		var blocks []string
		need := 0
		for i := at; i < min(at+step, len(t.Sources)); i++ {
			block := t.block(i, len(t.Sources[i].Sentences))
			blocks = append(blocks, block)
			need += Tokens(block)
		}
		if need > room {
			break
		}
		out, room = append(out, blocks...), room-need
	}
	if len(out) == 0 && step == 1 {
		return t.cut(room)
	}
	return out
}

// cut returns the first source with as many of its sentences as fit, or nothing.
func (t Task) cut(room int) []string {
	room -= Tokens(t.block(0, 0))
	sentences := 0
	for ; sentences < len(t.Sources[0].Sentences); sentences++ {
		room -= Tokens(t.sentence(0, sentences))
		if room < 0 {
			break
		}
	}
	if sentences == 0 {
		return nil
	}
	return []string{t.block(0, sentences)}
}
