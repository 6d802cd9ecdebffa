package bot

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"sync"

	"footnote/corpus"
	"footnote/retrieval"
)

// Examples are questions that show what a library is good for. Each was asked, and
// answered without a model, so a person who tries one gets an answer. The zero
// Examples with an Index are ready; they may be used from any number of goroutines.
type Examples struct {
	Index func() *retrieval.Index // that questions are answered over now

	mu       sync.Mutex
	snapshot string              // that found is of
	found    map[string][]string // by primary language
}

// Of the documents, and of what may be asked of them, only some are tried: an example
// is looked for while somebody waits.
const (
	maxExamples      = 4
	exampleDocuments = 200
	exampleTries     = 24
	longestExample   = 90 // characters
)

// In returns at most four examples in a language, BCP 47: in Chinese or else in
// English. They are looked for once for each state of the library; where ctx ends
// before, there are fewer, and the next call goes on looking.
func (e *Examples) In(ctx context.Context, tag string) []string {
	e.mu.Lock()
	defer e.mu.Unlock()
	ix := e.Index()
	if name := ix.Manifest().Name; e.found == nil || name != e.snapshot {
		e.snapshot, e.found = name, make(map[string][]string)
	}
	language := language(tag, "")
	if found, ok := e.found[language]; ok {
		return found
	}
	found := answeredOf(ctx, New(ix, Options{}), candidates(ix.Corpus(), language))
	if ctx.Err() == nil {
		e.found[language] = found
	}
	return found
}

// answeredOf returns those of the questions that are answered.
func answeredOf(ctx context.Context, a *Assistant, questions []string) []string {
	var answered []string
	for _, q := range questions[:min(len(questions), exampleTries)] {
		answer, err := a.Answer(ctx, Question{Text: q})
		if ctx.Err() != nil {
			break
		}
		if err == nil && answer.Status == Answered {
			if answered = append(answered, q); len(answered) == maxExamples {
				break
			}
		}
	}
	return answered
}

// candidates are questions after the terms of the glossary, those that most titles
// and then most documents hold first, and after titles, in turn: two of a kind, then
// two of the other.
func candidates(c *corpus.Corpus, language string) []string {
	documents := newestIn(c, language)
	terms, titles := termQuestions(c.Glossary(), documents, language), titleQuestions(documents, language)
	var all []string
	for len(terms)+len(titles) > 0 {
		n, m := min(2, len(terms)), min(2, len(titles))
		all = append(append(all, terms[:n]...), titles[:m]...)
		terms, titles = terms[n:], titles[m:]
	}
	return slices.DeleteFunc(all, func(q string) bool { return len([]rune(q)) > longestExample })
}

// newestIn returns documents of a language, the newest first.
func newestIn(c *corpus.Corpus, language string) []*corpus.Document {
	var documents []*corpus.Document
	for _, d := range c.Documents {
		if corpus.PrimaryLanguage(d.Language) == language {
			documents = append(documents, d)
		}
	}
	slices.SortStableFunc(documents, func(a, b *corpus.Document) int { return b.Published.Compare(a.Published) })
	return documents[:min(len(documents), exampleDocuments)]
}

// termQuestions ask what terms mean.
func termQuestions(g *corpus.Glossary, documents []*corpus.Document, language string) []string {
	const inTitle = exampleDocuments
	weight := make(map[*corpus.Entry]int)
	for _, d := range documents {
		titled, mentioned := make(map[*corpus.Entry]int), make(map[*corpus.Entry]int)
		for _, m := range g.Find(d.Title) { // the longest terms, not those within them
			titled[m.Entry] = inTitle
		}
		for _, m := range g.Find(d.Text) {
			mentioned[m.Entry] = 1
		}
		for _, found := range []map[*corpus.Entry]int{titled, mentioned} {
			for entry, n := range found {
				weight[entry] += n
			}
		}
	}
	entries := slices.Clone(g.Entries())
	slices.SortStableFunc(entries, func(a, b *corpus.Entry) int { return cmp.Compare(weight[b], weight[a]) })
	var questions []string
	for _, entry := range entries {
		question, term := "What does “"+entry.English[0]+"” mean?", entry.English[0]
		if language == "zh" {
			question, term = "什么是"+entry.Chinese[0]+"？", entry.Chinese[0]
		}
		isIn := func(q string) bool { return strings.Contains(q, term) } // a part of another one says little new
		if weight[entry] > 0 && !slices.ContainsFunc(questions, isIn) {
			questions = append(questions, question)
		}
	}
	return questions
}

// titleQuestions ask what documents say.
func titleQuestions(documents []*corpus.Document, language string) []string {
	var questions []string
	for _, d := range documents {
		switch {
		case d.Title == "":
		case language == "zh":
			questions = append(questions, "《"+d.Title+"》讲了什么？")
		default:
			questions = append(questions, "What does “"+d.Title+"” say?")
		}
	}
	return questions
}
