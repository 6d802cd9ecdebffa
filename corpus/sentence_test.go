package corpus

import (
	"strings"
	"testing"
)

func TestSentences(t *testing.T) {
	for name, tc := range map[string]struct{ in, want string }{
		"english":                   {"One ends. Two asks? Three cries!", "One ends.|Two asks?|Three cries!"},
		"titles and initials":       {"Mr. J. Smith met Dr. Li. They spoke.", "Mr. J. Smith met Dr. Li.|They spoke."},
		"decimals and references":   {"It is 5.5 percent. See Art. 4.2 and Sec. 3. No. 12 applies.", "It is 5.5 percent.|See Art. 4.2 and Sec. 3.|No. 12 applies."},
		"no at the end":             {"The answer is no. Then we go.", "The answer is no.|Then we go."},
		"initials within":           {"The U.S. Senate sat.", "The U.S. Senate sat."},
		"initials at the end":       {"He lives in the U.S. It is big.", "He lives in the U.S.|It is big."},
		"hours":                     {"At 5 p.m. on Monday it ended.", "At 5 p.m. on Monday it ended."},
		"closing quotes belong":     {`He said "stop." She left.`, `He said "stop."|She left.`},
		"speech goes on":            {`"Stop!" she said. He did.`, `"Stop!" she said.|He did.`},
		"addresses":                 {"Visit www.example.org. Write to a.b@example.org.", "Visit www.example.org.|Write to a.b@example.org."},
		"footnote marks belong":     {"A claim.[1] Another.[2]", "A claim.[1]|Another.[2]"},
		"an ellipsis goes on":       {"And... then it went.", "And... then it went."},
		"chinese":                   {"第一句。第二句！第三句？第四款；第五款。", "第一句。|第二句！|第三句？|第四款；|第五款。"},
		"chinese quotes":            {"他说：“加快发展。”随后离开。（见附件。）完", "他说：“加快发展。”|随后离开。|（见附件。）|完"},
		"decimals in chinese":       {"增长2.8%。价格为3.5元。", "增长2.8%。|价格为3.5元。"},
		"english semicolons go on":  {"First; then second.", "First; then second."},
		"lines end sentences":       {"a heading\n\nA paragraph\n- item", "a heading|A paragraph|- item"},
		"latin and chinese":         {"采用Web 3.0技术。Then English. 再中文。", "采用Web 3.0技术。|Then English.|再中文。"},
		"abbreviations":             {"It covers research (incl. pilots), e.g. tools by Acme Corp. and others. It ends on Sept. 30, 2025.", "It covers research (incl. pilots), e.g. tools by Acme Corp. and others.|It ends on Sept. 30, 2025."},
		"a company at the end":      {"We met Acme Inc. The talks failed.", "We met Acme Inc.|The talks failed."},
		"an annex at the end":       {"See Annex I. Members shall comply. Plan B. The end.", "See Annex I.|Members shall comply.|Plan B.|The end."},
		"an article at the end":     {"Under Article 5. The board decides. In 2023. It rose.", "Under Article 5.|The board decides.|In 2023.|It rose."},
		"numbers within":            {"It states: 1. the name; 2. The address.", "It states: 1. the name; 2. The address."},
		"brackets are kept whole":   {"The rule (see Part 2. It is long.) applies. Next.", "The rule (see Part 2. It is long.) applies.|Next."},
		"a bracket that never ends": {"The rule (see Part 2 applies. Next.", "The rule (see Part 2 applies.|Next."},
		"quotations are kept whole": {"He said “We act. We win.” Then he left. “Yes! No.” They voted.", "He said “We act. We win.”|Then he left.|“Yes! No.”|They voted."},
		"chinese titles are whole":  {"根据《关于什么是创新？的通知》（甲；乙。丙）执行。完。", "根据《关于什么是创新？的通知》（甲；乙。丙）执行。|完。"},
		"a quoted clause goes on":   {"“要坚持创新。”的论断成立。他问：“行吗？”，无人答。", "“要坚持创新。”的论断成立。|他问：“行吗？”，无人答。"},
		"marks in a row":            {"真的吗？！是的……好。Wait?! Yes!!! No.", "真的吗？！|是的……|好。|Wait?!|Yes!!!|No."},
		"chinese footnotes":         {"第一句。[1]第二句。［12］第三句[^3]。", "第一句。[1]|第二句。［12］|第三句[^3]。"},
		"latin stops in chinese":    {"加快发展.我们要创新!完成了吗?是的。版本1.2和3.5元.", "加快发展.|我们要创新!|完成了吗?|是的。|版本1.2和3.5元."},
		"addresses with marks":      {"See https://example.org/a?b=c!d. It works.", "See https://example.org/a?b=c!d.|It works."},
		"a row is one":              {"Fee | Paid once. Not refunded. | 2024", "Fee | Paid once. Not refunded. | 2024"},
		"chinese clauses":           {"甲；乙；丙。", "甲；|乙；|丙。"},
		"straight quotes":           {`They call it "new." She asked "why?" He left.`, `They call it "new."|She asked "why?"|He left.`},
		"months and days":           {"It began in Mar. 2024 and ended in Jan. The next year was calm.", "It began in Mar. 2024 and ended in Jan.|The next year was calm."},
		"nothing":                   {" \n\n ", ""},
		"a mark that nothing needs": {"。", "。"},
	} {
		t.Run(name, func(t *testing.T) {
			var got []string
			for _, s := range Sentences(tc.in) {
				got = append(got, tc.in[s.Start:s.End])
			}
			if joined := strings.Join(got, "|"); joined != tc.want {
				t.Errorf("got  %s\nwant %s", joined, tc.want)
			}
		})
	}
}

