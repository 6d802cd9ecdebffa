package corpus

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"
)

// DecodeDeclared decodes as [Decode] does, with what is said of the data: names
// of character sets as the web uses them, the most trusted first. The bytes are
// believed before any name: what is well-formed UTF-8 is UTF-8 whatever is
// declared, and a declared set that does not explain the bytes is passed over.
func DecodeDeclared(data []byte, declared ...string) (text, encoding string, err error) {
	if isMarked(data) || !isASCII(data) && scoreUTF8(data) > 0.9 {
		return Decode(data)
	}
	for _, name := range declared {
		if text, encoding, ok := decodeAs(data, name); ok {
			return text, encoding, nil
		}
	}
	return Decode(data)
}

// isMarked reports whether the data begin as UTF-16, UTF-8 or another format
// does, or hold what no other text does.
func isMarked(data []byte) bool {
	for _, s := range signatures {
		if bytes.HasPrefix(data, []byte(s.prefix)) {
			return true
		}
	}
	return bytes.HasPrefix(data, []byte("\xEF\xBB\xBF")) || bytes.HasPrefix(data, []byte("\xFF\xFE")) ||
		bytes.HasPrefix(data, []byte("\xFE\xFF")) || bytes.IndexByte(data, 0) >= 0
}

func isASCII(data []byte) bool {
	for _, c := range data {
		if c >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// decodeAs decodes data in the set of a name where it explains them.
func decodeAs(data []byte, name string) (text, set string, ok bool) {
	e, err := htmlindex.Get(strings.TrimSpace(name))
	if err != nil {
		return "", "", false
	}
	set, err = htmlindex.Name(e)
	if err != nil {
		return "", "", false
	}
	switch set {
	case "utf-8", "utf-16le", "utf-16be", "replacement", "x-user-defined":
		return "", "", false // their own bytes would have told
	case "gbk", "gb18030":
		set = "GB18030"
		e, _ = htmlindex.Get(set)
	case "big5":
		set = "Big5"
	}
	text, err = transcode(data, e)
	if err != nil || controls(text)*50 > len(text) || !explains(data, text, e, set) {
		return "", "", false
	}
	return text, set, true
}

// explains reports whether data read as text in a set make sense. A set of
// single bytes gives some character for nearly every byte, so the characters
// must be letters, and those of Latin script must stand between others.
func explains(data []byte, text string, e encoding.Encoding, set string) bool {
	if isASCII(data) {
		return set == "iso-2022-jp" && bytes.IndexByte(data, 0x1B) >= 0
	}
	gb, big5, latin := scorePairs(data, isCommonGB), scorePairs(data, isCommonBig5), scoreLatin(data)
	best := max(gb, big5, latin)
	switch set {
	case "GB18030":
		return gb >= 0.6 && gb >= best-0.1
	case "Big5":
		return big5 >= 0.6 && big5 >= best-0.1
	}
	broken, letters, foreign, high := 0, 0, 0, 0
	for _, r := range text {
		switch {
		case r < utf8.RuneSelf:
			continue
		case r == utf8.RuneError:
			broken++
		case unicode.IsLetter(r) || unicode.IsMark(r):
			letters++
			if !unicode.Is(unicode.Latin, r) {
				foreign++
			}
		}
		high++
	}
	if broken*100 > high {
		return false
	}
	if len(data) > utf8.RuneCountInString(text) { // pairs of bytes
		return letters*10 > high*6
	}
	return latin >= 0.6 && foreign*2 < letters || foreign*10 > high*8
}
