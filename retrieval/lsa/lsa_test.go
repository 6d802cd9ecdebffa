package lsa

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math"
	"runtime"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"footnote/retrieval"
)

// corpus has two subjects in each language, of eight passages each. In each
// subject three passages hold one word for a thing, three another, and two
// both.
var corpus = []string{
	"The driver of a car checks the engine and the fuel before using the road.",
	"A car with a damaged engine shall not be driven on the road.",
	"The fuel of a car is taxed when the driver buys it.",
	"The driver of an automobile pays for the use of the road.",
	"An automobile is taxed by the size of its engine and by its fuel.",
	"On the road, the driver of an automobile carries a licence.",
	"An automobile, or car, has an engine that burns fuel.",
	"The driver registers the car or automobile before it is used on the road.",

	"A doctor treats the patient in a hospital and prescribes medicine.",
	"The hospital pays the doctor for each patient.",
	"The doctor tells the patient how to take the medicine.",
	"A physician examines the patient before prescribing medicine.",
	"The hospital employs a physician for every ward and patient.",
	"Medicine is given in the hospital as the physician orders.",
	"The doctor, or physician, keeps a record of the patient.",
	"Without a physician or doctor, the hospital gives no medicine.",

	"机动车在道路行驶前，驾驶人应当检查发动机和燃料。",
	"机动车发动机损坏的，不得在道路行驶。",
	"驾驶人购买机动车燃料，应当缴税。",
	"汽车驾驶人使用道路，应当缴费。",
	"汽车按照发动机排量和燃料种类缴税。",
	"在道路驾驶汽车的驾驶人应当携带驾驶证。",
	"机动车包括汽车，由发动机燃烧燃料驱动。",
	"汽车等机动车在道路行驶前，驾驶人应当办理登记。",

	"医师在医院治疗患者，开具药品处方。",
	"医院按照患者人数向医师支付报酬。",
	"医师告知患者服用药品的方法。",
	"大夫检查患者以后开具药品处方。",
	"医院的每个病区应当有大夫照看患者。",
	"医院发放药品，应当按照大夫的处方。",
	"大夫即医师，应当保存患者的病历。",
	"没有医师或者大夫，医院不得发放药品。",
}

func fit(t testing.TB, texts []string) *Embedder {
	t.Helper()
	m, err := Embedding{}.Fit(t.Context(), bodies(texts))
	if err != nil {
		t.Fatal(err)
	}
	return m.(*Embedder)
}

// bodies makes passages without a head of texts.
func bodies(texts []string) []retrieval.Text {
	passages := make([]retrieval.Text, len(texts))
	for i, t := range texts {
		passages[i].Body = t
	}
	return passages
}

