package quantity

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// A boundForm is a way to say a bound before a figure or behind it.
type boundForm struct {
	bound Bound
	hints []string // one of them is in each text of the form; nil where it is tried anyhow
	form  *regexp.Regexp
}

// before makes the form of a bound before a figure, for texts in lower case. Its
// hints, separated by bars, spare most texts the search for its words.
func before(b Bound, hints, words string) boundForm {
	return boundForm{b, strings.Split(hints, "|"), regexp.MustCompile(`(?:` + words + `)[ ]?$`)}
}

func behind(b Bound, words string) boundForm {
	return boundForm{b, nil, regexp.MustCompile(`^(?i)(?:` + words + `)`)}
}

// The bounds said before a number, the negated ones first: "not more than"
// ends in "more than". Up to four words may stand between "maximum" and the
// number, and up to eight characters behind 最高.
var beforeNumber = []boundForm{
	before(AtMost, `up to|most|than|exceed|within|above|over|maximum|ceiling|cap|limit|超|高于|多于|大于|最高|最多|最长|最大|至多|上限`, `\bup to|at most|(?:no|not) (?:more|higher|greater|longer|later|larger) than|not (?:to )?exceed(?:ing)?|never exceeds?|within|not above|not over`+
		`|\b(?:maximum|ceiling|cap|capped|upper limit)(?: (?:of|at|is|to))?(?: (?:a|an|the))?(?: total of)?`+
		`|(?:不|未|不得|不能|不可|不应)(?:超过|超出|高于|多于|大于|超)|最高|最多|至多|最长|最大|上限`),
	before(AtLeast, `least|than|below|under|minimum|floor|limit|少于|低于|小于|短于|至少|最低|最少|起码|下限`, `at least|(?:no|not) (?:less|fewer|lower|earlier|smaller|shorter) than|not (?:below|under)`+
		`|\b(?:minimum|floor|lower limit)(?: (?:of|at|is))?(?: (?:a|an|the))?`+
		`|(?:不|未|不得|不能|不可|不应)(?:少于|低于|小于|短于)|至少|最低|最少|起码|下限`),
	before(MoreThan, `than|over|above|exceed|beyond|upwards of|in excess of|surpass|topp|超|逾|大于|高于|多于|突破`, `\bmore than|\bover|\babove|\bexceed(?:s|ed|ing)?|(?:greater|higher|longer|larger) than|\bbeyond|upwards of|in excess of|\bsurpass(?:es|ed|ing)?|\btopp(?:ed|ing)`+
		`|超过|超出|超|逾|大于|高于|多于|突破`),
	before(LessThan, `than|under|below|short of|低于|少于|小于|不到|不足|未满|不满|未达`, `\b(?:less|fewer|lower|smaller|shorter) than|\bunder|\bbelow|short of|低于|少于|小于|不到|不足|未满|不满|未达`),
	before(About, `about|around|approx|roughly|nearly|almost|some|circa|close to|estimated|≈|~|约|近|大概`, `\b(?:about|around|approximately|roughly|nearly|almost|some|circa|approx\.?|close to|an estimated)|≈|~|大约|约为|约|将近|接近|大概|近`),
	before(AtMost, `maximum|ceiling|limit|cap|最高|最多|最长|至多|上限|不超过|不高于|不得超过`, `\b(?:maximum|ceiling|upper limit|cap)(?: [a-z]+){1,4}|(?:最高|最多|至多|最长|上限|不(?:超过|高于|得超过))\p{Han}{1,8}`),
	before(AtLeast, `minimum|limit|floor|最低|最少|至少|下限|不低于|不少于|不得低于|不得少于`, `\b(?:minimum|lower limit|floor)(?: [a-z]+){1,4}|(?:最低|最少|至少|下限|不(?:低于|少于|得低于|得少于))\p{Han}{1,8}`),
}

