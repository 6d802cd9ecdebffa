package corpus

// Version names the rules by which this package normalises, divides and splits
// documents. Raise it with every change of them: an index made by other rules
// is made anew.
const Version = "3"
