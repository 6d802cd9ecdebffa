package verify

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"footnote/retrieval/analysis"
)

// opposites are ideographs that turn a word into its opposite, or into another
// of the same sort, in twos: 上限 and 下限, 出口 and 进口, 省级 and 市级.
var opposites = oppositesOf(`上下 高低 大小 多少 内外 进出 增减 升降 加减 加降 提降 扩缩 公私 国民 国私 前后 先后 早晚 新旧 长短 快慢 快缓 首末 始终 买卖 左右 强弱
	开关 开闭 松紧 宽严 宽紧 有无 正负 正反 男女 城乡 城农 省市 省县 市县 国省 国市 区县 国地 央地 中外 供需 供求 供应 软硬 收支 存贷 存取 东西 南北 东南 东北 西南 西北 起止 起终 盈亏 顺逆
	主次 主副 优劣 好坏 轻重 准禁 许禁 奖罚 奖惩 入出 输进 借还 生死 老幼 老少 青老 工农 工商 农商 动静 单双 单多 全部 全半 年月 年日 月日 年季 部局 部委 厅局 院部 初末 首次 甲乙 际内 盛衰 涨跌 涨降 涨落
	设撤 设废 建拆 建废 批否 立废 立撤 发收 给收 取弃 免征 免收 减征 留弃 难易 冷热 远近 深浅 厚薄 真假 虚实 直间 直接 新老 初高 初中 中高 中小 中大 一二 二三 一三`)

// checkOpposites refuses a word of a claim in Chinese with an ideograph that is the
// opposite of the one that the word has in the source: 高附加值 for 低附加值.
func checkOpposites(claim, source statement, _ surroundings) string {
	if across(claim, source) || !mostlyHan(claim.text) {
		return ""
	}
	letters := []rune(claim.text)
	for i, r := range letters {
		for _, beside := range []string{string(letters[i+1 : min(len(letters), i+3)]), string(letters[max(0, i-2):i])} {
			if utf8.RuneCountInString(beside) < 2 || strings.ContainsFunc(beside, notIdeograph) {
				continue
			}
			before := i > 1 && beside == string(letters[i-2:i])
			if other := oppositeBeside(r, beside, before, source.text); other != "" {
				return fmt.Sprintf("content: the source says the opposite, %q", other)
			}
		}
	}
	return ""
}

func notIdeograph(r rune) bool { return !analysis.IsIdeographic(r) }

// oppositeBeside returns two letters of a source with the opposite of an ideograph
// before or behind them, where they nowhere have that itself.
func oppositeBeside(r rune, beside string, before bool, source string) string {
	joined := func(r rune) string {
		if before {
			return beside + string(r)
		}
		return string(r) + beside
	}
	if strings.Contains(source, joined(r)) {
		return ""
	}
	for _, other := range turnings[r] {
		if strings.Contains(source, joined(other)) {
			return joined(other)
		}
	}
	return ""
}

// A turning is the opposites of each ideograph.
type turning map[rune][]rune

// turnings are the opposites of ideographs but for those that are mostly a part of
// other words.
var turnings = func() turning {
	all := make(turning)
	for pair := range opposites {
		if !strings.ContainsRune(partsOfWords, pair[0]) && !strings.ContainsRune(partsOfWords, pair[1]) {
			all[pair[0]] = append(all[pair[0]], pair[1])
		}
	}
	return all
}()

// partsOfWords are ideographs that have an opposite and are mostly a part of other words:
// 中 of 中国.
const partsOfWords = "年月日季中有无一二三"

// has reports whether two texts are an ideograph each, the one the opposite of the other.
func (t turning) has(a, b string) bool {
	first, size := utf8.DecodeRuneInString(a)
	second, other := utf8.DecodeRuneInString(b)
	return size == len(a) && other == len(b) && slices.Contains(t[first], second)
}

func oppositesOf(pairs string) map[[2]rune]bool {
	all := make(map[[2]rune]bool)
	for p := range strings.FieldsSeq(pairs) {
		if a, b, ok := twoOfTerm(p); ok {
			all[[2]rune{a, b}], all[[2]rune{b, a}] = true, true
		}
	}
	return all
}
