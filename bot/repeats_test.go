package bot

import (
	"context"
	"testing"

	"footnote/corpus"
	"footnote/corpus/markdown"
	"footnote/corpus/policies"
	"footnote/retrieval"
)

func shippedCorpus(t *testing.T) *corpus.Corpus {
	t.Helper()
	c, problems, err := corpus.Load(context.Background(), policies.FS, corpus.Options{
		Readers: map[string]corpus.Reader{".md": markdown.Reader{}},
	})
	if err != nil || len(problems) > 0 {
		t.Fatal(err, problems)
	}
	return c
}

// The pairs are sentences of the shipped briefs, but for the figures and the
// negations that are marked as changed.
func TestSentencesInTwoLanguagesThatSayTheSame(t *testing.T) {
	g := shippedCorpus(t).Glossary()
	for name, tc := range map[string]struct {
		english, chinese string
		want             bool
	}{
		"the same figures of the same thing": {
			"Growth of China's GDP averaged 10.4 percent from 2000 to 2010 and 7 percent from 2011 to 2021.",
			"中国国内生产总值的平均增速，2000年至2010年为10.4%，2011年至2021年为7%。", true},
		"another figure (changed)": {
			"Growth of China's GDP averaged 10.4 percent from 2000 to 2010 and 7 percent from 2011 to 2021.",
			"中国国内生产总值的平均增速，2000年至2010年为10.4%，2011年至2021年为6%。", false},
		"another year (changed)": {
			"Growth of China's GDP averaged 10.4 percent from 2000 to 2010 and 7 percent from 2011 to 2021.",
			"中国国内生产总值的平均增速，2000年至2010年为10.4%，2011年至2022年为7%。", false},
		"names and a date": {
			"In September 2023, while visiting the northeastern province of Heilongjiang, President Xi Jinping said that China must take the lead in future industries and strategic emerging industries and form NQPFs faster.",
			"2023年9月，习近平主席在黑龙江考察时提出，要引领发展战略性新兴产业和未来产业，加快形成新质生产力。", true},
		"a month later (changed)": {
			"In September 2023, while visiting the northeastern province of Heilongjiang, President Xi Jinping said that China must take the lead in future industries and strategic emerging industries and form NQPFs faster.",
			"2023年10月，习近平主席在黑龙江考察时提出，要引领发展战略性新兴产业和未来产业，加快形成新质生产力。", false},
		"a year that the other dates to the month": {
			"The policy document of the 2024 Third Plenum, made public in July 2024, asked for better systems and mechanisms so that each place can develop NQPFs as local conditions allow.",
			"2024年7月公布的三中全会文件提出，要完善因地制宜发展新质生产力的体制机制。", true},
		"the same meeting on another subject": {
			"The policy document of the 2024 Third Plenum, made public in July 2024, wants venture capital, private equity and angel investment in NQPFs to be both encouraged and regulated.",
			"2024年7月公布的三中全会文件提出，要完善因地制宜发展新质生产力的体制机制。", false},
		"terms without a figure": {
			"The examples of iconic products are brain-computer interfaces, humanoid robots, quantum computers, 6G networks, third-generation internet and new-type displays.",
			"标志性产品的例子有人形机器人、量子计算机、新型显示、6G网络、脑机接口和第三代互联网。", true},
		"terms denied (changed)": {
			"The examples of iconic products are brain-computer interfaces, humanoid robots, quantum computers, 6G networks, third-generation internet and new-type displays.",
			"标志性产品的例子没有人形机器人、量子计算机、新型显示、6G网络、脑机接口和第三代互联网。", false},
		"two terms only are too few": {
			"New-type industrialization is an initiative of its own, closely related to NQPFs.",
			"新型工业化是与新质生产力密切相关的另一项举措。", false},
		"a sentence that says more": {
			"The MIIT opinions of January 2024 name four goals to be met by 2025: breakthroughs in 100 key technologies at the cutting edge, 100 iconic products, 100 leading enterprises and 100 professional service institutions.",
			"2024年1月，工业和信息化部（工信部）等部门发布有关新产业的实施意见，提出到2025年的目标。", false},
	} {
		t.Run(name, func(t *testing.T) {
			english, chinese := signalsOf(tc.english, g), signalsOf(tc.chinese, g)
			if english.same(chinese) != tc.want || chinese.same(english) != tc.want {
				t.Errorf("the same: %v, want %v\n%+v\n%+v", !tc.want, tc.want, english, chinese)
			}
		})
	}
}

// The briefs say the same in both languages, sentence by sentence, so that
// sentences of different subjects are not the same.
func TestNoSentenceOfAnotherSubjectIsTakenForARepeat(t *testing.T) {
	sentences := make(map[string][]signals) // by document
	found := 0
	c := shippedCorpus(t)
	for _, d := range c.Documents {
		for _, p := range d.Passages() {
			for _, s := range p.Sentences {
				sentences[d.ID] = append(sentences[d.ID], signalsOf(d.Text[s.Start:s.End], c.Glossary()))
			}
		}
	}
	for id, own := range sentences {
		for other, theirs := range sentences {
			if id[len(id)-3:] != "-en" || other[len(other)-3:] != "-zh" {
				continue
			}
			for _, a := range own {
				for _, b := range theirs {
					if !a.same(b) {
						continue
					}
					if found++; id[:len(id)-3] != other[:len(other)-3] {
						t.Errorf("a sentence of %s repeats one of %s: %+v, %+v", other, id, a, b)
					}
				}
			}
		}
	}
	if found < 30 {
		t.Errorf("%d sentences were found to repeat one of the other language", found)
	}
}

func TestRepeatsAreDroppedWhateverTheLanguage(t *testing.T) {
	q := asked{glossary: glossary{Glossary: shippedCorpus(t).Glossary()}}
	sentence := func(language, text string) candidate {
		hit := retrieval.Hit{Document: &corpus.Document{Meta: corpus.Meta{Language: language}}, Passage: &corpus.Passage{}}
		return candidate{hit: hit, text: text, terms: q.termsOf(text)}
	}
	english := sentence("en", "The IMF's 2.8 percent forecast assumes neither major advances in technology nor structural reforms.")
	chinese := sentence("zh-Hans", "国际货币基金组织的2.8%这一预测，以没有重大技术进步、也没有结构性改革为前提。")
	other := sentence("zh-Hans", "国际货币基金组织预测，到2030年世界经济增速为2.8%，低于3.8%的历史平均水平。")
	if !q.repeats(chinese, []candidate{english}) || !q.repeats(english, []candidate{other, chinese}) {
		t.Error("a repeat in another language was not seen")
	}
	if q.repeats(other, []candidate{english}) || q.repeats(english, nil) {
		t.Error("a sentence that repeats none was taken for a repeat")
	}
}
