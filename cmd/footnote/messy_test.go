package main

import (
	"cmp"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// messy is a library of the messy documents of the evaluation sets.
func messy(t *testing.T) map[string]string {
	t.Helper()
	from := filepath.Join(cmp.Or(os.Getenv("FOOTNOTE_EVAL"), "../../../shared/eval"), "messy")
	entries, err := os.ReadDir(from)
	if err != nil {
		t.Skipf("no messy documents: %v; set FOOTNOTE_EVAL", err)
	}
	if testing.Short() {
		t.Skip("reads some long documents")
	}
	dir := t.TempDir()
	for _, e := range entries {
		if e.Name() != "NOTICE.txt" {
			write(t, filepath.Join(dir, e.Name()), string(must(os.ReadFile(filepath.Join(from, e.Name())))))
		}
	}
	large := must(os.Create(filepath.Join(dir, "large.txt")))
	defer large.Close()
	if err := large.Truncate(1 << 30); err != nil { // takes no place on the disk
		t.Fatal(err)
	}
	return map[string]string{"CORPUS_DIR": dir, "DATA_DIR": t.TempDir()}
}

// unserved says what is wrong with the documents that hold nothing to quote, and
// what to do.
var unserved = map[string][]string{
	"01_招生细则_原文.txt":  {"no text", "whose text was recognised"},
	"gb_w3cn.org.xml": {"is a feed", "sources.yaml"},
	"large.txt":       {"larger than", "MAX_DOCUMENT_BYTES"},
	"password.pdf":    {"password", "qpdf"},
	"small_ocr.pdf":   {"no text layer", "run `ocrmypdf"},
}

func TestMessyDocumentsAreServedOrReported(t *testing.T) {
	settings := messy(t)
	out, err := execute(t, settings, "refresh", "--json")
	if err != nil {
		t.Fatal(err)
	}
	var r refreshJSON
	strictly(t, out, &r)
	for _, f := range r.Failed {
		for _, want := range unserved[f.Source] {
			if !strings.Contains(f.Why, want) {
				t.Errorf("%s: %s; does not say %q", f.Source, f.Why, want)
			}
		}
	}
	if len(r.Failed) != len(unserved) || len(r.Documents.Added) != 13 {
		t.Errorf("%d are not served: %v; %d are: %v", len(r.Failed), r.Failed, len(r.Documents.Added), r.Documents.Added)
	}
	for _, tc := range []struct{ question, document, page, quote string }{
		{"Why is it necessary to prohibit certain artificial intelligence practices?", "eu-ai-act", "24", "necessary to prohibit"},
		{"公共租赁住房的租金标准由谁确定？", "11-公共租赁住房保障办法-穗府办规2024-13号", "", ""},
		{"市场主体登记管理条例自何时起施行？", "37-市场主体登记管理条例-国务院令746号", "", "2022年3月1日"},
		{"How long must a memorized secret be if chosen by the subscriber?", "nist-800-63b-sec5", "", "8 characters"},
	} {
		t.Run(tc.question, func(t *testing.T) {
			out, err := execute(t, settings, "ask", "--json", tc.question)
			if err != nil {
				t.Fatalf("%v: %s", err, out)
			}
			var answer struct {
				Citations []struct{ Document, Page, Quote string }
			}
			if err := json.Unmarshal([]byte(out), &answer); err != nil {
				t.Fatal(err)
			}
			for _, c := range answer.Citations {
				if c.Document == tc.document && c.Page == tc.page && strings.Contains(c.Quote, tc.quote) {
					return
				}
			}
			t.Errorf("the citations are %+v", answer.Citations)
		})
	}
}
