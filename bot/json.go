package bot

import (
	"encoding/json"
	"time"
)

// The JSON of an answer is stable: scripts read it.
type (
	answerJSON struct {
		Question     string         `json:"question"`
		UnderstoodAs string         `json:"understood_as,omitempty"`
		Form         Form           `json:"form"`
		Verdict      Verdict        `json:"verdict,omitempty"`
		Status       Status         `json:"status"`
		Reason       string         `json:"reason,omitempty"`
		Missing      []string       `json:"missing,omitempty"`
		Notes        []string       `json:"notes,omitempty"`
		Sentences    []sentenceJSON `json:"sentences"`
		Table        *tableJSON     `json:"table,omitempty"`
		Citations    []Citation     `json:"citations"`
		Withheld     []withheldJSON `json:"withheld,omitempty"`
		Nearest      []nearestJSON  `json:"nearest,omitempty"`
		Coverage     coverageJSON   `json:"coverage"`
		Model        string         `json:"model"`
		Snapshot     string         `json:"snapshot"`
		Receipt      string         `json:"receipt,omitempty"`
		Timing       timingJSON     `json:"timing_ms"`
	}
	sentenceJSON struct {
		Text      string `json:"text"`
		Citations []int  `json:"citations"`
		Repaired  bool   `json:"repaired"`
	}
	tableJSON struct {
		Columns []string     `json:"columns"`
		Rows    [][]cellJSON `json:"rows"`
	}
	cellJSON struct {
		Text      string `json:"text"`
		Citations []int  `json:"citations"`
	}
	citationJSON struct {
		N             int      `json:"n"`
		Passage       string   `json:"passage"`
		Document      string   `json:"document"`
		Title         string   `json:"title"`
		Issuer        string   `json:"issuer,omitempty"`
		Number        string   `json:"number,omitempty"`
		Kind          string   `json:"kind,omitempty"`
		Lang          string   `json:"lang"`
		Date          string   `json:"date,omitempty"`
		DocStatus     string   `json:"doc_status"`
		EffectiveFrom string   `json:"effective_from,omitempty"`
		EffectiveTo   string   `json:"effective_to,omitempty"`
		Retrieved     string   `json:"retrieved,omitempty"`
		URL           string   `json:"url,omitempty"`
		Archived      string   `json:"archived,omitempty"`
		Page          string   `json:"page,omitempty"`
		Heading       []string `json:"heading,omitempty"`
		Quote         string   `json:"quote"`
		Translation   string   `json:"translation,omitempty"` // machine-made and unchecked
		Before        string   `json:"before,omitempty"`
		After         string   `json:"after,omitempty"`
		Start         int      `json:"start"`
		End           int      `json:"end"`
		Link          string   `json:"link,omitempty"`
	}
	withheldJSON struct {
		Text string `json:"text"`
		Code string `json:"code"` // the check that it failed
		Why  string `json:"why"`  // in the language of the answer
	}
	nearestJSON struct {
		Passage  string  `json:"passage"`
		Document string  `json:"document"`
		Title    string  `json:"title"`
		Quote    string  `json:"quote"`
		Score    float64 `json:"score"`
	}
	coverageJSON struct {
		Documents int      `json:"documents"`
		Issuers   []string `json:"issuers"`
		Newest    string   `json:"newest,omitempty"`
		Refreshed string   `json:"refreshed,omitempty"`
	}
	timingJSON struct {
		Search float64 `json:"search"`
		Model  float64 `json:"model"`
		Verify float64 `json:"verify"`
		Total  float64 `json:"total"`
	}
)

// MarshalJSON writes the answer in the form that `footnote ask --json` prints.
func (a Answer) MarshalJSON() ([]byte, error) {
	out := answerJSON{
		Question: a.Question, UnderstoodAs: a.UnderstoodAs, Form: a.Form, Verdict: a.Verdict, Status: a.Status,
		Reason: a.Reason, Missing: a.Missing, Notes: a.Notes,
		Sentences: []sentenceJSON{}, Citations: append([]Citation{}, a.Citations...),
		Coverage: coverageJSON{Documents: a.Coverage.Documents, Issuers: append([]string{}, a.Coverage.Issuers...), Newest: a.Coverage.Newest.String()},
		Model:    a.Model, Snapshot: a.Snapshot, Receipt: a.Receipt,
		Timing: timingJSON{ms(a.Timing.Search), ms(a.Timing.Model), ms(a.Timing.Verify), ms(a.Timing.Total)},
	}
	if !a.Coverage.Refreshed.IsZero() {
		out.Coverage.Refreshed = a.Coverage.Refreshed.Format(time.RFC3339)
	}
	for _, s := range a.Sentences {
		out.Sentences = append(out.Sentences, sentenceJSON{s.Text, append([]int{}, s.Citations...), s.Repaired})
	}
	out.Table = a.Table.json()
	for _, w := range a.Withheld {
		out.Withheld = append(out.Withheld, withheldJSON{w.Text, w.Code(), w.In(a.Language)})
	}
	for _, n := range a.Nearest {
		out.Nearest = append(out.Nearest, nearestJSON{n.Passage, n.Document.ID, n.Document.Title, n.Quote, n.Score})
	}
	return json.Marshal(out)
}

func (t *Table) json() *tableJSON {
	if t == nil {
		return nil
	}
	out := &tableJSON{Columns: append([]string{}, t.Columns...), Rows: [][]cellJSON{}}
	for _, row := range t.Rows {
		cells := make([]cellJSON, len(row))
		for i, c := range row {
			cells[i] = cellJSON{c.Text, append([]int{}, c.Citations...)}
		}
		out.Rows = append(out.Rows, cells)
	}
	return out
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

// MarshalJSON writes the citation as part of an answer's JSON.
func (c Citation) MarshalJSON() ([]byte, error) {
	d := c.document
	return json.Marshal(citationJSON{
		N: c.n, Passage: c.passage.ID, Document: d.ID, Title: d.Title, Issuer: d.Issuer,
		Number: d.Number, Kind: string(d.Kind), Lang: d.Language, Date: d.Published.String(),
		DocStatus: string(c.status), EffectiveFrom: d.EffectiveFrom.String(),
		EffectiveTo: d.EffectiveTo.String(), Retrieved: d.Retrieved.String(), URL: d.URL,
		Archived: d.Archived, Page: c.Page(), Heading: c.passage.Heading, Quote: c.Quote(), Translation: c.translation, Before: c.before, After: c.after,
		Start: c.span.Start, End: c.span.End, Link: c.Link(),
	})
}
