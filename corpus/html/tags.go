package html

import (
	"strings"

	"golang.org/x/net/html/atom"
)

func atoms(names string) map[atom.Atom]bool {
	m := make(map[atom.Atom]bool)
	for name := range strings.FieldsSeq(names) {
		m[atom.Lookup([]byte(name))] = true
	}
	delete(m, 0)
	return m
}

func words(list string) map[string]bool {
	m := make(map[string]bool)
	for w := range strings.FieldsSeq(list) {
		m[w] = true
	}
	return m
}

var (
	voidTags = atoms("area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr")

	blockTags = atoms(`address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption
		figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre search
		section summary table caption thead tbody tfoot tr td th ul xmp listing plaintext`)

	// unseenTags hold what a browser does not show as text of the page: the
	// fields of forms, pictures, and what stands in for them.
	unseenTags = atoms(`head script style template noscript noembed noframes iframe object applet video audio canvas svg
		select datalist textarea input rt rp rtc frame area`)

	headingLevel = map[atom.Atom]int{atom.H1: 1, atom.H2: 2, atom.H3: 3, atom.H4: 4, atom.H5: 5, atom.H6: 6}

	headTags = atoms("head title base link meta style script noscript template")

	boldTags = atoms("b strong")
)

// A kind of element that the start of another may end, or that bounds how far
// up that reaches.
type nearKind int

const (
	nearP nearKind = iota
	nearLi
	nearDef // dt, dd
	nearCell
	nearRow
	nearGroup // thead, tbody, tfoot
	nearA
	nearTable // table, or what else no end tag of an outer element gets past
	nearBlock
	nearKinds
)

// kindOf is what kind an element is itself.
var kindOf = map[atom.Atom]nearKind{
	atom.P: nearP, atom.Li: nearLi, atom.Dt: nearDef, atom.Dd: nearDef,
	atom.Td: nearCell, atom.Th: nearCell, atom.Tr: nearRow,
	atom.Thead: nearGroup, atom.Tbody: nearGroup, atom.Tfoot: nearGroup, atom.A: nearA,
}

// bounds are the kinds that an element hides from those within it.
var bounds = map[atom.Atom][]nearKind{
	atom.Table:    {nearP, nearLi, nearDef, nearCell, nearRow, nearGroup, nearA},
	atom.Td:       {nearP, nearLi, nearDef, nearA},
	atom.Th:       {nearP, nearLi, nearDef, nearA},
	atom.Caption:  {nearP, nearLi, nearDef, nearA},
	atom.Template: {nearP, nearLi, nearDef, nearCell, nearRow, nearGroup, nearA},
	atom.Button:   {nearP, nearLi},
	atom.Ul:       {nearLi}, atom.Ol: {nearLi}, atom.Menu: {nearLi}, atom.Dl: {nearDef},
}

// ended are the kinds that the start of an element ends, the innermost first.
func ended(tag atom.Atom) []nearKind {
	switch tag {
	case atom.Li:
		return []nearKind{nearP, nearLi}
	case atom.Dt, atom.Dd:
		return []nearKind{nearP, nearDef}
	case atom.Td, atom.Th:
		return []nearKind{nearCell}
	case atom.Tr:
		return []nearKind{nearCell, nearRow}
	case atom.Thead, atom.Tbody, atom.Tfoot:
		return []nearKind{nearCell, nearRow, nearGroup}
	case atom.A:
		return []nearKind{nearA}
	}
	if blockTags[tag] {
		return []nearKind{nearP}
	}
	return nil
}
