package main

import (
	"strings"
	"testing"

	"github.com/clipperhouse/displaywidth"
	"github.com/google/go-cmp/cmp"
)

func lines(pieces []piece, width int) []string {
	var out []string
	for _, line := range wrap(pieces, width) {
		var b strings.Builder
		for _, part := range line {
			b.WriteString(part.text)
		}
		out = append(out, b.String())
	}
	return out
}

func TestWrap(t *testing.T) {
	tests := []struct {
		name  string
		text  string
		width int
		want  []string
	}{
		{"nothing", "", 10, nil},
		{"only spaces", " \n\t ", 10, nil},
		{"words stay whole", "new quality productive forces", 12, []string{"new quality", "productive", "forces"}},
		{"spaces and line ends become one space", "a  b\nc\t d", 10, []string{"a b c d"}},
		{"a full line is not broken early", "abcde fghij", 11, []string{"abcde fghij"}},
		{"a word longer than a line is cut", "https://example.org/abc", 10, []string{"https://ex", "ample.org/", "abc"}},
		{"Chinese breaks between characters", "新质生产力是创新", 8, []string{"新质生产", "力是创新"}},
		{"no line begins with a full stop", "新质生产力。创新", 10, []string{"新质生产", "力。创新"}},
		{"no line begins with closing marks", "发展《新质生产力》。好", 18, []string{"发展《新质生产", "力》。好"}},
		{"no line ends with an opening mark", "他在讲话中说「新质", 14, []string{"他在讲话中说", "「新质"}},
		{"Latin words in Chinese stay whole", "根据China Briefing的解读", 10, []string{"根据China", "Briefing的", "解读"}},
		{"a number stays with its unit", "补贴最高1000万元", 13, []string{"补贴最高", "1000万元"}},
		{"an odd column is left empty", "新质生产力", 5, []string{"新质", "生产", "力"}},
		{"narrower than one character", "新质", 1, []string{"新", "质"}},
		{"an ellipsis stays behind its word", "发展……创新", 5, []string{"发", "展……", "创新"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := lines([]piece{{text: tt.text}}, tt.width)
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestWrapKeepsAMarkWithItsSentence(t *testing.T) {
	got := lines([]piece{{text: "新质生产力。"}, {text: "[1]", joined: true}, {text: "创新"}}, 12)
	if diff := cmp.Diff([]string{"新质生产", "力。[1]创新"}, got); diff != "" {
		t.Error(diff)
	}
}

func TestWrapKeepsStylesAcrossLines(t *testing.T) {
	got := wrap([]piece{{text: "one ", style: dim}, {text: "two three"}}, 7)
	want := [][]piece{{{text: "one", style: dim}, {text: " two"}}, {{text: "three"}}}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(piece{})); diff != "" {
		t.Error(diff)
	}
}

func FuzzWrapLosesNothingAndKeepsTheWidth(f *testing.F) {
	f.Add("new quality 新质生产力（NQPF）。“quote”", 10)
	f.Add("\x1b[31mred\x1b[0m a\u0301 👩‍👩‍👧 \xff", 3)
	f.Fuzz(func(t *testing.T, text string, width int) {
		if width < 2 || width > 200 {
			return
		}
		got := lines([]piece{{text: text}}, width)
		if a, b := squeeze(clean(text)), squeeze(strings.Join(got, "")); a != b {
			t.Errorf("%q became %q", a, b)
		}
		for _, line := range got {
			if displaywidth.String(line) > width {
				t.Errorf("%q is wider than %d", line, width)
			}
			if strings.ContainsAny(line, "\x1b\r\n\u009b") {
				t.Errorf("%q holds a control character", line)
			}
		}
	})
}

func squeeze(s string) string { return strings.Join(strings.Fields(s), "") }

func TestPadCountsColumns(t *testing.T) {
	for text, want := range map[string]string{
		"abc":       "abc   ",
		"新质":        "新质  ",
		"abcdefgh":  "abcde…",
		"新质生产力":     "新质… ",
		"a\x1b[2Jb": "a[2Jb ",
	} {
		if got := pad(text, 6); got != want {
			t.Errorf("pad(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestAPageWithoutColourHoldsNoEscape(t *testing.T) {
	for _, colour := range []bool{true, false} {
		p := &page{terminal: terminal{width: 40, colour: colour}}
		p.text("  ", piece{text: "title\x1b]0;owned\a", style: bold}, piece{text: " rest"})
		want := "  title]0;owned rest\n"
		if colour {
			want = "  \x1b[1mtitle]0;owned\x1b[0m rest\n"
		}
		if got := p.b.String(); got != want {
			t.Errorf("colour %v: got %q, want %q", colour, got, want)
		}
	}
}
