package verify

import (
	"fmt"
	"math/big"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"footnote/corpus/quantity"
)

// FiguresHold reports whether every figure of a text is one of its source, by the rules
// of [Claim]. It looks at nothing else of them: a text without figures holds.
func FiguresHold(text, source string) bool {
	return checkFigures(read(text), read(source), surroundings{}) == ""
}

// checkFigures holds that every figure of a claim is one of its source, with
// the same unit and bound, and that none is used more often than it is there.
func checkFigures(claim, source statement, around surroundings) string {
	have := figuresFor(claim, source)
	if issues.matches(claim.text) {
		for _, d := range around.dates {
			have = append(have, figure{d})
		}
	}
	if m := ofMore.FindStringSubmatch(claim.text); m != nil && (len(m[1]) > len(m[2]) || len(m[1]) == len(m[2]) && m[1] > m[2]) {
		return fmt.Sprintf("number: there are no %q", m[0])
	}
	if i := unmatched(claim.quantities, have); i >= 0 {
		return figureReason(claim.quantities[i], have)
	}
	return checkDigits(claim, source, around)
}

// ofMore are so many of so many: "12 of the 15".
var ofMore = regexp.MustCompile(`\b(\d+) (?:out )?of (?:the |its |their )?(\d+)\b`)

// A figure is one of a source, as it stands and in the ways in which a claim may
// say it otherwise.
type figure []quantity.Quantity

var (
	// ceilings are words that make a figure in their sentence a bound.
	ceilings = newPattern(`(?i)\b(?:ceiling|maximum|cap|capped|limit|can (?:reach|amount|go|receive)|as (?:high|much|many|long) as|upper limit|the most (?:that|which))\b|为限|限额|封顶|上限|最高|至多`)
	// goals make the year by which they are to be met a year of theirs: "the target for 2025".
	goals = newPattern(`(?i)\b(?:goal|target|aim|objective|forecast|predict|project|expect)|希望|力争|争取|设想|计划|目标|预测|预计|要|让`)
	// ofWhat stands behind a figure that something else is compared with: 低于3.8%的平均水平.
	ofWhat = regexp.MustCompile(`^的(?:历史|平均|均|全国|世界)`)
)

// figuresFor returns the figures of a source. A claim may leave a bound to a word
// of its sentence, name the year by which a target is to be met as that of the
// target, give the two ends of a span of years, and the figure alone that
// another is compared with.
func figuresFor(claim, source statement) []figure {
	var out []figure
	for _, c := range source.clauses {
		for _, q := range c.quantities {
			f := figure{q}
			switch end := q.End - c.start; {
			case q.Bound == quantity.AtMost && ceilings.matches(claim.text), end <= len(c.text) && ofWhat.MatchString(c.text[end:]):
				f = append(f, bounded(q, quantity.Exact))
			case q.Bound == quantity.By && goals.matches(claim.text):
				f = append(f, bounded(q, quantity.Exact))
				if mostlyHan(claim.text) { // 到2025年 is said as 2025年前
					f = append(f, bounded(q, quantity.Before))
				}
			}
			f = append(f, otherwise(q, c)...)
			out = append(out, f)
			out = append(out, partsOfDate(q, claim)...)
			if from, to := endsOf(q); q.DateTo != (quantity.Day{}) && anySupports(claim.quantities, from) && anySupports(claim.quantities, to) {
				out = append(out, figure{from}, figure{to})
			}
		}
	}
	return out
}

// otherwise returns a figure without a bound that its words may not give it: "over five
// years" is also within them, and "the minimum wage by 12 percent" is not at least that.
func otherwise(q quantity.Quantity, c clause) []quantity.Quantity {
	switch before := strings.ToLower(c.text[:q.Start-c.start]); {
	case q.Kind == quantity.Duration && (strings.HasPrefix(strings.ToLower(q.Text), "over") || strings.HasSuffix(before, "over ")):
		return []quantity.Quantity{bounded(q, quantity.Exact), bounded(q, quantity.AtMost)}
	case q.Kind == quantity.Duration && q.Bound == quantity.Exact && strings.Contains(before, "有效期"):
		return []quantity.Quantity{bounded(q, quantity.AtMost)}
	case q.Bound == quantity.AtLeast && strings.HasSuffix(before, " by "):
		return []quantity.Quantity{bounded(q, quantity.Exact)}
	}
	return nil
}

func bounded(q quantity.Quantity, b quantity.Bound) quantity.Quantity {
	q.Bound = b
	return q
}

// endsOf returns the first and the last date of a span.
func endsOf(q quantity.Quantity) (from, to quantity.Quantity) {
	from, to = q, q
	from.DateTo, to.Date, to.DateTo = quantity.Day{}, q.DateTo, quantity.Day{}
	return from, to
}

func anySupports(all []quantity.Quantity, want quantity.Quantity) bool {
	return slices.ContainsFunc(all, func(q quantity.Quantity) bool { return supports(want, q) })
}

// unmatched returns the index of a figure that cannot be given one of the
// source for itself, or -1. It looks for a maximum matching by augmenting paths.
func unmatched(want []quantity.Quantity, have []figure) int {
	for i, q := range want {
		if q.Kind == quantity.Date && !slices.ContainsFunc(have, func(f figure) bool { return stated(q, f) }) {
			return i
		}
	}
	owner := make([]int, len(have))
	for i := range owner {
		owner[i] = -1
	}
	for i, q := range want {
		if repeatsDate(q, want[:i]) {
			continue
		}
		if !augment(i, want, have, owner, make([]bool, len(have))) {
			return i
		}
	}
	return -1
}

