package html

import (
	"fmt"
	"regexp"
	"strings"

	"golang.org/x/net/html/atom"
)

// ownMarker is what a line begins with that has its number in its text.
var ownMarker = regexp.MustCompile(`^[\s\x{3000}\x{A0}]*(?:[(（\[]?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5}|[一二三四五六七八九十百]{1,4})[)）\].、．]|第[一二三四五六七八九十百零〇\d]{1,6}[章节条款]|[•·●▪◦○■◆※–—*-][\s\x{A0}]|[①-⑳]|附件\d*[:：])`)

func hasMarker(text string) bool { return ownMarker.MatchString(text) }

// nextMarker returns the marker of an item: its number, or a mark where the
// list has none.
func (r *renderer) nextMarker(n *node) string {
	if len(r.lists) == 0 {
		return "- "
	}
	l := &r.lists[len(r.lists)-1]
	if !l.ordered || n.tag != atom.Li {
		return "- "
	}
	if value := n.get("value"); value != "" {
		fmt.Sscanf(value, "%d", &l.number)
	}
	marker := numeral(l.number, l.style) + ". "
	l.number++
	return marker
}

// mark puts a marker before an item that has none in its text.
func mark(marker, text string) string {
	if hasMarker(text) {
		return text
	}
	return marker + text
}

// numeral writes a number as the type of a list says.
func numeral(n int, style string) string {
	switch {
	case style == "a" && n >= 1 && n <= 26:
		return string(rune('a' + n - 1))
	case style == "A" && n >= 1 && n <= 26:
		return string(rune('A' + n - 1))
	case style == "i" && n >= 1 && n < 100:
		return strings.ToLower(roman(n))
	case style == "I" && n >= 1 && n < 100:
		return roman(n)
	}
	return fmt.Sprint(n)
}

func roman(n int) string {
	tens := [...]string{"", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX", "XC"}
	ones := [...]string{"", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"}
	return tens[n/10%10] + ones[n%10]
}
