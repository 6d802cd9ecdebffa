package bot

import (
	"regexp"
	"strings"
)

// everydayShare is how much of its weight a word keeps that people use in
// questions about anything: that the corpus lacks it says little.
const everydayShare = 0.3

// everyday holds the terms of such words.
var everyday = func() termSet {
	m := termsIn(everydayEnglish + everydayChinese)
	for _, c := range strings.Fields("拿 钱 看 做 用 给 建 租 花 领 叫 定 跟 想 来 去 点 些 位 家 项 张 份 类 种 月 年") {
		m[c] = true
	}
	return m
}()

// asides holds the terms with which people ask, and that are never what is missing.
var asides = termsIn(`tell told mean means meaning like likes thing suppose supposed please wonder speak spoken talk want wish hear heard wat kind sort stuff okay
	告诉 意思 请问 想要 想知 知道 说说 谈谈 讲讲 聊聊 帮我 麻烦 谢谢 一下 什么 怎么 为什么 回事`)

// saysNothing reports whether a term says nothing of what a question is about.
func saysNothing(term string) bool { return everyday[term] || asides[term] }

// namesSomething reports whether one of some terms says what a question is about.
func namesSomething(terms termSet) bool {
	for t := range terms {
		if !saysNothing(t) {
			return true
		}
	}
	return false
}

// hanAsides matches the characters with which a run of Chinese begins or ends that only
// ask: 告诉, 啥意思.
var hanAsides = regexp.MustCompile(`^(?:请问?|告[诉訴]我?|麻烦你?|想?知道|说说|谈谈|讲讲|帮我)+|(?:的?意思|是?啥|[吗嗎呢吧啊呀]|怎[么麼](?:样|回事)?|回事|什[么麼]|一下)+$`)

// withoutAsides is a missing word without what only asks beside it.
func withoutAsides(word string) string {
	return strings.TrimSpace(hanAsides.ReplaceAllString(strings.TrimSpace(word), ""))
}

const everydayEnglish = `
ask asks say call called count want need needed get gets got getting give gives given take takes taken taking make makes made making
put go goes going come comes use uses used using work works working help keep keeps let look looking see find found think
believe feel become happen happens run try tried start started begin began end ended stop change changed move moving moved
leave leaves leaving left bring brings set show pay pays paid paying spend spends spent cost buy offer offers offered offering
receive receives received apply applies applied qualify benefit benefits allowed allow able actual actually true right wrong correct
real sure possible likely certain different same similar new old good better best bad high higher highest low lower lowest
big bigger biggest great large larger largest small smaller smallest fast faster slow quick long longer short full whole part parts
main major minor important key common general usual usually today now then later earlier recent recently latest current currently
time times year years month months day days week decade decades period date people person someone somebody everyone everybody anyone anybody
anything something everything nothing thing things way ways case cases reason reasons point points kind form matter example examples
instance amount money sum maximum max minimum min upper limit total figure number
company companies firm firms business place places area country city state local
idea term word words phrase topic subject info information detail details document documents library text source sources passage
dollar dollars yuan rmb us usd euro euros percent percentage percents
brief briefly summary summarize explain describe discuss compare comparison difference differences versus relation relationship
role job purpose goal aim effect effects impact result results consequence happen involve involved include includes included
including contain contains exist exists available expect expected plan planned hope known know understand
`

const everydayChinese = `
单位 专家 东西 情况 问题 方面 内容 做法 看法 看待 对待 态度 关系 影响 作用 原因 理由 目的 意义 区别 差异 不同 相比 比较 例子 举例
说法 名称 名字 叫做 称为 属于 来自 出自 知道 了解 说明 解释 介绍 总结 概括 现在 目前 当前 最近 最新 以前 以后 之后 之前 时间 日期
年份 月份 几月 到期 结束 开始 发布 公布 出台 规定 要求 内容 文件 文章 资料 图书 享受 获得 得到 领取 申请 适用 符合 条件 范围 资格
最高 最低 最多 最少 上限 下限 金额 数量 数额 多少 大概 大约 左右 真的 听说 据说 对吗 正确 错误 是否 有无 存在 可能 一定 必须 应该
地方 国家 公司 企业 个人 人们 大家 我们 你们 公众 部门 机构 单位 哪个 哪些 这位 那位 这个 那个 一些 部分 全部 所有 主要 重要 关键
`
