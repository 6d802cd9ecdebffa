package bot

import (
	"net/url"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/corpus"
)

// fragmentWords is how many words of each end of a quotation its link names.
const fragmentWords = 5

// fragmentRunes does the same for text written without spaces.
const fragmentRunes = 12

// Link is [LinkTo] the quotation. What an earlier version said stands at no address.
func (c Citation) Link() string {
	if c.earlier {
		return ""
	}
	return LinkTo(c.document, c.span)
}

// LinkTo is a document's address with a fragment that takes a browser to some of its
// text: the page of a PDF (RFC 8118), counted from the first of the file whatever is
// printed on it, and elsewhere its words (WICG, "Text Fragments"). A document without
// an address of its own has none, and so has one whose address is not http or https.
func LinkTo(d *corpus.Document, span corpus.Span) string {
	u, err := url.Parse(d.URL)
	if err != nil || d.URL == "" || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" {
		return ""
	}
	if page := d.PageAt(span.Start); page.Number > 0 {
		u.Fragment, u.RawFragment = "", ""
		return u.String() + "#page=" + strconv.Itoa(page.Number)
	}
	start, end := fragmentEnds(d.Text[span.Start:span.End])
	directive := "#:~:text=" + escapeFragment(start)
	if u.Fragment != "" {
		directive = directive[1:]
	}
	if end != "" {
		directive += "," + escapeFragment(end)
	}
	return u.String() + directive
}

// fragmentEnds returns the first and the last words of a quotation; a short
// one whole. A text fragment must not cross a paragraph's end.
func fragmentEnds(quote string) (start, end string) {
	quote, _, _ = strings.Cut(quote, "\n")
	words := strings.Fields(quote)
	if len(words) > 2*fragmentWords {
		return strings.Join(words[:fragmentWords], " "), strings.Join(words[len(words)-fragmentWords:], " ")
	}
	if spaced := len(words) > fragmentWords; spaced || utf8.RuneCountInString(quote) <= 2*fragmentRunes {
		return quote, ""
	}
	runes := []rune(quote)
	return string(runes[:fragmentRunes]), string(runes[len(runes)-fragmentRunes:])
}

// escapeFragment percent-encodes everything but letters and digits: the
// characters that mean something in a directive are among the rest.
func escapeFragment(s string) string {
	var b strings.Builder
	for _, r := range s {
		if r < utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsDigit(r)) {
			b.WriteRune(r)
			continue
		}
		for _, c := range []byte(string(r)) {
			b.WriteByte('%')
			b.WriteByte("0123456789ABCDEF"[c>>4])
			b.WriteByte("0123456789ABCDEF"[c&15])
		}
	}
	return b.String()
}
