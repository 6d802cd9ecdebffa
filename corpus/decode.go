package corpus

import (
	"bytes"
	"encoding/binary"
	"errors"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

// errBinary is what a file is told that holds no text.
var errBinary = errors.New("is not text; give it the extension of its format, or save it as UTF-8")

// Decode returns the text of a file and the name of the character set it was
// in: UTF-8, UTF-8 with BOM, UTF-16LE, UTF-16BE, GB18030 or Big5. Of the last
// two, which many texts fit both, the one is taken whose common characters the
// text uses.
func Decode(data []byte) (text, name string, err error) {
	switch {
	case bytes.HasPrefix(data, []byte("\xEF\xBB\xBF")):
		text, name = string(data[3:]), "UTF-8 with BOM"
	case bytes.HasPrefix(data, []byte("\xFF\xFE")):
		text, name = decodeUTF16(data[2:], binary.LittleEndian), "UTF-16LE"
	case bytes.HasPrefix(data, []byte("\xFE\xFF")):
		text, name = decodeUTF16(data[2:], binary.BigEndian), "UTF-16BE"
	case utf8.Valid(data) && !bytes.ContainsRune(data, 0):
		text, name = string(data), "UTF-8"
	default:
		text, name = decodeLegacy(data)
	}
	if name == "" || !isText(text) {
		return "", "", errBinary
	}
	return text, name, nil
}

func decodeUTF16(data []byte, order binary.ByteOrder) string {
	units := make([]uint16, len(data)/2)
	for i := range units {
		units[i] = order.Uint16(data[2*i:])
	}
	return string(utf16.Decode(units))
}

// decodeLegacy tries the character sets that do not name themselves.
func decodeLegacy(data []byte) (text, name string) {
	if bytes.ContainsRune(data, 0) {
		return decodeBareUTF16(data)
	}
	best := 0.0
	for _, c := range []struct {
		name string
		set  encoding.Encoding
	}{{"GB18030", simplifiedchinese.GB18030}, {"Big5", traditionalchinese.Big5}} {
		decoded, err := c.set.NewDecoder().Bytes(data)
		if err != nil {
			continue
		}
		if score := plausible(string(decoded)); score > best {
			best, text, name = score, string(decoded), c.name
		}
	}
	if best > 0.5 {
		return text, name
	}
	if s := string(bytes.ToValidUTF8(data, []byte("�"))); mostlyValid(s) {
		return s, "UTF-8" // with a few broken bytes, such as a cut-off end
	}
	return text, name
}

func mostlyValid(s string) bool {
	broken := 0
	for _, r := range s {
		if r == utf8.RuneError {
			broken++
		}
	}
	return broken*100 < utf8.RuneCountInString(s)
}

func decodeBareUTF16(data []byte) (string, string) {
	for _, c := range []struct {
		name  string
		order binary.ByteOrder
	}{{"UTF-16LE", binary.LittleEndian}, {"UTF-16BE", binary.BigEndian}} {
		if text := decodeUTF16(data, c.order); len(data)%2 == 0 && plausible(text) > 0.9 {
			return text, c.name
		}
	}
	return "", ""
}

// common are characters that stand in almost every Chinese text, in either
// script. Text decoded by the wrong table has next to none of them.
var common = func() map[rune]bool {
	m := make(map[rune]bool)
	for _, r := range "的一是不了在有和人这中大为上个国我以要他时来用们生到作地于出会可也你对就年学者理发业企市工行政策法关务条第部项规定本应当办区公开经济民场管文件通知實施為國會發業企條規應當關務區經濟場標準這個來們時學對點產機構請辦處資與於後" {
		m[r] = true
	}
	return m
}()

// plausible is the share of a text's letters that a reader would expect there:
// ASCII letters, and Han characters as far as common ones are among them.
func plausible(text string) float64 {
	var ascii, han, known, odd float64
	for _, r := range text {
		switch {
		case r < utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsDigit(r)):
			ascii++
		case unicode.Is(unicode.Han, r):
			han++
			if common[r] {
				known++
			}
		case r == utf8.RuneError, unicode.Is(unicode.Co, r), unicode.IsControl(r) && r != '\n' && r != '\r' && r != '\t', unicode.Is(unicode.Hangul, r):
			odd += 3
		case unicode.IsLetter(r):
			odd++
		}
	}
	if ascii+han+odd == 0 {
		return 0
	}
	// A tenth of running Chinese are characters of the list at the very least.
	return (ascii + min(han, 10*known)) / (ascii + han + odd)
}

// isText reports whether text is free of what only binary files hold.
func isText(text string) bool {
	controls, total := 0, 0
	for _, r := range text {
		total++
		if r == 0 || unicode.IsControl(r) && r != '\n' && r != '\r' && r != '\t' && r != '\f' && r != 0x0B && r != 0x85 {
			controls++
		}
	}
	return controls*100 <= total
}
