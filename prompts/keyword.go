package prompts

import (
	"cmp"
	"maps"
	"regexp"
	"slices"
	"strings"
)

// skipped is a line that says nothing of its own, such as a list of references.
const skipped LineKind = "skipped"

var keywords = map[LineKind][]string{
	Answerable: {"answerable", "is answerable", "can be answered", "answerability", "可回答", "可答", "是否可回答", "能否回答", "可否回答", "是否可以回答", "能回答", "是否能回答", "可以回答", "是否可答", "可回答性"},
	Missing:    {"missing", "what is missing", "missing information", "not covered", "not stated", "gaps", "缺少", "缺失", "缺失信息", "缺少信息", "缺少内容", "缺漏", "未涵盖", "未提及", "未说明", "没有提到", "来源未说明"},
	Quote:      {"quote", "quotes", "quotation", "quotations", "evidence", "cited", "引用", "引文", "引述", "原文", "摘录", "摘引", "证据", "引語", "引语", "引用句"},
	Sentence:   {"say", "says", "said", "sentence", "sentences", "statement", "statements", "claim", "claims", "reply", "response", "final answer", "final", "句子", "语句", "句", "陈述", "陳述", "说", "說", "说明", "回复", "回覆", "答复", "最终答案", "最终回答", "摘要", "summary", "definition", "定义"},
	Verdict:    {"verdict", "the verdict", "judgement", "judgment", "判断", "判斷", "判定", "裁定", "核查结论", "核查结果"},
	skipped:    {"source", "sources", "reference", "references", "citations", "bibliography", "来源", "來源", "参考", "参考文献", "参考资料", "资料来源", "引用来源"},
}

// loose keywords stand before a sentence, or before what the kind says.
var loose = map[string]LineKind{
	"answer": Answerable, "the answer": Answerable, "回答": Answerable, "答案": Answerable, "答": Answerable,
	"conclusion": Verdict, "result": Verdict, "结论": Verdict, "結論": Verdict,
}

var kinds, keywordLine, keywordAlone, quoteLine = compileKeywords()

func compileKeywords() (map[string]LineKind, *regexp.Regexp, *regexp.Regexp, *regexp.Regexp) {
	kinds := make(map[string]LineKind)
	all := slices.Collect(maps.Keys(loose))
	for kind, words := range keywords {
		for _, w := range words {
			kinds[w] = kind
			all = append(all, w)
		}
	}
	word := alternatives(all)
	line := regexp.MustCompile(`(?i)^["“'「【\[]?(` + word + `)["”'」】\]]?\s*(?:#?\d{1,2}\s*)?((?:[\[(［（【〔].{1,160}?[\])］）】〕]\s*)*|\d{1,3}\.\d{1,3}\s*)["”']?[:：]\s*(.*)$`)
	alone := regexp.MustCompile(`(?i)^(?:the )?(` + word + `)$`)
	quote := regexp.MustCompile(`(?i)^(` + alternatives(keywords[Quote]) + `)\s*((?:[\[［【〔][^\[\]［］【】〔〕]{1,160}[\]］】〕]\s*)+)(.*)$`)
	return kinds, line, alone, quote
}

// alternatives matches any of the words, the longest first.
func alternatives(words []string) string {
	words = slices.Clone(words)
	slices.SortFunc(words, func(a, b string) int { return cmp.Or(cmp.Compare(len(b), len(a)), cmp.Compare(a, b)) })
	return strings.Join(words, "|")
}

// A keyed line is one that begins with a keyword.
type keyed struct {
	kind  LineKind
	loose bool // the keyword may also mean a sentence
	ids   []ID // between the keyword and its colon
	rest  string
}

