package corpus

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// A head is what opens a section: the label at the beginning of a block, which
// may be all of it, and how deep it stands. Headings of the format's own have
// ranks 1 to 6; what the text itself says comes below them.
type head struct {
	label string
	rank  int
}

const (
	rankPart    = 10 + iota // 第一编, Part I
	rankChapter             // 第一章, Chapter 1
	rankSection             // 第一节
	rankArticle             // 第一条, Article 1, Section 1
	rankFirst               // 一、 and 1.
	rankSecond              // （一） and 1.1; 1.1.1 comes below
)

const numeral = `[一二三四五六七八九十百千零〇两\d]{1,7}`

var (
	chinesePart    = regexp.MustCompile(`^第` + numeral + `(编|部分|篇)`)
	chineseChapter = regexp.MustCompile(`^第` + numeral + `章`)
	chineseSection = regexp.MustCompile(`^第` + numeral + `节`)
	chineseArticle = regexp.MustCompile(`^第` + numeral + `条(之` + numeral + `)?`)
	chineseFirst   = regexp.MustCompile(`^[一二三四五六七八九十]{1,3}、`)
	chineseSecond  = regexp.MustCompile(`^（[一二三四五六七八九十]{1,3}）`)
	englishPart    = regexp.MustCompile(`^(?:PART|Part|Title|TITLE|ANNEX|Annex|Schedule|SCHEDULE|Appendix|APPENDIX) (?:[IVXLC]+|\d+|[A-Z])\b`)
	englishChapter = regexp.MustCompile(`^(?:CHAPTER|Chapter) (?:[IVXLC]+|\d+)\b`)
	englishArticle = regexp.MustCompile(`^(?:Article|ARTICLE|Section|SECTION|Sec\.|Art\.|§) ?(?:[IVXLC]+|\d+[A-Za-z]?)\b`)
	englishFirst   = regexp.MustCompile(`^\d{1,3}\.? +\p{Lu}`)
	englishSecond  = regexp.MustCompile(`^\d{1,3}(?:\.\d{1,3}){1,4}\.? +\p{Lu}`)
)

// headOf says whether a block opens a section. Within an article the numbered
// paragraphs are items of a list, which mean little apart from it.
func headOf(b Block, inArticle bool) (head, bool) {
	switch b.Kind {
	case Heading:
		return head{b.Text, min(max(b.Level, 1), 6)}, true
	case Paragraph:
		return paragraphHead(b.Text, inArticle)
	}
	return head{}, false
}

func paragraphHead(text string, inArticle bool) (head, bool) {
	if at := chineseArticle.FindString(text); at != "" && marksArticle(text[len(at):]) {
		return head{at, rankArticle}, true
	}
	if at := englishArticle.FindString(text); at != "" && !strings.HasPrefix(text[len(at):], ",") {
		return head{lineOr(text, at), rankArticle}, startsLikeHeading(text[len(at):])
	}
	for _, form := range []struct {
		pattern *regexp.Regexp
		rank    int
	}{{chinesePart, rankPart}, {chineseChapter, rankChapter}, {chineseSection, rankSection}, {englishPart, rankPart}, {englishChapter, rankChapter}} {
		if form.pattern.MatchString(text) && isShort(text) {
			return head{text, form.rank}, true
		}
	}
	if inArticle {
		return head{}, false
	}
	return numberedHead(text)
}

// marksArticle reports whether what follows 第三条 is the article itself, and
// not the rest of a sentence that mentions it.
func marksArticle(rest string) bool {
	return rest == "" || strings.HasPrefix(rest, " ") || strings.HasPrefix(rest, "【") || strings.HasPrefix(rest, "（") || strings.HasPrefix(rest, "：")
}

func startsLikeHeading(rest string) bool {
	rest = strings.TrimLeft(rest, ".:—– -")
	if rest == "" {
		return true
	}
	c := rest[0]
	return 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '(' || c == '"' || c >= utf8.RuneSelf
}

// lineOr returns the whole line when it is a heading, else its label.
func lineOr(text, label string) string {
	if isShort(text) {
		return text
	}
	return label
}

func numberedHead(text string) (head, bool) {
	switch {
	case chineseFirst.MatchString(text):
		return clauseHead(text, rankFirst)
	case chineseSecond.MatchString(text):
		return clauseHead(text, rankSecond)
	case englishSecond.MatchString(text):
		number, _, _ := strings.Cut(text, " ")
		return head{text, rankFirst + strings.Count(strings.TrimSuffix(number, "."), ".")}, isShort(text)
	case englishFirst.MatchString(text):
		return head{text, rankFirst}, isShort(text)
	}
	return head{}, false
}

// clauseHead takes a whole short line for a heading, or the first sentence of
// a paragraph where that is short and the text goes on after it.
func clauseHead(text string, rank int) (head, bool) {
	if isShort(text) {
		return head{text, rank}, true
	}
	clause, _, ok := strings.Cut(text, "。")
	if ok && isShort(clause) && len(clause)+len("。") < len(text) {
		return head{clause + "。", rank}, true
	}
	return head{}, false
}

// isShort reports whether a line can be a heading: at most 90 characters, or
// 40 ideographs, and no mark at its end that ends or continues a sentence.
func isShort(text string) bool {
	runes, han := 0, 0
	for _, r := range text {
		runes++
		if ideographic(r) {
			han++
		}
	}
	if runes == 0 || runes > 90 || han > 40 {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(text)
	return !strings.ContainsRune(".。；;:：,，、!！?？…”\"", last)
}
