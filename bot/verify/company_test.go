package verify

import "testing"

func TestACopyKeepsItsWordsInTheirCompany(t *testing.T) {
	const (
		harbour = "According to the harbour master, new ferries and piers keep appearing while old quays keep being repaired."
		opening = "The board proposes to open the harbour further to the islands and to make good use of boats from abroad."
		words   = "The mayor's words in Harwich were addressed to the county's council and the port committee."
		made    = "The council adopted the toll in 2024."
		fair    = "The second edition of the tide tables came out in print during the Harbour Fair."
		wages   = "The report lists hourly wages and total dock output."
	)
	for _, tc := range []struct {
		name, source, claim string
		ok                  bool
	}{
		{"subjects exchanged", harbour, "According to the harbour master, old quays keep appearing while new ferries and piers keep being repaired.", false},
		{"the sides of a verb exchanged", opening, "The board proposes to open the islands further to the harbour and to make good use of boats from abroad.", false},
		{"who is spoken to speaks", words, "In Harwich, the county's council and the port committee addressed their words to the mayor.", false},
		{"after for during", fair, "The second edition of the tide tables came out in print after the Harbour Fair.", false},
		{"one word of a compound is another", wages, "The report lists hourly wages and total rail output.", false},
		{"the passive", made, "The toll was adopted by the council in 2024.", true},
		{"a date moved to the front", made, "In 2024 the council adopted the toll.", true},
		{"a part of a sentence", harbour, "According to the harbour master, old quays keep being repaired.", true},
	} {
		t.Run(tc.name, func(t *testing.T) {
			if v := Claim(tc.claim, Evidence{Sentences: sentencesOf(tc.source)}); v.OK != tc.ok {
				t.Errorf("got %v (%s), want %v", v.OK, v.Why, tc.ok)
			}
		})
	}
}
