package bot

import (
	"context"
	"strings"
	"testing"
)

func TestTheProgramDecidesWhatAVerdictIsWorth(t *testing.T) {
	a := shipped(t, Options{})
	ix := a.library.Load()
	for _, tc := range []struct {
		question, written string
		want              Verdict
	}{
		{"Fact-check: The Lingang measures apply until April 2029.", "supported", VerdictSupported},
		{"Fact-check: The Lingang measures apply until April 2029.", "Supported.", VerdictSupported},
		{"Fact-check: The Lingang measures apply until April 2029.", "contradicted", ""},
		{"Fact-check: The Lingang measures apply until April 2029.", "unknown", ""},
		{"Fact-check: The Lingang measures apply until April 2030.", "supported", ""},
		{"Fact-check: The Lingang measures apply until April 2030.", "contradicted", VerdictContradicted},
		{"Fact-check: The Lingang measures apply until April 2030.", "the best one ever", ""},
		{"Fact-check: The Lingang measures are the best.", "supported", ""},
		{"Fact-check: The Lingang measures apply to shipyards.", "unknown", VerdictUnknown},
		{"核实：临港新片区的补贴最高为1000万元。", "supported", VerdictSupported},
		{"核实：临港新片区的补贴最高为3000万元。", "supported", ""},
		{"核实：临港新片区的补贴最高为3000万元。", "contradicted", VerdictContradicted},
		{"Fact-check: The Lingang measures do not apply until April 2029.", "contradicted", VerdictContradicted},
		{"Fact-check: The Lingang measures apply to shipyards.", "contradicted", ""},
		{"核实：临港新片区的补贴最高不是1000万元。", "contradicted", VerdictContradicted},
		{"核实：临港新片区的补贴由财政部门按月发放。", "contradicted", ""},
		{"核实：临港新片区的补贴太低了", "contradicted", ""},
	} {
		q, err := a.read(ix, Question{Text: tc.question})
		if err != nil {
			t.Fatal(err)
		}
		p, err := ix.plan(context.Background(), q)
		if err != nil {
			t.Fatal(err)
		}
		answer := Answer{Language: q.language, Form: p.form}
		answer.copy(p)
		if p.verdict == nil {
			t.Fatalf("%s: no statement", tc.question)
		}
		if got := p.verdict(tc.written, &answer); got != tc.want {
			t.Errorf("%s: %q is worth %q", tc.question, tc.written, got)
		}
		if got := p.verdict("contradicted", &Answer{}); got == VerdictContradicted {
			t.Errorf("%s: contradicted by nothing", tc.question)
		}
	}
}

func TestWithoutAModelAFactCheckShowsPassagesAndNoVerdict(t *testing.T) {
	a := shipped(t, Options{})
	for _, tc := range []struct{ question, quote, reason, note string }{
		{"Is it true that Lingang pays up to RMB 30 million?", "RMB 10 million", "No verdict", ""},
		{"Is it true that the Lingang measures apply until 2030?", "until April 2029", "No verdict", ""},
		{"Lingang subsidies are too low. True or false?", "RMB 10 million", "No verdict", "no verdict on it"},
		{"听说科技部设立了三家智库，是真的吗？", "三家新智库", "不作结论", ""},
		{"临港的算力措施实施到2030年，是否属实？", "2029年4月", "不作结论", ""},
		{"核实：临港的补贴太低了", "1000万元", "不作结论", "这是评价"},
	} {
		got, err := a.Answer(context.Background(), Question{Text: tc.question})
		if err != nil {
			t.Fatal(err)
		}
		var quotes, notes []string
		for _, c := range got.Citations {
			quotes = append(quotes, c.Quote())
		}
		notes = append(notes, got.Notes...)
		if got.Form != FormFactcheck || got.Status != Answered || got.Verdict != "" || !strings.HasPrefix(got.Reason, tc.reason) ||
			!strings.Contains(strings.Join(quotes, " "), tc.quote) || !strings.Contains(strings.Join(notes, " "), tc.note) {
			t.Errorf("%s: form %s, %s, verdict %q, reason %q, notes %q: %q", tc.question, got.Form, got.Status, got.Verdict, got.Reason, notes, quotes)
		}
	}
}

func TestAStatementThatIsAskedAboutIsChecked(t *testing.T) {
	a := shipped(t, Options{})
	for question, statement := range map[string]string{
		"临港建智算中心补贴上限是不是3000万元？":                            "临港建智算中心补贴上限是3000万元",
		"是不是临港的企业才能领补贴？":                                   "临港的企业才能领补贴",
		"臨港的企業是不是可以領補貼？":                                   "臨港的企業可以領補貼",
		"听说工信部要打造500家领军企业，对吗？":                             "工信部要打造500家领军企业",
		"临港的措施实施到2029年4月，是吗？":                              "临港的措施实施到2029年4月",
		"临港的措施实施到2029年4月对不对？":                              "临港的措施实施到2029年4月",
		"是真的吗：临港补贴最高1000万元？":                               "临港补贴最高1000万元",
		"Lingang pays up to RMB 30 million, right?":        "Lingang pays up to RMB 30 million",
		"The measures apply until 2029, isn't that so?":    "The measures apply until 2029",
		"Is NQPF short for new quality productive forces?": "NQPF is short for new quality productive forces",
		"Is MOST an abbreviation of Ministry of Science?":  "MOST is an abbreviation of Ministry of Science",
		"Is it true that the measures apply until 2029?":   "the measures apply until 2029",
	} {
		q, err := a.read(a.library.Load(), Question{Text: question})
		if err != nil {
			t.Fatal(err)
		}
		if got, asks := q.asksFactcheck(); !asks || got != statement {
			t.Errorf("%s: checks %q, %v", question, got, asks)
		}
	}
}

func TestAStatementOfWhatTheLibraryLacksIsRefused(t *testing.T) {
	a := shipped(t, Options{})
	for _, question := range []string{"Is it true that Beijing has a subsidy for hydrogen buses?", "核实：深圳的氢能公交车有补贴"} {
		got, err := a.Answer(context.Background(), Question{Text: question})
		if err != nil || got.Form != FormFactcheck || got.Status != Refused || got.Cause != CauseNotHere {
			t.Errorf("%s: form %s, %s, %v", question, got.Form, got.Status, err)
		}
	}
}

func TestWhatIsNoStatementIsNotChecked(t *testing.T) {
	a := shipped(t, Options{})
	for _, question := range []string{
		"Is it true?", "Is it RMB 30 million that Lingang pays for computing power?", "Check the Lingang measures", "Which measures are true innovations?",
		"是真的吗？", "对吗？", "这对吗？", "是不是？", "Right?", "临港的补贴是不是有什么上限？", "为什么说它是不是最高？", "Is the list of measures short?",
		"Which measures are right?", "谁说的是不是真的？",
	} {
		if got, err := a.Answer(context.Background(), Question{Text: question}); err != nil || got.Form != FormAnswer {
			t.Errorf("%s: form %s, %v", question, got.Form, err)
		}
	}
}
