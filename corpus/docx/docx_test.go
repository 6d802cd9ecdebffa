package docx

import (
	"archive/zip"
	"bytes"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"footnote/corpus"
)

const (
	heading   = `<w:pPr><w:pStyle w:val="H1"/></w:pPr>`
	someStyle = `<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="Chapter"/><w:basedOn w:val="H2b"/></w:style>
<w:style w:type="paragraph" w:styleId="H2b"><w:basedOn w:val="H2"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="H3"><w:name w:val="标题 3"/></w:style>
<w:style w:type="paragraph" w:styleId="T"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>
<w:style w:type="character" w:styleId="Gone"><w:name w:val="Gone"/><w:rPr><w:vanish/></w:rPr></w:style>`
)

// pack makes a file of parts.
func pack(t testing.TB, parts map[string]string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range slices.Sorted(maps.Keys(parts)) {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(parts[name])); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func wrap(root, content string) string {
	return `<?xml version="1.0" encoding="UTF-8"?><w:` + root + ` xmlns:w="urn:w" xmlns:mc="urn:mc" xmlns:m="urn:m" xmlns:v="urn:v">` + content + `</w:` + root + `>`
}

func relation(kinds ...string) string {
	var b strings.Builder
	for _, kind := range kinds {
		b.WriteString(`<Relationship Type="http://schemas.example/` + kind + `" Target="` + kind + `.xml"/>`)
	}
	return `<Relationships>` + b.String() + `</Relationships>`
}

// document returns the parts of a document whose body is given.
func document(body string) map[string]string {
	return map[string]string{
		"_rels/.rels":                   `<Relationships><Relationship Type="x/officeDocument" Target="/word/document2.xml"/></Relationships>`,
		"word/_rels/document2.xml.rels": relation("styles", "numbering", "footnotes", "endnotes"),
		"word/document2.xml":            wrap("document", `<w:body>`+body+`</w:body>`),
		"word/styles.xml":               wrap("styles", someStyle),
	}
}

func read(t testing.TB, parts map[string]string) corpus.Content {
	t.Helper()
	content, err := Reader{}.Read(corpus.File{Data: pack(t, parts)})
	if err != nil {
		t.Fatal(err)
	}
	return content
}

func p(text string) string { return `<w:p>` + r(text) + `</w:p>` }
func r(text string) string { return `<w:r><w:t xml:space="preserve">` + text + `</w:t></w:r>` }
func styled(style, text string) string {
	return `<w:p><w:pPr><w:pStyle w:val="` + style + `"/></w:pPr>` + r(text) + `</w:p>`
}
func head(level int, text string) corpus.Block {
	return corpus.Block{Kind: corpus.Heading, Level: level, Text: text}
}
func row(text string) corpus.Block { return corpus.Block{Kind: corpus.Row, Text: text} }

func TestParagraphsAreReadAsAPersonSeesThem(t *testing.T) {
	for name, tc := range map[string]struct {
		body string
		want []corpus.Block
	}{
		"runs are joined":   {`<w:p>` + r("Fee of ") + r("5.") + `</w:p>`, []corpus.Block{{Text: "Fee of 5."}}},
		"headings by style": {styled("H1", "One") + styled("H2", "Two") + styled("H3", "三"), []corpus.Block{head(1, "One"), head(2, "Two"), head(3, "三")}},
		"headings by level": {`<w:p><w:pPr><w:outlineLvl w:val="3"/></w:pPr>` + r("Four") + `</w:p>`, []corpus.Block{head(4, "Four")}},
		"a level of its own wins over the style": {
			`<w:p><w:pPr><w:pStyle w:val="H1"/><w:outlineLvl w:val="9"/></w:pPr>` + r("Text") + `</w:p>`, []corpus.Block{{Text: "Text"}},
		},
		"a long paragraph is no heading": {styled("H1", strings.Repeat("长", 200)), []corpus.Block{{Text: strings.Repeat("长", 200)}}},
		"tabs, hyphens and symbols": {
			`<w:p><w:r><w:t>a</w:t><w:tab/><w:t>well</w:t><w:noBreakHyphen/><w:t>known co</w:t><w:softHyphen/><w:t>op </w:t>` +
				`<w:sym w:font="Wingdings" w:char="F0FE"/><w:t> x </w:t><w:sym w:font="Symbol" w:char="F0B3"/><w:t> 5</w:t></w:r></w:p>`,
			[]corpus.Block{{Text: "a well-known coop ☑ x ≥ 5"}},
		},
		"a broken line goes on unless a sentence ended": {
			`<w:p><w:r><w:t>One</w:t><w:br/><w:t>goes on.</w:t><w:br/><w:t>Two.</w:t></w:r></w:p>`, []corpus.Block{{Text: "One goes on."}, {Text: "Two."}},
		},
		"a heading is one line": {
			`<w:p>` + heading + `<w:r><w:t>关于办法</w:t><w:br/><w:t>的通知</w:t></w:r></w:p>`, []corpus.Block{head(1, "关于办法的通知")},
		},
		"tracked changes": {
			`<w:p>` + r("Pay ") + `<w:del><w:r><w:delText>five</w:delText><w:t>5</w:t></w:r></w:del><w:ins>` + r("six") + `</w:ins>` +
				`<w:moveFrom>` + r(" gone") + `</w:moveFrom><w:moveTo>` + r(" moved") + `</w:moveTo></w:p>`,
			[]corpus.Block{{Text: "Pay six moved"}},
		},
		"a deleted end joins paragraphs": {
			`<w:p><w:pPr><w:pStyle w:val="H1"/><w:rPr><w:del/></w:rPr></w:pPr>` + r("One ") + `</w:p>` + p("two.") + p("Three."),
			[]corpus.Block{{Text: "One two."}, {Text: "Three."}},
		},
		"a deleted end before a table": {
			`<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>` + r("One.") + `</w:p>` + tbl(tr(tc("", "a"), tc("", "b")), tr(tc("", "c"), tc("", "d"))) + p("Two."),
			[]corpus.Block{{Text: "One."}, row("a | b"), row("c | d"), {Text: "Two."}},
		},
		"the last deleted end loses nothing": {
			`<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>` + r("Last.") + `</w:p>`, []corpus.Block{{Text: "Last."}},
		},
		"what a change replaced is not read": {
			`<w:p><w:pPr><w:pPrChange><w:pPr><w:pStyle w:val="H1"/></w:pPr></w:pPrChange></w:pPr>` + r("Text") + `</w:p>`, []corpus.Block{{Text: "Text"}},
		},
		"hidden text": {
			`<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r><w:r><w:rPr><w:rStyle w:val="Gone"/></w:rPr><w:t>secret</w:t></w:r>` +
				`<w:r><w:rPr><w:rStyle w:val="Gone"/><w:vanish w:val="0"/></w:rPr><w:t>seen</w:t></w:r></w:p>`,
			[]corpus.Block{{Text: "seen"}},
		},
		"comments": {`<w:p><w:commentRangeStart w:id="1"/>` + r("Text.") + `<w:r><w:commentReference w:id="1"/></w:r></w:p>`, []corpus.Block{{Text: "Text."}}},
		"content controls, links and tags": {
			`<w:sdt><w:sdtPr><w:alias w:val="x"/></w:sdtPr><w:sdtContent><w:p><w:hyperlink>` + r("a") + `</w:hyperlink><w:sdt><w:sdtContent>` + r("b") +
				`</w:sdtContent></w:sdt><w:smartTag>` + r("c") + `</w:smartTag></w:p></w:sdtContent></w:sdt>`,
			[]corpus.Block{{Text: "abc"}},
		},
		"formulas": {`<w:p>` + r("E = ") + `<m:oMath><m:r><m:t>m</m:t></m:r><m:sSup><m:e><m:r><m:t>c</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup></m:oMath></w:p>`, []corpus.Block{{Text: "E = mc2"}}},
		"characters with their reading above": {
			`<w:p><w:r><w:ruby><w:rt>` + r("fǎ") + `</w:rt><w:rubyBase>` + r("法") + `</w:rubyBase></w:ruby></w:r></w:p>`, []corpus.Block{{Text: "法"}},
		},
		"text boxes once, after their paragraph": {
			`<w:p><w:r><mc:AlternateContent><mc:Choice><w:drawing><x><w:txbxContent>` + p("Box.") + `</w:txbxContent></x></w:drawing></mc:Choice>` +
				`<mc:Fallback><w:pict><v:textbox><w:txbxContent>` + p("Box.") + `</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>` + r("Host.") + `</w:p>`,
			[]corpus.Block{{Text: "Host."}, {Text: "Box."}},
		},
		"the old branch where the new one says nothing": {
			`<w:p><mc:AlternateContent><mc:Choice><w:r><w:drawing/></w:r></mc:Choice><mc:Fallback>` + r("old") + `</mc:Fallback></mc:AlternateContent></w:p>`,
			[]corpus.Block{{Text: "old"}},
		},
		"bold lines above text": {
			`<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Leave</w:t></w:r></w:p>` + p("Staff may take leave.") + `<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>All bold.</w:t></w:r></w:p>`,
			[]corpus.Block{head(2, "Leave"), {Text: "Staff may take leave."}, {Text: "All bold."}},
		},
		"bold lines among numbered parts": {
			p("第一章 总则") + `<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>目的</w:t></w:r></w:p>` + p("第一条 为了规范。"),
			[]corpus.Block{{Text: "第一章 总则"}, {Text: "目的"}, {Text: "第一条 为了规范。"}},
		},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(tc.want, read(t, document(tc.body)).Blocks); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func mark(kind string) string { return `<w:r><w:fldChar w:fldCharType="` + kind + `"/></w:r>` }
func instruction(s string) string {
	return mark("begin") + `<w:r><w:instrText> ` + s + ` \o </w:instrText></w:r>` + mark("separate")
}

func TestFieldsShowTheirResult(t *testing.T) {
	for name, tc := range map[string]struct {
		body string
		want []corpus.Block
	}{
		"the result stays": {`<w:p>` + r("See ") + instruction("REF x") + r("Article 5") + mark("end") + r(".") + `</w:p>`, []corpus.Block{{Text: "See Article 5."}}},
		"a simple field":   {`<w:p><w:fldSimple w:instr=" DATE ">` + r("2024") + `</w:fldSimple></w:p>`, []corpus.Block{{Text: "2024"}}},
		"a field within an instruction": {
			`<w:p>` + mark("begin") + r("IF ") + instruction("REF y") + r("y") + mark("end") + mark("separate") + r("shown") + mark("end") + `</w:p>`,
			[]corpus.Block{{Text: "shown"}},
		},
		"a table of contents goes with its title": {
			p("目  录") + `<w:p>` + instruction(`TOC \o "1-3"`) + instruction("HYPERLINK") + r("第一章 总则 1") + mark("end") + `</w:p>` + p("第二章 附则 2") + `<w:p>` + mark("end") + `</w:p>` + p("Text."),
			[]corpus.Block{{Text: "Text."}},
		},
		"a table of contents in a control": {
			`<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr><w:sdtContent>` + p("Contents") + p("One 1") + `</w:sdtContent></w:sdt>` + p("Text."),
			[]corpus.Block{{Text: "Text."}},
		},
		"entries of contents by their style": {styled("TOC1", "One 1") + p("Text."), []corpus.Block{{Text: "Text."}}},
		"a field without end hides nothing":  {`<w:p>` + r("A ") + instruction("TOC") + r("b") + `</w:p>` + p("c"), []corpus.Block{{Text: "A b"}, {Text: "c"}}},
		"an end too many":                    {`<w:p>` + mark("end") + r("Text.") + `</w:p>`, []corpus.Block{{Text: "Text."}}},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(tc.want, read(t, document(tc.body)).Blocks); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestTheTitleIsFound(t *testing.T) {
	centred := func(text string) string { return `<w:p><w:pPr><w:jc w:val="center"/></w:pPr>` + r(text) + `</w:p>` }
	property := func(title string) string { return `<x xmlns:dc="d"><dc:title>` + title + `</dc:title></x>` }
	for name, tc := range map[string]struct {
		body, property, want string
	}{
		"by its style":                       {styled("H1", "One") + styled("T", "The Title"), property("Other title"), "The Title"},
		"by its style in two lines":          {p("附件") + styled("T", "关于印发办法") + styled("T", "的通知") + p("各部门："), "", "关于印发办法的通知"},
		"not a file of some kind":            {centred("关于清理规范性文件") + centred("的通知") + p("各部门："), "", "关于清理规范性文件的通知"},
		"centred in two lines":               {p("") + centred("关于印发办法") + centred("的通知") + centred("国发〔2024〕12号") + p("各部门："), "", "关于印发办法的通知"},
		"below a letterhead":                 {centred("某某市人民政府文件") + centred("某政发〔2024〕3号") + p("") + centred("关于印发办法的通知") + p("各部门："), "", "关于印发办法的通知"},
		"below the number of an annex":       {p("附件1") + centred("申报指南") + p("一、条件"), "", "申报指南"},
		"not the date of a cover":            {centred("Annual Plan") + p("") + p("") + centred("Ministry") + centred("2024年1月"), "", "Annual Plan"},
		"not the first chapter":              {centred("第一章 总则") + p("第一条 为了规范。"), "", ""},
		"from the properties where no other": {p("Text."), property("Rules on Leave"), "Rules on Leave"},
		"not the name of a file":             {p("Text."), property("rules final.doc"), ""},
		"not what a program fills in":        {p("Text."), property("Microsoft Word - x"), ""},
	} {
		t.Run(name, func(t *testing.T) {
			parts := document(tc.body)
			if tc.property != "" {
				parts["docProps/core.xml"] = tc.property
			}
			if got := read(t, parts).Meta.Title; got != tc.want {
				t.Errorf("the title is %q, not %q", got, tc.want)
			}
		})
	}
}

func TestAHeadingIsOnlyTheTitleWhereItStandsFirst(t *testing.T) {
	for name, tc := range map[string]struct{ body, want string }{
		"first":          {styled("H1", "Rules on Leave") + p("Text."), "Rules on Leave"},
		"below text":     {p("Text.") + styled("H1", "Introduction"), "rules"},
		"the first of 1": {item(1, 0, "x") + p("Text."), "rules"},
	} {
		t.Run(name, func(t *testing.T) {
			parts := document(strings.ReplaceAll(tc.body, `<w:numPr>`, `<w:outlineLvl w:val="0"/><w:numPr>`))
			parts["word/numbering.xml"] = wrap("numbering", abstract(0, lvl(0, "decimal", "%1.", ""))+num(1, 0, ""))
			d, err := corpus.NewDocument("rules.docx", read(t, parts))
			if err != nil {
				t.Fatal(err)
			}
			if d.Title != tc.want {
				t.Errorf("the title is %q, not %q", d.Title, tc.want)
			}
		})
	}
}

func TestNotesFollowWhatCitesThem(t *testing.T) {
	cite := func(kind, id string) string { return `<w:r><w:` + kind + `Reference w:id="` + id + `"/></w:r>` }
	parts := document(styled("H1", "One") + `<w:p>` + r("Claim.") + cite("footnote", "7") + r(" More.") + cite("endnote", "7") + cite("footnote", "7") + cite("footnote", "99") + `</w:p>` + p("Next."))
	parts["word/footnotes.xml"] = wrap("footnotes", `<w:footnote w:type="separator" w:id="0">`+p("---")+`</w:footnote><w:footnote w:id="7"><w:p><w:r><w:footnoteRef/></w:r>`+r(" The source.")+`</w:p>`+p("Its page.")+`</w:footnote>`)
	parts["word/endnotes.xml"] = wrap("endnotes", `<w:endnote w:id="7">`+p("The end.")+`</w:endnote>`)
	want := []corpus.Block{head(1, "One"), {Text: "Claim.[1] More.[2][1]"}, {Text: "[1] The source."}, {Text: "Its page."}, {Text: "[2] The end."}, {Text: "Next."}}
	if diff := cmp.Diff(want, read(t, parts).Blocks); diff != "" {
		t.Error(diff)
	}
}
