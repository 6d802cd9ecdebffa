package verify

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"footnote/corpus/quantity"
	"footnote/retrieval/analysis"
)

// lightHan are the words of Chinese that frame what a sentence says and add
// nothing to it, longer ones first: those of the closed classes, verbs that
// stand for any other, and those of whoever reports something.
var lightHan = strings.Join(strings.Fields(`另一方面 也就是说 换句话说 一部分 实际上 事实上 整体上 基本上 越来越 进一步 这一点 一方面 另一家 一句话 换言之 一个 一种 一项 一份 一篇 一张 一批 这批 这份 这种 这些
	这项 这个 那份 那个 那些 那项 其中 同时 此外 而言 来说 所说 对此 方面 情况 一事 一点 一步 一道 一起 一同 分别 各自 共有 总共 一共 具体 相关 有关 进行 加以 予以
	作出 做出 用来 用于 属于 来自 以及 之一 当中 之中 之际 期间 时期 过程 结果 事情 内容 数字 数量 这里 那里 后者 前者 本身 自身 怎样 如何 什么 哪些 哪里 是否 与否
	至于 关于 对于 通过 按照 根据 作为 成为 称为 叫作 由此 从而 因此 因而 所以 而且 并且 或者 还是 就是 正是 即是 便是 都是 也是 又是 乃是 随后 后来 不止 不只 之前
	才会 时候 之时 名为 表现 借助 取得 如此 时间 范围 一次 不过 除此 年里 里说 阐述 给出 折合 可查 写明 尽管 虽然 所谓 自己 正在 起来 过来 出来 下来 下去 上去 出去
	进来 进去 回来 上来 开来 究竟 到底 毕竟 其实 总之 总体 大体 十分 非常 相当 较为 比较 颇为 格外 稍微 更加 更为 逐步 逐渐 随着 伴随 为此 据此 就此 由于 鉴于 依据
	依照 凡是 如果 假如 倘若 若是 既然 虽说 然而 可是 但是 而是 反而 甚至 乃至 另外 再者 首先 其次 仍然 依然 依旧 曾经 早在 早已 至今 迄今 目前 现在 当前 如今 当时
	届时 其后 此后 以后 以来 左右 一直 他们 它们 我们 彼此 双方 两者 各方 人们 何时 何处 哪一 怎么 之类 等等 一类 这样 那样 那么 这么 展开 给予 给以 具有 处在 包括
	包含 涉及 带有 起到 得到 受到 遭到 有着 据悉 所述 看来 来看 文中 同样 这一 那一 一家 已经 谈到 提到 提及 讲到 写道 得知 介绍 简报 指出 表示 的话 一旦 只要
	明确 上述 前述 下列 以下 如下 可见 正好 恰恰 恰好 随即 立即 立刻 马上 一并 一律 相应 互相 相互 于是 加之 况且 何况 以免 以便 除 外 只 面 数 连 写 很 要 会
	按 却 更 最 才 就 再 又 也 还 都 把 被 让 使 由 从 向 对 于 里 中 上 下 时 后 前 内 间 个 种 项 类 着 过 所 其 该 此 这 那 各 每 某 即 则 且 并
	而 及 与 和 或 若 如 因 为 以 至 到 在 是 有 说 称 指 来 去 起 出 给 用 做 作 当 成 但 曾 哪 谁 已 据 凡 既 虽 他 她 它 的 了 地 得 们 等 亦 皆
	均 仍 尚 愈 较 颇 甚 稍 略 约 便 乃 故 遂 经 凭 依 照 朝 往 替 跟 同 自`), "|")

// lessForShared is how much less an ideograph counts as new that stands in
// another word of the source: 提升 and 提高, 加快 and 加速 say the same, as do most
// words of two ideographs that share one.
const lessForShared = 0.25

// A neighbour is an ideograph beside another, and the term that the two make.
type neighbour struct {
	ideograph rune
	term      string
}

// neighboursIn returns, by ideograph, those beside it in a text.
func neighboursIn(text string) map[rune][]neighbour {
	all := make(map[rune][]neighbour)
	for _, t := range analysis.Tokens(text) {
		if t.Kind != analysis.Bigram {
			continue
		}
		if a, b, ok := twoOfTerm(t.Term); ok {
			all[a] = append(all[a], neighbour{b, t.Term})
			all[b] = append(all[b], neighbour{a, t.Term})
		}
	}
	return all
}

func twoOfTerm(term string) (first, second rune, ok bool) {
	first, size := utf8.DecodeRuneInString(term)
	second, rest := utf8.DecodeRuneInString(term[size:])
	return first, second, rest > 0 && size+rest == len(term)
}

