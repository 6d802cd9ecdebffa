package bot

import (
	"strings"
	"testing"

	"footnote/corpus"
)

func TestCheckRanksClaimsByHowNearlyTheyAreSupported(t *testing.T) {
	passages := []string{
		"Tea is grown in the hills. It is picked in May.",
		"Subsidies run up to RMB 10 million. They are paid to small companies.",
	}
	ranked := []string{ // best first
		"Subsidies run up to RMB 10 million.",
		"The subsidies are paid to small companies.",
		"Subsidies run up to RMB 30 million.",
		"Railways carry coal through the desert.",
	}
	last := 2.0
	for i, claim := range ranked {
		got := Check(claim, passages)
		if want := i < 2; got.Supported != want || (got.Score >= 0.5) != want || (got.Why == "") != want {
			t.Errorf("%q: got %+v, want supported %v", claim, got, want)
		}
		if got.Score > last || i > 1 && got.Score == last {
			t.Errorf("%q: the score %.3f is above %.3f", claim, got.Score, last)
		}
		last = got.Score
	}
}

func TestCheck(t *testing.T) {
	far := strings.Repeat("Nothing is said here. ", 2*mostSentences) + "Fees are 5%."
	for name, tc := range map[string]struct {
		claim     string
		passages  []string
		supported bool
		why       string
	}{
		"one passage is enough":             {"Fees are 5%.", []string{"Tea is green.", "Fees are 5%."}, true, ""},
		"two passages do not prove as one":  {"Fees are 5% and tea is green.", []string{"Tea is green.", "Fees are 5%."}, false, "content"},
		"the end of a long passage is read": {"Fees are 5%.", []string{far}, true, ""},
		"chinese":                           {"补贴最高1000万元", []string{"补贴最高１０００万元。不得转让。"}, true, ""},
		"a negation is missed":              {"设备可以转让。", []string{"企业不得转让设备。"}, false, "negation"},
		"no passage":                        {"Fees are 5%.", nil, false, "content"},
		"a passage without a sentence":      {"Fees are 5%.", []string{" \n"}, false, "content"},
		"no word in the claim":              {"?!", []string{"Fees are 5%."}, false, "content"},
	} {
		t.Run(name, func(t *testing.T) {
			got := Check(tc.claim, tc.passages)
			if reason, _, _ := strings.Cut(got.Why, ":"); got.Supported != tc.supported || reason != tc.why {
				t.Errorf("got %+v, want supported %v because %q", got, tc.supported, tc.why)
			}
		})
	}
}

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
