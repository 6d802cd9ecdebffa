package refresh

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"footnote/corpus"
)

const (
	webFolder = "web"
	asking    = 4 // sources asked at a time
)

// An address is the state of one address of the web as it was last asked. It is
// written as soon as the answer is there, so that a refresh that is broken off
// need not ask again; the ledger says which state is in force.
type address struct {
	URL          string      `json:"url"`
	Source       string      `json:"source"`     // the ID of the source that names it
	Of           string      `json:"source_url"` // the address of that source, by which it is known when it gets another ID
	Archived     string      `json:"archived"`
	Size         int64       `json:"size"`    // of what is archived, in bytes
	Fetched      time.Time   `json:"fetched"` // when what is archived was sent
	Asked        time.Time   `json:"asked"`
	Charset      string      `json:"charset,omitempty"`
	ETag         string      `json:"etag,omitempty"`
	LastModified string      `json:"last_modified,omitempty"`
	Meta         corpus.Meta `json:"meta,omitzero"`      // what the list says of it
	Withdrawn    corpus.Date `json:"withdrawn,omitzero"` // when it was first gone
}

// addressFile is where the state of an address lies in the folder.
func addressFile(url string) string {
	sum := sha256.Sum256([]byte(url))
	return filepath.Join(webFolder, hex.EncodeToString(sum[:16])+".json")
}

func addressPath(dir, url string) string { return filepath.Join(dir, addressFile(url)) }

func readAddress(path string) (address, bool) {
	var a address
	data, err := os.ReadFile(path)
	return a, err == nil && json.Unmarshal(data, &a) == nil && a.URL != ""
}

func (a *address) write(dir string) error {
	data, err := json.Marshal(a)
	if err != nil {
		return err
	}
	return writeFile(dir, addressFile(a.URL), bytesOf(data))
}

// readAddresses returns all addresses that were ever fetched, by address. One
// whose file is damaged is asked as if for the first time.
func readAddresses(dir string) map[string]*address {
	all := make(map[string]*address)
	paths, _ := filepath.Glob(filepath.Join(dir, webFolder, "*.json"))
	for _, path := range paths {
		if a, ok := readAddress(path); ok {
			all[a.URL] = &a
		}
	}
	return all
}

// A web is what is known of the addresses while they are asked.
type web struct {
	cfg       Config
	gone      removed
	forgotten []string // addresses that no source takes in any more
	mu        sync.Mutex
	addresses map[string]*address
	asked     int
	problems  []corpus.Problem
	err       error // what was fetched could not be kept
}

// fetch asks the web sources, each once, or only the one of an address, and adds what
// they have to the plan.
func (p *plan) fetch(ctx context.Context, cfg Config, only string) error {
	var sources []corpus.Source
	for _, s := range p.sources {
		if s.URL != "" && (only == "" || s.URL == only) {
			sources = append(sources, s)
		}
	}
	w := &web{cfg: cfg, gone: p.gone, addresses: readAddresses(cfg.Dir)}
	if cfg.Web != nil && len(sources) > 0 {
		fetch, end := cfg.Web()
		defer end()
		cfg.progress("fetching", 0, 0)
		w.ask(ctx, fetch, sources)
	}
	if err := errors.Join(ctx.Err(), w.err); err != nil {
		return fmt.Errorf("asking the sources: %w", err)
	}
	p.problems = append(p.problems, w.problems...)
	p.forgotten = w.forgotten
	for _, a := range w.addresses {
		p.addAddress(cfg, a, mark{Archived: a.Archived, Withdrawn: a.Withdrawn})
	}
	p.sort()
	return nil
}

func (w *web) ask(ctx context.Context, fetch Fetch, sources []corpus.Source) {
	slots := make(chan struct{}, asking)
	var all sync.WaitGroup
	for _, s := range sources {
		slots <- struct{}{}
		all.Go(func() {
			defer func() { <-slots }()
			s := w.withoutGone(s)
			known := w.known(s)
			reported := make(map[string]bool)
			var missing []string
			err := fetch(ctx, s, known, func(f corpus.Fetched) {
				reported[f.URL] = true
				if w.gone.holds(f.URL) {
					return
				}
				if there := w.take(s, f); !there {
					missing = append(missing, f.URL)
				}
			})
			w.notThere(s, missing)
			switch {
			case ctx.Err() != nil:
			case err != nil:
				w.problem(s.ID, err)
			default:
				w.forget(s, known, reported)
			}
		})
	}
	all.Wait()
}

