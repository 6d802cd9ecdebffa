package html

import (
	"golang.org/x/net/html/atom"

	"footnote/corpus"
)

// A node is a run of text or an element. Nodes lie in the order of the
// document, so that what is below node i are the nodes from i+1 to its end, and
// whatever is asked of a tree is one loop, however deep it nests.
type node struct {
	tag    atom.Atom // 0 for text, and for an element that HTML does not know
	is     flags
	parent int32
	end    int32
	text   string // of text; of an unknown element its name
	attr   *attributes
}

type flags uint16

const (
	isText flags = 1 << iota
	isBlock
	isHidden // by its own attributes or style
	isChrome // navigation and other furniture of the site
	isBold
	isCentred
	isLeft
	isMarker // of an item, as word processors write it
	isPale   // its text is white
	isGround // it, or what it lies in, has a ground that white can be read on
)

// attributes are the ones that are of use here, the first of each name.
type attributes map[string]string

func (n *node) get(name string) string {
	if n.attr == nil {
		return ""
	}
	return (*n.attr)[name]
}

func (n *node) has(name string) bool {
	if n.attr == nil {
		return false
	}
	_, ok := (*n.attr)[name]
	return ok
}

// A page is what the parser makes of a document.
type page struct {
	nodes   []node // the first is the root
	tables  map[int32]*table
	weighed []weight // of text

	first, last int32 // the blocks that the good text begins and ends with
	title       string
	noscript    string   // the beginning of what is shown without JavaScript
	scripts     []string // of type JSON-LD
	sheets      []string // style sheets
}

const (
	maxNodes     = 4 << 20
	maxAttribute = 4 << 10 // bytes that are kept of a value
	maxKept      = 24      // attributes of one element
	maxScript    = 256 << 10
)

var errTooMany = corpus.ErrTooMuch.Errorf("has more than %d elements; split it into several pages", maxNodes)

var keptAttributes = words(`class id style role itemprop hidden aria-hidden colspan rowspan start value type href align
	color bgcolor background width height datetime content name property rel lang xml:lang open http-equiv aria-level`)
