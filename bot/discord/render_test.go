package discord

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"footnote/bot"
	"footnote/corpus"
)

var (
	rule = source{
		n: 1, document: "filing", title: "Measures for the Filing of Test Algorithms", kind: corpus.KindRule,
		links:  []string{"https://example.org/3#:~:text=A%20provider", "https://example.org/3"},
		issuer: "Office of Examples", number: "Example 2024 No. 3", date: "2024-03-05", status: corpus.StatusInForce,
		quote: "A provider of a test algorithm shall file it within ten working days of its first use.",
	}
	old = source{
		n: 2, document: "old", title: "Interim Measures [2019]", kind: corpus.KindRule, issuer: "Office of Examples",
		date: "2019", status: corpus.StatusSuperseded, quote: "A provider files within thirty days.",
	}
	brief = source{
		n: 3, document: "brief", title: "The Rules in Brief", kind: corpus.KindBrief, issuer: "Footnote", date: "2026-11-24",
		basedOn: corpus.Publication{Publisher: "Example Review", Title: "What Changes for Providers"},
		quote:   "The time for filing fell from thirty days to ten working days.",
	}
	article = source{
		n: 1, document: "filing-zh", title: "示例算法备案办法", kind: corpus.KindRule, issuer: "示例办公室", number: "示例〔2024〕3号",
		date: "2024-03-05", status: corpus.StatusNotYet, quote: "示例算法提供者应当自首次使用之日起十个工作日内完成备案。",
	}
)

// repealed is a document of a rule that does not apply any more.
var repealed = &corpus.Document{Meta: corpus.Meta{
	ID: "filing", Title: rule.title, Issuer: rule.issuer, Kind: rule.kind, URL: "https://example.org/3",
	Published: corpus.Date{Year: 2024, Month: 3, Day: 5}, Status: corpus.StatusRepealed,
}}

func numbered(n int, s source) source { s.n = n; return s }

func with(s source, change func(*source)) source { change(&s); return s }

// paged makes a source one of a document with pages that has vanished from the
// web and is published elsewhere.
func paged(s *source) {
	s.today = corpus.StatusExpired
	s.page, s.gone = "iv", corpus.Date{Year: 2026, Month: 3, Day: 1}
	s.copies = []corpus.Copy{
		{ID: "a", Issuer: "Office of *Samples*"}, {ID: "b", URL: "https://example.net/3.pdf"}, {ID: "c", Path: "local/c.pdf"}, {ID: "d"}, {ID: "e"},
	}
}

func sentence(text string, citations ...int) bot.Sentence {
	return bot.Sentence{Text: text, Citations: citations}
}

// manyArticles are long quotations of as many documents.
func manyArticles(n int) []source {
	var sources []source
	for i := range n {
		sources = append(sources, with(numbered(i+1, article), func(s *source) {
			s.document, s.quote = fmt.Sprint("article-", i), strings.Repeat("示例算法提供者应当备案。", 30)
		}))
	}
	return sources
}

