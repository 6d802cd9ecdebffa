package pdf

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"footnote/corpus"
)

// reader is shared, and so is the compiled library, which takes two seconds to
// compile.
var reader = New(cacheDir())

func cacheDir() string {
	dir, err := os.UserCacheDir()
	if err != nil {
		return ""
	}
	return filepath.Join(dir, "footnote-test")
}

// show writes blocks as lines: the page, the kind, + for one that joins.
func show(blocks []corpus.Block) []string {
	var out []string
	for _, b := range blocks {
		kind := []string{"paragraph", "heading", "item", "row"}[b.Kind]
		if b.Joins {
			kind = "joins"
		}
		if b.Kind == corpus.Heading {
			kind += fmt.Sprint(" ", b.Level)
		}
		out = append(out, fmt.Sprintf("%s %s: %s", b.Page, kind, b.Text))
	}
	return out
}

func readBlocks(t *testing.T, d draft) []string {
	t.Helper()
	c, err := reader.Read(corpus.File{Data: d.bytes()})
	if err != nil {
		t.Fatal(err)
	}
	return show(c.Blocks)
}

// prose is a paragraph of full lines, 72 points from the left edge.
func prose(y float64, lines ...string) string { return column(roman10, 72, y, lines...) }

func TestPagesAreReadAsAPersonReadsThem(t *testing.T) {
	for name, test := range map[string]struct {
		draft draft
		want  []string
	}{
		"the lines of a paragraph are joined, and a gap or an indent begins the next": {
			draft{pages: []string{prose(700,
				"The authority shall keep a register of all permits that it has granted",
				"and publish it once a year.",
			) + prose(660, "The register is open to the public and may be read free of charge at all",
				"offices of the authority.") +
				at(roman10, 90, 636, "Copies are made on request, and paid for by whoever asks for them, at")},
			},
			[]string{
				"1 paragraph: The authority shall keep a register of all permits that it has granted and publish it once a year.",
				"1 paragraph: The register is open to the public and may be read free of charge at all offices of the authority.",
				"1 paragraph: Copies are made on request, and paid for by whoever asks for them, at",
			},
		},
		"a sentence goes on over the end of a page, and so does a parted word": {
			draft{pages: []string{
				prose(120, "Whoever has a permit reports each year on what was done under it, and imple-"),
				prose(760, "ments the measures that the authority asks for."),
			}},
			[]string{
				"1 paragraph: Whoever has a permit reports each year on what was done under it, and implements",
				"2 joins: the measures that the authority asks for.",
			},
		},
		"a sentence goes on behind a title in another size that its first line begins with": {
			draft{pages: []string{at("/B 9 Tf", 72, 700, "Temporary permits of the authority") + at("/R 9 Tf", 236, 700, "- Whoever builds for less than a year needs no plan of the") +
				prose(688, "site, but states to the authority where the building will stand and for how", "long it is meant to be there.")}},
			[]string{"1 paragraph: Temporary permits of the authority - Whoever builds for less than a year needs no plan of the site, but states to the authority where the building will stand and for how long it is meant to be there."},
		},
		"larger and bolder lines are headings, by rank": {
			draft{pages: []string{at(bold18, 72, 760, "Rules on permits") + at(bold10, 72, 720, "Scope") +
				prose(700, "These rules apply to permits of all kinds that the authority grants to a",
					"person or a company.")}},
			[]string{
				"1 heading 1: Rules on permits",
				"1 heading 2: Scope",
				"1 paragraph: These rules apply to permits of all kinds that the authority grants to a person or a company.",
			},
		},
		"entries of lists are items, without the dot": {
			draft{pages: []string{prose(700, "An application holds the following, each of them signed by the applicant:") +
				column(roman10, 90, 680, "\x95 a plan of the site;", "\x95 a list of the machines;") + at(roman10, 90, 640, "(a) a statement")}},
			[]string{
				"1 paragraph: An application holds the following, each of them signed by the applicant:",
				"1 item: a plan of the site;",
				"1 item: a list of the machines;",
				"1 item: (a) a statement",
			},
		},
		"the cells of a table make rows": {
			draft{pages: []string{prose(700, "The fees are as follows, and are paid before the permit is granted by the") +
				column(roman10, 90, 670, "Kind of permit", "Building", "Fishing") +
				column(roman10, 250, 670, "Fee", "120", "15") + column(roman10, 350, 670, "Years", "5", "1")}},
			[]string{
				"1 paragraph: The fees are as follows, and are paid before the permit is granted by the",
				"1 row: Kind of permit | Fee | Years",
				"1 row: Building | 120 | 5",
				"1 row: Fishing | 15 | 1",
			},
		},
		"a note stands behind the text of its page and its mark in brackets": {
			draft{pages: []string{
				prose(700, "The programme has a budget of 10 million") + at("/R 6 Tf", 257, 704, "1") + at(roman10, 262, 700, "which the council may") +
					prose(688, "raise once, when the measures that it was meant for have been carried out and") +
					at("/R 5 Tf", 72, 83, "1") + at("/R 7 Tf", 76, 80, "In prices of the year before."),
				prose(760, "checked by the auditors."),
			}},
			[]string{
				"1 paragraph: The programme has a budget of 10 million[1] which the council may raise once, when the measures that it was meant for have been carried out and",
				"2 joins: checked by the auditors.",
				"1 paragraph: [1] In prices of the year before.",
			},
		},
		"powers stay powers": {
			draft{pages: []string{prose(700, "An area of 500 m") + at("/R 6 Tf", 147, 704, "2") + at(roman10, 153, 700, "is enough.")}},
			[]string{"1 paragraph: An area of 500 m² is enough."},
		},
		"Chinese lines are joined without spaces": {
			draft{pages: []string{at(song12, 72, 760, "第一条　为了规范许可管理，保护申请人的合法权益，根据有关法律，制定") +
				at(song12, 72, 742, "本办法。本办法自2024年7月1日起施行。")}},
			[]string{"1 paragraph: 第一条 为了规范许可管理，保护申请人的合法权益，根据有关法律，制定本办法。本办法自2024年7月1日起施行。"},
		},
		"a Chinese notice keeps its number, its numbered parts and its signature apart": {
			draft{pages: []string{at("/S 18 Tf", 189, 760, "关于印发管理办法的通知") + at(song12, 240, 730, "某政发〔2024〕12号") +
				at(song12, 96, 700, "现将管理办法印发给你们，请结合实际，认真贯彻执行，并将执行情况于") +
				at(song12, 72, 682, "年底以前报来。") + at(song12, 96, 664, "一、总体要求") +
				at(song12, 96, 646, "规范许可流程，提高服务效能，到二〇二五年，基本建成统一的许可平台") +
				at(song12, 72, 628, "和监管平台，办理时限缩短一半。") + at(song12, 400, 592, "某某市人民政府") + at(song12, 400, 574, "2024年5月12日")}},
			[]string{
				"1 heading 1: 关于印发管理办法的通知",
				"1 paragraph: 某政发〔2024〕12号",
				"1 paragraph: 现将管理办法印发给你们，请结合实际，认真贯彻执行，并将执行情况于年底以前报来。",
				"1 paragraph: 一、总体要求",
				"1 paragraph: 规范许可流程，提高服务效能，到二〇二五年，基本建成统一的许可平台和监管平台，办理时限缩短一半。",
				"1 paragraph: 某某市人民政府",
				"1 paragraph: 2024年5月12日",
			},
		},
		"a term stands in one row with its explanation": {
			draft{pages: []string{prose(740, "The words of these rules mean the following, wherever they are used in them:") +
				at(roman10, 72, 694, "permit") + column(roman10, 200, 700, "what allows a person to do what is", "forbidden to all others") +
				at(roman10, 72, 654, "holder") + column(roman10, 200, 660, "the person to whom a permit was", "granted by the authority")}},
			[]string{
				"1 paragraph: The words of these rules mean the following, wherever they are used in them:",
				"1 row: permit | what allows a person to do what is forbidden to all others",
				"1 row: holder | the person to whom a permit was granted by the authority",
			},
		},
		"a term of several lines stands in one row with its explanation of several": {
			draft{pages: []string{column(bold10, 72, 700, "inspector of", "machines") + column(roman10, 200, 700, "looks after the safety of all machines", "and of those who work at them") +
				column(bold10, 72, 660, "inspector of", "buildings") + column(roman10, 200, 660, "gives leave to build and to pull down", "and visits the sites") +
				column(bold10, 72, 614, "registrar") + column(bold10, 72, 586, "keeper of the", "seal") + at(roman10, 200, 580, "seals what was granted") + column(roman10, 200, 620, "keeps the register of permits, and lets", "everyone read it")}},
			[]string{
				"1 row: inspector of machines | looks after the safety of all machines and of those who work at them",
				"1 row: inspector of buildings | gives leave to build and to pull down and visits the sites",
				"1 row: registrar | keeps the register of permits, and lets everyone read it",
				"1 row: keeper of the seal | seals what was granted",
			},
		},
		"boxes beside each other are read one after the other": {
			draft{pages: []string{column(roman10, 72, 700, "Ask for a permit early,", "because the authority has", "thirty days to answer you,", "and the work must wait.") +
				column(roman10, 230, 680, "Keep the letter of the", "authority at the site until", "the work has ended.") +
				column(roman10, 390, 673, "Report what is found", "in the ground within", "three days of it.")}},
			[]string{
				"1 paragraph: Ask for a permit early, because the authority has thirty days to answer you, and the work must wait.",
				"1 paragraph: Keep the letter of the authority at the site until the work has ended.",
				"1 paragraph: Report what is found in the ground within three days of it.",
			},
		},
		"what stands on its side does not get into the text": {
			draft{pages: []string{prose(700, "The authority decides within thirty days of the day on which it received") +
				"BT /R 10 Tf 0 1 -1 0 40 500 Tm (Official copy) Tj ET\n" + "BT /R 40 Tf 0.7 0.7 -0.7 0.7 200 400 Tm (DRAFT) Tj ET\n" +
				prose(688, "the application.")}},
			[]string{
				"1 paragraph: The authority decides within thirty days of the day on which it received the application.",
				"1 paragraph: Official copy",
			},
		},
		"italics made by slanting an upright font are read": {
			draft{pages: []string{"BT /R 10 Tf 1 0 0.21 1 72 700 Tm (The handbook) Tj ET\n" + at(roman10, 141, 700, "is reviewed every two years.")}},
			[]string{"1 paragraph: The handbook is reviewed every two years."},
		},
		"a page that is shown turned is read turned": {
			draft{page: "/Rotate 90", pages: []string{"BT /R 10 Tf 0 1 -1 0 100 100 Tm (The first line) Tj ET BT /R 10 Tf 0 1 -1 0 112 100 Tm (and the second.) Tj ET\n"}},
			[]string{"1 paragraph: The first line and the second."},
		},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, readBlocks(t, test.draft)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// words fills lines of one width with text that is told apart by a letter.
func words(letter string, lines int) []string {
	out := make([]string, lines)
	for i := range out {
		out[i] = strings.TrimSpace(strings.Repeat(letter+letter+letter+letter+" ", 8))
	}
	out[lines-1] += "."
	return out
}

func TestColumnsAreReadOneAfterTheOther(t *testing.T) {
	page := at(bold18, 72, 780, "A title across both of the columns of the page") +
		column(roman10, 72, 740, words("a", 12)...) + column(roman10, 320, 734, words("b", 12)...)
	got := readBlocks(t, draft{pages: []string{page}})
	if len(got) != 3 || !strings.HasPrefix(got[1], "1 paragraph: aaaa") || strings.Contains(got[1], "b") || strings.Contains(got[2], "a ") {
		t.Errorf("the columns were read as\n%s", strings.Join(got, "\n"))
	}
}

func TestColumnsWithTitlesAreReadSideBySideOverPages(t *testing.T) {
	first := at(bold10, 120, 740, "Old text") + at(bold10, 370, 740, "New text") +
		column(roman10, 72, 700, words("a", 12)[:11]...) + column(roman10, 320, 700, words("b", 12)[:11]...)
	second := column(roman10, 72, 760, words("a", 4)...) + column(roman10, 320, 760, words("b", 4)...)
	got := strings.Join(readBlocks(t, draft{pages: []string{first, second}}), "\n")
	if a, b := strings.LastIndex(got, "aaaa"), strings.Index(got, "bbbb"); a > b {
		t.Errorf("the old text was not read to its end before the new:\n%s", got)
	}
}

func TestTheLastLineOfAColumnOnTheNextPageStaysInItsColumn(t *testing.T) {
	first := at(bold10, 120, 740, "Old text") + at(bold10, 370, 740, "New text") +
		column(roman10, 72, 700, words("a", 12)[:11]...) + column(roman10, 320, 700, words("b", 12)[:11]...)
	second := at(roman10, 72, 760, "of old.") + column(roman10, 320, 760, words("b", 4)...)
	got := strings.Join(readBlocks(t, draft{pages: []string{first, second}}), "\n")
	if a, b := strings.Index(got, "of old."), strings.Index(got, "bbbb"); a < 0 || a > b {
		t.Errorf("the last line of the old text stands in the new:\n%s", got)
	}
}

func TestTitlesOfColumnsAtTheEndOfAPageBelongToTheNext(t *testing.T) {
	first := prose(300, "The old rules and the new ones stand side by side in the table that begins", "below this line.") +
		at(bold10, 120, 100, "Old text") + at(bold10, 370, 100, "New text")
	second := column(roman10, 72, 760, words("a", 4)...) + column(roman10, 320, 760, words("b", 4)...)
	got := strings.Join(readBlocks(t, draft{pages: []string{first, second}}), "\n")
	at := 0
	for _, part := range []string{"Old text\n", "aaaa", "New text\n", "bbbb"} {
		i := strings.Index(got[at:], part)
		if i < 0 {
			t.Fatalf("%q does not follow in its place:\n%s", part, got)
		}
		at += i
	}
}

func TestRunningHeadsAndPageNumbersAreLeftOut(t *testing.T) {
	body := []string{"alpha", "bravo", "charlie", "delta", "echo", "foxtrot", "golf", "hotel"}
	var d draft
	for i, w := range body {
		head, foot := "Annual report", fmt.Sprintf("- %d -", i+5)
		if i%2 == 1 {
			head, foot = "Ministry of Works", fmt.Sprintf("%d  Ministry of Works", i+5)
		}
		d.pages = append(d.pages, at(roman10, 72, 800, head)+prose(700, "On this page the word is "+w+".")+at(roman10, 280, 40, foot))
	}
	var want []string
	for i, w := range body {
		want = append(want, fmt.Sprintf("%d paragraph: On this page the word is %s.", i+5, w))
	}
	if diff := cmp.Diff(want, readBlocks(t, d)); diff != "" {
		t.Error(diff)
	}
}

func TestTitlesOfColumnsThatBeginAPageByChanceStay(t *testing.T) {
	titles := func(y float64) string { return at(roman10, 120, y, "Old text") + at(roman10, 370, y, "New text") }
	var d draft
	for range 12 {
		d.pages = append(d.pages, titles(780)+column(roman10, 72, 740, words("a", 4)...)+column(roman10, 320, 740, words("b", 4)...)+
			titles(500)+column(roman10, 72, 460, words("c", 4)...)+column(roman10, 320, 460, words("d", 4)...))
	}
	if got := strings.Count(strings.Join(readBlocks(t, d), "\n"), "Old text"); got != 24 {
		t.Errorf("%d titles are read, want all 24", got)
	}
}

func TestAHeadingAtTheTopOfManyPagesStays(t *testing.T) {
	var d draft
	for i := range 6 {
		d.pages = append(d.pages, at(bold10, 72, 780, fmt.Sprintf("Article %d", i*i+3))+
			prose(760, fmt.Sprintf("The text of the article that is number %d in this list goes on over several", i), fmt.Sprintf("lines, and ends with the figure %d.", 7*i)))
	}
	if got := readBlocks(t, d); len(got) != 12 || got[2] != "2 heading 1: Article 4" {
		t.Errorf("got\n%s", strings.Join(got, "\n"))
	}
}

func TestLabelsOfPagesComeFromTheFile(t *testing.T) {
	d := draft{
		catalog: "/PageLabels << /Nums [0 << /S /r >> 2 << /S /D /P (A-) >>] >>",
		pages:   []string{prose(700, "One."), prose(700, "Two."), prose(700, "Three.")},
	}
	want := []string{"i paragraph: One.", "ii paragraph: Two.", "A-1 paragraph: Three."}
	if diff := cmp.Diff(want, readBlocks(t, d)); diff != "" {
		t.Error(diff)
	}
}

func TestHyphens(t *testing.T) {
	m := measure{spaced: map[string]struct{}{"well-known": {}, "long-term": {}}, words: map[string]struct{}{}}
	m.noteWords("a decision on making workplaces safe, drawn in the framework of", false)
	m.noteWords("what is high in a dimensional space with a frame", false)
	for _, test := range []struct{ a, b, want string }{
		{"the imple-", "mentation of", "the implementation of"},
		{"a long-", "term plan", "a long-term plan"},
		{"of decision-", "making bodies", "of decision-making bodies"},
		{"in high-", "dimensional space", "in high-dimensional space"},
		{"a frame-", "work of", "a framework of"},
		{"are with-", "drawn by", "are withdrawn by"},
		{"twenty-", "one days", "twenty-one days"},
		{"the EU-", "wide rules", "the EU-wide rules"},
		{"in 2019-", "2024 the", "in 2019-2024 the"},
		{"COVID-", "19 cases", "COVID-19 cases"},
		{"see –", "and", "see – and"},
		{"许可", "管理", "许可管理"},
		{"根据 EU", "法", "根据 EU 法"},
	} {
		if got := m.join(test.a, test.b); got != test.want {
			t.Errorf("%q and %q are joined to %q, want %q", test.a, test.b, got, test.want)
		}
	}
}

func TestTheTitleIsTakenOnlyWhenThePageSaysIt(t *testing.T) {
	for name, test := range map[string]struct{ stated, want string }{
		"printed on the first page": {"Rules on Permits", "Rules on Permits"},
		"the name of a program":     {"Microsoft Word - draft3.doc", ""},
		"an abbreviation":           {"TA", ""},
	} {
		t.Run(name, func(t *testing.T) {
			d := draft{
				pages: []string{at(bold18, 72, 760, "RULES ON PERMITS") + prose(700, "These rules apply.")},
				info:  fmt.Sprintf("/Info %d 0 R", firstExtra),
				extra: map[int]string{firstExtra: "<< /Title (" + test.stated + ") >>"},
			}
			c, err := reader.Read(corpus.File{Data: d.bytes()})
			if err != nil || c.Meta.Title != test.want {
				t.Errorf("the title is %q (%v), want %q", c.Meta.Title, err, test.want)
			}
		})
	}
}
