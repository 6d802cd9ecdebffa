package corpus

import (
	"hash/maphash"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// shortText is the measure below which a text says too little for nearly the
// same to be the same: 80 Chinese characters, or 48 words.
const shortText = 80 * ideographUnits

// isShort measures the beginning, which is enough to tell.
func isShort(text string) bool { return measure(text[:min(len(text), 2000)]) < shortText }

// mayBeSame reports whether nothing that is known of two documents, beside
// their texts, says that they are different ones.
func mayBeSame(a, b *Document) bool {
	switch {
	case a.isDraft() != b.isDraft(),
		contradict(PrimaryLanguage(a.Language), PrimaryLanguage(b.Language)),
		contradict(plainNumber(a.Number), plainNumber(b.Number)),
		contradict(a.Jurisdiction, b.Jurisdiction),
		disjoint(a.EffectiveFrom, b.EffectiveFrom), disjoint(a.EffectiveTo, b.EffectiveTo),
		a.names(b) || b.names(a):
		return false
	}
	return sameTitle(a, b)
}

func contradict(a, b string) bool { return a != "" && b != "" && a != b }

func disjoint(a, b Date) bool {
	return !a.IsZero() && !b.IsZero() && (a.Last().Compare(b.First()) < 0 || b.Last().Compare(a.First()) < 0)
}

// names reports whether d says that it translates or supersedes e.
func (d *Document) names(e *Document) bool {
	number := plainNumber(e.Number)
	return d.TranslationOf == e.ID && e.ID != "" || slices.ContainsFunc(d.Supersedes, func(name string) bool {
		return name == e.ID || number != "" && plainNumber(name) == number
	})
}

// sameTitle reports whether one title holds the other, as that of a page holds
// its document's, or one is unknown. What is in one only must not tell editions
// and stages apart.
func sameTitle(a, b *Document) bool {
	x, y := foldMarks(a.knownTitle()), foldMarks(b.knownTitle())
	if x == "" || y == "" {
		return true
	}
	if len(x) > len(y) {
		x, y = y, x
	}
	before, after, found := strings.Cut(y, x)
	return found && !edition.MatchString(before+" "+after)
}

// edition is in a title that is one of several for the same thing.
var edition = regexp.MustCompile(`(?i:\d|[〇零一二三四五六七八九十]{2}|修订|修正|修改|试行|暂行|征求意见|草案|草稿|解读|送审|废止|增补|續|续|draft|amend|revis|interim|trial|provisional|consultation|correct|supplement|explanat|summary|repeal|withdraw|edition)`)

// knownTitle is the title, if it was not made of the file's name.
func (d *Document) knownTitle() string {
	if slices.Contains(d.Derived, "title") && !strings.Contains(d.Text, d.Title) {
		return ""
	}
	return d.Title
}

// sayTheSame compares two texts sentence by sentence. A sentence that stands in
// the place of another one is an amendment, and so is one that was put between
// two.
func (c *collapser) sayTheSame(a, b *Document) bool {
	x, y := c.statementsOf(a), c.statementsOf(b)
	if !overlap(x, y) {
		return false
	}
	var extraX, extraY []statement
	for _, h := range divergences(x, y, foldMarks) {
		old, now := a.own(b, x[h.Old.Start:h.Old.End]), b.own(a, y[h.New.Start:h.New.End])
		switch {
		case len(old)+len(now) == 0:
			continue
		case len(old) > 0 && len(now) > 0, !h.frames(len(x), len(y)),
			slices.ContainsFunc(old, statement.weighs), slices.ContainsFunc(now, statement.weighs):
			return false
		}
		extraX, extraY = append(extraX, old...), append(extraY, now...)
	}
	return nearlyAll(x, extraX) && nearlyAll(y, extraY)
}

// overlap reports whether a third of a text stands in another one sentence by
// sentence. It spares a comparison to texts that only share phrases; a reprint
// has lost no more than that to lines broken differently.
func overlap(a, b []statement) bool {
	held := make(map[uint64]bool, len(a))
	for _, s := range a {
		held[s.key] = true
	}
	same := 0
	for _, s := range b {
		if held[s.key] {
			same += len(s.text)
		}
	}
	return 3*same >= weight(b)
}

// frames reports whether a hunk lies before or after two texts of so many
// statements. A title may stand before it.
func (h hunk) frames(old, now int) bool {
	return max(h.Old.Start, h.New.Start) <= 1 || h.Old.End == old && h.New.End == now
}

// minSame is the share of a text that another one that says the same holds.
const minSame = 0.95

func nearlyAll(all, extra []statement) bool {
	total := weight(all)
	return float64(total-weight(extra)) >= minSame*float64(total)
}

func weight(all []statement) int {
	n := 0
	for _, s := range all {
		n += len(s.text)
	}
	return n
}

// statementsOf returns the sentences of a document as reprints have them.
func (c *collapser) statementsOf(d *Document) []statement {
	if known, ok := c.texts[d]; ok {
		return known
	}
	var all []statement
	text := widenStops(d.Text)
	for _, s := range Sentences(text) {
		if folded := foldMarks(text[s.Start:s.End]); folded != "" {
			all = append(all, statement{key: maphash.String(keySeed, folded), text: text[s.Start:s.End]})
		}
	}
	c.texts[d] = all
	return all
}

// widenStops puts the marks that end sentences into full width after Chinese
// characters, where typists and converters have left them narrow.
func widenStops(text string) string {
	var b strings.Builder
	done := 0
	var last rune
	for i, r := range text {
		if wide := wideStop(r); wide != "" && isIdeographic(last) {
			b.WriteString(text[done:i] + wide)
			done = i + utf8.RuneLen(r)
		}
		last = r
	}
	if done == 0 {
		return text
	}
	return b.String() + text[done:]
}

func wideStop(r rune) string {
	switch r {
	case '.', '｡':
		return "。"
	case ';':
		return "；"
	case '!':
		return "！"
	case '?':
		return "？"
	}
	return ""
}

// foldMarks returns what a text says whoever prints it: in lower case and half
// width, without spaces and without marks but those of numbers.
func foldMarks(text string) string {
	text = norm.NFKC.String(text)
	var b strings.Builder
	b.Grow(len(text))
	var last rune
	for i, r := range text {
		switch {
		case isWordRune(r), unicode.IsMark(r):
			b.WriteRune(unicode.ToLower(r))
		case unicode.IsSymbol(r), r == '%', r == '‰':
			b.WriteRune(r)
		default:
			if mark := numberMark(last, r, text[i+utf8.RuneLen(r):]); mark != 0 {
				b.WriteRune(mark)
			}
		}
		last = r
	}
	return b.String()
}

// numberMark returns a mark before a digit that can be part of the number, as
// the point of 3.5 and the signs of 1/2, 5-10 and -5 are, or 0.
func numberMark(before, mark rune, after string) rune {
	if unicode.Is(unicode.Pd, mark) {
		mark = '-'
	}
	next, _ := utf8.DecodeRuneInString(after)
	if unicode.IsDigit(next) && (unicode.IsDigit(before) && !unicode.IsSpace(mark) || mark == '-' && unicode.IsSpace(before)) {
		return mark
	}
	return 0
}