// known returns what is known of a source's addresses.
func (w *web) known(s corpus.Source) []corpus.Known {
	w.mu.Lock()
	defer w.mu.Unlock()
	var known []corpus.Known
	for _, a := range w.addresses {
		if !a.isOf(s) || w.gone.holds(a.URL) {
			continue
		}
		name := a.Archived
		k := corpus.Known{URL: a.URL, Read: func() ([]byte, error) { return archived(w.cfg.Dir, name) }}
		if isArchived(w.cfg.Dir, name, a.Size) { // else it must be sent once more
			k.ETag, k.LastModified = a.ETag, a.LastModified
		}
		known = append(known, k)
	}
	return known
}

// isOf reports whether an address is one of a source's.
func (a *address) isOf(s corpus.Source) bool { return a.Source == s.ID || a.Of == s.URL }

// withoutGone excludes what was removed from a source.
func (w *web) withoutGone(s corpus.Source) corpus.Source {
	s.Exclude = slices.Clone(s.Exclude)
	for path := range w.gone.paths {
		if strings.Contains(path, "://") {
			s.Exclude = append(s.Exclude, literally.Replace(path))
		}
	}
	return s
}

// literally makes a pattern of an address.
var literally = strings.NewReplacer(`\`, `\\`, "*", `\*`, "?", `\?`, "[", `\[`, "]", `\]`, "{", `\{`, "}", `\}`)

// forget drops the addresses that their source does not take in any more; another
// source may have taken them over.
func (w *web) forget(s corpus.Source, known []corpus.Known, reported map[string]bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, k := range known {
		if a := w.addresses[k.URL]; a != nil && a.isOf(s) && !reported[k.URL] {
			delete(w.addresses, k.URL)
			w.forgotten = append(w.forgotten, k.URL)
		}
	}
}

// forget deletes the states of the addresses that no source takes in any more,
// once the index without them is in force.
func (p *plan) forget(dir string) {
	for _, url := range p.forgotten {
		os.Remove(addressPath(dir, url))
	}
}

func (w *web) problem(path string, err error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.problems = append(w.problems, corpus.Problem{Path: path, Err: err})
}

// maxMissing is how many addresses that lead to nothing are named of one source:
// an old list may have many.
const maxMissing = 3

// notThere reports the addresses that a source names and that were never there.
func (w *web) notThere(s corpus.Source, missing []string) {
	for i, url := range missing {
		if i == maxMissing {
			w.problem(s.ID, fmt.Errorf("%d more of the addresses that it names are not there (404); correct them, or exclude them", len(missing)-i))
			return
		}
		w.problem(url, corpus.ErrNotFound.Errorf("is not there (404); correct the address, or exclude it"))
	}
}

// take notes what came of asking for one document. It returns false for one that
// is not there and never was.
func (w *web) take(s corpus.Source, f corpus.Fetched) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.asked++
	w.cfg.progress("fetching", w.asked, 0) // nobody knows how many there are
	a, known := w.addresses[f.URL]
	if !known {
		a = &address{URL: f.URL}
	}
	a.Source, a.Of, a.Asked = s.ID, s.URL, w.cfg.Now()
	switch f.Outcome {
	case corpus.FetchedNew:
		name, err := keep(w.cfg.Dir, f.Data, f.Extension)
		if err != nil {
			w.err = errors.Join(w.err, err)
			return true
		}
		if name != a.Archived {
			a.Archived, a.Fetched = name, a.Asked
		}
		a.Size = int64(len(f.Data))
		a.Charset, a.ETag, a.LastModified, a.Meta, a.Withdrawn = f.Charset, f.ETag, f.LastModified, f.Meta, corpus.Date{}
	case corpus.FetchedUnchanged:
		a.Withdrawn = corpus.Date{}
	case corpus.FetchedGone:
		if known && a.Withdrawn.IsZero() {
			a.Withdrawn = corpus.DateOf(a.Asked)
		}
	case corpus.FetchedNothing:
		w.problems = append(w.problems, corpus.Problem{Path: f.URL, Err: w.stillQuoted(a, f.Err)})
	}
	if a.Archived == "" {
		return f.Outcome != corpus.FetchedGone // nothing to serve, and nothing to know of it
	}
	w.addresses[a.URL] = a
	if err := a.write(w.cfg.Dir); err != nil {
		w.err = errors.Join(w.err, fmt.Errorf("keeping what was fetched: %w", err))
	}
	return true
}

// stillQuoted adds to what is wrong with an address which version of it is served
// all the same.
func (w *web) stillQuoted(a *address, err error) error {
	if a.Archived == "" || w.cfg.DropWithdrawn && !a.Withdrawn.IsZero() {
		return err
	}
	return fmt.Errorf("%w; the version of %s is still quoted", err, corpus.DateOf(a.Fetched))
}

// addInForce adds the addresses as the index in force has them.
func (p *plan) addInForce(cfg Config) {
	if p.sameSources() && p.settings == p.ledger.Settings {
		p.addAsTheyWere(cfg)
	} else {
		for _, i := range p.ledger.Items {
			if a, ok := readAddress(addressPath(cfg.Dir, i.Path)); ok && i.Mark.Archived != "" {
				p.addAddress(cfg, &a, i.Mark)
			}
		}
	}
	p.sort()
}

// addAsTheyWere adds the addresses without reading their states: there may be
// many, and a question waits.
func (p *plan) addAsTheyWere(cfg Config) {
	for _, i := range p.ledger.Items {
		if i.Mark.Archived == "" || p.gone.holds(i.Path) {
			continue
		}
		p.candidates = append(p.candidates, candidate{item: i, web: true, read: func() (*corpus.Document, error) {
			a, _ := readAddress(addressPath(cfg.Dir, i.Path))
			return a.document(cfg, i.Mark, p.about(&a))
		}})
	}
}

// addAddress adds an address to the candidates unless no source takes it in any
// more.
func (p *plan) addAddress(cfg Config, a *address, m mark) {
	if !p.takesIn(a) || cfg.DropWithdrawn && !m.Withdrawn.IsZero() {
		return
	}
	about := p.about(a)
	m.Defaults = digestOf(about)
	p.candidates = append(p.candidates, candidate{
		item: item{Path: a.URL, Mark: m},
		web:  true,
		read: func() (*corpus.Document, error) { return a.document(cfg, m, about) },
	})
}

// takesIn reports whether a source still takes in an address.
func (p *plan) takesIn(a *address) bool {
	source := p.sourceFor(a)
	return source.URL != "" && source.Match(a.URL) && !p.gone.holds(a.URL)
}

// sourceFor returns the source of an address, or none.
func (p *plan) sourceFor(a *address) corpus.Source {
	for _, s := range p.sources {
		if s.URL != "" && a.isOf(s) {
			return s
		}
	}
	return corpus.Source{}
}

// about is what the source of an address and its list say of the document.
func (p *plan) about(a *address) corpus.Meta { return p.sourceFor(a).Meta.Override(a.Meta) }

// document reads what is archived of an address.
func (a *address) document(cfg Config, m mark, about corpus.Meta) (*corpus.Document, error) {
	reader := cfg.Readers[extensionOf(m.Archived)]
	if reader == nil {
		return nil, corpus.ErrFormat.Errorf("is in a format that is not read (%q); exclude it", extensionOf(m.Archived))
	}
	data, err := archived(cfg.Dir, m.Archived)
	if err != nil {
		return nil, err
	}
	stated := corpus.Meta{URL: a.URL, Retrieved: corpus.DateOf(a.Fetched), Withdrawn: m.Withdrawn}
	about.ID = webID(a.URL)
	d, err := corpus.Parse(a.URL, reader, corpus.File{Data: data, Charset: a.Charset}, about, stated)
	if err != nil {
		return nil, err
	}
	d.Archived = m.Archived
	return d, nil
}

const maxWebID = 120 // bytes, which leave place for a digest

// webID makes an ID of an address: its host and path.
func webID(url string) string {
	_, name, _ := strings.Cut(url, "://")
	id := corpus.Slug(strings.TrimPrefix(name, "www."))
	if len(id) <= maxWebID && id != "" {
		return id
	}
	sum := sha256.Sum256([]byte(url))
	return strings.Trim(strings.ToValidUTF8(id[:min(len(id), maxWebID)], "")+"-"+hex.EncodeToString(sum[:4]), "-")
}
