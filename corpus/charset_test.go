package corpus

import (
	"testing"

	"golang.org/x/text/encoding/htmlindex"
)

func TestTheBytesAreBelievedBeforeWhatIsDeclared(t *testing.T) {
	const (
		chinese     = "第一条　为了规范市场主体登记管理行为，维护良好市场秩序，制定本条例。"
		traditional = "第一條　為了規範市場主體登記管理行為，維護良好市場秩序，制定本條例。"
		japanese    = "この法律は、個人情報の適正な取扱いに関し、基本となる事項を定める。カタカナもある。"
		korean      = "이 법은 개인정보의 처리 및 보호에 관한 사항을 정함을 목적으로 한다."
		russian     = "Настоящий закон регулирует отношения, возникающие при обработке данных."
		french      = "Le présent règlement s’applique à l’égard des autorités compétentes. Français déjà."
	)
	for _, tc := range []struct {
		name, text, set string
		declared        []string
		want            string
	}{
		{"UTF-8 declared as GB2312 is UTF-8", chinese, "utf-8", []string{"gb2312"}, "UTF-8"},
		{"UTF-8 declared as Latin 1 is UTF-8", french, "utf-8", []string{"iso-8859-1"}, "UTF-8"},
		{"GBK under its own name", chinese, "gbk", []string{"gb2312"}, "GB18030"},
		{"GBK declared as UTF-8", chinese, "gbk", []string{"utf-8"}, "GB18030"},
		{"GBK declared as Latin 1", chinese, "gbk", []string{"iso-8859-1"}, "GB18030"},
		{"GBK declared as Big5", chinese, "gbk", []string{"big5"}, "GB18030"},
		{"Big5 declared as GBK", traditional, "big5", []string{"gbk"}, "Big5"},
		{"Big5 without a word", traditional, "big5", nil, "Big5"},
		{"the first that explains the bytes", traditional, "big5", []string{"nonsense", "utf-8", "big5"}, "Big5"},
		{"Japanese", japanese, "shift_jis", []string{"shift_jis"}, "shift_jis"},
		{"Japanese of seven bits", japanese, "iso-2022-jp", []string{"iso-2022-jp"}, "iso-2022-jp"},
		{"Korean", korean, "euc-kr", []string{"euc-kr"}, "euc-kr"},
		{"Cyrillic", russian, "windows-1251", []string{"utf-8", "windows-1251"}, "windows-1251"},
		{"Cyrillic of another set", russian, "koi8-r", []string{"koi8-r"}, "koi8-r"},
		{"French", french, "windows-1252", []string{"iso-8859-1"}, "windows-1252"},
		{"plain ASCII declared as anything", "The board decides.", "utf-8", []string{"gb2312"}, "UTF-8"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			e, err := htmlindex.Get(tc.set)
			if err != nil {
				t.Fatal(err)
			}
			data, err := e.NewEncoder().Bytes([]byte(tc.text))
			if err != nil {
				t.Fatal(err)
			}
			text, encoding, err := DecodeDeclared(data, tc.declared...)
			if err != nil || encoding != tc.want || text != tc.text {
				t.Errorf("DecodeDeclared = %q in %q, %v; want %q in %q", text, encoding, err, tc.text, tc.want)
			}
		})
	}
}
