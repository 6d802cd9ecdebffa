package corpus

import "strconv"

// A BlockKind is the role of a block of text in its document.
type BlockKind int

// The kinds of block.
const (
	Paragraph BlockKind = iota
	Heading
	Item // one entry of a list, with its marker or without: NewDocument gives it one
	Row  // one row of a table, cells joined by " | "
)

// A Block is one structural unit of a document, as a [Reader] found it: plain
// text without markup.
type Block struct {
	Kind  BlockKind
	Level int // of a Heading: 1 is the outermost
	Text  string
	Page  Page // on which it begins, in a format that has pages
	Joins bool // goes on with the paragraph of the block before it, as over the end of a page
}

// A Page is a page of a document that has pages.
type Page struct {
	Number int    `json:"number"`          // counted from the first of the file, from 1; 0 is no page
	Label  string `json:"label,omitempty"` // the number that is printed on it, where it is known
}

func (p Page) String() string {
	if p.Label != "" {
		return p.Label
	}
	if p.Number == 0 {
		return ""
	}
	return strconv.Itoa(p.Number)
}

// A File is what a [Reader] reads.
type File struct {
	Data    []byte
	Charset string // what a server said of it; empty where none did
}

// Content is what a [Reader] makes of one file.
type Content struct {
	Meta     Meta // as stated in the file; empty fields are unknown
	Blocks   []Block
	Encoding string // the character set found, such as "GB18030"; empty for binary formats
	Untitled bool   // none of the headings is the title, as where they name columns
}

// A Reader parses one file format.
//
// Read gets the whole file, which the caller has bounded in size. It must not
// panic, must not keep or change the data, and returns the blocks in reading order; a file
// without text is an error that says so, and so is front matter that cannot
// be read: a document whose status is unknown is not served as if it had none.
// It need not normalise the text or derive metadata: [Load] does both for
// every format.
type Reader interface {
	Read(file File) (Content, error)
}
