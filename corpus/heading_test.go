package corpus

import (
	"strings"
	"testing"
)

// paths shows the heading paths of a document's sections.
func paths(t *testing.T, c Content) string {
	t.Helper()
	d, err := NewDocument("x.txt", c)
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, s := range d.Sections {
		if s.Start < s.End {
			lines = append(lines, strings.Join(s.Heading, " > "))
		}
	}
	return strings.Join(lines, "\n")
}

func TestHeadingsOfTexts(t *testing.T) {
	for name, tc := range map[string]struct{ in, want string }{
		"an article without a space follows its number": {
			"示例法\n第一条为了规范，制定本法。\n第二条本法适用于全国。\n第二条规定的期限为三十日。\n第一条、第二条不适用。",
			"\n第一条\n第二条",
		},
		"an article may begin with words that also follow a mention": {
			"示例法\n第一条为了规范，制定本法。\n第二条以下情形除外。\n第三条以外的规定不适用。\n第二条规定的期限不变。\n第四条本法适用。",
			"\n第一条\n第二条\n第四条",
		},
		"an article may have a title": {
			"示例法\n第一条 【目的】为了规范。\n第二条（范围）适用于全国。\n第三条 申请条件\n申请人应当年满十八周岁。\n第十七条之一 新增的规定。",
			"\n第一条 【目的】\n第二条（范围）\n第三条 申请条件\n第十七条之一",
		},
		"full-width digits and inner spaces": {
			"示例法\n第１章　总　则\n第　１　条　为了规范。\n第2条 适用。",
			"\n第１章 总 则\n第１章 总 则 > 第 １ 条\n第１章 总 则 > 第2条",
		},
		"a contents list opens nothing": {
			"示例法\n目　录\n第一章　总则……1\n第二章　附则……9\n第一章　总则\n第一条 为了规范。\n第二章　附则\n第二条 施行。",
			"\n目 录\n第一章 总则\n第一章 总则 > 第一条\n第二章 附则\n第二章 附则 > 第二条",
		},
		"an enumeration is a list": {
			"示例通知\n申报材料如下：\n一、申请表；\n二、身份证明；\n三、其他材料。\n请按时提交。",
			"",
		},
		"titles in a row are a list": {
			"示例通知\n需要下列材料：\n1.申请表\n2.身份证\n3.户口本\n以上材料应当真实、完整、有效，并加盖公章。",
			"",
		},
		"a paragraph after its number": {
			"示例通知\n一、各单位应当加强组织领导，明确责任分工，细化工作措施，确保各项任务按期完成，并于年底前报送总结材料。\n二、本通知自印发之日起施行。",
			"\n一、\n二、",
		},
		"a market is no number": {
			"市场通知\n一、二级市场应当协调发展，完善各项交易制度，保护投资者的合法权益，防范和化解金融风险。",
			"",
		},
		"attachments are a list, the attachment is not": {
			"示例通知\n请认真贯彻执行。\n附件：1.任务分工表\n2.材料清单\n示例办公厅\n2024年3月5日\n附件1\n任务分工表\n各部门应当按照分工推进各项工作，并及时报告进展情况和存在问题。",
			"\n附件1\n附件1 > 任务分工表",
		},
		"sections below articles": {
			"A Constitution\n\nARTICLE I\n\nSection 1. All powers are vested in a congress, which consists of a senate and of a house of representatives.\n\nSection 2. The house is elected by the people of the several states every second year, as the law directs.\n\nARTICLE II\n\nSection 1. The executive power is vested in a president, who holds the office during a term of four years.",
			"\nARTICLE I\nARTICLE I > Section 1.\nARTICLE I > Section 2.\nARTICLE II\nARTICLE II > Section 1.",
		},
		"mentions open nothing": {
			"A Rule\n\nArticle 5 applies to all operators of the services that are listed in the annex to this rule.\n\nArticle 5 The operator shall notify the agency without delay and in any case within thirty days.\n\n30 members of the board shall be elected by the general assembly in a secret ballot.",
			"",
		},
		"numbered clauses of prose are items": {
			"A Contract\n\n1. The operator shall pay the fee.\n\n2. The agency shall issue the licence within ten days.",
			"",
		},
		"annexes end an article": {
			"A Rule\n\nArticle 1 Scope\n\nThis rule applies to tea.\n\nANNEX I\n\n1. Green tea\n\nGreen tea is taxed at the lower rate of five percent of its value.",
			"\nArticle 1 Scope\nANNEX I\nANNEX I > 1. Green tea",
		},
	} {
		t.Run(name, func(t *testing.T) {
			content, err := TextReader{}.Read(File{Data: []byte(tc.in)})
			if err != nil {
				t.Fatal(err)
			}
			if got := paths(t, content); got != tc.want {
				t.Errorf("got\n%s\nwant\n%s", got, tc.want)
			}
		})
	}
}

