package eval

import (
	"context"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"footnote/bot"
	"footnote/prompts"
	"footnote/retrieval"
)

// A script is a model that knows the answers of a golden file.
type script struct {
	cases []Case
	lies  map[string]bool // what it has said that is false
}

// Scripted asks every question, as [Golden] does, and lets a script write the
// answers: the sentences that hold the quotations of the file, as far as they were
// offered to it, and beside each a false one, with another figure or the opposite.
// It reports what the program makes of a model that is right, and of one that is
// not.
func Scripted(ctx context.Context, index *retrieval.Index, cases []Case, progress func(done, total int)) (GoldenReport, error) {
	s := &script{cases, make(map[string]bool)}
	report, err := Golden(ctx, bot.New(index, bot.Options{Model: s}), cases, progress)
	if err != nil {
		return report, err
	}
	shown := Count{Of: len(s.lies)}
	for i := range report.Results {
		r := &report.Results[i]
		for _, text := range r.said {
			if s.lies[text] {
				shown.N++
				r.fail("shows what is false: %s", text)
			}
		}
		if r.Pass && len(r.Why) > 0 {
			r.Pass = false
			report.Passed--
		}
	}
	report.Falsehoods = &shown
	return report, nil
}

// Name says that no model was asked.
func (*script) Name() string { return "scripted" }

// sentences are the lines of a prompt that hold one, by its number.
var sentences = regexp.MustCompile(`(?m)^(\[\d+\.\d+\]) (.+)$`)

// Reply answers the question in the prompt, as it is known to be answered. It has
// nothing to say in a repair turn.
func (s *script) Reply(_ context.Context, p prompts.Prompt, piece func(string) error) (bot.Usage, error) {
	lines := []string{"answerable: no"}
	if i := slices.IndexFunc(s.cases, func(c Case) bool { return contains(p.User, c.Question) }); i >= 0 && !strings.Contains(p.User, "why it failed:") {
		lines = s.lines(s.cases[i], p)
	}
	return bot.Usage{}, piece(strings.Join(lines, "\n") + "\n")
}

func (s *script) lines(c Case, p prompts.Prompt) []string {
	var out []string
	for _, m := range sentences.FindAllStringSubmatch(p.User, -1) {
		number, text := m[1], m[2]
		if !slices.ContainsFunc(c.Relevant, func(g Gold) bool { return contains(text, g.Quote) || contains(g.Quote, text) }) {
			continue
		}
		out = append(out, "say: "+text+" "+number)
		if lie := falsified(text); lie != "" {
			s.lies[lie] = true
			out = append(out, "say: "+lie+" "+number)
		}
	}
	if len(out) == 0 {
		return []string{"answerable: no"}
	}
	return append([]string{"answerable: yes"}, out...)
}

var (
	affirmed    = regexp.MustCompile(`(?i)\b(is|are|was|were|can|will|must|may|should|has|have)\b`)
	hanAffirmed = regexp.MustCompile(`是|将|应|可以|必须|包括|属于`)
)

// falsified is a sentence with its first figure changed or, where it has none, with
// a negation put in; or nothing.
func falsified(text string) string {
	if i := strings.IndexFunc(text, unicode.IsDigit); i >= 0 {
		other := "7"
		if text[i] == '7' {
			other = "3"
		}
		return text[:i] + other + text[i+1:]
	}
	if at := affirmed.FindStringIndex(text); at != nil {
		return text[:at[1]] + " not" + text[at[1]:]
	}
	if at := hanAffirmed.FindStringIndex(text); at != nil {
		return text[:at[0]] + "不" + text[at[0]:]
	}
	return ""
}
