package corpus

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestWhatIsNotStatedIsDerivedAndMarked(t *testing.T) {
	d, err := NewDocument("a/国务院 文件.txt", Content{Blocks: []Block{
		{Kind: Heading, Level: 1, Text: "关于示例的通知"}, {Text: "国发 〔2024〕 12号"}, {Text: "各单位应当执行规定。"}, {Text: "二〇二四年三月五日"},
	}})
	if err != nil {
		t.Fatal(err)
	}
	want := Meta{ID: "a-国务院-文件", Title: "关于示例的通知", Number: "国发〔2024〕12号", Language: "zh-Hans", Published: Date{2024, 3, 5}}
	if diff := cmp.Diff(want, d.Meta); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"title", "id", "language", "number", "published"}, d.Derived); diff != "" {
		t.Error(diff)
	}
	d, err = NewDocument("note.txt", Content{Meta: Meta{ID: "x", Title: "T", Language: "fr"}, Blocks: []Block{{Text: "Du texte."}}})
	if err != nil || len(d.Derived) > 0 || d.Language != "fr" {
		t.Errorf("stated fields were derived: %v, %v", d.Derived, err)
	}
	if d, _ = NewDocument("my note.txt", Content{Blocks: []Block{{Text: "Some text."}}}); d.Title != "my note" {
		t.Errorf("the title of a file without a heading is %q", d.Title)
	}
}

func TestMetadataOfAReaderIsChecked(t *testing.T) {
	for _, m := range []Meta{{Kind: "edict"}, {Status: "dead"}, {ID: "a b"}, {TranslationOf: "a#b"}, {URL: "ftp://x"}, {Language: "?"}, {EffectiveFrom: Date{2024, 1, 1}, EffectiveTo: Date{2023, 1, 1}}} {
		if _, err := NewDocument("x.pdf", Content{Meta: m, Blocks: []Block{{Text: "Text."}}}); err == nil {
			t.Errorf("%+v was accepted", m)
		}
	}
}

func TestDatesOfLines(t *testing.T) {
	for line, want := range map[string]string{
		"2024年3月5日": "2024-03-05", "2024 年 3 月 5 日": "2024-03-05", "二〇二四年十二月三十一日": "2024-12-31", "（2024年3月5日）": "2024-03-05",
		"发布日期：2024-03-05": "2024-03-05", "成文日期: 2024年3月5日": "2024-03-05", "2024年3月5日印发": "2024-03-05",
		"Published: 5 March 2024": "2024-03-05", "Issued on March 5, 2024": "2024-03-05", "5th March 2024": "2024-03-05", "Date: 2024/3/5": "2024-03-05",
		"2024年2月30日": "", "2024年3月": "", "2024": "", "Effective 5 March 2024": "", "On 5 March 2024 it began.": "", "12-03-2024": "",
	} {
		if got, _ := dateOfLine(line); got.String() != want && !(want == "" && !got.valid(3)) {
			t.Errorf("%q is %s, want %s", line, got, want)
		}
	}
}

func TestAmbiguousDatesAndNumbersAreLeftOut(t *testing.T) {
	d, err := NewDocument("x.txt", Content{Blocks: []Block{
		{Text: "国发〔2024〕1号"}, {Text: "京发〔2024〕2号"}, {Text: "2024年3月5日"}, {Text: "正文。"}, {Text: "2024年3月6日"},
	}})
	if err != nil || d.Number != "" || !d.Published.IsZero() {
		t.Errorf("number %q, published %s, %v", d.Number, d.Published, err)
	}
}

func TestLanguageComesFromTheScript(t *testing.T) {
	for text, want := range map[string]string{
		"The agency shall act on GDP 增长.": "en", "各部门应当按照规定执行。": "zh-Hans", "各部門應當按照規定執行。": "zh-Hant",
		"": "und", "?!…": "und", "Qui paie?": "en", "谁?": "zh-Hans", "補貼": "zh-Hans", "補貼的規定": "zh-Hant", "GDP是多少": "zh-Hans", "What is the date of 碳达峰?": "en", "這 this is 機構": "zh-Hant",
		"この法律は、国の行政機関について定める。": "ja", "이 법은 국가의 행정기관에 관하여 규정한다.": "ko", "Этот закон применяется.": "und", "12 345": "und",
		"使用 artificial intelligence 应当遵守规定，保护个人信息。": "zh-Hans",
	} {
		if got := LanguageOf(text); got != want {
			t.Errorf("%s is %s, want %s", text, got, want)
		}
	}
}

func TestTextFilesAreReadAsTheyWereWritten(t *testing.T) {
	for name, tc := range map[string]struct{ in, want string }{
		"page markers go": {"===PAGE 1===\nThe first page ends here.\n- 2 -\nPage 3 of 9\n第 4 页 共 9 页\nThe second goes on.", "The first page ends here.|The second goes on."},
		"rulers go":       {"A title\n=======\n\nSome text below it.\n\n* * *\n\nMore text.", "A title|Some text below it.|More text."},
		"chinese lines broken at a margin": {
			"为深入贯彻落实党中央、国务院决策部署，加快推进示例产业高\n质量发展，进一步完善政策措施，优化发展环境，现提出以下意\n见，请结合实际认真贯彻落实。\n\n各部门要加强协调配合，形成工作合力，及时研究解决工作中出\n现的困难和问题。",
			"为深入贯彻落实党中央、国务院决策部署，加快推进示例产业高质量发展，进一步完善政策措施，优化发展环境，现提出以下意见，请结合实际认真贯彻落实。|各部门要加强协调配合，形成工作合力，及时研究解决工作中出现的困难和问题。",
		},
		"items in broken lines": {
			"The agency publishes the following documents each year, and it\nsends a copy of them to every member of the board:\n- the annual report of the agency, together with the opinion of\n  its auditor;\n- the budget.",
			"The agency publishes the following documents each year, and it sends a copy of them to every member of the board:|- the annual report of the agency, together with the opinion of its auditor;|- the budget.",
		},
		"hyphens stay": {"The plan was drawn up by the ministry and covers the mid- to long-\nterm development of the tea trade in all parts of the country and\nabroad, as the council had asked it to do in the spring of the year.", "The plan was drawn up by the ministry and covers the mid- to long-term development of the tea trade in all parts of the country and abroad, as the council had asked it to do in the spring of the year."},
		"comments go":  {"Seen. <!-- not\nseen --> Seen again.", "Seen. Seen again."},
	} {
		t.Run(name, func(t *testing.T) {
			content, err := TextReader{}.Read(File{Data: []byte(tc.in)})
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, b := range content.Blocks {
				got = append(got, b.Text)
			}
			if joined := strings.Join(got, "|"); joined != tc.want {
				t.Errorf("got  %s\nwant %s", joined, tc.want)
			}
		})
	}
}
