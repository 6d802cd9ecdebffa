package html

import (
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"

	"footnote/corpus"
)

// The header is believed least, then the page, and the bytes most.
func TestTheCharacterSetOfAPageIsFound(t *testing.T) {
	const traditional = "第一條 為了規範果園管理，維護果農的合法權益，制定本辦法。"
	for _, tc := range []struct {
		name         string
		as           encoding.Encoding
		text         string
		head, served string
		want         string
	}{
		{"a page that lies is UTF-8", unicode.UTF8, zhSentence, `<meta http-equiv="content-type" content="text/html;charset=GB2312">`, "gbk", "UTF-8"},
		{"GB18030 as declared", simplifiedchinese.GB18030, zhSentence, `<meta charset=gb2312>`, "utf-8", "GB18030"},
		{"GB18030 as nobody says", simplifiedchinese.GB18030, zhSentence, "", "", "GB18030"},
		{"GB18030 that says it is UTF-8", simplifiedchinese.GB18030, zhSentence, `<meta charset="utf-8">`, "iso-8859-1", "GB18030"},
		{"Big5 as served", traditionalchinese.Big5, traditional, "", "big5", "Big5"},
		{"Big5 in an XML declaration", traditionalchinese.Big5, traditional, `<?xml version="1.0" encoding="Big5"?><html>`, "", "Big5"},
		{"UTF-16", unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), zhSentence, `<meta charset=utf-16>`, "", "UTF-16LE"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			data, err := tc.as.NewEncoder().Bytes([]byte(tc.head + "<p>" + tc.text + "</p>"))
			if err != nil {
				t.Fatal(err)
			}
			c, err := Reader{}.Read(corpus.File{Data: data, Charset: tc.served})
			if err != nil || c.Encoding != tc.want || !strings.Contains(lines(c), tc.text) {
				t.Errorf("%q in %s, %v; want %s", lines(c), c.Encoding, err, tc.want)
			}
		})
	}
}
