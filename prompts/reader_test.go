package prompts

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

// readWhole renders what a Reader makes of a reply that comes in one piece.
func readWhole(reply string) string {
	r := NewReader()
	return render(append(r.Write(reply), r.Close()...))
}

// render writes lines as they are asked for.
func render(lines []Line) string {
	var b strings.Builder
	for _, l := range lines {
		fmt.Fprintf(&b, "%s: ", l.Kind)
		for _, label := range l.Labels {
			b.WriteString(label + " | ")
		}
		b.WriteString(l.Text)
		for i, id := range l.IDs {
			if i == 0 {
				b.WriteByte(' ')
			}
			b.WriteString(id.String())
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// readings are replies and what a Reader makes of them, by outcome.
var readings = []struct{ name, reply, want string }{
	{
		"lines as asked for",
		"answerable: partly\nmissing: when it ends\nmissing: none\nquote [1.2]: The grant covers … eligible costs.\nsay: The grant covers 20 %. [1.2][1.3]\n",
		"answerable: partly\nmissing: when it ends\nquote: The grant covers … eligible costs. [1.2]\nsay: The grant covers 20 %. [1.2][1.3]\n",
	},
	{
		"lines as asked for in Chinese",
		"answerable: yes\nquote [1.2]: 补贴最高…用的20%\nsay: 补贴最高为20%。 [1.2]\n",
		"answerable: yes\nquote: 补贴最高 … 用的20% [1.2]\nsay: 补贴最高为20%。 [1.2]\n",
	},
	{
		"any order, and the first answer counts",
		"say: A is. [1.2]\nquote [1.2]: A … is.\nanswerable: yes\nanswerable: no",
		"say: A is. [1.2]\nquote: A … is. [1.2]\nanswerable: yes\n",
	},
	{
		"keywords in Chinese",
		"可回答：部分\n缺少：补贴金额\n缺少：无\n引用【1.2】：补贴最高…20%\n句子：补贴最高为20%。【１．２】\n回答：补贴自五月起施行。[1.3]",
		"answerable: partly\nmissing: 补贴金额\nquote: 补贴最高 … 20% [1.2]\nsay: 补贴最高为20%。 [1.2]\nsay: 补贴自五月起施行。 [1.3]\n",
	},
	{
		"keywords in other cases and numbered",
		"Answer: Partially.\nSentence 1: The grant is 3. [1.2]\nSENTENCE 2: It is. [1.3]\nQuote 1: [1.3] e...f\nquote 1.2: a … b\nquote [1.2] c … d",
		"answerable: partly\nsay: The grant is 3. [1.2]\nsay: It is. [1.3]\nquote: e … f [1.3]\nquote: a … b [1.2]\nquote: c … d [1.2]\n",
	},
	{
		"an answer that is a sentence is one",
		"Answer: Yes, the grant covers 20 %. [1.2]\nConclusion: The rate is 3 %. [1.3]",
		"say: Yes, the grant covers 20 %. [1.2]\nsay: The rate is 3 %. [1.3]\n",
	},
	{"the choice repeated is no answer", "answerable: yes/partly/no\nanswerable: yes, partly or no\n", ""},
	{"a bare no", "No.\n", "answerable: no\n"},
	{"a bare 部分", "部分\n补贴最高为20%。[1.2]", "answerable: partly\nsay: 补贴最高为20%。 [1.2]\n"},
	{"a refusal", "I cannot answer the question because the sources do not mention it.", "answerable: no\n"},
	{"a refusal in Chinese", "根据提供的资料，我无法回答该问题。", "answerable: no\n"},
	{
		"a refusal beside an answer says what is missing",
		"say: The grant is 3. [1.1]\nThe sources do not say when it ends.",
		"say: The grant is 3. [1.1]\nmissing: The sources do not say when it ends.\n",
	},
	{
		"verdicts",
		"verdict: contradicted — the source says 10 %. [1.2]\nsay: The rate is 10 %. [1.2]",
		"verdict: contradicted\nsay: the source says 10 %. [1.2]\nsay: The rate is 10 %. [1.2]\n",
	},
	{"a verdict in Chinese", "结论：支持\n陈述：利率为10%。[1.2]", "verdict: supported\nsay: 利率为10%。 [1.2]\n"},
	{"not supported is not contradicted", "Verdict: **Not supported**", "verdict: unknown\n"},
	{"a verdict of another kind is unknown", "verdict: probably", "verdict: unknown\n"},
	{
		"Markdown",
		"- **say:** The grant covers *up to* 20 %. [1.2]\n2. say: The grant __applies__ now. [1.3]\n> say: Third is. [1.4]\n### Answer\n* Fourth is\\_so `x`. \\[1.5\\]\n---\n",
		"say: The grant covers up to 20 %. [1.2]\nsay: The grant applies now. [1.3]\nsay: Third is. [1.4]\nsay: Fourth is_so x. [1.5]\n",
	},
	{
		"sections with headings",
		"## Quotes\n- [1.2] \"The grant … costs.\"\n- 1.3: Second … words\n\n**Answer**\n1. The grant covers 20 %. [1.2]\n2. Applications end in May. [1.3]\n\n## Sources\n- [1.2] Title of it\n",
		"quote: The grant … costs. [1.2]\nquote: Second … words [1.3]\nsay: The grant covers 20 %. [1.2]\nsay: Applications end in May. [1.3]\n",
	},
	{"what is missing as a list", "missing:\n- the amount\n- the date\nsay: A is. [1.1]", "missing: the amount\nmissing: the date\nsay: A is. [1.1]\n"},
	{
		"links and addresses are dropped, their text stays",
		"say: See [the plan](https://a.example/b(c)d \"t\") or https://a.example/x?y=1 now. [1.2]\nsay: 详见https://a.example/b，补贴20%。[1.3]\nsay: Ask x.example/abc or www.x.example now. [[1.4]](https://x.example) [1.5](#a)",
		"say: See the plan or now. [1.2]\nsay: 详见，补贴20%。 [1.3]\nsay: Ask or now. [1.4][1.5]\n",
	},
	{
		"prose", "Here is the answer:\n\nThe grant covers 20 % of costs [1.2]. It ends in May [1.3], but not in June [1.4].",
		"say: The grant covers 20 % of costs. [1.2]\nsay: It ends in May, but not in June. [1.3][1.4]\n",
	},
	{
		"a sentence without markers rests on those of the next, or on none",
		"say: A is. B is. [1.2], [1.3] C is.",
		"say: A is. [1.2][1.3]\nsay: B is. [1.2][1.3]\nsay: C is.\n",
	},
	{"markers before their sentences", "[1.2] The grant covers 20 %. [1.3] It ends in May.", "say: The grant covers 20 %. [1.2]\nsay: It ends in May. [1.3]\n"},
	{
		"markers on the next line", "The grant covers 20 %.\n[1.2]\nNext one is.\n\n[1.3][1.4]\nLast is.\nSource: [1.5]",
		"say: The grant covers 20 %. [1.2]\nsay: Next one is. [1.3][1.4]\nsay: Last is. [1.5]\n",
	},
	{"a sentence on two lines", "say: The grant covers\nup to 20 %. [1.2]\nsay: 补贴最高\n为20%。[1.3]", "say: The grant covers up to 20 %. [1.2]\nsay: 补贴最高为20%。 [1.3]\n"},
	{
		"other brackets",
		"say: A（1.2）。B【1.3】。C〔1.4〕。D［1.5］。E is [^1.6]. F is (1.7). G is 【1.8†source】. H is.<sup>1.9</sup>",
		"say: A。 [1.2]\nsay: B。 [1.3]\nsay: C。 [1.4]\nsay: D。 [1.5]\nsay: E is. [1.6]\nsay: F is. [1.7]\nsay: G is. [1.8]\nsay: H is. [1.9]\n",
	},
	{
		"lists, ranges and words in brackets",
		"say: A is so. [1.2-1.4; 2.1, 3]\nsay: B is so (see [1.3], [1.4]).\nsay: C is. [S2.1] [source 3, sentences 4-5]\nsay: D is. [来源1，第2句] E is. [１．２，１．３]\nsay: F is. [2]",
		"say: A is so. [1.2][1.3][1.4][2.1][2.3]\nsay: B is so. [1.3][1.4]\nsay: C is. [2.1][3.4][3.5]\nsay: D is. [1.2]\nsay: E is. [1.2][1.3]\nsay: F is. [2]\n",
	},
	{
		"brackets that mean something else stay",
		"say: 国办发〔2024〕15号规定补贴20%。[1.2] 财字〔98〕12号另有规定。[1.3]\nsay: A factor of (1.2) in all [sic] applies (2024). [1.4]",
		"say: 国办发〔2024〕15号规定补贴20%。 [1.2]\nsay: 财字〔98〕12号另有规定。 [1.3]\nsay: A factor of (1.2) in all [sic] applies (2024). [1.4]\n",
	},
	{"numbers that no sentence has are dropped", "say: A is. [0.1] B is. [1000.1][1.2] C is. [1.2.3]", "say: A is. [1.2]\nsay: B is. [1.2]\nsay: C is.\n"},
	{
		"abbreviations end no sentence",
		"say: Under Art. 5 of No. 12, the U.S. Dept. of X pays approx. 3.5 million, e.g. for J. Smith Ltd. in Jan. 2024. Then more. [1.3]",
		"say: Under Art. 5 of No. 12, the U.S. Dept. of X pays approx. 3.5 million, e.g. for J. Smith Ltd. in Jan. 2024. [1.3]\nsay: Then more. [1.3]\n",
	},
	{
		"stops in quotation marks end no sentence",
		"say: 会议提出“要加快。要稳。”的要求。[1.2]同时，补贴为3.5%！[1.3] He said \"It is so.\" and left. [1.1]",
		"say: 会议提出“要加快。要稳。”的要求。 [1.2]\nsay: 同时，补贴为3.5%！ [1.3]\nsay: He said \"It is so.\" and left. [1.1]\n",
	},
	{"figures are no numbers of items", "12、24小时内办结。[1.2]\n一、二级市场均适用。[1.3]\n1.5 million is paid. [1.4]", "say: 12、24小时内办结。 [1.2]\nsay: 一、二级市场均适用。 [1.3]\nsay: 1.5 million is paid. [1.4]\n"},
	{"labels", "say: rate | Plan A | The rate is 3 %. [1.1]\nsay: rate ｜ Plan B ｜ 利率为3%。[2.1]\n- 2024-05 | The grant starts. [1.2]", "say: rate | Plan A | The rate is 3 %. [1.1]\nsay: rate | Plan B | 利率为3%。 [2.1]\nsay: 2024-05 | The grant starts. [1.2]\n"},
	{
		"a table",
		"| Aspect | Plan A | Plan B |\n|:--|--|--|\n| **Rate** | 3 % [1.1] | — |\n| Term | 1 year [1.2] | 2 years [2.2] |\n\nsay: A is. [1.1]",
		"say: Rate | Plan A | 3 % [1.1]\nsay: Term | Plan A | 1 year [1.2]\nsay: Term | Plan B | 2 years [2.2]\nsay: A is. [1.1]\n",
	},
	{
		"a table with a column of markers",
		"| 日期 | 事项 | 来源 |\n|---|---|---|\n| 2024-05 | 补贴开始。 | [1.2] |\n",
		"say: 2024-05 | 事项 | 补贴开始。 [1.2]\n",
	},
	{"reasoning before the reply", "<think>\nsay: draft [1.1]\n</think>\nsay: Final. [1.2]", "say: Final. [1.2]\n"},
	{"reasoning in the middle of a line", "say: A is. [1.2]<Think>\nx\n</think> say: B is. [1.3]", "say: A is. [1.2]\nsay: B is. [1.3]\n"},
	{"reasoning that never ends", "<thinking>never closed\nsay: x [1.1]", ""},
	{"reasoning that never began", "I do not know yet. Perhaps so\n</think>\nsay: B is. [1.2]", "say: B is. [1.2]\n"},
	{"reasoning in other marks", "◁think▷ say: x. [1.1] ◁/think▷say: A is. [1.2]\n[THINK]say: x [1.1][/THINK]say: B is. [1.3]", "say: A is. [1.2]\nsay: B is. [1.3]\n"},
	{
		"channels", "<|channel|>analysis<|message|>say: x [1.1]<|end|><|start|>assistant<|channel|>final<|message|>say: Final. [1.2]<|return|>",
		"say: Final. [1.2]\n",
	},
	{
		"tags", "<reply>\n<answerable>partly</answerable>\n<quote id=\"1.2\">A … is.</quote>\n<say>A is. [1.2]</say>\n<answer>\n补贴为3。[1.3]\n</answer>\n</reply>",
		"answerable: partly\nquote: A … is. [1.2]\nsay: A is. [1.2]\nsay: 补贴为3。 [1.3]\n",
	},
	{"a code fence", "```text\nanswerable: yes\nsay: A is. [1.2]\n```", "answerable: yes\nsay: A is. [1.2]\n"},
	{
		"JSON", "{\"answerable\": true, \"answer\": \"The grant covers 20 %. [1.2] It ends. [1.3]\"}",
		"answerable: yes\nsay: The grant covers 20 %. [1.2]\nsay: It ends. [1.3]\n",
	},
	{
		"JSON in a code fence among prose, with IDs in any shape",
		"Sure, here it is:\n```json\n{\"sentences\": [{\"text\": \"A is.\", \"ids\": [\"1.2\", 1.10]},\n {\"sentence\": \"B is.\", \"sources\": [{\"source\": 2, \"sentence\": 3}]},\n {\"text\": \"补贴为3。\", \"引用\": [[1, 2]]},],\n\"missing\": [\"x\", \"y\"], \"quotes\": [{\"id\": \"1.2\", \"quote\": \"a … b\"}]}\n```\n",
		"missing: x\nmissing: y\nquote: a … b [1.2]\nsay: A is. [1.2][1.10]\nsay: B is. [2.3]\nsay: 补贴为3。 [1.2]\n",
	},
	{"an array of sentences", "[\"A is. [1.2]\", \"B is. [1.3]\"]", "say: A is. [1.2]\nsay: B is. [1.3]\n"},
	{"a value on each line", "{\"say\": \"A is.\", \"ids\": [[1,2],[1,3]]}\n{\"say\": \"B is.\", \"citations\": \"[1.4]\"}", "say: A is. [1.2][1.3]\nsay: B is. [1.4]\n"},
	{"JSON that is cut off", "{\"sentences\": [{\"text\": \"A is.\", \"ids\": [\"1.2\"]}, {\"text\": \"B is", "say: A is. [1.2]\n"},
	{"what only looks like JSON is read as lines", "{\"never closed\nsay: A is. [1.2]\nsay: B is. [1.3]", "say: {\"never closed\nsay: A is. [1.2]\nsay: B is. [1.3]\n"},
	{"nothing", "\n\n[1.2]\nsay:\n***\n", ""},
}

func TestRepliesAreReadInAnyDress(t *testing.T) {
	for _, c := range readings {
		t.Run(c.name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, readWhole(c.reply)); diff != "" {
				t.Errorf("%q (-want +got):\n%s", c.reply, diff)
			}
		})
	}
}

func TestALineComesAsSoonAsItIsWhole(t *testing.T) {
	r := NewReader()
	for _, step := range []struct{ piece, want string }{
		{"say: The grant covers 20 %. [1.", ""},
		{"2]", ""},
		{"\nsay", "say: The grant covers 20 %. [1.2]\n"},
		{": 补贴为20%。\n", ""}, // its markers may follow
		{"quote [1.2]: 补贴 … 20%\n", "say: 补贴为20%。\nquote: 补贴 … 20% [1.2]\n"},
		{"say: The last. [1.3]", ""},
	} {
		if got := render(r.Write(step.piece)); got != step.want {
			t.Errorf("after %q: %q, want %q", step.piece, got, step.want)
		}
	}
	if got := render(r.Close()); got != "say: The last. [1.3]\n" {
		t.Errorf("at the end: %q", got)
	}
	if got := append(r.Write("say: Late. [1.1]\n"), r.Close()...); got != nil {
		t.Errorf("after the end: %v", got)
	}
}

func TestEndlessRepliesAreNotKept(t *testing.T) {
	for name, piece := range map[string]string{
		"a line":           "补贴为20% and more [1.2] ",
		"lines":            "say: A is. [1.1]\n",
		"lines of nothing": "\n",
		"reasoning":        "<think>x",
		"stops":            ". ",
		"initials":         "A.B. (“",
		"brackets":         "[1.1, [(",
		"JSON":             "{\"a\": [",
		"broken JSON":      "{\"a\": b}\n",
		"bars":             "| a [1.1] ",
		"an address":       "a.bc.",
		"stars":            "*a **b _c_ `",
	} {
		t.Run(name, func(t *testing.T) {
			r := NewReader()
			count, held := 0, 0
			for n := 0; n < 2*maxReply; n += len(piece) {
				count += len(r.Write(piece))
				held = max(held, r.line.Len()+len(r.rest)+len(r.out))
			}
			count += len(r.Close())
			if count > maxLines || held > maxLine+utf8.UTFMax {
				t.Errorf("%d lines, %d bytes held", count, held)
			}
		})
	}
}

// FuzzReader cuts a reply into pieces of a length and looks for panics, for lines
// that the cuts changed, and for lines that say nothing.
func FuzzReader(f *testing.F) {
	for _, c := range readings {
		f.Add(c.reply, uint8(3))
	}
	f.Fuzz(func(t *testing.T, reply string, size uint8) {
		whole := readWhole(reply)
		r := NewReader()
		var lines []Line
		for rest := reply; rest != ""; {
			n := min(int(size)%7+1, len(rest))
			lines = append(lines, r.Write(rest[:n])...)
			rest = rest[n:]
		}
		lines = append(lines, r.Close()...)
		if diff := cmp.Diff(whole, render(lines)); diff != "" {
			t.Errorf("cutting changed the lines:\n%s", diff)
		}
		if len(lines) > maxLines {
			t.Errorf("%d lines", len(lines))
		}
		for _, l := range lines {
			if l.Text == "" || strings.Contains(l.Text, "://") || strings.ContainsAny(l.Text, "\n\r") || len(l.Text) > 2*maxLine || !utf8.ValidString(l.Text) || len(l.IDs) > maxIDs {
				t.Errorf("a bad line: %q", l)
			}
			for _, id := range l.IDs {
				if id.Source < 1 || id.Source > maxNumber || id.Sentence < 0 || id.Sentence > maxNumber {
					t.Errorf("a bad ID: %v in %q", id, l)
				}
			}
		}
	})
}

func BenchmarkReaderOfALine(b *testing.B) {
	line := "say: The grant covers up to 20 % of eligible costs in 2024. [1.2][1.3]\nsay: 补贴最高为合格费用的20%，每家企业每年不超过200万元。[2.3]\n"
	r := NewReader()
	for b.Loop() {
		r.seen, r.count = 0, 0
		r.Write(line)
	}
}
