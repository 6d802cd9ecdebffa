package pdf

import (
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"footnote/corpus"
)

const image = "q 595 0 0 842 0 0 cm /I Do Q\n"

func TestWhatCannotBeReadIsReportedWithItsRemedy(t *testing.T) {
	text := prose(700, "The authority decides within thirty days of the day on which it was asked.")
	whole := draft{pages: []string{text}}.bytes()
	undecodable := draft{
		pages: []string{strings.ReplaceAll(text, "/R ", "/X ")},
		extra: map[int]string{
			firstExtra:     fmt.Sprintf("<< /Type /Font /Subtype /Type0 /BaseFont /Unknown /Encoding /Identity-H /DescendantFonts [%d 0 R] >>", firstExtra+1),
			firstExtra + 1: "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Unknown /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>",
		},
	}
	locked := draft{pages: []string{text}, info: "/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <" +
		strings.Repeat("41", 32) + "> /U <" + strings.Repeat("42", 32) + "> >> /ID [<01> <01>]"}
	for name, test := range map[string]struct {
		data   []byte
		noText bool
		says   string
	}{
		"a scan":                    {draft{pages: []string{image, image}}.bytes(), true, "no text layer: run `ocrmypdf INPUT OUTPUT`"},
		"a scan with a stamp":       {draft{pages: []string{image + at(roman10, 72, 40, "Copy 12")}}.bytes(), true, "no text layer"},
		"half a scan":               {draft{pages: []string{text, image}}.bytes(), true, "no text layer on 1 of 2 pages"},
		"blank pages":               {draft{pages: []string{"", ""}}.bytes(), true, "its pages are blank"},
		"unknown glyphs":            {undecodable.bytes(), true, "cannot be decoded: run `ocrmypdf --force-ocr"},
		"locked":                    {locked.bytes(), false, "is locked by a password: save it without one (`qpdf"},
		"no PDF":                    {[]byte("<html>not found</html>"), false, "fetch it again"},
		"an office file":            {[]byte("PK\x03\x04\x14\x00"), false, "is a ZIP or office file, not a PDF; give it the extension of its format"},
		"nothing":                   {nil, false, "fetch it again"},
		"cut off in its first page": {whole[:len(whole)/8], false, "fetch it again"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := reader.Read(corpus.File{Data: test.data})
			if err == nil || errors.Is(err, corpus.ErrNoText) != test.noText || !strings.Contains(err.Error(), test.says) {
				t.Errorf("the error is %v; want one that says %q", err, test.says)
			}
		})
	}
}

func TestAFewPlatesAmongPagesOfTextAreServed(t *testing.T) {
	got := readBlocks(t, draft{pages: []string{prose(700, "One."), prose(700, "Two."), prose(700, "Three."), image}})
	if len(got) != 3 {
		t.Errorf("read as %q", got)
	}
}

func TestAFileWhoseTableIsWrongIsRepaired(t *testing.T) {
	data := draft{pages: []string{prose(700, "The authority decides.")}}.bytes()
	data = bytes.Replace(data, []byte("startxref\n"), []byte("startxref\n77"), 1)
	c, err := reader.Read(corpus.File{Data: data})
	if err != nil || len(c.Blocks) != 1 {
		t.Errorf("read as %v: %v", c.Blocks, err)
	}
}

