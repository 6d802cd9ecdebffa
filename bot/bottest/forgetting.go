package bottest

import (
	"testing"
	"time"

	"footnote/bot"
)

// A Store keeps all that [bot.Memory] forgets of a person.
type Store interface {
	bot.Memory
	bot.Receipts
	bot.Posts
	bot.Feedbacks
	bot.Corrections
}

// TestForgetting tests that a [Store] that forgets a person forgets them wherever
// it kept them, and nobody else. Each test opens one of its own, which must be
// empty.
func TestForgetting(t *testing.T, open func(*testing.T) Store) {
	each(t, open, map[string]func(*testing.T, Store){
		"a receipt loses its texts and keeps its evidence": receiptForgotten,
		"feedback loses its text and keeps its kind":       feedbackForgotten,
		"a post loses its asker and keeps its place":       postForgotten,
		"a correction loses the asker's words only":        correctionForgotten,
		"a correction stays when its moderator goes":       moderatorForgotten,
	})
}

func forget(t *testing.T, s Store, asker string) {
	t.Helper()
	if err := s.Forget(t.Context(), asker); err != nil {
		t.Fatalf("forgetting %q: %v", asker, err)
	}
}

func receiptForgotten(t *testing.T, s Store) {
	anns, bobs, nobodys := sample("anns", 0, "a"), sample("bobs", 0, "a"), sample("nobodys", 0, "a")
	anns.Asker, bobs.Asker = "ann", "bob"
	keep(t, s, anns, bobs, nobodys)
	forget(t, s, "")
	wantReceipt(t, s, nobodys)
	forget(t, s, "ann")
	wantReceipt(t, s, anns.WithoutText())
	wantReceipt(t, s, bobs)
	wantReceipt(t, s, nobodys)
	if got, err := s.Receipt(t.Context(), "anns"); err != nil || len(got.Citations) != 1 || got.Citations[0].Translation != "" || len(got.Offered) != 1 || got.Withheld[0].Why != "number" {
		t.Errorf("the evidence that is left: %+v, %v", got, err)
	}
}

func feedbackForgotten(t *testing.T, s Store) {
	anns, bobs := feedbackOf("r", "ann", 0), feedbackOf("r", "bob", time.Hour)
	judge(t, s, anns, bobs)
	forget(t, s, "ann")
	anns.Text = ""
	wantJudged(t, s, time.Time{}, 9, anns, bobs)
	again := feedbackOf("r", "ann", 2*time.Hour)
	judge(t, s, again)
	wantJudged(t, s, time.Time{}, 9, anns, bobs, again)
	forget(t, s, "ann")
	again.Text = ""
	wantJudged(t, s, time.Time{}, 9, anns, bobs, again)
}

func postForgotten(t *testing.T, s Store) {
	anns, bobs, nobodys := postOf("anns", "1"), postOf("bobs", "2"), postOf("nobodys", "3")
	bobs.Asker, nobodys.Asker = "bob", ""
	keepPosts(t, s, anns, bobs, nobodys)
	forget(t, s, "ann")
	forget(t, s, "")
	wantPosts(t, s, anns, bobs, nobodys)
	wantAskedBy(t, s, "anns", "ann", false)
	wantAskedBy(t, s, "anns", "", false)
	wantAskedBy(t, s, "bobs", "bob", true)
}

func correctionForgotten(t *testing.T, s Store) {
	anns, bobs := sample("anns", 0, "a"), sample("bobs", 0, "a")
	anns.Asker, bobs.Asker = "ann", "bob"
	keep(t, s, anns, bobs)
	ofAnns, ofBobs := correctionOf("anns", "How high, asks Ann?", 0), correctionOf("bobs", "How high, asks Bob?", 0)
	correct(t, s, ofAnns, ofBobs)
	forget(t, s, "ann")
	ofAnns.Question = ""
	wantCorrected(t, s, "anns", ofAnns)
	wantCorrectionOf(t, s, "how high asks Ann", ofAnns)
	wantCorrected(t, s, "bobs", ofBobs)
	wantCorrectionOf(t, s, "how high asks Bob", ofBobs)
}

func moderatorForgotten(t *testing.T, s Store) {
	c := correctionOf("r", "How high?", 0)
	correct(t, s, c)
	forget(t, s, c.Moderator)
	wantCorrected(t, s, "r", c)
	wantCorrectionOf(t, s, "How high?", c)
}
