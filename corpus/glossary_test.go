package corpus_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"footnote/corpus"
)

const terms = `# Terms of the tests.

new quality productive forces; NQPF	新质生产力
productive forces	生产力
NQPF Promotion Center	新质生产力促进中心
computing power	算力；计算能力
Ministry of Science and Technology; MOST	科学技术部; 科技部
Chinese People's Political Consultative Conference; CPPCC	中国人民政治协商会议
technology	技术
6G network	6G网络
Shanghai Pilot Free Trade Zone	中国（上海）自由贸易试验区
`

func glossary(t testing.TB, text string) *corpus.Glossary {
	t.Helper()
	g, errs := corpus.ParseGlossary(text)
	if len(errs) > 0 {
		t.Fatal(errs)
	}
	return g
}

func TestFind(t *testing.T) {
	g := glossary(t, terms)
	for name, tc := range map[string]struct{ text, want string }{
		"a form in the middle of a sentence":   {"How much computing power is there?", "computing power=算力"},
		"capitals do not matter":               {"Computing Power, COMPUTING POWER", "Computing Power=算力|COMPUTING POWER=算力"},
		"hyphens and spaces do not matter":     {"computing-power rules for computing  power", "computing-power=算力|computing  power=算力"},
		"a plural is its singular":             {"6G networks and technologies of NQPFs", "6G networks=6G网络|technologies=技术|NQPFs=新质生产力"},
		"a singular is its plural":             {"a productive force", "productive force=生产力"},
		"words are whole":                      {"biotechnology, NQPFX, supercomputing power", ""},
		"a mark between words parts them":      {"of computing, power", ""},
		"the end of a line parts words":        {"computing\npower", ""},
		"chinese stands anywhere":              {"发展算力，形成新质生产力。", "算力=算力|新质生产力=新质生产力"},
		"the longest form counts":              {"新质生产力促进中心与生产力", "新质生产力促进中心=新质生产力促进中心|生产力=生产力"},
		"scripts meet without a space":         {"NQPF是新质生产力吗", "NQPF=新质生产力|新质生产力=新质生产力"},
		"traditional characters do too":        {"發展算力，形成新質生產力。", "算力=算力|新質生產力=新质生产力"},
		"every form finds its entry":           {"计算能力 科技部", "计算能力=算力|科技部=科学技术部"},
		"an everyday word is no name":          {"the most money; Most of it", ""},
		"in capitals it is":                    {"MOST set it up; MOST's plan", "MOST=科学技术部|MOST=科学技术部"},
		"other abbreviations need no capitals": {"nqpf cppcc", "nqpf=新质生产力|cppcc=中国人民政治协商会议"},
		"apostrophes may be curly":             {"Chinese People’s Political Consultative Conference", "Chinese People’s Political Consultative Conference=中国人民政治协商会议"},
		"brackets may be of either width":      {"中国(上海)自由贸易试验区", "中国(上海)自由贸易试验区=中国（上海）自由贸易试验区"},
		"full-width letters are letters":       {"６Ｇ网络", "６Ｇ网络=6G网络"},
		"a text without forms":                 {"What is the capital of France?", ""},
		"nothing":                              {"", ""},
	} {
		t.Run(name, func(t *testing.T) {
			var got []string
			for _, m := range g.Find(tc.text) {
				got = append(got, tc.text[m.Start:m.End]+"="+m.Entry.Chinese[0])
			}
			if diff := cmp.Diff(tc.want, strings.Join(got, "|")); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestMentionedSeesFormsWithinForms(t *testing.T) {
	g := glossary(t, terms)
	var got []string
	for e := range g.Mentioned("The NQPF Promotion Center has computing power.") {
		got = append(got, e.English[0])
	}
	slices.Sort(got)
	if diff := cmp.Diff([]string{"NQPF Promotion Center", "computing power", "new quality productive forces"}, got); diff != "" {
		t.Error(diff)
	}
}

func TestAGlossaryIsReadBackFromItsText(t *testing.T) {
	g := glossary(t, "\ufeff# comment\r\n\r\n  a  b ;; c\t甲；乙;丙\t\r\nd\t丁")
	if diff := cmp.Diff("a b; c\t甲；乙；丙\nd\t丁\n", g.String()); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(g.Entries(), glossary(t, g.String()).Entries()); diff != "" {
		t.Error(diff)
	}
}

func TestBrokenLinesAreNamedAndTheOthersServe(t *testing.T) {
	for name, tc := range map[string]struct{ line, want string }{
		"without a tab":                   {"tea 茶", `line 2: "tea 茶" has one column; write English, a tab, Chinese`},
		"with three columns":              {"tea\t茶\t茗", `line 2: "tea\t茶\t茗" has 3 columns; write English, a tab, Chinese, and part`},
		"without English":                 {"\t茶", "line 2: its English column is empty; fill it in or delete the line"},
		"without Chinese":                 {"tea\t ; ", "line 2: its Chinese column is empty; fill it in or delete the line"},
		"with the columns exchanged":      {"茶\ttea", `line 2: "茶" is in the column for English; write English, a tab, Chinese`},
		"with English twice":              {"tea\ttea", `line 2: "tea" is in the column for Chinese; write English, a tab, Chinese`},
		"with a form that is no word":     {"tea; 42\t茶", `line 2: "42" holds no letter;`},
		"with a form that is a text":      {strings.Repeat("tea ", 50) + "\t茶", "is longer than 120 characters; shorten it"},
		"with too many forms":             {strings.Repeat("tea;", 20) + "\t茶", "line 2: it has 20 forms in English, more than 16; delete"},
		"with a form of another entry":    {"tea\t水", `line 2: "水" is a form of the entry in line 1 already; keep it in one of the two`},
		"with a plural of another's form": {"water; WATERS\t茶", `line 2: "water" is a form of the entry in line 1 already`},
	} {
		t.Run(name, func(t *testing.T) {
			g, errs := corpus.ParseGlossary("water\t水\n" + tc.line + "\nmilk\t奶\n")
			if len(errs) != 1 || !strings.Contains(errs[0].Error(), tc.want) {
				t.Errorf("errors %v, want %q", errs, tc.want)
			}
			if got := g.String(); got != "water\t水\nmilk\t奶\n" {
				t.Errorf("the other lines are %q", got)
			}
		})
	}
}

func TestAGlossaryIsBounded(t *testing.T) {
	var b strings.Builder
	for i := range 10_002 {
		fmt.Fprintf(&b, "term%d\t词%d\n", i, i)
	}
	g, errs := corpus.ParseGlossary(b.String())
	if len(g.Entries()) != 10_000 || len(errs) != 1 || !strings.HasPrefix(errs[0].Error(), "line 10001: ") {
		t.Errorf("%d entries, errors %v", len(g.Entries()), errs)
	}
}

func withGlossary(t *testing.T, file *fstest.MapFile) (*corpus.Corpus, []corpus.Problem) {
	t.Helper()
	fsys := fstest.MapFS{"a.txt": {Data: []byte("About tea.")}, "sub/glossary.tsv": {Data: []byte("broken")}}
	if file != nil {
		fsys["glossary.tsv"] = file
	}
	c, problems, err := corpus.Load(context.Background(), fsys, corpus.Options{Readers: readers})
	if err != nil {
		t.Fatal(err)
	}
	return c, problems
}

func TestTheGlossaryIsPartOfTheCorpus(t *testing.T) {
	none, problems := withGlossary(t, nil)
	if none.Glossary() != nil || len(problems) > 0 {
		t.Errorf("without the file: %v, %v", none.Glossary(), problems)
	}
	one, _ := withGlossary(t, &fstest.MapFile{Data: []byte("tea\t茶\n")})
	same, _ := withGlossary(t, &fstest.MapFile{Data: []byte("# drinks\r\ntea\t茶")})
	other, _ := withGlossary(t, &fstest.MapFile{Data: []byte("tea\t茶；茗\n")})
	empty, problems := withGlossary(t, &fstest.MapFile{Data: nil})
	if one.Digest() != same.Digest() || one.Digest() == other.Digest() || one.Digest() == none.Digest() {
		t.Errorf("digests %s, commented %s, edited %s, none %s", one.Digest(), same.Digest(), other.Digest(), none.Digest())
	}
	if empty.Digest() != none.Digest() || len(problems) > 0 {
		t.Errorf("an empty file is not an empty glossary: %v", problems)
	}
}

func TestTheGlossaryIsNoDocument(t *testing.T) {
	tables := map[string]corpus.Reader{".tsv": corpus.TextReader{}}
	fsys := fstest.MapFS{"glossary.tsv": {Data: []byte("tea\t茶\n")}, "fees.tsv": {Data: []byte("tea\t5\n")}}
	c, problems, err := corpus.Load(context.Background(), fsys, corpus.Options{Readers: tables})
	if err != nil || len(problems) > 0 || len(c.Documents) != 1 || c.Glossary() == nil {
		t.Errorf("%v, %v, %+v", err, problems, c)
	}
}

func TestProblemsOfTheGlossaryAreReported(t *testing.T) {
	for name, tc := range map[string]struct {
		file *fstest.MapFile
		want []string
	}{
		"a broken line":    {&fstest.MapFile{Data: []byte("tea\t茶\nmilk\n")}, []string{`glossary.tsv: line 2: "milk" has one column; write English, a tab, Chinese`}},
		"no text":          {&fstest.MapFile{Data: []byte("PK\x03\x04")}, []string{"glossary.tsv: is a ZIP or office file, not text; give it the extension of its format or save it as UTF-8 text"}},
		"many lines alike": {&fstest.MapFile{Data: []byte(strings.Repeat("milk\n", 30))}, append(slices.Repeat([]string{""}, 20), "glossary.tsv: 10 more lines are not served; mend those above and refresh again")},
		"GB18030 is read":  {&fstest.MapFile{Data: []byte("tea\t\xb2\xe8\xb2\xe8\xd2\xb6\n")}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			c, problems := withGlossary(t, tc.file)
			if len(problems) != len(tc.want) {
				t.Fatalf("problems %v", problems)
			}
			for i, p := range problems {
				if tc.want[i] != "" && p.Error() != tc.want[i] {
					t.Errorf("got  %s\nwant %s", p, tc.want[i])
				}
			}
			if tc.want == nil && c.Glossary().Find("茶茶叶") == nil {
				t.Errorf("nothing was found: %q", c.Glossary())
			}
		})
	}
}

func FuzzGlossary(f *testing.F) {
	f.Add(terms, "NQPF 新质生产力促进中心 MOST\xff")
	f.Add("a\xff;b\t茶\u0301;６Ｇ茶", "６ｇ茶 \u00c5ngstr\u00f6ms")
	f.Fuzz(func(t *testing.T, file, text string) {
		g, _ := corpus.ParseGlossary(file)
		again, errs := corpus.ParseGlossary(g.String())
		if len(errs) > 0 || again.String() != g.String() {
			t.Fatalf("%q became %q: %v", g, again, errs)
		}
		for _, e := range g.Entries() {
			for _, form := range e.Forms() {
				if m := g.Find(form); len(m) != 1 || m[0].Entry != e {
					t.Fatalf("%q finds %v", form, m)
				}
			}
		}
		last := 0
		for _, m := range g.Find(text) {
			if m.Start < last || m.End <= m.Start || m.End > len(text) {
				t.Fatalf("%v in %d bytes after %d", m.Span, len(text), last)
			}
			last = m.End
		}
	})
}

func BenchmarkFind(b *testing.B) {
	var file strings.Builder
	for i := range 1000 {
		fmt.Fprintf(&file, "term %d of art; TOA%d\t术语%d号\n", i, i, i)
	}
	g := glossary(b, terms+file.String())
	for name, text := range map[string]string{
		"question": "What is the job of the NQPF Promotion Center, and who pays for its computing power?",
		"passage":  strings.Repeat("The Ministry of Science and Technology set up the NQPF Promotion Center. 科技部设立了新质生产力促进中心。", 12),
	} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				g.Find(text)
			}
		})
	}
}

func FuzzGlossaryComesBackTheSame(f *testing.F) {
	f.Add("harbour tax; duty\t港口税；税\n# comment\nMOST\t科技部\n")
	f.Add(" #hash\t词汇\n; #other\t词汇乙\n")
	f.Fuzz(func(t *testing.T, text string) {
		g, _ := corpus.ParseGlossary(text)
		again, errs := corpus.ParseGlossary(g.String())
		if len(errs) > 0 || again.String() != g.String() || len(again.Entries()) != len(g.Entries()) {
			t.Errorf("%q comes back as %q, %v", g.String(), again.String(), errs)
		}
	})
}
