package bot_test

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"footnote/bot"
	"footnote/bot/bottest"
)

// attack asks a question of an attack, and reports what it does to the answer.
func attack(t *testing.T, x bottest.Attack) bot.Answer {
	t.Helper()
	a := assistantWith(t, x.Folder, bot.Options{Model: x.Model, SecondOpinion: x.Model.Turn%3 == 0})
	got, err := a.Stream(t.Context(), x.Question, func(part bot.Answer) {
		for _, leak := range x.Leaks(part, a) {
			t.Errorf("%s, while it is written: %s", x.Name, leak)
		}
	})
	if errors.Is(err, bot.ErrEmptyQuestion) {
		return got
	}
	if err != nil {
		t.Fatalf("%s: %v", x.Name, err)
	}
	for _, leak := range x.Leaks(got, a) {
		t.Errorf("%s: %s", x.Name, leak)
	}
	return got
}

// Whatever documents, questions and a model that obeys them say, nothing of it can
// do more than be read, and nothing is shown as the answer's own that is an order
// to whoever answers.
func TestNothingThatAModelIsToldToDoReachesTheAnswer(t *testing.T) {
	const secret = "sk-quoblin-4711"
	t.Setenv("OPENAI_API_KEY", secret)
	number := 0
	for round := range (len(bottest.Effects) + len(bottest.Instructions) - 1) / len(bottest.Instructions) {
		for i, text := range bottest.Instructions {
			if number++; hurried() && number%4 > 0 {
				continue
			}
			at := bottest.Places[(i+round)%len(bottest.Places)]
			x := bottest.NewAttack(number, text, at)
			got := attack(t, x)
			if strings.Contains(fmt.Sprint(x.Model.Asked(), got), secret) {
				t.Errorf("%s: the key is told", x.Name)
			}
			for _, order := range bottest.Obeyed(got, text) {
				t.Errorf("%s: the answer says %q", x.Name, order)
			}
		}
	}
}

// A table has cells that nothing proves: the labels of its rows and columns.
func TestNothingThatAModelWritesInATableReachesTheAnswer(t *testing.T) {
	written := 0
	for number := range 2 * len(bottest.Effects) {
		if hurried() && number%7 > 0 {
			continue
		}
		x := bottest.NewAttack(number, bottest.Instructions[number%len(bottest.Instructions)], bottest.InText)
		x.Question = bot.Question{Form: []bot.Form{bot.FormCompare, bot.FormTimeline, bot.FormFactcheck}[number%3], Text: []string{
			"Compare the filing and the list of filed algorithms", "对比示例算法备案和已备案算法的名单",
		}[number%2]}
		if x.Question.Form == bot.FormFactcheck {
			x.Question.Text = "Fact-check: A provider of a test algorithm shall file it within ten working days."
		}
		if got := attack(t, x); got.Table != nil && got.Written() {
			written++
		}
	}
	if written == 0 {
		t.Error("no table was written")
	}
	t.Logf("%d tables were written", written)
}

// Each text is put in one place of a document and in one of a question.
func TestTheInjectionsOfOthersAreContained(t *testing.T) {
	texts := bottest.Injections(t, "..")
	for n, at := range bottest.Places {
		t.Run(string(at), func(t *testing.T) {
			t.Parallel()
			for i, text := range texts {
				if n%2 == i%2 && !(hurried() && i%7 > 0) {
					attack(t, bottest.NewAttack(i/2+5*n, text, at))
				}
			}
		})
	}
}

// hurried reports whether only a part is to be tested.
func hurried() bool { return testing.Short() || raceDetector }

// harmlessly is a folder with a document that answers a harmless text in its own
// words, and the question that it is.
func harmlessly(s bottest.Text) (fstest.MapFS, bot.Question) {
	text := strings.Join(strings.Fields(s.Text), " ")
	said := text
	if s.Type == "benign query" { // a statement in its words, of nobody in particular
		said = somebody.ReplaceAllString(strings.TrimRight(text, "?？ "), "one")
		said = strings.NewReplacer("?", ",", "？", "，", ". ", ", ").Replace(said)
		said = map[string]string{"en": "The office has settled this: " + said + ".", "zh": "办公室已明确：" + said + "。"}[s.Lang]
	}
	head := map[string]string{"en": "This is what the office says. ", "zh": "本办公室发布以下内容。"}[s.Lang]
	return fstest.MapFS{"answer.txt": {Data: []byte("---\nid: answer\ntitle: Answers\nkind: guidance\nlanguage: " + s.Lang + "\n---\n\n" + head + said + "\n")}}, bot.Question{Text: text}
}

var somebody = regexp.MustCompile(`\bI\b`)

func TestHarmlessStringsAreStillAnswered(t *testing.T) {
	for i, s := range bottest.Texts(t, "..", "benign.jsonl") {
		if hurried() && i%7 > 0 {
			continue
		}
		folder, q := harmlessly(s)
		if got := answer(t, assistantWith(t, folder, bot.Options{}), q); got.Status == bot.Refused {
			t.Errorf("%s: %q is refused: %s %q", s.ID, q.Text, got.Cause, got.Missing)
		}
		if got := answer(t, assistantWith(t, folder, bot.Options{Model: bottest.Honest{}}), q); got.Status == bot.Refused || !got.Written() {
			t.Errorf("%s: %q is not answered by a model: %s %v", s.ID, q.Text, got.Cause, got.Withheld)
		}
	}
}
