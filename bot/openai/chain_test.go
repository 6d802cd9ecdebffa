package openai_test

import (
	"context"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"footnote/bot"
	"footnote/bot/openai"
	"footnote/bot/openai/openaitest"
	"footnote/corpus"
	"footnote/corpus/policies"
	"footnote/retrieval"
	"footnote/retrieval/lsa"
	"footnote/retrieval/retrievaltest"
)

// The whole chain: a question, the search, the prompt, a server that plays what it
// is told over HTTP, the reading of its stream, the check, and the answer.

const question = "How high are the subsidies in Lingang?"

// What the server may say, each true or false by the documents that ship.
const (
	ceiling = "Subsidies under the Lingang measures run up to RMB 10 million."
	maximum = "RMB 10 million is a maximum and not a fixed payment."
	false30 = "Subsidies under the Lingang measures run up to RMB 30 million."
)

func shipped(t *testing.T) *retrieval.Index {
	t.Helper()
	return retrievaltest.Index(t, policies.FS, lsa.Embedding{})
}

// told answers a question with a model on a server.
func told(t *testing.T, ix *retrieval.Index, q string, timeout time.Duration, reply func(openaitest.Request) openaitest.Reply) bot.Answer {
	t.Helper()
	server := openaitest.New(t, reply)
	client := openai.New(openai.Config{BaseURL: server.BaseURL(), Model: "scripted", Key: "sk-secret", Timeouts: openai.Timeouts{Total: timeout}})
	start := time.Now()
	a, err := bot.New(ix, bot.Options{Model: client, Timeout: timeout}).Answer(t.Context(), bot.Question{Text: q})
	if err != nil {
		t.Fatal(err)
	}
	if took := time.Since(start); took > timeout+5*time.Second {
		t.Errorf("the answer took %v", took)
	}
	if strings.Contains(fmt.Sprintf("%+v", a), "sk-secret") {
		t.Error("the answer holds the key")
	}
	return a
}

// TestWhateverBecomesOfTheModelTheReaderGetsAnAnswer plays each way in which a
// server fails: the answer is copied, and its first line says so.
func TestWhateverBecomesOfTheModelTheReaderGetsAnAnswer(t *testing.T) {
	ix := shipped(t)
	for name, test := range map[string]struct {
		reply openaitest.Reply
		line  string // of the first line
	}{
		"a quota that is used up":    {openaitest.Error(429, "insufficient_quota", "You exceeded your current quota"), "quota is used up"},
		"a key that is wrong":        {openaitest.Error(401, "invalid_api_key", "Incorrect API key provided: sk-secret"), "its settings need a look"},
		"a model that is not there":  {openaitest.Error(404, "model_not_found", "The model does not exist"), "its settings need a look"},
		"a page instead of an API":   {openaitest.Reply{Status: 404, Body: "<html><body>nginx</body></html>"}, "its settings need a look"},
		"a server without a model":   {openaitest.Reply{Status: 500, Body: `{"error":"llama runner process has terminated"}`}, "server failed; it may work again later"},
		"an error inside the stream": {openaitest.Reply{Events: []string{": keep-alive\n\n", "data: {\"id\":\"1\",\"error\":{\"message\":\"overloaded\",\"code\":502}}\n\n"}}, ""},
		"an error as plain JSON":     {openaitest.Reply{Body: `{"error":{"message":"out of memory"}}`}, ""},
		"silence":                    {openaitest.Reply{Events: []string{": wait\n\n"}, Hang: true}, ""},
		"a reply that is too late":   {openaitest.Reply{Before: time.Minute}, ""},
		"no word":                    {openaitest.Reply{}, "no usable answer"},
		"nonsense":                   {openaitest.Text("}{ ]]> ??? \x00\n\n;;; 12"), "no usable answer"},
		"one word for ever":          {openaitest.Reply{Pieces: []string{"and "}, Endless: true}, ""},
		"one sentence for ever":      {openaitest.Reply{Pieces: []string{"say: Everything is free. [1.1]\n"}, Endless: true}, ""},
		"thinking for ever":          {openaitest.Reply{Pieces: []string{"<think>hm ", "hm "}, Endless: true}, ""},
		"another language":           {openaitest.Text("say: 临港新片区的补贴最高为1000万元。 [1.1]\n"), "failed the check"},
		"only what is false":         {openaitest.Text("answerable: yes\nsay: " + false30 + " [1.1]\n"), "failed the check"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			timeout := 20 * time.Second
			if r := test.reply; r.Hang || r.Endless || r.Before > 0 {
				timeout = time.Second
			}
			a := told(t, ix, question, timeout, openaitest.Play(test.reply))
			if a.Status != bot.Answered || a.Written() || a.Cause != bot.CauseOutage && a.Cause != bot.CauseUnverified {
				t.Errorf("status %s, cause %q, model %s", a.Status, a.Cause, a.Model)
			}
			if !strings.Contains(a.Reason, test.line) || !strings.Contains(a.Reason, "copied from documents, not compared or combined") {
				t.Errorf("the first line is %q", a.Reason)
			}
			if len(a.Sentences) == 0 || a.Sentences[0].Text != a.Citations[0].Quote() {
				t.Errorf("nothing was copied: %v", a.Sentences)
			}
		})
	}
}

// sentenceOf finds the number of the sentence that holds some words.
func sentenceOf(words string, r openaitest.Request) string {
	m := regexp.MustCompile(`\[\d+\.\d+\][^\n]*` + regexp.QuoteMeta(words)).FindString(r.User)
	number, _, _ := strings.Cut(m, "]")
	return number + "]"
}

