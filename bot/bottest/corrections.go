package bottest

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"footnote/bot"
)

// TestCorrections tests the contract of [bot.Corrections]. Each test opens one of
// its own, which must be empty.
func TestCorrections(t *testing.T, open func(*testing.T) bot.Corrections) {
	each(t, open, map[string]func(*testing.T, bot.Corrections){
		"a correction comes back as it was kept":           correctionComesBack,
		"any text comes back":                              correctionOfAnyText,
		"an answer that is right has none":                 correctionUnknown,
		"a second correction takes the place of the first": correctionReplaced,
		"who asks the same gets the newest":                correctionOfTheSame,
		"it counts in the server of its answer":            correctionOfAServer,
		"an owner's counts everywhere":                     correctionOfAnOwner,
		"a question without words has none":                correctionOfNoWords,
		"one that was withdrawn is gone":                   correctionWithdrawn,
		"what is no correction is an error":                correctionRefused,
		"a cancelled context keeps none":                   correctionTooLate,
		"corrections are kept at the same time":            correctionsAtTheSameTime,
	})
}

func correctionOf(receipt, question string, age time.Duration) bot.Correction {
	return bot.Correction{
		Receipt: receipt, Question: question, Language: "zh", Text: "最高100万元, not 50.", Moderator: "mia", Time: noon.Add(-age), Server: "home",
		Evidence: bot.Evidence{Document: "a", Passage: "a-p", Digest: strings.Repeat("0f", 32), Start: 10, End: 19},
	}
}

func correct(t *testing.T, b bot.Corrections, all ...bot.Correction) {
	t.Helper()
	for _, c := range all {
		if err := b.Correct(t.Context(), c); err != nil {
			t.Fatalf("correcting %.40q: %v", c.Receipt, err)
		}
	}
}

// wantCorrection checks what came back against what was kept, which is nothing
// where it has no receipt.
func wantCorrection(t *testing.T, by string, want, got bot.Correction, found bool, err error) {
	t.Helper()
	want.Moderator = "" // it never comes back
	if diff := cmp.Diff(want, got); err != nil || diff != "" || found != (want.Receipt != "") {
		t.Errorf("by %.40q: found %v (%v), as it was kept (-) and as it came back (+):\n%s", by, found, err, diff)
	}
}

func wantCorrected(t *testing.T, b bot.Corrections, receipt string, want bot.Correction) {
	t.Helper()
	got, found, err := b.Corrected(t.Context(), receipt)
	wantCorrection(t, receipt, want, got, found, err)
}

// wantCorrectionOf checks which correction counts in the server of correctionOf.
func wantCorrectionOf(t *testing.T, b bot.Corrections, question string, want bot.Correction) {
	t.Helper()
	wantCorrectionIn(t, b, "home", question, want)
}

func wantCorrectionIn(t *testing.T, b bot.Corrections, server, question string, want bot.Correction) {
	t.Helper()
	got, found, err := b.CorrectionOf(t.Context(), question, server)
	wantCorrection(t, question+" in "+server, want, got, found, err)
}

// none is the correction of what has none.
var none bot.Correction

func correctionComesBack(t *testing.T, b bot.Corrections) {
	long, private := correctionOf("long", "补贴最高多少?", 0), correctionOf("private", "", time.Hour)
	long.Text = strings.Repeat("长", bot.MaxCorrection)
	nobodys := correctionOf("nobodys", "How high is the tax?", 0)
	nobodys.Moderator, nobodys.Language = "", "en"
	correct(t, b, long, private, nobodys)
	wantCorrected(t, b, "long", long)
	wantCorrected(t, b, "private", private)
	wantCorrected(t, b, "nobodys", nobodys)
	wantCorrectionOf(t, b, "补贴最高多少?", long)
	wantCorrectionOf(t, b, "How high is the tax?", nobodys)
}

func correctionOfAnyText(t *testing.T, b bot.Corrections) {
	for _, text := range anyTexts {
		c := correctionOf(text, text, 0)
		c.Language, c.Moderator, c.Server = text, text, text
		c.Evidence.Document, c.Evidence.Passage, c.Evidence.Digest = text, text, text
		if len(text) < bot.MaxCorrection {
			c.Text = text
		}
		correct(t, b, c)
		wantCorrected(t, b, text, c)
		if bot.SameQuestion(text) != "" {
			wantCorrectionIn(t, b, text, text, c)
		}
	}
}

func correctionUnknown(t *testing.T, b bot.Corrections) {
	correct(t, b, correctionOf("abc", "How high is the tax?", 0))
	for _, text := range []string{"", "ab", "ABC", "%", "abc\x00", "How high is the tax?"} {
		wantCorrected(t, b, text, none)
	}
	for _, text := range []string{"", "abc", "%", "How high", "How high is the tax on tea?"} {
		wantCorrectionOf(t, b, text, none)
	}
}

