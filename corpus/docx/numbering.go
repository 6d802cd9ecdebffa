package docx

import (
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"
)

// levels is how many levels a list has.
const levels = 9

// maxMarker bounds the pattern of a marker, in bytes: it is written once for
// every paragraph of the list.
const maxMarker = 200

// A level says how one level of a list is numbered.
type level struct {
	start   int
	format  string
	pattern string // such as "第%1条" or "%1.%2"
	legal   bool   // all its numbers are decimal
	restart int    // it begins anew after this level, counted from 1; 0 is never, -1 the one above
	style   string // of the paragraphs that are on this level
}

// A list is the definition that numbers of paragraphs refer to, with its
// counters as they stand.
type list struct {
	levels [levels]level
	link   string // the style whose list this one is
	count  [levels]int
	begun  [levels]bool
}

// An instance of a list may begin anew.
type instance struct {
	list   string
	levels map[int]level // in the place of those of the list
	start  map[int]int
	used   bool
}

// numbering numbers the paragraphs of a document in their order.
type numbering struct {
	lists     map[string]*list
	instances map[int]*instance
	styles    *styles
}

func newNumbering() *numbering {
	return &numbering{lists: make(map[string]*list), instances: make(map[int]*instance)}
}

func (n *numbering) read(c *cursor) error {
	return c.root(func(e element) error {
		switch e.name() {
		case "abstractNum":
			l, err := readList(c)
			n.lists[e.attr("abstractNumId")] = l
			return err
		case "num":
			i, err := readInstance(c)
			n.instances[e.number("numId", 1<<30, 0)] = i
			return err
		}
		return c.skip()
	})
}

func readList(c *cursor) (*list, error) {
	l := &list{}
	for i := range l.levels {
		l.levels[i] = level{format: "decimal", restart: -1}
	}
	err := c.children(func(e element) (err error) {
		switch e.name() {
		case "numStyleLink":
			l.link = e.val()
		case "lvl":
			i := e.number("ilvl", levels-1, 0)
			l.levels[i], err = readLevel(c)
			return err
		}
		return c.skip()
	})
	return l, err
}

// readLevel reads a level. Where there is a choice of formats, as for those
// that old programs do not know, the last one is for them, and known here.
func readLevel(c *cursor) (level, error) {
	l := level{format: "decimal", restart: -1}
	var read func(element) error
	read = func(e element) error {
		switch e.name() {
		case "AlternateContent", "Choice", "Fallback":
			return c.children(read)
		case "start":
			l.start = e.number("val", 32767, 0)
		case "numFmt":
			l.format = e.val()
		case "lvlText":
			if l.pattern = e.val(); len(l.pattern) > maxMarker {
				l.pattern = ""
			}
		case "isLgl":
			l.legal = e.isOn()
		case "lvlRestart":
			l.restart = e.number("val", levels, -1)
		case "pStyle":
			l.style = e.val()
		}
		return c.skip()
	}
	err := c.children(read)
	return l, err
}

func readInstance(c *cursor) (*instance, error) {
	n := &instance{levels: make(map[int]level), start: make(map[int]int)}
	err := c.children(func(e element) error {
		switch e.name() {
		case "abstractNumId":
			n.list = e.val()
		case "lvlOverride":
			i := e.number("ilvl", levels-1, 0)
			return c.children(func(e element) (err error) {
				switch e.name() {
				case "startOverride":
					n.start[i] = e.number("val", 32767, 0)
				case "lvl":
					n.levels[i], err = readLevel(c)
					return err
				}
				return c.skip()
			})
		}
		return c.skip()
	})
	return n, err
}

// A marker is what stands before a paragraph of a list.
type marker struct {
	text   string
	bullet bool
}

