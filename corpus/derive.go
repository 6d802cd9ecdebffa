package corpus

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"
)

// Characters that only one of the two Chinese scripts has, among the most
// common ones.
const (
	onlySimplified  = "国会发业企规应当关务区经济场标准这个来们时学对点产机构请办处资与于后动实现进过还没样说种给书见长门问间东车马鸟鱼风飞"
	onlyTraditional = "國會發業企規應當關務區經濟場標準這個來們時學對點產機構請辦處資與於後動實現進過還沒樣說種給書見長門問間東車馬鳥魚風飛"
)

// scriptLanguage guesses the language from the script, as a BCP 47 tag. Latin
// script is taken for English; other scripts are "und".
func scriptLanguage(blocks []Block) string {
	var latin, han, kana, hangul, other, simplified, traditional int
	for _, b := range blocks {
		for _, r := range b.Text {
			switch {
			case unicode.Is(unicode.Han, r):
				han++
				switch s, t := strings.ContainsRune(onlySimplified, r), strings.ContainsRune(onlyTraditional, r); {
				case s && !t:
					simplified++
				case t && !s:
					traditional++
				}
			case unicode.In(r, unicode.Hiragana, unicode.Katakana):
				kana++
			case unicode.Is(unicode.Hangul, r):
				hangul++
			case unicode.Is(unicode.Latin, r):
				latin++
			case unicode.IsLetter(r):
				other++
			}
		}
	}
	switch cjk := han + kana + hangul; {
	case other > latin+3*cjk:
		return "und"
	case 3*cjk < latin, cjk+latin == 0: // a word of Latin script has about as many letters as three ideographs stand for
		return "en"
	case hangul > han && hangul > kana:
		return "ko"
	case kana*5 > han:
		return "ja"
	case traditional > simplified:
		return "zh-Hant"
	}
	return "zh-Hans"
}

var (
	documentNumber = regexp.MustCompile(`^\p{Han}{1,12}[〔\[（(]\d{4}[〕\]）)](第)?\d{1,5}号$`)
	dateLine       = regexp.MustCompile(`^(?:(?i:published|date|issued|adopted)(?: on)?:?\s*|发布日期[:：]\s*|发布时间[:：]\s*|印发日期[:：]\s*|成文日期[:：]\s*)?(?:(\d{4})年(\d{1,2})月(\d{1,2})日|(\d{4})-(\d{2})-(\d{2})|(\d{1,2}) (` + months + `) (\d{4})|(` + months + `) (\d{1,2}), (\d{4}))$`)
)

const months = `January|February|March|April|May|June|July|August|September|October|November|December`

// statedNumber returns the document number that stands on a line of its own
// near the top.
func statedNumber(blocks []Block) string {
	for _, b := range blocks[:min(10, len(blocks))] {
		if line := strings.ReplaceAll(b.Text, " ", ""); documentNumber.MatchString(line) {
			return line
		}
	}
	return ""
}

// statedDate returns the one date that stands on a line of its own, as under a
// signature. Of several, none: they may mean different things.
func statedDate(blocks []Block) Date {
	var found Date
	for _, b := range blocks {
		d, ok := dateOfLine(strings.TrimSpace(b.Text))
		if !ok || d == found {
			continue
		}
		if !found.IsZero() {
			return Date{}
		}
		found = d
	}
	return found
}

func dateOfLine(line string) (Date, bool) {
	if len(line) > 80 {
		return Date{}, false
	}
	m := dateLine.FindStringSubmatch(line)
	if m == nil {
		return Date{}, false
	}
	year, month, day := m[1]+m[4]+m[9]+m[12], m[2]+m[5], m[3]+m[6]+m[7]+m[11]
	if name := m[8] + m[10]; name != "" {
		for i, n := range strings.Split(months, "|") {
			if n == name {
				month = fmt.Sprint(i + 1)
			}
		}
	}
	d, err := ParseDate(fmt.Sprintf("%s-%02s-%02s", year, month, day))
	return d, err == nil
}