// keyword reads the keyword that a clean line begins with, or consists of.
func keyword(text string) (keyed, bool) {
	if m := keywordAlone.FindStringSubmatch(text); m != nil {
		k := keyOf(m[1])
		if k.loose {
			k.kind = Sentence
		}
		return k, true
	}
	if m := keywordLine.FindStringSubmatch(text); m != nil {
		k := keyOf(m[1])
		ids, ok := between(m[2])
		if !ok {
			return keyed{}, false
		}
		k.ids, k.rest = ids, m[3]
		if k.loose && k.rest == "" {
			k.kind = Sentence
		}
		return k, true
	}
	if m := quoteLine.FindStringSubmatch(text); m != nil {
		if ids, ok := between(m[2]); ok && len(ids) > 0 && strings.TrimSpace(m[3]) != "" {
			return keyed{kind: Quote, ids: ids, rest: m[3]}, true
		}
	}
	return keyed{}, false
}

var (
	tagged   = regexp.MustCompile(`^<([A-Za-z]+)(?:\s+\w+\s*=\s*["']([^"'<>]{1,40})["'])?\s*>\s*(.*?)\s*(?:</[A-Za-z]+>)?$`)
	onlyTags = regexp.MustCompile(`^(?:</?[A-Za-z][\w-]{0,40}(?:\s[^<>]{0,80})?/?>\s*)+$`)
)

// untagged reads a tag that stands for a keyword: <say>, <quote id="1.2">. A line of
// other tags is empty.
func untagged(line string) string {
	if m := tagged.FindStringSubmatch(line); m != nil && keywordAlone.MatchString(m[1]) {
		if m[2] != "" {
			m[2] = " [" + m[2] + "]"
		}
		return m[1] + m[2] + ": " + m[3]
	}
	if onlyTags.MatchString(line) {
		return ""
	}
	return line
}

func keyOf(word string) keyed {
	word = strings.ToLower(word)
	if kind, ok := loose[word]; ok {
		return keyed{kind: kind, loose: true}
	}
	return keyed{kind: kinds[word]}
}

// between reads what stands between a keyword and its colon: markers or nothing.
func between(text string) ([]ID, bool) {
	text = strings.TrimSpace(text)
	if text == "" {
		return nil, true
	}
	if bareID.MatchString(text + " ") {
		return readIDs(text).ids, true
	}
	var ids []ID
	for _, m := range findAnyMarkers(text) {
		ids = addIDs(ids, m.ids...)
	}
	return ids, withoutMarkers(text) == ""
}

var (
	bareID   = regexp.MustCompile(`^(\d{1,3}\.\d{1,3})\s*[:：\s]\s*`)
	ellipsis = regexp.MustCompile(`\s*(?:\.{3,}|…+|\. \. \.|⋯+)\s*`)
	nothing  = regexp.MustCompile(`(?i)^(?:none|nothing|n/?a|nil|no|-+|无|無|没有|沒有|无缺失|不缺少|不适用)[.。]?$`)
	inQuote  = regexp.MustCompile(`\S\s*(?:\.{3,}|…+|⋯+)\s*\S`)
)

// quoted reports whether a line without a keyword is a quotation: its marker
// comes first, and it leaves words out in the middle. Below a heading that says so
// one of the two is enough.
func quoted(text string, markers []marker, below bool) bool {
	if below && bareID.MatchString(text) {
		return true
	}
	if len(markers) != 1 {
		return false
	}
	first, left := markers[0].start == 0, inQuote.MatchString(text)
	return first && left || below && (first || left)
}

var answers = []struct {
	value string
	words *regexp.Regexp
}{
	{"partly", regexp.MustCompile(`(?i)^(?:partly|partially|partial|in part|to some extent|yes,? (?:but )?(?:partly|partially)|部分(?:可以|可|能)?(?:回答)?|可以?部分回答|能?部分回答)`)},
	{"no", regexp.MustCompile(`(?i)^(?:not answerable|cannot be answered|unanswerable|none|not?|cannot|false|否|不(?:能|可以|可)?(?:回答)?|无法(?:回答)?|無法(?:回答)?|没有|沒有)`)},
	{"yes", regexp.MustCompile(`(?i)^(?:yes|fully|true|complete(?:ly)?|answerable|是的?|可以?(?:回答)?|能(?:够)?(?:回答)?|完全(?:可以|能)?(?:回答)?)`)},
}

