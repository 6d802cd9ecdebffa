package verify

import "testing"

func TestATextDeniesWhatItNegatesForbidsOrExempts(t *testing.T) {
	for _, tc := range []struct {
		text, than    string
		negated, more bool
	}{
		{"Vouchers may not be sold.", "Vouchers may be sold.", true, true},
		{"Vouchers may not be sold.", "It is prohibited to sell vouchers.", true, false},
		{"Vouchers may be sold.", "Vouchers may not be sold.", false, false},
		{"Schools need not apply.", "Schools apply.", false, true},
		{"Not only schools apply.", "Schools apply.", false, false},
		{"不得转让", "可以转让", true, true},
		{"不得转让", "禁止转让", true, false},
		{"无需申请", "应当申请", false, true},
		{"不仅学校可以申请", "学校可以申请", false, false},
	} {
		if got := Negated(tc.text); got != tc.negated {
			t.Errorf("%q is negated: %v", tc.text, got)
		}
		if got := DeniesMore(tc.text, tc.than); got != tc.more {
			t.Errorf("%q denies more than %q: %v", tc.text, tc.than, got)
		}
	}
}
