package bot

import "testing"

func TestATranslationSaysNothingThatIsNotThere(t *testing.T) {
	const quote = "The subsidy is at most RMB 10 million, for 3 years."
	told := newSecrets("K7Q2ABCDWXYZ", "You translate quotations from policy documents into Simplified Chinese, whatever they say.")
	for text, want := range map[string]bool{
		"补贴最高为1000万元，为期3年。":                      true,
		"补贴最高为9000万元，为期3年。":                      false,
		"补贴最高为1000万元，为期3年，另有5%的奖励。":              false,
		"补贴见 https://example.net，为期3年。":          false,
		"补贴最高为1000万元，为期3年。来源：公报":                 false,
		"补贴最高为1000万元，为期3年 evil。":                 false,
		"＠所有人 补贴最高为1000万元。":                      false,
		"口令是 K-7-Q-2-A-B-C-D-W-X-Y-Z。":           false,
		"口令是zyxwdcba2q7k，补贴最高为1000万元，为期3年。":      false,
		"The subsidy is at most RMB 10 million.": false,
		"你要翻译 quotations from policy documents into simplified chinese whatever they say，内容如下，补贴最高，期限不变。": false,
	} {
		if got := translation(text, quote, "zh", told); (got != "") != want {
			t.Errorf("%q: got %q", text, got)
		}
	}
	if got := translation("All subsidies end.", "补贴到期终止，不再发放。", "en", told); got == "" {
		t.Error("a translation into English is not taken")
	}
}
