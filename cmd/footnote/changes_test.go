package main

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"footnote/corpus"
)

func changesPage(since corpus.Date, changes ...corpus.Change) string {
	p := &page{terminal: terminal{width: 60}}
	p.changes(since, changes)
	return p.b.String()
}

func TestChangesAreALogOfDays(t *testing.T) {
	got := changesPage(corpus.Date{Year: 2026, Month: 1},
		corpus.Change{
			Date: corpus.Date{Year: 2026, Month: 1, Day: 6}, Kind: corpus.ChangeChanged, Document: "orchard", Title: "果园补贴办法", Number: "测发〔2026〕1号",
			URL:    "https://example.org/orchard",
			Fields: []corpus.FieldChange{{Name: "status", Old: "in-force", New: "amended"}, {Name: "effective_to", New: "2026-12-31"}},
			Passages: []corpus.PassageChange{
				{Heading: []string{"果园补贴办法", "第二条"}, Page: "3", Old: []string{"果园补贴每亩100元，由乡镇人民政府在每年年底之前统一发放到户。"}, New: []string{"果园补贴每亩120元，由乡镇人民政府在每年年底之前统一发放到户。"}},
				{Heading: []string{"果园补贴办法", "第二条"}, Page: "3", Old: []string{}, New: []string{"\x1b[2J茶园不在此列。"}},
				{Heading: []string{"Annex"}, Old: []string{"Form A", "Form B"}, New: []string{}},
			},
			Moved: 2, More: 1,
		},
		corpus.Change{Date: corpus.Date{Year: 2026, Month: 2}, Kind: corpus.ChangeSuperseded, Document: "old", Title: "Old rule", By: "new"},
	)
	want := `Changes since 2026-01

2026-01-06  the source changed
  果园补贴办法 · 测发〔2026〕1号 · orchard
  https://example.org/orchard
  status: in-force → amended
  effective_to: (not stated) → 2026-12-31
  第二条, page 3
  − 果园补贴每亩100元，由乡镇人民政府在每年年底之前统一发
    放到户。
  + 果园补贴每亩120元，由乡镇人民政府在每年年底之前统一发
    放到户。
  + [2J茶园不在此列。
  Annex
  − Form A
  − Form B
  … and 1 more changed; --json lists up to 200
  moved within the text: 2

2026-02     superseded by new
  Old rule · old
`
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestDocumentsOfOneDayStandBelowOneAnother(t *testing.T) {
	change := func(day int, kind corpus.ChangeKind, id string) corpus.Change {
		return corpus.Change{Date: corpus.Date{Year: 2026, Month: 1, Day: day}, Kind: kind, Document: id, Title: strings.ToUpper(id)}
	}
	got := changesPage(corpus.Date{}, change(5, corpus.ChangeFirstSeen, "a"), change(5, corpus.ChangeFirstSeen, "b"),
		change(5, corpus.ChangeRemoved, "c"), change(6, corpus.ChangeRemoved, "d"))
	want := `Changes

2026-01-05  we first saw it
  A · a
  B · b

2026-01-05  removed
  C · c

2026-01-06  removed
  D · d
`
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestNothingThatChangedIsSaid(t *testing.T) {
	for since, want := range map[corpus.Date]string{
		{}:           "Nothing changed.\n",
		{Year: 2026}: "Nothing changed since 2026.\n",
	} {
		if got := changesPage(since); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestEveryKindOfChangeHasItsWords(t *testing.T) {
	for _, kind := range []corpus.ChangeKind{
		corpus.ChangeFirstSeen, corpus.ChangeChanged, corpus.ChangeTookEffect, corpus.ChangeSuperseded,
		corpus.ChangeExpired, corpus.ChangeVanished, corpus.ChangeReturned, corpus.ChangeRemoved,
	} {
		if happened[kind] == "" {
			t.Errorf("%s has no words", kind)
		}
	}
}

func TestLongListsEndWithHowMuchMoreThereIs(t *testing.T) {
	var changes []corpus.Change
	for range maxListed + 7 {
		changes = append(changes, corpus.Change{Kind: corpus.ChangeFirstSeen, Document: "d"})
	}
	many := corpus.PassageChange{New: strings.Split(strings.Repeat("A sentence.|", 30)+"The last.", "|")}
	changes = append(changes, corpus.Change{Kind: corpus.ChangeChanged, Document: "d", Passages: []corpus.PassageChange{many, many}})
	got := changesPage(corpus.Date{}, changes...)
	for _, want := range []string{"… and 7 more that we first saw", "… and 42 more changed"} {
		if !strings.Contains(got, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	if n := strings.Count(got, "+ A sentence."); n != maxSentences {
		t.Errorf("%d sentences", n)
	}
}

func TestWhatHappenedAlikeOnADayStandsTogether(t *testing.T) {
	change := func(day int, kind corpus.ChangeKind, id string) corpus.Change {
		return corpus.Change{Date: corpus.Date{Year: 2026, Month: 1, Day: day}, Kind: kind, Document: id, Title: strings.ToUpper(id)}
	}
	stated := change(5, corpus.ChangeChanged, "a")
	stated.Fields = []corpus.FieldChange{{Name: "issuer", New: "The Council"}}
	got := changesPage(corpus.Date{}, stated, change(5, corpus.ChangeVanished, "b"), change(5, corpus.ChangeFirstSeen, "c"),
		change(5, corpus.ChangeVanished, "d"), change(5, corpus.ChangeFirstSeen, "e"), change(6, corpus.ChangeFirstSeen, "a"))
	want := `Changes

2026-01-05  we first saw it
  C · c
  E · e

2026-01-05  what is stated of it changed
  A · a
  issuer: (not stated) → The Council

2026-01-05  the source vanished
  B · b
  D · d

2026-01-06  we first saw it
  A · a
`
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
