package lsa

import (
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/mat"
)

// scattered returns a sparse matrix with one entry in four, and the same
// matrix dense.
func scattered(rows, columns int) (*sparse, *mat.Dense) {
	random := rand.New(rand.NewPCG(1, 1))
	s, d := newSparse(rows, columns), mat.NewDense(rows, columns, nil)
	for i := range rows {
		for j := range columns {
			if random.IntN(4) > 0 {
				continue
			}
			x := float32(random.Float64())
			s.column, s.value = append(s.column, int32(j)), append(s.value, x)
			d.Set(i, j, float64(x))
		}
		s.start[i+1] = len(s.column)
	}
	return s, d
}

// exactSVD returns gonum's singular values and right singular vectors.
func exactSVD(t *testing.T, a *mat.Dense) ([]float64, *mat.Dense) {
	t.Helper()
	var svd mat.SVD
	if !svd.Factorize(a, mat.SVDThin) {
		t.Fatal("the reference did not converge")
	}
	var v mat.Dense
	svd.VTo(&v)
	fixSigns(&v)
	return svd.Values(nil), &v
}

func TestSVDEqualsTheExactOneWhenTheSketchHoldsTheRange(t *testing.T) {
	for _, size := range [][2]int{{14, 60}, {60, 14}, {12, 12}, {1, 5}, {5, 1}} {
		s, d := scattered(size[0], size[1])
		values, want := exactSVD(t, d)
		got, _, err := truncatedSVD(t.Context(), s, 8)
		if err != nil {
			t.Fatal(err)
		}
		_, columns := got.Dims()
		for j := range columns {
			if values[j] == 0 {
				continue
			}
			for i := range size[1] {
				if math.Abs(got.At(i, j)-want.At(i, j)) > 1e-6 {
					t.Fatalf("%v: component %d of vector %d is %v, want %v", size, i, j, got.At(i, j), want.At(i, j))
				}
			}
		}
	}
}

func TestSVDHoldsNearlyAllThatItsRankCan(t *testing.T) {
	const rank = 20
	s, d := scattered(150, 250)
	values, _ := exactSVD(t, d)
	v, _, err := truncatedSVD(t.Context(), s, rank)
	if err != nil {
		t.Fatal(err)
	}
	var product, gram mat.Dense
	product.Mul(d, v)
	best := 0.0
	for _, x := range values[:rank] {
		best += x * x
	}
	if held := math.Pow(mat.Norm(&product, 2), 2); held < 0.98*best || held > best*(1+1e-9) {
		t.Errorf("the projection holds %v, the best one %v", held, best)
	}
	gram.Mul(v.T(), v)
	for i := range rank {
		for j := range rank {
			if want := map[bool]float64{true: 1}[i == j]; math.Abs(gram.At(i, j)-want) > 1e-9 {
				t.Fatalf("vectors %d and %d have the product %v", i, j, gram.At(i, j))
			}
		}
	}
}

func TestTransposeTwiceIsTheSame(t *testing.T) {
	s, d := scattered(30, 40)
	identity := mat.NewDense(40, 40, nil)
	for i := range 40 {
		identity.Set(i, i, 1)
	}
	got := mat.NewDense(30, 40, nil)
	if err := s.transpose().transpose().mul(t.Context(), got, identity); err != nil {
		t.Fatal(err)
	}
	if !mat.Equal(got, d) {
		t.Error("entries moved")
	}
}
