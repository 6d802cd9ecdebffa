package eval

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

func TestLoadClaimsNamesTheBrokenLine(t *testing.T) {
	good := `{"id":"a","claim":"Tea.","passages":["Tea."],"label":"supported","more":1}`
	for name, tc := range map[string]struct{ file, want string }{
		"not json":             {good + "\n{", "line 2: "},
		"no id":                {`{"claim":"Tea.","passages":["Tea."],"label":"supported"}`, "line 1: a claim needs an id"},
		"no claim":             {`{"id":"a","claim":" ?","passages":["Tea."],"label":"supported"}`, `claim "a" has no words`},
		"no passages":          {`{"id":"a","claim":"Tea.","passages":[],"label":"supported"}`, "no passages"},
		"an empty passage":     {`{"id":"a","claim":"Tea.","passages":["Tea."," "],"label":"supported"}`, `passage 2 of claim "a" has no words`},
		"not labelled":         {`{"id":"a","claim":"Tea.","passages":["Tea."]}`, `the label of claim "a" is ""`},
		"an unknown label":     {`{"id":"a","claim":"Tea.","passages":["Tea."],"label":"true"}`, "write supported, partially_supported or not_supported"},
		"twice":                {good + "\n\n" + good, `line 3: the id "a" is there twice`},
		"empty":                {"\n", "no claims"},
		"a pair with a claim":  {`{"id":"a","claim":"Tea.","document":"d","quote":"q","true":"Tea.","false":"No."}`, "a claim, or a pair"},
		"half a pair":          {`{"id":"a","document":"d","quote":"q","true":"Tea."}`, `claim "a false" has no words`},
		"a quote of nothing":   {`{"id":"a","quote":"q","true":"Tea.","false":"No."}`, "one of document and quote"},
		"passages are no list": {`{"id":"a","claim":"Tea.","passages":"Tea.","label":"supported"}`, "line 1: "},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := LoadClaims(strings.NewReader(tc.file)); err == nil || !strings.Contains(err.Error(), tc.want) {
				t.Errorf("got %v, want %q in it", err, tc.want)
			}
		})
	}
	if claims, err := LoadClaims(strings.NewReader("\ufeff" + good + "\r\n")); err != nil || len(claims) != 1 {
		t.Error(claims, err)
	}
}

func TestAPairIsTwoClaims(t *testing.T) {
	claims, err := LoadClaims(strings.NewReader(`{"id":"a","kind":"number","document":"d","quote":"Fees are 5%.","true":"Fees: 5%.","false":"Fees: 6%."}`))
	if err != nil {
		t.Fatal(err)
	}
	want := []Claim{
		{ID: "a true", Claim: "Fees: 5%.", Document: "d", Quote: "Fees are 5%.", Kind: "number", Label: Supported},
		{ID: "a false", Claim: "Fees: 6%.", Document: "d", Quote: "Fees are 5%.", Kind: "number", Label: NotSupported},
	}
	if diff := cmp.Diff(want, claims); diff != "" {
		t.Error(diff)
	}
	if _, err := Verify(t.Context(), nil, claims, nil); err == nil || !strings.Contains(err.Error(), "no library") {
		t.Errorf("without an index: %v", err)
	}
}

func TestKindsAreCountedByLanguage(t *testing.T) {
	r := newClaimsReport([]Judgement{
		{ID: "1", Label: Supported, kind: "date", language: "zh"},
		{ID: "2", Label: NotSupported, kind: "date", language: "zh"},
		{ID: "3", Label: NotSupported, kind: "name", language: "en", Supported: true},
		{ID: "4", Label: NotSupported},
	})
	want := []KindRates{
		{"en", "name", Count{1, 1}, Count{}}, {"en", "", Count{1, 1}, Count{}},
		{"zh", "date", Count{0, 1}, Count{1, 1}}, {"zh", "", Count{0, 1}, Count{1, 1}},
		{"", "", Count{1, 2}, Count{1, 1}},
	}
	if diff := cmp.Diff(want, r.Kinds); diff != "" {
		t.Error(diff)
	}
}

