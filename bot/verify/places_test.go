package verify

import "testing"

// A claim that follows one sentence of English keeps each thing in its place.
func TestAClaimKeepsThingsInTheirPlaces(t *testing.T) {
	const (
		ferries = "The harbour board also sees room for new ferries, because the county council stresses clean transport."
		dykes   = "High tides are in turn wearing down the old dykes, which are becoming lower and weaker."
		posts   = "The Forest Office is meant to train wardens. The Coast Office is meant to count the seals and to support work across borders."
		toll    = "The bridge toll has been charged since May 2021."
		ships   = "The permit covers ships that are built and repaired in Harwich."
	)
	for _, tc := range []struct {
		name, source, claim string
		ok                  bool
	}{
		{"another body of the sentence says it", ferries, "The county council sees room for new ferries.", false},
		{"who says it says it", ferries, "The harbour board sees room for new ferries.", true},
		{"the passive turns a sentence round", dykes, "The old dykes are being worn down by high tides.", true},
		{"the office of the sentence", posts, "The Coast Office is meant to count the seals.", true},
		{"until for since", toll, "The bridge toll has been charged until May 2021.", false},
		{"a part of a sentence", ships, "The permit covers ships that are built in Harwich.", true},
	} {
		t.Run(tc.name, func(t *testing.T) {
			if v := Claim(tc.claim, Evidence{Sentences: sentencesOf(tc.source)}); v.OK != tc.ok {
				t.Errorf("got %v (%s), want %v", v.OK, v.Why, tc.ok)
			}
		})
	}
}
