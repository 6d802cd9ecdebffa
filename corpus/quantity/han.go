package quantity

import (
	"math/big"
	"strings"
	"unicode/utf8"
)

// wideBeginnings are the characters that begin what [scanner.wide] reads.
var wideBeginnings = func() map[rune]bool {
	m := make(map[rune]bool)
	for _, r := range "〔【（第半¥€£人美“" {
		m[r] = true
	}
	for r := range hanDigits {
		m[r] = true
	}
	for r := range hanScales {
		m[r] = true
	}
	return m
}()

// wide reads what begins with a character that is not ASCII.
func (s *scanner) wide(i int) (Quantity, bool) {
	t := s.text
	r, _ := utf8.DecodeRuneInString(t[i:])
	switch {
	case !wideBeginnings[r]:
		return Quantity{}, false
	case hasAnyPrefix(t[i:], "〔", "【", "（"):
		return documentNumberAt(t, i)
	case strings.HasPrefix(t[i:], "第"):
		return hanPartAt(t, i)
	case strings.HasPrefix(t[i:], "半"):
		return halfYearAt(t, i)
	case hasAnyPrefix(t[i:], "百分之"):
		return s.partsOf(i, figure{value: ratOf(100), end: i + len("百")})
	case hasAnyPrefix(t[i:], "千分之"):
		return s.partsOf(i, figure{value: ratOf(1000), end: i + len("千")})
	}
	if c, end := currencyAt(t, i); c != "" {
		return s.money(i, c, end)
	}
	if q, ok := fiveYearPlanAt(t, i); ok {
		return q, true
	}
	if hanDigits[r] > 0 || r == '〇' || hanScales[r] > 0 {
		return s.han(i)
	}
	return Quantity{}, false
}

// han reads a Chinese numeral. Most of them are parts of words (统一, 一些,
// 千方百计), so a number needs a unit behind it.
func (s *scanner) han(i int) (Quantity, bool) {
	t := s.text
	if q, ok := dateAt(t, i); ok {
		return q, true
	}
	f, ok := hanAt(t, i)
	if !ok {
		return Quantity{}, false
	}
	if strings.HasPrefix(t[f.end:], "分之") {
		return s.partsOf(i, f)
	}
	q, ok := s.measured(i, f, "")
	bare := q.End == f.end && f.bound == Exact && !opensRange(t[f.end:])
	if !ok || bare || notCounted(t, i, f, q) {
		return Quantity{}, false
	}
	return q, true
}

// opensRange reports whether a number follows that the unit stands behind: the
// 到五年 of 三到五年.
func opensRange(s string) bool {
	if !hasAnyPrefix(s, "到", "至") {
		return false
	}
	r, _ := utf8.DecodeRuneInString(s[len("到"):])
	return hanDigits[r] > 0 || hanScales[r] > 0
}

// notCounted reports whether a Chinese numeral with a unit is none after all:
// 一个 is mostly "a", and in 十分 and 一方面 nothing is counted.
func notCounted(t string, i int, f figure, q Quantity) bool {
	one := f.value.Cmp(ratOf(1)) == 0
	measured := q.Kind != Number || q.Unit == "times"
	return one && (!measured || q.Unit == "percent") || hasAnyPrefix(t[i:], "十分", "一一", "万一") ||
		one && hasAnyPrefix(t[i:], "一天天", "一日", "一元", "一度", "一成") || strings.HasSuffix(t[:i], "唯") || strings.HasSuffix(t[:i], "统")
}

// partsOf reads 三分之二 and 百分之五, whose denominator ends before 分之.
func (s *scanner) partsOf(start int, of figure) (Quantity, bool) {
	i := of.end + len("分之")
	var f figure
	ok := false
	if i < len(s.text) && isDigit(s.text[i]) {
		f, ok = s.figure(i, false)
	} else {
		f, ok = hanAt(s.text, i)
	}
	if !ok || of.value.Sign() == 0 {
		return Quantity{}, false
	}
	q := Quantity{Kind: Number, Start: start, End: f.end, Value: new(big.Rat).Quo(f.value, of.value)}
	if of.value.IsInt() && (of.value.Cmp(ratOf(100)) == 0 || of.value.Cmp(ratOf(1000)) == 0) {
		q.Kind, q.Unit, q.Value = Percent, "percent", times(q.Value, 2)
	}
	return q, true
}
