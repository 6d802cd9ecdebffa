package analysis

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"
)

// stopWords are the English words that say nothing of what a text is about.
// "not", "no", "may" and the like are among them: they matter to the verifier,
// which reads them itself, and not to ranking.
var stopWords = set(`
a about above after again against all also although always am an and any are as at be because been before being
below between both but by can cannot could did do does doing done down during each either etc even ever every few for from
further had has have having he hence her here hers him his how however i if in into is it its itself just let
may me might more most much must my neither no nor not now of off often on once only onto or other others our ours out
over own per rather same shall she should since so some such than that the their theirs them then there thereby
therefore these they this those though through thus to too toward towards under until up upon us very via was we were
what when where whether which while who whom whose why will with within without would yet you your yours
don't doesn't didn't isn't aren't wasn't weren't won't can't cannot couldn't shouldn't wouldn't it's that's there's
`)

// questionWords only ask: they carry nothing that a passage could match.
var questionWords = set(`
tell explain describe please give list show say said says mean means meaning many long big large small often kind kinds sort
sorts exactly actually really know want need find help hi hello thanks thank answer question according mention
mentioned difference differences differ differs compare compared comparison versus
regarding concerning name named called
`)

func set(words string) map[string]bool {
	m := make(map[string]bool)
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

// hanStops are Chinese function words. They cut a run of
// characters, so that no bigram spans one.
const hanStopWords = `
的 了 吗 呢 吧 啊 呀 着 之 而 且 或 和 与 及 以及 并 并且 也 又 都 就 在 是 于 把 被 将 对 对于 关于 从 由 为 因为
所以 但 但是 如果 这 那 这些 那些 这个 那个 其 其中 等 等等 有 即 则 所 以 至 到 地 得 我 你 他 她 它 们 我们 你们
他们 它们 该 各 每
`

var hanStops = wordsOf(hanStopWords)

// hanQueryStops adds the words that only ask.
var hanQueryStops = wordsOf(hanStopWords + `
什么 什么是 为什么 是什么 哪 哪些 哪个 哪里 哪儿 哪一 哪年 哪一年 哪天 有哪些 多少 多大 多长 多久 多高 几 几个 谁 是谁 如何 怎么 怎样
怎么样 怎么办 是否 是不是 有没有 能否 可否 请 请问 请说明 请介绍 介绍一下 介绍 一下 说说 告诉 告诉我 想知道 何时 何地 何 什么时候 时候
意思 什么意思 多 么 说 说了 讲 指 是指 指的 具体 主要 包括 吗 呢 可以 能 能够 会 会不会 要 需要 想 到底 究竟 根据 按照 提到 一共 总共 分别
`)

// hanKept are words that contain a stop word and are none.
var hanKept = wordsOf(`
目的 标的 了解 为了 因为 以来 以上 以下 以内 以外 所有制 所得 所在 地区 地方 地位 地点 土地 基地 当地 各地 产地 用地 地铁 地理
地球 地下 和平 与会 并购 在线 存在 在建 从事 从业 对外 对象 对接 由来 自由 行为 为主 作为 认为 成为 以人为本 将来 被动 把握 有限
有效 有关 有序 有机 国有 所有 拥有 私有 得到 获得 取得 其他 各类 等级 平等 高等 中等 同等 即将 至今 到期 达到 到达 要求 要素 需要 重要
要点 主要矛盾 能力 能源 智能 功能 性能 节能 可能 产能 动能 新能源 社会 会议 大会 全会 委员会 协会 会计 机会 学会 多元 多样 多层 多边 指标
指数 指导 指引 指南 具体措施 几何 想象 理想 思想 请求 申请 讲话 说明 人均 都市 首都 成都 由于 就业 就医 成就 之间 其实 该国 这样 那样
而言 直至 甚至 以及 着力 着眼 沿着 着重 并网 合并 于凤霞 关于
`)

// A wordList holds words by their first character, the longest first.
type wordList map[rune][]string

func wordsOf(words string) wordList {
	list := make(wordList)
	for _, w := range strings.Fields(words) {
		first, _ := utf8.DecodeRuneInString(w)
		list[first] = append(list[first], w)
	}
	for _, words := range list {
		slices.SortFunc(words, func(a, b string) int { return cmp.Compare(len(b), len(a)) })
	}
	return list
}

// at returns the length of the longest word that a text begins with, or 0.
func (l wordList) at(text string) int {
	first, _ := utf8.DecodeRuneInString(text)
	for _, w := range l[first] {
		if strings.HasPrefix(text, w) {
			return len(w)
		}
	}
	return 0
}
