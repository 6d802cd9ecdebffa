package corpus

import (
	"encoding/hex"
	"path"
	"regexp"
	"strconv"
	"strings"
)

// derive fills in what the file does not state, and marks it.
func (d *Document) derive(blocks []Block, title int) {
	set := func(field *string, name, value string) {
		if *field == "" && value != "" {
			*field = value
			d.Derived = append(d.Derived, name)
		}
	}
	if title >= 0 {
		set(&d.Title, "title", blocks[title].Text)
	}
	whole := strings.TrimSuffix(d.Path, path.Ext(d.Path))
	set(&d.Title, "title", oneLine(path.Base(whole)))
	set(&d.ID, "id", Slug(whole))
	set(&d.ID, "id", "document-"+hex.EncodeToString([]byte(whole))) // a name without letters
	set(&d.Language, "language", scriptLanguage(blocks))
	set(&d.Number, "number", statedNumber(blocks))
	if d.Published.IsZero() {
		if date := statedDate(blocks); !date.IsZero() {
			d.Published = date
			d.Derived = append(d.Derived, "published")
		}
	}
}

var (
	// documentNumber is a 文号: 国发〔2024〕12号, 国务院令第746号.
	documentNumber = regexp.MustCompile(`^(?:\p{Han}{1,12}[〔\[（(【]\d{4}[〕\]）)】]第?\d{1,5}号|\p{Han}{2,20}令第?\d{1,5}号)$`)
	numberLabel    = regexp.MustCompile(`^(?:发文字号|文号|发文文号|文件编号)[:：]`)
)

// statedNumber returns the document number that stands on a line of its own
// near the top. Of several, none.
func statedNumber(blocks []Block) string {
	found := ""
	for _, b := range blocks[:min(20, len(blocks))] {
		line := strings.ReplaceAll(b.Text, " ", "")
		line = strings.Trim(numberLabel.ReplaceAllString(line, ""), "（）()")
		if len(line) > 120 || !documentNumber.MatchString(line) || line == found {
			continue
		}
		if found != "" {
			return ""
		}
		found = line
	}
	return found
}

const months = `January|February|March|April|May|June|July|August|September|October|November|December`

var (
	dateLabel   = regexp.MustCompile(`^(?i:(?:date )?(?:published|issued|adopted|released)(?: on)?|date(?: of (?:publication|issue|adoption))?|publication date|发布日期|发布时间|印发日期|印发时间|成文日期|公布日期|发文日期|日期)(?: ?[:：] ?| )`)
	chineseDate = regexp.MustCompile(`^[（(]?([\d` + hanDigits + `]{4}) ?年 ?([\d` + hanDigits + `]{1,3}) ?月 ?([\d` + hanDigits + `]{1,3}) ?日[）)]?(?:印发|发布|公布)?$`)
	isoDate     = regexp.MustCompile(`^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$`)
	dayMonth    = regexp.MustCompile(`^(\d{1,2})(?:st|nd|rd|th)? (` + months + `),? (\d{4})$`)
	monthDay    = regexp.MustCompile(`^(` + months + `) (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})$`)
)

// statedDate returns the one day that stands on a line of its own, as under a
// signature. Of several, none: they may mean different things.
func statedDate(blocks []Block) Date {
	var found Date
	for _, b := range blocks {
		d, ok := dateOfLine(b.Text)
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

// dateOfLine reads a line that is only a day, after a label or without.
func dateOfLine(line string) (Date, bool) {
	if len(line) > 100 {
		return Date{}, false
	}
	line = strings.TrimSuffix(dateLabel.ReplaceAllString(line, ""), ".")
	year, month, day := "", "", ""
	if m := chineseDate.FindStringSubmatch(line); m != nil {
		year, month, day = m[1], m[2], m[3]
	} else if m := isoDate.FindStringSubmatch(line); m != nil {
		year, month, day = m[1], m[2], m[3]
	} else if m := dayMonth.FindStringSubmatch(line); m != nil {
		year, month, day = m[3], monthNumber(m[2]), m[1]
	} else if m := monthDay.FindStringSubmatch(line); m != nil {
		year, month, day = m[3], monthNumber(m[1]), m[2]
	}
	y, ok1 := parseNumeral(year)
	m, ok2 := parseNumeral(month)
	n, ok3 := parseNumeral(day)
	date := Date{y, m, n}
	return date, ok1 && ok2 && ok3 && y > 1000 && date.valid(3)
}

func monthNumber(name string) string {
	before, _, _ := strings.Cut(months, name)
	return strconv.Itoa(strings.Count(before, "|") + 1)
}
