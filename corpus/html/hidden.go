package html

import (
	"strings"

	"golang.org/x/net/html/atom"
)

// markStyles notes how elements are shown: hidden from a reader, which is where
// a page tells a machine what it does not tell a person, or as a block, bold or
// in the middle. What hides the whole page until a script has run is not
// believed.
func (p *page) markStyles() {
	rules, styles := p.rules(), make(map[string]flags)
	for i := 1; i < len(p.nodes); i++ {
		n := &p.nodes[i]
		if n.is&isText != 0 {
			continue
		}
		if boldTags[n.tag] {
			n.is |= isBold
		}
		if n.tag == atom.Center {
			n.is |= isCentred
		}
		if unseenTags[n.tag] || n.tag == 0 && n.text == "xml" || n.tag == atom.Title || n.tag == atom.Button && p.isSmall(int32(i)) {
			n.is |= isHidden
		}
		if n.hidden() {
			n.is |= isHidden
		}
		if n.attr == nil {
			continue
		}
		for _, style := range rules.of(n) {
			n.is |= style
		}
		if style := n.get("style"); style != "" {
			is, known := styles[style] // most pages repeat a few
			if !known {
				is = styleFlags(style)
				styles[style] = is
			}
			n.is |= is
		}
		n.align()
	}
	p.hidePale()
}

// isSmall tells a button from the rest of a page that follows one without an
// end.
func (p *page) isSmall(i int32) bool {
	size, end := 0, p.nodes[i].end
	for j := i + 1; j < end && size <= maxButton; j++ {
		size += 1 + len(p.nodes[j].text)
	}
	return size <= maxButton
}

const maxButton = 200 // bytes of text and elements

// hidePale hides white text that nothing puts on another ground. Headings and
// the heads of tables, whose ground is often a matter of style sheets that are
// elsewhere, keep the benefit of the doubt.
func (p *page) hidePale() {
	for i := 1; i < len(p.nodes); i++ {
		n := &p.nodes[i]
		if color := strings.ToLower(n.get("bgcolor")); n.has("background") || color != "" && !isWhite(color) {
			n.is |= isGround
		}
		n.is |= p.nodes[n.parent].is & isGround
		if n.is&isPale != 0 && n.is&isGround == 0 && n.tag != atom.Th && headingLevel[n.tag] == 0 {
			n.is |= isHidden
		}
	}
}

func (n *node) hidden() bool {
	switch {
	case n.has("hidden") && n.get("hidden") != "until-found",
		strings.EqualFold(n.get("aria-hidden"), "true"),
		n.tag == atom.Dialog && !n.has("open"):
		return true
	}
	for class := range strings.FieldsSeq(n.get("class")) {
		if readAloud[class] {
			return true
		}
	}
	return false
}

// readAloud are the common names of the class of what only a screen reader
// finds.
var readAloud = words("sr-only visually-hidden visuallyhidden govuk-visually-hidden screen-reader-text element-invisible usa-sr-only")

func (n *node) align() {
	if n.tag == atom.Font && isWhite(strings.ToLower(n.get("color"))) {
		n.is |= isPale
	}
	switch strings.ToLower(n.get("align")) {
	case "center":
		n.is |= isCentred
	case "left", "right", "justify":
		n.is |= isLeft
	}
}
