package verify

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"unicode"

	"footnote/corpus"
)

type claimCase struct{ want, claim, source string }

func claimCases(t *testing.T) []claimCase {
	t.Helper()
	data, err := os.ReadFile("testdata/claims.txt")
	if err != nil {
		t.Fatal(err)
	}
	var cases []claimCase
	for _, block := range strings.Split(string(data), "\n\n") {
		lines := strings.Split(strings.TrimSpace(block), "\n")
		if strings.HasPrefix(lines[0], "#") {
			continue
		}
		if len(lines) != 3 {
			t.Fatalf("a case has three lines, and this has %d:\n%s", len(lines), block)
		}
		cases = append(cases, claimCase{lines[0], lines[1], lines[2]})
	}
	return cases
}

// The floors are over the whole table: no case is worth a special rule, and one
// that cannot be told apart by form may fail.
const (
	mostFalseAccepts  = 0.03
	leastTrueAccepted = 0.85
)

func TestTrueClaimsPassAndAlteredOnesDoNot(t *testing.T) {
	total, passed := map[bool]int{}, map[bool]int{}
	for _, tc := range claimCases(t) {
		v := Claim(tc.claim, Evidence{Sentences: strings.Split(tc.source, " / ")})
		good := tc.want == "ok"
		total[good]++
		if v.OK {
			passed[good]++
		}
		reason, _, _ := strings.Cut(v.Why, ":")
		if v.OK != good || !good && reason != tc.want {
			t.Logf("want %s, got %t %s\n  claim:  %s\n  source: %s", tc.want, v.OK, v.Why, tc.claim, tc.source)
		}
		if !good && !v.OK && reason != tc.want {
			t.Errorf("the reason is %q, want %s, for %q", v.Why, tc.want, tc.claim)
		}
	}
	wrong := float64(passed[false]) / float64(total[false])
	right := float64(passed[true]) / float64(total[true])
	t.Logf("%d of %d altered claims pass (%.1f%%), %d of %d true ones (%.1f%%)", passed[false], total[false], 100*wrong, passed[true], total[true], 100*right)
	if wrong > mostFalseAccepts {
		t.Errorf("%.1f%% of the altered claims pass, at most %.0f%% may", 100*wrong, 100*mostFalseAccepts)
	}
	if right < leastTrueAccepted {
		t.Errorf("%.1f%% of the true claims pass, at least %.0f%% must", 100*right, 100*leastTrueAccepted)
	}
}

func TestEverySourceProvesItself(t *testing.T) {
	for _, tc := range claimCases(t) {
		sentences := strings.Split(tc.source, " / ")
		for i, s := range sentences {
			v := Claim(s, Evidence{Sentences: sentences})
			if !v.OK || !v.Verbatim || v.Window != (corpus.Span{Start: i, End: i + 1}) {
				t.Errorf("%q does not prove itself: %+v", s, v)
			}
		}
	}
}

func TestASentenceWithOneDigitChangedNeverPasses(t *testing.T) {
	for _, tc := range claimCases(t) {
		sentences := strings.Split(tc.source, " / ")
		for _, s := range sentences {
			changeDigits(s, func(changed string) {
				if v := Claim(changed, Evidence{Sentences: sentences}); v.OK {
					t.Errorf("%q proves %q", s, changed)
				}
			})
		}
	}
}

// changeDigits calls f with a text once for each of its digits, with that
// digit raised by one.
func changeDigits(s string, f func(changed string)) {
	for i := range len(s) {
		if s[i] >= '0' && s[i] <= '9' {
			f(s[:i] + string('0'+(s[i]-'0'+1)%10) + s[i+1:])
		}
	}
}

func FuzzClaim(f *testing.F) {
	f.Add("Subsidies run up to RMB 10 million until April 2029.", "They were 2.8% in 2024.")
	f.Add("补贴最高为1000万元，不得转让。", "第十二条 6G \xff")
	f.Fuzz(func(t *testing.T, a, b string) {
		if len(a)+len(b) > 1000 {
			return
		}
		ev := Evidence{Sentences: []string{a, b}}
		Claim(a+b, ev)
		Claim(b+" "+a, ev)
		for _, s := range ev.Sentences {
			if !corpus.HasWord(s) {
				continue
			}
			if v := Claim(s, ev); !v.OK || !v.Verbatim {
				t.Fatalf("%q does not prove itself: %+v", s, v)
			}
		}
		if strings.ContainsFunc(a, func(r rune) bool { return unicode.IsDigit(r) && r > unicode.MaxASCII }) {
			return
		}
		changeDigits(a, func(changed string) {
			if v := Claim(changed, Evidence{Sentences: []string{a}}); v.OK {
				t.Fatalf("%q proves %q", a, changed)
			}
		})
	})
}

