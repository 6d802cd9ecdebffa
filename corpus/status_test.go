package corpus

import "testing"

func TestStatusAt(t *testing.T) {
	day := func(y int) Date { return Date{Year: y} }
	old := &Document{Meta: Meta{ID: "old", Number: "No. 1", Kind: KindRegulation, EffectiveFrom: day(2020)}}
	next := &Document{Meta: Meta{ID: "new", Kind: KindRegulation, EffectiveFrom: Date{2022, 6, 1}, Supersedes: []string{"No. 1"}}}
	draft := &Document{Meta: Meta{ID: "draft", Kind: KindDraft, Published: day(2021), Supersedes: []string{"old"}}}
	trial := &Document{Meta: Meta{ID: "trial", Kind: KindRule, Status: StatusTrial, EffectiveFrom: day(2019), EffectiveTo: day(2021)}}
	silent := &Document{Meta: Meta{ID: "silent", Kind: KindNotice}}
	c, problems := New([]*Document{old, next, draft, trial, silent})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	for _, tc := range []struct {
		document *Document
		day      Date
		want     Status
	}{
		{old, day(2019), StatusNotYet},
		{old, day(2021), StatusInForce},
		{old, Date{2022, 5, 31}, StatusInForce},
		{old, Date{2022, 6, 1}, StatusSuperseded},
		{next, Date{2022, 5, 31}, StatusNotYet},
		{next, day(2023), StatusInForce},
		{draft, day(2023), StatusDraft},
		{trial, day(2020), StatusTrial},
		{trial, day(2022), StatusExpired},
		{silent, day(2022), StatusUnknown},
	} {
		if got := c.StatusAt(tc.document, tc.day); got != tc.want {
			t.Errorf("%s in %s is %s, want %s", tc.document.ID, tc.day, got, tc.want)
		}
	}
}