func TestAStreamThatIsCutAnywhereNeverShowsHalfASentence(t *testing.T) {
	ix := shipped(t)
	short := func(text string) string {
		quoted, err := json.Marshal(text)
		if err != nil {
			t.Fatal(err)
		}
		return `data: {"choices":[{"delta":{"content":` + string(quoted) + "}}]}\n\n"
	}
	first := func(r openaitest.Request) openaitest.Reply {
		return openaitest.Reply{Events: []string{
			short("say: " + ceiling[:20]), short(ceiling[20:] + sentenceOf("run up to a ceiling", r) + "\nsay: "),
			short(maximum + sentenceOf("is a maximum", r) + "\n"),
			`data: {"choices":[{"delta":{},"finish_reason":"stop"}]}` + "\n\n", openaitest.Done,
		}}
	}
	var whole int
	told(t, ix, question, 10*time.Second, func(r openaitest.Request) openaitest.Reply {
		reply := first(r)
		whole = max(whole, len(reply.Stream()))
		return reply
	})
	step := 1
	if testing.Short() || raceDetector {
		step = 37
	}
	for cut := 1; cut < whole; cut += step {
		asked := 0
		a := told(t, ix, question, 10*time.Second, func(r openaitest.Request) openaitest.Reply {
			if asked++; asked > 1 {
				return openaitest.Error(400, "", "no second turn")
			}
			reply := first(r)
			reply.Cut = cut
			return reply
		})
		for _, s := range a.Sentences {
			if a.Written() && !slices.Contains([]string{ceiling, maximum}, s.Text) {
				t.Errorf("cut at byte %d: the answer says %q", cut, s.Text)
			}
		}
		if len(a.Sentences) == 0 || a.Written() && len(a.Notes) == 0 && len(a.Sentences) < 2 || !a.Written() && a.Reason == "" {
			t.Errorf("cut at byte %d: %d sentences, reason %q, notes %q", cut, len(a.Sentences), a.Reason, a.Notes)
		}
	}
}

func TestAWrittenAnswerComesOverTheWire(t *testing.T) {
	ix := shipped(t)
	for name, dress := range map[string]func(string) openaitest.Reply{
		"as it is":        openaitest.Text,
		"in a code fence": func(s string) openaitest.Reply { return openaitest.Text("```\n" + s + "```\n") },
		"after thinking":  func(s string) openaitest.Reply { return openaitest.Text("<think>\n" + false30 + "\n</think>\n" + s) },
		"with keep-alives": func(s string) openaitest.Reply {
			return openaitest.Reply{Events: []string{": ping\n\n", "event: message\n" + openaitest.Chunk(s), ": ping\n\n", openaitest.Finish("stop"), openaitest.Done}}
		},
	} {
		t.Run(name, func(t *testing.T) {
			asked := 0
			a := told(t, ix, question, 10*time.Second, func(r openaitest.Request) openaitest.Reply {
				if asked++; asked > 1 {
					return openaitest.Text("say: Subsidies under the Lingang measures reach at most RMB 10 million. " + sentenceOf("run up to a ceiling", r) + "\n")
				}
				return dress("answerable: yes\nsay: " + ceiling + " " + sentenceOf("run up to a ceiling", r) + "\nsay: " + false30 + " [1.1]\n")
			})
			if !a.Written() || a.Status != bot.Answered || len(a.Sentences) != 2 || a.Sentences[0].Text != ceiling || !a.Sentences[1].Repaired || asked != 2 {
				t.Errorf("%s after %d requests: %+v, withheld %v", a.Status, asked, a.Sentences, a.Withheld)
			}
		})
	}
}

func TestBudgetsEndInQuotations(t *testing.T) {
	ix := shipped(t)
	server := openaitest.New(t, func(openaitest.Request) openaitest.Reply {
		r := openaitest.Text("say: " + ceiling + "\n")
		r.Usage = [2]int{3000, 20}
		return r
	})
	model := openai.New(openai.Config{BaseURL: server.BaseURL(), Model: "scripted"})
	a := bot.New(ix, bot.Options{Model: model, Budgets: make(purse), Tokens: bot.TokenLimits{Asker: 9000, Day: 14_000}})
	written := func(asker string) bool {
		answer, err := a.Answer(context.Background(), bot.Question{Text: question, Asker: asker})
		if err != nil || len(answer.Sentences) == 0 {
			t.Fatal(answer, err)
		}
		if !answer.Written() && !strings.Contains(answer.Reason, "budget") {
			t.Errorf("the first line is %q", answer.Reason)
		}
		return answer.Written()
	}
	var got []bool
	for _, asker := range []string{"a", "a", "a", "a", "b", "b", "b"} {
		got = append(got, written(asker))
	}
	// A prompt is counted with its longest reply before it is sent, and by what the
	// server says afterwards.
	if want := []bool{true, true, false, false, true, true, false}; !slices.Equal(got, want) {
		t.Errorf("written: %v, want %v; requests %d", got, want, len(server.Requests()))
	}
}

// A purse counts tokens by asker, for one goroutine and one day.
type purse map[string]int

func (p purse) Spend(_ context.Context, asker string, _ corpus.Date, tokens int) (int, int, error) {
	p[asker] += tokens
	all := 0
	for _, n := range p {
		all += n
	}
	return p[asker], all, nil
}