// markRelated marks the ideographs of a claim, among those that are unknown, that
// stand in other words of its source.
func markRelated(places []uint8, claim, source statement) {
	text := claim.text
	for start := 0; start < len(text); {
		end := unknownRun(text, places, start)
		if end == start {
			_, size := utf8.DecodeRuneInString(text[start:])
			start += size
			continue
		}
		run := []rune(text[start:end])
		for i, r := range run {
			if source.relates(r, run[max(0, i-1):min(len(run), i+2)], claim) {
				at := start + len(string(run[:i]))
				for j := at; j < at+utf8.RuneLen(r); j++ {
					places[j] = related
				}
			}
		}
		start = end
	}
}

// unknownRun returns where the unknown ideographs end that begin at a place.
func unknownRun(text string, places []uint8, start int) int {
	for start < len(text) && places[start] == unknown {
		r, size := utf8.DecodeRuneInString(text[start:])
		if !analysis.IsIdeographic(r) {
			break
		}
		start += size
	}
	return start
}

// relates reports whether a source has an ideograph in words that the claim has
// not, beside none that is an opposite of those beside it in the claim.
func (s statement) relates(r rune, beside []rune, claim statement) bool {
	found := false
	for _, sentence := range s.neighbours {
		for _, n := range sentence[r] {
			for _, own := range beside {
				if opposites[[2]rune{own, n.ideograph}] {
					return false
				}
			}
			found = found || !claim.terms[n.term]
		}
	}
	return found
}

// maskedHan are words of Chinese that look like operators and are none: bounds,
// double negations, what cannot be done without, and parts of other words.
const maskedHan = `不[会能可]?(?:再)?(?:超过|高于|多于|大于|少于|低于|小于|超出)|不及[^时格物]|不亚于|并非没有|不是没有|并非无|无不|不无|不[多大高低小长短难易]` +
	`|(?:其余|其他|其它|剩余|余下|剩下|超出|超过|不足|多出)的?部分|过期不|逾期不|没有[^，。；]{1,14}，?就(?:谈不上|无法|不能|不可能|没有|无从)|(?:必须|需要?|还?要)(?:依靠|依赖|靠)|健全|安全|保全|齐全|思想|理想|联想|猜想|感想|(?:公告|通知|意见|办法|明确|决定)，?将|按照?[^，。；]{0,14}(?:要求|目标)|[这那几每]只|试验区|批不批|会不会|要不要|可不可|可以?(?:获得|获|享受|领取|得到)|非(?:物质|遗|营利|居民|农)`

// saying are verbs of what a text tells, right behind a negation.
var saying = regexp.MustCompile(`^(?:有|曾|能|再|一一)?(?:对此|明确|具体|详细)?(?:作出?)?(?:写|讲|说|提|谈|列|给出|指明|交代|交待|介绍|涉及|披露|透露|公布|注明|标明|举|回答)`)

// unsaid are negations of what a text tells in one word.
var unsaid = regexp.MustCompile(`^(?:找不到|查不到|看不出|无从|只字未提|未知|不详|不明|不得而知)`)

// leavesUnsaid reports whether a negation is that of a text that does not tell
// something. What it does not tell may stand anywhere in the sentence.
func (s statement) leavesUnsaid(o operator) bool {
	c := s.clauses[o.clause]
	return o.kind.class == opNegation && (unsaid.MatchString(o.text) || saying.MatchString(c.text[o.end-c.start:]))
}

var (
	// unlimited says that something goes beyond what is named.
	unlimited = regexp.MustCompile(`不(?:仅限于|限于|局限于|止步于|止|只是|仅仅|仅|只|单单|单是)`)
	// limited says that it goes no farther.
	limited = regexp.MustCompile(`(?:^|[^不])(?:只是|仅是|仅为|只限于|仅限于|仅限|限于|局限于|只有|仅有)`)
)

var (
	lower = regexp.MustCompile(`至少|不少于|不低于|不小于`)
	upper = regexp.MustCompile(`至多|最多|不多于|不超过|不高于|不大于`)
	// crossing is no name: its first characters end another word.
	crossing = regexp.MustCompile(`^\p{Han}?[由被向对在和与及的把将从为以等是经]`)
)

// farthest is how many ideographs an abbreviation leaves out at a time.
const farthest = 4

// abbreviates reports whether a name is made of ideographs of a longer one in a
// text, in order and with the same end: 人社局 of 人力资源社会保障局.
func abbreviates(name, text string) bool {
	letters := []rune(name)
	for at, r := range text {
		if r == letters[0] && leftOut(letters[1:], text[at+utf8.RuneLen(r):]) {
			return true
		}
	}
	return false
}

