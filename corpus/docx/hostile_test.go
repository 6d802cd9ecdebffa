package docx

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"
	"time"

	"footnote/corpus"
)

// failure reads data that cannot be served.
func failure(t *testing.T, data []byte) string {
	t.Helper()
	_, err := Reader{}.Read(corpus.File{Data: data})
	if err == nil {
		t.Fatal("it was read without an error")
	}
	return err.Error()
}

func TestWhatIsNoDocumentIsRefusedByName(t *testing.T) {
	wide := func(s string) string { return strings.Join(strings.Split(s, ""), "\x00") }
	const ole = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"
	whole := pack(t, document(p("Text.")))
	damaged := pack(t, map[string]string{"word/document.xml": wrap("document", "<w:body><w:p></w:body>")})
	for name, tc := range map[string]struct {
		data []byte
		want string
	}{
		"locked":              {[]byte(ole + strings.Repeat("\x00", 600) + wide("EncryptedPackage")), "locked by a password"},
		"an old document":     {[]byte(ole + strings.Repeat("\x00", 600) + wide("WordDocument")), "save it as .docx"},
		"a page of the web":   {[]byte("<html></html>"), "not a Word document"},
		"nothing":             {nil, "not a Word document"},
		"cut off":             {whole[:len(whole)/2], "damaged or incomplete"},
		"broken":              {damaged, "is damaged"},
		"an Excel file":       {pack(t, map[string]string{"_rels/.rels": `<Relationships><Relationship Type="x/officeDocument" Target="xl/workbook.xml"/></Relationships>`, "xl/workbook.xml": "<x/>"}), "Excel"},
		"a PowerPoint file":   {pack(t, map[string]string{"ppt/presentation.xml": "<x/>"}), "PowerPoint"},
		"an OpenDocument":     {pack(t, map[string]string{"mimetype": "x", "META-INF/manifest.xml": "<x/>", "content.xml": "<x/>"}), "OpenDocument"},
		"any other archive":   {pack(t, map[string]string{"a.txt": "x"}), "without a Word document"},
		"paths that lead out": {pack(t, map[string]string{"../../word/../etc/passwd": "x", "/etc/passwd": "x"}), "without a Word document"},
		"an empty part":       {pack(t, map[string]string{"word/document.xml": ""}), "is damaged"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := failure(t, tc.data); !strings.Contains(got, tc.want) || strings.Contains(got, "\n") {
				t.Errorf("%q does not say %q", got, tc.want)
			}
		})
	}
}

func TestADocumentWithoutTextHasNoBlocks(t *testing.T) {
	content := read(t, document(`<w:p/><w:sectPr/>`))
	if _, err := corpus.NewDocument("x.docx", content); err == nil {
		t.Error("an empty document is served")
	}
}