// rendered are the answers of the golden files.
var rendered = map[string]struct {
	answer  bot.Answer
	sources []source
}{
	"copied": {bot.Answer{
		Question: "When must a test algorithm be filed?", Language: "en", Status: bot.Answered, Model: "extractive",
		Sentences: []bot.Sentence{sentence(rule.quote, 1), sentence(brief.quote, 2)},
	}, []source{rule, numbered(2, brief)}},
	"written": {bot.Answer{
		Question: "Has the time for filing changed?", UnderstoodAs: "changes of the time for filing test algorithms",
		Language: "en", Status: bot.Partial, Model: "example-model", Missing: []string{"2031"},
		Notes:     []string{"The newest document in this library is of 2026-11-24."},
		Sentences: []bot.Sentence{sentence("Filing is due within ten working days.", 1), sentence("It used to be thirty days.", 2, 3)},
		Withheld:  []bot.Withheld{{Text: "It may change again.", Why: "no quotation"}},
	}, []source{rule, old, brief}},
	"table": {bot.Answer{
		Question: "Compare the time for filing in 2019 and 2024", Language: "en", Form: bot.FormCompare, Routed: true,
		Status: bot.Partial, Model: "extractive", Missing: []string{"2029"},
		Sentences: []bot.Sentence{sentence(rule.quote, 1), sentence(old.quote, 2)},
		Table: &bot.Table{Columns: []string{"", "2019", "2024", "2029"}, Rows: [][]bot.Cell{
			{{Text: "time"}, {Text: old.quote, Citations: []int{2}}, {Text: rule.quote, Citations: []int{1}}, {Text: "— (not in this library)"}},
			{{Text: "*cost*"}, {Text: "—"}, {Text: "A fee of # 5 [1].", Citations: []int{1, 2}}, {}},
		}},
	}, []source{rule, old}},
	"written-zh": {bot.Answer{
		Question: "备案期限是多久？", Language: "zh", Status: bot.Answered, Model: "example-model",
		Notes:     []string{"[1]尚未施行，自2027-01-01起施行。"},
		Sentences: []bot.Sentence{sentence("期限为十个工作日。", 1), sentence("备案不收取费用。", 2)},
	}, []source{article, with(numbered(2, article), func(s *source) { s.quote = "备案不收取费用。" })}},
	"repaired": {bot.Answer{
		Question: "备案期限是多久？", Language: "zh", Status: bot.Answered, Model: "example-model",
		Sentences: []bot.Sentence{sentence("期限为十个工作日。", 1), {Text: "从前为三十日。", Citations: []int{2}, Repaired: true}},
	}, []source{
		with(rule, func(s *source) {
			s.translation = "测试算法提供者应当自首次使用起*十个*工作日内备案。"
		}),
		with(old, func(s *source) { s.translation = "提供者在三十日内备案。" }),
	}},
	"paged": {bot.Answer{
		Question: "When must a test algorithm be filed?", Language: "en", Status: bot.Answered, Model: "example-model",
		Notes:     []string{"[1] has expired; it has been gone from its source since 2026-03-01, which does not mean that it is repealed."},
		Sentences: []bot.Sentence{sentence("Filing is due within ten working days.", 1), sentence("It is free.", 2)},
	}, []source{with(rule, paged), with(rule, func(s *source) { s.n, s.page, s.quote = 2, "12–13", "Filing is free." })}},
	"paged-zh": {bot.Answer{
		Question: "备案期限是多久？", Language: "zh", Status: bot.Answered, Model: "example-model",
		Sentences: []bot.Sentence{sentence("期限为十个工作日。", 1)},
	}, []source{with(article, paged)}},
	"set-apart-zh": {bot.Answer{
		Question: "备案期限是多久？", Language: "zh", Status: bot.Answered, Model: "extractive",
		Sentences: []bot.Sentence{sentence("备案期限见附件[3]。", 1), sentence("备案不收取费用。", 2)},
	}, []source{
		with(article, func(s *source) {
			s.quote, s.page, s.sheet, s.file = "备案期限见附件[3]。", "11", "13", "办法/备案_3.pdf"
		}),
		with(numbered(2, article), func(s *source) { s.document, s.quote, s.kind, s.page = "b", "备案不收取费用。", "", "2" }),
	}},
	"kept-without-quotations-zh": {bot.Answer{
		Question: "备案期限是多久？", Language: "zh", Status: bot.Answered, Model: "example-model", Receipt: "k3m5pq7xwa",
		Coverage:  bot.Coverage{Refreshed: time.Unix(1772712000, 0)},
		Sentences: []bot.Sentence{sentence(strings.Repeat("期限为十个工作日。", 120), 1, 2, 3, 4, 5, 6, 7, 8, 9, 10)},
	}, manyArticles(10)},
	"copied-zh": {bot.Answer{
		Question: "备案期限是多久？", Language: "zh", Status: bot.Answered, Model: "extractive",
		Sentences: []bot.Sentence{sentence(article.quote, 1)},
	}, []source{with(article, func(s *source) {
		s.kind, s.number, s.status = corpus.KindBrief, "", ""
		s.basedOn = corpus.Publication{Publisher: "示例评论", Title: "新规解读"}
	})}},
	"shortened": {bot.Answer{
		Question: "What does the article say?", Language: "en", Status: bot.Answered, Model: "example-model",
		Sentences: []bot.Sentence{sentence("It says much.", 1), sentence("And more.", 2), sentence("And still more.", 3)},
	}, []source{
		with(rule, func(s *source) { s.quote = strings.Repeat("A provider files a test algorithm (Article 4). ", 20) }),
		with(old, func(s *source) { s.quote = strings.Repeat("A provider shall report on every use. ", 20) }),
		with(brief, func(s *source) { s.quote = strings.Repeat("The Office of Examples answers within a month. ", 12) }),
	}},
	"several-messages": {bot.Answer{
		Question: "What does the chapter say?", Language: "en", Status: bot.Answered, Model: "example-model",
		Sentences: many(40, "A provider of a test algorithm files it, reports on it, and keeps its records for three years"),
	}, []source{rule, old}},
	"hostile": {bot.Answer{
		Question: "# Hello @everyone\n> look: **here** https://example.net/x", Language: "en", Status: bot.Answered, Model: "model](<https://example.net>)",
		Sentences: []bot.Sentence{sentence("[Click](https://example.net) <@123> ||now||", 1, 1, 99, 0, -1)},
		Notes:     []string{"- a note with `code`"},
	}, []source{with(rule, func(s *source) {
		s.title, s.links = "](https://example.net) @here", []string{"javascript:alert(1)", "https://example.org/a>)[x](<b"}
		s.quote, s.issuer, s.number = "1. First\n\n- second ```", "**Office**", ":tada:"
	})}},
	"refused": {bot.Answer{
		Question: "What will apply in 2031?", Language: "en", Status: bot.Refused,
		Reason:   "Nothing in this library answers this. That does not mean that no such policy exists.",
		Missing:  []string{"2031"},
		Coverage: bot.Coverage{Documents: 12, Issuers: []string{"A", "B", "C", "D", "E", "F", "G"}, Newest: corpus.Date{Year: 2026, Month: 11, Day: 24}},
		Nearest: []bot.Nearest{
			{Quote: rule.quote, Document: repealed},
			{Quote: old.quote, Document: &corpus.Document{Meta: corpus.Meta{ID: "old", Title: old.title, Kind: old.kind}}},
			{Quote: "Filing is free of charge.", Document: repealed},
		},
	}, nil},
}

