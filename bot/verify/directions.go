package verify

import (
	"fmt"
	"strings"

	"footnote/corpus/quantity"
)

// A direction is what can go one of two ways, up or down, with the words of either. A
// claim may not turn the one into the other.
type direction struct {
	one, other pattern
	strict     bool // the claim must go as its source does: where that goes neither way it fails
}

func opposite(strict bool, one, other string) direction {
	return direction{newPattern(`(?i)` + one), newPattern(`(?i)` + other), strict}
}

// aboveBelow is the index of "above" and "below" among the directions.
const aboveBelow = 1

// directions has the words of both languages in one list: a claim and its source may be
// in two. Of a word that is one only in some of its forms, "lower" but not "lower-tier",
// the expression says which.
var directions = []direction{
	opposite(false, `\b(?:larger|bigger|dearer)\b|\b(?:increas|ris(?:e|es|en|ing)\b|rose\b|grow|grew\b|gain|expan(?:d|s)|climb|surg(?:e|ed)|jump|rais(?:e|ed|es|ing)\b|lift(?:s|ed)|(?:go|goes|going|went|gone) up\b|up (?:by|from|\d|about|around|more)|higher|double|accelerat|improv)|增长|增加|上升|提高|扩大|上调|攀升|升至|升到|回升|增至|提升|上涨|加快|增多|走高|升温|抬升`,
		`\b(?:smaller|less expensive)\b|\b(?:decreas|fall(?:s|en|ing)?\b|fell\b|declin|drop|cut(?:s|ting)?\b|reduc|shrink|shrank|shrunk|los(?:e|es|t|ing)\b|lower(?:[^-]|$)|(?:go|goes|going|went|gone) down\b|down (?:by|from|\d|about|around|more)|halve|slow|weaken|worsen|diminish)|下降|减少|降低|缩小|下调|回落|下滑|减至|降至|降到|放缓|减缓|下跌|走低|降温|消退`),
	opposite(false, `\b(?:above|over|exceed\w*|surpass\w*|higher than|more than|greater than)\b|高于|超过|大于|多于`, `\b(?:below|under|lower than|less than|fewer than|short of)\b|低于|少于|小于|不足|不及`),
	opposite(true, `\b(?:before|prior to|ahead of|earlier than)\b|之前|以前|前夕`, `(?:\b(?:month|year|week|day|time|shortly|soon|not|only|even|and|or) |^|, |ed )after\b|\b(?:following|later than)\b|之后|以后|此后`),
	opposite(false, `\b(?:earliest|first|oldest)\b|最早|首次|首个|首批`, `\b(?:latest|last|newest)\b|最新|最晚|最后|末次`),
	opposite(false, `\b(?:largest|biggest|highest|greatest|maximum|most|peak|peaked|peaks|ceiling|upper limit|longest)\b|最大|最高|最多|上限|最长`, `\b(?:smallest|lowest|minimum|least|floor|lower limit|shortest)\b|最小|最低|最少|下限|最短`),
	opposite(false, `\bexport\w*\b|出口`, `\bimport(?:s|ed|ing|er|ers)?\b|进口`),
	opposite(false, `\b(?:relax|loosen|eas(?:e|es|ed|ing)\b)|放宽|放松|宽松`, `\b(?:tighten|restrict|stricter)|收紧|从严|趋严`),
	opposite(false, `\b(?:start|begin|began|open(?:s|ed|ing)?\b|launch|(?:tak\w+|took) effect|(?:com|cam)\w* into (?:force|effect))|开始|启动|开放|启用`, `\b(?:end(?:s|ed|ing)?\b|expir|clos(?:e|es|ed|ing)\b|terminat|stop)|\buntil\b|\btill\b|\blast|结束|终止|关闭|至\d|为止|停止|到期|届满|失效`),
	opposite(false, `\bcomplet|\bfinish|完成|建成`, `\bcontinu|\bkeeps?\b|\bkept\b|\bongoing\b|持续|不断|仍在|继续`),
	opposite(false, `\balways\b|\bconsistent|\bkept\b|一贯|一直|始终|历来|向来`, `\bnever\b|\brarely\b|从未|从不|很少|不曾`),
	opposite(false, `\bworld\b|\bglobal\b|世界|全球`, `\bChina['’]s\b|中国经济|中国国内|中国的`),
	opposite(false, `\bapprov|批准|同意|核准|通过`, `\b(?:reject|refus|veto|den(?:y|ied)\b)|否决|驳回|拒绝|不予`),
	opposite(false, `\b(?:includ|cover)|包括|包含|涵盖|纳入`, `\b(?:exclud|exempt)|不包括|不含|排除|除外|不适用|不纳入`),
	opposite(false, `\bdomestic\w*\b|国内|境内|内资`, `\b(?:foreign|overseas|abroad|offshore)\b|国外|境外|海外|外资|外商`),
	opposite(false, `\bpublic\b|公有|公共|国有`, `\bprivate\b|民营|私营|私有|非公有`),
	opposite(false, `\b(?:strengthen|reinforc|enhanc)|加强|强化|增强`, `\b(?:weaken|soften|undermin)|削弱|弱化|减弱`),
	opposite(false, `\b(?:extend|prolong|lengthen)|延长|延期|顺延`, `\b(?:shorten|curtail)|缩短|提前`),
	opposite(false, `\b(?:mandatory|compulsory)\b|强制|必选`, `\b(?:voluntary|optional)\b|自愿|可选|自主选择`),
	opposite(false, `\bcentral\b|中央`, `\blocal\b|地方`),
	opposite(false, `\burban\b|城镇|城市`, `\brural\b|农村|乡村`),
	opposite(false, `\b(?:early|start|beginning)\b|年初|月初|初期`, `\b(?:late|end)\b|年底|年末|月底|末期`),
	opposite(false, `\b(?:add|introduc|establish|set up|creat)|新设|设立|新增|建立|增设`, `\b(?:remov|abolish|delet|repeal|withdraw|revok|scrap|cancel)|取消|废止|撤销|删除|废除|撤回`),
	opposite(false, `\b(?:allow|permit)|允许|准许`, `\b(?:prohibit|forbid|bann|ban\b)|禁止|不得|不允许`),
	opposite(false, `\bnew(?:ly|er)?\b|新建|新增|新的`, `\b(?:old|older|existing)\b|存量|既有|旧|原有`),
	opposite(false, `\b(?:same|identical|alike)\b|相同|一致|同样`, `\b(?:different|differs?|unlike)\b|不同|不一致|有别`),
	opposite(false, `\b(?:publish|disclos|make public|made public)`, `\b(?:secret|confidential|conceal|withheld|withhold)`),
	opposite(false, `\bupstream\b|上游`, `\bdownstream\b|下游`),
	opposite(false, `\bsuppl(?:y|ier|iers)\b|供给|供应`, `\bdemand\b|需求`),
	opposite(false, `鼓励|支持|扶持|促进|推动`, `限制|抑制|阻碍|遏制|妨碍|阻止|打压`),
	opposite(false, `采购|购买|购置|买入|购入`, `出售|销售|卖出|售出|卖给`),
	opposite(false, `当年|同年|本年`, `次年|来年|下一年|明年|翌年|第二年`),
	opposite(false, `[\d一二三四五六七八九十]个?(?:工作)?(?:日|天|月|年|小时)之?前`, `[\d一二三四五六七八九十]个?(?:工作)?(?:日|天|月|年|小时)之?后`),
	opposite(false, `大型|大企业|大公司`, `中小|小型|小微|微型`),
	opposite(false, `传统`, `新兴|新型`),
	opposite(false, `自主|国产`, `进口|外国`),
	opposite(false, `改建|扩建|翻建`, `新建`),
	opposite(false, `众多|许多|很多|大量|较多|丰富`, `不多|很少|较少|比较少|不足|缺乏|稀少|寥寥`),
	opposite(false, `\b(?:accelerat|faster|speed)|加快|加速`, `\b(?:slow|decelerat)|放慢|减速|放缓`),
}

