package pdf

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"strings"
	"unicode/utf16"
)

// A draft is a PDF in the making: pages of drawing operators, in fonts that
// every reader knows.
type draft struct {
	pages   []string
	catalog string         // more entries of it
	info    string         // more entries of the trailer
	extra   map[int]string // objects by number, from firstExtra
	page    string         // more entries of each page
}

const firstExtra = 50

// Fonts of a draft.
const (
	roman10 = "/R 10 Tf"
	bold10  = "/B 10 Tf"
	bold18  = "/B 18 Tf"
	song12  = "/S 12 Tf"
)

// at draws a text in a font at a place.
func at(font string, x, y float64, text string) string {
	if strings.HasPrefix(font, "/S") {
		return fmt.Sprintf("BT %s %g %g Td <%s> Tj ET\n", font, x, y, hexUTF16(text))
	}
	return fmt.Sprintf("BT %s %g %g Td (%s) Tj ET\n", font, x, y, strings.NewReplacer(`\`, `\\`, "(", `\(`, ")", `\)`).Replace(text))
}

// column draws lines below each other.
func column(font string, x, y float64, lines ...string) string {
	out := ""
	for i, l := range lines {
		out += at(font, x, y-12*float64(i), l)
	}
	return out
}

func hexUTF16(s string) string {
	var b strings.Builder
	for _, u := range utf16.Encode([]rune(s)) {
		fmt.Fprintf(&b, "%04X", u)
	}
	return b.String()
}

// bytes writes the file.
func (d draft) bytes() []byte {
	objects := map[int]string{
		1: "<< /Type /Catalog /Pages 2 0 R " + d.catalog + " >>",
		3: "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
		4: "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>",
		5: "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [6 0 R] >>",
		6: "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> /FontDescriptor 7 0 R >>",
		7: "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>",
		8: stream("/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8", []byte{0x80}),
	}
	kids := ""
	for i, content := range d.pages {
		page, body := 1000+2*i, 1001+2*i
		kids += fmt.Sprintf("%d 0 R ", page)
		objects[page] = fmt.Sprintf("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R %s /Resources << /Font << /R 3 0 R /B 4 0 R /S 5 0 R /X %d 0 R >> /XObject << /I 8 0 R >> >> >>", body, d.page, firstExtra)
		objects[body] = stream("", []byte(content))
	}
	objects[2] = fmt.Sprintf("<< /Type /Pages /Kids [%s] /Count %d >>", kids, len(d.pages))
	for n, o := range d.extra {
		objects[n] = o
	}
	return file(objects, d.info)
}

// stream is a compressed stream.
func stream(entries string, data []byte) string {
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	w.Write(data)
	w.Close()
	return fmt.Sprintf("<< %s /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream", entries, b.Len(), b.String())
}

func file(objects map[int]string, trailer string) []byte {
	last := 0
	for n := range objects {
		last = max(last, n)
	}
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n")
	offsets := make([]int, last+1)
	for n := 1; n <= last; n++ {
		if o, ok := objects[n]; ok {
			offsets[n] = b.Len()
			fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", n, o)
		}
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", last+1)
	for n := 1; n <= last; n++ {
		if offsets[n] == 0 {
			b.WriteString("0000000000 00000 f \n")
			continue
		}
		fmt.Fprintf(&b, "%010d 00000 n \n", offsets[n])
	}
	fmt.Fprintf(&b, "trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n", last+1, trailer, start)
	return b.Bytes()
}