// next counts a paragraph and returns its marker. A paragraph that is in no
// list, or in one that does not exist, has none.
func (n *numbering) next(p properties, style string) marker {
	in, l := n.find(p.number)
	if l == nil {
		return marker{}
	}
	at := p.level
	if at < 0 {
		at = l.levelOf(style)
	}
	in.begin(l)
	l.advance(at, in.level(l, at).start)
	return in.marker(l, at)
}

// find returns the instance that a number refers to and its list, which may be
// that of a style.
func (n *numbering) find(number int) (*instance, *list) {
	for range 3 { // a list by way of a style, and no circle
		in := n.instances[number]
		if in == nil || number <= 0 {
			return nil, nil
		}
		l := n.lists[in.list]
		if l == nil || l.link == "" {
			return in, l
		}
		number = n.styles.of(l.link).number
	}
	return nil, nil
}

func (l *list) levelOf(style string) int {
	for i := range l.levels {
		if style != "" && l.levels[i].style == style {
			return i
		}
	}
	return 0
}

// begin sets the counters to where an instance says it starts.
func (in *instance) begin(l *list) {
	if in.used {
		return
	}
	in.used = true
	for i := range l.count {
		if _, ok := in.start[i]; ok {
			l.begun[i] = false
		}
	}
}

func (in *instance) level(l *list, i int) level {
	lv := l.levels[i]
	if own, ok := in.levels[i]; ok {
		lv = own
	}
	if start, ok := in.start[i]; ok {
		lv.start = start
	}
	return lv
}

// advance counts one more on a level, and lets those below it begin anew.
func (l *list) advance(at, start int) {
	if l.begun[at] {
		l.count[at]++
	} else {
		l.count[at], l.begun[at] = start, true
	}
	for i := at + 1; i < levels; i++ {
		if r := l.levels[i].restart; r < 0 || r > at {
			l.begun[i] = false
		}
	}
}

// marker writes the numbers of a level into its pattern.
func (in *instance) marker(l *list, at int) marker {
	own := in.level(l, at)
	if own.format == "bullet" {
		return marker{bullet: true}
	}
	var b strings.Builder
	pattern := own.pattern
	for i := 0; i < len(pattern); i++ {
		if pattern[i] != '%' || i+1 == len(pattern) || pattern[i+1] < '1' || pattern[i+1] > '9' {
			b.WriteByte(pattern[i])
			continue
		}
		i++
		b.WriteString(in.numeral(l, int(pattern[i]-'1'), own.legal))
	}
	return marker{text: strings.TrimSpace(b.String())}
}

// numeral returns the number of a level as it is written. One that has not
// begun shows where it will.
func (in *instance) numeral(l *list, i int, legal bool) string {
	lv := in.level(l, i)
	n := l.count[i]
	if !l.begun[i] {
		n = lv.start
	}
	if legal {
		return strconv.Itoa(n)
	}
	return numeral(n, lv.format)
}

// before returns a text with its marker. After a Chinese mark there is no
// space.
func (m marker) before(text string) string {
	last, _ := utf8.DecodeLastRuneInString(m.text)
	if m.text == "" || strings.ContainsRune("、）】", last) {
		return m.text + text
	}
	return m.text + " " + text
}

// isItem reports whether a paragraph with this marker is an entry of a list.
// What other markers number may be a heading: the corpus decides, as it does
// where they were typed.
func (m marker) isItem() bool { return m.bullet || isEnumerator(m.text) }

// namesPart reports whether a marker calls a part by its name, such as
// Article 5. It stands on a line of its own above text, as no mark ends it.
func (m marker) namesPart() bool { return namedPart.MatchString(m.text) }

var namedPart = regexp.MustCompile(`^(?:(?i:article|section|part|chapter|annex|appendix|schedule|art\.|sec\.)|§) ?[\dIVXLCA-Z.]+$`)

var enumerator = regexp.MustCompile(`^(?:[（(](?:[a-z]|[ivxlc]{1,6}|\d{1,3})[）)]|[①-⑳⑴-⒇])`)

func isEnumerator(s string) bool { return enumerator.MatchString(s) }