// answerValue reads yes, partly or no at the start of a text, and returns what
// follows it. It is empty where there is none of them, or all as a choice.
func answerValue(text string) (value, rest string) {
	text = strings.TrimLeft(text, `"'“*( `)
	for _, a := range answers {
		m := a.words.FindString(text)
		if m == "" || len(text) > len(m) && isLetter(text[len(m)]) && isLetter(m[len(m)-1]) {
			continue
		}
		rest = strings.TrimLeft(text[len(m):], `"'”*) .。,，;；:：!！-–—`)
		if choice.MatchString(rest) {
			return "", ""
		}
		return a.value, rest
	}
	return "", ""
}

var choice = regexp.MustCompile(`(?i)^(?:[/|]|or\b|partly\b|或)`)

func isLetter(b byte) bool { return b|0x20 >= 'a' && b|0x20 <= 'z' }

var verdicts = []struct {
	value string
	words *regexp.Regexp
}{
	{"unknown", regexp.MustCompile(`(?i)^(?:unknown|not (?:fully |clearly )?supported|unsupported|not in the library|insufficient|partly|partially|mixed|opinion|cannot|unverifiable|no verdict|未知|无法|無法|不确定|不確定|证据不足|库中没有|未提及|部分|观点|不明)`)},
	{"contradicted", regexp.MustCompile(`(?i)^(?:contradict\w*|refuted|false|incorrect|wrong|no\b|不支持|矛盾|相矛盾|不符|相反|不属实|不屬實|错误|錯誤|与.{0,12}(?:矛盾|不符|相反)|反驳)`)},
	{"supported", regexp.MustCompile(`(?i)^(?:(?:fully |clearly )?supported|true|correct|confirmed|yes\b|(?:完全|得到)?支持|属实|屬實|成立|正确|正確|符合)`)},
}

// verdictValue reads a verdict at the start of a text, and returns what follows
// it. It is empty where there is none.
func verdictValue(text string) (value, rest string) {
	text = strings.TrimLeft(text, `"'“*( `)
	for _, v := range verdicts {
		if m := v.words.FindString(text); m != "" {
			return v.value, strings.TrimLeft(text[len(m):], `"'”*) .。,，;；:：!！-–—`)
		}
	}
	return "", text
}

var refusalWords = regexp.MustCompile(`(?i)\bI (?:do not|don['’]t) know\b|\b(?:cannot|can['’]t|can not|could not|unable to|not able to) (?:\w+ )?(?:answer|find|be answered|determine|provide)|\b(?:sources?|documents?|passages?|context|texts?|sentences?)(?: provided| given| above)? (?:do|does|did) not (?:contain|mention|say|state|provide|address|cover|include|specify|answer)|\bno (?:information|answer|source|sentence)\b|\bnot (?:enough|sufficient) information\b|\binsufficient information\b|我不知道|(?:无法|不能|没法|無法)(?:\p{Han}{0,4})(?:回答|确定|找到|得知|判断)|(?:没有|沒有|未|缺乏)(?:\p{Han}{0,6})(?:相关|足够|充分|任何)(?:的)?(?:信息|内容|资料|說明|说明)|(?:来源|文件|资料|材料|文档|文献|原文)(?:\p{Han}{0,4})(?:没有|未|并未|沒有)(?:提及|提到|说明|涉及|包含|提供|规定|回答)`)

// longestRefusal is how many bytes a sentence has at most that only refuses.
const longestRefusal = 400

// refuses reports whether a text says that there is no answer.
func refuses(text string) bool {
	return len(text) <= longestRefusal && refusalWords.MatchString(text)
}
