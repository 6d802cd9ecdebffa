package prompts

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the golden files anew")

const mark = "qzkvwjxt"

// tasks are one of each form in each language.
func tasks() map[string]Task {
	out := make(map[string]Task)
	for _, form := range Forms() {
		out[form+".en"] = Task{
			Form:     form,
			Question: "How much of the cost of computing power does the city pay?",
			Language: "en",
			Today:    "2026-03-02",
			Sources: []Source{{
				Title: "Measures for Computing Power Vouchers (Trial)", Kind: "rule", Issuer: "City Council", Number: "No. 12 of 2025",
				Date: "2025-01-15", Status: "trial", Heading: []string{"Chapter 2 Support", "Article 5"},
				Sentences: []string{"A voucher covers up to 30 % of the cost of computing power.", "An enterprise may use at most 2 million yuan a year."},
			}, {
				Title: "Draft Measures for Computing Power Vouchers", Kind: "draft", Date: "2025-11-20", Status: "draft",
				Sentences: []string{"A voucher covers up to 40 % of the cost of computing power."},
			}},
			Terms:  [][2]string{{"computing power voucher", "算力券"}},
			Mark:   mark,
			Budget: 8000,
		}
		out[form+".zh"] = Task{
			Form:     form,
			Question: "市里承担多少算力费用？",
			Language: "zh",
			Today:    "2026-03-02",
			AsOf:     "2025-06-01",
			Sources: []Source{{
				Title: "算力券管理办法（试行）", Kind: "rule", Issuer: "市政府", Number: "市政规〔2025〕12号", Date: "2025-01-15", Status: "trial",
				Heading:   []string{"第二章 支持措施", "第五条"},
				Sentences: []string{"算力券最高抵扣算力费用的30%。", "每家企业每年不超过200万元。"},
			}, {
				Title: "算力券管理办法（征求意见稿）", Kind: "draft", Status: "draft",
				Sentences: []string{"算力券最高抵扣算力费用的40%。"},
			}},
			Mark:   mark,
			Budget: 8000,
		}
	}
	en, zh := out["compare.en"], out["compare.zh"]
	en.Items, zh.Items = []string{"the trial measures", "the draft measures"}, []string{"试行办法", "征求意见稿"}
	out["compare.en"], out["compare.zh"] = en, zh
	return out
}

func TestTheWordsSentAreThoseOfTheGoldenFiles(t *testing.T) {
	all := make(map[string]Prompt)
	for name, task := range tasks() {
		p, err := task.Prompt()
		if err != nil {
			t.Fatal(err)
		}
		all[name] = p
	}
	for _, language := range []string{"en", "zh"} {
		p, err := tasks()["answer."+language].Repair([]Failed{
			{Text: "A voucher covers 30 % of the cost.", Why: "bound: the source says up to 30 %", IDs: []ID{{1, 1}}},
			{Text: "每家企业每年不超过300万元。", Why: "figure: 300万元", IDs: []ID{{1, 2}, {2, 1}}},
		})
		if err != nil {
			t.Fatal(err)
		}
		all["repair."+language] = p
	}
	all["standalone.en"] = Standalone([]Turn{
		{Question: "How much does a computing power voucher cover?", Titles: []string{"Measures for Computing Power Vouchers (Trial)"}},
		{Question: "Who may apply for a computing power voucher?"},
	}, "and in 2026?", "en", mark)
	all["standalone.zh"] = Standalone([]Turn{{Question: "北区的算力券抵扣多少？", Titles: []string{"北区算力券管理办法"}}}, "那南区呢？", "zh", mark)
	for language, quotes := range map[string][]string{
		"en": {"算力券最高抵扣算力费用的30%。", "每家企业每年不超过200万元。"},
		"zh": {"A voucher covers up to 30 % of the cost."},
	} {
		all["translate."+language] = Translate(quotes, language, mark)
		all["opinion."+language] = Opinion(map[string]string{"en": "Vouchers pay for at most 30 % of the cost.", "zh": "算力费用最多抵扣三成。"}[language],
			tasks()["answer."+language].Sources[0], mark)
	}
	for name, p := range all {
		got := fmt.Sprintf("max tokens: %d\nsources: %d\n\n--- system\n%s--- user\n%s", p.MaxTokens, p.Sources, p.System, p.User)
		path := filepath.Join("testdata", name+".golden")
		if *update {
			if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); diff != "" {
			t.Errorf("%s (-want +got; -update writes it anew):\n%s", name, diff)
		}
	}
	if files, err := filepath.Glob("testdata/*.golden"); err != nil || len(files) != len(all) {
		t.Errorf("there are %d golden files for %d prompts", len(files), len(all))
	}
}