func TestAskingSentencesAreThoseThatEndInAQuestionMark(t *testing.T) {
	for in, want := range map[string]string{
		"I grow tea. Who pays the tax? I am new.":   "Who pays the tax?",
		"I grow tea. Who pays? How much?":           "Who pays?|How much?",
		"I asked “Why?” and left. Who knows?":       "Who knows?",
		"Is it 5.5 percent? I read so in Art. 4.2.": "Is it 5.5 percent?",
		"我种茶。谁来缴税？谢谢。":                              "谁来缴税？",
		"我种茶，住在上海。税率是多少?":                           "税率是多少?",
		"I live in 上海。补贴有多少？Thank you.":             "补贴有多少？",
		"我种茶\n谁缴税？\n":                               "谁缴税？",
		"Who pays the tax?":                         "",
		"Who pays? How much?":                       "",
		"谁缴税？缴多少？":                                  "",
		"I grow tea. It is green.":                  "",
		"我种茶。":                                      "",
		"":                                          "",
	} {
		var got []string
		for _, s := range Asking(in) {
			got = append(got, in[s.Start:s.End])
		}
		if joined := strings.Join(got, "|"); joined != want {
			t.Errorf("Asking(%q) is %q, want %q", in, joined, want)
		}
	}
}

// outline shows a document's sections: their heading paths and first words.
func outline(t *testing.T, text string) string {
	t.Helper()
	content, err := TextReader{}.Read(File{Data: []byte(text)})
	if err != nil {
		t.Fatal(err)
	}
	d, err := NewDocument("x.txt", content)
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, s := range d.Sections {
		body, _, _ := strings.Cut(strings.TrimSpace(d.Text[s.Body:s.End]), "\n")
		lines = append(lines, strings.Join(s.Heading, " > ")+": "+body)
	}
	return strings.Join(lines, "\n")
}

func TestSections(t *testing.T) {
	for name, tc := range map[string]struct{ in, want string }{
		"chapters and articles": {
			"示例管理办法\n第一章 总则\n第一条 为了规范，制定本办法。\n第二条 本办法适用于本市。\n第二章 附则\n第十二条 本办法自公布之日起施行。",
			": \n第一章 总则: \n第一章 总则 > 第一条: 为了规范，制定本办法。\n第一章 总则 > 第二条: 本办法适用于本市。\n第二章 附则: \n第二章 附则 > 第十二条: 本办法自公布之日起施行。",
		},
		"an article keeps its items": {
			"第三条 申请人应当符合下列条件：\n（一）具有本市户籍；\n（二）年满十八周岁。\n第四条 其他。",
			"第三条: 申请人应当符合下列条件：\n第四条: 其他。",
		},
		"a mention of an article opens nothing": {
			"第一条 总则。\n第一条规定的期限为三十日，自受理之日起计算。",
			"第一条: 总则。",
		},
		"numbered clauses": {
			"示例意见\n一、总体要求\n坚持创新驱动，稳步推进各项工作。\n（一）主要目标。到二〇三〇年取得进展。\n二、重点任务\n加快发展，形成合力。",
			": \n一、总体要求: 坚持创新驱动，稳步推进各项工作。\n一、总体要求 > （一）主要目标。: 到二〇三〇年取得进展。\n二、重点任务: 加快发展，形成合力。",
		},
		"english articles": {
			"A Rule on Tea\n\nArticle 1 Scope\n\nThis rule applies to tea.\n\nArticle 2\n\nTea is taxed.",
			": \nArticle 1 Scope: This rule applies to tea.\nArticle 2: Tea is taxed.",
		},
		"english numbers": {
			"A Guide\n\n1. Scope\n\nThis guide applies.\n\n1.1 Definitions\n\nTea means tea.\n\n1.1.1 Green tea\n\nIt is green.\n\n2. Tax\n\nTea is taxed.",
			": \n1. Scope: This guide applies.\n1. Scope > 1.1 Definitions: Tea means tea.\n1. Scope > 1.1 Definitions > 1.1.1 Green tea: It is green.\n2. Tax: Tea is taxed.",
		},
		"lines that are paragraphs": {
			"An explainer of tea\nThe first paragraph stands on one long line and says what the whole is about, as people write it.\nHow tea is taxed\nThe second paragraph stands on another long line and goes on for a while, so that it is no heading.",
			": The first paragraph stands on one long line and says what the whole is about, as people write it.\nHow tea is taxed: The second paragraph stands on another long line and goes on for a while, so that it is no heading.",
		},
		"hard-wrapped lines are joined": {
			"The first paragraph was wrapped at a margin by a program long\nago, and each of its lines is about as long as the others are,\nuntil the last.\n\nThe second paragraph was wrapped at the same margin, and its\nlines are joined as well.",
			": The first paragraph was wrapped at a margin by a program long ago, and each of its lines is about as long as the others are, until the last.",
		},
	} {
		t.Run(name, func(t *testing.T) {
			if got := outline(t, tc.in); got != tc.want {
				t.Errorf("got\n%s\nwant\n%s", got, tc.want)
			}
		})
	}
}

func FuzzSentences(f *testing.F) {
	f.Add("One (two. Three) “four. Five” e.g. six.[1] 第一句。（甲；乙）…… a | b")
	f.Fuzz(func(t *testing.T, text string) {
		last := 0
		for _, s := range Sentences(text) {
			if s.Start < last || s.End <= s.Start || s.End > len(text) || strings.Contains(text[s.Start:s.End], "\n") || strings.TrimSpace(text[last:s.Start]) != "" {
				t.Fatalf("%+v after %d in %q", s, last, text)
			}
			last = s.End
		}
		if strings.TrimSpace(text[last:]) != "" {
			t.Fatalf("%q is in no sentence", text[last:])
		}
	})
}
