package quantity

import (
	"math/big"
	"strings"
	"unicode/utf8"
)

// A unit is what a unit word stands for.
type unit struct {
	name   string
	kind   Kind
	factor *big.Rat // what one of the word is in the unit; nil is 1
	count  bool     // counts things: "12 pilots" may be the same as "12 large pilots"
}

// item is the unit of things counted without saying what they are.
const item = "item"

// counted are the known units that count things rather than measure them.
var counted = wordSet("person household enterprise")

// compatible reports whether figures of two units can be the same figure. Known
// units must be equal; 个 and a word that is no known unit count anything.
func compatible(a, b string) bool {
	return a == b || vague(a) && (vague(b) || counted[b]) || counted[a] && vague(b)
}

func vague(name string) bool {
	return !known[name] // item and the empty unit are not known
}

var known = map[string]bool{}

// unitWords maps the words of both languages, English ones in lower case and
// in the singular, to units.
var unitWords = map[string]unit{}

func init() {
	for _, row := range []struct {
		name   string
		kind   Kind
		factor string
		words  string
	}{
		{"percent", Percent, "", "% percent per_cent pct"},
		{"percent", Percent, "1/10", "‰"},
		{"percent", Percent, "10", "成"},
		{"percentage-point", Number, "", "percentage_point pp 个百分点 百分点"},
		{"CNY", Money, "", "yuan renminbi rmb cny chinese_yuan 元 元人民币 圆 人民币"},
		{"USD", Money, "", "dollar usd us_dollar u.s._dollar 美元"},
		{"HKD", Money, "", "hong_kong_dollar hkd 港元 港币"},
		{"EUR", Money, "", "euro eur 欧元"},
		{"GBP", Money, "", "pound gbp 英镑"},
		{"JPY", Money, "", "yen jpy 日元"},
		{"month", Duration, "", "month 个月 个多月"},
		{"month", Duration, "12", "year yr 年 年期 年度 周年 个年头"},
		{"month", Duration, "120", "decade"},
		{"day", Duration, "", "day calendar_day 日 天 个自然日 自然日"},
		{"day", Duration, "7", "week 周 星期 个星期"},
		{"working-day", Duration, "", "working_day business_day work_day 个工作日 工作日"},
		{"hour", Duration, "", "hour 小时 个小时"},
		{"minute", Duration, "", "minute 分钟"},
		{"second", Duration, "", "second 秒 秒钟"},
		{"age", Number, "", "岁 周岁 year_old year_of_age"},
		{"person", Number, "", "person people individual 人 名 位 人员"},
		{"person-time", Number, "", "人次 person-time"},
		{"household", Number, "", "household 户"},
		{"enterprise", Number, "", "company companie enterprise firm business businesse 家 家企业 户企业"},
		{"km", Number, "", "km kilometre kilometer 公里 千米"},
		{"m", Number, "", "metre meter 米"},
		{"km2", Number, "", "square_kilometre square_kilometer sq_km km2 km² 平方公里 平方千米"},
		{"m2", Number, "", "square_metre square_meter sq_m m2 m² 平方米"},
		{"m3", Number, "", "cubic_metre cubic_meter m3 m³ 立方米"},
		{"mu", Number, "", "mu 亩"},
		{"hectare", Number, "", "hectare ha 公顷"},
		{"tonne", Number, "", "tonne ton metric_ton 吨"},
		{"kg", Number, "", "kg kilogram 公斤 千克"},
		{"kWh", Number, "", "kwh kilowatt-hour kilowatt_hour 千瓦时 度 度电"},
		{"kWh", Number, "1000", "mwh megawatt-hour 兆瓦时"},
		{"kWh", Number, "1000000", "gwh gigawatt-hour 吉瓦时"},
		{"kWh", Number, "1000000000", "twh terawatt-hour 太瓦时"},
		{"kW", Number, "", "kw kilowatt 千瓦"},
		{"kW", Number, "1000", "mw megawatt 兆瓦"},
		{"kW", Number, "1000000", "gw gigawatt 吉瓦"},
		{"PFLOPS", Number, "", "pflops petaflop"},
		{"PFLOPS", Number, "1000", "eflops exaflop"},
		{"nm", Number, "", "nm nanometre nanometer 纳米"},
		{"Mbps", Number, "", "mbps 兆比特每秒"},
		{"Mbps", Number, "1000", "gbps"},
		{"times", Number, "", "time fold 倍"},
		{"century", Ordinal, "", "century 世纪"},
		{item, Number, "", "item 个 项 条 大 方面 类 种 批 件 台 套 座 所 处 辆 艘 架 间 次 款 份 届 期 轮 部 支 场 门 点"},
	} {
		u := unit{name: row.name, kind: row.kind, count: row.name == item}
		if row.factor != "" {
			u.factor, _ = new(big.Rat).SetString(row.factor)
		}
		if row.name != item {
			known[row.name] = true
		}
		for _, w := range strings.Fields(row.words) {
			if _, taken := unitWords[strings.ReplaceAll(w, "_", " ")]; !taken {
				unitWords[strings.ReplaceAll(w, "_", " ")] = u
			}
		}
	}
}

