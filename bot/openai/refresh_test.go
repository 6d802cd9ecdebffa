package openai

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"testing/fstest"
	"time"

	"footnote/bot/openai/openaitest"
	"footnote/corpus"
	"footnote/retrieval"
	"footnote/retrieval/refresh"
	"footnote/retrieval/retrievaltest"
)

// A shelf is a corpus that is embedded by a server.
type shelf struct {
	files fstest.MapFS
	cfg   refresh.Config
	e     Embedding
	texts atomic.Int32 // that the server has embedded
	fail  atomic.Int32 // from so many texts on it fails; 0 never
	late  atomic.Bool
	*openaitest.Server
}

func newShelf(t *testing.T, documents int) *shelf {
	s := &shelf{files: fstest.MapFS{}}
	for i := range documents {
		s.put(i, fmt.Sprintf("The levy number %d is due in May. 第%d项税费于五月缴纳。", i, i))
	}
	s.Server = openaitest.New(t, func(r openaitest.Request) openaitest.Reply {
		if n := s.fail.Load(); n > 0 && s.texts.Load() >= n {
			return openaitest.Error(401, "", "no")
		}
		s.texts.Add(int32(len(r.Input)))
		reply := openaitest.Embed(dimensions)(r)
		if s.late.Load() {
			reply.Before = time.Minute
		}
		return reply
	})
	s.e = embedding(s.Server)
	s.e.BatchTexts = 8
	s.cfg = refresh.Config{
		Dir: filepath.Join(t.TempDir(), "index"), Files: s.files, NewStore: retrievaltest.NewExact, Now: time.Now,
		Readers: map[string]corpus.Reader{".txt": corpus.TextReader{}},
	}
	return s
}

func (s *shelf) put(i int, text string) {
	s.files[fmt.Sprintf("levy-%03d.txt", i)] = &fstest.MapFile{Data: []byte(text)}
}

func (s *shelf) open(t *testing.T) (*retrieval.Index, refresh.Report, error) {
	t.Helper()
	s.cfg.Embedding = s.e
	return refresh.Open(t.Context(), s.cfg)
}

func (s *shelf) mustOpen(t *testing.T) (*retrieval.Index, refresh.Report) {
	t.Helper()
	ix, report, err := s.open(t)
	if err != nil {
		t.Fatal(err)
	}
	return ix, report
}

func TestAnIndexIsEmbeddedByAServerAndOpenedWithoutIt(t *testing.T) {
	s := newShelf(t, 20)
	_, first := s.mustOpen(t)
	if first.Embedded != 20 || s.texts.Load() != 21+1 { // with the probe, and the question of the validation
		t.Errorf("embedded %d, the server %d", first.Embedded, s.texts.Load())
	}
	s.Close()
	ix, again := s.mustOpen(t)
	if again.Embedded != 0 || len(again.Warnings) > 0 {
		t.Errorf("opened again: %+v", again)
	}
	hits, timing, err := ix.Search(t.Context(), retrieval.Query{Text: "levy number 7"})
	if err != nil || timing.LexicalOnly == nil || len(hits) == 0 || hits[0].Document.ID != "levy-007" {
		t.Errorf("%v, %+v, %v", hits, timing, err)
	}
}

func TestABuildThatFailsGoesOnWhereItStopped(t *testing.T) {
	s := newShelf(t, 60)
	s.fail.Store(30)
	if _, _, err := s.open(t); !errors.Is(err, retrieval.ErrNotEmbedded) || strings.Contains(err.Error(), key) {
		t.Fatalf("%v", err)
	}
	before := s.texts.Load()
	s.fail.Store(0)
	_, report := s.mustOpen(t)
	if report.Passages != 60 || report.Embedded > 60-24 || int(s.texts.Load()-before) > report.Embedded+2 {
		t.Errorf("%+v; the server embedded %d, then %d", report, before, s.texts.Load()-before)
	}
}

func TestAnotherModelRebuildsTheIndex(t *testing.T) {
	for name, change := range map[string]func(*Embedding){
		"model":          func(e *Embedding) { e.Model = "another" },
		"dimensions":     func(e *Embedding) { e.Dimensions = dimensions },
		"query prefix":   func(e *Embedding) { e.QueryPrefix = "q: " },
		"passage prefix": func(e *Embedding) { e.PassagePrefix = "" },
	} {
		t.Run(name, func(t *testing.T) {
			s := newShelf(t, 10)
			first, _ := s.mustOpen(t)
			change(&s.e)
			s.cfg.Embedding = s.e
			report, err := refresh.Run(t.Context(), s.cfg, refresh.Options{})
			if err != nil || report.Embedded != 10 || report.Snapshot == first.Manifest().Name {
				t.Fatalf("%+v, %v", report, err)
			}
			ix, again := s.mustOpen(t)
			if again.Embedded != 0 || ix.Manifest().Family != s.e.Family() {
				t.Errorf("%+v", again)
			}
			if _, timing, err := ix.Search(t.Context(), retrieval.Query{Text: "五月"}); err != nil || timing.LexicalOnly != nil {
				t.Errorf("%+v, %v", timing, err)
			}
		})
	}
}

func TestOnlyWhatChangedIsEmbeddedHoweverMuch(t *testing.T) {
	s := newShelf(t, 10)
	s.mustOpen(t)
	for i := 5; i < 20; i++ {
		s.put(i, fmt.Sprintf("The new levy %d is due in June.", i))
	}
	before := s.texts.Load()
	_, report := s.mustOpen(t)
	if report.Embedded != 15 || report.Reused != 5 || s.texts.Load()-before != 15+1 {
		t.Errorf("%+v; the server embedded %d", report, s.texts.Load()-before)
	}
}

func TestWithoutItsServerAnIndexServesUnlessADocumentIsGone(t *testing.T) {
	s := newShelf(t, 10)
	s.mustOpen(t)
	s.fail.Store(1)
	s.put(10, "A new levy on roads.")
	ix, report := s.mustOpen(t)
	if len(ix.Corpus().Documents) != 10 || len(report.Warnings) != 1 || !strings.Contains(report.Warnings[0], "check the key") {
		t.Errorf("%d documents, warnings %q", len(ix.Corpus().Documents), report.Warnings)
	}
	delete(s.files, "levy-003.txt")
	if _, _, err := s.open(t); !errors.Is(err, retrieval.ErrNotEmbedded) {
		t.Errorf("a document that is gone is served: %v", err)
	}
	delete(s.files, "levy-010.txt")
	if ix, _ := s.mustOpen(t); len(ix.Corpus().Documents) != 9 {
		t.Errorf("%d documents after one is gone", len(ix.Corpus().Documents))
	}
}

func TestALateVectorIsNotWaitedFor(t *testing.T) {
	s := newShelf(t, 10)
	s.e.Patience = 200 * time.Millisecond
	ix, _ := s.mustOpen(t)
	s.late.Store(true)
	for range 3 {
		start := time.Now()
		_, timing, err := ix.Search(t.Context(), retrieval.Query{Text: "levy number 7"})
		if err != nil || !errors.Is(timing.LexicalOnly, context.DeadlineExceeded) || time.Since(start) > time.Second {
			t.Errorf("%+v, %v after %v", timing, err, time.Since(start))
		}
	}
}
