package docx

import (
	"errors"
	"strings"
)

// maxFields bounds how many fields are open at once.
const maxFields = 100

// maxInstruction is how much of a field's instruction is kept: its name comes
// first.
const maxInstruction = 64

// A field is one that Word computes, such as a number of a page: its
// instruction is not shown, its result is.
type field struct {
	instruction strings.Builder
	result      bool
	hidden      bool // with its result: it repeats what stands elsewhere
}

// fields are those that are open, the innermost last.
type fields []*field

// mark moves on at the beginning, the middle or the end of a field. It reports
// whether a list of what stands elsewhere begins.
func (f *fields) mark(kind string) (listing bool, err error) {
	last := len(*f) - 1
	switch {
	case kind == "begin" && last+1 == maxFields:
		return false, errors.New("fields nested too deep")
	case kind == "begin":
		*f = append(*f, &field{})
	case last < 0:
	case kind == "separate":
		open := (*f)[last]
		open.result = true
		open.hidden = isListing(open.instruction.String())
		return open.hidden, nil
	case kind == "end":
		*f = (*f)[:last]
	}
	return false, nil
}

// instruct adds to the instruction of the innermost field.
func (f fields) instruct(text string) {
	if len(f) == 0 {
		return
	}
	open := f[len(f)-1]
	open.instruction.WriteString(text[:min(len(text), max(0, maxInstruction-open.instruction.Len()))])
}

// visible reports whether text is shown that stands within the fields.
func (f fields) visible() bool {
	for _, open := range f {
		if !open.result || open.hidden {
			return false
		}
	}
	return true
}

// isListing reports whether a field makes a table of contents, of figures or
// of authorities, or an index: what they list stands elsewhere.
func isListing(instruction string) bool {
	name, _, _ := strings.Cut(strings.TrimSpace(instruction), " ")
	switch strings.ToUpper(name) {
	case "TOC", "TOA", "INDEX":
		return true
	}
	return false
}
