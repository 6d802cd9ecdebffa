package html

import (
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/net/html/atom"

	"footnote/corpus"
)

// documentTitle prefers the heading that the page's own title repeats.
func (p *page) documentTitle(stated map[string]string) string {
	whole := squeeze(p.title)
	headings := p.headings()
	for _, name := range titleNames {
		if title := squeeze(stated[name]); title != "" && isTitleLike(title) {
			return p.withoutSite(title, stated)
		}
	}
	for _, h := range headings {
		if strings.Contains(letters(whole), letters(h)) {
			return h
		}
	}
	if title := p.withoutSite(whole, stated); title != "" {
		return title
	}
	if len(headings) == 1 {
		return headings[0]
	}
	return ""
}

func isTitleLike(s string) bool { return textWidth(s) >= 4 && textWidth(s) <= 400 }

// headings returns the texts of the visible headings of the first level.
func (p *page) headings() []string {
	var found []string
	for i := int32(0); i < int32(len(p.nodes)); i++ {
		n := &p.nodes[i]
		if n.is&(isHidden|isChrome) != 0 {
			i = n.end - 1
			continue
		}
		if n.tag != atom.H1 {
			continue
		}
		if text := trimPermalink(squeeze(p.textOf(i))); isTitleLike(text) {
			found = append(found, text)
		}
		i = n.end - 1
	}
	return found
}

// textOf returns the visible text of a node on one line.
func (p *page) textOf(i int32) string {
	r := renderer{page: p, flat: true}
	r.renderBelow(i)
	var parts []string
	for _, b := range r.out {
		parts = append(parts, b.Text)
	}
	return strings.Join(parts, " ")
}

func squeeze(s string) string { return strings.Join(strings.Fields(corpus.Normalize(s)), " ") }

// letters leaves of a text what two spellings of a title share.
func letters(s string) string {
	return strings.ToLower(strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || strings.ContainsRune("“”\"'‘’", r) {
			return -1
		}
		return r
	}, s))
}

var (
	siteWords = regexp.MustCompile(`(?i)(?:网|网站|门户|平台|频道|栏目)$|^(?:gov\.uk|home|homepage|official (?:web)?site|首页)$|\.(?:gov|org|com|net|eu|cn)(?:\.[a-z]{2})?$`)
)

// withoutSite cuts the name of the site from the end of a title, or from its
// beginning, where it evidently is one.
func (p *page) withoutSite(title string, stated map[string]string) string {
	site := ""
	for _, name := range siteNames {
		if site == "" {
			site = squeeze(stated[name])
		}
	}
	for {
		shorter := cutSite(title, site)
		if shorter == title {
			return title
		}
		title = shorter
	}
}

func cutSite(title, site string) string {
	if site != "" && len(site) < len(title) {
		const joints = " -–—_|｜·:："
		if rest, ok := strings.CutSuffix(title, site); ok && rest != strings.TrimRight(rest, joints) {
			return strings.TrimRight(rest, joints)
		}
		if rest, ok := strings.CutPrefix(title, site); ok && rest != strings.TrimLeft(rest, joints) {
			return strings.TrimLeft(rest, joints)
		}
	}
	for _, separator := range []string{"|", "｜", "_", "»", "::", "--", "—", " - ", " – ", "-"} {
		if before, after, ok := cutLast(title, separator); ok && (siteWords.MatchString(after) || separator == "|" || separator == "｜" || separator == "_" && onlyHan(after)) {
			return before
		}
		before, after, ok := strings.Cut(title, separator)
		if before, after = strings.TrimSpace(before), strings.TrimSpace(after); ok && siteWords.MatchString(before) && isTitleLike(after) {
			return after
		}
	}
	return title
}

func onlyHan(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return !corpus.IsHan(r) })
}

func cutLast(s, separator string) (before, after string, ok bool) {
	i := strings.LastIndex(s, separator)
	if i < 0 {
		return s, "", false
	}
	before, after = strings.TrimSpace(s[:i]), strings.TrimSpace(s[i+len(separator):])
	return before, after, isTitleLike(before) && textWidth(after) <= 60
}
