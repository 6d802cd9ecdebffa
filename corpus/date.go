package corpus

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// A Date is a calendar date as a document states it: a year, a month or a
// day. Month and Day are 0 where the source does not say. The zero Date is
// "unknown".
type Date struct {
	Year, Month, Day int
}

// DateOf returns the day of t in t's location.
func DateOf(t time.Time) Date {
	y, m, d := t.Date()
	return Date{y, int(m), d}
}

// ParseDate reads 2024, 2024-03 or 2024-03-05. An empty string is the unknown
// date.
func ParseDate(s string) (Date, error) {
	if s == "" {
		return Date{}, nil
	}
	parts := strings.Split(s, "-")
	if len(parts) > 3 || len(parts[0]) != 4 {
		return Date{}, dateError(s)
	}
	var n [3]int
	for i, p := range parts {
		v, err := strconv.ParseUint(p, 10, 16)
		if err != nil || i > 0 && len(p) != 2 {
			return Date{}, dateError(s)
		}
		n[i] = int(v)
	}
	d := Date{n[0], n[1], n[2]}
	if !d.valid(len(parts)) {
		return Date{}, dateError(s)
	}
	return d, nil
}

func dateError(s string) error {
	return fmt.Errorf("%q is not a date: write 2024, 2024-03 or 2024-03-05", s)
}

func (d Date) valid(parts int) bool {
	if d.Year < 1 || parts > 1 && (d.Month < 1 || d.Month > 12) {
		return false
	}
	return parts < 3 || d.Day >= 1 && d.Day <= daysIn(d.Year, d.Month)
}

func daysIn(year, month int) int {
	return time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

// IsZero reports whether the date is unknown.
func (d Date) IsZero() bool { return d == Date{} }

// String is the inverse of [ParseDate].
func (d Date) String() string {
	switch {
	case d.IsZero():
		return ""
	case d.Month == 0:
		return fmt.Sprintf("%04d", d.Year)
	case d.Day == 0:
		return fmt.Sprintf("%04d-%02d", d.Year, d.Month)
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}

// First returns the earliest day the date can mean.
func (d Date) First() Date {
	if d.IsZero() {
		return d
	}
	return Date{d.Year, max(d.Month, 1), max(d.Day, 1)}
}

// Last returns the latest day the date can mean.
func (d Date) Last() Date {
	if d.IsZero() {
		return d
	}
	if d.Month == 0 {
		d.Month = 12
	}
	if d.Day == 0 {
		d.Day = daysIn(d.Year, d.Month)
	}
	return d
}

// Compare orders dates by their digits: -1 when d is before e, 1 when it is
// after. A less precise date sorts before the days it contains; compare
// [Date.First] or [Date.Last] where that matters.
func (d Date) Compare(e Date) int {
	for _, c := range [3]int{d.Year - e.Year, d.Month - e.Month, d.Day - e.Day} {
		if c < 0 {
			return -1
		}
		if c > 0 {
			return 1
		}
	}
	return 0
}

// MarshalText writes the date as [Date.String] does.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what [ParseDate] reads.
func (d *Date) UnmarshalText(b []byte) error {
	v, err := ParseDate(string(b))
	if err == nil {
		*d = v
	}
	return err
}
