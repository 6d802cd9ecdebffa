package quantity

import (
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"
)

// window is how far a date, a reference or the words of a bound are looked
// for, in bytes: it keeps the work on any text linear in its length.
const window = 64

const monthWord = `(jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june?|july?|aug(?:ust|\.)?|sept?(?:ember|\.)?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)`

// The forms of a date, by what they begin with: a year, one or two digits, a
// letter, or a Chinese numeral. Names of groups: y year, m month, d day, n a
// month's English name, q quarter, h half, u decade, c century, z the end of a
// span of years, e that of a span of days.
var (
	yearForms = []*regexp.Regexp{
		regexp.MustCompile(`^(?P<y>[12]\d{3})\s?年\s?(?P<m>\d{1,2})\s?月份?(?:\s?(?P<d>\d{1,2})\s?[日号])?`),
		regexp.MustCompile(`^(?P<y>[12]\d{3})\s?年\s?第?(?P<q>[一二三四1-4])季度`),
		regexp.MustCompile(`^(?P<y>[12]\d{3})\s?年\s?(?P<h>[上下])半年`),
		regexp.MustCompile(`^(?P<y>[12]\d{3})\s?年(?:度)?`),
		regexp.MustCompile(`^(?P<y>(?:19|20)\d\d)[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})\b`),
		regexp.MustCompile(`^(?P<y>(?:19|20)\d\d)-(?P<m>0\d|1[0-2])\b`),
		fiscalYears,
		regexp.MustCompile(`^(?P<y>(?:19|20)\d0)(?:'|’)?s\b`),
		regexp.MustCompile(`^(?P<y>(?:19|20)\d0)年代`),
		regexp.MustCompile(`^(?P<y>(?:19|20)\d\d)年(?P<m>\d{1,2})月(?P<d>\d{1,2})日?(?:至|到|-|—|－|–)(?P<e>\d{1,2})日`),
	}
	dayForms = []*regexp.Regexp{
		regexp.MustCompile(`^(?P<m>\d{1,2})\s?月份?(?P<d>\d{1,2})\s?[日号]`),
		regexp.MustCompile(`^(?P<m>\d{1,2})\s?月份?`),
		regexp.MustCompile(`^(?P<c>\d\d)世纪(?P<u>\d0|[二三四五六七八九]十)年代`),
		regexp.MustCompile(`^(?P<u>\d0)年代`),
		regexp.MustCompile(`^(?P<d>\d{1,2})\s?(?:[-–]|to)\s?(?P<e>\d{1,2})\s(?i:(?P<n>` + monthWord + `))\b(?:,?\s(?P<y>(?:19|20)\d\d)\b)?`),
		regexp.MustCompile(`^(?P<m>\d{1,2})月(?P<d>\d{1,2})日?(?:至|到|-|—|－|–)(?P<e>\d{1,2})日`),
		regexp.MustCompile(`^(?P<d>\d{1,2})(?:st|nd|rd|th)?\s(?:of\s)?(?i:(?P<n>` + monthWord + `))\b(?:\.|,)?(?:\s(?P<y>(?:19|20)\d\d)\b)?`),
	}
	letterForms = []*regexp.Regexp{
		fiscalYears,
		regexp.MustCompile(`^(?i:(?P<n>` + monthWord + `))\s(?P<d>\d{1,2})(?:st|nd|rd|th)?\b(?:,?\s(?P<y>(?:19|20)\d\d)\b)?`),
		regexp.MustCompile(`^(?i:(?P<n>` + monthWord + `))\s(?P<d>\d{1,2})\s?[-–]\s?(?P<e>\d{1,2})\b(?:,?\s(?P<y>(?:19|20)\d\d)\b)?`),
		regexp.MustCompile(`^(?i:(?P<n>` + monthWord + `))(?:,|\sof)?\s(?P<y>(?:19|20)\d\d)\b`),
		regexp.MustCompile(`^(?i:q(?P<q>[1-4])|(?P<q>first|second|third|fourth) quarter)(?:\sof|,)?\s(?P<y>(?:19|20)\d\d)\b`),
		regexp.MustCompile(`^(?i:h(?P<h>[12])|(?P<h>first|second) half)(?:\sof|,)?\s(?P<y>(?:19|20)\d\d)\b`),
		regexp.MustCompile(`^(?i:fy\s?)(?P<y>(?:19|20)\d\d)\b`),
	}
	hanForms = []*regexp.Regexp{
		regexp.MustCompile(`^(?P<y>[一二][〇○零一二三四五六七八九]{3})年(?:(?P<m>[一二三四五六七八九十]{1,2})月(?:(?P<d>[一二三四五六七八九十]{1,3})[日号])?)?`),
		regexp.MustCompile(`^(?P<m>[一二三四五六七八九十]{1,2})月(?:(?P<d>[一二三四五六七八九十]{1,3})[日号])?`),
		regexp.MustCompile(`^(?P<c>[十二一]{2,3})世纪(?P<u>\d0|[二三四五六七八九]十)年代`),
		regexp.MustCompile(`^(?P<u>[二三四五六七八九]十)年代`),
	}
	fiscalYears = regexp.MustCompile(`^(?i:fy\s?)?(?P<y>(?:19|20)\d\d)[-/–](?P<z>\d\d)\b`)
)

