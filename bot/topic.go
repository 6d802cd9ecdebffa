package bot

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/corpus"
	"footnote/corpus/quantity"
	"footnote/retrieval/analysis"
)

// A topic is what a question is about, as far as a follow-up needs it.
type topic struct {
	text  string      // as it stands in the question: "the Lingang subsidy"; empty where nothing is found
	span  corpus.Span // in the question; zero where the topic is put together from parts of it
	names []string    // the proper names in the question
}

// maxTopic bounds what is carried over, in characters.
const maxTopic = 80

var (
	// saidTopic matches the topic that a question was given when it was a follow-up
	// itself.
	saidTopic = regexp.MustCompile(`(?i), regarding (.+?)[?.]*$|^对于(.+?)，`)

	// verbs part what a question is about from what it asks of that.
	verbs = termsIn(`publish issue release announce call ask want plan set treat adopt support expire apply cover get receive pay
		provide give take come go mean forecast predict expect compare benefit grow grew grown say state define describe require allow forbid permit
		happen change reach achieve introduce launch begin start end last become make made do offer promise propose encourage name list contain
		include concern affect exist found establish show count averaged average visit mention use serve differ`)
	connective = regexp.MustCompile(`(?i)^(?:of|in|for|on|and|the|&|'s|to|with|from)$`)
	determiner = regexp.MustCompile(`(?i)^(?:the|a|an)$`)
	wordIn     = regexp.MustCompile(`[\p{L}\p{N}][\p{L}\p{N}'’.&-]*[\p{L}\p{N}]|[\p{L}\p{N}]`)
)

// topicOf finds what a question is about.
func (ix *library) topicOf(question string) topic {
	slots := ix.slots(question)
	t := topic{}
	for _, s := range slots {
		if s.proper() {
			t.names = append(t.names, question[s.Start:s.End])
		}
	}
	if m := saidTopic.FindStringSubmatchIndex(question); m != nil {
		at := max(m[2], m[4])
		t.span = corpus.Span{Start: at, End: max(m[3], m[5])}
	} else if language("", question) == "zh" {
		t.span = hanTopic(question, slots)
	} else {
		t.span, t.text = ix.englishTopic(question, slots)
	}
	if t.span.End > t.span.Start {
		t.text = question[t.span.Start:t.span.End]
	}
	if m := hanGives.FindStringSubmatch(t.text); m != nil { // 临港给补贴: 临港的补贴
		t.text, t.span = m[1]+"的"+m[2], corpus.Span{}
	}
	if utf8.RuneCountInString(t.text) > maxTopic {
		return topic{names: t.names, text: strings.Join(t.names, ", ")}
	}
	return t
}

// A chunk is a run of words of a question that belong together, and what they say.
type chunk struct {
	corpus.Span
	weight float64
	named  bool // it holds a proper name
	bare   bool // and nothing else that says something
}

// englishTopic is the run of words that holds a name or, where none does, the one
// that says most. A name that stands alone is joined by what says most beside it:
// then the topic is no part of the question.
func (ix *library) englishTopic(question string, slots []slot) (corpus.Span, string) {
	var first, heaviest *chunk
	chunks := ix.chunks(question, slots)
	for i := range chunks {
		c := &chunks[i]
		switch {
		case c.named && (first == nil || first.bare && !c.bare):
			first = c
		case !c.named && c.weight > 0 && (heaviest == nil || c.weight > heaviest.weight):
			heaviest = c
		}
	}
	switch {
	case first == nil && heaviest == nil:
		return corpus.Span{}, ""
	case first == nil:
		return heaviest.Span, ""
	case !first.bare || heaviest == nil:
		return first.Span, ""
	case heaviest.Start < first.Start:
		first, heaviest = heaviest, first
	}
	return corpus.Span{}, question[first.Start:first.End] + ", " + question[heaviest.Start:heaviest.End]
}

// chunks parts a question at its verbs, its words that ask and its punctuation.
func (ix *library) chunks(question string, slots []slot) []chunk {
	tokens := make(map[int]analysis.Token)
	for _, t := range analysis.QueryTokens(question) {
		tokens[t.Start] = t
	}
	var out []chunk
	start, end := -1, -1
	flush := func() {
		if end > start && start >= 0 {
			out = append(out, ix.newChunk(question, corpus.Span{Start: start, End: end}, slots))
		}
		start, end = -1, -1
	}
	joined := false // by a word such as "of"
	for _, m := range wordIn.FindAllStringIndex(question, -1) {
		word, t := question[m[0]:m[1]], tokens[m[0]]
		inName := inSlot(slots, m[0])
		if end >= 0 && strings.ContainsAny(question[end:m[0]], ",;:!?") {
			flush()
		}
		switch {
		case inName || !t.Stop && t.Term != "" && !verbs[t.Term]:
			if start < 0 {
				start = m[0]
			}
			end, joined = m[1], false
		case determiner.MatchString(word):
			if end >= 0 && !joined {
				flush()
			}
			if start < 0 {
				start = m[0]
			}
		case connective.MatchString(word) && end >= 0:
			joined = true
		default:
			flush()
			joined = false
		}
	}
	flush()
	return out
}

