package bot

import (
	"fmt"
	"regexp"
	"strings"
	"sync"
)

// How a reader is told why a sentence was withheld.
//
// A check names itself and writes what it found in one form, in English:
// `number: "30 million" is not in the source`. That is for the model, which is to mend
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
	zh := language(tag, "") == "zh"
	_, found, _ := strings.Cut(w.Why, ": ")
	for _, f := range findingForms() {
		m := f.form.FindStringSubmatch(found)
		switch {
		case m == nil:
		case zh:
			return fmt.Sprintf(f.chinese, quotedIn(m, "、")...)
		default:
			return fmt.Sprintf(f.english, quotedIn(m, ", ")...)
		}
	}
	about, known := checks[w.Code()]
	if !known {
		about = checks["content"]
	}
	if zh {
		return about.chinese
	}
	return about.english
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
// for readers. The verbs of those stand for its texts in their order: they are numbered
// where one is left out or the order is another.
type wordedFinding struct{ found, english, chinese string }

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
