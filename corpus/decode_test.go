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

func TestDecodeReadsWhatIsOnlyPartlyClear(t *testing.T) {
	const chinese = "第一条 为了规范管理，制定本办法。\n第二条 自2024年起施行。\n"
	encode := func(e encoding.Encoding, s string) []byte {
		data, err := e.NewEncoder().Bytes([]byte(s))
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	for name, tc := range map[string]struct {
		data           []byte
		text, encoding string
	}{
		"utf-16 without a mark":      {encode(unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), chinese), chinese, "UTF-16LE"},
		"big-endian without a mark":  {encode(unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), chinese), chinese, "UTF-16BE"},
		"western quotes and accents": {[]byte("The \x93caf\xe9\x94 of the minist\xe8re costs \x80 5 \x96 no more."), "The “café” of the ministère costs € 5 – no more.", "windows-1252"},
		"utf-8 cut off":              {[]byte(chinese[:len(chinese)-3]), chinese[:len(chinese)-4] + "\uFFFD", "UTF-8"},
		"utf-8 with a broken byte":   {[]byte("政策\xff文件，各部门执行。"), "政策\uFFFD文件，各部门执行。", "UTF-8"},
		"rare characters":            {encode(simplifiedchinese.GB18030, chinese+"镕堃㐂"), chinese + "镕堃㐂", "GB18030"},
		"mostly english":             {encode(simplifiedchinese.GB18030, "The ministry (工业和信息化部) shall act."), "The ministry (工业和信息化部) shall act.", "GB18030"},
		"nothing":                    {nil, "", "UTF-8"},
	} {
		t.Run(name, func(t *testing.T) {
			text, found, err := Decode(tc.data)
			if err != nil || found != tc.encoding || text != tc.text {
				t.Errorf("found %s, %v: %q", found, err, text)
			}
		})
	}
}

func TestDecodeRefusesWhatIsNoText(t *testing.T) {
	for name, data := range map[string]string{
		"a program":      "\x7fELF\x02\x01\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x03\x00\x3e\x00",
		"a PDF file":     "%PDF-1.7\n",
		"an office file": "PK\x03\x04\x14\x00",
		"a picture":      "\x89PNG\r\n\x1a\n\x00\x00",
		"controls":       "\x01\x02\x03\x04\x05text",
		"noise":          "\x80\xff\x81\xfe\x82\xfd\x83\xfc\x84\xfb\xff\xff\xff",
		"zeros":          "\x00\x00\x00\x00",
	} {
		if text, found, err := Decode([]byte(data)); err == nil {
			t.Errorf("%s was read as %s: %q", name, found, text)
		}
	}
}

func TestNormalizeShowsOnlyWhatAReaderSees(t *testing.T) {
	for in, want := range map[string]string{
		"a\r\nb\rc":                "a\nb\nc",
		"e\u0301":                  "é",
		"pay\u200bment\u202e!":     "payment!",
		"a\U000E0041\U000E007Fb":   "ab",
		"a<!-- hidden\n -->b":      "ab",
		"a <!-- never closed":      "a <!-- never closed",
		"a\u00a0b\u3000c":          "a b c",
		"\x00\x07tab\there":        "tab\there",
		"<!-<!-- x -->- x -->end":  "end",
		"e<!-- parted -->\u0301":   "é",
		"<!-- a --><!-- b":         "<!-- b",
		"a\v\fb\u2028c\u2029d":     "a\n\nb\nc\n\nd",
		"\xff\xfe":                 "\uFFFD\uFFFD",
		"x\ufe0f\ufe0f\U000E0101y": "x\ufe0fy",
		"新\u200b质\u2060生产力":        "新质生产力",
	} {
		if got := Normalize(in); got != want {
			t.Errorf("Normalize(%q) = %q, want %q", in, got, want)
		}
	}
}