func TestClaimsReportGivesTheFiguresWorkedOutByHand(t *testing.T) {
	r := newClaimsReport([]Judgement{
		{ID: "1", Label: Supported, Supported: true, Score: 0.9},
		{ID: "2", Label: Supported, Score: 0.4},
		{ID: "3", Label: PartiallySupported, Supported: true, Score: 0.6},
		{ID: "4", Label: PartiallySupported, Score: 0.4},
		{ID: "5", Label: NotSupported, Score: 0.1},
		{ID: "6", Label: NotSupported, Score: 0.1},
	})
	// Supported: precision 1/2, recall 1/2; the others: precision 3/4, recall 3/4.
	// Of the 8 pairs "1" wins 4; "2" wins 2, halves 1 and loses 1.
	want := ClaimsReport{
		Measure: "claims", Claims: 6, Supported: Count{1, 2}, PartiallySupported: Count{1, 2}, NotSupported: Count{2, 2},
		BalancedAccuracy: (0.5 + 0.75) / 2, MacroF1: (0.5 + 0.75) / 2, AUROC: 6.5 / 8,
	}
	if diff := cmp.Diff(want, r, approximately, cmpopts.IgnoreFields(ClaimsReport{}, "Results")); diff != "" {
		t.Error(diff)
	}
}

func TestAClassThatNoClaimHasCountsForNothing(t *testing.T) {
	r := newClaimsReport([]Judgement{{Label: NotSupported}, {Label: NotSupported, Supported: true}})
	if r.BalancedAccuracy != 0.5 || r.MacroF1 != 2./3 || r.AUROC != 0.5 {
		t.Errorf("got %+v", r)
	}
}

func TestVerifyJudgesEveryClaimInItsPlace(t *testing.T) {
	passages := []string{"Subsidies run up to RMB 10 million."}
	claims := []Claim{
		{ID: "copied", Claim: "Subsidies run up to RMB 10 million.", Passages: passages, Label: Supported},
		{ID: "altered", Claim: "Subsidies run up to RMB 30 million.", Passages: passages, Label: NotSupported},
	}
	r, err := Verify(context.Background(), nil, claims, nil)
	if err != nil {
		t.Fatal(err)
	}
	if r.Supported != (Count{1, 1}) || r.NotSupported != (Count{1, 1}) || r.AUROC != 1 || r.Results[0].ID != "copied" {
		t.Errorf("got %+v", r)
	}
	var b strings.Builder
	if err := WriteJudgements(&b, r.Results); err != nil {
		t.Fatal(err)
	}
	first, second, _ := strings.Cut(b.String(), "\n")
	if first != `{"id":"copied","supported":true,"score":1,"why":""}` || !strings.HasPrefix(second, `{"id":"altered","supported":false,"score":0.`) {
		t.Errorf("written are %s", b.String())
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Verify(ctx, nil, claims, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("when cancelled: %v", err)
	}
}

func TestClaimsReportNamesFlips(t *testing.T) {
	before := ClaimsReport{Results: []Judgement{{ID: "won", Label: Supported}, {ID: "lost", Label: Supported, Supported: true}, {ID: "passes", Label: NotSupported}, {ID: "gone"}}}
	after := ClaimsReport{Results: []Judgement{{ID: "won", Label: Supported, Supported: true}, {ID: "lost", Label: Supported, Why: "reason"}, {ID: "passes", Label: NotSupported, Supported: true}, {ID: "new"}}}
	flips, loss := after.Since(before)
	want := []string{
		"claim won: judged rightly now",
		"claim lost: judged wrongly now: it is supported and fails: reason",
		"claim passes: judged wrongly now: it is not_supported and passes",
	}
	if diff := cmp.Diff(want, flips); diff != "" || loss == nil {
		t.Errorf("loss %v, flips %s", loss, diff)
	}
	if flips, loss := after.Since(after); len(flips) > 0 || loss != nil {
		t.Errorf("the same report: %q, loss %v", flips, loss)
	}
	if _, loss := after.Since(ClaimsReport{Results: []Judgement{{ID: "of another file"}}}); loss == nil {
		t.Error("a report that has nothing in common can be compared")
	}
}