func many(n int, text string) []bot.Sentence {
	var out []bot.Sentence
	for i := range n {
		out = append(out, sentence(fmt.Sprintf("%s (%d).", text, i+1), i%2+1))
	}
	return out
}

// partLine stands between two parts of a message in golden files.
const partLine = "\n---\n"

// textsOf returns what is to be read in messages.
func textsOf(pages []page) []string {
	var out []string
	for _, p := range pages {
		out = append(out, strings.Join(p, partLine))
	}
	return out
}

func TestRenderedMessages(t *testing.T) {
	for name, r := range rendered {
		t.Run(name, func(t *testing.T) {
			wantFile(t, name, strings.Join(textsOf(layOut(r.answer, r.sources)), "\n\n=== next message ===\n\n")+"\n")
		})
	}
}

func TestEveryMessageOfAnyAnswerCanBeSent(t *testing.T) {
	alphabet := []rune("ab c.-*_[]()<>@#|`\\:/1第一条。，𝛼\n\u202e ")
	random := rand.New(rand.NewPCG(1, 2))
	text := func(most int) string {
		b := make([]rune, random.IntN(most+1))
		for i := range b {
			b[i] = alphabet[random.IntN(len(alphabet))]
		}
		return string(b)
	}
	for range 60 {
		a := bot.Answer{
			Question: text(400), UnderstoodAs: text(400), Model: text(300), Reason: text(3000), Language: []string{"en", "zh"}[random.IntN(2)],
			Status: []bot.Status{bot.Answered, bot.Partial, bot.Refused}[random.IntN(3)],
		}
		var sources []source
		for n := range random.IntN(30) {
			sources = append(sources, source{
				n: n + 1, document: text(3), title: text(500), issuer: text(300), number: text(300), quote: text(3000), translation: text(3000),
				kind: corpus.Kinds[random.IntN(len(corpus.Kinds))], status: corpus.Statuses[random.IntN(len(corpus.Statuses))],
				links: []string{"https://example.org/" + strings.Repeat("x", random.IntN(800))},
			})
		}
		for range []int{1, 10, 30, 1000}[random.IntN(4)] {
			s := sentence(text([]int{5, 200, 5000}[random.IntN(3)%max(1, 3-len(a.Sentences)/50)]))
			for range random.IntN(5) {
				s.Citations = append(s.Citations, random.IntN(len(sources)+3)-1)
			}
			a.Sentences = append(a.Sentences, s)
		}
		for range random.IntN(8) {
			a.Missing, a.Notes = append(a.Missing, text(300)), append(a.Notes, text(3000))
		}
		checkMessages(t, a, sources)
	}
}

