package reference

import "strings"

func markdownList(works []Work) string {
	var b strings.Builder
	for _, w := range works {
		stop := "."
		if w.chinese() {
			stop = "。"
		}
		b.WriteString("- " + w.Inline() + stop + "\n")
	}
	return b.String()
}

// Inline is a reference in Markdown without the list around it, in the language of
// the document, without a full stop: who published it, the linked title, its number,
// its date and the pages that are quoted.
func (w Work) Inline() string {
	w = w.cleaned()
	title := EscapeMarkdown(w.Title)
	if address := markdownAddress(w.URL); address != "" {
		title = "[" + title + "](" + address + ")"
	}
	if w.chinese() {
		issuer := EscapeMarkdown(w.Issuer)
		if issuer != "" {
			issuer += "："
		}
		return issuer + joined("，", "《"+title+"》", EscapeMarkdown(w.Number), w.dated().String(), EscapeMarkdown(w.chineseSummary()), w.pagesIn("第", "、", "页"))
	}
	return joined(", ", EscapeMarkdown(w.Issuer), title, EscapeMarkdown(w.Number), w.dated().String(), EscapeMarkdown(w.summaryOf()), w.pagesIn("p. ", ", ", ""))
}

func (w Work) pagesIn(before, between, after string) string {
	if len(w.Pages) == 0 {
		return ""
	}
	if before == "p. " && (len(w.Pages) > 1 || strings.Contains(w.Pages[0], "–")) {
		before = "pp. "
	}
	return before + EscapeMarkdown(strings.Join(w.Pages, between)) + after
}

// EscapeMarkdown makes a text one that Markdown sets as it is, within a line.
func EscapeMarkdown(text string) string {
	var b strings.Builder
	text = oneLine(text)
	for i, r := range text {
		if strings.ContainsRune("\\`*_{}[]<>#|~!", r) || strings.HasPrefix(text[i:], "://") {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// markdownAddress is an address that cannot end its link, or nothing where it is not
// one of the web.
func markdownAddress(address string) string {
	if !strings.HasPrefix(address, "https://") && !strings.HasPrefix(address, "http://") {
		return ""
	}
	return strings.NewReplacer(" ", "%20", "(", "%28", ")", "%29", "<", "%3C", ">", "%3E", `\`, "%5C", `"`, "%22").Replace(address)
}
