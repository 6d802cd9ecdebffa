package bot

import (
	"strings"
	"testing"

	"footnote/corpus"
)

func TestACitedClaimRestsOnThePassageOfItsQuotation(t *testing.T) {
	ix := shelf(t)
	day := corpus.Date{Year: 2025, Month: 6}
	for name, tc := range map[string]struct {
		document, quote, claim string
		supported              bool
		err                    string
	}{
		"a paraphrase":                  {"vouchers", "A voucher is worth up to RMB 10 million.", "Vouchers are worth at most 10 million yuan.", true, ""},
		"another figure":                {"vouchers", "A voucher is worth up to RMB 10 million.", "Vouchers are worth at most 30 million yuan.", false, ""},
		"the next sentence":             {"vouchers", "A voucher is worth up to RMB 10 million.", "Vouchers are valid for three years.", true, ""},
		"another passage":               {"vouchers", "A voucher is worth up to RMB 10 million.", "It is not allowed to sell vouchers.", false, ""},
		"chinese":                       {"suanli", "补贴最高为1000万元。", "补贴上限为一千万元。", true, ""},
		"a document that is not there":  {"fees", "Fees are 5%.", "Fees are 5%.", false, `looking for "fees"`},
		"a quotation that is not there": {"vouchers", "Fees are 5%.", "Fees are 5%.", false, `does not hold the words "Fees are 5%."`},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := CheckCited(ix, day, tc.claim, tc.document, tc.quote)
			if tc.err != "" {
				if err == nil || !strings.Contains(err.Error(), tc.err) {
					t.Errorf("got %v, want %q in it", err, tc.err)
				}
				return
			}
			if err != nil || got.Supported != tc.supported || (got.Score >= 0.5) != tc.supported {
				t.Errorf("got %+v, %v, want supported %v", got, err, tc.supported)
			}
		})
	}
}
