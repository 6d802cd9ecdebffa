package eval

// An outcome is how one of many cases went, and what is said of it where it went
// the other way before.
type outcome struct {
	id        string
	good      bool
	won, lost string
}

// flips returns what is said of the cases whose outcome is another than in an
// older report, and whether one that was good is not any more. Cases of only one
// of the reports do not count; common tells whether there is any other.
func flips(before, after []outcome) (said []string, loss, common bool) {
	good := make(map[string]bool)
	for _, o := range before {
		good[o.id] = o.good
	}
	for _, o := range after {
		was, known := good[o.id]
		common = common || known
		switch {
		case !known || was == o.good:
		case o.good:
			said = append(said, o.won)
		default:
			loss, said = true, append(said, o.lost)
		}
	}
	return said, loss, common
}
