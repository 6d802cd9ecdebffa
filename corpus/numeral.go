package corpus

import (
	"strconv"
	"strings"
)

// hanDigits are the characters of a Chinese number below ten thousand.
const hanDigits = "一二三四五六七八九十百千零〇○两"

// parseNumeral reads a number below ten thousand in Arabic digits, half or full
// width, or in Chinese characters: 12, １２, 十二, 一百零二, 二〇二四.
func parseNumeral(s string) (int, bool) {
	s = strings.Map(func(r rune) rune {
		if r >= '０' && r <= '９' {
			return r - '０' + '0'
		}
		return r
	}, s)
	if n, err := strconv.ParseUint(s, 10, 16); err == nil {
		return int(n), n < 10000
	}
	return parseHan(s)
}

func parseHan(s string) (int, bool) {
	sum, digit, positional := 0, -1, 0
	for _, r := range s {
		switch v, unit := hanValue(r); {
		case v < 0:
			return 0, false
		case unit:
			sum += max(digit, 0) * v
			if digit <= 0 { // 十二 is twelve
				sum += v
			}
			digit, positional = -1, 0
		default:
			positional = positional*10 + v // 二〇二四
			digit = positional
		}
		if sum+positional > 9999 {
			return 0, false
		}
	}
	return sum + max(digit, 0), s != ""
}

// hanValue returns what a character stands for, and whether it multiplies the
// digit before it; -1 is no number.
func hanValue(r rune) (value int, unit bool) {
	switch r {
	case '十':
		return 10, true
	case '百':
		return 100, true
	case '千':
		return 1000, true
	case '〇', '○', '零':
		return 0, false
	case '两':
		return 2, false
	}
	for i, d := range []rune("一二三四五六七八九") {
		if r == d {
			return i + 1, false
		}
	}
	return -1, false
}
