package main

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"footnote/bot"
	"footnote/bot/discord"
)

// A rate is how many questions are answered within a time; without a number it
// bounds nothing.
type rate discord.Rate

const (
	mostQuestions = 100_000
	longestRate   = 7 * 24 * time.Hour
)

var errRate = errors.New("write a number of questions within a time, such as 20/h, 5/10m or 100/d; 0 bounds nothing")

// UnmarshalText reads 20/h, 5/10m or 0.
func (r *rate) UnmarshalText(text []byte) error {
	number, within, timed := strings.Cut(strings.ReplaceAll(string(text), " ", ""), "/")
	n, err := strconv.Atoi(number)
	if err != nil || n < 0 || n > mostQuestions || n > 0 != timed {
		return errRate
	}
	if !timed {
		*r = rate{}
		return nil
	}
	d, err := rateTime(within)
	if err != nil || d < time.Second || d > longestRate || d%time.Second != 0 {
		return errRate
	}
	*r = rate{Questions: n, Within: d}
	return nil
}

// rateTime reads h, 10m or 2d: a day is not among those that the library reads.
func rateTime(text string) (time.Duration, error) {
	if text == "" || text[0] < '0' || text[0] > '9' {
		text = "1" + text
	}
	if days, ok := strings.CutSuffix(text, "d"); ok {
		n, err := strconv.Atoi(days)
		if err != nil || n < 1 || n > int(longestRate/(24*time.Hour)) {
			return 0, errRate
		}
		return time.Duration(n) * 24 * time.Hour, nil
	}
	return time.ParseDuration(text)
}

func (r rate) String() string {
	if r.Questions == 0 {
		return "0"
	}
	for _, u := range []struct {
		length time.Duration
		unit   string
	}{{24 * time.Hour, "d"}, {time.Hour, "h"}, {time.Minute, "m"}, {time.Second, "s"}} {
		if n := r.Within / u.length; r.Within%u.length == 0 && n == 1 {
			return fmt.Sprintf("%d/%s", r.Questions, u.unit)
		} else if r.Within%u.length == 0 {
			return fmt.Sprintf("%d/%d%s", r.Questions, n, u.unit)
		}
	}
	return fmt.Sprintf("%d/%v", r.Questions, r.Within)
}

// rates are those of roles, by their IDs.
type rates map[string]discord.Rate

// maxIDs bounds how many channels or roles a setting names.
const maxIDs = 100

// UnmarshalText reads ID=20/h,ID=100/h.
func (r *rates) UnmarshalText(text []byte) error {
	all := make(rates)
	for entry := range entries(text) {
		id, given, _ := strings.Cut(entry, "=")
		id = strings.TrimSpace(id)
		var one rate
		if err := one.UnmarshalText([]byte(given)); err != nil || !isID(id) || len(all) == maxIDs {
			return errors.New(`write the IDs of roles ("Copy Role ID" in Discord's developer mode), each with how many questions its members may ask, such as 123456789012345678=100/h`)
		}
		all[id] = discord.Rate(one)
	}
	*r = all
	return nil
}

func (r rates) String() string {
	var list []string
	for _, id := range slices.Sorted(maps.Keys(r)) {
		list = append(list, id+"="+rate(r[id]).String())
	}
	return strings.Join(list, ",")
}

// A channelList is of IDs, and of "direct", which stands for direct messages.
type channelList []string

// UnmarshalText reads ID,ID,direct.
func (l *channelList) UnmarshalText(text []byte) error {
	return readList((*[]string)(l), text, func(entry string) bool { return isID(entry) || entry == discord.Direct },
		`write the IDs of channels ("Copy Channel ID" in Discord's developer mode), a comma between them, and direct for direct messages`)
}

func (l channelList) String() string { return strings.Join(l, ",") }

// A roleList is of IDs.
type roleList []string

// UnmarshalText reads ID,ID.
func (l *roleList) UnmarshalText(text []byte) error {
	return readList((*[]string)(l), text, isID, `write the IDs of roles ("Copy Role ID" in Discord's developer mode), a comma between them`)
}

func (l roleList) String() string { return strings.Join(l, ",") }

// A userList is of IDs.
type userList []string

// UnmarshalText reads ID,ID.
func (l *userList) UnmarshalText(text []byte) error {
	return readList((*[]string)(l), text, isID, `write the IDs of people ("Copy User ID" in Discord's developer mode), a comma between them`)
}

func (l userList) String() string { return strings.Join(l, ",") }

func readList(into *[]string, text []byte, fits func(string) bool, remedy string) error {
	var all []string
	for entry := range entries(text) {
		if !fits(entry) || len(all) == maxIDs {
			return errors.New(remedy)
		}
		all = append(all, entry)
	}
	*into = all
	return nil
}

// entries are what stands between commas, without the space around it.
func entries(text []byte) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for entry := range strings.SplitSeq(string(text), ",") {
			if entry = strings.TrimSpace(entry); entry != "" && !yield(entry) {
				return
			}
		}
	}
}

// isID reports whether a text has the form of one of Discord's IDs.
func isID(text string) bool {
	_, err := strconv.ParseUint(text, 10, 64)
	return err == nil
}

// limits are what bounds the questions on Discord.
func (c Config) limits() discord.Limits {
	return discord.Limits{
		Person: discord.Rate(c.DiscordUserLimit), Channel: discord.Rate(c.DiscordChannelLimit),
		All: discord.Rate(c.DiscordDayLimit), Roles: c.DiscordRoleLimits,
	}
}

// writes returns what tells whether a model would write an answer now.
func writes(m bot.Model) func() bool {
	guard, is := m.(*bot.Guard)
	return func() bool { return is && !guard.Rests() }
}
