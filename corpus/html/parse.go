package html

import (
	"bytes"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// An open element of the parser's stack: the depths of the nearest elements of
// each kind at or above it, or -1.
type open struct {
	node int32
	name string
	near [nearKinds]int32
}

// A parser builds a tree without what would take more than linear time or
// bounded depth: where a browser moves nodes about or repeats elements that
// were closed in the wrong order, they stay where they are. The order of the
// text is that of the source.
type parser struct {
	page
	stack []open
	named map[string]*[]int32 // the depths of the open elements of a name
	z     *html.Tokenizer
	xml   bool
}

// parse reads a document. XML has empty elements and CDATA, and no raw text.
func parse(source string, xml bool) (*page, error) {
	p := parser{named: make(map[string]*[]int32), z: html.NewTokenizer(strings.NewReader(source)), xml: xml}
	p.z.AllowCDATA(xml)
	p.nodes = append(p.nodes, node{parent: -1, is: isBlock})
	root := open{}
	for k := range root.near {
		root.near[k] = -1
	}
	p.stack = append(p.stack, root)
	for {
		switch p.z.Next() {
		case html.ErrorToken:
			p.closeTo(1)
			p.nodes[0].end = int32(len(p.nodes))
			return &p.page, nil
		case html.TextToken:
			p.addText(string(p.z.Text()))
		case html.StartTagToken:
			p.start(false)
		case html.SelfClosingTagToken:
			p.start(p.xml)
		case html.EndTagToken:
			name, _ := p.z.TagName()
			p.endTag(name)
		}
		if len(p.nodes) > maxNodes {
			return nil, errTooMany
		}
	}
}

func (p *parser) top() *open { return &p.stack[len(p.stack)-1] }

func (p *parser) add(n node) {
	n.parent = p.top().node
	n.end = int32(len(p.nodes) + 1)
	p.nodes = append(p.nodes, n)
}

// addText adds text, or keeps what an element says that is not of the page.
func (p *parser) addText(text string) {
	switch parent := &p.nodes[p.top().node]; parent.tag {
	case atom.Title:
		if p.title == "" && !p.within(atom.Svg) {
			p.title = text
		}
	case atom.Style:
		p.sheets = append(p.sheets, text)
	case atom.Script:
		if strings.Contains(parent.get("type"), "ld+json") && len(text) <= maxScript {
			p.scripts = append(p.scripts, text)
		}
	case atom.Noscript:
		if len(p.noscript) < maxAttribute {
			p.noscript += text[:min(len(text), maxAttribute)]
		}
	default:
		if strings.TrimSpace(text) != "" {
			p.leaveHead()
		}
		if last := len(p.nodes) - 1; strings.TrimSpace(text) != "" || p.nodes[last].is&isText == 0 {
			p.add(node{is: isText, text: text})
		}
	}
}

func (p *parser) within(tag atom.Atom) bool {
	depths := p.named[tag.String()]
	return depths != nil && len(*depths) > 0
}

func (p *parser) start(empty bool) {
	raw, more := p.z.TagName()
	tag := atom.Lookup(raw)
	name := tag.String()
	if tag == 0 {
		name = string(raw)
	}
	n := node{tag: tag, attr: p.attributes(more)}
	if tag == 0 {
		n.text = name
	}
	if tag == atom.Html || tag == atom.Body {
		p.merge(tag, &n)
		return
	}
	if !headTags[tag] {
		p.leaveHead()
	}
	for _, k := range ended(tag) {
		if at := p.top().near[k]; at > 0 {
			p.closeTo(int(at))
		}
	}
	if headingLevel[tag] > 0 && headingLevel[p.nodes[p.top().node].tag] > 0 {
		p.closeTo(len(p.stack) - 1)
	}
	if blockTags[tag] {
		n.is |= isBlock
	}
	p.add(n)
	if empty {
		p.z.NextIsNotRawText()
	}
	if !empty && !voidTags[tag] {
		p.push(tag, name)
	}
}

// merge takes over the attributes of a page's own elements, which may be
// missing and may come twice.
func (p *parser) merge(tag atom.Atom, n *node) {
	if p.nodes[0].attr == nil {
		p.nodes[0].attr = &attributes{}
	}
	if lang := n.get("lang") + n.get("xml:lang"); tag == atom.Html && !p.nodes[0].has("lang") {
		(*p.nodes[0].attr)["lang"] = lang
	}
	if tag == atom.Body {
		p.leaveHead()
	}
}

// leaveHead closes the head before what does not belong there.
func (p *parser) leaveHead() {
	if p.nodes[p.top().node].tag == atom.Head {
		p.closeTo(len(p.stack) - 1)
	}
}

func (p *parser) attributes(more bool) *attributes {
	var kept attributes
	for more && len(kept) < maxKept {
		var key, value []byte
		key, value, more = p.z.TagAttr()
		if !keptAttributes[string(key)] {
			continue
		}
		if kept == nil {
			kept = make(attributes, 2)
		}
		if _, twice := kept[string(key)]; !twice {
			kept[string(key)] = string(value[:min(len(value), maxAttribute)])
		}
	}
	if kept == nil {
		return nil
	}
	return &kept
}

func (p *parser) push(tag atom.Atom, name string) {
	depth := int32(len(p.stack))
	o := open{node: int32(len(p.nodes) - 1), name: name, near: p.top().near}
	for _, k := range bounds[tag] {
		o.near[k] = -1
	}
	if k, ok := kindOf[tag]; ok {
		o.near[k] = depth
	}
	switch tag {
	case atom.Table, atom.Td, atom.Th, atom.Caption, atom.Template:
		o.near[nearTable] = depth
	}
	if blockTags[tag] {
		o.near[nearBlock] = depth
	}
	p.stack = append(p.stack, o)
	depths := p.named[name]
	if depths == nil {
		depths = new([]int32)
		p.named[name] = depths
	}
	*depths = append(*depths, depth)
}

// closeTo closes the open elements from a depth on.
func (p *parser) closeTo(depth int) {
	for len(p.stack) > depth {
		o := p.top()
		p.nodes[o.node].end = int32(len(p.nodes))
		depths := p.named[o.name]
		*depths = (*depths)[:len(*depths)-1]
		p.stack = p.stack[:len(p.stack)-1]
	}
}

// endTag closes the element that an end tag is of. None gets out of a table's
// cell but those of the table, and that of an inline element ends no block but
// where it is a link, whose text would otherwise seem to go on.
func (p *parser) endTag(name []byte) {
	tag := atom.Lookup(name)
	switch {
	case tag == atom.Br:
		p.add(node{tag: tag})
		return
	case tag == atom.P && p.top().near[nearP] < 0:
		p.add(node{tag: tag, is: isBlock})
		return
	}
	depths := p.named[string(name)]
	if depths == nil || len(*depths) == 0 || tag == atom.Html || tag == atom.Body {
		return
	}
	at, near := (*depths)[len(*depths)-1], p.top().near
	_, ofTable := kindOf[tag]
	switch {
	case tag == atom.Table:
	case ofTable && tag != atom.A:
		if near[kindOf[tag]] != at {
			return
		}
	case at < near[nearTable]:
		return
	case !blockTags[tag] && tag != atom.A && at < near[nearBlock]:
		return
	}
	p.closeTo(int(at))
}

// rootOf returns the name of the first element, and whether the source says
// that it is XML.
func rootOf(source string) (name string, xml bool) {
	z := html.NewTokenizer(strings.NewReader(source))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return "", xml
		case html.CommentToken:
			xml = xml || bytes.HasPrefix(z.Raw(), []byte("<?xml"))
		case html.StartTagToken, html.SelfClosingTagToken:
			n, _ := z.TagName()
			return string(n), xml
		}
	}
}
