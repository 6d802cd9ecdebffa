package bot

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/corpus"
	"footnote/corpus/quantity"
	"footnote/retrieval/analysis"
)

// Which questions lean on an earlier one.
//
// A question that says itself what it is about stands alone, also where it begins
// with "and": it is better read as it stands than as something else. What leans
// on another is short, and either names only what is to take the place of
// something ("and in 2025?", 那上海呢？), or points at something with a word such as
// "it" or 该政策, or says nothing but what one can ask of any policy ("who is
// eligible?", 有效期到什么时候？).

// A lean is how a question leans on an earlier one.
type lean uint8

const (
	standsAlone lean = iota
	swaps            // it names what takes the place of something
	points           // a word of it stands for something
	goesOn           // what it asks about is not said
	adds             // it goes on about something of its own, under the names of before
)

// An ellipsis is a question with what it leaves out.
type ellipsis struct {
	lean  lean
	text  string      // the question, or of a swap the item, without what leads over to it
	at    corpus.Span // of what points, in text
	form  pointer     // what kind of word that is
	slots []slot      // of text
}

// The longest question that may lean on another.
const (
	maxLeaningWords      = 14
	maxLeaningCharacters = 26
)

var (
	courtesy    = regexp.MustCompile(`(?i)^(?:(?:thanks|thank you|thx|ok|okay|great|got it|i see|right|well|hm+|sure)\b(?: (?:a lot|very much|so much))?[\s,.!;:–-]*|(?:谢谢|多谢|感谢|好的|好吧|嗯|明白了?|知道了|了解了)[\s，。！,.!、]*)+`)
	leadEnglish = regexp.MustCompile(`(?i)^(?:(?:and|but|so|or|also|then|now|plus)\b[\s,]*)*(?:(?:what|how) about\b\s*|what of\b\s*|(?:the )?same (?:question )?(?:for|in|with)\b\s*)?`)
	leadChinese = regexp.MustCompile(`^(?:那么|那|还有|另外|至于|以及|换成|如果是|要是|但是|同样)[，, ]*`)
	// notLead matches what only begins like a word that leads over.
	notLead     = regexp.MustCompile(`^还有(?:哪|什么|谁|几|多少|没有|.*[吗么])|^那(?:些|个|样|里|边|儿|时|种|项|份|位|年|天|几|是(?:什么|谁|哪|何|多|几|怎|由|从|在))`)
	tailChinese = regexp.MustCompile(`(?:的话)?(?:呢|怎么样|又如何|如何|的情况)?[？?。！!\s]*$`)
	// also matches what says that the question before is asked of another thing, and
	// Chinese predicates whose subject is left out.
	also        = regexp.MustCompile(`(?i)\b(?:too|as well)\?*$|也(?:行|可以|能|算|适用|包括|要|需要).{0,4}吗|^(?:是否|还)?(?:包括|包含|涵盖|覆盖|适用于?).{1,12}[吗么]?[？?]?$`)
	aboutIt     = regexp.MustCompile(`(?i)^(?:(?:what|how) about|what of|same)\b`)
	asks        = regexp.MustCompile(`(?i)^(?:(?:in|for|to|of|by|from|on|at|under|until|till|since|with) )?(?:what|who|whom|whose|when|where|why|how|which|is|are|was|were|am|does|do|did|can|could|will|would|has|have|had|should|shall|must|may|might|tell|explain|give|show|list|isn't|aren't|doesn't|don't|can't)\b`)
	hanAsks     = regexp.MustCompile(`什么|多少|几[个家项年月号天人种类条点]|谁|哪|怎|如何|吗|何[时地人]|为何|是否|能否|可否|有没有|是不是|能不能|可不可以|多[久大高长快]`)
	asksMeaning = regexp.MustCompile(`(?i)^(?:what (?:is|are|does)|who (?:is|are|was)|define)\b|什么是|是什么[？?]?$|什么意思|是谁`)
	// aboutUs matches what is asked of the program and not of its library.
	aboutUs = regexp.MustCompile(`(?i)\b(?:who|what|how) are you\b|\bwhat can you\b|\bare you\b|\byour (?:name|instructions|prompt|source|model)|你是|你能|你会|你叫|您是|您能`)
)

