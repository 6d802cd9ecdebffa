package prompts

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A marker names sentences at a place in a text, in brackets of any kind: [1.2],
// 【1.2】, [1.2, 1.4], [1.2-1.4], [source 1, sentence 2].
type marker struct {
	start, end int // bytes, with the brackets
	ids        []ID
}

const (
	maxMarker = 160 // bytes of a marker
	maxNumber = 999 // of a source or sentence; a larger one is a year or the like
	maxIDs    = 40  // of a marker or line
)

const openers, closers = "[［【〔〖", "]］】〕〗"

// findMarkers returns the markers of a text in square brackets, in order.
func findMarkers(text string) []marker { return scanMarkers(text, false) }

// findAnyMarkers also returns those in round brackets, which mean something else
// unless they hold words, or stand where a sentence ends.
func findAnyMarkers(text string) []marker { return scanMarkers(text, true) }

func scanMarkers(text string, round bool) []marker {
	var out []marker
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		square := strings.ContainsRune(openers, r)
		if !square && !(round && (r == '(' || r == '（')) {
			i += size
			continue
		}
		m, ok := markerAt(text, i, size, square)
		if !ok {
			i += size
			continue
		}
		out = append(out, m)
		i = m.end
	}
	return out
}

// markerAt reads the marker whose bracket opens at i.
func markerAt(text string, i, size int, square bool) (marker, bool) {
	rest := text[i+size : min(len(text), i+size+maxMarker)]
	n := strings.IndexAny(rest, openers+closers+"()（）\n")
	if n < 0 {
		return marker{}, false
	}
	r, width := utf8.DecodeRuneInString(rest[n:])
	if square && !strings.ContainsRune(closers, r) || !square && r != ')' && r != '）' {
		return marker{}, false
	}
	read := readIDs(rest[:n])
	m := marker{i, i + size + n + width, read.ids}
	switch {
	case !read.ok:
		return m, square && noID.MatchString(rest[:n])
	case !square:
		return m, read.worded || read.dotted && besideEnd(text, m)
	case !read.dotted && !read.worded:
		return m, !strings.HasPrefix(text[m.end:], "号") && !beginsWithDigit(text[m.end:]) // 财字〔98〕12号
	}
	return m, true
}

// noID is what looks like the number of a sentence and cannot be one.
var noID = regexp.MustCompile(`^\s*\^?\d{1,9}(?:\.\d{1,9}){1,4}\s*$`)

func beginsWithDigit(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	return unicode.IsDigit(r)
}

// besideEnd reports whether a marker stands where a sentence ends.
func besideEnd(text string, m marker) bool {
	before, after := strings.TrimRight(text[:m.start], " "), strings.TrimLeft(text[m.end:], " ")
	last, _ := utf8.DecodeLastRuneInString(before)
	next, _ := utf8.DecodeRuneInString(after)
	return after == "" || strings.ContainsRune(stops+"([（［【", next) || strings.ContainsRune(stops, last) || before == ""
}

// read is what stands in brackets, if it is nothing but the names of sentences.
type read struct {
	ids            []ID
	ok             bool
	dotted, worded bool // some are like 1.2; some words say what the numbers are
}

// A lexeme is a number, or a sign or word by what it means here: '.' between the
// source and the sentence, ',' between names, '-' in a range, 'S' for sources, 's'
// for sentences, ':' for a colon, which may stand for '.', and ' ' for what means nothing.
type lexeme struct {
	kind   rune
	number int
}

var lexicon = map[string]rune{
	"source": 'S', "sources": 'S', "src": 'S', "s": 'S', "doc": 'S', "document": 'S', "passage": 'S', "text": 'S', "ref": 'S',
	"来源": 'S', "來源": 'S', "源": 'S', "文献": 'S', "文獻": 'S', "资料": 'S', "資料": 'S', "文件": 'S', "材料": 'S', "篇": 'S',
	"sentence": 's', "sentences": 's', "sent": 's', "line": 's', "lines": 's', "句子": 's', "句": 's',
	"and": ',', "和": ',', "及": ',', "与": ',', ",": ',', ";": ',', "、": ',', "&": ',', "/": ',', "|": ',',
	"to": '-', "至": '-', "到": '-', "-": '-', "–": '-', "—": '-', "~": '-', "‑": '-',
	".": '.', "·": '.', "。": '.', ":": ':', "†": ' ', "第": ' ', "see": ' ', "见": ' ', "id": ' ', "^": ' ', "#": ' ', "引用": ' ',
}

