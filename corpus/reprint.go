package corpus

import (
	"regexp"
	"strings"
)

// maxImprint is how many bytes a line that says where a text was printed has at
// most.
const maxImprint = 240

// imprint is in a line about the printing of a text and not of the text: where
// it came from, who edited it, when the page was made, what a button does.
var imprint = regexp.MustCompile(`(?i:` + strings.Join([]string{
	`(?:^|[ \d|】\])）])(?:(?:信息|文章|稿件|本文|新闻|图片|内容)?[来來]源|出处|转自|转载自|原载|原标题|原文链接|原文地址|责任编辑|责编|浏览次数|浏览量|阅读量|阅读次数|点击数|点击量|访问量|字号|字体|上一篇|下一篇|相关阅读|相关链接|延伸阅读|发布时间|发布日期|发布人|更新时间|更新日期|索引号|信息分类|公开方式|分享到) ?[:：]`,
	`^(?:作者|记者|编辑|校对|审核|监制|摄影|网址) ?[:：][^\d，。；]{0,12}$`,
	`^[【\[(（]? ?(?:打印|关闭|收藏|分享|返回顶部|大 中 小|扫一扫|当前位置)|^版权所有|^本(?:网|站|文).{0,30}(?:版权|转载)|如有侵权|ICP备|^（(?:本报|新华社|人民网|记者)`,
	`^(?:source|reprinted from|republished from|(?:originally |first )?published|posted|publication date|(?:last )?updated|last modified|editors?|edited by|author|read more|read also|see also|download|url) ?[:|]`,
	`^(?:(?:re)?printed (?:from|with)|republished (?:from|with)|reproduced (?:from|with)|originally (?:published|appeared)|this (?:text|article|document|notice|page) (?:was |is )?(?:first |originally )?(?:published|appeared|reprinted|reproduced|republished|posted|copied)|posted (?:on|by|in)|published (?:on|by)|(?:page )?last (?:updated|modified|reviewed)|share (?:this|on)|print this|view (?:the )?original|skip to|back to top|home ?[>|»])`,
	`^©|^copyright (?:©|\(c\)|\d{4})|all rights reserved`,
}, "|") + `)`)

// own returns what of some statements of d is its text, compared with another
// document: not where it was printed, not its title, which has been compared,
// and not a number that the other does not contradict.
func (d *Document) own(other *Document, statements []statement) []statement {
	var kept []statement
	title := foldMarks(d.Title)
	for _, s := range statements {
		number := strings.ReplaceAll(s.text, " ", "")
		switch {
		case len(s.text) <= maxImprint && imprint.MatchString(s.text):
		case foldMarks(s.text) == title:
		case len(number) <= maxImprint && documentNumber.MatchString(strings.Trim(number, "（）()")) && other.Number == "":
		default:
			kept = append(kept, s)
		}
	}
	return kept
}

// weighty is in a sentence that can change what a text says: a figure, a date, a
// negation, a condition or a duty.
var weighty = regexp.MustCompile(`(?i:` + strings.Join([]string{
	`[\d〇零一二三四五六七八九十百千万亿两半倍]`,
	`[不无無未非没沒勿禁免莫]|除外|[应應须須必可得要准]|负责|負責|废止|廢止|施行|有效`,
	`\b(?:no|not|never|none|neither|nor|cannot|without|except|unless|only|if|shall|must|may|should|can|will|ought|repealed|force|effect)\b|n[\'’]t\b`,
	`\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|billion|half|third|quarter|double|twice|percent|per cent)\b`,
	`\b(?:` + months + `)\b`,
}, "|") + `)`)

// weighs reports whether a statement changes a text by being there: it holds
// what [weighty] finds, or is an item of a list or a row of a table.
func (s statement) weighs() bool {
	return weighty.MatchString(s.text) || markerLen(s.text) > 0 || strings.Contains(s.text, " | ")
}
