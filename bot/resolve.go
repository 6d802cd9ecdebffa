package bot

import (
	"regexp"
	"slices"
	"strings"

	"footnote/corpus"
)

// resolve puts what a word stands for in its place.
func (ix *library) resolve(e ellipsis, before string, t topic) (string, bool) {
	stand := t.text
	switch e.form {
	case toPerson:
		stand = personIn(before, t.names)
	case toPlace:
		stand = ix.placeIn(before, language("", e.text) == "zh")
	case toFormer, toLatter:
		stand = ix.ofTwo(before, e.form)
	default:
		if strings.Contains(stand, ", ") {
			return "", false // it is put together from parts
		}
	}
	if stand == "" {
		return "", false
	}
	if asksDate.MatchString(corpus.Simplify(e.text)) {
		stand = withoutDate(stand)
	}
	return e.inPlace(stand), true
}

// placeIn is the last place in a question, as a follow-up says where.
func (ix *library) placeIn(question string, han bool) string {
	slots := ix.slots(question)
	at := lastOf(slots, slotPlace)
	switch {
	case at < 0:
		return ""
	case han:
		return question[slots[at].Start:slots[at].End]
	}
	return "in " + question[slots[at].Start:slots[at].End]
}

// ofTwo is the former or the latter of the last two terms or names in a question.
func (ix *library) ofTwo(question string, form pointer) string {
	var named []string
	for _, s := range ix.slots(question) {
		if s.proper() || s.kind == slotTerm {
			named = append(named, question[s.Start:s.End])
		}
	}
	switch n := len(named); {
	case n < 2:
		return ""
	case form == toFormer:
		return named[n-2]
	default:
		return named[n-1]
	}
}

// inPlace writes what a word stands for as the grammar of its place asks.
func (e ellipsis) inPlace(stand string) string {
	word, rest := e.text[e.at.Start:e.at.End], e.text[e.at.End:]
	switch {
	case strings.EqualFold(word, "its"), strings.EqualFold(word, "their"), strings.EqualFold(word, "his"), strings.EqualFold(word, "her") && strings.HasPrefix(rest, " ") && len(rest) > 2:
		stand += "'s"
	case word == "其":
		stand += "的"
	case e.form == toInside:
		stand += "里"
	}
	if e.at.Start == 0 {
		stand = upperFirst(stand)
	}
	return upperFirst(joinWords(e.text[:e.at.Start], stand, rest))
}

var personName = regexp.MustCompile(`^\p{Lu}\p{Ll}+ \p{Lu}\p{Ll}+$|^\p{Han}{2,4}$`)

// personIn is the last name in a question that may be a person's.
func personIn(question string, names []string) string {
	if m := person.FindStringSubmatch(corpus.Simplify(question)); m != nil {
		return m[1]
	}
	for _, name := range slices.Backward(names) {
		if personName.MatchString(name) && !aPlace.MatchString(name) && corpus.HanPlaces.FindString(name) == "" && !institution.MatchString(name) {
			return name
		}
	}
	return ""
}
