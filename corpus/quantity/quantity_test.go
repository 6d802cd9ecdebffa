package quantity

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

func render(found []Quantity) string {
	var parts []string
	for _, q := range found {
		parts = append(parts, q.Kind.String()+": "+q.String())
	}
	return strings.Join(parts, "; ")
}

func TestFind(t *testing.T) {
	for in, want := range map[string]string{
		// years far off
		"MIIT in 1850?": "date: 1850",
		"工信部2150年":      "date: 2150",
		"1500年的历史":      "duration: 18000 month",
		"in 1500 zones": "number: 1500 zone",
		// numbers
		"1,000 zones":                      "number: 1000 zone",
		"10,000,000":                       "number: 10000000",
		"１０００个项目":                          "number: 1000 item",
		"growth of 1.41 million people":    "number: 1410000 person",
		"三十个城市":                            "number: 30 item",
		"一百二十家企业":                          "number: 120 enterprise",
		"三千万人":                             "number: 30000000 person",
		"两个项目":                             "number: 2 item",
		"3亿人口":                             "number: 300000000 person",
		"three pilot zones":                "number: 3 pilot",
		"twenty-five enterprises":          "number: 25 enterprise",
		"one hundred and five households":  "number: 105 household",
		"a hundred companies":              "number: 100 enterprise",
		"two hundred thousand tonnes":      "number: 200000 tonne",
		"500 large companies":              "number: 500 enterprise",
		"12.5 EFLOPS of computing power":   "number: 12500 PFLOPS",
		"装机10万千瓦":                          "number: 100000 kW",
		"100 MW":                           "number: 100000 kW",
		"发电5亿千瓦时":                          "number: 500000000 kWh",
		"an area of 20 square kilometres":  "number: 20 km2",
		"占地30平方公里，合45000亩":                 "number: 30 km2; number: 45000 mu",
		"增长3倍":                             "number: 3 times",
		"三分之二以上":                           "number: at least 2/3",
		"two thirds of members":            "number: 2/3",
		"10余家企业":                           "number: more than 10 enterprise",
		"1000多万元":                          "money: more than 10000000 CNY",
		"十多个城市":                            "number: more than 10 item",
		"五大领域":                             "number: 5 item",
		"12条措施":                            "number: 12 item",
		"two of the parties":               "number: 2",
		"2000 companies":                   "number: 2000 enterprise",
		"1 000":                            "number: 1; number: 0",
		strings.Repeat("9", 41) + " x":     "reference: " + strings.Repeat("9", 41),
		"between 10 and 20 million people": "number: 10000000..20000000 person",
		"10至20万人":                          "number: 100000..200000 person",
		"rose from 10 to 20 points":        "number: 10; number: 20 point",
		"由10%提高到20%":                       "percent: 10 percent; percent: 20 percent",
		"from 2.5 to 3 percent":            "percent: 2.5..3 percent",
		"10%至20%":                          "percent: 10..20 percent",
		"10-20%":                           "percent: 10..20 percent",
		"2.8% and 2.8 percent or 百分之二点八":   "percent: 2.8 percent; percent: 2.8 percent; percent: 2.8 percent",
		"2.8 per cent":                     "percent: 2.8 percent",
		"千分之三":                             "percent: 0.3 percent",
		"三成以上":                             "percent: at least 30 percent",
		"up 2 percentage points":           "number: 2 percentage-point",
		"提高0.5个百分点":                        "number: 0.5 percentage-point",
		// money
		"RMB 10 million (US$1.41 million)": "money: 10000000 CNY; money: 1410000 USD",
		"1000万元（141万美元）":                   "money: 10000000 CNY; money: 1410000 USD",
		"10 million yuan":                  "money: 10000000 CNY",
		"人民币10亿元":                          "money: 1000000000 CNY",
		"¥5,000":                           "money: 5000 CNY",
		"$3bn":                             "money: 3000000000 USD",
		"€2.5m":                            "money: 2500000 EUR",
		"three million dollars":            "money: 3000000 USD",
		"1.2万亿元":                           "money: 1200000000000 CNY",
		"三千万元":                             "money: 30000000 CNY",
		"RMB 10 to 20 million":             "money: 10000000..20000000 CNY",
		"500万元人民币":                         "money: 5000000 CNY",
		"HK$100":                           "money: 100 HKD",
		// durations
		"3 years":        "duration: 36 month",
		"a 5-year plan":  "duration: 60 month",
		"3年":             "duration: 36 month",
		"为期三年":           "duration: 36 month",
		"6个月":            "duration: 6 month",
		"半年":             "duration: 6 month",
		"10个工作日内":        "duration: at most 10 working-day",
		"within 30 days": "duration: at most 30 day",
		"one year":       "duration: 12 month",
		"24 hours":       "duration: 24 hour",
		"3 to 5 years":   "duration: 36..60 month",
		// dates
		"2024":                   "date: 2024",
		"2024年":                  "date: 2024",
		"2024年3月":                "date: 2024-03",
		"March 2024":             "date: 2024-03",
		"5 March 2024":           "date: 2024-03-05",
		"March 5, 2024":          "date: 2024-03-05",
		"Mar. 5, 2024":           "date: 2024-03-05",
		"2024-03-05":             "date: 2024-03-05",
		"2024/3/5":               "date: 2024-03-05",
		"2024.3.5":               "date: 2024-03-05",
		"2024-03":                "date: 2024-03",
		"２０２４年３月５日":              "date: 2024-03-05",
		"二〇二四年三月":                "date: 2024-03",
		"二〇二四年三月十五日":             "date: 2024-03-15",
		"Q1 2024":                "date: 2024-01..2024-03",
		"2024年第一季度":              "date: 2024-01..2024-03",
		"first half of 2024":     "date: 2024-01..2024-06",
		"2024年上半年":               "date: 2024-01..2024-06",
		"the 1980s":              "date: 1980..1989",
		"上世纪80年代":                "date: 1980..1989",
		"20世纪八十年代":               "date: 1980..1989",
		"2021-2025":              "date: 2021..2025",
		"2021至2025年":             "date: 2021..2025",
		"from 2000 to 2010":      "date: 2000..2010",
		"2000年至2010年":            "date: 2000..2010",
		"2023-24":                "date: 2023..2024",
		"FY2024":                 "date: 2024",
		"2024年3月至5月":             "date: 2024-03..2024-05",
		"March to May 2024":      "date: 2024-03..2024-05",
		"in June":                "date: --06",
		"you may march":          "",
		"3月5日":                   "date: --03-05",
		"the 2024 report":        "date: 2024",
		"in 2024 companies must": "date: 2024",
		"by 2030":                "date: by 2030",
		"到2030年":                 "date: by 2030",
		"until April 2029":       "date: until 2029-04",
		"实施至2029年4月":             "date: until 2029-04",
		"before 2025":            "date: before 2025",
		"2025年底前":                "date: before 2025",
		"自2021年起":                "date: since 2021",
		"since 2021":             "date: since 2021",
		"by the end of 2025":     "date: by 2025",
		"July 15-18, 2024":       "date: 2024-07-15..2024-07-18",
		"in August 2022":         "date: 2022-08",
		"2024年7月15日至18日":         "date: 2024-07-15..2024-07-18",
		"三到五年":                   "duration: 36..60 month",
		"10Gbps":                 "number: 10000 Mbps",
		"年满18周岁":                 "number: 18 age",
		"不超过实际投资额30%":            "percent: at most 30 percent",
		"突破100项关键技术":             "number: 100 item",
		"mid-2024":               "date: 2024",
		"between 2021 and 2025":  "date: 2021..2025",
		// ordinals and references
		"the 14th Five-Year Plan": "ordinal: no. 14 five-year plan",
		"“十四五”规划":                 "ordinal: no. 14 five-year plan",
		"十四五时期":                   "ordinal: no. 14 five-year plan",
		"第十四个五年规划":                "ordinal: no. 14 five-year plan",
		"21st century":            "ordinal: no. 21 century",
		"第三批":                     "ordinal: no. 3",
		"the third batch":         "ordinal: no. 3",
		"third parties":           "",
		"Article 12":              "reference: 12 article",
		"第十二条":                    "reference: 12 article",
		"国发〔2024〕12号":             "reference: (2024) 12 document number",
		"[2024] No. 12":           "reference: (2024) 12 document number",
		"section 3.1":             "reference: section 3.1",
		"version 3.1.2":           "reference: 3.1.2",
		// bounds
		"up to RMB 10 million":                 "money: at most 10000000 CNY",
		"up to a ceiling of RMB 10 million":    "money: at most 10000000 CNY",
		"the maximum subsidy is RMB 5 million": "money: at most 5000000 CNY",
		"RMB 10 million is a maximum":          "money: at most 10000000 CNY",
		"1000万元是补贴上限":                          "money: at most 10000000 CNY",
		"最高补贴1000万元":                           "money: at most 10000000 CNY",
		"补贴最高为1000万元":                          "money: at most 10000000 CNY",
		"not more than 10%":                    "percent: at most 10 percent",
		"不超过10%":                               "percent: at most 10 percent",
		"10% or less":                          "percent: at most 10 percent",
		"at least 50 people":                   "number: at least 50 person",
		"不少于50人":                               "number: at least 50 person",
		"50人以上":                                "number: at least 50 person",
		"50人以下":                                "number: at most 50 person",
		"over 100 companies":                   "number: more than 100 enterprise",
		"超过100家":                               "number: more than 100 enterprise",
		"less than 10%":                        "percent: less than 10 percent",
		"不足10%":                                "percent: less than 10 percent",
		"低于3.8%":                               "percent: less than 3.8 percent",
		"about 10%":                            "percent: about 10 percent",
		"约10%":                                 "percent: about 10 percent",
		"10%左右":                                "percent: about 10 percent",
		"最近3年":                                 "duration: 36 month",
		"not exceed 3 years":                   "duration: at most 36 month",
		// no quantities
		"6G, 5G, COVID-19, Web3, GPT-4, PM2.5": "",
		"one of the projects":                  "",
		"a project and one project":            "",
		"统一 一些 一般 十分 千方百计 百家争鸣 三农 一带一路": "",
		"一个项目": "",
		"":     "",
	} {
		t.Run(in, func(t *testing.T) {
			if diff := cmp.Diff(want, render(Find(in))); diff != "" {
				t.Errorf("Find(%q) differs (-want +got):\n%s", in, diff)
			}
		})
	}
}

