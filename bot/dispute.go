package bot

import (
	"cmp"
	"fmt"
	"math/big"
	"regexp"
	"slices"
	"strings"

	"footnote/corpus"
	"footnote/corpus/quantity"
)

// A dispute is two or more sentences of texts in force that answer a question
// with different figures, the most binding text first and of equal ones the
// later.
//
// That two sentences say different things of one thing is only believed where
// they share every word that says what the figure is of, and where nothing else
// (place, year, unit, another figure, the subject of the text) tells them apart:
// a dispute that is none does more harm than one that is not seen. Sentences in
// two languages are not compared.
type dispute []candidate

// disputeOver finds what the best of the chosen sentences with a figure is in
// dispute with. Candidates come best first.
func (q asked) disputeOver(chosen, candidates []candidate) dispute {
	if !q.asksFigure() {
		return nil
	}
	for _, c := range chosen {
		found := dispute{c}
		for _, other := range candidates {
			if len(found) == maxFacts || other.score < closeEnoughDisputed*candidates[0].score {
				break
			}
			if !found.holds(other.hit.Document) && q.disagree(c, other) {
				found = append(found, other)
			}
		}
		if len(found) > 1 {
			slices.SortStableFunc(found, moreBinding)
			return found
		}
	}
	return nil
}

func (d dispute) holds(document *corpus.Document) bool {
	return slices.ContainsFunc(d, func(c candidate) bool { return c.hit.Document == document })
}

// moreBinding puts the more binding of two documents first and, of two of a kind,
// the later.
func moreBinding(a, b candidate) int {
	x, y := a.hit.Document, b.hit.Document
	return cmp.Or(cmp.Compare(slices.Index(corpus.Kinds, x.Kind), slices.Index(corpus.Kinds, y.Kind)), began(y).Compare(began(x)))
}

func began(d *corpus.Document) corpus.Date {
	if d.EffectiveFrom.IsZero() {
		return d.Published
	}
	return d.EffectiveFrom
}

var namesFigure = regexp.MustCompile(`(?i)\b(limits?|caps?|ceilings?|rates?|fees?|prices?|tax(es)?|shares?|thresholds?|targets?|quotas?|amounts?|periods?|terms?|age|minimum|maximum|deadlines?|costs?|charges?|pays?|paid)\b|\bwhat (was|were|did)\b|标准|费率|税率|价格|票价|时限|期限|限额|目标|年龄|门槛|额度|比例|上限|下限`)

// asksFigure reports whether a question is for a figure, a share or a date, or may
// be, as "What is the speed?" is.
func (q asked) asksFigure() bool {
	return q.wants.number || q.wants.date || q.wants.definition || len(q.numbers) > 0 || namesFigure.MatchString(q.text)
}

// disagree reports whether two sentences give different figures for one thing.
func (q asked) disagree(a, b candidate) bool {
	x, y := a.hit.Document, b.hit.Document
	return x != y && tongue(a) == tongue(b) && q.inForce(x) && q.inForce(y) &&
		!sameOrigin(x, y) && sameScope(a, b) && q.sameSubject(a, b) && q.otherFigure(a.text, b.text)
}

// inForce reports whether a document binds, and nothing says that it does not on
// the day of the question.
func (q asked) inForce(d *corpus.Document) bool {
	switch q.library.Corpus().StatusAt(d, q.day) {
	case corpus.StatusInForce, corpus.StatusTrial, corpus.StatusAmended, corpus.StatusUnknown:
		return d.Kind.Binding()
	}
	return false
}

// sameOrigin reports whether two documents are a text and its translation, or two
// translations.
func sameOrigin(a, b *corpus.Document) bool {
	return a.TranslationOf == b.ID || b.TranslationOf == a.ID || a.TranslationOf != "" && a.TranslationOf == b.TranslationOf
}

// sameScope reports whether two texts are of one place and, where a text of the
// kind is issued for a year, of one year.
func sameScope(a, b candidate) bool {
	x, y := a.hit.Document, b.hit.Document
	if x.Jurisdiction != "" && y.Jurisdiction != "" && !strings.EqualFold(x.Jurisdiction, y.Jurisdiction) {
		return false
	}
	if !slices.Equal(places(a), places(b)) {
		return false
	}
	return !ofOneYear(x) && !ofOneYear(y) || slices.Equal(titleYears(x), titleYears(y))
}

// ofOneYear reports whether a text is issued for the year in its title: the year of
// a regulation only says when it was made.
func ofOneYear(d *corpus.Document) bool { return forYears(d.Kind) && len(titleYears(d)) > 0 }

