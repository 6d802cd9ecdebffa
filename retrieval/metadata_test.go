package retrieval

import (
	"reflect"
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"

	"footnote/corpus"
)

// fill gives every field of a value another value, from n on.
func fill(v reflect.Value, n *int) {
	*n++
	switch v.Kind() {
	case reflect.String:
		v.SetString("text " + strconv.Itoa(*n))
	case reflect.Int:
		v.SetInt(int64(1 + *n%12))
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1+*n%3, 1+*n%3))
		for i := range v.Len() {
			fill(v.Index(i), n)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i), n)
		}
	default:
		panic("a field of kind " + v.Kind().String())
	}
}

func TestAllThatIsKnownOfADocumentIsKept(t *testing.T) {
	documents, n := make([]corpus.Document, 3), 0
	for i := range documents {
		fill(reflect.ValueOf(&documents[i]).Elem(), &n)
		documents[i].Text, documents[i].Sections, documents[i].Pages = "", nil, nil // kept elsewhere
	}
	documents[1] = corpus.Document{}
	var m metadata
	for i := range documents {
		m.add(&documents[i])
	}
	back := make([]corpus.Document, len(documents))
	for i := range back {
		if !m.take(&back[i]) {
			t.Fatalf("document %d is missing", i)
		}
	}
	if diff := cmp.Diff(documents, back); diff != "" {
		t.Error(diff)
	}
	if len(m.texts)+len(m.numbers) > 0 || m.take(&corpus.Document{}) {
		t.Error("there is more than was added")
	}
}

func TestADocumentThatIsNotAllThereIsNotTaken(t *testing.T) {
	var whole metadata
	whole.add(&corpus.Document{Derived: []string{"title", "date"}, Copies: make([]corpus.Copy, 2)})
	for name, m := range map[string]metadata{
		"fewer texts":    {whole.texts[:textsOfDocument-1], whole.numbers},
		"a shorter list": {whole.texts[:textsOfDocument+1], whole.numbers},
		"fewer copies":   {whole.texts[:textsOfDocument+2+textsOfCopy], whole.numbers},
		"fewer numbers":  {whole.texts, whole.numbers[:numbersOfDocument-1]},
		"nothing":        {},
	} {
		if m.take(&corpus.Document{}) {
			t.Errorf("%s: taken", name)
		}
	}
}
