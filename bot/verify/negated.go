package verify

import "slices"

// Negated reports whether a part of a text denies or prohibits something. "Not only" and
// 不仅 do not, nor do the bounds of figures, and neither does an empty text.
func Negated(text string) bool {
	return slices.ContainsFunc(operatorsIn(unmasked(text)), func(o operator) bool { return o.kind.family == "negation" })
}

// DeniesMore reports whether a text denies, prohibits or exempts where another one does
// not do the same anywhere.
func DeniesMore(text, than string) bool {
	said := denials(than)
	return slices.ContainsFunc(denials(text), func(c class) bool { return !slices.Contains(said, c) })
}

// denials are the ways in which a text says that something is not so, or need not be.
func denials(text string) []class {
	var out []class
	for _, o := range operatorsIn(unmasked(text)) {
		if o.kind.family == "negation" || o.kind.class == opExemption {
			out = append(out, o.kind.class)
		}
	}
	return out
}
