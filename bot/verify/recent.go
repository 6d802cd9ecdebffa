package verify

import (
	"hash/maphash"
	"sync/atomic"
)

// recent holds what was read of texts lately, each in the one place that its
// hash gives it, where it replaces another. An answer's sentences are checked
// against the same passages, and most of what is read of a passage does not
// depend on the sentence. It may be used from any number of goroutines.
type recent[T any] struct {
	slots [1 << 11]atomic.Pointer[remembered[T]]
}

// A remembered is a value with the text that it was read of: two texts may have one place.
type remembered[T any] struct {
	text  string
	value T
}

var recentSeed = maphash.MakeSeed()

// of returns what read returns for a text. Its result is shared, and must not be
// changed.
func (r *recent[T]) of(text string, read func(text string) T) T {
	slot := &r.slots[maphash.String(recentSeed, text)%uint64(len(r.slots))]
	if had := slot.Load(); had != nil && had.text == text {
		return had.value
	}
	value := read(text)
	slot.Store(&remembered[T]{text, value})
	return value
}
