package corpus

// Version names the rules by which this package and the readers below it read,
// normalise, divide and split documents. Raise it with every change of them: an
// index made by other rules is made anew.
const Version = "4"