// longestHanUnit is the length in characters of the longest Chinese unit word.
const longestHanUnit = 5

// unitAt reads the unit of a number that ends at i. It returns the offset
// after it, which is i where there is none.
func unitAt(s string, i int) (unit, int) {
	j := i
	if j < len(s) && (s[j] == ' ' || s[j] == '-') {
		j++
	} else if strings.HasPrefix(s[j:], "\u00a0") {
		j += 2
	}
	if strings.HasPrefix(s[j:], "%") || strings.HasPrefix(s[j:], "‰") {
		_, size := utf8.DecodeRuneInString(s[j:])
		return unitWords[s[j:j+size]], j + size
	}
	if u, end := hanUnitAt(s, j); end > j {
		return u, end
	}
	return latinUnitAt(s, i, j)
}

func hanUnitAt(s string, i int) (unit, int) {
	var found unit
	end, j := i, i
	for range longestHanUnit {
		r, size := utf8.DecodeRuneInString(s[j:])
		if r < 0x2e80 {
			break
		}
		j += size
		if u, ok := unitWords[s[i:j]]; ok {
			found, end = u, j
		}
	}
	if s[i:end] == "成" && hasAnyPrefix(s[end:], "立", "果", "为", "本", "功", "员", "效", "熟", "长", "套") {
		return unit{}, i
	}
	return found, end
}

// latinUnitAt reads an English unit word after a number that ends at i; j is
// where the word begins. Where the word is none, one of the two words behind
// it may be, as in "500 large companies"; that unit is not part of the text of
// the quantity.
func latinUnitAt(s string, i, j int) (unit, int) {
	w1, e1 := wordAt(s, j)
	if w1 == "" {
		return unit{}, i
	}
	w2, e2 := nextWord(s, e1)
	w3, e3 := nextWord(s, e2)
	for _, try := range []struct {
		words string
		end   int
	}{{w1 + " " + w2 + " " + w3, e3}, {w1 + " " + w2, e2}, {w1, e1}} {
		if u, ok := unitOf(try.words); ok {
			return u, try.end
		}
	}
	if stopsUnit[w1] {
		return unit{}, i
	}
	for _, w := range []string{w2, w3} {
		if stopsUnit[w] || w == "" {
			break
		}
		if u, ok := unitOf(w); ok && u.kind == Number {
			return u, i
		}
	}
	return unit{name: singular(w1), kind: Number, count: true}, i
}

// unitOf looks up an English unit, in the singular or the plural. Letter case
// matters only to m, which as a word of one letter is read by [scaleAt].
func unitOf(words string) (unit, bool) {
	if u, ok := unitWords[words]; ok {
		return u, true
	}
	if strings.HasPrefix(words, "years ") {
		words = "year " + words[len("years "):]
	}
	u, ok := unitWords[singular(words)]
	return u, ok
}

func singular(w string) string {
	if len(w) > 3 && strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss") {
		return w[:len(w)-1]
	}
	return w
}

// stopsUnit are the words after a number that are not what it counts.
var stopsUnit = wordSet(`of in and or to the a an is are was were be been by for from on at with as than that which who this these
	those its their it has have had will would shall should may must can could not no per into over under between during since until
	more less fewer while when where if but so each all both also only year-on-year`)

func wordSet(words string) map[string]bool {
	m := make(map[string]bool)
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

// maxWord is the longest word that is looked at, in bytes.
const maxWord = 24

// wordAt reads the Latin word at i in lower case. Full stops inside initials
// belong to it.
func wordAt(s string, i int) (string, int) {
	j := i
	for j < len(s) && j-i < maxWord && (isLetter(s[j]) || j > i && (s[j] == '.' && j+1 < len(s) && isLetter(s[j+1]) || isDigit(s[j]))) {
		j++
	}
	for _, power := range []string{"²", "³"} {
		if j > i && strings.HasPrefix(s[j:], power) {
			j += len(power)
		}
	}
	if s[i:j] == "U.S" && j < len(s) && s[j] == '.' {
		j++
	}
	return strings.ToLower(s[i:j]), j
}

// nextWord reads the word behind one space or hyphen.
func nextWord(s string, i int) (string, int) {
	if i+1 >= len(s) || s[i] != ' ' && s[i] != '-' {
		return "", i
	}
	return wordAt(s, i+1)
}

func isDigit(c byte) bool  { return '0' <= c && c <= '9' }
func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

func hasAnyPrefix(s string, prefixes ...string) bool {
	for _, p := range prefixes {
		if strings.HasPrefix(s, p) {
			return true
		}
	}
	return false
}
