package discord

import (
	"fmt"
	"strings"
	"time"
)

// mannerWords are what the bot says of its own limits, and where it answers, in one
// language.
type mannerWords struct {
	waiting func(before int) string // instead of searching
	within  func(time.Duration) string
	over    map[scope]func(questions int, within, again string) string
	free    string // below each of them

	elsewhere func(places string) string // where questions are answered
	direct    string                     // one of the places
	or        string                     // before the last of them
	roles     func(names string) string  // who may ask
	noRoles   string                     // why nobody may in a direct message
}

// heard says that a question was heard, and how many are before it.
func (p phrasing) heard(before int) string {
	if before == notWaiting {
		return p.searching
	}
	return p.waiting(before)
}

// overLimit says what is used up and from when on it is not.
func (w mannerWords) overLimit(e limitError) string {
	again := fmt.Sprintf("<t:%d:R>", e.until.Add(time.Second-1).Unix()) // a whole second, not too early
	return w.over[e.scope](e.rate.Questions, w.within(e.rate.Within), again) + "\n-# " + w.free
}

// away says where questions are answered instead, or for whom.
func (w mannerWords) away(e awayError) string {
	switch {
	case e.noRoles:
		return w.noRoles
	case len(e.roles) > 0:
		return w.roles(idLinks("<@&", e.roles))
	}
	places := idLinks("<#", e.channels)
	if e.direct {
		places = joined("", w.or, nonEmpty(places, w.direct)...)
	}
	return w.elsewhere(places)
}

// maxPlaces bounds how many channels or roles are named.
const maxPlaces = 10

// idLinks shows channels or roles.
func idLinks(mark string, ids []string) string {
	var list []string
	for _, id := range ids[:min(len(ids), maxPlaces)] {
		list = append(list, mark+id+">")
	}
	return strings.Join(list, " ")
}

var mannersEnglish = mannerWords{
	waiting: func(n int) string {
		switch n {
		case 0:
			return "-# In the queue: yours is next …"
		case 1:
			return "-# In the queue: 1 question before yours …"
		}
		return fmt.Sprintf("-# In the queue: %d questions before yours …", n)
	},
	within: func(d time.Duration) string {
		n, unit := inUnits(d, "day", "hour", "minute", "second")
		return plural(n, unit)
	},
	over: map[scope]func(int, string, string) string{
		ofPerson: func(n int, within, again string) string {
			return fmt.Sprintf("Everybody can have %s answered within %s, and yours are used up. Please ask again %s.", plural(n, "question"), within, again)
		},
		ofChannel: func(n int, within, again string) string {
			return fmt.Sprintf("A channel can have %s answered within %s, and those of this one are used up. Please ask again %s.", plural(n, "question"), within, again)
		},
		ofAll: func(n int, within, again string) string {
			return fmt.Sprintf("I can answer %s within %s for everybody together, and they are used up. Please ask again %s.", plural(n, "question"), within, again)
		},
	},
	free:      "Only answers that a model writes count. What is copied from documents is free, and so is /search.",
	elsewhere: func(places string) string { return "I do not answer here. Please ask me in: " + places },
	direct:    "a direct message to me",
	or:        " or ",
	roles: func(names string) string {
		return "I answer members with one of these roles: " + names
	},
	noRoles: "I answer members with certain roles, which I cannot see in a direct message. Please ask me in a server.",
}

var mannersChinese = mannerWords{
	waiting: func(n int) string {
		if n == 0 {
			return "-# 正在排队：下一个就是您的问题……"
		}
		return fmt.Sprintf("-# 正在排队：前面还有%d个问题……", n)
	},
	within: func(d time.Duration) string {
		n, unit := inUnits(d, "天", "小时", "分钟", "秒")
		return fmt.Sprint(n, unit)
	},
	over: map[scope]func(int, string, string) string{
		ofPerson: func(n int, within, again string) string {
			return fmt.Sprintf("每人在%s内可得到%d个问题的回答，您的次数已用完。%s可再提问。", within, n, again)
		},
		ofChannel: func(n int, within, again string) string {
			return fmt.Sprintf("每个频道在%s内可得到%d个问题的回答，本频道的次数已用完。%s可再提问。", within, n, again)
		},
		ofAll: func(n int, within, again string) string {
			return fmt.Sprintf("所有人在%s内合计可得到%d个问题的回答，次数已用完。%s可再提问。", within, n, again)
		},
	},
	free:      "只有由模型撰写的回答计入次数；摘自文件的回答和 /search 不限次数。",
	elsewhere: func(places string) string { return "我不在这里作答。请到这里来问我：" + places },
	direct:    "私信",
	or:        " 或",
	roles:     func(names string) string { return "我只为具有以下身份组之一的成员作答：" + names },
	noRoles:   "我只为具有特定身份组的成员作答，而在私信中看不到身份组。请在服务器中问我。",
}

// inUnits is a time as a number of the longest unit that it is whole of.
func inUnits(d time.Duration, day, hour, minute, second string) (n int, unit string) {
	for _, u := range []struct {
		length time.Duration
		name   string
	}{{24 * time.Hour, day}, {time.Hour, hour}, {time.Minute, minute}} {
		if d%u.length == 0 {
			return int(d / u.length), u.name
		}
	}
	return int(d / time.Second), second
}
