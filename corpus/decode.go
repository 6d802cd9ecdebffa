package corpus

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"
)

var errBinary = ErrEncoding.Errorf("is not text in UTF-8, UTF-16, GB18030, Big5 or Windows-1252; save it as UTF-8 text")

// signatures are the first bytes of formats that are often given a wrong name.
var signatures = []struct{ prefix, name string }{
	{"%PDF-", PDFSignature},
	{"PK\x03\x04", "a ZIP or office file"},
	{"\xD0\xCF\x11\xE0", "an old Microsoft Office file"},
	{"{\\rtf", "an RTF file"},
	{"\x89PNG", "a PNG picture"},
	{"\xFF\xD8\xFF", "a JPEG picture"},
	{"GIF8", "a GIF picture"},
	{"\x1F\x8B", "a gzip file"},
}

// PDFSignature is what [Signature] calls a PDF.
const PDFSignature = "a PDF file"

// Signature names the format that the first bytes of a file state, such as "a
// ZIP or office file", or is empty where they state none that is known.
func Signature(data []byte) string {
	for _, s := range signatures {
		if bytes.HasPrefix(data, []byte(s.prefix)) {
			return s.name
		}
	}
	return ""
}

// Decode turns a file into text and names its character set: UTF-8, UTF-8 with
// BOM, UTF-16LE, UTF-16BE (both also without a byte order mark), GB18030, Big5 or
// windows-1252. Bytes that the set does not have become U+FFFD. Data that is
// no text is an error.
func Decode(data []byte) (text, encoding string, err error) {
	if name := Signature(data); name != "" {
		return "", "", ErrExtension.Errorf("is %s, not text; give it the extension of its format or save it as UTF-8 text", name)
	}
	text, encoding, err = decode(data)
	if err == nil && controls(text)*50 > len(text) {
		err = errBinary
	}
	if err != nil {
		return "", "", err
	}
	return text, encoding, nil
}

func decode(data []byte) (string, string, error) {
	switch {
	case bytes.HasPrefix(data, []byte("\xEF\xBB\xBF")):
		return strings.ToValidUTF8(string(data[3:]), "\uFFFD"), "UTF-8 with BOM", nil
	case bytes.HasPrefix(data, []byte("\xFF\xFE\x00\x00")):
		return "", "", errBinary // UTF-32, or no text at all
	case bytes.HasPrefix(data, []byte("\xFF\xFE")):
		return decodeUTF16(data[2:], unicode.LittleEndian)
	case bytes.HasPrefix(data, []byte("\xFE\xFF")):
		return decodeUTF16(data[2:], unicode.BigEndian)
	case bytes.IndexByte(data, 0) >= 0:
		return guessUTF16(data)
	case utf8.Valid(data):
		return string(data), "UTF-8", nil
	}
	return guessLegacy(data)
}

// controls counts the control characters that no text holds.
func controls(s string) int {
	n := 0
	for i := 0; i < len(s); i++ {
		if c := s[i]; c < ' ' && (c < '\t' || c > '\r') && c != 0x1B {
			n++
		}
	}
	return n
}

func decodeUTF16(data []byte, order unicode.Endianness) (string, string, error) {
	name := "UTF-16LE"
	if order == unicode.BigEndian {
		name = "UTF-16BE"
	}
	text, err := transcode(data, unicode.UTF16(order, unicode.IgnoreBOM))
	return text, name, err
}

// guessUTF16 takes data with zero bytes for UTF-16 when nearly all of it is
// then in the blocks that policy documents are written in.
func guessUTF16(data []byte) (string, string, error) {
	for _, order := range []unicode.Endianness{unicode.LittleEndian, unicode.BigEndian} {
		text, name, err := decodeUTF16(data, order)
		if err == nil && len(data)%2 == 0 && isPlausible(text) {
			return text, name, nil
		}
	}
	return "", "", errBinary
}

func isPlausible(text string) bool {
	all, common := 0, 0
	for _, r := range text {
		all++
		if r >= ' ' && r < 0x250 || r == '\n' || r == '\r' || r == '\t' ||
			r >= 0x2010 && r <= 0x2040 || r >= 0x3000 && r <= 0x30FF ||
			r >= 0x4E00 && r <= 0x9FFF || r >= 0xAC00 && r <= 0xD7A3 || r >= 0xFF00 && r <= 0xFFEF {
			common++
		}
	}
	return all > 0 && common*20 >= all*19
}

// guessLegacy chooses between UTF-8 with damage, GB18030, Big5 and
// Windows-1252 by how many of the bytes above ASCII each explains as common
// characters.
func guessLegacy(data []byte) (string, string, error) {
	utf, gb, big5, latin := scoreUTF8(data), scorePairs(data, isCommonGB), scorePairs(data, isCommonBig5), scoreLatin(data)
	best := max(utf, gb, big5, latin)
	switch {
	case best < 0.6:
		return "", "", errBinary
	case best == utf:
		return strings.ToValidUTF8(string(data), "\uFFFD"), "UTF-8", nil
	case best == gb:
		text, err := transcode(data, simplifiedchinese.GB18030)
		return text, "GB18030", err
	case best == big5:
		text, err := transcode(data, traditionalchinese.Big5)
		return text, "Big5", err
	}
	text, err := transcode(data, charmap.Windows1252)
	return text, "windows-1252", err
}

func transcode(data []byte, e encoding.Encoding) (string, error) {
	text, err := e.NewDecoder().Bytes(data)
	if err != nil {
		return "", errBinary
	}
	return string(text), nil
}

// scoreUTF8 is the share of the bytes above ASCII that are well-formed UTF-8.
func scoreUTF8(data []byte) float64 {
	good, bad := 0, 0
	for i := 0; i < len(data); {
		r, n := utf8.DecodeRune(data[i:])
		switch {
		case r == utf8.RuneError && n == 1:
			bad++
		case n > 1:
			good += n
		}
		i += n
	}
	return share(good, bad)
}

// scorePairs is the share of the bytes above ASCII that belong to a pair that
// common accepts.
func scorePairs(data []byte, common func(lead, trail byte) bool) float64 {
	good, bad := 0, 0
	for i := 0; i < len(data); i++ {
		if data[i] < 0x80 {
			continue
		}
		if i+1 < len(data) && common(data[i], data[i+1]) {
			good += 2
		} else {
			bad += 2
		}
		i++
	}
	return share(good, bad)
}

// isCommonGB accepts the symbols and the 3755 everyday characters of GB 2312.
func isCommonGB(lead, trail byte) bool {
	return trail >= 0xA1 && (lead >= 0xA1 && lead <= 0xA3 || lead >= 0xB0 && lead <= 0xD7)
}

// isCommonBig5 accepts the symbols and the 5401 everyday characters of Big5.
func isCommonBig5(lead, trail byte) bool {
	return lead >= 0xA1 && lead <= 0xC6 && (trail >= 0x40 && trail <= 0x7E || trail >= 0xA1 && trail <= 0xFE)
}

// scoreLatin is the share of the bytes above ASCII that stand between ASCII
// letters, spaces or punctuation, as accents, dashes and curly quotes do. It
// never reaches what a Chinese text scores in its own set.
func scoreLatin(data []byte) float64 {
	good, bad := 0, 0
	for i, c := range data {
		if c < 0x80 {
			continue
		}
		if (i == 0 || data[i-1] < 0x80) && (i+1 == len(data) || data[i+1] < 0x80) {
			good++
		} else {
			bad++
		}
	}
	return 0.9 * share(good, bad)
}

func share(good, bad int) float64 {
	if good+bad == 0 {
		return 0
	}
	return float64(good) / float64(good+bad)
}
