package bot

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// labels stand before what the program prints of a source: it prints that itself.
var labels = regexp.MustCompile(`(?i)\b(?:sources?|references?|citations?|receipt|title|issuer|issued by|published by|status|link|url)\s*[:：]|(?:来源|出处|引自|摘自|引文|标题|发布机构|发布单位|状态|链接|网址|凭据)\s*[:：]`)

// foreign says what in a sentence stands nowhere in what the model was shown, or
// nothing.
func (w *writing) foreign(text string) string { return stray(text, w.answer.Language, w.shown()) }

// stray says what in a text is a label of the program's own, or in another script
// than its language, and does not stand in its source, which is in lower case; or
// nothing. The checks of a sentence compare the words of one language; what is beside
// them they do not read, as the Chinese at the end of "Filing is free 来源：公报".
func stray(text, language, source string) string {
	text = narrow(text)
	for _, label := range labels.FindAllString(text, -1) {
		if !strings.Contains(source, strings.ToLower(label)) {
			return "form: it writes what the program prints"
		}
	}
	script := unicode.Latin
	if language == "zh" {
		script = unicode.Han
	}
	native := func(r rune) bool { return !unicode.IsLetter(r) || unicode.Is(script, r) }
	for _, run := range strings.FieldsFunc(text, native) {
		if utf8.RuneCountInString(run) > 1 && !strings.Contains(source, strings.ToLower(run)) {
			return fmt.Sprintf("language: no source holds %s", run)
		}
	}
	return ""
}

// shown is the text of everything that the model was shown, in lower case.
func (w *writing) shown() string {
	if w.prompted == "" {
		parts := []string{w.task.Question}
		for _, s := range w.task.Sources[:len(w.sources)] {
			parts = append(parts, s.Title, s.Issuer, s.Number)
			parts = append(append(parts, s.Heading...), s.Sentences...)
		}
		for _, t := range w.task.Terms {
			parts = append(parts, t[0], t[1])
		}
		w.prompted = strings.ToLower(narrow(strings.Join(parts, "\n")))
	}
	return w.prompted
}
