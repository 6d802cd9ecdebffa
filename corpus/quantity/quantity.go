// Package quantity reads the numbers, units and dates of a text in English and
// Chinese: the one reader of them, so that a question, an answer and its source
// are compared by what their figures mean and not by how they are written.
//
// [Find] returns them in order. RMB 10 million, 1000万元 and 10,000,000 yuan
// are the same [Quantity]; so are 2.8%, 2.8 percent and 百分之二点八, and so are
// 2024年3月, March 2024 and 2024-03. Values are exact rationals. Names with
// digits in them, such as 6G, COVID-19 and Web3, are not quantities.
package quantity

import (
	"fmt"
	"math/big"
	"strings"
)

// A Kind says what a quantity is.
type Kind uint8

// The kinds of quantity.
const (
	Number    Kind = iota // a bare number or a count, with or without a unit
	Percent               // in percent
	Money                 // Unit is an ISO 4217 code
	Date                  // a year, month, day, or a span of them
	Duration              // Unit is month, day, working-day, hour, minute or second
	Ordinal               // 3rd, 第三, 14th Five-Year Plan
	Reference             // Article 12, 国发〔2024〕12号, 3.1.2: a name, no amount
)

var kindNames = [...]string{"number", "percent", "money", "date", "duration", "ordinal", "reference"}

func (k Kind) String() string { return kindNames[k] }

// A Bound says how the thing described relates to the value.
type Bound uint8

// The bounds. The last five are those of dates.
const (
	Exact    Bound = iota
	AtMost         // up to, not exceeding, within, 最高, 以下
	AtLeast        // at least, not less than, 至少, 以上
	LessThan       // below, 不足
	MoreThan       // over, 超过, 十余
	About          // around, nearly, 约, 左右
	By             // by 2030, 到2030年
	Before         // before 2030, 2030年前
	After          // after 2030, 2030年后
	Since          // since 2021, 自2021年起
	Until          // until 2025, 至2025年
)

var boundNames = [...]string{"", "at most", "at least", "less than", "more than", "about", "by", "before", "after", "since", "until"}

func (b Bound) String() string { return boundNames[b] }

// A Day is a calendar date as far as the text gives it: parts it does not give
// are 0. A year is missing where the text says only "3月5日".
type Day struct {
	Year, Month, Day int
}

// A Quantity is one figure of a text.
type Quantity struct {
	Kind       Kind
	Text       string   // as written, with its unit, without the words of its bound
	Start, End int      // byte offsets of Text
	Value      *big.Rat // in Unit; nil for dates and for references that are no number
	To         *big.Rat // the upper end of a range, else nil
	Unit       string   // canonical; an unknown word as written in lower case; empty where there is none
	Bound      Bound
	Date       Day // of a date its first part; of a document number its year
	DateTo     Day // the last part of a span of dates, else zero

	scale *big.Rat // what its digits were multiplied by; nil where not at all
}

// Covers reports whether q states the figure that want asks for: the same
// value in a compatible unit, or a date that lies within that of want. A span
// of dates covers the dates in it. Bounds are not compared.
func (q Quantity) Covers(want Quantity) bool {
	if q.Kind == Date && want.Kind == Date {
		return q.Date.within(want.Date) && q.DateTo == want.DateTo ||
			want.DateTo == Day{} && q.DateTo != Day{} && want.Date.between(q.Date, q.DateTo)
	}
	return q.sameValue(want)
}

// Supports reports whether a text that states q proves one that states claim:
// the same value in a compatible unit, a date at least as precise, and a bound
// that entails that of the claim. "Up to 10" proves neither "10" nor "at least
// 10"; "10" proves "about 10", and not the reverse.
func (q Quantity) Supports(claim Quantity) bool {
	if q.Kind == Date && claim.Kind == Date {
		return q.Date.within(claim.Date) && q.DateTo.within(claim.DateTo) &&
			(q.DateTo == Day{}) == (claim.DateTo == Day{}) && q.Bound.entails(claim.Bound)
	}
	return q.sameValue(claim) && q.Bound.entails(claim.Bound)
}

