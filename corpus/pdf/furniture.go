package pdf

import (
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"footnote/corpus"
)

// Running heads, feet and page numbers are no part of the text: they would
// stand in the middle of its sentences.

const (
	margin      = 0.13 // of the page: how far from its edge they stand
	edgeRows    = 3    // how many rows at an edge are looked at
	minRepeats  = 3    // pages on which a line stands before it is a running head
	numberShare = 0.5  // of the pages that have a number: how many fit one count
)

// A place is a row at the edge of a page.
type place struct {
	sheet int
	row   row
	top   bool
	rank  int // 0 is the outermost
	text  string
	key   string // the text, # for its numbers
	alone bool   // white parts it from the text
}

var (
	digits     = regexp.MustCompile(`\d+`)
	pageNumber = regexp.MustCompile(`^(?i:[-–—|·. ]*(?:page|p\.|第)? ?#(?: ?页)?(?: ?(?:of|/|，|,|共|\|)? ?(?:共 ?)?#(?: ?页)?)?[-–—|·. ]*)$`)
	roman      = regexp.MustCompile(`^[ivxl]{1,7}$`)
)

// furniture takes the running heads, feet and page numbers from the pages and
// returns the numbers that are printed on them, by page, where they count on
// from page to page.
func furniture(sheets []sheet, pages [][]fragment) []string {
	var places []place
	for i := range pages {
		places = append(places, edges(i, sheets[i], pages[i])...)
	}
	repeated, counted := repeats(places, pages), counts(places, len(pages))
	var numbers []place
	remove := make([]map[float64]bool, len(pages))
	for i := range remove {
		remove[i] = make(map[float64]bool)
	}
	for _, p := range places {
		number := pageNumber.MatchString(p.key) || roman.MatchString(p.key)
		if repeated(p) || counted(p) || number && p.alone && p.rank == 0 && fitsPage(p, len(pages)) {
			remove[p.sheet][p.row[0].base] = true
			numbers = append(numbers, p)
		}
	}
	for i, fs := range pages {
		pages[i] = slices.DeleteFunc(fs, func(f fragment) bool {
			for base := range remove[i] {
				if math.Abs(f.base-base) <= 0.4*f.size {
					return true
				}
			}
			return false
		})
	}
	return printed(numbers, len(pages))
}

// edges returns the outermost rows of a page that stand in its margins.
func edges(i int, s sheet, fs []fragment) []place {
	rs := rows(fs)
	height := s.box.height()
	var out []place
	for k := range min(edgeRows, len(rs)) {
		above, below := rs[k], rs[len(rs)-1-k]
		if above[0].base > s.box.y1-margin*height {
			out = append(out, newPlace(i, above, true, k, k+1 == len(rs) || gapBetween(above, rs[k+1]) > 1))
		}
		if below[0].base < s.box.y0+margin*height && len(rs)-1-k > k {
			out = append(out, newPlace(i, below, false, k, gapBetween(rs[len(rs)-2-k], below) > 1))
		}
	}
	return out
}

// gapBetween returns the white between two rows, in sizes of the text.
func gapBetween(above, below row) float64 {
	return (above[0].bottom() - below[0].top()) / max(below[0].size, 1)
}

func newPlace(i int, r row, top bool, rank int, alone bool) place {
	text := r.joined()
	return place{i, r, top, rank, text, strings.ToLower(digits.ReplaceAllString(text, "#")), alone}
}

// repeats returns a function that says whether a place holds what stands at
// the same height on other pages too: on most pages or, as running heads
// change with the chapter, on many of those around it. What stands as often
// within pages is text: the titles of columns, say, which begin a page by chance.
func repeats(places []place, parts [][]fragment) func(place) bool {
	pages := len(parts)
	type at struct {
		text string
		y    int
	}
	height := func(p place) int { return int(math.Round(p.row[0].base / 6)) }
	seen := make(map[at][]int) // sheets
	for _, p := range places {
		for d := -1; d <= 1; d++ {
			k := at{p.text, height(p) + d}
			seen[k] = append(seen[k], p.sheet)
		}
	}
	inside := insides(parts, places)
	return func(p place) bool {
		on := seen[at{p.text, height(p)}]
		if n := inside[p.text]; n >= minRepeats && 2*n >= len(on) {
			return false
		}
		if pages < 2*minRepeats {
			return p.alone && p.rank == 0 && pages > 1 && len(on) == pages
		}
		near := 0
		for _, sheet := range on {
			if sheet >= p.sheet-window && sheet <= p.sheet+window {
				near++
			}
		}
		return len(on)*2 >= pages || p.alone && near >= minNear
	}
}

