package refresh

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"footnote/corpus"
)

// ErrKnown keeps an address from being added twice.
const ErrKnown corpus.Reason = "is a source of this library already"

// A File is a document that somebody wants to add.
type File struct {
	Name string // as it was given; only its extension and some of its letters are used
	Data []byte
}

// Add adds a document, in the place of one that was added under the same name. It is
// read first: what keeps it from being served is a [corpus.Problem], and nothing is
// added then.
func (l *Library) Add(ctx context.Context, f File, progress func(stage string, done, total int)) (Change, error) {
	d, err := l.Check(f)
	if err != nil {
		return Change{}, err
	}
	name := strings.TrimPrefix(d.Path, addedFolder)
	return l.edit(ctx, name, progress, func(cfg Config, _ []byte) ([]byte, error) {
		_, err := unremove(cfg, func(path, id string) bool { return path == d.Path || id == d.ID })
		return f.Data, err
	})
}

// edit changes one file of the folder, and puts it back where the library cannot be
// served with it. change gets what it holds, nil where it is not there.
func (l *Library) edit(ctx context.Context, name string, progress func(stage string, done, total int), change func(Config, []byte) ([]byte, error)) (Change, error) {
	var before []byte
	written := false
	c, err := l.change(ctx, progress, func(_ context.Context, cfg Config) ([]corpus.Problem, error) {
		var err error
		if before, err = os.ReadFile(filepath.Join(cfg.Added, name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
		after, err := change(cfg, before)
		if err != nil {
			return nil, err
		}
		written = true
		return nil, cfg.writeAdded(name, bytesOf(after))
	})
	if err != nil && written {
		err = errors.Join(err, l.cfg.putBack(name, before))
	}
	return c, err
}

// putBack makes a file what it was.
func (cfg Config) putBack(name string, before []byte) error {
	if before == nil {
		return cfg.deleteAdded([]string{addedFolder + name})
	}
	return cfg.writeAdded(name, bytesOf(before))
}

// Check reads a document as it would be added.
func (l *Library) Check(f File) (*corpus.Document, error) {
	name := fileName(f.Name)
	problem := func(err error) error { return corpus.Problem{Path: clipName(f.Name), Err: err} }
	limit := l.cfg.reading().Limit()
	reader := l.cfg.Readers[corpus.Extension(name)]
	switch {
	case reader == nil:
		return nil, problem(fmt.Errorf("%w; files ending in %s are", corpus.ErrFormat, corpus.Extensions(l.cfg.Readers)))
	case int64(len(f.Data)) > limit:
		return nil, problem(fmt.Errorf("%w (%s); split it or raise MAX_DOCUMENT_BYTES", corpus.ErrTooLarge, corpus.Size(limit)))
	case len(f.Data) == 0:
		return nil, problem(corpus.ErrNoText)
	}
	d, err := corpus.Parse(name, reader, corpus.File{Data: f.Data}, corpus.Meta{}, corpus.Meta{})
	if err != nil {
		return nil, problem(err)
	}
	d.Path = addedFolder + name
	return d, nil
}

// clipName is a name as it may stand in a message.
func clipName(name string) string {
	runes := []rune(name)
	return string(runes[:min(len(runes), maxFileName)])
}

// AddSource adds an address of the web as a source of one document, which is fetched
// as every source is: nothing of a private network. What keeps it from being served is
// a [corpus.Problem], and nothing is added then.
func (l *Library) AddSource(ctx context.Context, url string, progress func(stage string, done, total int)) (Change, error) {
	line, source, err := sourceLine(url)
	if err != nil {
		return Change{}, corpus.Problem{Path: "the address", Err: err} // it may hold a password
	}
	return l.change(ctx, progress, func(ctx context.Context, cfg Config) ([]corpus.Problem, error) {
		cfg.progress("fetching", 0, 0)
		known, id, err := cfg.try(ctx, source)
		if err != nil {
			return nil, err
		}
		back, err := unremove(cfg, func(path, of string) bool { return path == known || of == id })
		if err != nil {
			return nil, err
		}
		before, err := cfg.addSource(line, source.URL)
		if err != nil && !(back && errors.Is(err, ErrKnown)) { // else it was removed, and is asked again
			return nil, err
		}
		report, err := Run(ctx, cfg, Options{only: source.URL})
		if err != nil && before != nil {
			err = errors.Join(err, cfg.writeAdded(corpus.SourcesFile, bytesOf(before)))
		}
		return report.Failed, err
	})
}

// sourceLine is the entry of a source list for one document.
func sourceLine(url string) (string, corpus.Source, error) {
	url = strings.TrimSpace(url)
	entry := fmt.Sprintf("  - url: %q\n    limit: 1\n", url)
	all, err := corpus.ParseSources([]byte("sources:\n" + entry))
	if err != nil || len(strings.Fields(url)) != 1 {
		return "", corpus.Source{}, corpus.ErrAddress
	}
	kind := corpus.SourcePage
	if all[0].Type == corpus.SourceFile {
		kind = corpus.SourceFile
	}
	entry += fmt.Sprintf("    type: %s\n", kind)
	all, err = corpus.ParseSources([]byte("sources:\n" + entry))
	if err != nil {
		return "", corpus.Source{}, err
	}
	return entry, all[0], nil
}

// try fetches the document of a source and reads it, and keeps nothing. It returns the
// address that the document is known by and its ID.
func (cfg Config) try(ctx context.Context, s corpus.Source) (url, id string, err error) {
	if cfg.Web == nil {
		return "", "", errors.New("nothing can be fetched: the web is not asked here")
	}
	fetch, end := cfg.Web()
	defer end()
	err = fmt.Errorf("%w: there is no document at this address", corpus.ErrNoText)
	failed := fetch(ctx, s, nil, func(f corpus.Fetched) {
		if f.Outcome != corpus.FetchedNew {
			if f.Err != nil {
				err = f.Err
			}
			return
		}
		url = f.URL
		id, err = cfg.idOf(f)
	})
	if failed != nil {
		err = failed
	}
	if err != nil && ctx.Err() == nil {
		err = corpus.Problem{Path: clipName(s.URL), Err: err}
	}
	return url, id, err
}

// idOf reads what was fetched.
func (cfg Config) idOf(f corpus.Fetched) (string, error) {
	reader := cfg.Readers[f.Extension]
	if reader == nil {
		return "", fmt.Errorf("%w (%q)", corpus.ErrFormat, f.Extension)
	}
	d, err := corpus.Parse(f.URL, reader, corpus.File{Data: f.Data, Charset: f.Charset}, corpus.Meta{ID: webID(f.URL)}, corpus.Meta{URL: f.URL})
	if err != nil {
		return "", err
	}
	return d.ID, nil
}

// addSource adds an entry to the list of added sources, and returns the list as it was.
func (cfg Config) addSource(line, url string) (before []byte, err error) {
	for _, files := range []fs.FS{cfg.Files, cfg.addedFiles()} {
		if files == nil {
			continue
		}
		sources, err := readSources(files)
		if err != nil {
			return nil, fmt.Errorf("%w: %w", ErrSources, err)
		}
		if slices.ContainsFunc(sources, func(s corpus.Source) bool { return s.URL == url }) {
			return nil, corpus.Problem{Path: clipName(url), Err: ErrKnown}
		}
	}
	before, err = os.ReadFile(filepath.Join(cfg.Added, corpus.SourcesFile))
	if errors.Is(err, fs.ErrNotExist) {
		before = []byte("# What the owner has added from Discord.\nsources:\n")
	} else if err != nil {
		return nil, err
	}
	return before, cfg.writeAdded(corpus.SourcesFile, bytesOf(slices.Concat(before, []byte(line))))
}

// writeAdded writes a file of the folder, whole or not at all.
func (cfg Config) writeAdded(name string, write func(io.Writer) error) error {
	if cfg.Added == "" {
		return errors.New("nothing can be added: there is no folder for it")
	}
	if err := writeFile(cfg.Added, name, write); err != nil {
		return fmt.Errorf("writing %q: %w", name, err)
	}
	return nil
}

// AddedFile returns where the file with a path of a document lies that was added, and
// nothing for a path of another kind.
func AddedFile(cfg Config, documentPath string) string {
	name, ok := strings.CutPrefix(documentPath, addedFolder)
	if !ok || !fs.ValidPath(name) || path.Base(name) != name {
		return ""
	}
	return filepath.Join(cfg.Added, name)
}

// deleteAdded deletes the files among some paths that were added. An address that was
// added stays in the list, and is not asked.
func (cfg Config) deleteAdded(paths []string) error {
	var errs []error
	for _, p := range paths {
		file := AddedFile(cfg, p)
		if file == "" {
			continue
		}
		if err := os.Remove(file); err != nil && !errors.Is(err, fs.ErrNotExist) {
			errs = append(errs, err)
		}
	}
	return errors.Join(errs...)
}
