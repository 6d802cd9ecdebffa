package html

import (
	"strings"
	"testing"

	"footnote/corpus"
)

// Whatever the bytes, there is a document or a reason, the tree is one, and no
// text comes twice but the cells that span rows.
func FuzzRead(f *testing.F) {
	for _, seed := range []string{
		"<h1>Plan</h1><p>One <b>two</p> three</b><ul><li>a<li>b</ul>",
		"<table><tr><th rowspan=2>a<td colspan=3>b<tr><td><table><tr><td>x</table></table>",
		"<div style='display:none'><p>a</div><style>.a{display:none}@media{p{}}</style><p class=a>b",
		"<?xml version='1.0' encoding='gb2312'?><html><p>\xb5\xda\xd2\xbb\xcc\xf5</p></html>",
		"<!-- <p> --><title>a_b</title><meta name=PubDate content=2024-01-01><p>第一条　为了<br>　　规范。",
		"<script type='application/ld+json'>{\"datePublished\":\"2024\"}</script><p><sup><a href=x>1</a></sup>",
		"<form><input type=password></form><p>登录", "</p></br><p/><a><a></table><td><li></body>x<html lang=fr>",
	} {
		f.Add([]byte(seed), "gb2312")
	}
	f.Fuzz(func(t *testing.T, data []byte, charset string) {
		c, err := Reader{}.Read(corpus.File{Data: data, Charset: charset})
		if err != nil {
			if err.Error() == "" || len(c.Blocks) > 0 {
				t.Errorf("%d blocks and the error %q", len(c.Blocks), err)
			}
			return
		}
		size := 0
		for _, b := range c.Blocks {
			size += len(b.Text)
			if b.Text == "" || b.Kind == corpus.Heading && (b.Level < 1 || b.Level > 6) {
				t.Errorf("block %+v", b)
			}
		}
		if size > 12*len(data)+2*repeatable+1000 {
			t.Errorf("%d bytes became %d", len(data), size)
		}
		if _, err := corpus.NewDocument("page.html", c); err != nil && !strings.Contains(err.Error(), corpus.ErrNoText.Error()) {
			t.Errorf("no document: %v", err)
		}
	})
}

// A tree's nodes lie within their parents, in order.
func FuzzParse(f *testing.F) {
	f.Add("<p><table><td><p></table></p>", false)
	f.Add("<ul><li><p>a<li></ul></p></li><br/></br>", true)
	f.Fuzz(func(t *testing.T, source string, xml bool) {
		p, err := parse(source, xml)
		if err != nil {
			return
		}
		for i := 1; i < len(p.nodes); i++ {
			n := p.nodes[i]
			if parent := p.nodes[n.parent]; int(n.parent) >= i || n.end > parent.end || int(n.end) <= i || int(parent.end) <= i {
				t.Fatalf("node %d %v ends at %d, its parent %d at %d", i, n.tag, n.end, n.parent, parent.end)
			}
		}
	})
}
