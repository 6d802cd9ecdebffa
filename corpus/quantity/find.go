package quantity

import (
	"maps"
	"math/big"
	"slices"
	"strings"
	"unicode/utf8"
)

// Find returns the quantities of a text in order. They do not overlap, and
// their offsets are those of whole characters of text. The work is linear in
// the length of the text, whatever it holds.
func Find(text string) []Quantity {
	f := fold(text)
	s := scanner{text: f.text}
	s.scan()
	out := merge(f.text, s.found)
	for i := range out {
		q := &out[i]
		if q.Bound == Exact {
			q.Bound = boundOf(f.text, *q)
		}
		q.Start, q.End = f.origin(q.Start), f.origin(q.End)
		q.Text = text[q.Start:q.End]
	}
	return out
}

type scanner struct {
	text  string
	found []Quantity
}

// scan reads the text from left to right. Where nothing begins it goes on
// behind the word or the character.
func (s *scanner) scan() {
	for i := 0; i < len(s.text); {
		q, ok := s.at(i)
		if ok {
			s.found = append(s.found, q)
			i = q.End
			continue
		}
		i = s.skip(i)
	}
}

// at reads the quantity that begins at i.
func (s *scanner) at(i int) (Quantity, bool) {
	t := s.text
	switch c := t[i]; {
	case isDigit(c):
		return s.digits(i)
	case isLetter(c):
		return s.letters(i)
	case c == '[' || c == '(':
		return documentNumberAt(t, i)
	case c == '$':
		return s.money(i, "USD", i+1)
	case c < utf8.RuneSelf:
		return Quantity{}, false
	}
	return s.wide(i)
}

// skip returns the offset behind what stands at i and is no quantity: a word
// with the digits that belong to it, such as COVID-19, or one character.
func (s *scanner) skip(i int) int {
	t := s.text
	if !isLetter(t[i]) && !isDigit(t[i]) {
		_, size := utf8.DecodeRuneInString(t[i:])
		return i + size
	}
	start := i
	for i < len(t) && (isLetter(t[i]) || isDigit(t[i]) || t[i] == '.' && isDigit(t[i-1]) && i+1 < len(t) && isDigit(t[i+1])) {
		i++
	}
	if name := t[start:i]; i+1 < len(t) && t[i] == '-' && isDigit(t[i+1]) && !datePrefix[strings.ToLower(name)] && name[0] < 'a' {
		return s.skip(i + 1)
	}
	return i
}

// datePrefix are the words that a hyphen joins to a year.
var datePrefix = wordSet("mid pre post early late")

// beginnings are the first two letters of all words that a quantity may begin
// with, but for those that a currency does, which are capital.
var beginnings = func() (pairs [26][26]bool) {
	words := slices.Concat(slices.Collect(maps.Keys(dateBeginnings)), slices.Collect(maps.Keys(citedParts)),
		slices.Collect(maps.Keys(numberWords)), slices.Collect(maps.Keys(ordinalWords)), []string{"an"})
	for _, w := range words {
		if isLetter(w[1]) {
			pairs[w[0]-'a'][w[1]-'a'] = true
		}
	}
	return pairs
}()

// beginsNone tells most words from those that letters has to look at.
func beginsNone(s string) bool {
	return len(s) > 1 && 'a' <= s[0] && s[0] <= 'z' && 'a' <= s[1] && s[1] <= 'z' && !beginnings[s[0]-'a'][s[1]-'a']
}

func (s *scanner) letters(i int) (Quantity, bool) {
	t := s.text
	if beginsNone(t[i:]) {
		return Quantity{}, false
	}
	if c, end := currencyAt(t, i); c != "" {
		if q, ok := s.money(i, c, end); ok {
			return q, true
		}
	}
	for _, read := range []func(string, int) (Quantity, bool){dateAt, loneMonthAt, namedPartAt} {
		if q, ok := read(t, i); ok {
			return q, true
		}
	}
	if word, _ := wordAt(t, i); !beginsSpelled(word) {
		return Quantity{}, false
	}
	return s.spelled(i)
}

func beginsSpelled(word string) bool {
	_, number := numberWords[word]
	return number || word == "a" || word == "an" || ordinalWords[word] > 0
}

// spelled reads an ordinal, a fraction or a number in words.
func (s *scanner) spelled(i int) (Quantity, bool) {
	if q, ok := spelledOrdinalAt(s.text, i); ok {
		return q, true
	}
	f, ok := fractionAt(s.text, i)
	if ok {
		return s.measured(i, f, "")
	}
	if f, ok = spelledAt(s.text, i); !ok {
		return Quantity{}, false
	}
	q, ok := s.measured(i, f, "")
	one := ok && f.value.Cmp(ratOf(1)) == 0
	if one && (q.End == f.end || q.Unit == item || !known[q.Unit] || q.Unit == "times") {
		return Quantity{}, false // "one of", "one project": no count
	}
	return q, ok
}