func BenchmarkClaim(b *testing.B) {
	ev := Evidence{Sentences: []string{
		"Subsidies under the measures run up to a ceiling of RMB 10 million.", "They are for newly built computing centers.",
		"The measures apply until April 2029.", "Companies may not sell the equipment.",
	}}
	for b.Loop() {
		if v := Claim("The measures are valid until April 2029.", ev); !v.OK {
			b.Fatal(v.Why)
		}
	}
}

// A streamed sentence may have to be tried against every passage that was found.
// The sentences of an answer are checked against the same passages, so that most
// of them have been read before.
func BenchmarkClaimAgainstEightPassages(b *testing.B) {
	passage := func(n int) Evidence {
		ev := Evidence{Meta: corpus.Meta{Title: "Support measures", Issuer: "Lingang New Area"}}
		for i := range 8 {
			ev.Sentences = append(ev.Sentences, fmt.Sprintf("In %d the zone's %d enterprises and research institutions may apply for subsidies of up to RMB %d million, "+
				"which are meant to support newly built computing centers and must not be sold before the end of the year.", 2000+n%20, 10+i+n, 3+n))
		}
		return ev
	}
	claim := "Companies in the zone could ask for money of at most 10 million yuan in order to build computing centers."
	for name, fresh := range map[string]int{"read before": 0, "new": 1} {
		b.Run(name, func(b *testing.B) {
			n := 0
			for b.Loop() {
				for i := range 8 {
					Claim(claim, passage(10*i+fresh*n))
				}
				n++
			}
		})
	}
}

func TestAClaimOfNothingThatCanBeComparedNeverPasses(t *testing.T) {
	for claim, source := range map[string]string{
		"It is.": "It is not.", "This is so.": "This is not so.", "They must.": "They may.", "是的。": "不是的。",
	} {
		if v := Claim(claim, Evidence{Sentences: []string{source}}); v.OK {
			t.Errorf("%q proves %q", source, claim)
		}
	}
}

func TestAVerdictTellsTheBorderCases(t *testing.T) {
	source := []string{"Subsidies run up to RMB 10 million and are paid to small companies of the zone in Shanghai.", "They apply until April 2029."}
	for name, tc := range map[string]struct {
		claim  string
		border bool
	}{
		"other words for a part of it":     {"Small companies of the zone can be handed subsidies, quietly, without a hearing.", false},
		"a few other words":                {"Subsidies from a velvet purse reach small companies of the zone.", true},
		"another number":                   {"Subsidies, the purse says, run up to RMB 30 million.", false},
		"another place":                    {"Subsidies, the purse says, reach small companies in Beijing.", false},
		"another subject altogether":       {"Tea is grown in the hills.", false},
		"what passes is no border case":    {"Subsidies are paid to small companies.", false},
		"an obligation the source has not": {"Subsidies, the purse says, must reach small companies of the zone.", false},
	} {
		t.Run(name, func(t *testing.T) {
			if v := Claim(tc.claim, Evidence{Sentences: source}); v.Border != tc.border || v.OK && v.Border {
				t.Errorf("got %+v, want border %v", v, tc.border)
			}
		})
	}
}

func TestOnlyWindowsWithTheQuotationProve(t *testing.T) {
	ev := Evidence{Sentences: []string{"Vouchers are for companies.", "They last three years.", "They are free.", "They are new.", "Fees are 5%."}}
	ev.Quoted = corpus.Span{Start: 0, End: 1}
	if v := Claim("Fees are 5%.", ev); v.OK {
		t.Errorf("a sentence proves what stands far from the quotation: %+v", v)
	}
	ev.Quoted = corpus.Span{Start: 4, End: 5}
	if v := Claim("Fees are 5%.", ev); !v.OK {
		t.Errorf("a quoted sentence does not prove itself: %s", v.Why)
	}
}

