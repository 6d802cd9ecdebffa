package main

import (
	"os"
	"path/filepath"
	"testing"
)

func TestEvalPrintsItsShapes(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"corpus.jsonl":   `{"_id":"a","title":"Ships","text":"Ships enter the harbour."}`,
		"queries.jsonl":  `{"_id":"q","text":"ships"}`,
		"qrels/test.tsv": "q\ta\t1",
		"claims.jsonl":   `{"id":"c","claim":"Ships leave.","passages":["Ships enter."],"label":"supported"}`,
	} {
		name = filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	out, err := execute(t, nil, "eval", "--beir", dir, "--json")
	if err != nil {
		t.Fatal(err)
	}
	var ranking struct {
		Measure          string  `json:"measure"`
		Set              string  `json:"set"`
		Digest           string  `json:"digest"`
		Mode             string  `json:"mode"`
		Records          int     `json:"records"`
		Queries          int     `json:"queries"`
		NDCG10           float64 `json:"ndcg@10"`
		Recall5          float64 `json:"recall@5"`
		Recall10         float64 `json:"recall@10"`
		Recall100        float64 `json:"recall@100"`
		MRR10            float64 `json:"mrr@10"`
		IndexSeconds     float64 `json:"index_seconds"`
		QueriesPerSecond float64 `json:"queries_per_second"`
		P50              float64 `json:"p50_ms"`
		P95              float64 `json:"p95_ms"`
		PerQuery         []struct {
			ID       string  `json:"id"`
			NDCG10   float64 `json:"ndcg@10"`
			Recall10 float64 `json:"recall@10"`
			RR       float64 `json:"rr"`
		} `json:"per_query"`
	}
	strictly(t, out, &ranking)
	if ranking.Measure != "beir" || ranking.Mode != "hybrid" || ranking.NDCG10 != 1 || len(ranking.PerQuery) != 1 || ranking.PerQuery[0].RR != 1 {
		t.Errorf("got %s", out)
	}

	out, err = execute(t, nil, "eval", "--claims", filepath.Join(dir, "claims.jsonl"), "--json")
	if err != nil {
		t.Fatal(err)
	}
	type count struct {
		N  int `json:"n"`
		Of int `json:"of"`
	}
	var claims struct {
		Measure            string  `json:"measure"`
		Claims             int     `json:"claims"`
		Supported          count   `json:"supported"`
		PartiallySupported count   `json:"partially_supported"`
		NotSupported       count   `json:"not_supported"`
		BalancedAccuracy   float64 `json:"balanced_accuracy"`
		MacroF1            float64 `json:"macro_f1"`
		AUROC              float64 `json:"auroc"`
		Results            []struct {
			ID        string  `json:"id"`
			Supported bool    `json:"supported"`
			Score     float64 `json:"score"`
			Why       string  `json:"why"`
			Label     string  `json:"label"`
		} `json:"results"`
	}
	strictly(t, out, &claims)
	if claims.Measure != "claims" || claims.Claims != 1 || claims.Supported != (count{0, 1}) || claims.Results[0].Why == "" {
		t.Errorf("got %s", out)
	}
}