// ways are how a clause goes: a bit for each direction, in one or in other.
type ways struct{ one, other uint64 }

func (w ways) both() uint64 { return w.one & w.other }
func (w ways) turned() ways { return ways{w.other, w.one} }

// readWays notes in which directions the clauses of a statement go. A clause that
// goes both ways, "services rose and industry fell", is cut at its conjunctions.
func (s *statement) readWays() {
	for i := range s.clauses {
		c := &s.clauses[i]
		c.ways = waysOf(c.plain)
		pieces := []clause{*c}
		if c.ways.both() != 0 {
			pieces = piecesOf(*s, *c)
			for j := range pieces {
				pieces[j].ways = waysOf(pieces[j].plain)
			}
		}
		s.pieces = append(s.pieces, pieces)
	}
}

func waysOf(plain string) ways { return recentWays.of(plain, readWaysOf) }

var recentWays recent[ways]

func readWaysOf(plain string) ways {
	var w ways
	lower := strings.ToLower(plain)
	for k, p := range directions {
		if len(p.one.find(plain, lower)) > 0 {
			w.one |= 1 << k
		}
		if len(p.other.find(plain, lower)) > 0 {
			w.other |= 1 << k
		}
	}
	return w
}

// checkDirections holds that what goes up in the source does not go down in
// the claim, and so with the other directions.
func checkDirections(claim, source statement, _ surroundings) string {
	same := func(w ways) ways { return w }
	for k, p := range directions {
		if why := turnedIn(claim, source, k, p.one, p.strict, same); why != "" {
			return why
		}
		if why := turnedIn(claim, source, k, p.other, p.strict, ways.turned); why != "" {
			return why
		}
	}
	return checkCompared(claim, source)
}

