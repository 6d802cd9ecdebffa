// Package bottest holds the contracts of package bot as tests: every
// implementation runs them in three lines.
//
//	func TestConformance(t *testing.T) {
//		bottest.TestReceipts(t, open)
//	}
//
// It also holds attacks on an answer, and what must be true of it whatever they try:
// see [NewAttack] and [Attack.Leaks].
package bottest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"footnote/bot"
)

// TestReceipts tests the contract of [bot.Receipts]. Each test opens one of its
// own, which must be empty.
func TestReceipts(t *testing.T, open func(*testing.T) bot.Receipts) {
	each(t, open, map[string]func(*testing.T, bot.Receipts){
		"a receipt comes back as it was kept":     cameBack,
		"any text comes back":                     anyText,
		"an unknown ID has no receipt":            unknownID,
		"an ID is kept once":                      keptOnce,
		"who quoted a document, the newest first": quoting,
		"no more than asked for, and how many":    limited,
		"a cancelled context keeps nothing":       cancelled,
		"what was kept is the keeper's":           ownCopy,
		"receipts are kept at the same time":      atTheSameTime,
	})
}

var noon = time.Date(2026, 3, 5, 12, 0, 0, int(7*time.Millisecond), time.UTC)

// sample is a receipt of an answer that quoted these documents.
func sample(id string, age time.Duration, documents ...string) bot.Receipt {
	r := bot.Receipt{
		ID: id, Time: noon.Add(-age), Question: "补贴最高多少? How high?", Form: bot.FormAnswer, Status: bot.Answered,
		Snapshot: "snapshot-1", Model: "model-1", UnderstoodAs: "2026年的补贴最高多少？", Language: "zh", Cause: bot.CausePartly,
		Verdict: bot.VerdictUnknown, Prompts: "0a1b2c3d", Usage: bot.Usage{Prompt: 900, Reply: 80},
		Withheld: []bot.Withheld{{Text: "补贴为100万元。", Why: "number: 100万元 is not in the source"}, {Text: "", Why: "content"}},
	}
	for i, document := range documents {
		r.Citations = append(r.Citations, bot.Evidence{
			Document: document, Passage: document + "-p", Digest: strings.Repeat("0f", 32), Start: 10 * i, End: 10*i + 9, Translation: "最高50万元, of " + document,
		})
		r.Sentences = append(r.Sentences, bot.KeptSentence{Text: "最高50万元。", Citations: []int{i + 1, 1}, Repaired: i > 0}, bot.KeptSentence{Copied: i + 1, Citations: []int{i + 1}})
		r.Offered = append(r.Offered, bot.Offered{Document: document, Passage: document + "-p", Digest: strings.Repeat("0f", 32)})
	}
	return r
}

func keep(t *testing.T, all bot.Receipts, receipts ...bot.Receipt) {
	t.Helper()
	for _, r := range receipts {
		if err := all.Keep(t.Context(), r); err != nil {
			t.Fatalf("keeping %q: %v", r.ID, err)
		}
	}
}

func wantReceipt(t *testing.T, all bot.Receipts, want bot.Receipt) {
	t.Helper()
	want.Asker = "" // it never comes back
	got, err := all.Receipt(t.Context(), want.ID)
	if err != nil {
		t.Errorf("the receipt %q: %v", want.ID, err)
	} else if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("the receipt %q as it was kept (-) and as it came back (+):\n%s", want.ID, diff)
	}
}

func cameBack(t *testing.T, all bot.Receipts) {
	refused := sample("refused", 0)
	refused.Status = bot.Refused
	named := sample("of somebody", 0, "a")
	named.Asker = "ann"
	receipts := []bot.Receipt{sample("answered", 0, "b", "a", "b"), refused, named, sample("private", time.Hour, "a").WithoutText(), {ID: "bare", Time: noon}}
	keep(t, all, receipts...)
	for _, r := range receipts {
		wantReceipt(t, all, r)
	}
}

// anyTexts are texts that something may go wrong with.
var anyTexts = []string{
	"'; DROP TABLE receipts; --", `"quoted" \ %_?1 :a @b $c`, "a\x00b", "\xff\xfe", "\u202e🈶\n\t", strings.Repeat("长", 10_000),
}

func anyText(t *testing.T, all bot.Receipts) {
	for i, text := range anyTexts {
		r := sample(fmt.Sprint(i), 0, text)
		r.Question, r.Snapshot, r.UnderstoodAs, r.Model, r.Asker = text, text, text, text, text
		r.Sentences[0].Text, r.Withheld[0], r.Offered[0].Passage, r.Citations[0].Translation = text, bot.Withheld{Text: text, Why: text}, text, text
		keep(t, all, r)
		wantReceipt(t, all, r)
		if got, _, err := all.Quoting(t.Context(), text, 1); err != nil || len(got) != 1 || got[0].ID != r.ID {
			t.Errorf("quoting %.40q: %d receipts, %v", text, len(got), err)
		}
	}
}

