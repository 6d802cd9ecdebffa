package retrieval

import (
	"io/fs"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"footnote/corpus/policies"
	"footnote/retrieval/analysis"
)

func TestQuantityTermsMeet(t *testing.T) {
	for want, texts := range map[string][]string{
		"#10000000":                     {"1000万", "10 million", "10,000,000", "RMB 10 million", "1000万元", "1000萬元", "一千万元", "10 million yuan", "at most RMB 10m"},
		"#150000000":                    {"1.5亿", "150 million people", "15,000万元", "一点五亿人"},
		"#5%":                           {"百分之五", "5%", "5 percent", "5 per cent", "up to 5 %", "５％"},
		"#0.3%":                         {"千分之三", "0.3%"},
		"#30%":                          {"三成", "30%", "百分之三十"},
		"#2/3":                          {"三分之二", "two thirds"},
		"#12":                           {"十二个项目", "12个项目", "12 projects", "twelve projects", "twelve", "十二家企业", "十二個項目"},
		"#200000000":                    {"两亿元", "兩億元", "200 million"},
		"#10% #20%":                     {"10%至20%", "10-20%", "from 10 to 20 percent"},
		"#10000000 #20000000":           {"RMB 10 to 20 million", "1000万至2000万元"},
		"#36month":                      {"三年", "3 years", "36 months", "36个月"},
		"#30working-day":                {"30个工作日", "30 working days"},
		"#12article":                    {"第十二条", "Article 12"},
		"#14five-year plan":             {"“十四五”规划", "14th Five-Year Plan"},
		"#12document number 2024":       {"〔2024〕12号", "[2024] No. 12"},
		"@2024":                         {"2024年", "二〇二四年", "in 2024", "by 2024", "2024"},
		"@2024-06 @2024":                {"2024年6月", "June 2024", "2024-06", "二〇二四年六月", "２０２４年６月"},
		"@2024-06-05 @2024-06 @2024":    {"2024年6月5日", "5 June 2024", "June 5, 2024", "2024-06-05", "二〇二四年六月五日"},
		"@--06-05 @--06":                {"6月5日", "5 June", "六月五日"},
		"@--07":                         {"7月", "in July", "七月"},
		"@2021 @2025":                   {"2021-2025年", "from 2021 to 2025", "2021年至2025年"},
		"@2024-01 @2024 @2024-03":       {"2024年第一季度", "Q1 2024", "January to March 2024"},
		"@2024 #30% #10000000 @--07":    {"2024年，30%，1000万元，7月", "in 2024, 30 % of RMB 10 million in July"},
		"@2024-06 @2024 @2024-06 @2024": {"2024年6月和2024年6月", "June 2024 and June 2024"},
	} {
		for _, text := range texts {
			t.Run(text, func(t *testing.T) {
				if got := strings.Join(quantityTerms(text), " "); got != want {
					t.Errorf("quantityTerms(%q) = %q, want %q", text, got, want)
				}
			})
		}
	}
}

func TestTextsWithoutQuantityTerms(t *testing.T) {
	for _, text := range []string{"", "12", "12.5", "統一 统一 一些", "6G, COVID-19", "3.1.2", "the third party", "第三", "# @"} {
		if got := quantityTerms(text); len(got) > 0 {
			t.Errorf("quantityTerms(%q) = %q, want none", text, got)
		}
	}
}

func TestQuantityTermsAreNoOrdinaryTerms(t *testing.T) {
	for _, term := range quantityTerms("June 2024: 5% of RMB 10 million, 三年，第十二条") {
		if slices.Contains(analysis.Terms(term), term) {
			t.Errorf("%q is an ordinary term too", term)
		}
	}
}

func TestBriefsInBothLanguagesShareTheirQuantityTerms(t *testing.T) {
	for n, want := range map[int][]string{
		1: {"@2024", "@2024-06", "@2029", "@2029-04"},
		2: {"#10000000", "#1410000"},
	} {
		for _, file := range []string{"nqpf-lingang.en.md", "nqpf-lingang.zh.md"} {
			text, err := fs.ReadFile(policies.FS, file)
			if err != nil {
				t.Fatal(err)
			}
			got := quantityTerms(strings.Split(string(text), "\n## ")[n])
			slices.Sort(got)
			if diff := cmp.Diff(want, slices.Compact(got)); diff != "" {
				t.Errorf("section %d of %s:\n%s", n, file, diff)
			}
		}
	}
}
