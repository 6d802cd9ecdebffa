package pdf

import (
	"regexp"
)

// noteMark is a note's mark at the end of a text.
var noteMark = regexp.MustCompile(`(?: ?\[[\d, ]{1,12}\]| ?[*†‡])+$`)

// noteStart is how a note begins: with its mark, raised or not.
var noteStart = regexp.MustCompile(`^(?:\[\d{1,3}\]|[*†‡§∗]{1,3} ?|\d{1,3}\s+\D|[①-⑳])`)

const smallText = 0.93 // of the text: notes are set smaller

// cutNotes parts the notes at the foot of a column from its text: small lines
// up to the end of the page, the first of which begins with a mark.
func (m measure) cutNotes(column []line) (body, notes []line) {
	for start := 0; start < len(column); {
		end := start
		for end < len(column) && column[end].page == column[start].page {
			end++
		}
		cut := m.notesFrom(column[start:end]) + start
		body = append(body, column[start:cut]...)
		notes = append(notes, column[cut:end]...)
		start = end
	}
	return body, notes
}

// notesFrom returns the index of the first line of the notes of a page.
func (m measure) notesFrom(lines []line) int {
	first := len(lines)
	for i := len(lines) - 1; i > 0; i-- {
		if lines[i].size() > smallText*m.size {
			break
		}
		if noteStart.MatchString(lines[i].text()) {
			first = i
		}
	}
	return first
}
