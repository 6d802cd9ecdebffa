package bot

import (
	"cmp"
	"context"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"footnote/bot/verify"
	"footnote/corpus"
	"footnote/retrieval"
)

// Whether the library supports a statement.
//
// The passages closest to it are found as for a question. A verdict takes a model,
// which may find that they support the statement or contradict it, and is believed
// only as far as the program can follow: a supported statement must itself pass the
// check against a passage that is quoted; a contradicted one must fail it, and not for
// its words alone: the passage has another figure, date or name, or a negation that the
// statement lacks. Without a model the passages are shown without a verdict. On an opinion
// there is none.

var (
	asksFactcheck = regexp.MustCompile(`(?i)^(?:(?:please|can you|could you)\s+)*(?:fact[- ]?check(?:ing)?(?: this| the following)?(?: statement| claim)?\s*[:,]?|(?:verify|check)(?:\s+(?:whether|if|that)|\s*(?:this|the following)?\s*(?:statement|claim)?\s*:)|true or false\s*[:?,]?|is it (?:really |actually )?(?:true|correct|a fact|accurate)(?: or (?:false|not))?(?: to say)? that|is (?:this|the following)(?: statement| claim)? (?:true|correct|accurate)\s*[:?,]?)\s*(.+)$` +
		`|^(.+?)[\s,.:;–-]+(?:true or false|is (?:this|that|it) (?:true|correct|accurate)|fact[- ]?check(?: this)?)\s*[?.!]*$` +
		`|^(.+?)[,;–-]\s*(?:right|correct|yes or no|is(?:n['’]t| that not)? (?:it|that)(?: (?:so|right|correct|true))?|(?:aren|don|doesn|didn|wasn|weren|hasn|haven|won|can)['’]t (?:it|they|he|she)|am i right)\s*\?+$`)
	hanAsksFactcheck = regexp.MustCompile(`^(?:请|帮我|请帮我|麻烦)?(?:(?:事实)?(?:核实|核查|查证|求证)(?:一下|下)?(?:这个?说法|以下说法|下面的说法)?[:：，,]?(?:是否)?|(?:判断|验证)(?:一下|下)?(?:真假|对错|是否属实)?[:：])(.+)$` +
		`|^(?:听说|据说|有人说|网传)?(.+?)[，,。]?(?:这个?说法|这是|这种说法|的说法|是)?(?:是真的吗|是真的么|是不是真的|真的吗|是否属实|属实吗|是真是假|是否正确|正确吗|准确吗|对吗|对吧|对不对|是否真实|没错吧|有误吗)[?？。]*$` +
		`|^(?:听说|据说|有人说|网传)?(.+?)[，,。]\s*(?:是吗|是么|是吧|是不是|是这样吗|对么|没错吗)[?？。]*$` +
		`|^(?:请问)?(?:是真的吗|真的吗|是否属实|对吗|是不是真的)[:：，,？?]\s*(.+?)[?？。]*$`)
	// asksWhether and hanAsksWhether match statements that are turned into questions.
	asksWhether    = regexp.MustCompile(`(?i)^(?:is|are|was|were) (.+?) ((?:(?:just|really|actually|also) )?(?:short|an? (?:abbreviation|acronym|short form|synonym|other word)|the (?:abbreviation|acronym|short form|full (?:name|form))) (?:for|of) .+?)\s*[?.!]*$`)
	hanAsksWhether = regexp.MustCompile(`^(?:请问|听说|据说|我?想(?:知道|问)(?:一下)?)?(.*?[^能会要可该想应])?是不是(.+?)(?:吗|呢|啊)?[?？。]*$`)
	// hanPredicate matches what follows 是不是 where it stands for no 是.
	hanPredicate = regexp.MustCompile(`^(?:可以|能|有|要|需|必须|应[当该]|已|会|在|属于|包括|不|没|适用|规定|由|对|都|只|才|也|还|就|说明|意味|从|把|被|自|为)`)
	hanWhich     = regexp.MustCompile(`什么|多少|几[个家项年月号天人种类条点]|谁|哪|怎|如何|何[时地人]|为何|是不是|多[久大高长快]`)
	opinions     = regexp.MustCompile(`(?i)\b(?:should|ought to|better|best|worse|worst|good|bad|great|terrible|fair|unfair|wise|unwise|desirable|too (?:much|many|little|few|high|low|strict|lax|slow|fast)|worth(?:while)?|deserves?|i (?:think|believe|feel)|in my (?:opinion|view)|unfortunately|hopefully)\b` +
		`|应该|不该|好不好|好吗|值得|合理|公平|最好|更好|太(?:高|低|多|少|严|松|慢|快)|过(?:高|低|严|松)|不错|糟糕|我(?:认为|觉得|看)|可惜`)
)

