package corpus

import (
	"strings"
	"unicode"
)

// Characters that only one of the two Chinese scripts has, among the most
// common ones.
const (
	onlySimplified  = "国会发业规应当关务区经济场标这个来们时学对点产机构请办处资与于动实现进过还没样说种给书见长门问间东车马飞为条项则据计划设术质网络监管证权责员单县乡镇农"
	onlyTraditional = "國會發業規應當關務區經濟場標這個來們時學對點產機構請辦處資與於動實現進過還沒樣說種給書見長門問間東車馬飛為條項則據計劃設術質網絡監管證權責員單縣鄉鎮農"
)

// scripts counts the letters of a text by script.
type scripts struct {
	latin, han, kana, hangul, other, simplified, traditional int
}

func (n *scripts) add(r rune) {
	switch {
	case unicode.Is(unicode.Latin, r):
		n.latin++
	case IsHan(r):
		n.han++
		switch s, t := strings.ContainsRune(onlySimplified, r), strings.ContainsRune(onlyTraditional, r); {
		case s && !t:
			n.simplified++
		case t && !s:
			n.traditional++
		}
	case unicode.In(r, unicode.Hiragana, unicode.Katakana):
		n.kana++
	case unicode.Is(unicode.Hangul, r):
		n.hangul++
	case unicode.IsLetter(r):
		n.other++
	}
}

// PrimaryLanguage returns a BCP 47 tag without its script and region: zh of
// zh-Hans.
func PrimaryLanguage(tag string) string {
	language, _, _ := strings.Cut(tag, "-")
	return language
}

// LanguageOf guesses the language of a text from its script, as a BCP 47 tag:
// "und" where that tells nothing.
func LanguageOf(text string) string { return scriptLanguage([]Block{{Text: text}}) }

// scriptLanguage guesses the language from the script, as a BCP 47 tag. Latin
// script is taken for English; other scripts are "und", undetermined.
func scriptLanguage(blocks []Block) string {
	var n scripts
	for _, b := range blocks {
		for _, r := range b.Text {
			n.add(r)
		}
	}
	cjk := n.han + n.kana + n.hangul
	switch {
	case n.other > n.latin+3*cjk, n.latin+cjk == 0:
		return "und"
	case 3*cjk < n.latin: // a word of Latin script has about as many letters as three ideographs stand for
		return "en"
	case n.hangul > n.han:
		return "ko"
	case n.kana*5 > n.han:
		return "ja"
	case n.traditional > n.simplified:
		return "zh-Hant"
	}
	return "zh-Hans"
}
