package bot

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"footnote/corpus"
	"footnote/corpus/quantity"
)

// What a question asks of several things it often says once: "the subsidies in
// Lingang and Beijing", "the 2020 and 2024 measures", 临港和上海的补贴. Each thing is
// searched for with it.

var (
	leadingWord = regexp.MustCompile(`(?i)^(?:(?:those|that|the ones?) )?(?:in|of|for|from|under|by|the)\s+`)
	possession  = regexp.MustCompile(`^(.+?)(?:'s|’s)?$`)
)

// items makes of the parts of a list what each is called and what is searched for.
// The aspect is what is asked of all of them.
func (r comparing) items(parts []string, aspect string) []compared {
	if len(parts) < 2 {
		return nil
	}
	first, last := parts[0], parts[len(parts)-1]
	before, name, ok := nameAtEnd(first)
	name2, after, ok2 := nameAtStart(leadingWord.ReplaceAllString(last, ""))
	var items []compared
	switch {
	case ok && ok2 && isDate(name) == isDate(name2) && shared(before) && (strings.TrimSpace(before) != "" || after != ""):
		for i, part := range parts {
			part = strings.TrimSpace(leadingWord.ReplaceAllString(part, ""))
			if i == 0 {
				part = name
			} else if i == len(parts)-1 {
				part = name2
			}
			items = append(items, r.item(part, before+part+after, aspect))
		}
	default:
		tail := r.tail(parts)
		for _, part := range parts {
			part = strings.TrimSuffix(part, tail)
			items = append(items, r.item(part, part+tail, aspect))
		}
		items = withPossession(items)
	}
	return distinct(items)
}

// shared reports whether what stands before a name is said of all of the list: a
// sentence of its own is not.
func shared(before string) bool { return len(strings.Fields(before)) <= 8 }

func (r comparing) item(name, text, aspect string) compared {
	name = strings.TrimSpace(possession.ReplaceAllString(strings.TrimSpace(name), "$1"))
	if lower := strings.ToLower(name); strings.HasPrefix(lower, "the ") {
		name = name[len("the "):]
	}
	name = strings.Trim(name, `"“”「」《》`)
	switch {
	case aspect == "":
	case language("", aspect) == "zh":
		text += "的" + aspect
	default:
		text = aspect + " in " + text
	}
	return compared{name: name, text: text, date: isDate(name)}
}

func isDate(text string) bool {
	found := quantity.Find(text)
	return len(found) == 1 && found[0].Kind == quantity.Date && found[0].End-found[0].Start == len(text)
}

// nameAtEnd parts a text that ends in a name, a place or a date.
func nameAtEnd(text string) (before, name string, ok bool) {
	text = strings.TrimSpace(text)
	for _, x := range quantity.Find(text) {
		if x.Kind == quantity.Date && x.End == len(text) {
			return text[:x.Start], x.Text, true
		}
	}
	for _, at := range slices.Concat(capitalised.FindAllStringIndex(text, -1), corpus.HanPlaces.FindAllStringIndex(text, -1)) {
		if at[1] == len(text) {
			return text[:at[0]], text[at[0]:], true
		}
	}
	if language("", text) == "zh" && utf8.RuneCountInString(text) <= 6 && !strings.Contains(text, "的") {
		return "", text, true
	}
	return "", "", false
}

// nameAtStart parts a text that begins with a name, a place or a date. What follows
// keeps its space.
func nameAtStart(text string) (name, after string, ok bool) {
	for _, x := range quantity.Find(text) {
		if x.Kind == quantity.Date && x.Start == 0 {
			return x.Text, text[x.End:], true
		}
	}
	for _, at := range slices.Concat(capitalised.FindAllStringIndex(text, -1), corpus.HanPlaces.FindAllStringIndex(text, -1)) {
		if at[0] == 0 {
			return text[:at[1]], text[at[1]:], true
		}
	}
	if m := hanListTail.FindStringSubmatch(text); m != nil {
		return m[1], m[2], true
	}
	return "", "", false
}

// The tails of a list, each with its name in front: 的补贴, 对企业的要求, under the measures.
var (
	hanListTail   = regexp.MustCompile(`^(.*?\p{Han}.*?)((?:对于?|关于|有关|针对|的).+)$`)
	latinListTail = regexp.MustCompile(`(?i)^(.+?)(\s+(?:under|in|within|according to|at)\s+.+)$`)
)

// tail is what only one part of a list says, and means of all.
func (r comparing) tail(parts []string) string {
	tail := ""
	for _, part := range parts {
		m := hanListTail.FindStringSubmatchIndex(r.masked(part))
		if m == nil {
			m = latinListTail.FindStringSubmatchIndex(r.masked(part))
		}
		if m == nil {
			continue
		}
		if tail != "" {
			return "" // each says what is meant
		}
		tail = part[m[4]:m[5]]
	}
	return tail
}

// withPossession gives "Beijing's" what "Lingang's subsidies" is about.
func withPossession(items []compared) []compared {
	first := items[0].text
	at := strings.Index(first, items[0].name)
	owner := regexp.MustCompile(`^(?:the )?(\p{Lu}[\p{L} ]*?)(?:'s|’s) (.+)$`).FindStringSubmatch(first)
	for i := range items[1:] {
		item := &items[i+1]
		if owner != nil && at >= 0 && !strings.Contains(item.name, " ") && item.name != "" {
			item.text = item.name + "'s " + owner[2]
			items[0].name = owner[1]
		}
	}
	return items
}

// distinct is nothing where two of the items are one, or where one is empty.
func distinct(items []compared) []compared {
	for i, item := range items {
		if !corpus.HasWord(item.name) || slices.ContainsFunc(items[:i], func(o compared) bool { return strings.EqualFold(o.name, item.name) }) {
			return nil
		}
	}
	return items
}