// readEllipsis reads how a question leans on an earlier one, of which given are
// the terms.
func (ix *library) readEllipsis(written string, given termSet) ellipsis {
	text := corpus.Simplify(written)
	e := ix.readSimplified(text, given)
	if at := strings.Index(text, e.text); at >= 0 {
		e.text = written[at : at+len(e.text)]
	}
	return e
}

func (ix *library) readSimplified(text string, given termSet) ellipsis {
	text = strings.TrimSpace(text[len(courtesy.FindString(text)):])
	if text == "" || len(corpus.Sentences(text)) > 1 || tooLong(text) || aboutUs.MatchString(text) {
		return ellipsis{}
	}
	han := language("", text) == "zh"
	body, led := withoutLead(text, han)
	led = led || atMost(text, 6, maxLeaningCharacters) && also.MatchString(text)
	item := strings.TrimRight(body, "?？。.! ")
	asked := led
	if han {
		item = tailChinese.ReplaceAllString(body, "")
		asked = led || strings.HasSuffix(strings.TrimRight(body, "？?。！! "), "呢")
	}
	if body == text && led { // "and then?"
		return ix.readClause(body, led, given)
	}
	if aboutIt.MatchString(text) || !asking(item, han) {
		if e := ix.readItem(item, asked, text); e.lean != standsAlone {
			return e
		}
		if !led {
			return ellipsis{}
		}
	}
	return ix.readClause(body, led, given)
}

func tooLong(text string) bool {
	characters := 0
	for _, r := range text {
		if unicode.Is(unicode.Han, r) {
			characters++
		}
	}
	return characters > maxLeaningCharacters || len(strings.Fields(text)) > maxLeaningWords || utf8.RuneCountInString(text) > 120
}

// withoutLead returns a question without the words that lead over to it, and
// whether there are any.
func withoutLead(text string, han bool) (body string, led bool) {
	lead := leadEnglish.FindString(text)
	if han && lead == "" && !notLead.MatchString(text) {
		lead = leadChinese.FindString(text)
	}
	if body = strings.TrimSpace(text[len(lead):]); strings.Trim(body, "呢吗？?！!。. ") == "" {
		return text, lead != "" // "and then?"
	}
	return body, lead != ""
}

func asking(text string, han bool) bool {
	return asks.MatchString(text) || han && hanAsks.MatchString(text)
}

var (
	preposition = regexp.MustCompile(`(?i)^(?:in|for|of|by|from|until|till|since|at|on|under|with|to|within|before|after|between|during|as of)\s+`)
	hanBefore   = regexp.MustCompile(`^(?:在|对于?|关于|从|自|到|截至)`)
	article     = regexp.MustCompile(`(?i)^(?:the|a|an|its|their|other|any)\s+`)
	trimmedOff  = regexp.MustCompile(`^\s+|[\s,，]+(?:too|as well|instead|then)?$`)
)

// readItem reads a text without a verb as what takes the place of something. One
// that nothing leads over to must be nothing but a date, a place or a group, and
// ask: "computing power subsidies" is a search of its own.
func (ix *library) readItem(item string, led bool, typed string) ellipsis {
	if asksTranslation.MatchString(item) {
		return ellipsis{} // "now in English"
	}
	item = trimmedOff.ReplaceAllString(item, "")
	bare := preposition.ReplaceAllString(item, "")
	bare = article.ReplaceAllString(hanBefore.ReplaceAllString(bare, ""), "")
	slots := ix.itemSlots(bare)
	if _, found := pointerIn(bare); bare == "" || found && !only(bare, slots) {
		return ellipsis{} // "what about its scope?"
	}
	e := ellipsis{lean: swaps, text: item, slots: ix.itemSlots(item)}
	if led && len(analysis.QueryTerms(bare)) > 0 || led && len(slots) > 0 {
		return e
	}
	asked := strings.ContainsAny(typed, "?？") || bare != item
	loose := slices.ContainsFunc(slots, func(s slot) bool { return s.kind == slotName || s.kind == slotTerm })
	if asked && !loose && only(bare, slots) {
		return e
	}
	return ellipsis{}
}