func query(t *testing.T, m retrieval.Embedder, text string) []float32 {
	t.Helper()
	v, err := m.EmbedQuery(t.Context(), text)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func dot(a, b []float32) float64 {
	sum := 0.0
	for i := range a {
		sum += float64(a[i]) * float64(b[i])
	}
	return sum
}

func TestASynonymFindsThePassagesThatDoNotHoldIt(t *testing.T) {
	m := fit(t, corpus)
	passages, err := m.EmbedPassages(t.Context(), bodies(corpus))
	if err != nil {
		t.Fatal(err)
	}
	for subject, words := range [][2]string{{"car", "automobile"}, {"doctor", "physician"}, {"机动车", "汽车"}, {"医师", "大夫"}} {
		first := 8 * subject
		for other, word := range words {
			q := query(t, m, word)
			without := mean(q, passages[first+3*(1-other):][:3]) // those that hold the other word only
			for foreign := 0; foreign < len(corpus); foreign += 8 {
				if near := mean(q, passages[foreign:][:8]); foreign != first && near+0.05 > without {
					t.Errorf("%s: similarity %.3f to the passages of its subject without it, %.3f to %q and the like",
						word, without, near, corpus[foreign])
				}
			}
		}
	}
}

// mean is the mean similarity of a vector to others.
func mean(q []float32, vectors [][]float32) float64 {
	sum := 0.0
	for _, v := range vectors {
		sum += dot(q, v)
	}
	return sum / float64(len(vectors))
}

func TestTheSameCorpusGivesTheSameBytes(t *testing.T) {
	texts := synthetic(300)
	want := fit(t, texts).encode()
	if !bytes.Equal(want, fit(t, texts).encode()) {
		t.Error("the second training differs")
	}
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	if !bytes.Equal(want, fit(t, texts).encode()) {
		t.Error("training on one core differs")
	}
	if fit(t, texts[1:]).ID() == digest(want) {
		t.Error("another corpus gives the same ID")
	}
}

func TestARestoredEmbedderGivesTheSameBits(t *testing.T) {
	m := fit(t, corpus)
	back, err := Embedding{}.Restore(m.encode())
	if err != nil {
		t.Fatal(err)
	}
	unseen := append(slices.Clone(corpus), "An automobile in a hospital", "未检验的汽车")
	want, _ := m.EmbedPassages(t.Context(), bodies(unseen))
	got, err := back.EmbedPassages(t.Context(), bodies(unseen))
	if err != nil {
		t.Fatal(err)
	}
	for i := range want {
		if !slices.Equal(got[i], want[i]) {
			t.Errorf("%q: got %v, want %v", unseen[i], got[i], want[i])
		}
	}
}

func TestLaterPassagesAreFoldedIn(t *testing.T) {
	m := fit(t, corpus)
	vectors, err := m.EmbedPassages(t.Context(), bodies([]string{
		"Tomorrow's zeppelin needs no engine, no fuel and no road.",
		"新版病历由医院保管，患者可以复制。",
		"Zeppelins, dirigibles!", "the of and", "鑫龘靐", "",
	}))
	if err != nil {
		t.Fatal(err)
	}
	if car, doctor := dot(vectors[0], query(t, m, "car")), dot(vectors[0], query(t, m, "doctor")); car <= doctor {
		t.Errorf("the passage about engines: %.3f to car, %.3f to doctor", car, doctor)
	}
	if doctor, car := dot(vectors[1], query(t, m, "大夫")), dot(vectors[1], query(t, m, "汽车")); doctor <= car {
		t.Errorf("病历: %.3f to 病人, %.3f to 汽车", doctor, car)
	}
	for i, v := range vectors[2:] {
		if v != nil {
			t.Errorf("text %d holds no known term and has the vector %v", i+2, v)
		}
	}
	if v := query(t, m, "How many kinds are there?"); v != nil {
		t.Errorf("a question that only asks has the vector %v", v)
	}
}

func TestDimensionsFollowTheCorpus(t *testing.T) {
	for _, test := range []struct {
		name  string
		texts []string
		want  int
	}{
		{"nothing", nil, 1},
		{"no terms", []string{"the", "的", ""}, 1},
		{"one passage", corpus[:1], 1},
		{"two passages", corpus[:2], 2},
		{"three passages, one of them empty", []string{corpus[0], "", corpus[30]}, 2},
		{"one text many times", slices.Repeat(corpus[:1], 50), 1},
		{"more passages than terms", slices.Repeat([]string{"tax", "law", "tax law"}, 20), 2},
		{"thirty-two", corpus, 10},
		{"ninety", synthetic(90), 30},
		{"a thousand", synthetic(1000), 200},
	} {
		t.Run(test.name, func(t *testing.T) {
			m := fit(t, test.texts)
			if m.Dimensions() != test.want {
				t.Errorf("%d dimensions, want %d", m.Dimensions(), test.want)
			}
			vectors, err := m.EmbedPassages(t.Context(), bodies(test.texts))
			if err != nil {
				t.Fatal(err)
			}
			for i, v := range vectors {
				if v != nil && math.Abs(dot(v, v)-1) > 1e-5 {
					t.Errorf("vector %d has the length %v", i, math.Sqrt(dot(v, v)))
				}
			}
		})
	}
}

// A countdown is a context that is cancelled when it has been looked at a
// number of times.
type countdown struct {
	context.Context
	left atomic.Int64
}

func (c *countdown) Err() error {
	if c.left.Add(-1) < 0 {
		return context.Canceled
	}
	return nil
}

func TestTrainingStopsAtAnyPointWhenCancelled(t *testing.T) {
	stopped := 0
	for looks := int64(0); ; looks = 2*looks + 1 {
		ctx := &countdown{Context: t.Context()}
		ctx.left.Store(looks)
		m, err := Embedding{}.Fit(ctx, bodies(corpus))
		if err == nil {
			break
		}
		if !errors.Is(err, context.Canceled) || m != nil {
			t.Fatalf("after %d looks: Fit = %v, %v, want %v alone", looks, m, err, context.Canceled)
		}
		stopped++
	}
	if stopped < 5 {
		t.Errorf("training looked at the context in %d of the places tried only", stopped)
	}
}

func TestWhatIsNoWordIsLeftOut(t *testing.T) {
	m := fit(t, []string{"tax " + strings.Repeat("a1", 500), "law"})
	if !slices.Equal(m.terms, []string{"law", "tax"}) {
		t.Errorf("terms are %q", m.terms)
	}
}

func TestTheMostFrequentTermsAreKept(t *testing.T) {
	var rare strings.Builder
	for i := range maxTerms {
		fmt.Fprintf(&rare, "w%d ", i)
	}
	m := fit(t, []string{rare.String(), "zone w7", "zone w8"})
	_, zone := m.number["zone"]
	if len(m.terms) != maxTerms || !zone || !slices.IsSorted(m.terms) {
		t.Errorf("%d terms, zone among them: %v, sorted: %v", len(m.terms), zone, slices.IsSorted(m.terms))
	}
}