// formsAt returns the forms that a date at i may have. Most figures, words and
// numerals are no date, which what stands at i and behind it mostly shows
// without a form being tried.
func formsAt(s string, i int) []*regexp.Regexp {
	switch c := s[i]; {
	case isDigit(c):
		return digitFormsAt(s, i)
	case !isLetter(c):
		if numeral := hanNumeral(s[i:]); hasAnyPrefix(s[i+numeral:], "年", "月", "世") {
			return hanForms
		}
	case beginsDate(s[i:]) && strings.ContainsAny(s[i:min(len(s), i+len("fourth quarter of 2"))], "0123456789"):
		return letterForms
	}
	return nil
}

// digitFormsAt looks at the character behind the digits and one space.
func digitFormsAt(s string, i int) []*regexp.Regexp {
	end := i
	for end < len(s) && isDigit(s[end]) {
		end++
	}
	behind := s[end:]
	if behind != "" && strings.IndexByte(" \t\n\f\r", behind[0]) >= 0 {
		behind = behind[1:]
	}
	switch {
	case behind == "":
	case end-i == 4 && (behind[0] >= utf8.RuneSelf || strings.IndexByte("-/.'s", behind[0]) >= 0):
		return yearForms
	case end-i <= 2 && (behind[0] >= utf8.RuneSelf || strings.IndexByte("-tsnrojfmad", behind[0]|0x20) >= 0):
		return dayForms
	}
	return nil
}

// hanNumeral returns the length of the Chinese numeral that s begins with, as
// far as a date may have one.
func hanNumeral(s string) int {
	end := 0
	for range len("二〇二四") / len("二") {
		r, size := utf8.DecodeRuneInString(s[end:])
		if _, digit := hanDigits[r]; !digit && r != '十' {
			break
		}
		end += size
	}
	return end
}

var dateBeginnings = wordSet("jan feb mar apr may jun jul aug sep oct nov dec q1 q2 q3 q4 h1 h2 fy fir sec thi fou")

func beginsDate(s string) bool {
	return len(s) > 3 && (dateBeginnings[strings.ToLower(s[:3])] || dateBeginnings[strings.ToLower(s[:2])])
}

// dateAt reads the date that begins at i, the most precise form of it.
func dateAt(s string, i int) (Quantity, bool) {
	ahead := s[i:min(len(s), i+window)]
	best := Quantity{End: i}
	for _, form := range formsAt(s, i) {
		m := form.FindStringSubmatchIndex(ahead)
		if m == nil || i+m[1] <= best.End {
			continue
		}
		parts := make(map[string]string)
		for g, name := range form.SubexpNames() {
			if name != "" && m[2*g] >= 0 {
				parts[name] = ahead[m[2*g]:m[2*g+1]]
			}
		}
		if q, ok := dateOf(s, i, parts); ok && !manyYears(q.Date.Year, s[i+m[1]:]) {
			q.Kind, q.Start, q.End = Date, i, i+m[1]
			best = q
		}
	}
	return best, best.End > i
}

// dateOf makes a date of the parts of a form.
func dateOf(s string, i int, parts map[string]string) (Quantity, bool) {
	y, m, d := partOf(parts["y"]), partOf(parts["m"]), partOf(parts["d"])
	if parts["n"] != "" {
		m = monthOf(parts["n"])
	}
	if parts["y"] != "" && (y < 1000 || y > 2999) || parts["m"]+parts["n"] != "" && (m < 1 || m > 12) ||
		parts["d"] != "" && (d < 1 || d > 31) {
		return Quantity{}, false
	}
	q := Quantity{Date: Day{y, m, d}}
	switch {
	case parts["q"] != "":
		first := 3*partOf(parts["q"]) - 2
		q.Date.Month, q.DateTo = first, Day{Year: y, Month: first + 2}
	case parts["h"] != "":
		first := 6*partOf(parts["h"]) - 5
		q.Date.Month, q.DateTo = first, Day{Year: y, Month: first + 5}
	case parts["e"] != "":
		q.DateTo = Day{y, m, partOf(parts["e"])}
		if q.DateTo.Day <= d || q.DateTo.Day > 31 {
			return Quantity{}, false
		}
	case parts["z"] != "":
		if partOf(parts["z"]) != (y+1)%100 {
			return Quantity{}, false
		}
		q.DateTo = Day{Year: y + 1}
	case parts["u"] != "":
		y = centuryOf(s, i, parts["c"]) + partOf(parts["u"])
		q = Quantity{Date: Day{Year: y}, DateTo: Day{Year: y + 9}}
	case parts["y"] != "" && strings.HasPrefix(s[i:], parts["y"]) && isDecade(s, i):
		q.DateTo = Day{Year: y + 9}
	}
	return q, true
}

