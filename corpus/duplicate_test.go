package corpus_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"footnote/corpus"
)

const measures = `# 新能源汽车推广应用管理办法

第一条 为了促进新能源汽车推广应用，规范补贴资金的使用，制定本办法。

第二条 本办法适用于在境内购买新能源汽车的单位和个人。购置补贴标准为每辆车 12,600 元，最高不超过车价的 30%。

第三条 申请补贴的企业应当在每年 3 月 31 日前提交上一年度的销售资料；逾期不予受理。

第四条 主管部门可以委托第三方机构核查申报资料，核查结果向社会公布。

第五条 弄虚作假骗取补贴资金的，追回资金，并取消三年申请资格。
`

const guide = `# Guidance on the inspection of small boilers

This guidance describes how local authorities inspect boilers with a capacity of up to 1.5 MW.

The owner of a boiler must keep the inspection record for 5 years. The record names the inspector, the day of the inspection and every fault that was found.

A boiler that fails the inspection may not be used until the fault has been repaired. The authority publishes a list of the inspected boilers each year.

Owners of more than 10 boilers submit a plan of inspections by 31 January.
`

// page makes a document of Markdown-like text; edits are old and new in turn.
func page(t *testing.T, meta, text string, edits ...string) *corpus.Document {
	t.Helper()
	for i := 0; i < len(edits); i += 2 {
		if !strings.Contains(text, edits[i]) {
			t.Fatalf("nothing to edit: %q", edits[i])
		}
		text = strings.Replace(text, edits[i], edits[i+1], 1)
	}
	content, err := readers[".md"].Read(corpus.File{Data: []byte("---\n" + meta + "\n---\n" + text)})
	if err != nil {
		t.Fatal(err)
	}
	d, err := corpus.NewDocument("p.md", content)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// summary is what is kept: "id" or "id=copy,copy".
func summary(documents []*corpus.Document) string {
	var all []string
	for _, d := range documents {
		var copies []string
		for _, c := range d.Copies {
			copies = append(copies, c.ID)
		}
		all = append(all, strings.TrimSuffix(d.ID+"="+strings.Join(copies, ","), "="))
	}
	return strings.Join(all, " ")
}

func TestCollapse(t *testing.T) {
	const together, apart = "a=b", "a b"
	for outcome, tc := range map[string]struct {
		text, metaA, metaB string
		edits              []string // of b
		want               string
	}{
		"one text under two addresses is one": {guide, "url: https://a.example/x", "url: https://b.example/y", nil, together},
		"一文两址为一":                              {measures, "url: https://a.example/x", "url: https://b.example/y", nil, together},
		"a reprint with lines about itself is one": {guide, "", "", []string{
			"\n\nThis guidance", "\n\nPublished: 5 March 2024 | Source: Boiler Weekly\n\nThis guidance",
			"by 31 January.\n", "by 31 January.\n\nReprinted from the website of the authority.\n\n© 2024 Boiler Weekly. All rights reserved.\n",
		}, together},
		"带来源和编辑的转载为一": {measures, "", "", []string{
			"\n\n第一条", "\n\n2024-03-05 10:21 来源：某报 【字体：大 中 小】\n\n第一条",
			"资格。\n", "资格。\n\n责任编辑：李某\n\n【打印】【关闭】\n",
		}, together},
		"标点宽窄不同为一":                                    {measures, "", "", []string{"，规范", ",规范", "资料；", "资料;", "30%。", "３０％.", "12,600 元", "12,600元"}, together},
		"case and quotation marks make no difference": {guide, "", "", []string{"Guidance on the inspection", "GUIDANCE ON THE INSPECTION", "boilers with", "boilers, with"}, together},
		"another break of lines makes no difference":  {guide, "", "", []string{"5 years. The", "5 years.\n\nThe", "by 31 January", "by 31\nJanuary"}, together},
		"the title of a page holds that of its document": {guide, "title: Guidance on the inspection of small boilers",
			"title: Guidance on the inspection of small boilers - Boiler Weekly", nil, together},
		"a lead without figures or duties is part of a reprint": {guide, "", "", []string{"\n\nThis guidance", "\n\nHere is the text.\n\nThis guidance"}, together},
		"a number lost in a reprint makes no difference":        {measures, "", "number: 工信部〔2024〕1号", nil, "b=a"},

		"a changed figure is an amendment":               {guide, "", "", []string{"1.5 MW", "15 MW"}, apart},
		"改动一个数字是修订":                                      {measures, "", "", []string{"30%", "20%"}, apart},
		"a point that moved is an amendment":             {guide, "", "", []string{"1.5 MW", "1,5 MW"}, apart},
		"a changed word is an amendment":                 {guide, "", "", []string{"describes how", "regulates how"}, apart},
		"可以改为应当是修订":                                      {measures, "", "", []string{"可以委托", "应当委托"}, apart},
		"a sentence less is an amendment":                {guide, "", "", []string{" The authority publishes a list of the inspected boilers each year.", ""}, apart},
		"增加一条是修订":                                        {measures, "", "", []string{"资格。\n", "资格。\n\n第六条 本办法自发布之日起施行。\n"}, apart},
		"an item more is an amendment":                   {guide, "", "", []string{"by 31 January.\n", "by 31 January.\n\n- heat pumps\n"}, apart},
		"年度通知各为一份":                                       {measures, "", "", []string{"# 新", "# 2025年新"}, apart},
		"a draft by its title is another document":       {guide, "title: On boilers", "title: On boilers (draft)", nil, apart},
		"another document number is another document":    {measures, "number: 工信部〔2024〕1号", "number: 工信部〔2025〕1号", nil, apart},
		"one way of writing a number is not another":     {measures, "number: 工信部〔2024〕1号", "number: 工信部[2024]1号", nil, together},
		"what supersedes is another document":            {guide, "", "supersedes: [a]", nil, apart},
		"what supersedes by number is another document":  {guide, "number: No. 5", "supersedes: [No. 5]", nil, apart},
		"a draft is not what became of it":               {measures, "kind: rule", "kind: draft", nil, apart},
		"a translation is another document":              {guide, "", "translation_of: a", nil, apart},
		"a text in another language is another document": {guide, "", "language: fr", nil, apart},
		"other days of taking effect make two documents": {guide, "effective_from: 2024-01-01", "effective_from: 2025-01-01", nil, apart},
		"other titles make two documents":                {"", "title: On apples", "title: On pears", nil, apart},
		"another place makes another document":           {guide, "jurisdiction: Gansu", "jurisdiction: Hunan", nil, apart},
		"short texts that differ by a mark are two":      {"Boilers are inspected each year.\n", "title: Boilers", "title: Boilers", []string{"year.", "year!"}, apart},
		"short texts that are identical are one":         {"Boilers are inspected each year.\n", "title: Boilers", "title: Boilers", nil, together},
		"资金来源一行不是出处":                                     {measures, "", "", []string{"\n\n第五条", "\n\n资金来源：中央财政 30%。\n\n第五条"}, apart},
		"an excerpt is not the whole":                    {guide, "", "", []string{guide[strings.Index(guide, "A boiler that"):], ""}, apart},
	} {
		t.Run(outcome, func(t *testing.T) {
			text := tc.text
			if text == "" {
				text = strings.SplitN(guide, "\n\n", 2)[1]
			}
			a := page(t, "id: a\n"+tc.metaA, text)
			b := page(t, "id: b\n"+tc.metaB, text, tc.edits...)
			if got := summary(corpus.Collapse([]*corpus.Document{b, a})); got != tc.want {
				t.Errorf("kept %q, want %q", got, tc.want)
			}
		})
	}
}

func TestCollapseKeepsTheMostAuthoritative(t *testing.T) {
	for outcome, tc := range map[string]struct{ better, worse string }{
		"the more binding kind":       {"kind: rule", "kind: notice\nrights: official"},
		"a kind that takes effect":    {"kind: notice", "url: https://www.gov.cn/x"},
		"no kind before a commentary": {"rights: quote-only", "kind: commentary"},
		"official rights":             {"rights: official", "url: https://www.gov.cn/x"},
		"an authority's own page":     {"url: https://www.miit.gov.cn/x\npublished: 2025", "url: https://example.com/gov.cn\npublished: 2024"},
		"a ministry abroad":           {"url: https://www.meti.go.jp/x", "url: https://go.example.com/x"},
		"the Union's own page":        {"url: https://eur-lex.europa.eu/x", "url: https://europa.example.eu/x"},
		"what has an address":         {"url: https://example.com/x\npublished: 2025", "published: 2024"},
		"a living source":             {"published: 2025", "published: 2024\nwithdrawn: 2026"},
		"the earlier one":             {"published: 2024", "published: 2025"},
	} {
		t.Run(outcome, func(t *testing.T) {
			got := corpus.Collapse([]*corpus.Document{page(t, "id: a\n"+tc.worse, guide), page(t, "id: z\n"+tc.better, guide)})
			if summary(got) != "z=a" {
				t.Errorf("kept %q", summary(got))
			}
		})
	}
}

func TestCollapseDoesNotDependOnTheOrderAndChangesNothingTwice(t *testing.T) {
	var all []*corpus.Document
	for i := range 40 {
		text := guide
		if i%2 == 1 {
			text = measures
		}
		meta := fmt.Sprintf("id: d%02d\n", i)
		if i%5 == 0 {
			meta += "rights: official\n"
		}
		text = strings.Replace(text, "30%", fmt.Sprint(i%6*5, "%"), 1)
		text = strings.Replace(text, "1.5", fmt.Sprint(i%8, ".5"), 1)
		if i%3 == 0 {
			text += "\nSource: Boiler Weekly\n"
		}
		all = append(all, page(t, meta, text))
	}
	want := corpus.Collapse(all)
	if n := len(want); n != 7 { // three thirtieths of the measures, four of the guide
		t.Errorf("kept %d: %s", n, summary(want))
	}
	if diff := cmp.Diff(want, corpus.Collapse(want)); diff != "" {
		t.Errorf("collapsing twice: %s", diff)
	}
	for seed := range uint64(5) {
		shuffled := slices.Clone(all)
		rand.New(rand.NewPCG(seed, 0)).Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		if diff := cmp.Diff(want, corpus.Collapse(shuffled)); diff != "" {
			t.Errorf("another order: %s", diff)
		}
	}
	for _, d := range all {
		if len(d.Copies) > 0 {
			t.Fatalf("%s, which was given, was changed", d.ID)
		}
	}
}

func TestTheIDOfACopyLeadsToWhatIsKept(t *testing.T) {
	c, problems := corpus.New(corpus.Collapse([]*corpus.Document{page(t, "id: a", guide), page(t, "id: b", guide)}))
	if d, ok := c.Document("b"); !ok || d.ID != "a" || len(problems) > 0 || len(c.Documents) != 1 {
		t.Errorf("found %+v, problems %v", d, problems)
	}
}

func TestManyDocumentsOfOneTextAreToldApartByTheirTitles(t *testing.T) {
	var all []*corpus.Document
	for i := range 5000 {
		d := *page(t, "id: x", guide)
		d.Derived, d.ID, d.Title = nil, fmt.Sprintf("d%04d", i), fmt.Sprintf("On boilers of type %d.", i/2+100_000)
		all = append(all, &d)
	}
	start := time.Now()
	if n := len(corpus.Collapse(all)); n != 2500 {
		t.Errorf("kept %d", n)
	}
	if took := time.Since(start); took > 10*time.Second {
		t.Errorf("took %v", took)
	}
}

// corpusOf makes n documents of 5 KB, of which one in ten is a reprint of the
// one before it.
func corpusOf(tb testing.TB, n int, phrase func(r *rand.Rand) string) []*corpus.Document {
	r := rand.New(rand.NewPCG(1, 2))
	var all []*corpus.Document
	var text strings.Builder
	for i := range n {
		imprint := "\n\nSource: Boiler Weekly"
		if i%10 != 9 {
			imprint = ""
			text.Reset()
			for text.Len() < 5000 {
				text.WriteString(phrase(r))
			}
		}
		d := &corpus.Document{Meta: corpus.Meta{ID: fmt.Sprintf("d%05d", i)}, Text: text.String() + imprint, Digest: fmt.Sprint(i)}
		all = append(all, d)
	}
	return all
}

func english(words int) func(*rand.Rand) string {
	return func(r *rand.Rand) string {
		var b strings.Builder
		for range 14 {
			n := r.IntN(words)
			for range 3 {
				b.WriteString([]string{"ba", "ker", "lo", "min", "tu", "sta", "ren", "di", "ock", "ea"}[n%10])
				n /= 10
			}
			b.WriteByte(' ')
		}
		return fmt.Sprintf("Each %sin %d. ", b.String(), r.IntN(3000))
	}
}

// template is a form with a line in which something was filled in.
func template(r *rand.Rand) string {
	return guide + "\n" + english(1000)(r) + english(1000)(r) + "\n"
}

func chinese(characters int) func(*rand.Rand) string {
	return func(r *rand.Rand) string {
		var b strings.Builder
		for range 25 {
			b.WriteRune('一' + rune(r.IntN(characters)))
		}
		return b.String() + "。"
	}
}

func TestReprintsAreFoundAmongManyTextsOfOneTrade(t *testing.T) {
	for name, phrase := range map[string]func(*rand.Rand) string{
		"English": english(1000), "Chinese": chinese(2000), "a template": template,
	} {
		if n := len(corpus.Collapse(corpusOf(t, 1000, phrase))); n != 900 {
			t.Errorf("%s: kept %d of 1000", name, n)
		}
	}
}

func BenchmarkCollapse(b *testing.B) {
	for name, phrase := range map[string]func(*rand.Rand) string{
		"English": english(1000), "Chinese": chinese(2000), "template": template,
	} {
		all := corpusOf(b, 10000, phrase)
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				corpus.Collapse(all)
			}
		})
	}
}

func TestTheShorterNameIsTheOriginal(t *testing.T) {
	var documents []*corpus.Document
	for _, path := range []string{"copy of guide (2).md", "guide.md", "a/guide.md"} {
		d := *page(t, "", guide)
		d.ID, d.Path = corpus.Slug(path), path
		documents = append(documents, &d)
	}
	if kept := corpus.Collapse(documents); len(kept) != 1 || kept[0].Path != "guide.md" || len(kept[0].Copies) != 2 {
		t.Errorf("kept %+v", kept)
	}
}
