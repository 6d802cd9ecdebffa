package bot

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"footnote/corpus"
	"footnote/corpus/quantity"
	"footnote/retrieval/analysis"
)

// A slotKind says what may take the place of what in a question.
type slotKind uint8

const (
	slotDate  slotKind = iota
	slotPlace          // a country, province, city or zone
	slotWho            // those whom a policy is for: companies, 高校
	slotName           // any other proper name, and quoted titles
	slotTerm           // a term of the glossary
)

// A slot is a part of a question in whose place a follow-up may put another of its
// kind.
type slot struct {
	corpus.Span
	kind  slotKind
	entry *corpus.Entry // of the glossary; nil for what it does not hold
}

// proper reports whether a slot says by a name which text or place is meant.
func (s slot) proper() bool { return s.kind == slotPlace || s.kind == slotName }

var (
	groups = regexp.MustCompile(`(?i)\b(?:(?:private|foreign|leading|domestic|state-owned|small|large|tech|local|technology-based|small and medium-sized) )*(?:compan(?:y|ies)|enterprises?|firms?|business(?:es)?|start-?ups?|SMEs?|investors?)\b|` +
		`\b(?:universit(?:y|ies)(?: and colleges)?|colleges?|schools?|research institut(?:e|ion)s?|(?:industry )?associations?|think tanks?|hospitals?|individuals?|residents?|citizens?|foreigners?|students?|teachers?|farmers?|growers?|workers?|employe(?:e|r)s?|NGOs?|non-profits?|importers?|exporters?|manufacturers?|consumers?|households?|local governments?)\b`)
	hanGroups = regexp.MustCompile(`(?:外资|民营|国有|小微|领军|初创|科技型中小|中小|高新技术|科技)?企业|公司|高等院校|高校|大学|学校|科研机构|研究机构|行业协会|医院|个人|居民|公民|学生|教师|农民|员工|职工|用人单位|外国投资者|投资者|外商|外国人|个体工商户|社会组织|消费者|老年人|残疾人|家庭|地方政府`)
	// aPlace matches the whole name of a place by the word for its kind.
	aPlace = regexp.MustCompile(`^\p{Han}{2,8}?(?:省|自治区|市|县|州|新片区|新区|开发区|高新区|示范区|园区|试验区)$|(?:City|Province|Municipality|County|District|New Area|Zone|Prefecture|Asia|Europe|Africa)$`)
	// bodies matches the names of bodies whose words are not all written with a capital.
	bodies     = regexp.MustCompile(`\b(?:Ministry|Department|Bureau|Commission|Office|Committee|Administration|Agency|Council|Academy|Bank|University|Institute|Association|Federation|Board|Authority|Congress) (?:of|for|on) (?:the )?\p{Lu}\p{L}+(?:(?:,| and|, and| of)? \p{Lu}\p{L}+)*`)
	properName = regexp.MustCompile(`^\p{Lu}`)
)

// slots returns the parts of a question that another may take the place of, in
// order and apart from one another.
func (ix *library) slots(text string) []slot {
	plain := corpus.Simplify(text)
	var found []slot
	for _, x := range quantity.Find(plain) {
		if x.Kind == quantity.Date && x.Date.Year > 0 {
			found = append(found, slot{Span: corpus.Span{Start: x.Start, End: x.End}, kind: slotDate})
		}
	}
	found = append(found, slotsLike(groups, plain, slotWho)...)
	found = append(found, slotsLike(hanGroups, plain, slotWho)...)
	for _, m := range ix.Corpus().Glossary().Find(plain) {
		found = append(found, slot{m.Span, kindOfEntry(m.Entry), m.Entry})
	}
	found = append(found, slotsLike(bodies, plain, slotName)...)
	for _, places := range []*regexp.Regexp{localEnglish, corpus.EnglishPlaces, corpus.HanPlaces} {
		found = append(found, slotsLike(places, plain, slotPlace)...)
	}
	found = append(found, namedSlots(plain)...)
	return disjoint(found)
}

// itemSlots returns the slots of a text that is no sentence: its first word is not
// written with a capital for that alone.
func (ix *library) itemSlots(text string) []slot {
	const before = "of "
	found := ix.slots(before + text)
	for i := range found {
		found[i].Start -= len(before)
		found[i].End -= len(before)
	}
	return found
}

func slotsLike(of *regexp.Regexp, text string, kind slotKind) []slot {
	var out []slot
	for _, m := range of.FindAllStringIndex(text, -1) {
		out = append(out, slot{Span: corpus.Span{Start: m[0], End: m[1]}, kind: kind})
	}
	return out
}

// kindOfEntry tells places from other names by the names themselves, and names
// from terms by their capitals; that of an abbreviation says nothing.
func kindOfEntry(e *corpus.Entry) slotKind {
	for _, form := range e.Forms() {
		if aPlace.MatchString(form) || corpus.EnglishPlaces.FindString(form) == form || corpus.HanPlaces.FindString(form) == form {
			return slotPlace
		}
	}
	if properName.MatchString(e.English[0]) && strings.ContainsFunc(e.English[0], unicode.IsLower) {
		return slotName
	}
	return slotTerm
}

// namedSlots are the names that a question shows by their form alone.
func namedSlots(text string) []slot {
	var out []slot
	for _, name := range names(text) {
		kind := slotName
		if aPlace.MatchString(name) {
			kind = slotPlace
		}
		if at := strings.Index(text, name); at >= 0 {
			out = append(out, slot{Span: corpus.Span{Start: at, End: at + len(name)}, kind: kind})
		}
	}
	return out
}

// disjoint keeps, of slots that overlap, the one that was found first.
func disjoint(found []slot) []slot {
	var kept []slot
	for _, s := range found {
		if !slices.ContainsFunc(kept, func(k slot) bool { return s.Start < k.End && k.Start < s.End }) {
			kept = append(kept, s)
		}
	}
	slices.SortFunc(kept, func(a, b slot) int { return cmp.Compare(a.Start, b.Start) })
	return kept
}

// only reports whether a text says nothing but its slots.
func only(text string, slots []slot) bool {
	if len(slots) == 0 {
		return false
	}
	var rest strings.Builder
	end := 0
	for _, s := range slots {
		rest.WriteString(text[end:s.Start] + " ")
		end = s.End
	}
	return len(analysis.QueryTerms(rest.String()+text[end:])) == 0
}
