package table

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/simplifiedchinese"

	"footnote/corpus"
)

func names(text string) corpus.Block {
	return corpus.Block{Kind: corpus.Heading, Level: 3, Text: text}
}

func row(text string) corpus.Block { return corpus.Block{Kind: corpus.Row, Text: text} }

func title(text string) corpus.Block {
	return corpus.Block{Kind: corpus.Heading, Level: 1, Text: text}
}

func units(text string) corpus.Block {
	return corpus.Block{Kind: corpus.Heading, Level: 2, Text: text}
}

func TestEachRowReadsAlone(t *testing.T) {
	for name, tc := range map[string]struct {
		in   string
		want []corpus.Block
	}{
		"the names of the columns stand in every row": {
			"Province,Year,Amount\nShanghai,2024,30\nBeijing,2023,20\n",
			[]corpus.Block{names("Province | Year | Amount"), row("Province: Shanghai | Year: 2024 | Amount: 30"), row("Province: Beijing | Year: 2023 | Amount: 20")},
		},
		"semicolons and decimal commas": {
			"Province;Amount\nShanghai;3,5\nBeijing;2,5\n",
			[]corpus.Block{names("Province | Amount"), row("Province: Shanghai | Amount: 3,5"), row("Province: Beijing | Amount: 2,5")},
		},
		"tabs, and the end of lines of Windows": {
			"省份\t金额\r\n上海\t30\r\n", []corpus.Block{names("省份 | 金额"), row("省份：上海 | 金额：30")},
		},
		"lines of an old Macintosh": {"a,b\rc,d\r", []corpus.Block{names("a | b"), row("a: c | b: d")}},
		"what Excel says of itself": {"sep=;\na;b,c\nd;e,f\n", []corpus.Block{names("a | b,c"), row("a: d | b,c: e,f")}},
		"a byte order mark":         {"\ufeffa,b\nc,d\n", []corpus.Block{names("a | b"), row("a: c | b: d")}},
		"years may name columns": {
			"地区,2022,2023年\n上海,5,6\n", []corpus.Block{names("地区 | 2022 | 2023年"), row("地区：上海 | 2022: 5 | 2023年：6")},
		},
		"a first row with numbers names nothing": {"上海,2024,30\n北京,2023,20\n", []corpus.Block{row("上海 | 2024 | 30"), row("北京 | 2023 | 20")}},
		"a first row with a year above years":    {"上海,2024\n北京,2023\n", []corpus.Block{row("上海 | 2024"), row("北京 | 2023")}},
		"a title, a remark and the unit of all": {
			"附件1,,\n2024年补助资金一览表,,\n（试行）,,\n,,单位：万元\n地区,项目,金额\n上海,算力,30\n",
			[]corpus.Block{
				{Text: "附件1"}, title("2024年补助资金一览表"), {Text: "（试行）"}, units("单位：万元"),
				names("地区 | 项目 | 金额"), row("地区：上海 | 项目：算力 | 金额：30"),
			},
		},
		"units below the names": {
			"地区,金额,比重\n,万元,(%)\n上海,30,5\n",
			[]corpus.Block{names("地区 | 金额（万元） | 比重(%)"), row("地区：上海 | 金额（万元）：30 | 比重(%): 5")},
		},
		"columns that are divided": {
			"地区,2023年,,2024年,\n,数量,金额,数量,金额\n上海,1,2,3,4\n",
			[]corpus.Block{
				names("地区 | 2023年 数量 | 2023年 金额 | 2024年 数量 | 2024年 金额"),
				row("地区：上海 | 2023年 数量：1 | 2023年 金额：2 | 2024年 数量：3 | 2024年 金额：4"),
			},
		},
		"empty cells stay empty":           {"省,市,数\n广东,广州,1\n,深圳,2\n", []corpus.Block{names("省 | 市 | 数"), row("省：广东 | 市：广州 | 数：1"), row("市：深圳 | 数：2")}},
		"names that come twice":            {"a,b,b\n1,2,3\n", []corpus.Block{names("a | b | b"), row("a: 1 | b: 2 | b: 3")}},
		"rows of any length":               {"a,b\n1\n1,2,3\n", []corpus.Block{names("a | b"), row("a: 1"), row("a: 1 | b: 2 | 3")}},
		"a column without a name":          {",b\nx,1\n", []corpus.Block{names(" | b"), row("x | b: 1")}},
		"groups and notes are no cells":    {"a,b,c\nEast,,\n1,2,3\nNote: rounded.,,\n", []corpus.Block{names("a | b | c"), row("East"), row("a: 1 | b: 2 | c: 3"), row("Note: rounded.")}},
		"the names again on the next page": {"a,b\n1,2\na,b\n3,4\n", []corpus.Block{names("a | b"), row("a: 1 | b: 2"), row("a: 3 | b: 4")}},
		"cells of several lines":           {"a,b\n\"one\ntwo\",\"say \"\"x\"\"\"\n", []corpus.Block{names("a | b"), row(`a: one two | b: say "x"`)}},
		"a border that was typed":          {"a,b\nx | y,z || w\n", []corpus.Block{names("a | b"), row("a: x|y | b: z||w")}},
		"empty rows":                       {"\n,,\na,b\n\n ,\n1,2\n", []corpus.Block{names("a | b"), row("a: 1 | b: 2")}},
		"one column":                       {"One.\nTwo.\n", []corpus.Block{row("One."), row("Two.")}},
		"one row":                          {"a,b\n", []corpus.Block{row("a | b")}},
		"a quotation mark that is not closed": {
			"a,b,c\n7,\"8\n9\",0\n1,\"2,3\n4,5,6\n", []corpus.Block{names("a | b | c"), row("a: 7 | b: 8 9 | c: 0"), row(`a: 1 | b: "2 | c: 3`), row("a: 4 | b: 5 | c: 6")},
		},
		"marks within a cell": {"a,b\n5\" pipe,6\n", []corpus.Block{names("a | b"), row(`a: 5" pipe | b: 6`)}},
	} {
		t.Run(name, func(t *testing.T) {
			content, err := Reader{}.Read(corpus.File{Data: []byte(tc.in)})
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tc.want, content.Blocks); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestRowsArePassagesBelowTheNamesOfTheirColumns(t *testing.T) {
	var b strings.Builder
	b.WriteString("地区,年份,金额\n")
	for i := range 200 {
		fmt.Fprintf(&b, "第%d区,2024,%d万元\n", i, i)
	}
	data, err := simplifiedchinese.GB18030.NewEncoder().Bytes([]byte(b.String()))
	if err != nil {
		t.Fatal(err)
	}
	content, err := Reader{}.Read(corpus.File{Data: data})
	if err != nil {
		t.Fatal(err)
	}
	d, err := corpus.NewDocument("补助资金.csv", content)
	if err != nil {
		t.Fatal(err)
	}
	passages := d.Passages()
	if d.Encoding != "GB18030" || d.Title != "补助资金" || len(passages) < 5 {
		t.Fatalf("%s, title %q, %d passages", d.Encoding, d.Title, len(passages))
	}
	for _, p := range passages {
		if diff := cmp.Diff([]string{"地区 | 年份 | 金额"}, p.Heading); diff != "" {
			t.Fatal(diff)
		}
	}
	last := passages[len(passages)-1]
	s := last.Sentences[len(last.Sentences)-1]
	if got := d.Text[s.Start:s.End]; got != "地区：第199区 | 年份：2024 | 金额：199万元" {
		t.Errorf("the last row is quoted as %q", got)
	}
}

func TestTheTitleOfATableIsItsOwn(t *testing.T) {
	content, err := Reader{}.Read(corpus.File{Data: []byte("补助资金一览表,\n地区,金额\n上海,30\n")})
	if err != nil {
		t.Fatal(err)
	}
	d, err := corpus.NewDocument("x.csv", content)
	if err != nil {
		t.Fatal(err)
	}
	if d.Title != "补助资金一览表" {
		t.Errorf("the title is %q", d.Title)
	}
}

func TestWhatIsNoTableIsRefused(t *testing.T) {
	for name, tc := range map[string]struct{ in, want string }{
		"no text":           {",,,\n\n", corpus.ErrNoText.Error()},
		"an Excel file":     {"PK\x03\x04", "ZIP or office file"},
		"columns like sand": {strings.Repeat("a,", maxColumns+1) + "a\n", "more than 1000 columns"},
		"rows like sand":    {strings.Repeat("a\n", maxRows+1), "more than 1000000 rows"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Reader{}.Read(corpus.File{Data: []byte(tc.in)})
			if err == nil || !strings.Contains(err.Error(), tc.want) {
				t.Errorf("%v does not say %q", err, tc.want)
			}
		})
	}
	if _, err := (Reader{}).Read(corpus.File{Data: []byte(" ,\n")}); !errors.Is(err, corpus.ErrNoText) {
		t.Error(err)
	}
}

func TestHostileTablesTakeLinearTime(t *testing.T) {
	const size = 1 << 20
	long := strings.Repeat("n", maxName)
	for name, unit := range map[string]string{
		"marks that never close":          "\"a,b\n",
		"marks in the middle":             "a,\"b\nc,d\n",
		"one mark in every cell":          "\",\",\"\n",
		"empty rows":                      "\n,,\n",
		"one line":                        "a b ",
		"borders":                         " | | |",
		"long names above short cells":    "1,2\n",
		"a cell of many lines and commas": "a\n,",
	} {
		t.Run(name, func(t *testing.T) {
			in := long + "," + long + "\n" + strings.Repeat(unit, size/len(unit))
			start := time.Now()
			content, err := Reader{}.Read(corpus.File{Data: []byte(in)})
			grown := 0
			for _, b := range content.Blocks {
				grown += len(b.Text)
			}
			t.Logf("%d KB to %d KB of text in %v: %v", len(in)>>10, grown>>10, time.Since(start), err)
			if grown > maxText+len(in) || time.Since(start) > time.Minute {
				t.Errorf("%d bytes of text after %v", grown, time.Since(start))
			}
		})
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte("a,b\n1,\"2\n3,4\"\n"))
	f.Add([]byte("表,\n,单位：元\n省\t数\n\"x\t1\n"))
	f.Add([]byte("sep=;\na;b\n(元);%\n1;2|3 | 4\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		before := bytes.Clone(data)
		content, err := Reader{}.Read(corpus.File{Data: data})
		if !bytes.Equal(before, data) {
			t.Fatal("the data were changed")
		}
		if err != nil {
			return
		}
		text, _, err := corpus.Decode(data)
		if err != nil {
			t.Fatal(err)
		}
		var all strings.Builder
		for _, b := range content.Blocks {
			if strings.ContainsAny(b.Text, "\n\r") {
				t.Fatalf("%q has several lines", b.Text)
			}
			all.WriteString(b.Text)
		}
		for _, word := range strings.FieldsFunc(text, func(r rune) bool { return r < '0' || r > '9' }) {
			if !strings.Contains(all.String(), word) {
				t.Fatalf("%q of %q is lost: %+v", word, text, content.Blocks)
			}
		}
	})
}

func BenchmarkRead(b *testing.B) {
	for name, rows := range map[string]string{
		"english": "Province,Year,Programme,Amount,Remark\n" + strings.Repeat("Shanghai,2024,Computing vouchers for small firms,\"30,000.50\",paid in two parts\n", 20000),
		"chinese": "地区,年份,项目名称,金额（万元）,备注\n" + strings.Repeat("上海市,2024,中小企业算力券补贴项目,30000,分两次拨付\n", 20000),
	} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(rows)))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := (Reader{}).Read(corpus.File{Data: []byte(rows)}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
