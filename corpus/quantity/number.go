package quantity

import (
	"math/big"
	"strings"
	"unicode/utf8"
)

// maxDigits is the longest number that is read as one. A longer run of digits
// is an identifier, compared as text.
const maxDigits = 40

// A figure is a value read from a text, before its unit.
type figure struct {
	value *big.Rat
	power int // of ten, from words such as million, that value contains
	end   int
	bound Bound // of 十余 and 1000多: more than
	plain bool  // ASCII digits alone: it may be a year
}

// digitsAt reads the digits at i: with commas before groups of three and with a
// decimal point.
func digitsAt(s string, i int) (digits string, end int) {
	j := i
	for j < len(s) && isDigit(s[j]) {
		j++
	}
	if j-i <= 3 {
		for groupAt(s, j) {
			j += 4
		}
	}
	if j+1 < len(s) && s[j] == '.' && isDigit(s[j+1]) {
		for j++; j < len(s) && isDigit(s[j]); {
			j++
		}
	}
	return strings.ReplaceAll(s[i:j], ",", ""), j
}

// groupAt reports whether a comma and exactly three digits stand at i.
func groupAt(s string, i int) bool {
	if i+4 > len(s) || s[i] != ',' || !isDigit(s[i+1]) || !isDigit(s[i+2]) || !isDigit(s[i+3]) {
		return false
	}
	return i+4 == len(s) || !isDigit(s[i+4])
}

// scaled reads what multiplies a number that ends at i: 万亿, million, bn.
func scaled(s string, f figure, money bool) figure {
	f = hanScaled(s, f)
	for range 2 { // "hundred million"
		word, end := wordAt(s, f.end)
		if word == "" {
			word, end = nextWord(s, f.end)
		}
		power, ok := scaleWords[word]
		if !ok || len(word) == 1 && (!money || end != f.end+1) {
			return f
		}
		f = figure{value: times(f.value, power), power: f.power + power, end: end, bound: f.bound}
	}
	return f
}

var scaleWords = map[string]int{
	"hundred": 2, "thousand": 3, "million": 6, "billion": 9, "trillion": 12,
	"mn": 6, "bn": 9, "tn": 12, "mln": 6, "bln": 9, "k": 3, "m": 6, "b": 9,
}

func times(v *big.Rat, power int) *big.Rat {
	ten := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(power)), nil)
	return new(big.Rat).Mul(v, new(big.Rat).SetInt(ten))
}

var hanScales = map[rune]int{'十': 1, '百': 2, '千': 3, '万': 4, '萬': 4, '亿': 8, '億': 8}

// hanScaled reads up to three characters such as 百万 and 万亿, and a 余 or 多
// before or after them.
func hanScaled(s string, f figure) figure {
	f = more(s, f)
	for range 3 {
		r, size := utf8.DecodeRuneInString(s[f.end:])
		power, ok := hanScales[r]
		if !ok || startsUnit(s[f.end:]) {
			break
		}
		f = figure{value: times(f.value, power), power: f.power + power, end: f.end + size, bound: f.bound}
	}
	return more(s, f)
}

// startsUnit reports whether a unit begins with what looks like a scale.
func startsUnit(s string) bool {
	return hasAnyPrefix(s, "千瓦", "千克", "千米", "百分", "千分")
}

func more(s string, f figure) figure {
	if hasAnyPrefix(s[f.end:], "余", "多") && !hasAnyPrefix(s[f.end:], "多元", "多边", "多样", "余额") {
		f.end += len("余")
		f.bound = MoreThan
	}
	return f
}

var hanDigits = map[rune]int64{
	'〇': 0, '○': 0, '零': 0, '一': 1, '二': 2, '两': 2, '三': 3, '四': 4, '五': 5, '六': 6, '七': 7, '八': 8, '九': 9,
}

// longestHan is the longest Chinese numeral that is read, in characters.
const longestHan = 24

// hanRun returns the Chinese numeral characters at i.
func hanRun(s string, i int) (run []rune, end int) {
	for len(run) < longestHan {
		r, size := utf8.DecodeRuneInString(s[i:])
		_, digit := hanDigits[r]
		_, scale := hanScales[r]
		if !digit && !scale || startsUnit(s[i:]) {
			break
		}
		run = append(run, r)
		i += size
	}
	return run, i
}