// checkMessages holds every message to Discord's limit, and the messages
// together to the answer: no sentence, marker or source is lost.
func checkMessages(t *testing.T, a bot.Answer, sources []source) {
	t.Helper()
	messages := textsOf(layOut(a, sources))
	if len(messages) == 0 {
		t.Fatal("there is no message")
	}
	for _, m := range messages {
		if length(strings.ReplaceAll(m, partLine, "")) > maxText || strings.TrimSpace(m) == "" || !utf8.ValidString(m) {
			t.Fatalf("a message of %d: %q", length(m), m)
		}
	}
	if a.Status == bot.Refused {
		return
	}
	all := strings.Join(messages, "\n")
	for _, s := range sources {
		if !strings.Contains(all, fmt.Sprintf("\n[%d] ", s.n)) && !strings.HasPrefix(all, fmt.Sprintf("[%d] ", s.n)) {
			t.Fatalf("source %d is lost", s.n)
		}
	}
	rest := squeezed(strings.NewReplacer("\n", "", ">", "").Replace(all))
	for i, s := range a.Sentences {
		words := squeezed(strings.NewReplacer("\n", "", ">", "").Replace(strings.Join(pieces(s.Text, maxPiece), "")))
		_, after, found := strings.Cut(rest, words)
		if !found {
			t.Fatalf("sentence %d is lost or not in its place: %q", i, s.Text)
		}
		rest = after
	}
}

func TestAnAnswerOfThousandsOfSentencesIsDividedBetweenThem(t *testing.T) {
	a := bot.Answer{Language: "en", Status: bot.Answered, Model: "m", Sentences: many(5000, "This is one of a great many sentences")}
	messages := textsOf(layOut(a, []source{rule, old}))
	checkMessages(t, a, []source{rule, old})
	for _, m := range messages[:len(messages)-2] {
		if !strings.HasSuffix(m, "]") {
			t.Fatalf("a message ends within a sentence: %q", m[len(m)-40:])
		}
	}
}

func TestAQuestionStaysWithItsAnswerAndAHeadingWithItsList(t *testing.T) {
	a := bot.Answer{Question: strings.Repeat("long ", 60), Language: "en", Status: bot.Answered, Model: "m"}
	for n := 1; n < 60; n++ {
		a.Sentences = many(n, "A sentence that fills a line of the message")
		for _, m := range textsOf(layOut(a, []source{rule, old})) {
			if strings.HasSuffix(m, english.sources) || strings.HasSuffix(m, "**") {
				t.Fatalf("with %d sentences a message ends in a heading: %q", n, m)
			}
		}
	}
}