func TestDraftsAreNotPassedOffAsLaw(t *testing.T) {
	ev := Evidence{Sentences: []string{"Banks shall report within 30 days."}, Meta: corpus.Meta{Kind: corpus.KindDraft}}
	for claim, want := range map[string]bool{
		"Banks shall report within 30 days.":                      true,
		"Under the draft, banks shall report within 30 days.":     true,
		"The adopted text: banks shall report within 30 days.":    false,
		"The law requires that banks report within 30 days.":      false,
		"Banks shall report within 30 days, and this is in force": false,
	} {
		if v := Claim(claim, ev); v.OK != want {
			t.Errorf("%q: ok is %v (%s), want %v", claim, v.OK, v.Why, want)
		}
	}
}

func TestContextHoldsNamesButNoFigures(t *testing.T) {
	ev := Evidence{
		Sentences: []string{"Subsidies are capped at RMB 10 million."},
		Heading:   []string{"Measures of Lingang"},
		Meta:      corpus.Meta{Title: "Support in 2024", Issuer: "Lingang Administration", Published: corpus.Date{Year: 2024, Month: 6, Day: 3}},
	}
	for claim, want := range map[string]bool{
		"Lingang subsidies are capped at RMB 10 million.":                                            true,
		"Beijing subsidies are capped at RMB 10 million.":                                            false,
		"In 2024 subsidies are capped at RMB 10 million.":                                            false,
		"Subsidies are capped at RMB 10 million, the administration announced in June 2024.":         true,
		"Subsidies are capped at RMB 10 million, the administration announced in July 2024.":         false,
		"Subsidies are capped at RMB 10 million, the ministry of agriculture announced in June 2024": false,
	} {
		if v := Claim(claim, ev); v.OK != want {
			t.Errorf("%q: ok is %v (%s), want %v", claim, v.OK, v.Why, want)
		}
	}
}

func TestASentenceLeansByItsFirstWord(t *testing.T) {
	for text, want := range map[string]bool{
		"It is free.": true, "However, fees rise.": true, "Italy pays.": false, "Fees rise, however.": false,
		"该措施有效。": true, "因此不收费。": true, "收费因此提高。": false, "": false,
	} {
		if Leans(text) != want {
			t.Errorf("%q leans: %v", text, !want)
		}
	}
}

func TestTheFiguresOfATextAreThoseOfItsSource(t *testing.T) {
	for _, tc := range []struct {
		text, source string
		want         bool
	}{
		{"补贴最高为1000万元，为期3年。", "The subsidy is at most RMB 10 million, for 3 years.", true},
		{"The subsidy is at most RMB 10 million.", "补贴最高为1000万元。", true},
		{"补贴最高为9000万元。", "The subsidy is at most RMB 10 million.", false},
		{"There is a bonus of 5%.", "补贴最高为1000万元。", false},
		{"Tea is green.", "补贴最高为1000万元。", true},
	} {
		if got := FiguresHold(tc.text, tc.source); got != tc.want {
			t.Errorf("%q of %q: got %v", tc.text, tc.source, got)
		}
	}
}

func TestWhatHasMoreFiguresThanAreComparedProvesOnlyItsCopies(t *testing.T) {
	english, chinese := strings.Repeat("5% or 6%, ", mostFigures)+"fees are 7%.", strings.Repeat("5%或6%，", mostFigures)+"收费7%。"
	ev := Evidence{Sentences: []string{english, "The voucher is free.", chinese, "企业不得转让设备。"}}
	for claim, want := range map[string]bool{
		english: true, chinese: true,
		english[3:]: false, chinese[len("5%或"):]: false,
		"Fees are 7%.": false, "收费7%。": false,
		"The vouchers are free.": true, "设备不得转让。": true,
	} {
		if v := Claim(claim, ev); v.OK != want {
			t.Errorf("%.40q: ok is %v (%s)", claim, v.OK, v.Why)
		}
	}
}

// What is written to take long: each of the figures of a claim is like each of a source.
func BenchmarkClaimOfManyFigures(b *testing.B) {
	for name, unit := range map[string]string{"english": "tea 5% and ore 6% ", "chinese": "茶叶5%和稻米6%", "too many": "5% of 6% of 7% "} {
		b.Run(name, func(b *testing.B) {
			source := strings.Repeat(unit, mostFigures/2)
			ev := Evidence{Sentences: []string{source + "x.", source + "y.", source + "z."}}
			for b.Loop() {
				Claim(source, ev)
			}
		})
	}
}