// hanAt reads a Chinese numeral. It needs a digit or 十 at its beginning, or
// two scales as in 千万.
func hanAt(s string, i int) (figure, bool) {
	run, end := hanRun(s, i)
	v, ok := hanValue(run)
	if !ok {
		return figure{}, false
	}
	f := figure{value: new(big.Rat).SetInt(v), end: end}
	if strings.HasPrefix(s[end:], "点") {
		f = hanFraction(s, f)
	}
	return hanScaled(s, f), true
}

// hanFraction reads the digits after 点.
func hanFraction(s string, f figure) figure {
	scale, i := 0, f.end+len("点")
	for range longestHan {
		r, size := utf8.DecodeRuneInString(s[i:])
		d, ok := hanDigits[r]
		if !ok {
			break
		}
		scale--
		digit := new(big.Rat).Quo(big.NewRat(d, 1), times(big.NewRat(1, 1), -scale))
		f = figure{value: digit.Add(digit, f.value), end: i + size}
		i += size
	}
	return f
}

// hanValue returns the value of a numeral: a row of digits, as in 二〇二四, or
// digits with their scales, as in 三千二百万.
func hanValue(run []rune) (*big.Int, bool) {
	if len(run) == 0 {
		return nil, false
	}
	if v, ok := hanRow(run); ok {
		return v, true
	}
	var sum hanSum
	for i, r := range run {
		if d, ok := hanDigits[r]; ok {
			if sum.digit > 0 {
				return nil, false
			}
			sum.digit = d
			continue
		}
		power := hanScales[r]
		leads := i == 0 && (power == 1 || len(run) > 1 && hanScales[run[1]] > power)
		if i == 0 && !leads {
			return nil, false
		}
		sum.scale(power)
	}
	return sum.value(), true
}

// A hanSum adds up a numeral with scales. The parts below the next 万 or 亿
// are summed first.
type hanSum struct {
	total *big.Int
	part  int64
	digit int64
}

func (h *hanSum) scale(power int) {
	if power < 4 {
		pow := [...]int64{1, 10, 100, 1000}[power]
		h.part += max(h.digit, 1) * pow
		h.digit = 0
		return
	}
	h.total = h.value()
	if h.total.Sign() == 0 {
		h.total.SetInt64(1)
	}
	h.total.Mul(h.total, new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(power)), nil))
	h.part, h.digit = 0, 0
}

func (h *hanSum) value() *big.Int {
	v := big.NewInt(h.part + h.digit)
	if h.total != nil {
		v.Add(v, h.total)
	}
	return v
}

func hanRow(run []rune) (*big.Int, bool) {
	v := new(big.Int)
	for _, r := range run {
		d, ok := hanDigits[r]
		if !ok || r == '两' && len(run) > 1 {
			return nil, false
		}
		v.Mul(v, big.NewInt(10)).Add(v, big.NewInt(d))
	}
	return v, true
}

var numberWords = map[string]int64{
	"zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
	"eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18,
	"nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}

// longestSpelled is the longest number that is read in words.
const longestSpelled = 12

// spelledAt reads an English number in words: three, twenty-five, one hundred
// and five thousand, a million.
func spelledAt(s string, i int) (figure, bool) {
	var total, part int64
	end, seen := i, false
	word, next := wordAt(s, i)
	if word == "a" || word == "an" {
		if ahead, _ := nextWord(s, next); ahead != "hundred" && ahead != "thousand" && ahead != "million" && ahead != "billion" {
			return figure{}, false
		}
		part, seen = 1, true
		word, next = nextWord(s, next)
	}
	for n := 0; n < longestSpelled && word != ""; n++ {
		v, small := numberWords[word]
		power, big := scaleWords[word]
		switch {
		case small && (part%100 == 0 || part%10 == 0 && v < 10 && part%100 >= 20):
			part += v
		case big && seen && len(word) > 3 && power == 2:
			part *= 100
		case big && seen && len(word) > 3 && total == total/1000*1000:
			total, part = total+part*pow10(power), 0
		case word == "and" && seen && part > 0 && part%100 == 0:
			if ahead, _ := nextWord(s, next); numberWords[ahead] == 0 {
				return spelled(total+part, end, seen)
			}
			word, next = nextWord(s, next)
			continue
		default:
			return spelled(total+part, end, seen)
		}
		seen, end = true, next
		word, next = nextWord(s, next)
	}
	return spelled(total+part, end, seen)
}

func spelled(v int64, end int, seen bool) (figure, bool) {
	if !seen {
		return figure{}, false
	}
	return figure{value: big.NewRat(v, 1), end: end}, true
}

func pow10(n int) int64 {
	v := int64(1)
	for range n {
		v *= 10
	}
	return v
}