// leastStatement is how many characters a statement has at least.
const leastStatement = 4

// asksFactcheck returns the statement that a question wants to be checked.
func (q asked) asksFactcheck() (string, bool) {
	for _, pattern := range []*regexp.Regexp{asksFactcheck, hanAsksFactcheck} {
		statement, ok := q.part(pattern)
		if statement = strings.Trim(statement, `"“”「」?？ `); ok && utf8.RuneCountInString(statement) >= leastStatement {
			return statement, true
		}
	}
	return q.asksWhether()
}

// asksWhether returns the statement that a question asks whether it holds: 上限是不是1000万元,
// "Is X short for Y". Of a question that leaves out what it is about there is none.
func (q asked) asksWhether() (string, bool) {
	if m := asksWhether.FindStringSubmatch(q.written); m != nil {
		verb, _, _ := strings.Cut(q.written, " ")
		return m[1] + " " + strings.ToLower(verb) + " " + m[2], true
	}
	m := hanAsksWhether.FindStringSubmatchIndex(q.text)
	if m == nil || hanWhich.MatchString(q.text[m[4]:m[5]]) || m[2] >= 0 && hanWhich.MatchString(q.text[m[2]:m[3]]) {
		return q.written, false
	}
	subject, rest := "", q.written[m[4]:m[5]]
	if m[2] >= 0 {
		subject = q.written[m[2]:m[3]]
	}
	if subject != "" && !hanPredicate.MatchString(q.text[m[4]:m[5]]) {
		subject += "是"
	}
	statement := subject + rest
	return statement, utf8.RuneCountInString(statement) >= leastStatement
}

func (ix *library) planFactcheck(ctx context.Context, q asked) (plan, bool, error) {
	statement, asks := q.asksFactcheck()
	if !asks && q.form == "" {
		return plan{}, false, nil
	}
	f, err := ix.settle(ctx, q.instead(statement))
	if err == nil && f.refuse { // the date may be what is wrong with it
		f, err = ix.settle(ctx, q.instead(statement).withDatesAsClaims())
	}
	p := plan{finding: f, question: q.written, sources: f.decision.hits}
	opinion := opinions.MatchString(corpus.Simplify(statement))
	words := formPhrases[q.language]
	p.quote = func(a *Answer) {
		a.quote(ix, f.asked, f.chosen)
		a.Reason = cmp.Or(a.Reason, words.noVerdict)
	}
	p.arrange = func(a *Answer) {
		if opinion {
			a.Notes = append(a.Notes, words.opinion)
		}
	}
	p.verdict = func(said string, a *Answer) Verdict {
		if opinion {
			return ""
		}
		v := verdictOn(ix.Index, statement, said, a)
		if v == "" {
			a.Reason = cmp.Or(a.Reason, words.noVerdict)
		}
		return v
	}
	return p, true, err
}

// withDatesAsClaims takes the dates of a statement for claims, as its numbers are: no
// reason to refuse.
func (q asked) withDatesAsClaims() asked {
	q.numbers = append(slices.Clone(q.numbers), q.anchors.dates...)
	q.anchors.dates = nil
	return q
}

// verdictOn is what the library says of a statement, given what the model found (as it
// wrote it) and what of the answer was verified.
func verdictOn(ix *retrieval.Index, statement, said string, a *Answer) Verdict {
	proven, denied := false, false
	for _, s := range a.Sentences {
		for _, c := range a.cited(s) {
			ev := evidenceOf(ix, c.day, c.document, c.passage, c.span)
			v := verify.Claim(statement, ev)
			proven, denied = proven || v.OK, denied || verify.Denied(statement, ev, v)
		}
	}
	switch said = strings.ToLower(strings.Trim(said, " .。")); {
	case said == "supported" && proven:
		return VerdictSupported
	case said == "contradicted" && denied && !proven:
		return VerdictContradicted
	case said == "unknown" && !proven && !denied:
		return VerdictUnknown
	}
	return "" // what the model found is not what its sources show
}