// bomb makes a file whose main part unpacks to much more than it holds.
func bomb(t *testing.T, size int64) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.Create("word/document.xml")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.WriteString(w, `<w:document xmlns:w="w"><w:body><w:p><w:r><w:t>`); err != nil {
		t.Fatal(err)
	}
	for chunk := bytes.Repeat([]byte("a"), 1<<20); size > 0; size -= int64(len(chunk)) {
		if _, err := w.Write(chunk); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestABombIsStoppedWhileItUnpacks(t *testing.T) {
	data := bomb(t, 200<<20)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	start := time.Now()
	got := failure(t, data)
	runtime.ReadMemStats(&after)
	if !strings.Contains(got, "unpacks to more than 64 MiB") {
		t.Error(got)
	}
	t.Logf("%d KB that unpack to 200 MB: %v, %d MB allocated", len(data)>>10, time.Since(start), (after.TotalAlloc-before.TotalAlloc)>>20)
	if after.TotalAlloc-before.TotalAlloc > 512<<20 {
		t.Errorf("%d MB were allocated", (after.TotalAlloc-before.TotalAlloc)>>20)
	}
}

func TestWhatGrowsWithoutMeasureIsBounded(t *testing.T) {
	for name, tc := range map[string]struct {
		body, numbering, want string
	}{
		"deep nesting":          {strings.Repeat("<w:sdt>", 100000), "", "nests its parts"},
		"tables in tables":      {strings.Repeat("<w:tbl><w:tr><w:tc>", 1000), "", "nests its parts"},
		"thirty tables":         {strings.Repeat("<w:tbl><w:tr><w:tc>", 30) + p("a") + strings.Repeat("</w:tc></w:tr></w:tbl>", 30), "", "nests its parts"},
		"fields in fields":      {`<w:p>` + strings.Repeat(mark("begin"), 2000) + `</w:p>`, "", "fields nested too deep"},
		"a tag without end":     {`<w:p` + strings.Repeat(` a=""`, 1<<19) + `/>`, "", "tag without end"},
		"an entity":             {p("&lol;"), "", "is damaged"},
		"a marker of half a MB": {strings.Repeat(item(1, 0, "a"), 1000), abstract(0, lvl(0, "decimal", strings.Repeat("x", 1<<19), "")) + num(1, 0, ""), ""},
		"absurd numbers":        {item(1, 0, "a") + item(1000000000000, 99, "b"), abstract(0, strings.ReplaceAll(lvl(0, "upperRoman", "%1%1%1", ""), `w:val="1"`, `w:val="99999999999"`)) + num(1, 0, ""), ""},
		"long merged columns":   {tbl(strings.Repeat(tr(tc(`<w:vMerge w:val="restart"/>`, strings.Repeat("x", 1000)), tc("", "a"))+strings.Repeat(tr(tc(`<w:vMerge/>`, ""), tc("", "b")), 1000), 2)), "", ""},
		"ends that are gone":    {strings.Repeat(`<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>`+r("word ")+`</w:p>`, 50000), "", ""},
		"one note cited much":   {`<w:p>` + strings.Repeat(`<w:r><w:footnoteReference w:id="1"/></w:r>`, 50000) + `</w:p>`, "", ""},
		"lines without end":     {`<w:p><w:r>` + strings.Repeat(`<w:t>word</w:t><w:br/>`, 50000) + `</w:r></w:p>`, "", ""},
		"columns without end":   {tbl(tr(strings.Repeat(tc(`<w:gridSpan w:val="999999"/>`, "a"), 20000)), tr(tc("", "b"))), "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			parts := document(tc.body)
			parts["word/numbering.xml"] = wrap("numbering", tc.numbering)
			parts["word/footnotes.xml"] = wrap("footnotes", `<w:footnote w:id="1">`+p(strings.Repeat("x", 10000))+`</w:footnote>`)
			start := time.Now()
			content, err := Reader{}.Read(corpus.File{Data: pack(t, parts)})
			if got := fmt.Sprint(err); tc.want != "" && !strings.Contains(got, tc.want) || tc.want == "" && err != nil {
				t.Errorf("%.200q", got)
			}
			size := 0
			for _, b := range content.Blocks {
				size += len(b.Text)
			}
			if size > 4<<20 || time.Since(start) > time.Minute {
				t.Errorf("%d bytes of text after %v", size, time.Since(start))
			}
		})
	}
}

func TestADirectoryOfAMillionNamesIsNotRead(t *testing.T) {
	data := append(pack(t, document(p("Text."))), bytes.Repeat([]byte("PK\x01\x02"), maxEntries)...)
	if got := failure(t, data); !strings.Contains(got, "more than 20000 parts") {
		t.Error(got)
	}
}

func FuzzRead(f *testing.F) {
	f.Add(wrap("document", `<w:body>`+p("Text.")+tbl(tr(tc(`<w:vMerge w:val="restart"/>`, "a"), tc("", "b")))+`</w:body>`), wrap("numbering", abstract(0, lvl(0, "chineseCounting", "第%1条", ""))+num(1, 0, "")), someStyle)
	f.Add(wrap("document", `<w:body>`+item(1, 0, "a")+styled("H1", "一")+`<w:p>`+instruction("TOC")+mark("end")+`</w:p></w:body>`), "", "")
	f.Add(`<a><body><p><r><AlternateContent><Choice><drawing><txbxContent><p><r><br/><t>x</t></r></p></txbxContent></drawing></Choice></AlternateContent><footnoteReference id=""/></r></p></body></a>`, "<a/>", "<a><style/></a>")
	f.Fuzz(func(t *testing.T, main, numbering, styles string) {
		parts := document("")
		parts["word/document2.xml"], parts["word/numbering.xml"], parts["word/styles.xml"] = main, numbering, styles
		parts["word/footnotes.xml"] = main
		content, err := Reader{}.Read(corpus.File{Data: pack(t, parts)})
		if err != nil && content.Blocks != nil {
			t.Fatal("an error comes with text")
		}
		for _, b := range content.Blocks {
			if b.Text == "" || b.Kind == corpus.Heading && b.Level < 1 {
				t.Fatalf("%+v", b)
			}
		}
	})
}

func FuzzFile(f *testing.F) {
	f.Add(pack(f, document(p("Text."))))
	f.Add([]byte("PK\x03\x04"))
	f.Fuzz(func(t *testing.T, data []byte) {
		before := bytes.Clone(data)
		Reader{}.Read(corpus.File{Data: data})
		if !bytes.Equal(before, data) {
			t.Fatal("the data were changed")
		}
	})
}
