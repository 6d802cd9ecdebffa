package refresh

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"footnote/corpus"
	"footnote/retrieval"
)

// A candidate is an item that the corpus is to be made of, and how its document
// is read.
type candidate struct {
	item
	read func() (*corpus.Document, error)
	web  bool
}

// A plan says what the corpus is to be made of and what was read of it before.
type plan struct {
	ledger     ledger
	settings   string
	listed     time.Time // when the stamps were taken
	glossary   corpus.Stamp
	current    string // the snapshot in use, by its name
	gone       removed
	sources    []corpus.Source
	stated     corpus.Stamp // of the file that states the sources
	added      added
	candidates []candidate // in the order of their paths
	forgotten  []string    // addresses that no source takes in any more
	problems   []corpus.Problem
}

// newPlan lists the files of the folder. The addresses of the web are added to
// it: see addInForce and fetch.
func newPlan(ctx context.Context, cfg Config) (*plan, error) {
	p := &plan{
		ledger:   readLedger(cfg.Dir),
		settings: cfg.settings(),
		listed:   time.Now(),
		glossary: stampOf(cfg.Files, corpus.GlossaryFile),
		stated:   stampOf(cfg.Files, corpus.SourcesFile),
	}
	if name := currentName(cfg.Dir); name != "" && isSnapshot(filepath.Join(cfg.Dir, name+extension)) {
		p.current = name
	}
	var err error
	if p.sources, err = readSources(cfg.Files); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrSources, err)
	}
	if err := p.addAdded(cfg); err != nil {
		return nil, err
	}
	if p.gone, err = readRemoved(cfg.Dir); err != nil {
		return nil, err
	}
	if p.ledger.Snapshot == "" && p.current != "" {
		p.ledger.Items = itemsInForce(ctx, cfg)
	}
	p.listFiles(ctx, cfg)
	return p, ctx.Err()
}

// itemsInForce returns what the index in force has from the web, for a ledger that
// was lost.
func itemsInForce(ctx context.Context, cfg Config) []item {
	ix, _, _ := openCurrent(ctx, cfg)
	if ix == nil {
		return nil
	}
	var items []item
	for _, d := range ix.Corpus().Documents {
		alone := *d
		alone.Copies = nil
		if d.Archived != "" {
			items = append(items, item{Path: d.Path, ID: d.ID, Digest: d.Digest, Key: alone.Fingerprint(),
				Mark: mark{Archived: d.Archived, Withdrawn: d.Withdrawn}})
		}
	}
	return items
}

// settings are what decides beside the files and their sources.
func (cfg Config) settings() string {
	return fmt.Sprintf("corpus %s, %s, format %d, %s, at most %d bytes, drop withdrawn: %t",
		corpus.Version, retrieval.Rules, retrieval.Format, cfg.Embedding.Family(), cfg.MaxBytes, cfg.DropWithdrawn)
}

func readSources(files fs.FS) ([]corpus.Source, error) {
	data, err := fs.ReadFile(files, corpus.SourcesFile)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return corpus.ParseSources(data)
}

func (p *plan) listFiles(ctx context.Context, cfg Config) {
	listed, problems := corpus.List(ctx, cfg.Files, cfg.Readers)
	p.problems = append(p.problems, problems...)
	defaults := make(map[string]string) // by the ID of the source
	for _, f := range listed {
		source, taken := sourceOf(p.sources, f.Path)
		if !taken || p.gone.holds(f.Path) {
			continue
		}
		if _, ok := defaults[source.ID]; !ok {
			defaults[source.ID] = digestOf(source.Meta)
		}
		p.candidates = append(p.candidates, candidate{
			item: item{Path: f.Path, Mark: mark{Stamp: f.Stamp, Sidecar: f.Sidecar, Defaults: defaults[source.ID]}},
			read: func() (*corpus.Document, error) { return f.Read(cfg.Files, cfg.reading(), source.Meta) },
		})
	}
	p.checkPaths(listed)
	p.listAdded(ctx, cfg)
}

// checkPaths reports the sources that take in no file: what they state of their
// documents is stated of nothing.
func (p *plan) checkPaths(listed []corpus.Listed) {
	for _, s := range p.sources {
		takesIn := func(f corpus.Listed) bool { return s.Match(f.Path) }
		if s.Path != "" && !slices.ContainsFunc(listed, takesIn) {
			p.problems = append(p.problems, corpus.Problem{Path: s.ID,
				Err: fmt.Errorf("its path %q matches no file; correct it in %s, or remove it there", s.Path, corpus.SourcesFile)})
		}
	}
}

func (cfg Config) reading() corpus.Options {
	return corpus.Options{Readers: cfg.Readers, MaxBytes: cfg.MaxBytes}
}

// sourceOf returns the source that states something of a file; of several, the
// first. A file that only sources with other patterns hold is not taken.
func sourceOf(sources []corpus.Source, name string) (source corpus.Source, taken bool) {
	taken = true
	for _, s := range sources {
		if s.Path == "" || !s.Holds(name) {
			continue
		}
		if s.Match(name) {
			return s, true
		}
		taken = false
	}
	return corpus.Source{}, taken
}

// digestOf names what a source says of its documents; nothing has no name.
func digestOf(m corpus.Meta) string {
	said := fmt.Appendf(nil, "%q", []any{m.Issuer, m.Kind, m.Language, m.Rights, m.Jurisdiction, m.Title, m.Published.String()})
	if bytes.Equal(said, fmt.Appendf(nil, "%q", []any{"", corpus.Kind(""), "", corpus.Rights(""), "", "", ""})) {
		return ""
	}
	sum := sha256.Sum256(said)
	return hex.EncodeToString(sum[:8])
}

func (p *plan) sort() {
	slices.SortFunc(p.candidates, func(a, b candidate) int { return strings.Compare(a.Path, b.Path) })
}

// carryOver gives the candidates that are as they were the documents that they
// gave, and returns the numbers of the others.
func (p *plan) carryOver(full bool) (changed []int) {
	before := p.ledger.byPath()
	usable := p.ledger.Settings == p.settings && !full
	for i := range p.candidates {
		c := &p.candidates[i]
		old, known := before[c.Path]
		c.ID, c.Digest, c.Key, c.Why, c.Reason = old.ID, old.Digest, old.Key, old.Why, old.Reason
		if !known || !usable || old.Mark != c.Mark || !c.Mark.settled() {
			changed = append(changed, i)
		}
	}
	return changed
}

// isInForce reports whether the current snapshot is what the plan would lead
// to, given that no candidate has changed.
func (p *plan) isInForce() bool {
	l := &p.ledger
	return l.Snapshot != "" && l.Snapshot == p.current && l.Settings == p.settings &&
		unchanged(l.Glossary, p.glossary) && unchanged(l.Added.Glossary, p.added.Glossary) &&
		len(l.Items) == len(p.candidates)
}

// unchanged reports whether a file is known to be as it was, or still not there.
func unchanged(before, now corpus.Stamp) bool {
	return before == now && (now.Modified != 0 || now == corpus.Stamp{})
}

// sameSources reports whether the files that state the sources have their old stamps.
func (p *plan) sameSources() bool {
	return p.stated == p.ledger.Stated && p.added.Stated == p.ledger.Added.Stated
}

// isSnapshot reports whether a file begins as a snapshot of ours does.
func isSnapshot(path string) bool {
	f, err := os.Open(path)
	if err != nil {
		return false
	}
	defer f.Close()
	head := make([]byte, 16)
	if _, err := io.ReadFull(f, head); err != nil {
		return false
	}
	return retrieval.CheckFormat(head) == nil
}
