package retrieval

// A scored passage.
type scored struct {
	passage int
	score   float32
}

// A scoreHeap holds the passages of the highest scores, the least of them
// first. Of equal ones it keeps those it was given first.
type scoreHeap []scored

// push adds a passage. When there are limit already, it takes the place of the
// least of them, so it must have a higher score.
func (h *scoreHeap) push(s scored, limit int) {
	if len(*h) < limit {
		*h = append(*h, s)
		h.up(len(*h) - 1)
		return
	}
	(*h)[0] = s
	h.down(0)
}

// less puts the lower score first and, of equal ones, the later passage.
func (h scoreHeap) less(i, j int) bool {
	if h[i].score != h[j].score {
		return h[i].score < h[j].score
	}
	return h[i].passage > h[j].passage
}

func (h scoreHeap) up(i int) {
	for i > 0 {
		parent := (i - 1) / 2
		if !h.less(i, parent) {
			return
		}
		h[i], h[parent] = h[parent], h[i]
		i = parent
	}
}

func (h scoreHeap) down(i int) {
	for {
		least := i
		for _, child := range []int{2*i + 1, 2*i + 2} {
			if child < len(h) && h.less(child, least) {
				least = child
			}
		}
		if least == i {
			return
		}
		h[i], h[least] = h[least], h[i]
		i = least
	}
}