// isDecade reports whether the year at i is followed by what makes it a decade.
func isDecade(s string, i int) bool {
	return hasAnyPrefix(s[i+4:], "s", "'s", "’s", "年代")
}

// centuryOf returns the first year of the century of a decade: the last one
// unless the text says another.
func centuryOf(s string, i int, century string) int {
	if century != "" {
		return 100 * (partOf(century) - 1)
	}
	if strings.HasSuffix(s[:i], "本世纪") {
		return 2000
	}
	return 1900
}

var partWords = map[string]int{"first": 1, "second": 2, "third": 3, "fourth": 4, "上": 1, "下": 2}

// partOf reads a part of a date in digits or in Chinese. It returns 0 for none.
func partOf(s string) int {
	if n, ok := partWords[strings.ToLower(s)]; ok {
		return n
	}
	if n, err := strconv.Atoi(s); err == nil {
		return n
	}
	if v, ok := hanValue([]rune(s)); ok && v.IsInt64() {
		return int(v.Int64())
	}
	return 0
}

func monthOf(name string) int {
	const names = "janfebmaraprmayjunjulaugsepoctnovdec"
	return strings.Index(names, strings.ToLower(name[:3]))/3 + 1
}

var (
	loneMonth   = regexp.MustCompile(`^(January|February|March|April|May|June|July|August|September|October|November|December)\b`)
	toMonth     = regexp.MustCompile(`^( to |-|–)(January|February|March|April|May|June|July|August|September|October|November|December)\b`)
	beforeMonth = regexp.MustCompile(`(?i)\b(in|by|since|until|till|from|of|to|through|early|late|mid|end|between|during|last|next|every|each|and)[ -]$`)
)

// loneMonthAt reads a month without a day or a year. A preposition must stand
// before it: "may" and "march" are words as well.
func loneMonthAt(s string, i int) (Quantity, bool) {
	if s[i] < 'A' || 'S' < s[i] || !beginsDate(s[i:]) {
		return Quantity{}, false
	}
	m := loneMonth.FindString(s[i:min(len(s), i+window)])
	if m == "" || !beforeMonth.MatchString(s[max(0, i-window):i]) && !toMonth.MatchString(s[i+len(m):min(len(s), i+window)]) {
		return Quantity{}, false
	}
	return Quantity{Kind: Date, Start: i, End: i + len(m), Date: Day{Month: monthOf(m)}}, true
}

var beforeYear = regexp.MustCompile(`(?i)\b(in|by|since|until|till|from|during|before|after|early|late|mid|through)[ -]$`)

// likelyYear reports whether a number of four digits is rather a year than an
// amount, where nothing tells.
func likelyYear(n int) bool { return 1900 <= n && n <= 2100 }

// manyYears reports whether 1500年 is an age, by what comes after it.
func manyYears(year int, after string) bool {
	return year > 0 && !likelyYear(year) && hasAnyPrefix(after, "历史", "的历史", "前", "以上", "以来", "期")
}

var inYear = regexp.MustCompile(`(?i)\b(in|since|until|till|during) $`)

// saidYear reports whether a number can only be a year: "in 1850?".
func saidYear(s string, start, end int) bool {
	after := strings.TrimLeft(s[end:], " ")
	return inYear.MatchString(s[max(0, start-window):start]) && (after == "" || strings.ContainsAny(after[:1], "?.!,;)"))
}

// bareYear reads a number of four digits as a year where nothing says that it
// is an amount.
func bareYear(s string, i int, f figure) (Quantity, bool) {
	if !f.plain || f.end-i != 4 {
		return Quantity{}, false
	}
	year := partOf(s[i:f.end])
	if !likelyYear(year) && !(1000 <= year && year < 3000 && saidYear(s, i, f.end)) {
		return Quantity{}, false
	}
	u, end := unitAt(s, f.end)
	counted := end > f.end || u.name != "" && known[u.name]
	if counted && !beforeYear.MatchString(s[max(0, i-window):i]) {
		return Quantity{}, false
	}
	return Quantity{Kind: Date, Start: i, End: f.end, Date: Day{Year: year}}, true
}

// halfYearAt reads 半年 and 半个月.
func halfYearAt(s string, i int) (Quantity, bool) {
	if r, _ := utf8.DecodeLastRuneInString(s[:i]); r == '上' || r == '下' {
		return Quantity{}, false
	}
	if strings.HasPrefix(s[i:], "半年") {
		return Quantity{Kind: Duration, Start: i, End: i + len("半年"), Value: ratOf(6), Unit: "month"}, true
	}
	return Quantity{}, false
}
