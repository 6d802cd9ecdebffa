package main

import (
	"encoding/json"
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// The shapes that scripts rely on. A field may be added here, never renamed.
type (
	answerShape struct {
		Question     string   `json:"question"`
		UnderstoodAs string   `json:"understood_as"`
		Form         string   `json:"form"`
		Verdict      string   `json:"verdict"`
		Status       string   `json:"status"`
		Reason       string   `json:"reason"`
		Missing      []string `json:"missing"`
		Notes        []string `json:"notes"`
		Sentences    []struct {
			Text      string `json:"text"`
			Citations []int  `json:"citations"`
			Repaired  bool   `json:"repaired"`
		} `json:"sentences"`
		Table *struct {
			Columns []string `json:"columns"`
			Rows    [][]struct {
				Text      string `json:"text"`
				Citations []int  `json:"citations"`
			} `json:"rows"`
		} `json:"table"`
		Citations []citationShape `json:"citations"`
		Withheld  []struct {
			Text string `json:"text"`
			Code string `json:"code"`
			Why  string `json:"why"`
		} `json:"withheld"`
		Nearest []struct {
			Passage  string  `json:"passage"`
			Document string  `json:"document"`
			Title    string  `json:"title"`
			Quote    string  `json:"quote"`
			Score    float64 `json:"score"`
		} `json:"nearest"`
		Coverage struct {
			Documents int      `json:"documents"`
			Issuers   []string `json:"issuers"`
			Newest    string   `json:"newest"`
			Refreshed string   `json:"refreshed"`
		} `json:"coverage"`
		Model    string `json:"model"`
		Snapshot string `json:"snapshot"`
		Receipt  string `json:"receipt"`
		Timing   struct {
			Search float64 `json:"search"`
			Model  float64 `json:"model"`
			Verify float64 `json:"verify"`
			Total  float64 `json:"total"`
		} `json:"timing_ms"`
	}
	citationShape struct {
		N             int      `json:"n"`
		Passage       string   `json:"passage"`
		Document      string   `json:"document"`
		Title         string   `json:"title"`
		Issuer        string   `json:"issuer"`
		Number        string   `json:"number"`
		Kind          string   `json:"kind"`
		Lang          string   `json:"lang"`
		Date          string   `json:"date"`
		DocStatus     string   `json:"doc_status"`
		EffectiveFrom string   `json:"effective_from"`
		EffectiveTo   string   `json:"effective_to"`
		Retrieved     string   `json:"retrieved"`
		URL           string   `json:"url"`
		Archived      string   `json:"archived"`
		Page          string   `json:"page"`
		Heading       []string `json:"heading"`
		Quote         string   `json:"quote"`
		Before        string   `json:"before"`
		After         string   `json:"after"`
		Start         int      `json:"start"`
		End           int      `json:"end"`
		Link          string   `json:"link"`
	}
)

// strictly decodes one JSON value that may hold no field its target lacks.
func strictly(t *testing.T, text string, target any) {
	t.Helper()
	decoder := json.NewDecoder(strings.NewReader(text))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(target); err != nil {
		t.Fatalf("%v in %s", err, text)
	}
	if decoder.More() || !strings.HasSuffix(text, "\n") || strings.Count(text, "\n") != 1 {
		t.Errorf("not one value on one line: %s", text)
	}
}

var questions = map[string]string{
	"en": "How high is the Lingang subsidy?",
	"zh": "临港新片区的补贴最高多少？",
}

func TestQuotationsStandAtTheirOffsets(t *testing.T) {
	for language, question := range questions {
		t.Run(language, func(t *testing.T) {
			out, err := execute(t, nil, "ask", "--json", question)
			if err != nil {
				t.Fatal(err)
			}
			var answer answerShape
			strictly(t, out, &answer)
			if answer.Status != "answered" || len(answer.Citations) == 0 || len(answer.Sentences) == 0 {
				t.Fatalf("not answered: %s", out)
			}
			for i, c := range answer.Citations {
				text, err := execute(t, nil, "sources", "--text", c.Document)
				if err != nil {
					t.Fatal(err)
				}
				if c.N != i+1 || c.Quote == "" || text[c.Start:c.End] != c.Quote {
					t.Errorf("citation %d: %q stands at [%d,%d), not %q", c.N, text[c.Start:c.End], c.Start, c.End, c.Quote)
				}
			}
			for _, s := range answer.Sentences {
				if len(s.Citations) == 0 {
					t.Errorf("no citation proves %q", s.Text)
				}
			}
		})
	}
}

func TestARefusalSaysWhatWasSearched(t *testing.T) {
	out, err := execute(t, nil, "ask", "--json", "What does the 2031 Quantum Act of France say?")
	if !errors.Is(err, errRefused) {
		t.Fatalf("got error %v, want a refusal", err)
	}
	var answer answerShape
	strictly(t, out, &answer)
	if answer.Status != "refused" || answer.Reason == "" || len(answer.Missing) == 0 {
		t.Errorf("the refusal gives no reason: %s", out)
	}
	if len(answer.Sentences)+len(answer.Citations) > 0 {
		t.Errorf("the refusal answers: %s", out)
	}
	if answer.Coverage.Documents == 0 || len(answer.Coverage.Issuers) == 0 || answer.Coverage.Newest == "" {
		t.Errorf("what was searched is missing: %s", out)
	}
}

func TestEveryAnswerHasTheSameKeys(t *testing.T) {
	for _, question := range []string{questions["en"], "Who won the chess tournament?"} {
		out, _ := execute(t, nil, "ask", "--json", question)
		var keys map[string]any
		strictly(t, out, &keys)
		for _, key := range []string{"question", "form", "status", "sentences", "citations", "coverage", "model", "snapshot", "timing_ms"} {
			if _, ok := keys[key]; !ok {
				t.Errorf("%q: no %s in %s", question, key, out)
			}
		}
	}
}

func TestSearchPrintsItsShape(t *testing.T) {
	for _, mode := range []string{"hybrid", "lexical", "dense"} {
		out, err := execute(t, nil, "search", "--json", "-n", "2", "--mode", mode, "computing power subsidy")
		if err != nil {
			t.Fatal(err)
		}
		var got struct {
			Query string `json:"query"`
			Hits  []struct {
				Passage  string   `json:"passage"`
				Document string   `json:"document"`
				Title    string   `json:"title"`
				Heading  []string `json:"heading"`
				Text     string   `json:"text"`
				Score    float64  `json:"score"`
				Lexical  float64  `json:"lexical"`
				Dense    float64  `json:"dense"`
			} `json:"hits"`
			Timing struct {
				Embed  float64 `json:"embed"`
				Search float64 `json:"search"`
			} `json:"timing_ms"`
		}
		strictly(t, out, &got)
		if len(got.Hits) != 2 || got.Hits[0].Score < got.Hits[1].Score || got.Hits[0].Text == "" {
			t.Errorf("%s: got %s", mode, out)
		}
	}
}

func TestRefreshPrintsItsShapeAndReusesWhatIsThere(t *testing.T) {
	settings := map[string]string{"DATA_DIR": t.TempDir()}
	var reports [3]struct {
		Snapshot  string `json:"snapshot"`
		Previous  string `json:"previous"`
		Documents struct {
			Added     []string `json:"added"`
			Changed   []string `json:"changed"`
			Removed   []string `json:"removed"`
			Unchanged int      `json:"unchanged"`
		} `json:"documents"`
		Passages struct {
			Total    int `json:"total"`
			Embedded int `json:"embedded"`
			Reused   int `json:"reused"`
		} `json:"passages"`
		Failed []struct {
			Source string `json:"source"`
			Why    string `json:"why"`
		} `json:"failed"`
		Seconds float64 `json:"seconds"`
	}
	for i, args := range [][]string{{"refresh", "--json", "--dry-run"}, {"refresh", "--json"}, {"refresh", "--json"}} {
		out, err := execute(t, settings, args...)
		if err != nil {
			t.Fatal(err)
		}
		strictly(t, out, &reports[i])
		if reports[i].Documents.Changed == nil || reports[i].Failed == nil {
			t.Errorf("an empty list is null: %s", out)
		}
	}
	dry, first, second := reports[0], reports[1], reports[2]
	if dry.Snapshot != "" || len(dry.Documents.Added) == 0 || !slices.Equal(dry.Documents.Added, first.Documents.Added) {
		t.Errorf("the dry run says %+v, the refresh %+v", dry, first)
	}
	if first.Passages.Embedded != first.Passages.Total || second.Passages.Reused != first.Passages.Total {
		t.Errorf("first %+v, second %+v", first.Passages, second.Passages)
	}
	if second.Previous != first.Snapshot || second.Snapshot != first.Snapshot {
		t.Errorf("snapshots %+v, %+v", first, second)
	}
}

func TestSourcesPrintsWhatHelpSays(t *testing.T) {
	out, err := execute(t, nil, "sources", "--json")
	if err != nil {
		t.Fatal(err)
	}
	var all []map[string]any
	strictly(t, out, &all)
	help := showCommand{}.Help()
	for key := range maps.Keys(all[0]) {
		if !strings.Contains(help, key) {
			t.Errorf("--help does not name %q", key)
		}
	}
	one, err := execute(t, nil, "sources", "--json", all[0]["id"].(string))
	if err != nil {
		t.Fatal(err)
	}
	var got map[string]any
	strictly(t, one, &got)
	if diff := cmp.Diff(all[0], got); diff != "" {
		t.Error(diff)
	}
}

func TestJSONHoldsNoControlCharacter(t *testing.T) {
	var out strings.Builder
	p := &program{stdout: &out}
	want := map[string]string{"text": "a\u009b31m\u007f\x1b<b>&"}
	if err := p.printJSON(want); err != nil {
		t.Fatal(err)
	}
	if strings.ContainsAny(out.String(), "\u009b\u007f\x1b") || !strings.Contains(out.String(), "<b>&") {
		t.Errorf("got %q", out.String())
	}
	var got map[string]string
	strictly(t, out.String(), &got)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestReferencesToTheDocumentsArePrinted(t *testing.T) {
	for format, want := range map[string]string{"apa": "(2026, November 24).", "gbt": "[Z].", "bibtex": "@misc{nqpf-lingang-zh,", "markdown": "《临港新片区的算力支持措施》"} {
		one, err := execute(t, nil, "sources", "--cite", format, "nqpf-lingang-zh")
		if err != nil || !strings.Contains(one, want) {
			t.Errorf("%s: %v\n%s", format, err, one)
		}
		all, err := execute(t, nil, "sources", "--cite", format)
		if err != nil || strings.Count(all, "2026") < 16 {
			t.Errorf("%s of all documents: %v\n%s", format, err, all)
		}
	}
	if _, err := execute(t, nil, "sources", "--cite", "mla"); err == nil || !strings.Contains(err.Error(), "write apa, gbt, bibtex or markdown") {
		t.Errorf("an unknown format: %v", err)
	}
}