func TestCoversAndSupports(t *testing.T) {
	for _, tc := range []struct {
		have, want       string
		covers, supports bool
	}{
		{"RMB 10 million", "1000万元", true, true},
		{"up to RMB 10 million", "RMB 10 million", true, false},
		{"RMB 10 million", "up to RMB 10 million", true, false},
		{"over 10%", "at least 10%", true, true},
		{"at least 10%", "over 10%", true, false},
		{"10%", "about 10%", true, true},
		{"about 10%", "10%", true, false},
		{"March 2024", "2024", true, true},
		{"2024", "March 2024", false, false},
		{"2000年至2010年", "2005", true, false},
		{"2000年至2010年", "2011", false, false},
		{"2 percentage points", "2%", false, false},
		{"500 companies", "500 people", false, false},
		{"500个", "500 companies", true, true},
		{"12 months", "one year", true, true},
		{"US$10", "RMB 10", false, false},
		{"Article 12", "第十二条", true, true},
		{"Article 12", "12", false, false},
		{"by 2030", "2030", true, false},
		{"2030", "by 2030", true, true},
		{"before 2030", "after 2030", true, false},
		{"〔2024〕12号", "〔2023〕12号", false, false},
		{"5 March 2024", "March 2024", true, true},
		{"10%至20%", "10%", false, false},
	} {
		t.Run(tc.have+" and "+tc.want, func(t *testing.T) {
			have, want := Find(tc.have), Find(tc.want)
			if len(have) != 1 || len(want) != 1 {
				t.Fatalf("found %s and %s, want one each", render(have), render(want))
			}
			if got := have[0].Covers(want[0]); got != tc.covers {
				t.Errorf("Covers is %v, want %v", got, tc.covers)
			}
			if got := have[0].Supports(want[0]); got != tc.supports {
				t.Errorf("Supports is %v, want %v", got, tc.supports)
			}
		})
	}
}

