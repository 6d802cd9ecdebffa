package corpus

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// A head is what opens a section: the label at the beginning of a block, which
// may be all of it, and how deep it stands. Headings of the format's own have
// ranks 1 to 6; what the text itself numbers comes below them.
type head struct {
	label string
	rank  int
	unit  int // the rank that the label's own words give it, or 0
}

const (
	rankAnnex   = 8 + iota // 附件1, Annex A
	rankPart               // 第一编, Part I
	rankChapter            // 第一章, Chapter 1
	rankSection            // 第一节, Section 1
	rankArticle            // 第一条, Article 1
	rankClause             // Section 1, below an Article
	rankFirst              // 一、
	rankSecond             // （一）
	rankThird              // 1. and, one lower for every number more, 2.3

	rankContents = 99 // a table of contents: whatever follows ends it
)

const numeral = `[` + hanDigits + `\d０-９]{1,9}`

var (
	chineseUnit    = regexp.MustCompile(`^第 ?(` + numeral + `) ?(分编|编|部分|篇|章|节|条)(?:之[` + hanDigits + `]{1,3})?`)
	chineseAnnex   = regexp.MustCompile(`^附 ?(?:件|录|表|图) ?(?:` + numeral + `)? ?[:：]?$`)
	articleTitle   = regexp.MustCompile(`^ ?(?:【[^】]{1,30}】|〔[^〕]{1,30}〕|（[^）]{1,30}）)`)
	englishUnit    = regexp.MustCompile(`^(?i:(annex|appendix|schedule|part|title|chapter|section|article|sec\.|art\.|§)) ?((?:[IVXLC]+|\d+[A-Za-z]?(?:[.-]\d+[A-Za-z]?)*|[A-Z])\b)([.:]?)`)
	chineseFirst   = regexp.MustCompile(`^([` + hanDigits + `]{1,4})、 ?`)
	chineseSecond  = regexp.MustCompile(`^[（(]([` + hanDigits + `]{1,4})[）)] ?`)
	annexList      = regexp.MustCompile(`^附 ?件 ?[:：] ?1 ?[.．、]`)
	decimalNumber  = regexp.MustCompile(`^(\d{1,3}(?:\.\d{1,3}){0,5})([.．、)]? ?)(?:\p{L}|["“《(（])`)
	continuesPlain = regexp.MustCompile(`^(?:规定|所|的|第|至|、|，|和|或|及|与|等|中|之|款|项|以[及外内前后]|到)`)
)

// An outliner says which blocks of a document open sections. It reads them in
// order, as a number means what the numbers before it make of it.
type outliner struct {
	blocks  []Block
	article int         // the number of the last 第…条
	inside  bool        // an article: its numbered paragraphs are items
	below   bool        // an English Section stands below an Article
	items   map[int]int // by rank, the last number that was an item and not a heading
	listed  int         // the table of contents ends before this block
}

// head says whether block i opens a section and, if it does not, whether it is
// a numbered item.
func (o *outliner) head(i int) (h head, opens, item bool) {
	b := o.blocks[i]
	if i < o.listed {
		return head{}, false, true
	}
	if end := contentsEnd(o.blocks, i); end > 0 {
		o.listed = end
		return head{label: b.Text, rank: rankContents}, true, false
	}
	switch b.Kind {
	case Heading:
		h, opens = head{label: b.Text, rank: min(max(b.Level, 1), 6)}, true
		if named, ok := o.named(i); ok {
			h.unit = named.unit
		} else if _, rank, _ := enumerator(b.Text); rank > 0 {
			h.unit = rank
		}
	case Paragraph:
		if h, opens = o.named(i); !opens {
			h, opens, item = o.numbered(i)
		}
	}
	if opens {
		o.enter(h)
	}
	return h, opens, item
}

// enter notes that h has opened. Any heading but a numbered one ends an
// article.
func (o *outliner) enter(h head) {
	if h.unit < rankFirst {
		o.inside = h.unit >= rankArticle
		clear(o.items)
	}
}

// named recognises the parts that a text calls by their name: 第二章, Article 5.
func (o *outliner) named(i int) (head, bool) {
	text := o.blocks[i].Text
	if m := chineseUnit.FindStringSubmatch(text); m != nil {
		return o.chinese(i, m)
	}
	if chineseAnnex.MatchString(text) {
		return head{text, rankAnnex, rankAnnex}, true
	}
	return o.english(text)
}

func (o *outliner) chinese(i int, m []string) (head, bool) {
	text, rest := o.blocks[i].Text, o.blocks[i].Text[len(m[0]):]
	rank := rankPart
	switch m[2] {
	case "章":
		rank = rankChapter
	case "节":
		rank = rankSection
	case "条":
		return o.articleHead(i, m[0], m[1])
	}
	fits := isTitle(text) && !continuesPlain.MatchString(rest)
	return head{text, rank, rank}, fits
}

// articleHead tells the article 第三条 from a sentence that mentions it. Its
// label ends after the number, or after the article's title where it has one.
func (o *outliner) articleHead(i int, label, number string) (head, bool) {
	text := o.blocks[i].Text
	rest := text[len(label):]
	n, _ := parseNumeral(number)
	spaced := rest == "" || strings.ContainsAny(rest[:1], " :") || strings.HasPrefix(rest, "：")
	titled := articleTitle.FindString(rest)
	// One article may have been missed; the next must not be missed with it.
	follows := n >= o.article && n <= o.article+2
	if !spaced && titled == "" && (!follows || continuesPlain.MatchString(rest)) {
		return head{}, false
	}
	o.article = n
	h := head{label + titled, rankArticle, rankArticle}
	if isTitle(text) && textWidth(text) <= 50 && o.hasBody(i) {
		h.label = text
	}
	return h, true
}

