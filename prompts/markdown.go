package prompts

import (
	"regexp"
	"strings"
)

var (
	escaped   = regexp.MustCompile("\\\\([\\\\`*_{}\\[\\]()#+\\-.!%|~>$&])")
	link      = regexp.MustCompile(`!?\[([^\[\]\n]*)\]\(\s*[^()\s]*(?:\([^()\s]*\)[^()\s]*)?(?:\s+["'(][^()\n]*)?\)`)
	target    = regexp.MustCompile(`\]\((?:[A-Za-z][A-Za-z0-9+.-]*:|[#/<]|www\.)[^()\s]*\)`)
	address   = regexp.MustCompile(`(?i)<?(?:[\w+.-]*://|\bmailto:|\bwww\.|\b(?:[a-z0-9-]+\.)+[a-z]{2,24}/)[^\s<>"'，。；：！？、（）()“”《》【】\[\]|]*>?`)
	citeTag   = regexp.MustCompile(`(?i)<(?:sup|cite)>\s*\[?(\d{1,3}\.\d{1,3}(?:[,; ]+\d{1,3}\.\d{1,3})*)\]?\s*</(?:sup|cite)>`)
	raised    = regexp.MustCompile(`(?i)<sup>\s*(\d{1,3})\s*</sup>`)
	lineBreak = regexp.MustCompile(`(?i)<br\s*/?>`)
	inlineTag = regexp.MustCompile(`(?i)</?(?:sup|sub|b|i|em|strong|u|span|p|li|ul|ol|div|mark|cite)(?:\s[^<>]{0,80})?>`)
	emphasis  = []*regexp.Regexp{
		regexp.MustCompile(`\*\*\*?([^*\s](?:[^*]*[^*\s])?)\*\*\*?`),
		regexp.MustCompile(`\*([^*\s](?:[^*]*[^*\s])?)\*`),
		regexp.MustCompile(`\b__([^_\s](?:[^_]*[^_\s])?)__\b`),
		regexp.MustCompile(`~~([^~\s](?:[^~]*[^~\s])?)~~`),
	}
	italics = regexp.MustCompile(`(^|[\s(（“"])_([^_\s](?:[^_]*[^_\s])?)_($|[\s)）”".,;:。，；：!?！？])`)
)

// clean takes Markdown and addresses out of a line: the text of a link stays.
func clean(line string) string {
	line = strings.Map(visible, line)
	line = escaped.ReplaceAllString(line, "$1")
	line = link.ReplaceAllStringFunc(line, func(l string) string {
		text := link.FindStringSubmatch(l)[1]
		if readIDs(text).ok {
			return "[" + text + "]"
		}
		return text
	})
	line = target.ReplaceAllString(line, "]")
	line = unlinked(line)
	line = lineBreak.ReplaceAllString(line, " ")
	line = citeTag.ReplaceAllString(line, "[$1]")
	line = raised.ReplaceAllString(line, "^$1")
	line = inlineTag.ReplaceAllString(line, "")
	for _, e := range emphasis {
		line = e.ReplaceAllString(line, "$1")
	}
	line = italics.ReplaceAllString(line, "$1$2$3")
	line = strings.ReplaceAll(strings.ReplaceAll(line, "`", ""), "**", "")
	return strings.Join(strings.Fields(line), " ")
}

// unlinked drops addresses, and keeps the stop at their end.
func unlinked(text string) string {
	return address.ReplaceAllStringFunc(text, func(a string) string {
		bare := strings.TrimRight(a, ".,;:!?>")
		return strings.TrimLeft(a[len(bare):], ":>")
	})
}

var (
	prefix = regexp.MustCompile(`^(?:[-*+•·▪◦●○■►–—]\s+|>\s*|\d{1,2}[.)．]\s+|\d{1,2}[、．]|[(（]\d{1,2}[)）]\s*|[一二三四五六七八九十]{1,3}、|[①-⑳]\s*|\[[ xX]\]\s+)`)
	// 12、24小时 and 一、二级市场 begin with no number of an item.
	beginsWithNumber = regexp.MustCompile(`^[\d一二三四五六七八九十]`)
	heading          = regexp.MustCompile(`^#{1,6}\s*`)
	rule             = regexp.MustCompile(`^[-*_=—–~\s]+$`)
	codeFence        = regexp.MustCompile("^\\s*(?:`{3,}|~{3,})\\s*[\\w+-]*\\s*$")
	quotations       = [][2]string{{"“", "”"}, {`"`, `"`}, {"「", "」"}, {"『", "』"}, {"‘", "’"}, {"'", "'"}, {"«", "»"}}
)

// withoutPrefix takes away what makes a line an item of a list, a quotation or a
// heading, and says whether there was any of it.
func withoutPrefix(line string) (text string, item, head bool) {
	for {
		if m := heading.FindString(line); m != "" {
			line, head = line[len(m):], true
			continue
		}
		m := prefix.FindString(line)
		if m == "" || strings.HasSuffix(m, "、") && beginsWithNumber.MatchString(line[len(m):]) {
			return strings.TrimSpace(line), item, head
		}
		line, item = line[len(m):], true
	}
}

// unquote takes away quotation marks around the whole of a text.
func unquote(text string) string {
	text = strings.TrimSpace(text)
	for _, q := range quotations {
		inner, ok := strings.CutPrefix(text, q[0])
		if !ok {
			continue
		}
		if inner, ok = strings.CutSuffix(inner, q[1]); ok && !strings.Contains(inner, q[0]) && !strings.Contains(inner, q[1]) {
			return strings.TrimSpace(inner)
		}
	}
	return text
}