func TestADateEndsWhatHoldsUntilThen(t *testing.T) {
	for text, want := range map[string]bool{
		"until April 2029": true, "before 2030": true, "by 2030": true, "in 2029": false, "since 2021": false, "at most 2029 yuan": false,
		"至2029年4月": true, "2030年前": true, "到2030年": true, "2029年": false, "自2021年起": false, "最高2029元": false,
	} {
		if got := slices.ContainsFunc(Find(text), Quantity.Ends); got != want {
			t.Errorf("%q: got %v", text, got)
		}
	}
}

func TestSpansAreThoseOfTheOriginalText(t *testing.T) {
	const text = "到２０３０年，补贴最高１，０００万元（约141万美元）。"
	var got []string
	for _, q := range Find(text) {
		if text[q.Start:q.End] != q.Text {
			t.Errorf("text[%d:%d] is %q, and Text is %q", q.Start, q.End, text[q.Start:q.End], q.Text)
		}
		got = append(got, q.Text)
	}
	if diff := cmp.Diff([]string{"２０３０年", "１，０００万元", "141万美元"}, got); diff != "" {
		t.Errorf("texts differ (-want +got):\n%s", diff)
	}
}

func TestHostileRunsAreRead(t *testing.T) {
	for _, unit := range []string{"9", "1,", "一", "十万", "一百", "百分之", "RMB ", "a hundred ", "2024年", "第", "1-", "$", "十四五", "1.1.", "between 1 and ", "最高"} {
		last := 0
		for _, q := range Find(strings.Repeat(unit, 5_000/len(unit))) {
			if q.Start < last {
				t.Fatalf("a quantity of repeated %q begins at %d, before the end %d of the last", unit, q.Start, last)
			}
			last = q.End
		}
	}
}