func correctionReplaced(t *testing.T, b bot.Corrections) {
	first, second := correctionOf("r", "税率多少？", 0), correctionOf("r", "税率是多少？", time.Hour)
	second.Text, second.Evidence.Document, second.Moderator = "after all", "b", "ned"
	correct(t, b, first, second)
	wantCorrected(t, b, "r", second)
	wantCorrectionOf(t, b, "税率多少？", none)
	wantCorrectionOf(t, b, "税率是多少？", second)
}

func correctionOfTheSame(t *testing.T, b bot.Corrections) {
	old, newest, between := correctionOf("r1", "How high is the tax?", 2*time.Hour), correctionOf("r2", "how high is the TAX", 0), correctionOf("r3", "How high is the tax", time.Hour)
	chinese := correctionOf("r4", "补贴最高多少？", 0)
	correct(t, b, old, newest, between, chinese)
	wantCorrectionOf(t, b, "  How high -- is the tax?!", newest)
	wantCorrectionOf(t, b, "“补贴”最高多少", chinese)
	wantCorrected(t, b, "r1", old)
}

func correctionOfAServer(t *testing.T, b bot.Corrections) {
	home, away := correctionOf("r1", "补贴最高多少？", time.Hour), correctionOf("r2", "补贴最高多少？", 0)
	away.Server = "away"
	correct(t, b, home, away)
	for server, want := range map[string]bot.Correction{"home": home, "away": away, "": none, "elsewhere": none, "%": none, "HOME": none} {
		wantCorrectionIn(t, b, server, "补贴最高多少？", want)
	}
	wantCorrected(t, b, "r2", away)
}

func correctionOfAnOwner(t *testing.T, b bot.Corrections) {
	old, owners, away := correctionOf("r1", "How high?", 2*time.Hour), correctionOf("r2", "How high?", time.Hour), correctionOf("r3", "How high?", 0)
	owners.Server, owners.Everywhere, away.Server = "", true, "away"
	correct(t, b, old, owners, away)
	for server, want := range map[string]bot.Correction{"home": owners, "away": away, "": owners, "elsewhere": owners} {
		wantCorrectionIn(t, b, server, "How high?", want)
	}
	if err := b.Withdraw(t.Context(), "r2"); err != nil {
		t.Fatal(err)
	}
	for server, want := range map[string]bot.Correction{"home": old, "away": away, "": none} {
		wantCorrectionIn(t, b, server, "How high?", want)
	}
}

func correctionOfNoWords(t *testing.T, b bot.Corrections) {
	correct(t, b, correctionOf("r1", "", 0), correctionOf("r2", "？！", 0))
	for _, text := range []string{"", "?", "？！"} {
		wantCorrectionOf(t, b, text, none)
	}
}

func correctionWithdrawn(t *testing.T, b bot.Corrections) {
	old, latest := correctionOf("r1", "How high?", time.Hour), correctionOf("r2", "How high?", 0)
	correct(t, b, old, latest)
	for range 2 { // the second time there is none
		if err := b.Withdraw(t.Context(), "r2"); err != nil {
			t.Fatal(err)
		}
	}
	wantCorrected(t, b, "r2", none)
	wantCorrectionOf(t, b, "How high?", old)
}

func correctionRefused(t *testing.T, b bot.Corrections) {
	for name, spoil := range map[string]func(*bot.Correction){
		"without a receipt":          func(c *bot.Correction) { c.Receipt = "" },
		"without a word":             func(c *bot.Correction) { c.Text = " \n\u3000" },
		"that is too long":           func(c *bot.Correction) { c.Text = strings.Repeat("长", bot.MaxCorrection+1) },
		"without a document":         func(c *bot.Correction) { c.Evidence.Document = "" },
		"of an unknown text":         func(c *bot.Correction) { c.Evidence.Digest = "" },
		"that quotes nothing":        func(c *bot.Correction) { c.Evidence.End = c.Evidence.Start },
		"that quotes from before it": func(c *bot.Correction) { c.Evidence.Start = -1 },
		"that counts nowhere":        func(c *bot.Correction) { c.Server = "" },
	} {
		c := correctionOf("r", "How high?", 0)
		spoil(&c)
		if err := b.Correct(t.Context(), c); err == nil {
			t.Errorf("a correction %s is kept", name)
		}
	}
	wantCorrected(t, b, "r", none)
	wantCorrectionOf(t, b, "How high?", none)
}

func correctionTooLate(t *testing.T, b bot.Corrections) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := b.Correct(ctx, correctionOf("r", "How high?", 0)); !errors.Is(err, context.Canceled) {
		t.Errorf("got error %v, want that of the context", err)
	}
	wantCorrected(t, b, "r", none)
}

func correctionsAtTheSameTime(t *testing.T, b bot.Corrections) {
	var wait sync.WaitGroup
	for w := range 8 {
		wait.Go(func() {
			for i := range 5 {
				age := time.Duration(5*w+i) * time.Second
				if err := b.Correct(t.Context(), correctionOf(fmt.Sprint(age), "How high?", age)); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wait.Wait()
	wantCorrectionOf(t, b, "How high?", correctionOf("0s", "How high?", 0))
}