// hasBody reports whether block i is followed by text of its own, and not by
// the next numbered part.
func (o *outliner) hasBody(i int) bool {
	if i+1 == len(o.blocks) {
		return false
	}
	next := o.blocks[i+1]
	return next.Kind == Item || next.Kind == Row || next.Kind == Paragraph && chineseUnit.FindString(next.Text) == ""
}

var englishRanks = map[string]int{
	"annex": rankAnnex, "appendix": rankAnnex, "schedule": rankAnnex, "part": rankPart, "title": rankPart,
	"chapter": rankChapter, "section": rankSection, "sec.": rankSection, "§": rankSection, "article": rankArticle, "art.": rankArticle,
}

// english recognises a line such as "Article 5" or "PART II General", and the
// beginning of a paragraph such as "Section 4. The board shall …".
func (o *outliner) english(text string) (head, bool) {
	m := englishUnit.FindStringSubmatch(text)
	if m == nil {
		return head{}, false
	}
	name, rest := strings.ToLower(m[1]), strings.TrimLeft(text[len(m[0]):], " –—-")
	rank := englishRanks[name]
	if rank == rankSection && o.below {
		rank = rankClause
	}
	h := head{text, rank, rank}
	switch first, _ := utf8.DecodeRuneInString(rest); {
	case m[1] == name && name != "§": // "section 4", in the middle of a hard-wrapped sentence
		return head{}, false
	case rest != "" && !isUpperStart(first):
		return head{}, false
	case isTitle(text):
	case rest != "" && m[3] != "":
		h.label = m[0]
	case rest != "" || m[3] == "": // "Article 5 The Union shall …" may be either
		return head{}, false
	}
	o.below = o.below || rank == rankArticle
	return h, true
}

func isUpperStart(r rune) bool { return r >= 'A' && r <= 'Z' || strings.ContainsRune("\"“(['‘", r) }

// numbered recognises the levels 一、 （一） 1. and 2.3. One is a heading when it
// has text below it, or is the first clause of a longer paragraph; the numbered
// paragraphs of an article, an enumeration and a table of contents are items.
func (o *outliner) numbered(i int) (h head, opens, item bool) {
	text := o.blocks[i].Text
	if annexList.MatchString(text) {
		o.items[rankThird] = 1
		return head{}, false, true
	}
	label, rank, number := enumerator(text)
	if rank == 0 {
		return head{}, false, false
	}
	h = head{text, rank, rank}
	listed := number > 1 && o.items[rank] == number-1
	switch {
	case o.inside || listed || isEnumerated(text):
	case isTitle(text):
		opens = o.leads(i, rank)
	case rank == rankFirst, rank == rankSecond:
		h.label, opens = clauseLabel(text, label, rank)
	}
	if !opens {
		o.items[rank] = number
	}
	return h, opens, !opens
}

// enumerator returns the number that a text begins with and its rank, or 0. A
// line such as 一、二级市场 has none.
func enumerator(text string) (label string, rank, number int) {
	if m := chineseFirst.FindStringSubmatch(text); m != nil && markerLen(text) > 0 {
		number, _ = parseNumeral(m[1])
		return m[0], rankFirst, number
	}
	if m := chineseSecond.FindStringSubmatch(text); m != nil {
		number, _ = parseNumeral(m[1])
		return m[0], rankSecond, number
	}
	m := decimalNumber.FindStringSubmatch(text)
	if m == nil || m[2] == "" || m[2] == " " && !strings.Contains(m[1], ".") {
		return "", 0, 0 // "3 ministries", "3D"
	}
	depth := strings.Count(m[1], ".")
	last := m[1][strings.LastIndexByte(m[1], '.')+1:]
	number, _ = parseNumeral(last)
	return m[1] + m[2], rankThird + depth, number
}

// isEnumerated reports whether a line ends as an entry of an enumeration does.
func isEnumerated(text string) bool {
	return strings.HasSuffix(text, "；") || strings.HasSuffix(text, ";") || strings.HasSuffix(text, "；和") || strings.HasSuffix(text, "; and")
}

// leads reports whether the line after i is text or a lower level, and not the
// next number of the same or a higher one.
func (o *outliner) leads(i, rank int) bool {
	if i+1 == len(o.blocks) {
		return false
	}
	next := o.blocks[i+1]
	if next.Kind == Heading {
		return false
	}
	_, r, _ := enumerator(next.Text)
	_, named := o.peek(next.Text)
	return !named && (r == 0 || r > rank)
}

func (o *outliner) peek(text string) (head, bool) {
	look := outliner{blocks: []Block{{Text: text}}, article: o.article, below: o.below}
	return look.named(0)
}

// clauseLabel takes the first sentence of a paragraph for its heading where it
// is short and the text goes on: 一、总体要求。到2025年…. Otherwise 一、 alone is.
func clauseLabel(text, label string, rank int) (string, bool) {
	clause, rest, ok := strings.Cut(text, "。")
	if ok && rest != "" && textWidth(clause) <= 60 && strings.Count(clause, "，") <= 1 && !strings.ContainsAny(clause, "：；") {
		return clause + "。", true
	}
	return strings.TrimSpace(label), rank == rankFirst
}

// isTitle reports whether a line can be a heading: at most 100 columns and 16
// words, and no mark at its end that ends or continues a sentence.
func isTitle(text string) bool {
	if text == "" || textWidth(text) > 100 || len(strings.Fields(text)) > 16 {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(text)
	return !strings.ContainsRune(".。；;:：,，、!！?？…”\"|", last)
}