// currencyAt reads the name of a currency before an amount.
func currencyAt(s string, i int) (code string, end int) {
	if c := s[i]; 'a' <= c && c <= 'z' {
		return "", i // most words
	}
	for _, c := range []struct{ word, code string }{
		{"RMB", "CNY"}, {"CNY", "CNY"}, {"CN¥", "CNY"}, {"US$", "USD"}, {"USD", "USD"}, {"HK$", "HKD"}, {"HKD", "HKD"},
		{"EUR", "EUR"}, {"GBP", "GBP"}, {"JPY", "JPY"}, {"¥", "CNY"}, {"€", "EUR"}, {"£", "GBP"}, {"人民币", "CNY"}, {"美元", "USD"},
	} {
		if strings.HasPrefix(s[i:], c.word) {
			end = i + len(c.word)
			for end < len(s) && (s[end] == ' ' || s[end] == '$') || strings.HasPrefix(s[end:], "¥") {
				_, size := utf8.DecodeRuneInString(s[end:])
				end += size
				if end-i > len(c.word)+3 {
					break
				}
			}
			return c.code, end
		}
	}
	return "", i
}

// money reads the amount at i behind a currency that begins at start.
func (s *scanner) money(start int, currency string, i int) (Quantity, bool) {
	var f figure
	ok := false
	switch {
	case i < len(s.text) && isDigit(s.text[i]):
		f, ok = s.figure(i, true)
	case i < len(s.text) && isLetter(s.text[i]):
		f, ok = spelledAt(s.text, i)
	case i < len(s.text):
		f, ok = hanAt(s.text, i)
	}
	if !ok {
		return Quantity{}, false
	}
	return s.measured(start, f, currency)
}

// figure reads a number in digits with its scale.
func (s *scanner) figure(i int, money bool) (figure, bool) {
	digits, end := digitsAt(s.text, i)
	if len(digits) > maxDigits {
		return figure{}, false
	}
	v, ok := new(big.Rat).SetString(digits)
	if !ok {
		return figure{}, false
	}
	f := scaled(s.text, figure{value: v, end: end}, money)
	f.plain = f.end == end && end == i+len(digits) && !strings.Contains(digits, ".")
	return f, true
}

// measured adds the unit to a figure and so decides what it is.
func (s *scanner) measured(start int, f figure, currency string) (Quantity, bool) {
	q := Quantity{Kind: Number, Start: start, End: f.end, Value: f.value, Bound: f.bound}
	if f.power > 0 {
		q.scale = times(ratOf(1), f.power)
	}
	u, end := unitAt(s.text, f.end)
	if currency != "" {
		q.Kind, q.Unit = Money, currency
		if u.kind == Money && u.name == currency {
			q.End = end
		}
		return q, true
	}
	if glued := f.end < len(s.text) && isLetter(s.text[f.end]); glued && end == f.end && !strings.HasPrefix(s.text[f.end:], "m ") {
		return Quantity{}, false // 6G, 3D
	}
	q.Kind, q.Unit, q.End = u.kind, u.name, end
	if u.factor != nil {
		q.Value = new(big.Rat).Mul(q.Value, u.factor)
		q.scale = times(u.factor, f.power)
	}
	if strings.HasPrefix(s.text[q.End:], "人民币") {
		q.End += len("人民币")
	}
	if q.Bound == Exact && hasAnyPrefix(s.text[q.End:], "多", "余") && !hasAnyPrefix(s.text[q.End:], "多元", "多边", "多样") {
		q.Bound, q.End = MoreThan, q.End+len("多") // 3年多, 10亿元余
	}
	return q, true
}

func (s *scanner) digits(i int) (Quantity, bool) {
	for _, read := range []func(string, int) (Quantity, bool){dateAt, ordinalAt, dottedAt} {
		if q, ok := read(s.text, i); ok {
			return q, true
		}
	}
	f, ok := s.figure(i, false)
	if !ok {
		_, end := digitsAt(s.text, i)
		return Quantity{Kind: Reference, Start: i, End: end, Unit: s.text[i:end]}, true
	}
	if q, ok := bareYear(s.text, i, f); ok {
		return q, true
	}
	if strings.HasPrefix(s.text[f.end:], "分之") {
		return s.partsOf(i, f)
	}
	return s.measured(i, f, "")
}
