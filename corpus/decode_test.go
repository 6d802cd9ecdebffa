package corpus

import (
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"
)

func TestDecodeFindsTheCharacterSet(t *testing.T) {
	const simplified = "国务院关于印发管理办法的通知，各省、自治区、直辖市人民政府。"
	const traditional = "國務院關於印發管理辦法的通知，各省、自治區、直轄市人民政府。"
	for name, tc := range map[string]struct {
		set  encoding.Encoding
		text string
	}{
		"GB18030":  {simplifiedchinese.GB18030, simplified},
		"Big5":     {traditionalchinese.Big5, traditional},
		"UTF-16LE": {unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), simplified},
		"UTF-16BE": {unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), "A plain English text without a mark at its beginning."},
		"UTF-8":    {encoding.Nop, simplified},
	} {
		t.Run(name, func(t *testing.T) {
			data, err := tc.set.NewEncoder().Bytes([]byte(tc.text))
			if err != nil {
				t.Fatal(err)
			}
			text, found, err := Decode(data)
			if err != nil || found != name || text != tc.text {
				t.Errorf("found %s, %v: %q", found, err, text)
			}
		})
	}
	if text, found, err := Decode([]byte("\xef\xbb\xbftext")); text != "text" || found != "UTF-8 with BOM" || err != nil {
		t.Error(text, found, err)
	}
}

func TestNormalizeShowsOnlyWhatAReaderSees(t *testing.T) {
	for in, want := range map[string]string{
		"a\r\nb\rc":               "a\nb\nc",
		"e\u0301":                 "é",
		"pay\u200bment\u202e!":    "payment!",
		"a\U000E0041\U000E007Fb":  "ab",
		"a<!-- hidden\n -->b":     "ab",
		"a <!-- never closed":     "a <!-- never closed",
		"a\u00a0b\u3000c":         "a b c",
		"\x00\x07tab\there":       "tab\there",
		"<!-<!-- x -->- x -->end": "end",
	} {
		if got := Normalize(in); got != want {
			t.Errorf("Normalize(%q) = %q, want %q", in, got, want)
		}
	}
}
