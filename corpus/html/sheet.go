package html

import (
	"regexp"
	"strings"
)

// A rules is what style sheets say of simple selectors: .class, #id, tag and
// tag.class.
type rules map[string]flags

const (
	maxSheet = 1 << 20
	maxRules = 20000
)

var (
	cssComment  = regexp.MustCompile(`(?s)/\*.*?\*/`)
	simpleClass = regexp.MustCompile(`^(?:[a-z][a-z0-9]*)?(?:[.#][\w-]+)?$`)
)

// rules reads the style sheets of the page. Rules within others, such as those
// of print, are not of the screen and are passed over.
func (p *page) rules() rules {
	r := make(rules)
	for _, sheet := range p.sheets {
		if len(sheet) <= maxSheet {
			r.read(cssComment.ReplaceAllString(sheet, ""))
		}
	}
	delete(r, "html")
	delete(r, "body")
	return r
}

func (r rules) read(sheet string) {
	for sheet != "" && len(r) < maxRules {
		selectors, rest, ok := strings.Cut(sheet, "{")
		if !ok {
			return
		}
		selectors = strings.TrimSpace(selectors)
		if strings.HasPrefix(selectors, "@") {
			sheet = afterBlock(rest)
			continue
		}
		body, after, _ := strings.Cut(rest, "}")
		sheet = after
		if style := styleFlags(body) & (isHidden | isCentred | isBold | isPale | isGround); style != 0 {
			for s := range strings.SplitSeq(selectors, ",") {
				if s = strings.TrimSpace(s); s != "" && simpleClass.MatchString(s) {
					r[s] |= style
				}
			}
		}
	}
}

// afterBlock returns what follows the end of a block of rules.
func afterBlock(sheet string) string {
	depth := 1
	for i := range len(sheet) {
		switch sheet[i] {
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				return sheet[i+1:]
			}
		}
	}
	return ""
}

// of returns what the rules say of an element.
func (r rules) of(n *node) []flags {
	if len(r) == 0 {
		return nil
	}
	name := n.tag.String()
	found := []flags{r[name]}
	if id := n.get("id"); id != "" {
		found = append(found, r["#"+id], r[name+"#"+id])
	}
	for class := range strings.FieldsSeq(n.get("class")) {
		found = append(found, r["."+class], r[name+"."+class])
	}
	return found
}