// readClause reads a question with a verb.
func (ix *library) readClause(text string, led bool, given termSet) ellipsis {
	e := ellipsis{text: text, slots: ix.slots(text)}
	if p, found := pointerIn(text); found && ix.pointsOut(text, p) {
		if own := ix.nounBehind(text, p); own != nil {
			if given.hasAll(own) {
				e.lean = goesOn
			}
			return e
		}
		e.lean, e.at, e.form = points, p.Span, p.form
		return e
	}
	own := ix.ownTerms(text)
	switch {
	case slices.ContainsFunc(e.slots, slot.proper) || len(corpus.QuotedTerm.FindString(text)) > 0:
	case len(own) == 0:
		if len(analysis.QueryTerms(text)) > 0 || led || questionMark(text) || asking(text, language("", text) == "zh") && atMost(text, 4, 6) {
			e.lean = goesOn
		}
	case given.hasAll(own) && (led || questionMark(text) && atMost(text, 3, 8)):
		e.lean = goesOn
	case led && !asksMeaning.MatchString(text):
		e.lean = adds
	}
	return e
}

// atMost reports whether a text has at most so many words or, of Chinese, characters.
func atMost(text string, words, characters int) bool {
	if language("", text) == "zh" {
		return utf8.RuneCountInString(text) <= characters
	}
	return len(strings.Fields(text)) <= words
}

func questionMark(text string) bool { return strings.ContainsAny(text, "?？") }

func (s termSet) hasAll(terms []string) bool {
	return !slices.ContainsFunc(terms, func(t string) bool { return !s[t] })
}

// ownTerms are the terms of a text that say what it is about, and are not what one
// can ask of any policy.
func (ix *library) ownTerms(text string) []string {
	plain := hanGroups.ReplaceAllString(groups.ReplaceAllString(corpus.Simplify(text), " "), " ")
	plain = hanAnyPolicy.ReplaceAllString(plain, " ")
	r, slots := ix.readTokens(plain), ix.slots(plain)
	var own []string
	for _, t := range r.contentTerms(quantity.Find(plain)) {
		named := slices.ContainsFunc(slots, func(s slot) bool { return s.proper() && s.Start <= t.span.Start && t.span.End <= s.End })
		if !named && !anyPolicy[t.term] && !everyday[t.term] {
			own = append(own, t.term)
		}
	}
	return own
}

// anyPolicy holds the terms that one can ask of any policy.
var anyPolicy = termsIn(`
measure measures policy policies rule rules regulation law act plan notice document programme program scheme package initiative opinions
valid validity expire expiry expiration effective force effect eligible eligibility applicant application applicable scope cover covered
coverage issue issued issuer published publish release released adopted announced signed enforced implemented implementing penalty penalties
fine ceiling limit cap maximum minimum deadline requirement requirements condition conditions criteria procedure purpose target targets goal
budget responsible authority department ministry exception exceptions exempt reason author source link lasts last remain remains still
replace replaced amend amended repeal repealed supersede version binding mandatory voluntary official draft introduced launched
else entitled qualify qualified benefit claim claimed submit submitted money funding total per each exact precise correct happened achieved reached
`)

var hanAnyPolicy = regexp.MustCompile(`政策|措施|办法|规定|文件|通知|意见|规划|方案|条例|制度|有效期?限?|期限|到期|失效|生效|施行|实施|执行|适用|对象|范围|申请|申报|条件|资格|流程|程序|材料|上限|下限|限额|金额|标准|比例|` +
	`发布|公布|出台|制定|印发|颁布|通过|机构|部门|单位|主管|负责|目的|原因|依据|处罚|罚款|例外|豁免|目标|内容|要求|截止|截至|为止|开始|结束|终止|废止|修订|版本|最高|最低|最多|最少|享受|获得|领取|拿到|得到|符合|包括|涵盖|覆盖|支持|` +
	`什么样|[这那]样|哪种|哪类|办理|别的|其他|其它|多少[个家项条份笔种次]|具体|详细|是否|可以|能够|需要|应该|必须|什么时候|到什么|一共|总共|目前|现在|还有|延长|延期|继续|真的|确定|实现|完成|达到|多少钱|钱|元`)
