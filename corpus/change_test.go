package corpus_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"footnote/corpus"
)

// A life is a document as it was observed day by day.
type life struct {
	corpus.History
	texts map[string]*corpus.Document
	last  *corpus.Document
}

func (l *life) observe(d *corpus.Document, now time.Time) {
	if l.texts == nil {
		l.texts = make(map[string]*corpus.Document)
	}
	l.Observe(d, now)
	l.texts[d.Digest], l.last = d, d
}

func (l *life) read(digest string) (*corpus.Document, error) {
	if d := l.texts[digest]; d != nil {
		return d, nil
	}
	return nil, errors.New("not kept")
}

// lines is what a period holds, one change a line, without the passages.
func lines(changes []corpus.Change) string {
	var b strings.Builder
	for _, c := range changes {
		fmt.Fprintf(&b, "%s %s %s", c.Date, c.Document, c.Kind)
		if c.By != "" {
			b.WriteString(" by " + c.By)
		}
		for _, f := range c.Fields {
			fmt.Fprintf(&b, " %s:%s→%s", f.Name, f.Old, f.New)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func tell(t *testing.T, since, until string, lives ...*life) (string, []corpus.Problem) {
	t.Helper()
	from, err := corpus.ParseDate(since)
	if err != nil {
		t.Fatal(err)
	}
	to, err := corpus.ParseDate(until)
	if err != nil {
		t.Fatal(err)
	}
	var documents []*corpus.Document
	var histories []corpus.History
	for _, l := range lives {
		histories = append(histories, l.History)
		if l.Removed.IsZero() {
			documents = append(documents, l.last)
		}
	}
	c, problems := corpus.New(documents)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	changes, problems := corpus.Changes(histories, c, from, to, lives[0].read)
	return lines(changes), problems
}

func TestChangesTellsTheLifeOfADocument(t *testing.T) {
	var l life
	see := func(d time.Time, edits ...string) {
		l.observe(page(t, "id: a\ntitle: Boilers\nstatus: in-force", guide, edits...), d)
	}
	see(day(1, 5))
	see(day(1, 6), "5 years", "6 years")
	l.observe(page(t, "id: a\ntitle: Boilers\nstatus: repealed\nwithdrawn: 2026-01-07", guide, "5 years", "6 years"), day(1, 7))
	see(day(1, 8), "5 years", "6 years")
	l.Remove(day(1, 9))
	see(day(1, 10), "5 years", "6 years")
	l.Remove(day(1, 11))
	for period, want := range map[[2]string]string{
		{"", ""}: `2026-01-05 a first-seen
2026-01-06 a changed
2026-01-07 a changed status:in-force→repealed
2026-01-07 a vanished
2026-01-08 a returned status:repealed→in-force
2026-01-09 a removed
2026-01-10 a returned
2026-01-11 a removed
`,
		{"2026-01-10", ""}:           "2026-01-10 a returned\n2026-01-11 a removed\n",
		{"", "2026-01-05"}:           "2026-01-05 a first-seen\n",
		{"2026-01-06", "2026-01-06"}: "2026-01-06 a changed\n",
		{"2026-02", ""}:              "",
	} {
		if got, problems := tell(t, period[0], period[1], &l); got != want || len(problems) > 0 {
			t.Errorf("%v: %v\n%s", period, problems, cmp.Diff(want, got))
		}
	}
}

func TestChangesTellsWhatDatesBring(t *testing.T) {
	one := func(meta string) *life {
		var l life
		l.observe(page(t, meta, guide), day(1, 5))
		return &l
	}
	for outcome, tc := range map[string]struct {
		lives []*life
		want  string
	}{
		"taking effect and expiring": {
			[]*life{one("id: a\neffective_from: 2026-02-01\neffective_to: 2026-02-27")},
			"2026-02-01 a took-effect\n2026-02-28 a expired\n",
		},
		"a month counts from its first day and to its last": {
			[]*life{one("id: a\neffective_from: 2026-02\neffective_to: 2026-02")},
			"2026-02 a took-effect\n2026-03-01 a expired\n",
		},
		"a draft does not take effect": {[]*life{one("id: a\nkind: draft\neffective_from: 2026-02-01")}, ""},
		"a document is superseded when its successor takes effect": {
			[]*life{one("id: a\nnumber: No. 1"), one("id: b\nsupersedes: [No. 1]\neffective_from: 2026-03-01")},
			"2026-03-01 a superseded by b\n2026-03-01 b took-effect\n",
		},
		"of two successors the first counts": {
			[]*life{one("id: a"), one("id: b\nsupersedes: [a]\neffective_from: 2026-03-02"), one("id: c\nsupersedes: [a]\npublished: 2026-03-01")},
			"2026-03-01 a superseded by c\n2026-03-02 b took-effect\n",
		},
		"a draft and a successor of unknown date supersede on no day": {
			[]*life{one("id: a"), one("id: b\nkind: draft\nsupersedes: [a]\neffective_from: 2026-03-01"), one("id: c\nsupersedes: [a]")}, "",
		},
		"what lies outside is not told": {[]*life{one("id: a\neffective_from: 2025-02-01\neffective_to: 2027")}, ""},
	} {
		t.Run(outcome, func(t *testing.T) {
			if got, _ := tell(t, "2026-02", "2026-12", tc.lives...); got != tc.want {
				t.Error(cmp.Diff(tc.want, got))
			}
		})
	}
}

func TestAVersionThatPutsOffADateUndoesIt(t *testing.T) {
	var l life
	l.observe(page(t, "id: a\neffective_from: 2025", guide), day(1, 5))
	l.observe(page(t, "id: a\neffective_from: 2026-03-01", guide), day(1, 6))
	l.observe(page(t, "id: a\neffective_from: 2026-04-01", guide), day(2, 1))
	got, _ := tell(t, "", "", &l)
	want := `2025 a took-effect
2026-01-05 a first-seen
2026-01-06 a changed effective_from:2025→2026-03-01
2026-02-01 a changed effective_from:2026-03-01→2026-04-01
2026-04-01 a took-effect
`
	if got != want {
		t.Error(cmp.Diff(want, got))
	}
}

func TestADocumentThatWasRemovedTakesNoEffect(t *testing.T) {
	var l life
	l.observe(page(t, "id: a\neffective_from: 2026-03-01", guide), day(1, 5))
	l.Remove(day(1, 6))
	if got, _ := tell(t, "2026-01-06", "", &l); got != "2026-01-06 a removed\n" {
		t.Error(got)
	}
}

func TestATextThatCannotBeReadIsAProblemAndTheChangeIsListed(t *testing.T) {
	for outcome, broken := range map[string]func(d *corpus.Document) *corpus.Document{
		"one that was not kept": func(*corpus.Document) *corpus.Document { return nil },
		"one whose sections do not fit": func(d *corpus.Document) *corpus.Document {
			other := *d
			other.Sections = []corpus.Section{{Start: 5, Body: 2, End: 1 << 40}}
			return &other
		},
	} {
		t.Run(outcome, func(t *testing.T) {
			var l life
			first := page(t, "id: a", guide)
			l.observe(first, day(1, 5))
			l.observe(page(t, "id: a", guide, "5 years", "6 years"), day(1, 6))
			l.texts[first.Digest] = broken(first)
			got, problems := tell(t, "2026-01-06", "", &l)
			if got != "2026-01-06 a changed\n" || len(problems) != 1 || problems[0].Path != "a" {
				t.Errorf("%s%v", got, problems)
			}
		})
	}
}

// passages compares two versions of a text.
func passages(t *testing.T, before, after string) (corpus.Change, bool) {
	t.Helper()
	var l life
	l.observe(page(t, "id: a", before), day(1, 5))
	l.observe(page(t, "id: a", after), day(1, 6))
	c, _ := corpus.New([]*corpus.Document{l.last})
	changes, problems := corpus.Changes([]corpus.History{l.History}, c, corpus.Date{Year: 2026, Month: 1, Day: 6}, corpus.Date{}, l.read)
	if len(problems) > 0 || len(changes) > 1 {
		t.Fatal(changes, problems)
	}
	if len(changes) == 0 {
		return corpus.Change{}, false
	}
	return changes[0], true
}

func TestChangedPassagesAreShownSentenceBySentence(t *testing.T) {
	const before = "# T\n\n## 1. Scope\n\nThe rule covers boilers. It covers no stoves at all.\n\n## 2. Duties\n\nThe fee is 30 euros a year.\n\n- cold boilers\n- warm boilers\n"
	type p = corpus.PassageChange
	none := []string{}
	for outcome, tc := range map[string]struct {
		before, old, new string
		want             []p
	}{
		"a figure reads old and new": {before, "30 euros", "40 euros", []p{
			{Heading: []string{"2. Duties"}, Old: []string{"The fee is 30 euros a year."}, New: []string{"The fee is 40 euros a year."}},
		}},
		"一个数字的新旧": {measures, "最高不超过车价的 30%", "最高不超过车价的 20%", []p{
			{Heading: []string{"第二条"}, Old: []string{"购置补贴标准为每辆车 12,600 元，最高不超过车价的 30%。"}, New: []string{"购置补贴标准为每辆车 12,600 元，最高不超过车价的 20%。"}},
		}},
		"插入一条不改变后面的条": {measures, "第四条 主管部门可以委托第三方机构核查申报资料，核查结果向社会公布。\n\n第五条", "第四条 主管部门应当设立举报电话。\n\n第五条 主管部门可以委托第三方机构核查申报资料，核查结果向社会公布。\n\n第六条", []p{
			{Heading: []string{"第四条"}, Old: none, New: []string{"主管部门应当设立举报电话。"}},
		}},
		"a new sentence stands alone": {before, "boilers. It", "boilers. Owners are told by letter. It", []p{
			{Heading: []string{"1. Scope"}, Old: none, New: []string{"Owners are told by letter."}},
		}},
		"a sentence that went stands alone": {before, " It covers no stoves at all.", "", []p{
			{Heading: []string{"1. Scope"}, Old: []string{"It covers no stoves at all."}, New: none},
		}},
		"a sentence in the place of another one is not its change": {before, "The fee is 30 euros a year.", "Nobody has to pay.", []p{
			{Heading: []string{"2. Duties"}, Old: []string{"The fee is 30 euros a year."}, New: none},
			{Heading: []string{"2. Duties"}, Old: none, New: []string{"Nobody has to pay."}},
		}},
		"a heading that changed is shown": {before, "2. Duties", "2. Duties of owners", []p{
			{Heading: []string{"2. Duties of owners"}, Old: []string{"2. Duties"}, New: []string{"2. Duties of owners"}},
		}},
		"an item that came is shown with its marker": {before, "- warm", "- tepid boilers\n- warm", []p{
			{Heading: []string{"2. Duties"}, Old: none, New: []string{"- tepid boilers"}},
		}},
		"other spaces are no change":                   {before, "30 euros", "30\neuros", nil},
		"汉字之间的空格不是改动":                                  {measures, "12,600 元", "12,600元", nil},
		"another break of lines is no change":          {before, "boilers. It", "boilers.\n\nIt", nil},
		"other numbers of headings are no change":      {before, "## 2. ", "## 3. ", nil},
		"another way to compose a letter is no change": {strings.Replace(before, "stoves", "fo\u00eatres", 1), "fo\u00eatres", "foe\u0302tres", nil},
	} {
		t.Run(outcome, func(t *testing.T) {
			if !strings.Contains(tc.before, tc.old) {
				t.Fatalf("nothing to edit: %q", tc.old)
			}
			got, _ := passages(t, tc.before, strings.Replace(tc.before, tc.old, tc.new, 1))
			if diff := cmp.Diff(tc.want, got.Passages); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestSentencesThatOnlyMovedAreCountedAndNotShown(t *testing.T) {
	const a, b = "The owner keeps the record of each inspection for years.", "The authority publishes the list of inspected boilers."
	got, ok := passages(t, "# T\n\nFirst.\n\n"+a+"\n\n"+b+"\n", "# T\n\nFirst.\n\n"+b+"\n\n"+a+"\n")
	if !ok || len(got.Passages) > 0 || got.Moved != 1 {
		t.Errorf("%+v", got)
	}
}

func TestARowThatMovedIsAChange(t *testing.T) {
	const table = "# T\n\n## A\n\n- fee: 10\n\n## B\n\n- fee: 20\n"
	got, _ := passages(t, table, strings.NewReplacer("10", "20", "20", "10").Replace(table))
	if len(got.Passages) == 0 || got.Moved != 0 {
		t.Errorf("%+v", got)
	}
}

func TestAPageIsNamedWhereThereIsOne(t *testing.T) {
	paged := func(text string) *corpus.Document {
		d, err := corpus.NewDocument("a.pdf", corpus.Content{Meta: corpus.Meta{ID: "a"}, Blocks: []corpus.Block{
			{Text: "The first page says a lot.", Page: corpus.Page{Number: 1}}, {Text: text, Page: corpus.Page{Number: 2, Label: "ii"}},
		}})
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	var l life
	l.observe(paged("The fee is 30 euros."), day(1, 5))
	l.observe(paged("The fee is 40 euros."), day(1, 6))
	c, _ := corpus.New(nil)
	changes, _ := corpus.Changes([]corpus.History{l.History}, c, corpus.Date{}, corpus.Date{}, l.read)
	if len(changes) != 2 || len(changes[1].Passages) != 1 || changes[1].Passages[0].Page != "ii" {
		t.Errorf("%+v", changes)
	}
}

// rewritten is a text of about n bytes in which every step-th sentence is of a
// seed of its own.
func rewritten(n, seed, step int) string {
	var b strings.Builder
	b.WriteString("# T\n\n")
	for i := 0; b.Len() < n; i++ {
		s := 0
		if i%step == 0 {
			s = seed
		}
		fmt.Fprintf(&b, "Paragraph %d says %d times what the other one said before.\n\n", i, i*31+s)
	}
	return b.String()
}

func TestManyChangesAreCappedAndCounted(t *testing.T) {
	got, ok := passages(t, rewritten(100_000, 1, 2), rewritten(100_000, 2, 2))
	shown := 0
	for _, p := range got.Passages {
		shown += max(len(p.Old), len(p.New))
	}
	if !ok || shown != 200 || got.More < 500 {
		t.Errorf("%d shown, %d more", shown, got.More)
	}
}

func TestALongSentenceIsCut(t *testing.T) {
	long := "# T\n\n" + strings.Repeat("补贴资金", 10_000)
	got, _ := passages(t, long, long+"有限")
	if len(got.Passages) != 1 || len(got.Passages[0].Old[0]) > 4010 || !strings.HasSuffix(got.Passages[0].New[0], "…") {
		t.Errorf("%d passages", len(got.Passages))
	}
}

func BenchmarkChangesOf10MB(b *testing.B) {
	document := func(text string) *corpus.Document {
		d, err := corpus.NewDocument("a.txt", corpus.Content{Meta: corpus.Meta{ID: "a"}, Blocks: blocks(text)})
		if err != nil {
			b.Fatal(err)
		}
		return d
	}
	for name, step := range map[string]int{"rewritten whole": 1, "one in a hundred": 100} {
		var l life
		l.observe(document(rewritten(10<<20, 1, step)), day(1, 5))
		l.observe(document(rewritten(10<<20, 2, step)), day(1, 6))
		c, _ := corpus.New([]*corpus.Document{l.last})
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				corpus.Changes([]corpus.History{l.History}, c, corpus.Date{}, corpus.Date{}, l.read)
			}
		})
	}
}

func blocks(text string) (all []corpus.Block) {
	for line := range strings.SplitSeq(text, "\n\n") {
		all = append(all, corpus.Block{Text: line})
	}
	return all
}

func FuzzChanges(f *testing.F) {
	f.Add("One. Two. Three.", "One. Three.\n\n- Two.")
	f.Add("甲一。乙二。", "乙二。甲一。甲一。")
	f.Fuzz(func(t *testing.T, before, after string) {
		old, err := corpus.NewDocument("a.txt", corpus.Content{Meta: corpus.Meta{ID: "a", Title: "T"}, Blocks: blocks(before)})
		if err != nil {
			return
		}
		now, err := corpus.NewDocument("a.txt", corpus.Content{Meta: corpus.Meta{ID: "a", Title: "T"}, Blocks: blocks(after)})
		if err != nil {
			return
		}
		var l life
		l.observe(old, day(1, 5))
		l.observe(now, day(1, 6))
		c, _ := corpus.New([]*corpus.Document{now})
		changes, problems := corpus.Changes([]corpus.History{l.History}, c, corpus.Date{}, corpus.Date{}, l.read)
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		for _, p := range changes[len(changes)-1].Passages {
			for _, s := range p.Old {
				if !strings.Contains(old.Text, strings.TrimSuffix(s, "…")) {
					t.Errorf("the old text does not hold %q", s)
				}
			}
			for _, s := range p.New {
				if !strings.Contains(now.Text, strings.TrimSuffix(s, "…")) {
					t.Errorf("the new text does not hold %q", s)
				}
			}
			if len(p.Old) > 0 && len(p.New) > 0 && len(p.Old) != len(p.New) || len(p.Old)+len(p.New) == 0 {
				t.Errorf("unpaired: %+v", p)
			}
		}
	})
}
