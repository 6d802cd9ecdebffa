package bot

import (
	"math/big"

	"footnote/corpus/quantity"
)

// answersClaim reports whether a sentence states a figure of the kind that the
// question claims another of: "Is it 30 million?" - "Up to RMB 10 million."
func answersClaim(claims, found []quantity.Quantity) bool {
	for _, claim := range claims {
		for _, x := range found {
			if alike(claim, x) {
				return true
			}
		}
	}
	return false
}

// alike reports whether two figures could be answers to one question: they are
// of one kind and unit, or the claim leaves the unit open and is of the same
// magnitude.
func alike(claim, x quantity.Quantity) bool {
	switch x.Kind {
	case quantity.Date, quantity.Reference, quantity.Ordinal:
		return false
	}
	if x.Kind == claim.Kind && x.Unit == claim.Unit {
		return claim.Unit != "" || sameMagnitude(claim, x)
	}
	return claim.Kind == quantity.Number && claim.Unit == "" && sameMagnitude(claim, x)
}

// sameMagnitude reports whether two values are within a factor of a hundred.
func sameMagnitude(a, b quantity.Quantity) bool {
	if a.Value == nil || b.Value == nil || a.Value.Sign() <= 0 || b.Value.Sign() <= 0 {
		return false
	}
	ratio, _ := new(big.Rat).Quo(a.Value, b.Value).Float64()
	return 0.01 < ratio && ratio < 100
}

func anyCovers(found []quantity.Quantity, want quantity.Quantity) bool {
	for _, have := range found {
		if have.Covers(want) {
			return true
		}
	}
	return false
}
