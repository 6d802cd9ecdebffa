package eval

import (
	"context"
	"errors"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"footnote/corpus"
)

// folder is a BEIR folder of the files given; those left out are a good one's.
func folder(files map[string]string) fstest.MapFS {
	fsys := fstest.MapFS{
		recordsFile: {Data: []byte(`{"_id":"d#1","title":"","text":"ships enter the harbour"}
{"_id":"d#2","title":"","text":"ships enter the harbour at high tide, with pilots, tugs, ropes and lamps","metadata":{"lang":"en"}}
{"_id":"d#3","title":"","text":"tea growers may ask for a subsidy"}
{"_id":"d#4","title":"tea tax","text":""}
`)},
		queriesFile: {Data: []byte(`{"_id":"q1","text":"ships in the harbour"}
{"_id":"q2","text":"tea tax"}
{"_id":"q3","text":"quantum"}
{"_id":"q4","text":"judged, but nothing is relevant"}
{"_id":"q5","text":"not judged"}
`)},
		judgementsFile: {Data: []byte("query-id\tcorpus-id\tscore\nq1\td#1\t1\nq1\td#2\t2\nq1\tgone\t1\nq2\td#3\t1\nq2\td#4\t0\nq3\td#1\t1\nq4\td#1\t0\nlost\td#1\t1\n")},
	}
	for name, text := range files {
		if text == "" {
			delete(fsys, name)
		} else {
			fsys[name] = &fstest.MapFile{Data: []byte(text)}
		}
	}
	return fsys
}

func readSet(t *testing.T, files map[string]string) *Set {
	t.Helper()
	set, err := ReadSet(context.Background(), folder(files), "tiny", nil)
	if err != nil {
		t.Fatal(err)
	}
	return set
}

func TestReadSetNamesWhatIsWrong(t *testing.T) {
	record := `{"_id":"a","text":"tea"}`
	for name, tc := range map[string]struct{ file, text, want string }{
		"no queries":                {queriesFile, "", "it lacks queries.jsonl; a BEIR folder holds corpus.jsonl, queries.jsonl and qrels/test.tsv"},
		"a broken record":           {recordsFile, record + "\n\n{\"_id\":", "corpus.jsonl:3: "},
		"a record that is no JSON":  {recordsFile, record + "\ntea", "a line is one JSON object"},
		"two records on a line":     {recordsFile, record + record, "corpus.jsonl:1: "},
		"a number for an id":        {recordsFile, `{"_id":1,"text":"tea"}`, "corpus.jsonl:1: "},
		"a record without id":       {recordsFile, record + "\n{\"text\":\"tea\"}", `corpus.jsonl:2: it has no "_id"`},
		"a record twice":            {recordsFile, record + "\n" + record, `corpus.jsonl:2: the _id "a" is there twice`},
		"a query twice":             {queriesFile, record + "\n" + record, `queries.jsonl:2: the _id "a" is there twice`},
		"a score that is a word":    {judgementsFile, "q1\td#1\t1\nq2\td#3\tgood", `qrels/test.tsv:2: the score "good" is not a whole number`},
		"a score that is a share":   {judgementsFile, "q1\td#1\t0.5", `qrels/test.tsv:1: the score "0.5" is not a whole number`},
		"too few columns":           {judgementsFile, "query-id\tcorpus-id\tscore\nq1\t1", "qrels/test.tsv:2: a judgement has 2 fields"},
		"a judgement of nothing":    {judgementsFile, "q1\t\t1", "qrels/test.tsv:1: a judgement names no query or no record"},
		"two scores for one record": {judgementsFile, "q1\td#1\t1\nq1\td#1\t2", "qrels/test.tsv:2: query \"q1\" and record \"d#1\" have the score 2 here and 1 above"},
		"nothing relevant":          {judgementsFile, "q1\td#1\t0", "nothing to measure"},
		"a line without end":        {queriesFile, record + "\n" + strings.Repeat(" x", maxLine), "queries.jsonl:2: it is longer than 16 MiB"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := ReadSet(context.Background(), folder(map[string]string{tc.file: tc.text}), "tiny", nil)
			if err == nil || !strings.Contains(err.Error(), tc.want) {
				t.Errorf("got %v, want %q in it", err, tc.want)
			}
		})
	}
}

func TestReadSetStopsWhenCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := ReadSet(ctx, folder(nil), "tiny", nil); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func TestReadSetKeepsTheQueriesWithARelevantRecord(t *testing.T) {
	set := readSet(t, nil)
	want := []judged{
		{"q1", "ships in the harbour", gains{"d#1": 1, "d#2": 2, "gone": 1}},
		{"q2", "tea tax", gains{"d#3": 1}},
		{"q3", "quantum", gains{"d#1": 1}},
	}
	if diff := cmp.Diff(want, set.queries, cmp.AllowUnexported(judged{})); diff != "" {
		t.Error(diff)
	}
}

func TestReadSetWarns(t *testing.T) {
	set := readSet(t, map[string]string{recordsFile: "{\"_id\":\"d#1\",\"text\":\"ships\"}\n{\"_id\":\"void\",\"title\":\" \",\"text\":\"…\"}\n{\"_id\":\"void2\"}"})
	want := []string{
		`judgements whose query is not in queries.jsonl are passed over: 1, the first is of query "lost" and record "d#1"`,
		`judgements whose record is not in corpus.jsonl count as not found: 4, the first is of query "q1" and record "d#2"`,
		`records without text are never found: 2, the first is "void"`,
	}
	if diff := cmp.Diff(want, set.Warnings); diff != "" {
		t.Error(diff)
	}
}

func TestReadSetIsIndifferentToHowLinesEnd(t *testing.T) {
	plain := readSet(t, nil)
	fsys := folder(nil)
	for _, f := range fsys {
		f.Data = append([]byte("\ufeff"), []byte(strings.ReplaceAll(string(f.Data), "\n", "\r\n"))...)
	}
	other, err := ReadSet(context.Background(), fsys, "tiny", nil)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(plain.queries, other.queries, cmp.AllowUnexported(judged{})); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(plain.records, other.records); diff != "" {
		t.Error(diff)
	}
	if plain.Digest == other.Digest || plain.Digest != readSet(t, nil).Digest {
		t.Errorf("digests are %s and %s", plain.Digest, other.Digest)
	}
}

func TestReadJudgementsTakesTheColumnsOfTREC(t *testing.T) {
	all, err := readJudgements(strings.NewReader("q1 0 d1 2\nq1\t0\td2\t-1\nq1 0 d1 2\n"), "line ")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(map[string]map[string]int{"q1": {"d1": 2, "d2": -1}}, all.scores); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(gains{"d1": 2}, all.relevant("q1")); diff != "" {
		t.Error(diff)
	}
}

func TestARecordBecomesADocument(t *testing.T) {
	for name, tc := range map[string]struct {
		record                record
		title, text, language string
	}{
		"title and text":              {record{Title: "Tea tax", Text: "Tea is taxed."}, "Tea tax", "Tea is taxed.", "en"},
		"lines are paragraphs":        {record{Text: "一、总则\n第一条 茶叶\u3000税。"}, "", "一、总则\n\n第一条 茶叶 税。", "zh-Hans"},
		"the title alone is the text": {record{Title: "Tea tax", Text: " "}, "", "Tea tax", "en"},
		"what nobody sees is dropped": {record{Title: " ", Text: "tea\u200b<!-- no -->tax"}, "", "teatax", "en"},
	} {
		t.Run(name, func(t *testing.T) {
			d, err := tc.record.document(7)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff([]string{"000000007", tc.title, tc.text, tc.language}, []string{d.ID, d.Title, d.Text, d.Language}); diff != "" {
				t.Error(diff)
			}
			if p := whole(d); len(p) != 1 || p[0].Start != 0 || p[0].End != len(d.Text) || len(p[0].Sentences) == 0 {
				t.Errorf("it is divided into %+v", p)
			}
		})
	}
	if _, err := (record{Title: "…", Text: "\n"}).document(1); !errors.Is(err, corpus.ErrNoText) {
		t.Errorf("a record without text: %v", err)
	}
}

func FuzzReadJudgements(f *testing.F) {
	f.Add("query-id\tcorpus-id\tscore\nq\td\t1\n")
	f.Add("q 0 d 2\r\n\ufeff\t\t")
	f.Fuzz(func(t *testing.T, text string) {
		all, err := readJudgements(strings.NewReader(text), "line ")
		if err != nil {
			if !strings.HasPrefix(err.Error(), "line ") {
				t.Fatalf("the error %q names no line", err)
			}
			return
		}
		if lines := strings.Count(text, "\n") + 1; len(all.list) > lines {
			t.Fatalf("%d judgements of %d lines", len(all.list), lines)
		}
		for _, j := range all.list {
			if all.scores[j.query][j.record] != j.score {
				t.Fatalf("%+v is lost", j)
			}
		}
	})
}