// checkCompared holds that what a claim calls more is more by the figures of its
// source, where that gives two and leaves the comparison to the reader.
func checkCompared(claim, source statement) string {
	const k = aboveBelow
	bit := uint64(1) << k
	for _, c := range claim.clauses {
		if c.ways.one&bit == c.ways.other&bit {
			continue
		}
		for _, s := range source.clauses {
			if s.ways.one&bit != 0 || s.ways.other&bit != 0 {
				return ""
			}
		}
		for _, s := range sentencesIn(source) {
			if first, second, ok := s.twoFigures(); ok && (first.Value.Cmp(second.Value) > 0) != (c.ways.one&bit != 0) {
				return fmt.Sprintf("direction: by the source %s is not so compared with %s", first.Text, second.Text)
			}
		}
	}
	return ""
}

// twoFigures returns the figures of a clause that has two of one unit.
func (c clause) twoFigures() (first, second quantity.Quantity, ok bool) {
	for i, a := range c.quantities {
		for _, b := range c.quantities[i+1:] {
			if a.Kind == quantity.Percent && b.Kind == a.Kind && a.Value != nil && b.Value != nil {
				return a, b, true
			}
		}
	}
	return first, second, false
}

// turnedIn checks one way of the direction with an index: the words for that way are
// given, and how to read the ways of a clause for it.
func turnedIn(claim, source statement, index int, words pattern, strict bool, read func(ways) ways) string {
	bit := uint64(1) << index
	for _, c := range claim.inPieces(bit) {
		w := read(c.ways)
		if w.one&bit == 0 || w.other&bit != 0 {
			continue
		}
		at := words.find(c.plain, strings.ToLower(c.plain))[0]
		subject := termsBefore(claim, c, c.start+at[0])
		same, opposite, best := -1, -1, -1
		for _, s := range source.inPieces(bit) {
			near := 100*overlap(subject, s.terms) + overlap(c.terms, s.terms)
			best = max(best, near)
			if w := read(s.ways); w.one&bit != 0 {
				same = max(same, near)
			} else if w.other&bit != 0 {
				opposite = max(opposite, near)
			}
		}
		if opposite > same || strict && same < best && !sameTime(c.text[at[0]:at[1]], source.text) {
			return fmt.Sprintf("direction: the source does not say %q of this", c.text[at[0]:at[1]])
		}
	}
	return ""
}

// sameTime reports whether a source says in one character that something comes
// after or before, as 之后 and 以前 do.
func sameTime(word, source string) bool {
	return strings.Contains(word, "后") && (strings.ContainsAny(source, "后再另") || strings.Contains(source, "以来")) || strings.HasSuffix(word, "前") && strings.Contains(source, "前")
}

// inPieces returns the clauses of a statement, those that go both ways of a direction
// in pieces.
func (s statement) inPieces(bit uint64) []clause {
	whole := true
	for _, c := range s.clauses {
		whole = whole && c.ways.both()&bit == 0
	}
	if whole {
		return s.clauses
	}
	var out []clause
	for i, c := range s.clauses {
		if c.ways.both()&bit == 0 {
			out = append(out, c)
		} else {
			out = append(out, s.pieces[i]...)
		}
	}
	return out
}

func termsBefore(s statement, c clause, end int) map[string]bool {
	terms := make(map[string]bool)
	for _, t := range s.tokens {
		if t.Start >= c.start && t.End <= end {
			terms[t.Term] = true
		}
	}
	return terms
}
