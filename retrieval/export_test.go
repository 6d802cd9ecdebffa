package retrieval

// MapFrom is the size from which snapshots are mapped.
var MapFrom = &mapFrom

// Frequency is how many passages hold a term.
func (ix *Index) Frequency(term string) int { return ix.lexical.frequency(term) }
