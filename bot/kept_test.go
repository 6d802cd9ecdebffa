package bot

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"footnote/corpus"
)

// written is an answer of a model: a sentence of its own, one that it copied, and
// one that was withheld.
func written() Answer {
	d := &corpus.Document{Meta: corpus.Meta{ID: "ferries"}, Digest: "0f", Text: "The fee is 9 yuan. 票价为9元。"}
	return Answer{
		Question: "And in 2025?", UnderstoodAs: "What was the ferry fee in 2025?", Language: "en", Form: FormCompare, Status: Partial,
		Cause: CausePartly, Verdict: VerdictSupported, Model: "some-model", Prompts: "0a1b2c3d", Snapshot: "s", Usage: Usage{900, 80},
		Sentences: []Sentence{{Text: "Ferries cost 9 yuan.", Citations: []int{1, 2}, Repaired: true}, {Text: "票价为9元。", Citations: []int{1, 2}}},
		Table: &Table{Columns: []string{"", "2025"}, Rows: [][]Cell{ // lays out the sentences
			{{Text: "fee"}, {Text: "Ferries cost 9 yuan.", Citations: []int{1, 2}}},
		}},
		Citations: []Citation{
			{n: 1, document: d, passage: &corpus.Passage{ID: "p"}, span: corpus.Span{Start: 0, End: 18}},
			{n: 2, document: d, passage: &corpus.Passage{ID: "p"}, span: corpus.Span{Start: 19, End: len(d.Text)}, translation: "The fare is 9 yuan."},
		},
		Withheld: []Withheld{{Text: "Ferries cost 11 yuan.", Why: "number: 11 yuan is not in the source"}},
		Offered:  []Offered{{Document: "ferries", Passage: "p", Digest: "0f"}},
	}
}

func TestAReceiptKeepsTheWholeEvidence(t *testing.T) {
	now := time.UnixMilli(1772712000007).UTC()
	got := newReceipt(Question{Asker: "ann"}, written(), now)
	want := Receipt{
		ID: got.ID, Time: now, Asker: "ann", Question: "And in 2025?", UnderstoodAs: "What was the ferry fee in 2025?", Language: "en",
		Form: FormCompare, Status: Partial, Cause: CausePartly, Verdict: VerdictSupported, Snapshot: "s", Model: "some-model",
		Prompts: "0a1b2c3d", Usage: Usage{900, 80},
		Sentences: []KeptSentence{
			{Text: "Ferries cost 9 yuan.", Citations: []int{1, 2}, Repaired: true},
			{Copied: 2, Citations: []int{1, 2}},
		},
		Withheld:  []Withheld{{Text: "Ferries cost 11 yuan.", Why: "number: 11 yuan is not in the source"}},
		Offered:   []Offered{{Document: "ferries", Passage: "p", Digest: "0f"}},
		Citations: []Evidence{{"ferries", "p", "0f", 0, 18, ""}, {"ferries", "p", "0f", 19, 35, "The fare is 9 yuan."}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestAReceiptKeepsNoWordOfADocument(t *testing.T) {
	a := written()
	a.Model, a.Prompts = Extractive, ""
	a.Withheld[0].Why = "quote: 9 yuan"
	a.Citations[1].translation = "" // a model's
	got := newReceipt(Question{}, a, time.Now())
	got.Question, got.UnderstoodAs = "", ""
	if text := fmt.Sprintf("%+v", got); strings.Contains(text, "yuan") || strings.Contains(text, "元") {
		t.Error(text)
	}
}

func TestAPrivateReceiptOfAWrittenAnswerHoldsNoText(t *testing.T) {
	got := newReceipt(Question{Private: true, Asker: "ann"}, written(), time.Now())
	if text := fmt.Sprintf("%+v", got); strings.Contains(text, "yuan") || strings.Contains(text, "元") || strings.Contains(text, "2025") || strings.Contains(text, "ann") {
		t.Error(text)
	}
	if len(got.Sentences) != 2 || !got.Sentences[0].Repaired || got.Withheld[0].Why != "number" || len(got.Offered) != 1 || len(got.Citations) != 2 {
		t.Errorf("the evidence that is left: %+v", got)
	}
}
