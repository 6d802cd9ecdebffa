package corpus

// Merge returns a glossary of the entries of both. Those of over take the place of
// the ones of g that share a form with them; those of g that have a form of without
// are left out.
func (g *Glossary) Merge(over *Glossary, without []string) *Glossary {
	merged := &Glossary{}
	gone := make(map[*Entry]bool)
	for _, form := range without {
		gone[g.Entry(form)] = true
	}
	for _, e := range over.Entries() {
		_ = merged.add(e, nil) // its entries share no form
	}
	for _, e := range g.Entries() {
		if !gone[e] && len(merged.entries) < maxEntries {
			_ = merged.add(e, nil) // one that cannot be added is replaced
		}
	}
	return merged
}

// Entry returns the entry that has a form, or nil.
func (g *Glossary) Entry(form string) *Entry {
	if g == nil {
		return nil
	}
	return g.forms.find(form)
}