var behindNumber = []boundForm{
	behind(AtMost, `[ ]?(?:or|and) (?:less|fewer|below|under|lower)|[ ]at (?:the )?most|及?以下|或以下|以内|之内`+
		`| (?:is|was|are|being|as) (?:a |an |the )?(?:\w+ )?(?:maximum|ceiling|upper limit|cap)|(?:是|为)\p{Han}{0,4}(?:上限|最高)|封顶`),
	behind(AtLeast, `[ ]?(?:or|and) (?:more|above|over|higher|older|longer|upwards?)|\+|[ ]at (?:the )?(?:least|minimum)|及?以上|或以上|(?:是|为)\p{Han}{0,4}下限|起步`),
	behind(About, `左右|上下|[ ]or so`),
}

var inside = behind(AtMost, `内`)

const partOfDate = `(?:(?:the )?(?:end|start|beginning|middle) of |early[ -]|late[ -]|mid-?)?`

var beforeDate = []boundForm{
	before(By, `by|than|到`, `\b(?:by|no later than|not later than) (?:the )?`+partOfDate+`|\bby|力争到|到`),
	before(Before, `before|prior|ahead`, `\b(?:before|prior to|ahead of) (?:the )?`+partOfDate+`|\b(?:before|prior to|ahead of)`),
	before(After, `after|following`, `\b(?:after|following) (?:the )?`+partOfDate+`|\b(?:after|following)`),
	before(Since, `since|from|starting|as of|effective|beginning|自|从`, `\b(?:since|from|starting|as of|effective|beginning)(?: in| on| from)?(?: the)? ?`+partOfDate+`|自从|自|从`),
	before(Until, `until|till|through|to|截|至`, `\b(?:until|till|through|up to|to)(?: the)? ?`+partOfDate+`|截至|截止|至`),
}

var behindDate = []boundForm{
	behind(Before, `(?:年?[底末])?(?:以前|之前|前)`),
	behind(After, `以后|之后|后`),
	behind(Since, `[初中底末]?(?:起|以来|开始)|[ ]onwards?`),
	behind(Until, `[初中底末]?为?止`),
}

// boundOf returns the bound of a quantity from the words around it, in its
// clause and at most window bytes away.
func boundOf(s string, q Quantity) Bound {
	left, right := clauseBefore(s, q.Start), s[q.End:min(len(s), q.End+window)]
	switch q.Kind {
	case Ordinal, Reference:
		return Exact
	case Date:
		if q.DateTo != (Day{}) {
			left = strings.TrimSuffix(strings.TrimSuffix(strings.TrimSuffix(left, "from "), "自"), "从") // "from" opens the span
		}
		return matching(right, behindDate, matching(strings.ToLower(left), beforeDate, Exact))
	case Duration:
		if inside.form.MatchString(right) && !hasAnyPrefix(right, "内部", "内容", "内外") {
			return AtMost
		}
	}
	if strings.HasSuffix(left, "最近") || strings.HasSuffix(left, "附近") || strings.HasSuffix(left, "突破") && q.Unit == item {
		return Exact
	}
	if b := matching(right, behindNumber, Exact); b != Exact {
		return b
	}
	return matching(strings.ToLower(left), beforeNumber, Exact)
}

func matching(text string, forms []boundForm, otherwise Bound) Bound {
	for _, f := range forms {
		if f.hintedIn(text) && f.form.MatchString(text) {
			return f.bound
		}
	}
	return otherwise
}

func (f boundForm) hintedIn(text string) bool {
	return f.hints == nil || slices.ContainsFunc(f.hints, func(h string) bool { return strings.Contains(text, h) })
}

// clauseBefore returns the end of the clause before an offset.
func clauseBefore(s string, end int) string {
	start := max(0, end-window)
	for start < end && !utf8.RuneStart(s[start]) {
		start++
	}
	clause := s[start:end]
	if i := strings.LastIndexAny(clause, ",.;:!?()，。；：！？、（）\n"); i >= 0 {
		_, size := utf8.DecodeRuneInString(clause[i:])
		clause = clause[i+size:]
	}
	return clause
}