func leftOut(letters []rune, text string) bool {
	if len(letters) == 0 {
		return true
	}
	skipped := 0
	for at, r := range text {
		if r == letters[0] && leftOut(letters[1:], text[at+utf8.RuneLen(r):]) {
			return true
		}
		if skipped++; skipped > farthest || !analysis.IsIdeographic(r) {
			break
		}
	}
	return false
}

// checkLimits refuses a claim that something goes no farther than what its
// source says it goes beyond, and a least that is a most there.
func checkLimits(claim, source statement, _ surroundings) string {
	if m := limited.FindString(claim.text); m != "" && unlimited.MatchString(source.text) && !unlimited.MatchString(claim.text) && !limited.MatchString(source.text) {
		return fmt.Sprintf("scope: the source says %q and the claim %q", unlimited.FindString(source.text), m)
	}
	least, most := lower.MatchString(claim.text), upper.MatchString(claim.text)
	if theirLeast, theirMost := lower.MatchString(source.text), upper.MatchString(source.text); least != most && theirLeast != theirMost && least != theirLeast {
		return "bound: the source has the bound on the other side"
	}
	return ""
}

// subset matches a number of things and how many of them something is said of.
var subset = regexp.MustCompile(`([一二两三四五六七八九十\d]+)([家个项名位种类条])[^，。；]{0,16}?[中里内]，?有([一二两三四五六七八九十\d]+)([家个项名位种类条])([^，。；：]*)`)

// checkSubset holds that what a source says of some of several things is said of
// as many of them.
func checkSubset(claim, source statement, _ surroundings) string {
	theirs := subset.FindStringSubmatch(source.text)
	if theirs == nil || theirs[2] != theirs[4] {
		return ""
	}
	if own := subset.FindStringSubmatch(claim.text); own != nil && own[2] == own[4] && (own[1] != theirs[1] || own[3] != theirs[3]) {
		return fmt.Sprintf("number: the source says it of %s of %s", theirs[3], theirs[1])
	}
	said := make(map[string]bool)
	addTerms(said, theirs[5])
	if strings.Contains(claim.text, theirs[3]+theirs[4]) && !strings.Contains(claim.text, theirs[1]+theirs[2]) && overlap(claim.terms, said) == 0 {
		return fmt.Sprintf("number: the source says something else of %s of %s", theirs[3], theirs[1])
	}
	for _, c := range claim.clauses {
		if strings.Contains(c.text, theirs[1]+theirs[2]) && !strings.Contains(c.text, "第"+theirs[1]) && !strings.Contains(claim.text, theirs[3]+theirs[4]) && overlap(c.terms, said) > 0 {
			return fmt.Sprintf("number: the source says it of %s of %s", theirs[3], theirs[1])
		}
	}
	return ""
}

// partsOfDate returns the year and the month of a date of the source, where a
// claim names them apart: 2024年的报告在当年3月发布.
func partsOfDate(q quantity.Quantity, claim statement) []figure {
	if q.Kind != quantity.Date || q.Date.Year == 0 || q.Date.Month == 0 || q.DateTo != (quantity.Day{}) {
		return nil
	}
	year, month := q, q
	year.Date, month.Date = quantity.Day{Year: q.Date.Year}, quantity.Day{Month: q.Date.Month, Day: q.Date.Day}
	has := func(d quantity.Day) bool {
		return slices.ContainsFunc(claim.quantities, func(own quantity.Quantity) bool { return own.Kind == quantity.Date && own.Date == d })
	}
	if !has(year.Date) || !has(month.Date) {
		return nil
	}
	return []figure{{year}, {month}}
}

// checkItems holds that what a claim lists, each item parted by 、 from the next,
// is in the source: a list is where one thing is most easily put for another.
func checkItems(claim, source statement, around surroundings) string {
	if !strings.Contains(claim.text, "、") || across(claim, source) {
		return ""
	}
	places := placesKnown(claim, source, around)
	for start := 0; start < len(claim.text); {
		end := unknownRun(claim.text, places, start)
		if end-start >= 2*len("中") && inList(claim.text, start, end) {
			return fmt.Sprintf("content: the source does not list %q", claim.text[start:end])
		}
		_, size := utf8.DecodeRuneInString(claim.text[start:])
		start = max(end, start+size)
	}
	return ""
}

// inList reports whether a part of a text begins or ends an item of a list.
func inList(text string, start, end int) bool {
	return strings.HasPrefix(text[end:], "、") || strings.HasSuffix(text[:start], "、")
}