func TestNumbersDecideBetweenHeadings(t *testing.T) {
	h := func(level int, text string) Block { return Block{Kind: Heading, Level: level, Text: text} }
	for name, tc := range map[string]struct {
		blocks []Block
		want   string
	}{
		"levels that are all the same": {
			[]Block{h(1, "T"), h(2, "1. A"), h(2, "1.1 B"), h(2, "1.1.1 C"), h(2, "1.2 D"), h(2, "2. E")},
			"\n1. A\n1. A > 1.1 B\n1. A > 1.1 B > 1.1.1 C\n1. A > 1.2 D\n2. E",
		},
		"levels of headings without numbers": {
			[]Block{h(1, "T"), h(2, "A"), h(3, "B"), h(5, "C"), h(3, "D"), h(1, "E"), h(2, "F")},
			"\nA\nA > B\nA > B > C\nA > D\nE\nE > F",
		},
		"chapters as headings and articles as text": {
			[]Block{h(1, "T"), h(3, "第一章 总则"), {Text: "第一条 为了规范。"}, {Text: "第二章 附则"}, {Text: "第二条 施行。"}},
			"\n第一章 总则\n第一章 总则 > 第一条\n第二章 附则\n第二章 附则 > 第二条",
		},
		"a chapter is no title": {
			[]Block{h(1, "第一章 总则"), {Text: "第一条 为了规范。"}},
			"第一章 总则\n第一章 总则 > 第一条",
		},
	} {
		t.Run(name, func(t *testing.T) {
			if got := paths(t, Content{Blocks: tc.blocks}); got != tc.want {
				t.Errorf("got\n%s\nwant\n%s", got, tc.want)
			}
		})
	}
}

func TestTheTitleIsInTheTextAndInNoPath(t *testing.T) {
	blocks := []Block{{Text: "Agency"}, {Kind: Heading, Level: 2, Text: "A Rule"}, {Text: "Text."}, {Kind: Heading, Level: 2, Text: "Scope"}, {Text: "More."}}
	for stated, want := range map[string]string{"": "\n\nScope", "a rule": "\n\nScope", "Another": "\nA Rule\nScope"} {
		if got := paths(t, Content{Meta: Meta{Title: stated}, Blocks: blocks}); got != want {
			t.Errorf("title %q: got\n%s\nwant\n%s", stated, got, want)
		}
	}
}

func TestNumerals(t *testing.T) {
	for in, want := range map[string]int{
		"一": 1, "十": 10, "十二": 12, "二十": 20, "二十三": 23, "一百": 100, "一百零二": 102, "一百一十": 110, "三百二十一": 321,
		"二〇二四": 2024, "两千": 2000, "１２": 12, "0": 0, "9999": 9999,
	} {
		if got, ok := parseNumeral(in); !ok || got != want {
			t.Errorf("parseNumeral(%s) = %d, %v; want %d", in, got, ok, want)
		}
	}
	for _, in := range []string{"", "x", "10000", "九千九百九十九千", "二〇二四五", "-1"} {
		if got, ok := parseNumeral(in); ok {
			t.Errorf("parseNumeral(%s) = %d", in, got)
		}
	}
}