// lex splits the inside of a bracket. It fails on anything that is no lexeme.
func lex(text string) ([]lexeme, bool) {
	text = strings.ToLower(strings.Map(narrow, text))
	var out []lexeme
	for text != "" {
		r, size := utf8.DecodeRuneInString(text)
		length, kind := size, rune(0)
		switch {
		case r == ' ':
			text = text[size:]
			continue
		case r >= '0' && r <= '9':
			length = len(text) - len(strings.TrimLeft(text, "0123456789"))
			n, err := strconv.Atoi(text[:length])
			if err != nil || n > maxNumber {
				return nil, false
			}
			out = append(out, lexeme{'0', n})
		case r >= 'a' && r <= 'z':
			length = len(text) - len(strings.TrimLeft(text, "abcdefghijklmnopqrstuvwxyz"))
			kind = lexicon[text[:length]]
		default:
			for _, n := range []int{6, 3, 2, 1} {
				if n <= len(text) && lexicon[text[:n]] != 0 {
					length, kind = n, lexicon[text[:n]]
					break
				}
			}
		}
		if kind != 0 {
			out = append(out, lexeme{kind: kind})
		} else if len(out) == 0 || out[len(out)-1].kind != '0' || r < '0' || r > '9' {
			return nil, false
		}
		text = text[length:]
	}
	return out, true
}

// narrow maps full-width digits, letters and signs to those of ASCII.
func narrow(r rune) rune {
	if r >= '！' && r <= '～' {
		return r - '！' + '!'
	}
	if r == '　' {
		return ' '
	}
	return r
}

// readIDs reads the inside of a bracket.
func readIDs(text string) read {
	lexemes, ok := lex(text)
	if !ok {
		return read{}
	}
	p := idReader{lexemes: lexemes}
	for p.at < len(lexemes) {
		if !p.step() {
			return read{}
		}
	}
	p.whole()
	p.out.ok = len(p.out.ids) > 0
	return p.out
}

// An idReader goes over lexemes. It remembers the source that was named last and
// what the words said that numbers count.
type idReader struct {
	lexemes []lexeme
	at      int
	counts  rune // 'S' or 's'; 0 where no word said it
	source  int
	open    bool // source was named, and no sentence of it yet
	out     read
}

func (p *idReader) kind(i int) rune {
	if i < len(p.lexemes) {
		return p.lexemes[i].kind
	}
	return 0
}

// step reads what begins at the next lexeme.
func (p *idReader) step() bool {
	l := p.lexemes[p.at]
	switch l.kind {
	case '0':
		return p.number()
	case 'S', 's':
		p.counts, p.out.worded = l.kind, true
	case '.', '-':
		return false
	case ':':
		if !p.out.worded {
			return false
		}
	}
	p.at++
	return true
}

// number reads a number and, where it begins a name or a range, what belongs to it.
func (p *idReader) number() bool {
	n := p.lexemes[p.at].number
	p.at++
	switch {
	case (p.kind(p.at) == '.' || p.kind(p.at) == ':') && p.kind(p.at+1) == '0':
		p.whole()
		p.source, p.out.dotted = n, true
		n = p.lexemes[p.at+1].number
		p.at += 2
		return p.sentences(n)
	case p.kind(p.at) == 's' || p.counts == 's' && p.kind(p.at) != 'S':
		return p.source > 0 && p.sentences(n)
	case p.out.dotted && p.counts == 0:
		return p.sentences(n)
	}
	p.whole()
	p.source, p.open = n, true
	if p.kind(p.at) == '-' && p.kind(p.at+1) == '0' && p.kind(p.at+2) != '.' {
		last := p.lexemes[p.at+1].number
		for ; p.source < last && len(p.out.ids) < maxIDs; p.source++ {
			p.add(ID{p.source, 0})
		}
		p.at += 2
	}
	return n > 0
}

// sentences adds sentence n of the source, and those up to the end of a range.
func (p *idReader) sentences(n int) bool {
	p.open = false
	if p.source == 0 {
		return false
	}
	first := ID{p.source, n}
	last := first
	if p.kind(p.at) == '-' && p.kind(p.at+1) == '0' {
		last.Sentence = p.lexemes[p.at+1].number
		p.at += 2
		if p.kind(p.at) == '.' && p.kind(p.at+1) == '0' {
			last = ID{last.Sentence, p.lexemes[p.at+1].number}
			p.at += 2
		}
	}
	p.add(first)
	for id := first; last.Source == first.Source && id.Sentence < last.Sentence-1 && len(p.out.ids) < maxIDs; {
		id.Sentence++
		p.add(id)
	}
	p.add(last)
	return last.Source > 0
}

// whole adds the source that was named without a sentence.
func (p *idReader) whole() {
	if p.open {
		p.add(ID{p.source, 0})
	}
	p.open = false
}

func (p *idReader) add(id ID) { p.out.ids = addIDs(p.out.ids, id) }

// addIDs adds those that are not there yet.
func addIDs(ids []ID, more ...ID) []ID {
	for _, id := range more {
		if len(ids) < maxIDs && !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	return ids
}
