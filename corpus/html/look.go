package html

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/corpus"
)

// phrases are lines that a site puts around a document, whole: what might as
// well begin a sentence of the text is not among them.
var phrases = regexp.MustCompile(`(?i)^(?:` + strings.Join([]string{
	`[【\[（(]?(?:字号|字体(?:大小)?)[:：].{0,24}`,
	`(?:[【\[]? ?(?:打印|关闭|收藏|纠错|分享)(?:本页|本文|窗口|页面)? ?[】\]|]? ?){1,5}`,
	`分享(?:到|至)[:：]?`, `分享(?:到|至)[:：].{0,30}`,
	`扫一扫.{0,12}(?:打开|分享|关注|查看).{0,12}`,
	`返回(?:顶部|首页|列表)`,
	`(?:浏览|阅读|点击)(?:次数|量|数)[:：]?[ \d-]*次?`,
	`您?(?:当前|现在)(?:所在)?的?位置(?:是?[:：].{0,80})?`,
	`[上下]一[篇条][:：].{0,80}`,
	`(?:【\d{1,3}】){2,}`,
	`(?:share|print|email)(?: this)? page`, `share(?: on)?:?`, `back to (?:the )?top`, `skip to (?:main )?content`, `you are here:.{0,80}`,
}, "|") + `)$`)

func withoutPhrases(blocks []block) []block {
	kept := blocks[:0]
	for _, b := range blocks {
		if len(b.Text) > 300 || !phrases.MatchString(squeeze(b.Text)) {
			kept = append(kept, b)
		}
	}
	return kept
}

// findHeadings takes short bold lines for headings in a document that has none
// of its own, as word processors export them: those in the middle of the line,
// and others where it has several. What the text numbers itself is left to
// package corpus, which knows the levels.
func findHeadings(blocks []block) {
	var found []int
	centred := 0
	for i, b := range blocks {
		if b.Kind == corpus.Heading && b.Level > 1 {
			return
		}
		if b.Kind == corpus.Paragraph && b.bold && looksLikeHeading(b.Text) && i+1 < len(blocks) && (!blocks[i+1].bold || hasMarker(blocks[i+1].Text)) {
			found = append(found, i)
			if b.centred {
				centred++
			}
		}
	}
	for _, i := range found {
		if blocks[i].centred || len(found)-centred > 1 {
			blocks[i].Kind, blocks[i].Level = corpus.Heading, 2
		}
	}
}

func looksLikeHeading(text string) bool {
	first, _ := utf8.DecodeRuneInString(text)
	last, _ := utf8.DecodeLastRuneInString(text)
	return textWidth(text) <= 80 && !hasMarker(text) && (unicode.IsLetter(first) || first == '《' || first == '“') &&
		!strings.ContainsRune(".。；;:：,，、!！?？…", last) && !endsInDate.MatchString(text)
}

var endsInDate = regexp.MustCompile(`(?:\d ?日|\b\d{4})$`)