func inSlot(slots []slot, at int) bool {
	for _, s := range slots {
		if s.proper() && s.Start <= at && at < s.End {
			return true
		}
	}
	return false
}

func (ix *library) newChunk(question string, span corpus.Span, slots []slot) chunk {
	c := chunk{Span: span}
	text := question[span.Start:span.End]
	own := ix.readTokens(text).contentTerms(quantity.Find(text))
	inNames := 0
	for _, t := range own {
		if !everyday[t.term] && !anyPolicy[t.term] {
			c.weight += t.weight
		}
		if inSlot(slots, span.Start+t.span.Start) {
			inNames++
		}
	}
	c.named = inNames > 0
	c.bare = c.named && inNames == len(own)
	return c
}

var (
	hanAsksBefore = regexp.MustCompile(`(?:叫做?|名为|正在?|到底|究竟|一共|总共|分别|具体|大约|大概|最高|最低|最多|最少|最早|最晚|主要|都|就|是|有|在|会|能|可以|能够|应该|应当|必须|须|需要|要|定了?|提了?|做了?|出台了?|发布了?|公布了?|给了?|获得|得到|拿到?|享受|提出了?|规定了?|要求|强调了?|包括|包含|涉及|申请|领取|补|为|和|与|的|到|从|自|以|把|被|，|、|,|\s)+$`)
	hanLead       = regexp.MustCompile(`^(?:请问|请|听说|据说|想知道|我想知道|告诉我|介绍一下|说说|解释一下|什么是|何为|何谓|什么叫|为什么|为何|怎么样?|如何|根据|按照|按|在|对于?|关于|，)+`)
	hanTail       = regexp.MustCompile(`(?:是什么意思|是什么|什么意思|吗|呢|吧|啊|了|的|[？?。！!\s])+$`)
	hanGives      = regexp.MustCompile(`^(\p{Han}{2,8}?)(?:会给|能给|给予?|提供|发放|有)([^者商方]\p{Han}{1,7})$`)
	hanTransitive = regexp.MustCompile(`享受|获得|得到|申请|领取|适用于|符合|属于|参加|利用|发布|公布|出台|制定|印发`)
)

// hanTopic is what stands before the word that asks, without the verbs between, or
// where nothing does what stands behind it and the verb.
func hanTopic(question string, slots []slot) corpus.Span {
	whole := corpus.Span{Start: 0, End: len(question)}
	if sentences := corpus.Sentences(question); len(sentences) > 0 {
		whole = sentences[0]
	}
	plain := corpus.Simplify(question[:whole.End])
	start := whole.Start + len(hanLead.FindString(plain[whole.Start:]))
	end := start + len(plain[start:]) - len(hanTail.FindString(plain[start:]))
	if m := hanAsks.FindStringIndex(plain[start:end]); m != nil {
		before := plain[start : start+m[0]]
		before = before[:len(before)-len(hanAsksBefore.FindString(before))]
		if len(analysis.QueryTerms(before)) > 0 {
			end = start + len(before)
		} else if v := hanTransitive.FindAllStringIndex(plain[start+m[1]:end], -1); len(v) > 0 && start+m[1]+v[0][1] < end {
			start += m[1] + v[0][1]
		} else {
			start += m[1]
		}
	}
	return trimHan(plain, topicClause(plain, corpus.Span{Start: start, End: end}, slots))
}

// topicClause narrows a span to its first clause that holds a name, or else its first.
func topicClause(text string, span corpus.Span, slots []slot) corpus.Span {
	clauses := []corpus.Span{}
	start := span.Start
	for i, r := range text[span.Start:span.End] {
		if r == '，' || r == ',' || r == '；' {
			clauses = append(clauses, corpus.Span{Start: start, End: span.Start + i})
			start = span.Start + i + utf8.RuneLen(r)
		}
	}
	clauses = append(clauses, corpus.Span{Start: start, End: span.End})
	for _, c := range clauses {
		for _, s := range slots {
			if s.proper() && c.Start <= s.Start && s.End <= c.End {
				return c
			}
		}
	}
	return clauses[0]
}

func trimHan(text string, s corpus.Span) corpus.Span {
	part := text[s.Start:s.End]
	s.Start += len(part) - len(strings.TrimLeftFunc(part, notWord))
	part = text[s.Start:s.End]
	s.End -= len(part) - len(strings.TrimRightFunc(part, notClosed))
	return s
}

func notWord(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("《“「（(", r)
}
func notClosed(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("》”」）)%％", r)
}
