package retrieval

import "math"

// Dot is the dot product of two vectors of one length, in float64, where the
// squares of float32 cannot overflow. It is the same for the same numbers on
// every machine. Four sums do not wait for one another.
func Dot(a, b []float32) float64 {
	var s0, s1, s2, s3 float64
	for ; len(a) >= 4 && len(b) >= 4; a, b = a[4:], b[4:] {
		s0 += float64(a[0]) * float64(b[0])
		s1 += float64(a[1]) * float64(b[1])
		s2 += float64(a[2]) * float64(b[2])
		s3 += float64(a[3]) * float64(b[3])
	}
	for i, x := range a {
		s0 += float64(x) * float64(b[i])
	}
	return s0 + s1 + (s2 + s3)
}

// unit returns a vector at length one; nil stays nil.
func unit(v []float32) []float32 {
	length := math.Sqrt(Dot(v, v))
	if length == 0 {
		return nil
	}
	u := make([]float32, len(v))
	scale(u, v, length)
	return u
}

// scale sets to to a vector divided by a number.
func scale(to, v []float32, by float64) {
	for i, x := range v {
		to[i] = float32(float64(x) / by)
	}
}
