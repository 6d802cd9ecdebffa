package corpus

import (
	"slices"
	"unicode"
)

const (
	shingle    = 16 // letters and digits
	sketchSize = 24
)

// sketch returns a sample of the shingles of a text, which are all its runs of
// 16 letters and digits: those with the lowest hashes, ascending. It is the
// bottom-k sketch of A. Broder's "On the resemblance and containment of
// documents" (1997): two texts have about the share of their samples in common
// that they have of their shingles. Marks, spaces, case and width do not matter.
func sketch(text string) []uint64 {
	const base = 0x9E3779B97F4A7C15
	power := uint64(1) // base to the length of a shingle
	for range shingle {
		power *= base
	}
	var window [shingle]uint64
	var sum uint64
	n := 0
	lowest := make([]uint64, 0, sketchSize+1)
	for _, r := range text {
		r = foldRune(r)
		if r < 0 {
			continue
		}
		oldest := &window[n%shingle]
		sum = sum*base + uint64(r) - *oldest*power
		*oldest = uint64(r)
		if n++; n < shingle {
			continue
		}
		hash := mix(sum)
		if len(lowest) < sketchSize || hash < lowest[sketchSize-1] {
			lowest = insert(lowest, hash)
		}
	}
	return lowest
}

func insert(lowest []uint64, hash uint64) []uint64 {
	i, found := slices.BinarySearch(lowest, hash)
	if found {
		return lowest
	}
	lowest = slices.Insert(lowest, i, hash)
	return lowest[:min(len(lowest), sketchSize)]
}

// mix spreads the bits of a sum: the finaliser of MurmurHash3.
func mix(h uint64) uint64 {
	h ^= h >> 33
	h *= 0xFF51AFD7ED558CCD
	h ^= h >> 33
	h *= 0xC4CEB9FE1A85EC53
	return h ^ h>>33
}

// foldRune returns a letter or digit in lower case and half width, and -1 for
// anything else.
func foldRune(r rune) rune {
	if r >= 0xFF01 && r <= 0xFF5E {
		r -= 0xFF01 - '!'
	}
	switch {
	case r >= 'a' && r <= 'z', r >= '0' && r <= '9', r >= 0x4E00 && r <= 0x9FFF:
		return r
	case r >= 'A' && r <= 'Z':
		return r - 'A' + 'a'
	case r < 0x80 || isCJKPunctuation(r) || !isWordRune(r):
		return -1
	}
	return unicode.ToLower(r)
}
