package corpus

import "sort"

// A Kind says how binding a text is. It is always shown.
type Kind string

// The kinds of document, the most binding first.
const (
	KindLaw        Kind = "law"
	KindRegulation Kind = "regulation"
	KindRule       Kind = "rule"
	KindPlan       Kind = "plan"
	KindNotice     Kind = "notice"
	KindGuidance   Kind = "guidance"
	KindReport     Kind = "report"
	KindSpeech     Kind = "speech"
	KindDraft      Kind = "draft"
	KindCommentary Kind = "commentary"
	KindBrief      Kind = "brief"
)

// Kinds lists every kind, the most binding first.
var Kinds = []Kind{
	KindLaw, KindRegulation, KindRule, KindPlan, KindNotice, KindGuidance,
	KindReport, KindSpeech, KindDraft, KindCommentary, KindBrief,
}

// Binding reports whether a document of this kind takes effect: whether its
// dates decide when it may be quoted as being in force.
func (k Kind) Binding() bool {
	switch k {
	case KindLaw, KindRegulation, KindRule, KindPlan, KindNotice, KindGuidance:
		return true
	}
	return false
}

// A Status says whether a document is in force on some day.
type Status string

// The statuses a document can have.
const (
	StatusInForce    Status = "in-force"
	StatusNotYet     Status = "not-yet-in-force"
	StatusTrial      Status = "trial"
	StatusAmended    Status = "amended"
	StatusSuperseded Status = "superseded"
	StatusRepealed   Status = "repealed"
	StatusExpired    Status = "expired"
	StatusDraft      Status = "draft"
	StatusUnknown    Status = "unknown"
)

// Statuses lists every status.
var Statuses = []Status{
	StatusInForce, StatusNotYet, StatusTrial, StatusAmended, StatusSuperseded,
	StatusRepealed, StatusExpired, StatusDraft, StatusUnknown,
}

// Rights say how much of a document may be shown.
type Rights string

// The rights a corpus can hold in a document.
const (
	RightsOfficial  Rights = "official"
	RightsLicensed  Rights = "licensed"
	RightsQuoteOnly Rights = "quote-only"
)

// A Publication is what a brief summarises.
type Publication struct {
	Publisher string `yaml:"publisher" json:"publisher"`
	Title     string `yaml:"title" json:"title"`
}

// Meta is what is known about a document beside its text. The YAML names are
// those of the front matter.
type Meta struct {
	ID            string      `yaml:"id" json:"id"`
	Title         string      `yaml:"title" json:"title"`
	Issuer        string      `yaml:"issuer" json:"issuer,omitempty"`
	Number        string      `yaml:"number" json:"number,omitempty"` // document number, 文号
	Kind          Kind        `yaml:"kind" json:"kind,omitempty"`
	Jurisdiction  string      `yaml:"jurisdiction" json:"jurisdiction,omitempty"`
	Language      string      `yaml:"language" json:"language"` // BCP 47
	Published     Date        `yaml:"published" json:"published,omitzero"`
	EffectiveFrom Date        `yaml:"effective_from" json:"effective_from,omitzero"`
	EffectiveTo   Date        `yaml:"effective_to" json:"effective_to,omitzero"`
	Status        Status      `yaml:"status" json:"status,omitempty"` // as stated; see [Corpus.StatusAt]
	Supersedes    []string    `yaml:"supersedes" json:"supersedes,omitempty"`
	TranslationOf string      `yaml:"translation_of" json:"translation_of,omitempty"` // the ID of the document that this one translates
	Withdrawn     Date        `yaml:"withdrawn" json:"withdrawn,omitzero"`            // the day its source vanished, not a repeal
	Rights        Rights      `yaml:"rights" json:"rights,omitempty"`
	BasedOn       Publication `yaml:"based_on" json:"based_on,omitzero"`
	URL           string      `yaml:"url" json:"url,omitempty"`
	Retrieved     Date        `yaml:"retrieved" json:"retrieved,omitzero"`
}

// A Document is what an issuing body published.
type Document struct {
	Meta
	Derived  []string    `json:"derived,omitempty"`  // front matter names of the fields that were derived, not stated
	Path     string      `json:"path"`               // slash-separated, relative to the corpus folder; the address of one from the web
	Archived string      `json:"archived,omitempty"` // the name of the kept copy of what was fetched
	Copies   []Copy      `json:"copies,omitempty"`   // documents that say the same and are not served themselves
	Pages    []PageStart `json:"pages,omitempty"`    // in a format that has pages, in their order
	Encoding string      `json:"encoding,omitempty"` // the character set the file was in
	Digest   string      `json:"digest"`             // hex SHA-256 of Text
	Text     string      `json:"text"`               // normalised: see [Normalize]
	Sections []Section   `json:"sections"`           // laid end to end they are Text
}

// A Copy is a document whose text another document stands for.
type Copy struct {
	ID     string `json:"id"`
	Path   string `json:"path"`
	Issuer string `json:"issuer,omitempty"`
	URL    string `json:"url,omitempty"`
}

// A PageStart says where the text of a page begins.
type PageStart struct {
	Page
	Start int `json:"start"`
}

// PageCount returns the number of the last page that has text, or 0 in a format
// without pages. Columns that go on side by side begin a page twice.
func (d *Document) PageCount() int {
	last := 0
	for _, p := range d.Pages {
		last = max(last, p.Number)
	}
	return last
}

// PageAt returns the page that a byte of the text is on, and the zero Page
// where that is not known.
func (d *Document) PageAt(offset int) Page {
	i := sort.Search(len(d.Pages), func(i int) bool { return d.Pages[i].Start > offset })
	if i == 0 {
		return Page{}
	}
	return d.Pages[i-1].Page
}

// A Span is a half-open range of bytes of a document's text.
type Span struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// A Section is a part of a document under one heading. The bytes from Start
// to Body are the heading itself; a section without one has Body == Start.
type Section struct {
	Heading []string `json:"heading,omitempty"` // path, outermost first, without the document's title
	Start   int      `json:"start"`
	Body    int      `json:"body"`
	End     int      `json:"end"`
}

// A Passage is the unit that is searched and cited: a run of paragraphs of one
// section.
type Passage struct {
	ID        string   // stable while the passage's heading and text are unchanged
	Document  string   // the document's ID
	Heading   []string // path, outermost first
	Start     int      // byte offsets into the document's text
	End       int
	Sentences []Span // in order, within [Start, End), without surrounding space; headings are not sentences
}
