package verify

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"footnote/corpus"
	"footnote/retrieval/analysis"
)

// hanNames returns the places and bodies that a Chinese text names.
func hanNames(text string) []string {
	if !strings.ContainsFunc(text, analysis.IsIdeographic) {
		return nil
	}
	return recentNames.of(text, readHanNames)
}

var recentNames recent[[]string]

func readHanNames(text string) []string {
	var out []string
	for _, form := range []*regexp.Regexp{corpus.HanPlaces, zones, agencies} {
		for _, m := range form.FindAllStringIndex(text, -1) {
			if name := text[m[0]:m[1]]; !crossing.MatchString(name) && !noAgency.MatchString(name) && !partOfWord.MatchString(text[m[0]:]) {
				out = append(out, name)
			}
		}
	}
	return out
}

// zones are places that [corpus.HanPlaces] leaves out.
var zones = regexp.MustCompile(`临港|浦东|雄安|前海|横琴|中国|非洲|欧洲|亚洲|拉美|台湾|香港|澳门`)

// agencies are bodies by the ending of their names, with the two characters
// before it: 财政部, and of a longer name its end, 教育局 of 上海市教育局.
var agencies = regexp.MustCompile(`\p{Han}{2}(?:部|委|局|厅|银行|人大|政协|法院|大学|研究院|研究所|委员会|办公厅|协会|集团|基金会|研究中心)`)

// noAgency are words that only end like a body: 其他部, 中东部.
var noAgency = regexp.MustCompile(`(?:其他|别的|多个|各个|哪个|同一)部$|(?:全|内|外|干|总|中|东|西|南|北|局|一|大|各|有关|主管|该|部)部$|(?:结|布|格|全|大|开|时)局$|部[分门长署落件]|\p{Han}常委$`)

// crossing is no name: its first or second character ends another word, as in 由省委.
var crossing = regexp.MustCompile(`^\p{Han}?[由被向对在和与及的把将从为以等是经]`)

// partOfWord is what only begins like a body: 组成部分.
var partOfWord = regexp.MustCompile(`^\p{Han}{2}部[分门长署落件]`)

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

// farthest is how many ideographs an abbreviation leaves out at a time.
const farthest = 4

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
