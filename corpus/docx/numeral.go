package docx

import (
	"strconv"
	"strings"
)

// numeral writes a number in one of the formats of ISO/IEC 29500-1, 17.18.59.
// A number or a format that has no sign of its own is written in decimals.
func numeral(n int, format string) string {
	switch format {
	case "none":
		return ""
	case "decimalZero":
		if n < 10 {
			return "0" + strconv.Itoa(n)
		}
	case "upperLetter", "lowerLetter":
		return sameCase(letters(n), format)
	case "upperRoman", "lowerRoman":
		return sameCase(roman(n), format)
	case "ordinal":
		return strconv.Itoa(n) + ordinalEnding(n)
	case "chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting", "taiwaneseCountingThousand", "ideographDigital", "taiwaneseDigital", "japaneseDigitalTenThousand":
		if strings.Contains(strings.ToLower(format), "digital") {
			return digits(n, "〇一二三四五六七八九")
		}
		return counting(n, "零一二三四五六七八九", "十百千", true)
	case "chineseLegalSimplified":
		return counting(n, "零壹贰叁肆伍陆柒捌玖", "拾佰仟", false)
	case "ideographLegalTraditional":
		return counting(n, "零壹貳參肆伍陸柒捌玖", "拾佰仟", false)
	case "decimalFullWidth", "decimalFullWidth2":
		return digits(n, "０１２３４５６７８９")
	}
	return enclosed(n, format)
}

// cyclic are the formats that have one sign for each number from 1.
var cyclic = map[string]string{
	"ideographTraditional":         "甲乙丙丁戊己庚辛壬癸",
	"ideographZodiac":              "子丑寅卯辰巳午未申酉戌亥",
	"decimalEnclosedCircle":        "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
	"decimalEnclosedCircleChinese": "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
	"decimalEnclosedParen":         "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇",
	"decimalEnclosedFullstop":      "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛",
	"ideographEnclosedCircle":      "㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉",
}

func enclosed(n int, format string) string {
	if signs := []rune(cyclic[format]); n >= 1 && n <= len(signs) {
		return string(signs[n-1])
	}
	return strconv.Itoa(n)
}

func sameCase(s, format string) string {
	if strings.HasPrefix(format, "lower") {
		return strings.ToLower(s)
	}
	return s
}

// letters counts A to Z, then AA to ZZ with both the same, as Word does.
func letters(n int) string {
	if n < 1 || n > 26*30 {
		return strconv.Itoa(n)
	}
	return strings.Repeat(string(rune('A'+(n-1)%26)), (n-1)/26+1)
}

func roman(n int) string {
	if n < 1 || n > 3999 {
		return strconv.Itoa(n)
	}
	var b strings.Builder
	for _, s := range []struct {
		value int
		sign  string
	}{
		{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"},
		{50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"},
	} {
		for ; n >= s.value; n -= s.value {
			b.WriteString(s.sign)
		}
	}
	return b.String()
}

func ordinalEnding(n int) string {
	if n/10%10 == 1 {
		return "th"
	}
	switch n % 10 {
	case 1:
		return "st"
	case 2:
		return "nd"
	case 3:
		return "rd"
	}
	return "th"
}

func digits(n int, signs string) string {
	table := []rune(signs)
	var b strings.Builder
	for _, d := range strconv.Itoa(n) {
		b.WriteRune(table[d-'0'])
	}
	return b.String()
}

// counting writes a number below ten thousand with its units: 一百零五. In
// everyday use ten is 十, in legal use 壹拾.
func counting(n int, signs, units string, everyday bool) string {
	if n < 0 || n > 9999 {
		return strconv.Itoa(n)
	}
	sign, unit := []rune(signs), []rune(units)
	if n == 0 {
		return string(sign[0])
	}
	var b strings.Builder
	gap := false
	for power, value := 3, 1000; value > 0; power, value = power-1, value/10 {
		d := n / value % 10
		if d == 0 {
			gap = b.Len() > 0
			continue
		}
		if gap {
			b.WriteRune(sign[0])
			gap = false
		}
		if !(everyday && d == 1 && power == 1 && b.Len() == 0) {
			b.WriteRune(sign[d])
		}
		if power > 0 {
			b.WriteRune(unit[power-1])
		}
	}
	return b.String()
}
