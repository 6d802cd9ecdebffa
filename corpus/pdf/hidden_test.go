package pdf

import (
	"strings"
	"testing"
)

func TestWhatNobodySeesIsNotRead(t *testing.T) {
	seen := prose(700, "The authority decides within thirty days.")
	for name, test := range map[string]struct {
		page   string
		hidden bool
	}{
		"white on white":            {"1 g " + prose(680, "SECRET"), true},
		"painted by nothing":        {"3 Tr " + prose(680, "SECRET") + "0 Tr ", true},
		"too small":                 {at("/R 1 Tf", 72, 680, "SECRET"), true},
		"beside the page":           {at(roman10, 700, 680, "SECRET"), true},
		"white on a white box":      {"1 g 60 670 200 30 re f " + prose(680, "SECRET"), true},
		"white on a dark box":       {"0 0 0.5 rg 60 670 200 30 re f 1 g " + prose(680, "SECRET"), false},
		"recognised under an image": {"q 595 0 0 842 0 0 cm /I Do Q 3 Tr " + prose(680, "SECRET"), false},
		"grey":                      {"0.6 g " + prose(680, "SECRET"), false},
	} {
		t.Run(name, func(t *testing.T) {
			got := strings.Join(readBlocks(t, draft{pages: []string{seen + test.page}}), "\n")
			if !strings.Contains(got, "thirty days") || strings.Contains(got, "SECRET") == test.hidden {
				t.Errorf("read as\n%s", got)
			}
		})
	}
}
