package bot

import (
	"strings"
	"testing"
)

func TestWhatIsComparedIsReadWithWhatIsAskedOfIt(t *testing.T) {
	a := shipped(t, Options{})
	ix := a.library.Load()
	for question, want := range map[string]string{ // name=text of each, or nothing
		"Compare the subsidies in Lingang and Beijing":                                          "Lingang=the subsidies in Lingang | Beijing=the subsidies in Beijing",
		"Compare Lingang and Beijing on subsidies":                                              "Lingang=subsidies in Lingang | Beijing=subsidies in Beijing",
		"Please compare the 2020 and 2024 measures.":                                            "2020=the 2020 measures | 2024=the 2024 measures",
		"Compare the measures of 2020 with the measures of 2024":                                "measures of 2020=the measures of 2020 | measures of 2024=the measures of 2024",
		"Compare the fee limit in 2020, 2022 and 2024":                                          "2020=the fee limit in 2020 | 2022=the fee limit in 2022 | 2024=the fee limit in 2024",
		"What is the difference between the 2020 and 2024 measures?":                            "2020=the 2020 measures | 2024=the 2024 measures",
		"What are the differences in subsidies between Lingang and Beijing?":                    "Lingang=subsidies in Lingang | Beijing=subsidies in Beijing",
		"How do the subsidies differ between Lingang and Beijing?":                              "Lingang=the subsidies in Lingang | Beijing=the subsidies in Beijing",
		"How did the parking fee limit change between 2021 and 2023?":                           "2021=the parking fee limit in 2021 | 2023=the parking fee limit in 2023",
		"How do future industries differ from strategic emerging industries?":                   "future industries=future industries | strategic emerging industries=strategic emerging industries",
		"Compare science and technology with industrial innovation":                             "science and technology=science and technology | industrial innovation=industrial innovation",
		"Compare Lingang's subsidies with Beijing's":                                            "Lingang=Lingang's subsidies | Beijing=Beijing's subsidies",
		"Lingang versus Beijing":                                                                "Lingang=Lingang | Beijing=Beijing",
		"What distinguishes new industries from future industries?":                             "new industries=new industries | future industries=future industries",
		"比较临港和北京的补贴":                                                                            "临港=临港的补贴 | 北京=北京的补贴",
		"临港和上海的补贴有什么不同？":                                                                        "临港=临港的补贴 | 上海=上海的补贴",
		"2020年和2024年的办法有什么区别？":                                                                  "2020年=2020年的办法 | 2024年=2024年的办法",
		"对比一下2020年和2024年停车收费上限":                                                                 "2020年=2020年停车收费上限 | 2024年=2024年停车收费上限",
		"战略性新兴产业和未来产业有什么区别":                                                                     "战略性新兴产业=战略性新兴产业 | 未来产业=未来产业",
		"临港与北京在补贴方面有何差异？":                                                                       "临港=临港的补贴 | 北京=北京的补贴",
		"比较临港、北京和深圳的算力补贴":                                                                       "临港=临港的算力补贴 | 北京=北京的算力补贴 | 深圳=深圳的算力补贴",
		"與2020年的辦法相比，2024年的辦法有什麼不同？":                                                            "2024年的办法=2024年的办法 | 2020年的办法=2020年的办法",
		"科技和产业创新的差别是什么":                                                                         "科技=科技 | 产业创新=产业创新",
		"What is the difference between companies and universities under the Lingang measures?": "companies=companies under the Lingang measures | universities=universities under the Lingang measures",
		"三中全会和政府工作报告对新质生产力的要求有何不同？":                                                             "三中全会=三中全会对新质生产力的要求 | 政府工作报告=政府工作报告对新质生产力的要求",
		"What does the Third Plenum ask for?":                                                   "",
		"How is the library different?":                                                         "",
		"Compare the measures":                                                                  "",
		"有什么不同？":                                                                                "",
		"临港的补贴有什么不同？":                                                                           "",
		"How many companies were there compared with before?":                                   "",
		"Which measures make it easier to compare prices, and since when?":                      "",
	} {
		q, err := a.read(ix, Question{Text: question})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		items, asks := q.comparedItems()
		for _, item := range items {
			got = append(got, item.name+"="+item.text)
		}
		if s := strings.Join(got, " | "); s != want || asks != (want != "") {
			t.Errorf("%s\n got %s\nwant %s", question, s, want)
		}
	}
}
