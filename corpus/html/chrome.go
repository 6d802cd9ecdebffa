package html

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/net/html/atom"
)

var (
	// chromeTags are the page's furniture by their name; those of the second
	// list only where they are not part of an article.
	chromeTags  = atoms("nav menu search")
	chromeRoles = words("navigation banner contentinfo search complementary alertdialog menu menubar tablist toolbar")

	// chromeWords are parts of the names that sites give their furniture.
	chromeWords = words(`nav navbar navigation mainnav topnav subnav menu submenu breadcrumb breadcrumbs crumb crumbs curmb path
		location position share sharing bdshare bdsharebuttonbox social sns footer foot copyright sidebar siderbar aside navheader navfooter editsection related
		relatednews recommend recommended toolbar pagination pager pagenav qrcode ewm erweima login signin logout search
		searchbox cookie cookies consent banner advert advertisement ads comments disqus skip skiplink skiplinks modal popup
		hotkey friendlink friendlinks yqlj print fontsize setfont fx xgwj xgnr bottom topbar header head top`)

	// weakWords name what often is furniture, and may be the head of a document.
	weakWords = words("header head top bottom path location position print")
)

// nameWords are the parts of an element's class and id: article-content,
// TRS_Editor and mainNav have two.
func (n *node) nameWords() []string {
	names := n.get("class") + " " + n.get("id")
	if names == " " {
		return nil
	}
	var found []string
	start := -1
	for i, r := range names {
		letter := unicode.IsLetter(r)
		if start >= 0 && (!letter || unicode.IsUpper(r) && i > 0 && unicode.IsLower(rune(names[i-1]))) {
			found = append(found, strings.ToLower(names[start:i]))
			start = -1
		}
		if letter && start < 0 {
			start = i
		}
	}
	if start >= 0 {
		found = append(found, strings.ToLower(names[start:]))
	}
	return found
}

// markChrome marks the furniture of the site: what calls itself so, by tag,
// role or name, unless it holds too much of what reads like the document.
func (p *page) markChrome(weights []weight) {
	total := weights[0].good
	// The article that is open, and what an editor filled, end before these nodes.
	articles, editor := int32(0), int32(0)
	for i := int32(1); i < int32(len(p.nodes)); i++ {
		n := &p.nodes[i]
		if n.is&isHidden != 0 {
			i = n.end - 1
			continue
		}
		if n.tag == atom.Article || n.tag == atom.Main {
			articles = max(articles, n.end)
		}
		if n.hint() == 2 {
			editor = max(editor, n.end)
		}
		if i < editor && weights[i].link*2 <= weights[i].text {
			continue
		}
		if limit := n.chrome(i < articles, weights[i]); limit > 0 && weights[i].good <= total/100*limit+limit {
			n.is |= isChrome
			i = n.end - 1
		}
	}
}

// markLinks marks the lists of links before and after the text, where the site
// has not given them a name. Pages that are mostly links are left alone.
func (p *page) markLinks(weights []weight) {
	if weights[0].good < weights[0].text/10 {
		return
	}
	for i := int32(1); i < int32(len(p.nodes)); i++ {
		n := &p.nodes[i]
		if n.is&(isHidden|isChrome) != 0 || n.hint() > 0 {
			i = n.end - 1
			continue
		}
		w := weights[i]
		isList := n.tag == atom.Ul || n.tag == atom.Ol
		if isList && w.text > 60 && w.link*5 >= w.text*4 && (n.end <= p.first || i > p.last) {
			n.is |= isChrome
			i = n.end - 1
		}
	}
}

// chrome says how sure it is that an element is furniture: the percentage of
// the page's good text that it may hold and still be taken for it.
func (n *node) chrome(inArticle bool, w weight) int32 {
	switch {
	case chromeTags[n.tag] || chromeRoles[n.get("role")]:
		return 40
	case !inArticle && (n.tag == atom.Footer || n.tag == atom.Header || n.tag == atom.Aside):
		return 25
	case n.is&isBlock == 0 && n.tag != atom.Span || n.tag == atom.P || n.tag == atom.Table || headingLevel[n.tag] > 0 && w.link == 0:
		return 0
	}
	names := n.nameWords()
	if slices.Contains(names, "note") || slices.Contains(names, "notes") { // foot-note
		return 0
	}
	limit := int32(0)
	for _, word := range names {
		switch {
		case !chromeWords[word]:
		case !weakWords[word]:
			return 15
		case w.link*2 > w.text || w.text < 60 && w.sentences == 0:
			limit = 5
		}
	}
	return limit
}
