package verify

import (
	"cmp"
	"regexp"
	"regexp/syntax"
	"slices"
	"strings"
	"unicode"
)

// A pattern is a regular expression of many alternatives, of which only those
// are tried on a text that have a literal in it. Most texts hold none of some
// hundred words, and to look for a literal is many times cheaper than to try an
// expression at every place.
type pattern struct{ alternatives []alternative }

type alternative struct {
	*regexp.Regexp
	literals []string // in lower case; every match holds one of them. nil where it is tried on any text
}

// newPattern reads an expression whose alternatives stand outside all groups.
func newPattern(expression string) pattern {
	var p pattern
	flags := ""
	for _, a := range alternativesOf(expression) {
		if rest, ok := strings.CutPrefix(a, "(?i)"); ok {
			flags, a = "(?i)", rest
		}
		tree, err := syntax.Parse(flags+a, syntax.Perl)
		if err != nil {
			panic(err) // as regexp.MustCompile does
		}
		literals, _ := literalsOf(tree)
		p.alternatives = append(p.alternatives, alternative{regexp.MustCompile(flags + a), literals})
	}
	return p
}

// alternativesOf cuts an expression at the bars outside its groups and classes.
func alternativesOf(expression string) []string {
	var out []string
	depth, start := 0, 0
	for i := 0; i < len(expression); i++ {
		switch expression[i] {
		case '\\':
			i++
		case '(', '[':
			depth++
		case ')', ']':
			depth--
		case '|':
			if depth == 0 {
				out = append(out, expression[start:i])
				start = i + 1
			}
		}
	}
	return append(out, expression[start:])
}

// may reports whether an alternative can match a text in lower case.
func (a alternative) may(lower string) bool {
	return a.literals == nil || slices.ContainsFunc(a.literals, func(l string) bool { return strings.Contains(lower, l) })
}

// find returns where a text, which is given in lower case too, matches: in
// order, and without overlaps.
func (p pattern) find(text, lower string) [][]int {
	var out [][]int
	for _, a := range p.alternatives {
		if a.may(lower) {
			out = append(out, a.FindAllStringIndex(text, -1)...)
		}
	}
	if len(out) < 2 {
		return out
	}
	slices.SortStableFunc(out, func(a, b []int) int { return cmp.Compare(a[0], b[0]) })
	end := 0
	return slices.DeleteFunc(out, func(m []int) bool {
		if m[0] < end {
			return true
		}
		end = m[1]
		return false
	})
}

// matches reports whether a text matches.
func (p pattern) matches(text string) bool {
	lower := strings.ToLower(text)
	return slices.ContainsFunc(p.alternatives, func(a alternative) bool { return a.may(lower) && a.MatchString(text) })
}

// literalsOf returns literals of which each match of an expression holds one at
// least, and whether there are such.
func literalsOf(tree *syntax.Regexp) (literals []string, ok bool) {
	switch tree.Op {
	case syntax.OpLiteral:
		return []string{strings.Map(unicode.ToLower, string(tree.Rune))}, true
	case syntax.OpCapture, syntax.OpPlus:
		return literalsOf(tree.Sub[0])
	case syntax.OpAlternate:
		for _, sub := range tree.Sub {
			of, found := literalsOf(sub)
			if !found {
				return nil, false
			}
			literals = append(literals, of...)
		}
		return literals, true
	case syntax.OpConcat:
		for _, sub := range tree.Sub {
			if of, found := literalsOf(sub); found && (!ok || shortest(of) > shortest(literals)) {
				literals, ok = of, true
			}
		}
	}
	return literals, ok
}

func shortest(literals []string) int {
	least := len(literals[0])
	for _, l := range literals {
		least = min(least, len(l))
	}
	return least
}
