package html

import (
	"regexp"
	"strings"

	"golang.org/x/net/html/atom"
)

// mainNames are what the editors of sites call the text of a document, as
// class or id; mainName finds the more general ones.
var (
	mainNames = words(`TRS_Editor TRS_UEDITOR UCAP-CONTENT ucapcontent zoom zoomcon Zoom rwb_zw articleBody article-content
		article_content content_article entry-content post-content pages_content b12c Custom_UnionStyle govspeak
		mw-parser-output usa-prose field--name-body wp_articlecontent v_news_content view-content NewsContent
		con_con newsContent TRS_PreAppend text_content content-text article-body story-body`)
	mainName = regexp.MustCompile(`(?i)^(?:(?:main|article|news|detail|page|doc|text|info)[-_]?(?:content|body|text|con|cont|txt|detail)s?|content|mainbody|maintext)$`)
)

// hint says how plainly an element calls itself the text of the document.
func (n *node) hint() int {
	if n.tag == 0 && mainNames[n.text] || mainNames[n.get("itemprop")] || mainNames[n.get("id")] {
		return 2
	}
	hint := 0
	if n.tag == atom.Article || n.tag == atom.Main || n.get("role") == "main" || mainName.MatchString(n.get("id")) {
		hint = 1
	}
	for class := range strings.FieldsSeq(n.get("class")) {
		if mainNames[class] {
			return 2
		}
		if mainName.MatchString(class) {
			hint = 1
		}
	}
	return hint
}

// findMain returns the element that holds the document. It is the deepest that
// has nearly all good text of the page; one below that calls itself the
// document may leave out some more, if nothing else on the page is called the
// same. Rather than lose text it returns the whole page.
func (p *page) findMain(weights []weight) int32 {
	total := weights[0].good
	if total == 0 {
		return 0
	}
	narrow := p.descend(0, weights, total-total/10)
	best, alike := narrow, p.alike(narrow, weights)
	for i := narrow + 1; i < p.nodes[narrow].end; i++ {
		n := &p.nodes[i]
		if n.is&(isHidden|isChrome) != 0 {
			i = n.end - 1
			continue
		}
		hint := n.hint()
		if hint > 0 && weights[i].good >= share(hint, total) && alike[n.name()]-weights[i].good <= total/20+40 {
			best = i
		}
	}
	if prose := p.proseBeside(best, narrow, weights); prose > total/5 {
		best = narrow // an annex, or another part
	}
	switch w := weights[best]; {
	case p.nodes[best].hint() == 2:
		return best
	case p.nodes[best].hint() == 0 && w.good < enough && w.text < weights[0].text/5:
		return 0 // a list of links, as of contents, is the document itself
	}
	return p.widen(best, weights)
}

// proseBeside returns the good text that lies in a root beside an element and
// has next to no links, as teasers for other pages would have.
func (p *page) proseBeside(at, root int32, weights []weight) int32 {
	prose := int32(0)
	for ; at != root; at = p.nodes[at].parent {
		parent := p.nodes[at].parent
		for i := parent + 1; i < p.nodes[parent].end; i = p.nodes[i].end {
			if w := weights[i]; i != at && p.nodes[i].is&(isHidden|isChrome) == 0 && w.link*10 <= w.text {
				prose += w.good
			}
		}
	}
	return prose
}

// enough is the good text, in columns, that stands for itself.
const enough = 1500

// What an element around the document may add to it: a number above, a
// signature below. Editors' own containers hold these themselves.
const (
	widenText = 120 // columns
	widenLink = 40
)

// widen goes up as long as that adds little.
func (p *page) widen(best int32, weights []weight) int32 {
	inner := weights[best]
	for best > 0 {
		outer := weights[p.nodes[best].parent]
		link := outer.link - inner.link
		if link > widenLink || outer.text-inner.text-link > widenText {
			return best
		}
		best = p.nodes[best].parent
	}
	return best
}

// share is how much of the good text an element must hold.
func share(hint int, total int32) int32 {
	if hint == 2 {
		return total / 2
	}
	return total / 4 * 3
}

// name is what elements of the same role on a page have in common.
func (n *node) name() string { return n.tag.String() + "." + n.get("class") }

// alike returns the good text in all elements of the same name, where one lies
// within another that of the outer one.
func (p *page) alike(root int32, weights []weight) map[string]int32 {
	sum, ends := make(map[string]int32), make(map[string]int32)
	for i := root + 1; i < p.nodes[root].end; i++ {
		n := &p.nodes[i]
		if n.is&isText != 0 || weights[i].good == 0 {
			continue
		}
		if name := n.name(); i >= ends[name] {
			sum[name] += weights[i].good
			ends[name] = n.end
		}
	}
	return sum
}

// descend returns the deepest element below i that has at least some good text.
func (p *page) descend(i int32, weights []weight, least int32) int32 {
	for c := i + 1; c < p.nodes[i].end; {
		n := &p.nodes[c]
		if n.is&(isHidden|isChrome|isText) == 0 && weights[c].good >= least {
			if whole[n.tag] || p.tables[c].isData() {
				return i
			}
			i, c = c, c+1
			continue
		}
		c = n.end
	}
	return i
}

// whole are the elements whose content makes sense only together.
var whole = atoms("ul ol dl p li h1 h2 h3 h4 h5 h6 pre blockquote")