// TestHostileFilesEndAndHarmNoOther reads files that were made to break readers,
// and a sound one behind each.
func TestHostileFilesEndAndHarmNoOther(t *testing.T) {
	sound := draft{pages: []string{prose(700, "The authority decides.")}}.bytes()
	for name, data := range map[string][]byte{
		"pages that are their own parents": file(map[int]string{
			1: "<< /Type /Catalog /Pages 2 0 R >>",
			2: "<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 2000000000 /Parent 3 0 R >>",
			3: "<< /Type /Pages /Kids [2 0 R] /Count 5 /Parent 2 0 R >>",
		}, ""),
		"a stream that inflates without end": draft{pages: []string{"/F Do"}, page: "/Contents 51 0 R", extra: map[int]string{51: bomb()}}.bytes(),
		"a form that draws itself": draft{pages: []string{"/F Do"}, page: "/Resources << /XObject << /F 51 0 R >> >>", extra: map[int]string{
			51: stream("/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /F 51 0 R >> >>", []byte(strings.Repeat("/F Do ", 100))),
		}}.bytes(),
		"arrays nested deeply":            draft{pages: []string{"x"}, catalog: "/X " + strings.Repeat("[", 200_000)}.bytes(),
		"a length that refers to itself":  file(map[int]string{1: "<< /Type /Catalog /Pages 2 0 R >>", 2: "<< /Type /Pages /Kids [3 0 R] /Count 1 >>", 3: "<< /Type /Page /Parent 2 0 R /Contents 4 0 R >>", 4: "<< /Length 4 0 R >>\nstream\nx\nendstream"}, ""),
		"tables that refer to each other": append(bytes.Clone(sound), "\nxref\n0 0\ntrailer << /Prev 9 /Root 1 0 R >>\nstartxref\n9\n%%EOF"...),
		"a million glyphs on a page":      draft{pages: []string{"BT /R 10 Tf 72 700 Td (" + strings.Repeat("word ", 200_000) + ") Tj ET"}}.bytes(),
	} {
		t.Run(name, func(t *testing.T) {
			c, err := reader.Read(corpus.File{Data: data})
			t.Logf("%d bytes: %d blocks, %v", len(data), len(c.Blocks), err)
			if c, err := reader.Read(corpus.File{Data: sound}); err != nil || len(c.Blocks) != 1 {
				t.Errorf("the next file was read as %v: %v", c.Blocks, err)
			}
		})
	}
}

// bomb is a stream of a few kilobytes that inflates to 320 MB.
func bomb() string {
	squeeze := func(write func(*zlib.Writer)) []byte {
		var b bytes.Buffer
		w, _ := zlib.NewWriterLevel(&b, zlib.BestCompression)
		write(w)
		w.Close()
		return b.Bytes()
	}
	inner := squeeze(func(w *zlib.Writer) {
		block := bytes.Repeat([]byte(" "), 1<<20)
		for range 320 {
			w.Write(block)
		}
	})
	outer := squeeze(func(w *zlib.Writer) { w.Write(inner) })
	return fmt.Sprintf("<< /Filter [/FlateDecode /FlateDecode] /Length %d >>\nstream\n%s\nendstream", len(outer), outer)
}

func TestAFileThatTakesTooLongIsGivenUp(t *testing.T) {
	d := draft{pages: make([]string, 3000)}
	for i := range d.pages {
		d.pages[i] = prose(700, "The authority decides within thirty days.")
	}
	readBlocks(t, draft{pages: d.pages[:1]}) // starts the library
	hasty := &Reader{engine: reader.engine, limit: 50 * time.Millisecond}
	if _, err := hasty.Read(corpus.File{Data: d.bytes()}); err == nil || !strings.Contains(err.Error(), "takes longer than 50ms") {
		t.Errorf("the error is %v", err)
	}
	if got := readBlocks(t, draft{pages: d.pages[:1]}); len(got) != 1 {
		t.Errorf("the next file was read as %v", got)
	}
}

func TestFilesAreReadAtTheSameTime(t *testing.T) {
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Go(func() {
			word := strings.Repeat(string(rune('a'+i)), 5)
			c, err := reader.Read(corpus.File{Data: draft{pages: []string{prose(700, "It says "+word+".")}}.bytes()})
			if err != nil || len(c.Blocks) != 1 || !strings.Contains(c.Blocks[0].Text, word) {
				t.Errorf("file %d was read as %v: %v", i, c.Blocks, err)
			}
		})
	}
	wg.Wait()
}
