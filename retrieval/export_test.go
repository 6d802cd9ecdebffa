package retrieval

var UnmapAfter = &unmapAfter

// Frequency is how many passages hold a term.
func (ix *Index) Frequency(term string) int { return ix.lexical.frequency(term) }