// repeatsDate reports whether a date says more or less exactly what another one does:
// "at the start of 2024, in January".
func repeatsDate(q quantity.Quantity, before []quantity.Quantity) bool {
	return q.Kind == quantity.Date && slices.ContainsFunc(before, func(b quantity.Quantity) bool {
		return b.Kind == quantity.Date && b.Text != q.Text
	})
}

func augment(i int, want []quantity.Quantity, have []figure, owner []int, seen []bool) bool {
	for j := range have {
		if seen[j] || !stated(want[i], have[j]) {
			continue
		}
		seen[j] = true
		if owner[j] < 0 || augment(owner[j], want, have, owner, seen) {
			owner[j] = i
			return true
		}
	}
	return false
}

// whichOne stands before what only looks like a figure: 哪一年, 那一年, 每一个.
var whichOne = regexp.MustCompile(`[哪那这每同某另]$`)

// twoOf counts what the sentence has just named: "A and B are two of the bodies".
var twoOf = regexp.MustCompile(`(?i) and [^,;.]+ (?:are|were) two$`)

var (
	// noneExceeds stands before what is at most so much: "no subsidy may exceed".
	noneExceeds = regexp.MustCompile(`(?i)\b(?:no|none|neither|never)\b[a-z ]{0,60}\bexceed`)
	// namedThird is an ordinal of a name: "a Third Plenum document".
	namedThird = regexp.MustCompile(`^[Aa] (?:Third|Fourth|Fifth|Sixth|Seventh|Eighth|Ninth|Tenth) [A-Z]`)
)

// figuresIn returns the figures of a text.
func figuresIn(text string) []quantity.Quantity {
	all := quantity.Find(text)
	for i, q := range all {
		if q.Bound == quantity.MoreThan && noneExceeds.MatchString(text[:q.Start]+q.Text) {
			all[i].Bound = quantity.AtMost
		}
	}
	return slices.DeleteFunc(all, func(q quantity.Quantity) bool {
		return namedThird.MatchString(q.Text+text[q.End:]) || strings.HasPrefix(q.Text, "一") && whichOne.MatchString(text[:q.Start]) || q.Kind == quantity.Number && twoOf.MatchString(text[:q.End])
	})
}

// stated reports whether one of some figures of the source proves one of the claim.
func stated(want quantity.Quantity, have []quantity.Quantity) bool {
	return slices.ContainsFunc(have, func(q quantity.Quantity) bool { return supports(q, want) })
}

// supports reports whether a figure of the source proves one of the claim. What
// counts things of any kind, 三个, also counts what has a word of its own, 三家.
func supports(have, want quantity.Quantity) bool {
	if have.Supports(want) {
		return true
	}
	if have.Kind == quantity.Percent && want.Unit == "times" && have.Value != nil && want.Value != nil && have.To == nil {
		want.Kind, want.Unit, want.Value = have.Kind, have.Unit, new(big.Rat).Mul(want.Value, big.NewRat(100, 1)) // 1.5倍 of 150%
		return have.Supports(want)
	}
	if have.Kind == quantity.Number && want.Kind == quantity.Number && (have.Unit == anyItem || want.Unit == anyItem || want.Unit == "") && want.Unit != "percent" {
		have.Unit = want.Unit
		return have.Supports(want)
	}
	return false
}

// anyItem is the unit of what is counted with 个 and 项.
const anyItem = "item"

func figureReason(q quantity.Quantity, have []figure) string {
	kind := "number"
	if q.Kind == quantity.Date {
		kind = "date"
	}
	for _, f := range have {
		if stated(q, f) {
			return fmt.Sprintf("%s: %q is there more often than in the source", kind, q.Text)
		}
	}
	for _, f := range have {
		if f[0].Covers(q) {
			return fmt.Sprintf("bound: the source says %q and not %q", f[0], q)
		}
	}
	return fmt.Sprintf("%s: %q is not in the source", kind, q.Text)
}

// checkDigits holds that the digits that are part of names, such as 6G, stand
// in the source too.
func checkDigits(claim, source statement, around surroundings) string {
	for _, t := range claim.tokens {
		if hasDigit(t.Term) && !source.terms[t.Term] && !around.terms[t.Term] {
			return fmt.Sprintf("number: %q is not in the source", claim.text[t.Start:t.End])
		}
	}
	return ""
}

func hasDigit(s string) bool { return strings.ContainsFunc(s, unicode.IsDigit) }

// boundWords say the bound of a figure, which package quantity reads.
var boundWords = newPattern(`(?i)\b(?:maximum|minimum|ceiling|capped|cap|at least|at most|exceed\w*|approximately|nearly|roughly)\b|最高|最多|至多|最低|最少|至少|上限|下限|(?:不得?)?(?:超过|低于|高于|少于|多于)|左右|以上|以下|以内`)

// partsOfDate returns the year and the month of a date of the source, where a
// claim names them apart: 2024年的报告在当年3月发布.
func partsOfDate(q quantity.Quantity, claim statement) []figure {
	if q.Kind != quantity.Date || q.Date.Year == 0 || q.Date.Month == 0 || q.DateTo != (quantity.Day{}) {
		return nil
	}
	year, month := q, q
	year.Date, month.Date = quantity.Day{Year: q.Date.Year}, quantity.Day{Month: q.Date.Month, Day: q.Date.Day}
	has := func(d quantity.Day) bool {
		return slices.ContainsFunc(claim.quantities, func(own quantity.Quantity) bool { return own.Kind == quantity.Date && own.Date == d })
	}
	if !has(year.Date) || !has(month.Date) {
		return nil
	}
	return []figure{{year}, {month}}
}
