package main

import (
	"strings"
	"testing"

	"github.com/clipperhouse/displaywidth"
	"github.com/google/go-cmp/cmp"

	"footnote/bot"
)

var compared = bot.Table{Columns: []string{"", "2020", "二〇二四年的办法"}, Rows: [][]bot.Cell{
	{{Text: "limit"}, {Text: "The limit is 5 yuan per hour.", Citations: []int{1}}, {Text: "收费上限为每小时8元。", Citations: []int{2, 3}}},
	{{}, {Text: "—"}, {Text: "Operators register within 60 days [1].", Citations: []int{4}}},
}}

func grid(width int, t bot.Table) string {
	p := &page{terminal: terminal{width: width}}
	p.grid(t)
	return p.b.String()
}

func TestATableStandsInColumnsWhereThereIsRoom(t *testing.T) {
	want := `       2020                    二〇二四年的办法
limit  The limit is 5 yuan     收费上限为每小时
       per hour.[1]            8元。[2][3]

       —                       Operators register
                               within 60 days [1]. [4]
`
	if diff := cmp.Diff(want, grid(54, compared)); diff != "" {
		t.Error(diff)
	}
}

func TestATableIsStackedWhereThereIsNone(t *testing.T) {
	want := `limit
2020 The limit is 5 yuan
  per hour.[1]
二〇二四年的办法 收费上限
  为每小时8元。[2][3]

2020 —
二〇二四年的办法 Operators
  register within 60 days
  [1]. [4]
`
	if diff := cmp.Diff(want, grid(28, compared)); diff != "" {
		t.Error(diff)
	}
}

func TestNoLineOfATableIsWiderThanTheTerminal(t *testing.T) {
	for width := minWidth; width <= maxWidth; width++ {
		for line := range strings.Lines(grid(width, compared)) {
			if w := displaywidth.String(strings.TrimSuffix(line, "\n")); w > width {
				t.Errorf("width %d: %q has %d columns", width, line, w)
			}
		}
	}
}

func TestTheFormThatWasChosenIsSaid(t *testing.T) {
	for _, tc := range []struct {
		answer bot.Answer
		want   string
	}{
		{bot.Answer{Language: "en", Form: bot.FormDefine, Routed: true}, "Form: definition (chosen from the question; --form answer\nfor plain sentences)\n"},
		{bot.Answer{Language: "zh", Form: bot.FormTimeline, Routed: true}, "形式：时间线（按问题选定；用 --form answer 可得普通句子）\n"},
		{bot.Answer{Language: "en", Form: bot.FormDefine}, ""},
		{bot.Answer{Language: "en", Form: bot.FormAnswer, Routed: true}, ""},
	} {
		if got := rendered(tc.answer); !strings.HasPrefix(got, tc.want) || tc.want == "" && strings.Contains(got, "Form") {
			t.Errorf("got %q", got)
		}
	}
}
