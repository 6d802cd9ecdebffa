package discord

import (
	"context"
	"fmt"
	"regexp"
	"strings"
	"time"

	"footnote/bot"
	"footnote/corpus/reference"
	"footnote/prompts"
)

// answerScenes are the forms of answers, and what is not answered.
var answerScenes = []scene{
	{name: "a-comparison-is-asked-for", play: func(p *performance) { p.asks(p.ann, p.compared) }},
	{name: "a-definition-is-asked-for", play: func(p *performance) { p.asks(p.ann, p.defined) }},
	{name: "a-timeline-is-asked-for", play: func(p *performance) {
		p.asks(p.ann, p.dated, optionForm, string(bot.FormTimeline))
	}},
	{name: "changes-are-asked-for", play: func(p *performance) { p.asks(p.ann, p.changed) }},
	{name: "a-summary-is-asked-for", play: func(p *performance) { p.asks(p.ann, p.summary) }},
	{name: "a-text-in-the-other-language-answers", play: func(p *performance) {
		p.asks(p.ann, p.foreign, optionDocument, p.translation)
	}},
	{name: "a-translation-stands-beside-its-quotation", prepare: writtenBy(translates), play: func(p *performance) {
		answer := p.asks(p.ann, p.foreign, optionDocument, p.translation)
		p.presses(p.ann, answer, p.below.sources)
		p.chooses(p.ann, answer, p.below.more, p.below.formats[reference.Markdown])
	}},
	{name: "a-model-writes-and-a-sentence-is-withheld", prepare: writtenBy(wrongOnce), play: func(p *performance) {
		answer := p.asks(p.ann, p.question)
		p.presses(p.ann, answer, p.below.sources)
		p.chooses(p.ann, answer, p.below.more, p.below.formats[reference.Markdown])
	}},
	{name: "the-model-cannot-be-reached", prepare: writtenBy(silent), play: func(p *performance) {
		p.asks(p.ann, p.question)
	}},
	{name: "an-answer-grows", prepare: grows, play: func(p *performance) {
		i := p.begins(p.ann, askName, optionQuestion, p.question)
		for n := range 2 {
			i.AwaitText(p.growing(n + 1))
			p.look()
			p.next <- struct{}{}
		}
		p.did(i)
	}},
	{name: "a-long-answer-goes-on-in-further-messages", prepare: talks, play: func(p *performance) {
		p.asks(p.ann, p.question)
		p.asks(p.ann, p.question, optionPrivate, true)
	}},
	{name: "the-library-holds-no-answer", play: func(p *performance) {
		p.asks(p.ann, p.unanswered)
		p.asks(p.ann, p.unanswered, optionDocument, p.document)
	}},
	{name: "a-question-off-the-topic-is-not-repeated", play: func(p *performance) { p.asks(p.ann, p.offTopic) }},
	{name: "a-question-must-name-what-is-meant", play: func(p *performance) {
		p.asks(p.ann, p.vague)
		p.asks(p.ann, p.part, optionForm, string(bot.FormCompare))
	}},
}

// writtenBy makes a model write the answers.
func writtenBy(model func(locale string) bot.Model) func(*stage) {
	return func(s *stage) { s.writes(model(s.ann.Locale)) }
}

// A writer is a model that writes the same whatever it is asked. In what it writes,
// {words} stands for the number of the sentence that holds the words.
type writer string

func (writer) Name() string { return "example-model" }

var (
	wordsNamed    = regexp.MustCompile(`\{([^}]+)\}`)
	numberedLines = regexp.MustCompile(`(?m)^(\[\d+\.\d+\]) (.*)$`)
)

func (w writer) Reply(_ context.Context, p prompts.Prompt, piece func(string) error) (bot.Usage, error) {
	reply := wordsNamed.ReplaceAllStringFunc(string(w), func(words string) string {
		for _, line := range numberedLines.FindAllStringSubmatch(p.User, -1) {
			if strings.Contains(line[2], words[1:len(words)-1]) {
				return line[1]
			}
		}
		return ""
	})
	return bot.Usage{Prompt: 900, Reply: 60}, piece(reply)
}

// wrongOnce is a model that writes two sentences, the second of which is not what it
// names says.
func wrongOnce(locale string) bot.Model {
	return inLanguage(locale,
		writer("answerable: yes\nsay: A provider shall file a test algorithm within ten working days of its first use. {ten working days}\nsay: Whoever does not file a test algorithm is fined up to 50,000 yuan. {fined up to}"),
		writer("answerable: yes\nsay: 示例算法提供者应当自首次使用之日起十个工作日内完成备案。 {十个工作日}\nsay: 未备案示例算法的，处五万元以下罚款。 {二万元以下}"))
}

var toTranslate = regexp.MustCompile(`(?m)^(\d+): (.*)$`)

// A translator is a model that writes nothing of its own: what it is shown is copied,
// and it translates the quotations that it knows.
type translator map[string]string

func (translator) Name() string { return "example-model" }

func (tr translator) Reply(_ context.Context, p prompts.Prompt, piece func(string) error) (bot.Usage, error) {
	for _, line := range toTranslate.FindAllStringSubmatch(p.User, -1) {
		if text, ok := tr[line[2]]; ok && strings.Contains(p.System, "You translate") {
			if err := piece(line[1] + ": " + text + "\n"); err != nil {
				return bot.Usage{}, err
			}
		}
	}
	return bot.Usage{Prompt: 1, Reply: 1}, nil
}

// translates is one of them.
func translates(string) bot.Model {
	return translator{
		"示例算法提供者应当自首次使用之日起十个工作日内完成备案。": "A provider of a *sample* algorithm shall file it within ten working days of its first use.",
		"The filing is free of charge.": "备案*不收取*费用。",
		"A provider of a test algorithm shall file it within ten working days of its first use.": "测试算法提供者应当自首次使用之日起*十个*工作日内备案。",
	}
}

// silent is a model whose server does not answer.
func silent(string) bot.Model { return unreachable{} }

// talks makes answers of many sentences.
func talks(s *stage) {
	say := inLanguage(s.ann.Locale, "Article %d of this long text has something to say about the filing of test algorithms.", "长文第%d条就示例算法的备案、变更、注销与监督管理分别作出如下具体规定。")
	s.bot.Asker = askerFunc(func(_ context.Context, q bot.Question) (bot.Answer, error) {
		a := bot.Answer{Question: q.Text, Language: q.AnswerLanguage(), Status: bot.Answered, Model: "example-model"}
		for n := range 60 {
			a.Sentences = append(a.Sentences, bot.Sentence{Text: fmt.Sprintf(say, n+1)})
		}
		return a, nil
	})
}

// grows makes answers of two sentences, which come one after the other.
func grows(s *stage) {
	s.bot.limits.edit = 20 * time.Millisecond
	say := inLanguage(s.ann.Locale, []string{"Filing is due within ten working days.", "It is free of charge."}, []string{"应当在十个工作日内备案。", "备案不收取费用。"})
	s.bot.Asker = growingAsker(func(_ context.Context, q bot.Question, show func(bot.Answer)) (bot.Answer, error) {
		a := bot.Answer{Question: q.Text, Language: q.AnswerLanguage(), Status: bot.Answered, Model: "example-model"}
		for _, text := range say {
			a.Sentences = append(a.Sentences, bot.Sentence{Text: text})
			show(a)
			<-s.next
		}
		return a, nil
	})
}
