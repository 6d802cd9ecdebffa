package verify

import (
	"slices"
	"strings"
	"unicode/utf8"

	"footnote/corpus"
)

// light are words that frame what a sentence says and add nothing to it.
var light = newPattern(`(?i)\b(?:` + strings.Join(strings.Fields(`account accounts word words case cases thing things kind kinds namely specifically itself
	themselves respectively overall total way ways fact matter former latter period time month year years term terms comes? came put puts set
	sets well also both two pair such there here now then thus just even make makes made making take takes took taken taking get gets bring
	brings brought give gives given giving see sees seen saw held holds? done doing lies? stands? stood goes gone going far stay stays keep keeps
	kept wholly mere merely alone plenty whereas become becomes began begin ones date refer refers among behind known knows
	break breaks status usage use uses used deal deals equal equals count counts amount role part parts place point view mean means rest rests
	remain remains serve serves involve involves exist exists mention mentions mentioned describe describes described happen happens happened
	occur occurs arrive arrives rely relies extent degree field fields area areas side sides sort sorts form forms type types manner basis
	aspect aspects respect sense together apart altogether ended rather instead once again indeed likewise thereby therein thereof whose whereby
	say says said tell tells told call calls called name names named work works worked working help helps helped look looks try tries show shows
	shown showed appear appears appeared seem seems turn turns item items list lists listed group groups number numbers figure figures regard regards regarding concerned question`), "|") + `)\b` +
	`|` + lightHan)

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

// fewWords is how many other words a claim needs for those to add nothing that
// frame it: in "ships turn" they are what is said.
const fewWords = 3

// framed reports whether a claim has enough words beside those that frame it.
func (s statement) framed() bool {
	n := 0
	words := slices.DeleteFunc(slices.Clone(s.light), func(l corpus.Span) bool {
		_, size := utf8.DecodeRuneInString(s.text[l.Start:])
		return l.Start+size == l.End // 中 is a part of 中国
	})
	for _, t := range s.tokens {
		if !touches(t, words) {
			n++
		}
	}
	return n >= fewWords
}
