package reference

import (
	"fmt"
	"strings"

	"footnote/corpus"
)

// gbtList writes the entries of a numbered list after GB/T 7714—2015:
//
//	[1] 主要责任者. 题名: 其他题名信息[类型/载体]. 出版年: 引文页码(更新日期)[引用日期]. 获取路径.
//
// The number of a document is other title information (8.2.3). What is on the web is
// an electronic bulletin [EB/OL], or a report [R/OL]; what is not is a report [R] or
// one of the other types [Z] (annex B). A work without an author begins with its title
// (8.1.4).
func gbtList(works []Work) string {
	var b strings.Builder
	for i, w := range works {
		fmt.Fprintf(&b, "[%d] %s\n", i+1, w.gbt())
	}
	return b.String()
}

func (w Work) gbt() string {
	title := joined(": ", w.Title, w.Number, w.gbtKind()) + "[" + w.gbtType() + "]."
	entry := joined(" ", stopped(w.Issuer), title)
	if w.URL == "" {
		return joined(" ", entry, stopped(joined(": ", w.dated().String(), w.gbtPages())))
	}
	return joined(" ", entry, stopped(w.gbtDates()), w.URL+".")
}

// gbtType says what kind of work it is, and that it is on the web.
func (w Work) gbtType() string {
	kind, carrier := "EB", "/OL"
	if w.URL == "" {
		kind, carrier = "Z", ""
	}
	if w.Kind == corpus.KindReport {
		kind = "R"
	}
	return kind + carrier
}

// gbtKind is what else readers must know of the title.
func (w Work) gbtKind() string {
	switch {
	case w.Kind == corpus.KindDraft && !w.saysDraft() && w.chinese():
		return "草案"
	case w.Kind == corpus.KindDraft && !w.saysDraft():
		return "draft"
	case w.chinese():
		return w.chineseSummary()
	}
	return w.summaryOf()
}

// gbtDates is the day of publication, which stands in parentheses unless only its
// year is known, with the pages that are quoted, and the day of the visit.
func (w Work) gbtDates() string {
	date := w.dated()
	text := ""
	if !date.IsZero() && (date.Month == 0 || len(w.Pages) > 0) {
		text = joined(": ", fmt.Sprint(date.Year), w.gbtPages())
	}
	if date.Month > 0 {
		text += "(" + date.String() + ")"
	}
	return text + bracketed(w.visited().String())
}

// gbtPages joins page numbers, of which the standard writes ranges with a hyphen.
func (w Work) gbtPages() string {
	return strings.ReplaceAll(strings.Join(w.Pages, ", "), "–", "-")
}
