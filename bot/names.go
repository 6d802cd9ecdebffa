package bot

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"footnote/corpus"
	"footnote/corpus/quantity"
	"footnote/retrieval/analysis"
)

var (
	acronym = regexp.MustCompile(`^[A-Z]{2,6}$`)
	roles   = regexp.MustCompile(`(?i)\b(director|minister|chair(man|woman|person)?|president|mayor|governor|secretary|ceo|chief|spokesperson)\b|主任|部长|市长|省长|局长|主席|总理|书记|院长|校长|负责人|会长|发言人`)

	institution    = regexp.MustCompile(`^(\p{Han}{2,6}?(?:部|省|市|县|局|厅|委|院|大学|集团))`)
	notInstitution = regexp.MustCompile(`^(门|分|署|件|场|民|面|势|级)`)
	person         = regexp.MustCompile(`(?:^|[，。？！、\s和与])([赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕张孔曹严华金魏陶姜谢邹窦章苏潘葛范彭鲁韦马方任袁柳史唐薛雷贺倪汤罗毕郝安常傅齐康伍余顾孟黄萧尹姚邵汪祁毛狄戴宋庞熊纪舒屈项祝董梁杜阮蓝季贾江童颜郭梅林徐邱骆高夏蔡田胡凌霍万柯卢莫房丁邓单洪包左石崔吉龚程裴陆荣翁惠曲封靳段焦侯宁仇甘武刘龙叶白蒲卓池乔温柴瞿阎习聂曾沙丰关查游权盖于]\p{Han}{1,2})(?:对|怎么|如何|是谁|说|讲|认为|表示|评价)`)

	capitalised = regexp.MustCompile(`\p{Lu}[\p{Latin}\p{N}'’&-]*(?:\s+\p{Lu}[\p{Latin}\p{N}'’&-]*)*`)
)

// names returns the quoted terms and proper names of a question as written. A
// word that begins a sentence may be written with a capital for that alone, and
// in a title every word is, so those are no sign of a name.
func names(text string) []string {
	var out []string
	for _, m := range corpus.QuotedTerm.FindAllStringSubmatch(text, -1) {
		for _, g := range m[1:] {
			if g != "" {
				out = append(out, g)
			}
		}
	}
	text = withoutFigures(corpus.QuotedTerm.ReplaceAllString(text, " "))
	if titleCase(text) {
		return out
	}
	for _, s := range corpus.Sentences(text) {
		out = append(out, sentenceNames(text[s.Start:s.End])...)
	}
	return append(out, chineseNames(text)...)
}

// withoutFigures puts a digit in the place of each date, sum and reference of a
// text: the capitals of January, RMB and No. 12 are no sign of a name.
func withoutFigures(text string) string {
	var b strings.Builder
	end := 0
	for _, x := range quantity.Find(text) {
		if x.Kind == quantity.Date || x.Kind == quantity.Money || x.Kind == quantity.Reference {
			b.WriteString(text[end:x.Start] + "0")
			end = x.End
		}
	}
	return b.String() + text[end:]
}

func sentenceNames(sentence string) []string {
	var out []string
	for _, at := range capitalised.FindAllStringIndex(sentence, -1) {
		name := sentence[at[0]:at[1]]
		if at[0] == 0 {
			_, name, _ = strings.Cut(name, " ") // the first word says nothing
		}
		name = strings.TrimSuffix(strings.TrimSuffix(name, "'s"), "’s")
		if acronym.MatchString(name) && language("", sentence) == "zh" {
			continue // a Chinese text may well spell it out: GDP is 国内生产总值
		}
		terms := analysis.QueryTerms(name)
		onlyAsks := !slices.ContainsFunc(terms, func(t string) bool { return !asides[t] }) // "Now Tell me"
		if !onlyAsks && !kindOfText.MatchString(name) {
			out = append(out, name)
		}
	}
	return out
}

// chineseNames returns the names in the runs of Chinese characters between
// function words: institutions and places by their last character, and people
// by a surname before a word that people are the subject of.
func chineseNames(text string) []string {
	var out []string
	for _, run := range hanRuns(text) {
		if m := institution.FindStringSubmatch(run); m != nil && !notInstitution.MatchString(run[len(m[1]):]) {
			out = append(out, m[1])
		}
	}
	for _, m := range person.FindAllStringSubmatch(text, -1) {
		out = append(out, m[1])
	}
	for _, place := range corpus.HanPlaces.FindAllString(text, -1) {
		if !slices.ContainsFunc(out, func(name string) bool { return strings.Contains(name, place) }) {
			out = append(out, place)
		}
	}
	return out
}

// hanRuns joins the overlapping bigrams of a question to the runs they are of.
func hanRuns(text string) []string {
	var runs []string
	start, end := 0, -1
	flush := func() {
		if end > start {
			runs = append(runs, text[start:end])
		}
	}
	for _, t := range analysis.QueryTokens(text) {
		if t.Kind != analysis.Bigram || t.Stop {
			continue
		}
		if t.Start >= end {
			flush()
			start = t.Start
		}
		end = t.End
	}
	flush()
	return runs
}

// titleCase reports whether most words of a text begin with a capital.
func titleCase(text string) bool {
	words, upper := 0, 0
	for _, w := range strings.Fields(text) {
		r := []rune(w)
		if !unicode.IsLetter(r[0]) || len(r) < 4 {
			continue
		}
		words++
		if unicode.IsUpper(r[0]) {
			upper++
		}
	}
	return words > 3 && upper*3 > words*2
}