func unknownID(t *testing.T, all bot.Receipts) {
	keep(t, all, sample("abc", 0))
	for _, id := range []string{"", "ab", "abcd", "ABC", "%", "abc\x00"} {
		if r, err := all.Receipt(t.Context(), id); !errors.Is(err, bot.ErrNoReceipt) {
			t.Errorf("%q: got the receipt %q and the error %v", id, r.ID, err)
		}
	}
}

func keptOnce(t *testing.T, all bot.Receipts) {
	first := sample("same", 0, "a")
	keep(t, all, first)
	if err := all.Keep(t.Context(), sample("same", time.Hour, "a", "b")); err == nil {
		t.Error("a second receipt of the same ID is no error")
	}
	wantReceipt(t, all, first)
	if _, total, err := all.Quoting(t.Context(), "b", 1); total != 0 || err != nil {
		t.Errorf("of the second receipt %d citations are kept (%v)", total, err)
	}
}

func ids(receipts []bot.Receipt) []string {
	var all []string
	for _, r := range receipts {
		all = append(all, r.ID)
	}
	return all
}

func quoting(t *testing.T, all bot.Receipts) {
	keep(t, all, sample("old", 2*time.Hour, "a", "b"), sample("new", 0, "a", "a"), sample("between", time.Hour, "c", "a"), sample("none", 0))
	for document, want := range map[string][]string{"a": {"new", "between", "old"}, "b": {"old"}, "A": nil, "": nil} {
		got, total, err := all.Quoting(t.Context(), document, 10)
		if err != nil || total != len(want) || !slices.Equal(ids(got), want) {
			t.Errorf("%q is quoted in %v, %d in all (%v), want %v", document, ids(got), total, err, want)
		}
		for _, r := range got {
			wantReceipt(t, all, r)
		}
	}
}

func limited(t *testing.T, all bot.Receipts) {
	keep(t, all, sample("1", time.Hour, "a", "a"), sample("2", 2*time.Hour, "a"), sample("3", 3*time.Hour, "a"))
	for limit, want := range map[int][]string{0: nil, 2: {"1", "2"}, 3: {"1", "2", "3"}, 9: {"1", "2", "3"}} {
		got, total, err := all.Quoting(t.Context(), "a", limit)
		if err != nil || total != 3 || !slices.Equal(ids(got), want) {
			t.Errorf("limit %d: %v of %d (%v), want %v of 3", limit, ids(got), total, err, want)
		}
	}
}

func cancelled(t *testing.T, all bot.Receipts) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := all.Keep(ctx, sample("late", 0, "a")); !errors.Is(err, context.Canceled) {
		t.Errorf("got error %v, want that of the context", err)
	}
	if _, err := all.Receipt(t.Context(), "late"); !errors.Is(err, bot.ErrNoReceipt) {
		t.Errorf("the receipt was kept (%v)", err)
	}
}

func ownCopy(t *testing.T, all bot.Receipts) {
	r := sample("mine", 0, "a", "b")
	keep(t, all, r)
	change := func(r bot.Receipt) {
		r.Citations[0].Document, r.Sentences[0].Citations[0], r.Withheld[0].Why, r.Offered[0].Passage = "changed", 7, "changed", "changed"
	}
	change(r)
	wantReceipt(t, all, sample("mine", 0, "a", "b"))
	got, err := all.Receipt(t.Context(), "mine")
	if err == nil {
		change(got)
	}
	wantReceipt(t, all, sample("mine", 0, "a", "b"))
}

func atTheSameTime(t *testing.T, all bot.Receipts) {
	var wait sync.WaitGroup
	const writers, each = 8, 5
	for w := range writers {
		wait.Go(func() {
			for i := range each {
				r := sample(fmt.Sprintf("%d-%d", w, i), time.Duration(w*each+i)*time.Second, "a")
				if err := all.Keep(t.Context(), r); err != nil {
					t.Errorf("keeping %q: %v", r.ID, err)
				}
				if _, err := all.Receipt(t.Context(), r.ID); err != nil {
					t.Errorf("the receipt %q: %v", r.ID, err)
				}
			}
		})
	}
	wait.Wait()
	if _, total, err := all.Quoting(t.Context(), "a", 1); total != writers*each || err != nil {
		t.Errorf("%d of %d receipts are there (%v)", total, writers*each, err)
	}
}