// Ends reports whether q is a date that something holds until, or is to be done by.
func (q Quantity) Ends() bool {
	return q.Kind == Date && (q.Bound == Until || q.Bound == Before || q.Bound == By)
}

func (q Quantity) sameValue(want Quantity) bool {
	if q.Kind != want.Kind || !compatible(q.Unit, want.Unit) {
		return false
	}
	if q.Kind == Reference && (q.Date != want.Date || q.Value == nil && q.Unit != want.Unit) {
		return false
	}
	return equal(q.Value, want.Value) && equal(q.To, want.To)
}

func equal(a, b *big.Rat) bool {
	if a == nil || b == nil {
		return a == b
	}
	return a.Cmp(b) == 0
}

// within reports whether d is a part of, or equal to, the year, month or day
// that e is. What e leaves open, d may fill in.
func (d Day) within(e Day) bool {
	return (e.Year == 0 || d.Year == e.Year) && (e.Month == 0 || d.Month == e.Month) && (e.Day == 0 || d.Day == e.Day)
}

// between reports whether d lies in a span of dates, both ends included.
func (d Day) between(from, to Day) bool {
	return d.Year > 0 && from.Year > 0 && from.number(d) <= d.number(from) && d.number(to) <= to.number(d)
}

// number orders dates, as precisely as both d and e are given.
func (d Day) number(e Day) int {
	if d.Month == 0 || e.Month == 0 {
		return d.Year * 512
	}
	if d.Day == 0 || e.Day == 0 {
		return d.Year*512 + d.Month*32
	}
	return d.Year*512 + d.Month*32 + d.Day
}

// entails reports whether a text bounded by b proves a claim bounded by claim.
func (b Bound) entails(claim Bound) bool {
	switch {
	case b == claim:
		return true
	case claim == AtMost:
		return b == LessThan
	case claim == AtLeast:
		return b == MoreThan
	case claim == About, claim == Since, claim == By:
		return b == Exact || claim == By && (b == Before || b == Until)
	case claim == Until:
		return b == Exact || b == By
	case claim == Exact:
		return b == Since || b == Until
	}
	return false
}

// String writes the quantity in one canonical form, for messages and tests:
// "at most 10000000 CNY", "2024-03", "10..20 percent".
func (q Quantity) String() string {
	var b strings.Builder
	if q.Bound != Exact {
		b.WriteString(q.Bound.String() + " ")
	}
	switch {
	case q.Kind == Date:
		b.WriteString(q.Date.String())
		if q.DateTo != (Day{}) {
			b.WriteString(".." + q.DateTo.String())
		}
		return b.String()
	case q.Kind == Ordinal:
		b.WriteString("no. ")
	case q.Kind == Reference && q.Date.Year > 0:
		fmt.Fprintf(&b, "(%d) ", q.Date.Year)
	}
	b.WriteString(decimal(q.Value))
	if q.To != nil {
		b.WriteString(".." + decimal(q.To))
	}
	if q.Unit != "" {
		b.WriteString(" " + q.Unit)
	}
	return strings.TrimSpace(b.String())
}

func (d Day) String() string {
	switch {
	case d.Year == 0 && d.Day == 0:
		return fmt.Sprintf("--%02d", d.Month)
	case d.Year == 0:
		return fmt.Sprintf("--%02d-%02d", d.Month, d.Day)
	case d.Month == 0:
		return fmt.Sprintf("%04d", d.Year)
	case d.Day == 0:
		return fmt.Sprintf("%04d-%02d", d.Year, d.Month)
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}

// decimal writes a value without loss: as a decimal where it has one.
func decimal(v *big.Rat) string {
	if v == nil {
		return ""
	}
	if places, exact := v.FloatPrec(); exact {
		return v.FloatString(places)
	}
	return v.RatString()
}
