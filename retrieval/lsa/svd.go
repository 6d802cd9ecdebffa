package lsa

import (
	"context"
	"errors"
	"math"
	"math/rand/v2"

	"gonum.org/v1/gonum/blas/blas64"
	"gonum.org/v1/gonum/lapack/lapack64"
	"gonum.org/v1/gonum/mat"
)

const (
	oversampling = 10   // Halko et al. recommend 5 or 10
	powers       = 4    // text has a slowly falling spectrum
	negligible   = 1e-5 // of the largest singular value: rounding, not corpus
)

// truncatedSVD returns the right singular vectors of a with the largest
// singular values as columns, best first, and those values: rank of them, or as
// many as a has. A matrix of zeros gives one column of zeros. The sign of a vector is such that
// its largest component is positive.
//
// It iterates on the subspace of a·aᵀ, which is the smaller one for text, and
// orthonormalises after each step, so that rounding does not drown the small
// singular values in the large ones.
func truncatedSVD(ctx context.Context, a *sparse, rank int) (*mat.Dense, []float64, error) {
	size := min(rank+oversampling, a.rows(), a.columns)
	if size == 0 {
		return nil, nil, ctx.Err()
	}
	t := a.transpose()
	q := gaussian(a.rows(), size)
	z := mat.NewDense(a.columns, size, nil)
	for range powers {
		if err := t.mul(ctx, z, q); err != nil {
			return nil, nil, err
		}
		if err := a.mul(ctx, q, z); err != nil {
			return nil, nil, err
		}
		orthonormalise(q)
	}
	if err := t.mul(ctx, z, q); err != nil {
		return nil, nil, err
	}
	return rightVectors(z, rank)
}

// rightVectors returns the right singular vectors of a matrix, and the singular
// values, from its product z = aᵀ·q with a basis q of its range. They are z·w/σ for the eigenvectors w
// and eigenvalues σ² of zᵀ·z, which is small.
func rightVectors(z *mat.Dense, rank int) (*mat.Dense, []float64, error) {
	var gram mat.Dense
	gram.Mul(z.T(), z)
	_, size := z.Dims()
	var eigen mat.EigenSym
	if !eigen.Factorize(mat.NewSymDense(size, gram.RawMatrix().Data), true) {
		return nil, nil, errors.New("the singular values did not converge")
	}
	squares := eigen.Values(nil) // ascending
	var vectors mat.Dense
	eigen.VectorsTo(&vectors)

	keep := 0
	for keep < min(rank, size) && squares[size-1-keep] > negligible*negligible*squares[size-1] {
		keep++
	}
	w, values := mat.NewDense(size, max(keep, 1), nil), make([]float64, keep)
	for j := range keep {
		values[j] = math.Sqrt(squares[size-1-j])
		for i := range size {
			w.Set(i, j, vectors.At(i, size-1-j)/values[j])
		}
	}
	var v mat.Dense
	v.Mul(z, w)
	fixSigns(&v)
	return &v, values, nil
}

// gaussian returns a matrix of normally distributed numbers, always the same.
func gaussian(rows, columns int) *mat.Dense {
	random := rand.New(rand.NewPCG(1990, 2011))
	m := mat.NewDense(rows, columns, nil)
	data := m.RawMatrix().Data
	for i := range data {
		data[i] = random.NormFloat64()
	}
	return m
}

// orthonormalise replaces the columns of m, which has no fewer rows, by an
// orthonormal basis of their span: the thin Q of Householder's decomposition.
// (mat.QR would form the whole square Q.)
func orthonormalise(m *mat.Dense) {
	a := m.RawMatrix()
	tau, need := make([]float64, a.Cols), make([]float64, 1)
	lapack64.Geqrf(a, tau, need, -1)
	work := make([]float64, int(need[0]))
	lapack64.Geqrf(a, tau, work, len(work))
	orgqr(a, tau)
}

func orgqr(a blas64.General, tau []float64) {
	need := make([]float64, 1)
	lapack64.Orgqr(a, tau, need, -1)
	work := make([]float64, int(need[0]))
	lapack64.Orgqr(a, tau, work, len(work))
}

// fixSigns turns each column so that its largest component is positive.
func fixSigns(m *mat.Dense) {
	rows, columns := m.Dims()
	for j := range columns {
		largest := 0.0
		for i := range rows {
			if x := m.At(i, j); math.Abs(x) > math.Abs(largest) {
				largest = x
			}
		}
		if largest >= 0 {
			continue
		}
		for i := range rows {
			m.Set(i, j, -m.At(i, j))
		}
	}
}