// insides counts how often the text of a place is that of a row within a page.
func insides(pages [][]fragment, places []place) map[string]int {
	count := make(map[string]int)
	for _, p := range places {
		count[p.text]--
	}
	for _, fs := range pages {
		for _, r := range rows(fs) {
			count[r.joined()]++
		}
	}
	return count
}

// window is how many pages before and behind a page are looked at for its
// running head: those of a chapter, or every other one.
const (
	window  = 5
	minNear = 4
)

// counts returns a function that says whether a row apart from the text holds
// the number of its page, as that of most pages does: "Scope 12". That of a
// heading such as "Article 12" does not count with the pages.
func counts(places []place, pages int) func(place) bool {
	type series struct {
		top    bool
		offset int
	}
	count := make(map[series]int)
	for _, p := range places {
		for _, n := range pageNumbers(p) {
			count[series{p.top, n - p.sheet}]++
		}
	}
	return func(p place) bool {
		for _, n := range pageNumbers(p) {
			if c := count[series{p.top, n - p.sheet}]; c >= minRepeats && c*2 >= pages {
				return true
			}
		}
		return false
	}
}

// pageNumbers returns the different numbers of a row that may be that of its
// page.
func pageNumbers(p place) []int {
	if !p.alone || p.rank > 0 {
		return nil
	}
	var out []int
	for _, m := range digits.FindAllString(p.text, 4) {
		if n, err := strconv.Atoi(m); err == nil && len(m) < 6 && !slices.Contains(out, n) {
			out = append(out, n)
		}
	}
	return out
}

// fitsPage reports whether the number of a short document, or of a page whose
// number stands elsewhere, is that of the page.
func fitsPage(p place, pages int) bool {
	n, ok := firstNumber(p.text)
	return ok && (n == p.sheet+1 || pages >= minRepeats && n > 0 && n < 5*pages+20)
}

func firstNumber(s string) (int, bool) {
	n, err := strconv.Atoi(digits.FindString(s))
	return n, err == nil
}

// printed returns the page numbers among the removed rows. A number counts
// where the difference to the page is that of most pages, or of its
// neighbours.
func printed(places []place, pages int) []string {
	type found struct{ number, offset int }
	byPage := make([][]found, pages)
	count := make(map[int]int)
	for _, p := range places {
		for _, m := range digits.FindAllString(p.text, 4) {
			if n, err := strconv.Atoi(m); err == nil && len(m) < 6 {
				byPage[p.sheet] = append(byPage[p.sheet], found{n, n - p.sheet})
				count[n-p.sheet]++
			}
		}
	}
	labels := make([]string, pages)
	for i, fs := range byPage {
		best := 0
		for _, f := range fs {
			if n := count[f.offset]; n > best && (n >= minRepeats || n == pages) {
				best, labels[i] = n, strconv.Itoa(f.number)
			}
		}
	}
	for _, p := range places { // a preface is numbered i, ii, iii
		if labels[p.sheet] == "" && roman.MatchString(p.key) {
			labels[p.sheet] = p.text
		}
	}
	return labels
}

// pageOf returns the page of a sheet: its own label where the file states one
// that is not just the count, else the printed number.
func pageOf(s sheet, printed string) corpus.Page {
	p := corpus.Page{Number: s.number, Label: printed}
	if s.label != "" && (printed == "" || s.label != strconv.Itoa(s.number)) {
		p.Label = s.label
	}
	return p
}
