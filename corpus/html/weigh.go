package html

import "golang.org/x/net/html/atom"

// A weight says what text a node and those below it hold, in columns of a
// terminal, so that both scripts weigh alike.
type weight struct {
	text      int32 // that is seen
	link      int32 // of it, in links
	sentences int32 // that end
	good      int32 // text outside links that reads as sentences, or is in a table
}

func (w *weight) add(v weight) {
	w.text += v.text
	w.link += v.link
	w.sentences += v.sentences
	w.good += v.good
}

// measure weighs the visible text of every node: first what stands directly in
// each block, which decides what it is worth, and then what is below.
func (p *page) measure() []weight {
	p.first, p.last = 0, 0
	weights, directly := make([]weight, len(p.nodes)), make([]weight, len(p.nodes))
	blockOf := make([]int32, len(p.nodes))
	inCell := make([]bool, len(p.nodes))
	linked := int32(0) // the link that is open ends before this node
	for i := int32(1); i < int32(len(p.nodes)); i++ {
		n := &p.nodes[i]
		blockOf[i], inCell[i] = blockOf[n.parent], inCell[n.parent] || n.tag == atom.Td || n.tag == atom.Th
		switch {
		case n.is&(isHidden|isChrome) != 0:
			i = n.end - 1
		case n.is&isBlock != 0:
			blockOf[i] = i
		case n.tag == atom.A && n.has("href"):
			linked = max(linked, n.end)
		case n.is&isText != 0:
			w := p.weigh(i)
			if i < linked {
				w.link = w.text
			}
			directly[blockOf[i]].add(w)
		}
	}
	for i := len(p.nodes) - 1; i >= 0; i-- {
		w := &weights[i]
		if p.nodes[i].is&isBlock != 0 {
			good := directly[i].worth(inCell[i])
			if w.good += good; good > 0 {
				p.first, p.last = int32(i), max(p.last, int32(i))
			}
			w.add(directly[i])
		}
		if i > 0 {
			weights[p.nodes[i].parent].add(*w)
		}
	}
	return weights
}

// weigh weighs the text of a node, once.
func (p *page) weigh(i int32) weight {
	if p.weighed == nil {
		p.weighed = make([]weight, len(p.nodes))
	}
	if p.weighed[i].text == 0 {
		p.weighed[i] = weigh(p.nodes[i].text)
	}
	return p.weighed[i]
}

// worth is how much of the text that stands directly in a block is good: a
// sentence is, a label is not, and what is between may be.
func (w weight) worth(inCell bool) int32 {
	own := w.text - w.link
	switch {
	case w.sentences > 0 && own >= 20:
		return own
	case inCell || own >= 30:
		return own / 2
	}
	return 0
}

// weigh counts the columns and the sentences of a text.
func weigh(s string) weight {
	var w weight
	var before rune
	for _, r := range s {
		switch {
		case r > ' ' && r < 0x7F:
			w.text++
		case r >= wide:
			w.text += 2
			if r == '。' || r == '；' || r == '！' || r == '？' {
				w.sentences++
			}
		case r > 0xA0:
			w.text++
		case isStop(before):
			w.sentences++
		}
		before = r
	}
	if isStop(before) {
		w.sentences++
	}
	return w
}

// wide is the first character that takes two columns, but for some that do not
// matter where nothing is aligned.
const wide = 0x2E80

func isStop(r rune) bool { return r == '.' || r == ';' || r == '?' || r == '!' }

// textWidth is the number of columns of a text without its spaces.
func textWidth(s string) int {
	n := 0
	for _, r := range s {
		switch {
		case r > ' ' && r < wide && r != 0xA0:
			n++
		case r >= wide && r != 0x3000:
			n += 2
		}
	}
	return n
}
