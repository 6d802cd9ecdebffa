package verify

import (
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestAPatternFindsWhatItsExpressionFinds(t *testing.T) {
	for _, tc := range []struct{ expression, text string }{
		{`(?i)\b(?:must|shall) not\b|\bnot\b`, "It Must Not be, and not now."},
		{`\bMay\b|(?i)\b(?:may|can)\b`, "In May they MAY, can and may."},
		{`不得|禁止|不`, "企业不得转让，不禁止出售。"},
		{`(?i)a[|)]b|\(x|y\)|c`, "A|b (x y) C"},
		{`(?i)\b(?:is|are) (?:required|obliged) to\b`, "They ARE Required to"},
	} {
		want := regexp.MustCompile(tc.expression).FindAllStringIndex(tc.text, -1)
		p := newPattern(tc.expression)
		if diff := cmp.Diff(want, p.find(tc.text, strings.ToLower(tc.text))); diff != "" {
			t.Errorf("%s in %q (-want +got):\n%s", tc.expression, tc.text, diff)
		}
		if p.matches(tc.text) != (want != nil) {
			t.Errorf("%s matches %q: %v", tc.expression, tc.text, want == nil)
		}
	}
}
