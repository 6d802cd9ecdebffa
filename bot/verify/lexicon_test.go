package verify

import "testing"

func TestTheLexiconKnowsWordsThatSayTheSame(t *testing.T) {
	for _, pair := range [][2]string{{"buy", "purchase"}, {"bought", "purchase"}, {"buyer", "purchase"}, {"forecast", "predict"}, {"investigation", "probe"}} {
		a, b := english().lookUp(stemOf(pair[0])), english().lookUp(stemOf(pair[1]))
		if !a.sameAs(b) && stemOf(pair[0]) != stemOf(pair[1]) {
			t.Errorf("%q has no meaning of %q", pair[0], pair[1])
		}
	}
	for _, pair := range [][2]string{{"hospital", "school"}, {"train", "bus"}, {"allow", "prohibit"}, {"export", "import"}, {"agriculture", "industry"}, {"open", "close"}} {
		a, b := english().lookUp(stemOf(pair[0])), english().lookUp(stemOf(pair[1]))
		if !a.known() || !b.known() || a.sameAs(b) {
			t.Errorf("%q may stand for %q", pair[0], pair[1])
		}
	}
}

func TestTheLexiconCoversAThingWithItsKindAndNotTheOtherWayRound(t *testing.T) {
	kind, thing := english().lookUp(stemOf("vessel")), english().lookUp(stemOf("ship"))
	if !kind.covers(thing) || thing.covers(kind) {
		t.Errorf("got %t and %t, want a ship to be a vessel", kind.covers(thing), thing.covers(kind))
	}
}

func TestAClaimInWordsOfTheLexiconPassesAndItsOppositeDoesNot(t *testing.T) {
	for name, tc := range map[string]struct {
		claim, source string
		ok            bool
	}{
		"synonyms":                      {"Pharmacies may vend medicines on the web.", "Pharmacies may sell medicines on the web.", true},
		"an antonym":                    {"Stocks of grain were plentiful.", "Stocks of grain were scarce.", false},
		"another who does it":           {"Parents check each order.", "Pharmacists check each order.", false},
		"another who says it":           {"The bank says that exports caused the slowdown, and the institute agrees.", "The institute says that exports caused the slowdown, and informs the bank.", false},
		"less of what there is more of": {"Supply chains are less regional now.", "Supply chains are more regional now.", false},
		"in any case":                   {"Firms receive vouchers regardless of size.", "Small firms receive vouchers of this size.", false},
		"another number of a kind":      {"A pair of centers opened in July.", "Three centers opened in July.", false},
		"the same number of a kind":     {"A trio of centers opened in July.", "Three centers opened in July.", true},
		"no more than a limit":          {"No subsidy may exceed RMB 10 million.", "Subsidies run up to RMB 10 million.", true},
	} {
		t.Run(name, func(t *testing.T) {
			if v := Claim(tc.claim, Evidence{Sentences: []string{tc.source}}); v.OK != tc.ok {
				t.Errorf("got %+v", v)
			}
		})
	}
}
