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

func TestWhatADocumentStatesIsKeptUnlessItsDatesSayMore(t *testing.T) {
	y := func(n int) Date { return Date{Year: n} }
	for name, tc := range map[string]struct {
		meta Meta
		day  Date
		want Status
	}{
		"repealed":                       {Meta{Status: StatusRepealed}, y(2024), StatusRepealed},
		"repealed after its last day":    {Meta{Status: StatusRepealed, EffectiveFrom: y(2010), EffectiveTo: y(2020)}, y(2024), StatusRepealed},
		"repealed, on a day of its life": {Meta{Status: StatusRepealed, EffectiveFrom: y(2010), EffectiveTo: y(2020)}, y(2015), StatusInForce},
		"amended":                        {Meta{Status: StatusAmended, EffectiveFrom: y(2010)}, y(2024), StatusAmended},
		"amended, before its first day":  {Meta{Status: StatusAmended, EffectiveFrom: y(2010)}, y(2009), StatusNotYet},
		"superseded by nothing known":    {Meta{Status: StatusSuperseded, EffectiveFrom: y(2010)}, y(2024), StatusSuperseded},
		"stated in force":                {Meta{Status: StatusInForce}, y(2024), StatusInForce},
		"stated in force, expired since": {Meta{Status: StatusInForce, EffectiveTo: y(2020)}, y(2024), StatusExpired},
		"not yet, and the day has come":  {Meta{Status: StatusNotYet, EffectiveFrom: y(2020)}, y(2024), StatusInForce},
		"not yet, without a day":         {Meta{Status: StatusNotYet}, y(2024), StatusNotYet},
		"a draft":                        {Meta{Kind: KindDraft, EffectiveFrom: y(2010)}, y(2024), StatusDraft},
		"published only":                 {Meta{Kind: KindNotice, Published: y(2020)}, y(2024), StatusUnknown},
		"the year it begins":             {Meta{EffectiveFrom: y(2024)}, Date{2024, 5, 1}, StatusUnknown},
		"its first day":                  {Meta{EffectiveFrom: Date{2024, 5, 1}}, Date{2024, 5, 1}, StatusInForce},
		"its last day":                   {Meta{EffectiveFrom: y(2020), EffectiveTo: Date{2024, 5, 1}}, Date{2024, 5, 1}, StatusInForce},
		"the day after":                  {Meta{EffectiveFrom: y(2020), EffectiveTo: Date{2024, 5, 1}}, Date{2024, 5, 2}, StatusExpired},
		"no day":                         {Meta{EffectiveFrom: y(2020)}, Date{}, StatusUnknown},
	} {
		t.Run(name, func(t *testing.T) {
			d := &Document{Meta: tc.meta}
			c, _ := New([]*Document{d})
			if got := c.StatusAt(d, tc.day); got != tc.want {
				t.Errorf("got %s, want %s", got, tc.want)
			}
		})
	}
}

func TestSuccessors(t *testing.T) {
	old := &Document{Meta: Meta{ID: "old", Number: "国发〔2010〕1号", Status: StatusSuperseded, EffectiveFrom: Date{2010, 1, 1}}}
	mid := &Document{Meta: Meta{ID: "mid", Supersedes: []string{"国发[2010]1号"}, EffectiveFrom: Date{2015, 1, 1}}}
	late := &Document{Meta: Meta{ID: "late", Supersedes: []string{"old", "mid", "late"}, Published: Date{2020, 6, 1}}}
	draft := &Document{Meta: Meta{ID: "plan", Status: StatusDraft, Supersedes: []string{"late"}, EffectiveFrom: Date{2021, 1, 1}}}
	c, _ := New([]*Document{late, old, draft, mid})
	for _, tc := range []struct {
		of   *Document
		day  Date
		want *Document
	}{
		{old, Date{2014, 12, 31}, nil}, {old, Date{2015, 1, 1}, mid}, {old, Date{2020, 6, 1}, late},
		{mid, Date{2020, 5, 31}, nil}, {mid, Date{Year: 2020}, late}, {late, Date{2024, 1, 1}, nil},
	} {
		if got := c.Successor(tc.of, tc.day); got != tc.want {
			t.Errorf("the successor of %s on %s is %+v", tc.of.ID, tc.day, got)
		}
	}
	if got := c.StatusAt(old, Date{2012, 1, 1}); got != StatusInForce {
		t.Errorf("before its successor, a superseded document was %s", got)
	}
}

func TestWhatReplacesADocumentReplacesItsTranslations(t *testing.T) {
	old := &Document{Meta: Meta{ID: "old", EffectiveFrom: Date{Year: 2020}}}
	translation := &Document{Meta: Meta{ID: "old-en", EffectiveFrom: Date{Year: 2020}, TranslationOf: "old"}}
	next := &Document{Meta: Meta{ID: "new", EffectiveFrom: Date{Year: 2022}, Supersedes: []string{"old"}}}
	other := &Document{Meta: Meta{ID: "other", TranslationOf: "nothing"}}
	c, _ := New([]*Document{old, translation, next, other})
	if got := c.StatusAt(translation, Date{Year: 2023}); got != StatusSuperseded || c.Successor(translation, Date{Year: 2023}) != next {
		t.Errorf("the translation of a superseded document is %s", got)
	}
	for d, want := range map[*Document]bool{old: true, translation: true, next: true, other: false} {
		if c.Versioned(d) != want {
			t.Errorf("%s is one of several versions: %v", d.ID, !want)
		}
	}
}

func TestATextIsAwaitedWhileTheOneThatItReplacesApplies(t *testing.T) {
	old := &Document{Meta: Meta{ID: "old", EffectiveFrom: Date{Year: 2020}}}
	next := &Document{Meta: Meta{ID: "new", EffectiveFrom: Date{Year: 2022}, Supersedes: []string{"old"}}}
	alone := &Document{Meta: Meta{ID: "alone", EffectiveFrom: Date{Year: 2022}, Supersedes: []string{"unknown"}}}
	c, _ := New([]*Document{old, next, alone})
	for _, tc := range []struct {
		document *Document
		year     int
		want     bool
	}{
		{next, 2021, true}, {next, 2019, false}, {next, 2022, false}, {old, 2019, false}, {alone, 2021, false},
	} {
		if got := c.Awaited(tc.document, Date{Year: tc.year}); got != tc.want {
			t.Errorf("%s in %d is awaited: %v", tc.document.ID, tc.year, got)
		}
	}
}

func TestDocumentsAreKeptOnceByID(t *testing.T) {
	a, b, c := &Document{Meta: Meta{ID: "x"}, Path: "b.md"}, &Document{Meta: Meta{ID: "x"}, Path: "a.md"}, &Document{Meta: Meta{ID: "a"}, Path: "z.md"}
	kept, problems := New([]*Document{a, b, c})
	if len(kept.Documents) != 2 || kept.Documents[0] != c || kept.Documents[1] != b {
		t.Errorf("kept %+v", kept.Documents)
	}
	if len(problems) != 1 || problems[0].Error() != `b.md: has the ID "x" of a.md; give it an id of its own` {
		t.Errorf("problems %v", problems)
	}
	if _, ok := kept.Document("missing"); ok {
		t.Error("a document that is not there was found")
	}
}
