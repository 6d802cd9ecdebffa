package docx

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"footnote/corpus"
)

func lvl(i int, format, pattern, more string) string {
	return fmt.Sprintf(`<w:lvl w:ilvl="%d"><w:start w:val="1"/><w:numFmt w:val="%s"/><w:lvlText w:val="%s"/>%s</w:lvl>`, i, format, pattern, more)
}

func abstract(id int, levels ...string) string {
	return fmt.Sprintf(`<w:abstractNum w:abstractNumId="%d">%s</w:abstractNum>`, id, strings.Join(levels, ""))
}

func num(id, list int, more string) string {
	return fmt.Sprintf(`<w:num w:numId="%d"><w:abstractNumId w:val="%d"/>%s</w:num>`, id, list, more)
}

func item(number, level int, text string) string {
	return fmt.Sprintf(`<w:p><w:pPr><w:numPr><w:ilvl w:val="%d"/><w:numId w:val="%d"/></w:numPr></w:pPr>%s</w:p>`, level, number, r(text))
}

func TestNumbersAreThoseThatWordShows(t *testing.T) {
	law := abstract(0, lvl(0, "chineseCountingThousand", "第%1章", ""), lvl(1, "chineseCountingThousand", "第%2条", `<w:lvlRestart w:val="0"/>`), lvl(2, "chineseCounting", "（%3）", ""))
	outline := abstract(1, lvl(0, "decimal", "%1", `<w:pStyle w:val="H1"/>`), lvl(1, "decimal", "%1.%2", `<w:pStyle w:val="H2"/>`), lvl(2, "lowerLetter", "(%3)", ""), lvl(3, "upperRoman", "%4.", ""))
	bullets := abstract(2, lvl(0, "bullet", "\uf0b7", ""))
	for name, tc := range map[string]struct {
		numbering, body string
		want            []string
	}{
		"chapters, and articles that go on through them": {
			law + num(1, 0, ""),
			item(1, 0, "总则") + item(1, 1, "为了规范。") + item(1, 1, "适用。") + item(1, 2, "一类；") + item(1, 2, "二类。") + item(1, 0, "分则") + item(1, 1, "申请。"),
			[]string{"第一章 总则", "第一条 为了规范。", "第二条 适用。", "（一）一类；", "（二）二类。", "第二章 分则", "第三条 申请。"},
		},
		"levels begin anew": {
			outline + num(1, 1, ""),
			item(1, 0, "A") + item(1, 1, "B") + item(1, 1, "C") + item(1, 2, "d") + item(1, 3, "E") + item(1, 0, "F") + item(1, 1, "G"),
			[]string{"1 A", "1.1 B", "1.2 C", "I(a) d", "I. E", "2 F", "2.1 G"},
		},
		"a level whose parent has not begun": {outline + num(1, 1, ""), item(1, 1, "B"), []string{"1.1 B"}},
		"bullets are items without a sign":   {bullets + num(1, 2, ""), item(1, 0, "a"), []string{"Ia"}},
		"numbers of one list go on":          {outline + num(1, 1, "") + num(2, 1, ""), item(1, 0, "a") + item(2, 0, "b"), []string{"1 a", "2 b"}},
		"an instance may begin anew":         {outline + num(1, 1, "") + num(2, 1, `<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>`), item(1, 0, "a") + item(2, 0, "b") + item(2, 0, "c"), []string{"1 a", "5 b", "6 c"}},
		"an instance may write otherwise":    {outline + num(1, 1, `<w:lvlOverride w:ilvl="0">`+lvl(0, "upperLetter", "Annex %1:", "")+`</w:lvlOverride>`), item(1, 0, "a"), []string{"Annex A: a"}},
		"numbers of a style, its level by link": {
			outline + num(1, 1, ""), styled("N1", "a") + styled("N2", "b"), []string{"1 a", "1.1 b"},
		},
		"number 0 takes the number of a style away": {
			outline + num(1, 1, ""), `<w:p><w:pPr><w:pStyle w:val="N1"/><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr>` + r("a") + `</w:p>`, []string{"a"},
		},
		"empty paragraphs count":      {outline + num(1, 1, ""), item(1, 0, "a") + item(1, 0, "") + item(1, 0, "c"), []string{"1 a", "3 c"}},
		"a list that is not there":    {"", item(9, 3, "a"), []string{"a"}},
		"a format of a newer program": {abstract(0, `<w:lvl w:ilvl="0"><mc:AlternateContent><mc:Choice><w:numFmt w:val="custom"/></mc:Choice><mc:Fallback><w:numFmt w:val="decimalZero"/></mc:Fallback></mc:AlternateContent><w:start w:val="1"/><w:lvlText w:val="%1."/></w:lvl>`) + num(1, 0, ""), item(1, 0, "a"), []string{"01. a"}},
		"all numbers in decimals":     {abstract(0, lvl(0, "upperRoman", "%1", ""), lvl(1, "decimal", "%1.%2", `<w:isLgl/>`)) + num(1, 0, ""), item(1, 0, "a") + item(1, 1, "b"), []string{"I a", "1.1 b"}},
		"a list by way of a style":    {outline + num(1, 1, "") + `<w:abstractNum w:abstractNumId="7"><w:numStyleLink w:val="N1"/></w:abstractNum>` + num(3, 7, ""), item(3, 0, "a"), []string{"1 a"}},
		"a list that leads to itself": {`<w:abstractNum w:abstractNumId="7"><w:numStyleLink w:val="N1"/></w:abstractNum>` + num(1, 7, ""), item(1, 0, "a"), []string{"a"}},
	} {
		t.Run(name, func(t *testing.T) {
			parts := document(tc.body)
			parts["word/numbering.xml"] = wrap("numbering", strings.ReplaceAll(strings.ReplaceAll(tc.numbering, `"H1"`, `"N1"`), `"H2"`, `"N2"`))
			parts["word/styles.xml"] = wrap("styles", `<w:style w:styleId="N1"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>`+
				`<w:style w:styleId="N2"><w:basedOn w:val="N1"/></w:style>`)
			if diff := cmp.Diff(tc.want, texts(read(t, parts).Blocks)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// texts returns the texts of blocks, items with an I before them.
func texts(blocks []corpus.Block) []string {
	var out []string
	for _, b := range blocks {
		if b.Kind == corpus.Item {
			b.Text = "I" + b.Text
		}
		out = append(out, b.Text)
	}
	return out
}

func TestAnArticleThatWordNumbersHasItsHeading(t *testing.T) {
	for name, tc := range map[string]struct {
		body, chapter, article string
		want                   []string
	}{
		"chinese": {item(1, 0, "总则") + item(1, 1, "为了规范管理，制定本办法。") + item(1, 1, "本办法适用于本市。"), "第%1章", "第%2条", []string{"第一章 总则", "第二条"}},
		"english": {item(1, 0, "General") + item(1, 1, "This law governs.") + item(1, 1, "It applies to firms."), "CHAPTER %1", "Article %2", []string{"CHAPTER I General", "Article 2"}},
		"titled":  {item(1, 0, "General") + item(1, 1, "Scope") + p("It applies to firms."), "Chapter %1", "Article %2", []string{"Chapter I General", "Article 1 Scope"}},
	} {
		t.Run(name, func(t *testing.T) {
			formats := [2]string{"upperRoman", "decimal"}
			if name == "chinese" {
				formats = [2]string{"chineseCounting", "chineseCounting"}
			}
			parts := document(tc.body)
			parts["word/numbering.xml"] = wrap("numbering", abstract(0, lvl(0, formats[0], tc.chapter, ""), lvl(1, formats[1], tc.article, ""))+num(1, 0, ""))
			d, err := corpus.NewDocument("x.docx", read(t, parts))
			if err != nil {
				t.Fatal(err)
			}
			last := d.Sections[len(d.Sections)-1]
			if diff := cmp.Diff(tc.want, last.Heading); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestNumerals(t *testing.T) {
	for format, want := range map[string][3]string{
		"decimal":                    {"1", "12", "105"},
		"lowerLetter":                {"a", "l", "aaaaa"},
		"upperRoman":                 {"I", "XII", "CV"},
		"ordinal":                    {"1st", "12th", "105th"},
		"chineseCountingThousand":    {"一", "十二", "一百零五"},
		"ideographDigital":           {"一", "一二", "一〇五"},
		"chineseLegalSimplified":     {"壹", "壹拾贰", "壹佰零伍"},
		"ideographTraditional":       {"甲", "12", "105"},
		"decimalEnclosedCircle":      {"①", "⑫", "105"},
		"decimalFullWidth":           {"１", "１２", "１０５"},
		"a format that nobody knows": {"1", "12", "105"},
		"none":                       {"", "", ""},
	} {
		if got := [3]string{numeral(1, format), numeral(12, format), numeral(105, format)}; got != want {
			t.Errorf("%s: %q, not %q", format, got, want)
		}
	}
	for n, want := range map[int]string{0: "零", 10: "十", 20: "二十", 110: "一百一十", 1001: "一千零一", 1010: "一千零一十", 32767: "32767"} {
		if got := numeral(n, "chineseCounting"); got != want {
			t.Errorf("%d: %q, not %q", n, got, want)
		}
	}
}
