package bot

import (
	"fmt"
	"regexp"
	"strings"
	"sync"
)

// How a reader is told why a sentence was withheld.
//
// A check, of package verify or of this one, names itself and writes what it found in
// one form, in English: `number: "30 million" is not in the source`. That is for the model, which is to mend
// the sentence, and for those who mend the checks. A reader gets a sentence in the
// language of the answer, in which what the check quotes stands as it is. Where a
// finding has no sentence of its own, or was cut short, the reader is told what the
// check is about.

// Code names the check that the sentence failed, in one word that stays as it is:
// "number", "modality".
func (w Withheld) Code() string {
	code, _, _ := strings.Cut(w.Why, ":")
	return code
}

// In is why the sentence was withheld, as a sentence in the language of an answer.
func (w Withheld) In(tag string) string {
	code, found, _ := strings.Cut(w.Why, ": ")
	zh := language(tag, "") == "zh"
	for _, f := range findingForms() {
		m := f.form.FindStringSubmatch(found)
		switch {
		case m == nil:
		case code == "bound" && len(m) == 3 && limitIn(m[1]) != limitIn(m[2]): // a range has none
			return differingLimits.in(zh, limitIn(m[1]).in(zh), limitIn(m[2]).in(zh))
		case code == "bound" && len(m) == 3:
			return checks[code].in(zh)
		case zh:
			return f.in(zh, quotedIn(m, "、")...)
		default:
			return f.in(zh, quotedIn(m, ", ")...)
		}
	}
	about, known := checks[code]
	if !known {
		about = checks["content"]
	}
	return about.in(zh)
}

// A worded text is one for readers of each language, with the verbs of package fmt. They
// stand for what it is about in the order in which a check writes that: they are
// numbered where something is left out or the order is another.
type worded struct{ english, chinese string }

func (w worded) in(zh bool, args ...any) string {
	text := w.english
	if zh {
		text = w.chinese
	}
	if len(args) == 0 {
		return text
	}
	return fmt.Sprintf(text, args...)
}

// limitIn returns what a figure, as [quantity.Quantity] writes it, is the limit of.
func limitIn(figure string) worded {
	for name, limit := range limitNames {
		if strings.HasPrefix(figure, `"`+name+" ") {
			return limit
		}
	}
	return noLimit
}

// inGoQuotes matches a text as %q writes it.
var inGoQuotes = regexp.MustCompile(`"(?:[^"\\]|\\.)*"`)

// quotedIn returns what a finding holds, each quoted text between “ and ”. An escaped
// character stays escaped: it may be one that nobody sees.
func quotedIn(match []string, comma string) []any {
	var out []any
	for _, m := range match[1:] {
		if quotes := inGoQuotes.FindAllString(m, -1); quotes != nil {
			for i, q := range quotes {
				quotes[i] = "“" + strings.NewReplacer(`\"`, `"`, `\\`, `\`).Replace(q[1:len(q)-1]) + "”"
			}
			m = strings.Join(quotes, comma)
		}
		out = append(out, m)
	}
	return out
}

// A wordedFinding is what a check writes, with the verbs of package fmt, and the same
// for readers.
type wordedFinding struct {
	found string
	worded
}

type findingForm struct {
	form *regexp.Regexp
	wordedFinding
}

var findingForms = sync.OnceValue(func() []findingForm {
	var out []findingForm
	verbs := strings.NewReplacer(`%q`, `(\[?"(?s:.*)"\]?)`, `%s`, `(.+)`, `%d`, `(\d+)`, `%\.0f%%`, `(\d+)%`)
	for _, f := range findings {
		out = append(out, findingForm{regexp.MustCompile(`^` + verbs.Replace(regexp.QuoteMeta(f.found)) + `$`), f})
	}
	return out
})
