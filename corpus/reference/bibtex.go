package reference

import (
	"fmt"
	"strings"
	"time"

	"footnote/corpus"
)

// bibtexList writes an entry for each work: @techreport for a report of a known body,
// whose style prints the number, and @misc for all else, whose style prints
// howpublished. Titles and bodies stand in double braces, so that no style changes
// their capitals or takes a body for a person.
func bibtexList(works []Work) string {
	var b strings.Builder
	used := make(map[string]int)
	for i, w := range works {
		key := bibtexKey(w.ID)
		if used[key]++; used[key] > 1 {
			key = fmt.Sprintf("%s-%d", key, used[key])
		}
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(w.bibtex(key))
	}
	return b.String()
}

func (w Work) bibtex(key string) string {
	kind, number := "misc", "howpublished"
	var fields [][2]string
	issuer := "{" + texEscape(w.Issuer) + "}"
	if w.Issuer != "" {
		fields = append(fields, [2]string{"author", issuer})
	}
	fields = append(fields, [2]string{"title", "{" + texEscape(w.Title) + "}"})
	if w.Kind == corpus.KindReport && w.Issuer != "" {
		kind, number = "techreport", "number"
		fields = append(fields, [2]string{"institution", issuer})
	}
	date := w.dated()
	if !date.IsZero() {
		fields = append(fields, [2]string{"year", fmt.Sprint(date.Year)})
	}
	fields = append(fields, [2]string{number, texEscape(w.Number)}, [2]string{"pages", texPages(w.Pages)},
		[2]string{"note", texEscape(w.kindOfWork())}, [2]string{"url", texAddress(w.URL)})
	if w.URL != "" {
		fields = append(fields, [2]string{"urldate", w.visited().String()})
	}
	if w.chinese() {
		fields = append(fields, [2]string{"langid", "chinese"})
	}
	return "@" + kind + "{" + key + ",\n" + bibtexFields(fields, date) + "}\n"
}

func bibtexFields(fields [][2]string, date corpus.Date) string {
	var b strings.Builder
	for _, f := range fields {
		if f[1] == "" {
			continue
		}
		fmt.Fprintf(&b, "  %-12s = {%s},\n", f[0], f[1])
		if f[0] == "year" && date.Month > 0 { // a month is a macro of every style
			fmt.Fprintf(&b, "  %-12s = %s,\n", "month", strings.ToLower(time.Month(date.Month).String()[:3]))
			if date.Day > 0 {
				fmt.Fprintf(&b, "  %-12s = {%d},\n", "day", date.Day)
			}
		}
	}
	return b.String()
}

// bibtexKey makes a key of an ID: letters and digits of ASCII and hyphens.
func bibtexKey(id string) string {
	key := strings.Trim(strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= '0' && r <= '9', r == '-':
			return r
		case r == ' ', r == '_', r == '.', r == '/':
			return '-'
		}
		return -1
	}, id), "-")
	if key == "" {
		return "document"
	}
	return key
}

var texSpecial = strings.NewReplacer(`\`, `\textbackslash{}`, `{`, `\{`, `}`, `\}`, `%`, `\%`, `&`, `\&`, `$`, `\$`, `#`, `\#`, `_`, `\_`, `~`, `\textasciitilde{}`, `^`, `\textasciicircum{}`)

// texEscape makes a text one that TeX sets as it is.
func texEscape(text string) string { return texSpecial.Replace(text) }

// texAddress makes an address one that cannot end its field.
func texAddress(address string) string {
	return strings.NewReplacer(`{`, "%7B", `}`, "%7D", `\`, "%5C", " ", "%20").Replace(address)
}

// texPages joins page numbers, of which TeX writes ranges with two hyphens.
func texPages(pages []string) string {
	return texEscape(strings.ReplaceAll(strings.Join(pages, ", "), "–", "--"))
}