func FuzzFind(f *testing.F) {
	for _, seed := range []string{
		"RMB 10 million (US$1.41 million) until April 2029", "最高1000万元，２０２４年３月至5月，百分之二点八", "\xff１．２％第十二条〔2024〕12号",
		"between 10 and 20, 三千两百万亿, one hundred and", "1980s 80年代 Q1 2024 十四五 fy2023-24 U.S. dollars",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		last := 0
		for _, q := range Find(text) {
			if q.Start < last || q.End <= q.Start || q.End > len(text) || text[q.Start:q.End] != q.Text {
				t.Fatalf("bad span %d to %d after %d in %q", q.Start, q.End, last, text)
			}
			if !utf8.RuneStart(text[q.Start]) || q.End < len(text) && !utf8.RuneStart(text[q.End]) && utf8.ValidString(text) {
				t.Fatalf("span %d to %d of %q cuts a character", q.Start, q.End, text)
			}
			if q.Kind != Date && q.Kind != Reference && q.Value == nil || !q.Covers(q) || !q.Supports(q) || q.String() == "" {
				t.Fatalf("%+v is no whole quantity", q)
			}
			last = q.End
		}
	})
}

func BenchmarkFind(b *testing.B) {
	const text = "Subsidies under the Lingang measures run up to a ceiling of RMB 10 million (US$1.41 million) until April 2029. " +
		"临港新片区的补贴最高为1000万元（141万美元），实施至2029年4月，支持三十家企业。"
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Find(text)
	}
}
