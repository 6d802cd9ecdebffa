package corpus

// A Source is a place that documents come from, as the file [SourcesFile] of a
// corpus folder states it: either files, by Path, or addresses of the web, by
// URL. The folder itself is a source without being stated.
type Source struct {
	ID           string     // names it in reports
	Path         string     // a file, a folder or a pattern such as "notices/**/*.pdf", slash-separated, relative to the corpus folder; or
	URL          string     // where to begin
	Type         SourceType // what is at URL
	Include      []string   // patterns of paths or addresses, see [Source.Match]; nothing stated includes all
	Exclude      []string   // patterns; wins over Include
	Depth        int        // how many links away from URL documents are looked for
	Limit        int        // at most this many documents
	AllowPrivate bool       // addresses of private networks and of this machine may be asked
	Meta         Meta       // what holds for all its documents that do not state it themselves
}

// A SourceType says what is at the address of a [Source].
type SourceType string

// The types of source on the web.
const (
	SourcePage    SourceType = "page"    // a web page, and those it links to within Depth
	SourceSitemap SourceType = "sitemap" // a sitemap or an index of sitemaps
	SourceFeed    SourceType = "feed"    // an RSS or Atom feed
	SourceFile    SourceType = "file"    // one document, such as a PDF
)

// SourceTypes lists every type of source.
var SourceTypes = []SourceType{SourcePage, SourceSitemap, SourceFeed, SourceFile}

// SourcesFile is the name of the file that states the sources.
const SourcesFile = "sources.yaml"

// Known is what is known of an address from the last time it was asked.
type Known struct {
	URL          string
	ETag         string
	LastModified string
	Read         func() ([]byte, error) // what was fetched then
}

// An Outcome says how asking an address ended.
type Outcome int

// The outcomes of asking an address.
const (
	FetchedNew       Outcome = iota // it sent a document
	FetchedUnchanged                // what was fetched last time still holds
	FetchedGone                     // there is nothing any more: 404 or 410
	FetchedNothing                  // it could not be asked, or sent what is no document: see Err
)

// Fetched is what came of asking for one document.
type Fetched struct {
	URL          string // what the document is known by: the address that was listed, without its fragment
	Outcome      Outcome
	Data         []byte
	Extension    string // of the format of Data, such as ".pdf"
	Charset      string // what the server said
	ETag         string
	LastModified string
	Meta         Meta  // what the list says of the document; the source's own Meta is not in it
	Err          error // what is wrong and what to do about it
}