func forYears(k corpus.Kind) bool {
	return k == corpus.KindPlan || k == corpus.KindNotice || k == corpus.KindGuidance
}

func titleYears(d *corpus.Document) []int {
	var years []int
	for _, x := range quantity.Find(d.Title) {
		if x.Kind == quantity.Date {
			years = append(years, x.Date.Year, x.DateTo.Year)
		}
	}
	slices.Sort(years)
	return slices.Compact(years)
}

// otherFigure reports whether two sentences differ in exactly one figure of the
// kind that is asked for, of the same unit and bound, and in no other.
func (q asked) otherFigure(a, b string) bool {
	wanted, other := q.figuresOf(a)
	wanted2, other2 := q.figuresOf(b)
	x, y := signals{figures: other}, signals{figures: other2}
	if len(wanted) != len(wanted2) || !x.states(y.figures) || !y.states(x.figures) {
		return false
	}
	differing := 0
	for i := range wanted {
		switch {
		case wanted[i].Kind != wanted2[i].Kind || wanted[i].Unit != wanted2[i].Unit || side(wanted[i].Bound) != side(wanted2[i].Bound):
			return false
		case !sameValue(wanted[i], wanted2[i]):
			differing++
		}
	}
	return differing == 1
}

// figuresOf parts the figures of a sentence into those that may answer the
// question and those that say what they are of. References are neither.
func (q asked) figuresOf(text string) (wanted, other []quantity.Quantity) {
	for _, x := range quantity.Find(text) {
		switch x.Kind {
		case quantity.Reference:
		case quantity.Ordinal:
			other = append(other, x)
		case quantity.Date:
			if q.wants.date && !q.wants.number {
				wanted = append(wanted, x)
			} else {
				other = append(other, x)
			}
		default:
			wanted = append(wanted, x)
		}
	}
	return wanted, other
}

// side parts bounds by what they exclude.
func side(b quantity.Bound) int {
	switch b {
	case quantity.AtMost, quantity.LessThan:
		return 1
	case quantity.AtLeast, quantity.MoreThan:
		return 2
	case quantity.By, quantity.Before, quantity.Until:
		return 3
	case quantity.After, quantity.Since:
		return 4
	}
	return 0
}

// nearlySame is how far apart, as a share, two figures may be of which one is
// given as about.
var nearlySame = big.NewRat(1, 10)

func sameValue(a, b quantity.Quantity) bool {
	if a.Covers(b) || b.Covers(a) {
		return true
	}
	if a.Bound != quantity.About && b.Bound != quantity.About || a.Value == nil || b.Value == nil || b.Value.Sign() == 0 {
		return false
	}
	apart := new(big.Rat).Quo(new(big.Rat).Sub(a.Value, b.Value), b.Value)
	return apart.Abs(apart).Cmp(nearlySame) <= 0
}

// dispute notes which citations disagree, on what, of which day each is, and of
// which it is not known whether it applies. It is empty where a sentence was withheld.
func (a *Answer) dispute(f finding) string {
	p := phrases[f.asked.language]
	var marks, figures []string
	for i, c := range f.disputed {
		at := slices.IndexFunc(a.Citations, c.isIn)
		if at < 0 {
			return ""
		}
		x := f.asked.disputedFigure(c, f.disputed[(i+1)%len(f.disputed)])
		mark := fmt.Sprintf("[%d]", a.Citations[at].N())
		marks = append(marks, mark)
		figures = append(figures, p.figure(mark, x.Text, began(c.hit.Document)))
	}
	if len(marks) < 2 {
		return ""
	}
	first, last := f.disputed[0].hit.Document, f.disputed[len(f.disputed)-1].hit.Document
	note := p.disagree(marks, figures, first.Kind != last.Kind)
	for i, c := range f.disputed {
		if f.asked.library.Corpus().StatusAt(c.hit.Document, f.asked.day) == corpus.StatusUnknown {
			note += p.space + p.unknown(marks[i])
		}
	}
	return note
}

// isIn reports whether a citation quotes the candidate, alone or with others.
func (c candidate) isIn(have Citation) bool {
	return have.document == c.hit.Document && have.span.Start <= c.span().Start && c.span().End <= have.span.End
}

// disputedFigure returns the figure of a sentence that another gives otherwise.
func (q asked) disputedFigure(c, other candidate) quantity.Quantity {
	mine, _ := q.figuresOf(c.text)
	theirs, _ := q.figuresOf(other.text)
	for i, x := range mine[:min(len(mine), len(theirs))] {
		if !sameValue(x, theirs[i]) {
			return x
		}
	}
	return quantity.Quantity{}
}
