package picture

import (
	"fmt"
	"time"
)

// The words of Discord's own.
type words struct {
	Language               string
	App, Used, Private, No string
	day, clock, whole      string // layouts of times
	past, future           func(n int, unit string) string
	units                  map[string]string
}

var english = words{
	Language: "en", App: "APP", Used: "used", Private: "Only you can see this", No: "Dismiss message",
	day: "2 January 2006", clock: "15:04", whole: "Monday, 2 January 2006 15:04",
	past:   func(n int, unit string) string { return plural(n, unit) + " ago" },
	future: func(n int, unit string) string { return "in " + plural(n, unit) },
	units:  map[string]string{"minute": "minute", "hour": "hour", "day": "day", "month": "month", "year": "year"},
}

var chinese = words{
	Language: "zh-Hans", App: "应用", Used: "使用了", Private: "只有您能看到此消息", No: "忽略消息",
	day: "2006年1月2日", clock: "15:04", whole: "2006年1月2日 15:04",
	past:   func(n int, unit string) string { return fmt.Sprint(n, unit, "前") },
	future: func(n int, unit string) string { return fmt.Sprint(n, unit, "后") },
	units:  map[string]string{"minute": "分钟", "hour": "小时", "day": "天", "month": "个月", "year": "年"},
}

func plural(n int, unit string) string {
	if n == 1 {
		return "1 " + unit
	}
	return fmt.Sprint(n, " ", unit, "s")
}

// at writes a time as a time stamp of a style does: t, T, d, D, f, F or R; f where there
// is none.
func (w words) at(t, now time.Time, style string) string {
	t = t.In(now.Location())
	switch style {
	case "t", "T":
		return t.Format(w.clock)
	case "d":
		return t.Format("02/01/2006")
	case "D":
		return t.Format(w.day)
	case "F":
		return t.Format(w.whole)
	case "R":
		return w.since(now.Sub(t))
	}
	return t.Format(w.day + " " + w.clock)
}

// since says how long ago something was, in the largest unit that it fills.
func (w words) since(d time.Duration) string {
	say := w.past
	if d < 0 {
		say, d = w.future, -d
	}
	const day = 24 * time.Hour
	for _, unit := range []struct {
		name string
		long time.Duration
	}{{"year", 365 * day}, {"month", 30 * day}, {"day", day}, {"hour", time.Hour}} {
		if d >= unit.long {
			return say(int(d/unit.long), w.units[unit.name])
		}
	}
	return say(max(1, int(d/time.Minute)), w.units["minute"])
}
