package retrieval_test

import (
	"bytes"
	"errors"
	"maps"
	"testing"
	"testing/fstest"
	"time"

	"footnote/corpus"
	"footnote/retrieval"
	"footnote/retrieval/lsa"
)

// edited is a corpus of many documents before and after one was changed, one
// added and one removed.
func edited() (before, after fstest.MapFS) {
	before = fstest.MapFS{}
	for i := range 40 {
		name := "notice-" + string(rune('a'+i%26)) + string(rune('a'+i/26))
		before[name+".txt"] = &fstest.MapFile{Data: []byte("---\ntitle: " + name + "\n---\nThe levy of " + name + " is 12 pounds. 茶农可以申请补贴。\n\nIt is due in May.")}
	}
	after = maps.Clone(before)
	after["notice-aa.txt"] = &fstest.MapFile{Data: []byte("The levy is 15 pounds, and nobody is exempt.")}
	after["new.txt"] = &fstest.MapFile{Data: []byte("A word that was never seen: quango.")}
	delete(after, "notice-ba.txt")
	return before, after
}

func buildWith(t *testing.T, files fstest.MapFS, previous *retrieval.Index, terms *retrieval.Terms) *retrieval.Index {
	t.Helper()
	c, _, err := corpus.Load(ctx, files, corpus.Options{Readers: map[string]corpus.Reader{".txt": corpus.TextReader{}}})
	if err != nil {
		t.Fatal(err)
	}
	ix, err := retrieval.Build(ctx, c, retrieval.Options{
		Embedding: lsa.Embedding{}, NewStore: newStore, Previous: previous, Terms: terms, Now: time.Unix(0, 0),
	})
	if err != nil {
		t.Fatal(err)
	}
	return ix
}

func TestAnIndexMadeOfKnownTermsIsTheSame(t *testing.T) {
	before, after := edited()
	terms := new(retrieval.Terms)
	first := buildWith(t, before, nil, terms)
	var kept bytes.Buffer
	if _, err := terms.WriteTo(&kept); err != nil {
		t.Fatal(err)
	}
	again, err := retrieval.ReadTerms(bytes.NewReader(kept.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	counted := snapshot(t, buildWith(t, after, first, again))
	if !bytes.Equal(counted, snapshot(t, buildWith(t, after, first, nil))) {
		t.Error("an index whose terms were counted before is another than one whose terms were not")
	}
	if !bytes.Equal(counted, snapshot(t, buildWith(t, after, first, again))) {
		t.Error("the terms of the new index are not those of its passages")
	}
}

func TestTermsThatAreNotWholeAreNotUsed(t *testing.T) {
	before, _ := edited()
	terms := new(retrieval.Terms)
	buildWith(t, before, nil, terms)
	var kept bytes.Buffer
	if _, err := terms.WriteTo(&kept); err != nil {
		t.Fatal(err)
	}
	data := kept.Bytes()
	for n := 0; n < len(data); n += 97 {
		if _, err := retrieval.ReadTerms(bytes.NewReader(data[:n])); !errors.Is(err, retrieval.ErrDamagedSnapshot) {
			t.Fatalf("of %d bytes: %v", n, err)
		}
		wrong := bytes.Clone(data)
		wrong[n] ^= 4
		if _, err := retrieval.ReadTerms(bytes.NewReader(wrong)); !errors.Is(err, retrieval.ErrDamagedSnapshot) {
			t.Fatalf("byte %d: %v", n, err)
		}
	}
}
