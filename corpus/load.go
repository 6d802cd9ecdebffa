package corpus

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"
)

// maxDocumentBytes bounds a file where [Options] do not.
const maxDocumentBytes = 64 << 20

// Options say how a folder is read.
type Options struct {
	Readers  map[string]Reader // by lower-case extension, such as ".md"
	MaxBytes int64             // of one file; 0 means 64 MiB
	Progress func(done, total int)
}

// A Problem is a file, or a line of the glossary, that is not served, and why.
type Problem struct {
	Path string
	Err  error // what is wrong and what to do about it
}

func (p Problem) Error() string { return p.Path + ": " + p.Err.Error() }

// Unwrap returns the cause.
func (p Problem) Unwrap() error { return p.Err }

// ErrNoDocuments is returned when no file of a folder could be served.
var ErrNoDocuments = errors.New("no documents")

// ErrNoText says that a file was read and holds nothing to quote: it is empty,
// or a scan whose text was never recognised.
var ErrNoText = errors.New("holds no text")

// Load reads the documents of a folder and everything below it. A file that
// cannot be served is a problem, in the order of the paths, and the others are
// served; only when none is left does Load return an error.
//
// Metadata in a NAME.meta.yaml beside a file takes the place of what the file
// itself states, and [GlossaryFile] at the root is the glossary. Files and
// folders whose name begins with "." or "_", README files, links to folders and
// files of other formats are passed over.
func Load(ctx context.Context, fsys fs.FS, opts Options) (*Corpus, []Problem, error) {
	if opts.MaxBytes <= 0 {
		opts.MaxBytes = maxDocumentBytes
	}
	found := list(ctx, fsys, opts.Readers)
	documents := make([]*Document, len(found.paths))
	errs := make([]error, len(found.paths))
	if err := eachFile(ctx, found.paths, opts.Progress, func(i int) {
		documents[i], errs[i] = loadFile(fsys, found.paths[i], found.sidecars, opts)
	}); err != nil {
		return nil, nil, err
	}
	problems := found.problems
	var healthy []*Document
	for i, err := range errs {
		if err != nil {
			problems = append(problems, Problem{found.paths[i], err})
			continue
		}
		healthy = append(healthy, documents[i])
	}
	c, repeated := New(healthy)
	glossary, broken := loadGlossary(fsys, opts)
	problems = slices.Concat(problems, repeated, broken)
	slices.SortStableFunc(problems, func(a, b Problem) int { return strings.Compare(a.Path, b.Path) })
	if len(c.Documents) == 0 {
		return nil, problems, noDocuments(opts.Readers, len(problems)-len(broken))
	}
	return c.WithGlossary(glossary), problems, nil
}

func noDocuments(readers map[string]Reader, failed int) error {
	if failed > 0 {
		return fmt.Errorf("%w: none of the files that were found can be served; see the %d problems, or add files ending in %s",
			ErrNoDocuments, failed, extensions(readers))
	}
	return fmt.Errorf("%w: put files ending in %s into the folder", ErrNoDocuments, extensions(readers))
}

// A listing is what a folder holds for some reader.
type listing struct {
	paths    []string
	sidecars map[string]bool // names without ".meta.yaml"
	problems []Problem
}

const sidecarSuffix = ".meta.yaml"

// list finds the files that some reader reads. Links to folders are not
// followed, so that one that leads back to its own folder ends the walk.
func list(ctx context.Context, fsys fs.FS, readers map[string]Reader) listing {
	l := listing{sidecars: make(map[string]bool)}
	fs.WalkDir(fsys, ".", func(p string, d fs.DirEntry, err error) error {
		name := path.Base(p)
		switch {
		case ctx.Err() != nil:
			return fs.SkipAll
		case p == "." && err == nil:
		case isHiddenName(name):
			if d != nil && d.IsDir() {
				return fs.SkipDir
			}
		case err != nil:
			l.problems = append(l.problems, Problem{p, openError(err)})
		case d.IsDir() || strings.HasPrefix(strings.ToLower(name), "readme"):
		case strings.HasSuffix(p, sidecarSuffix):
			l.sidecars[strings.TrimSuffix(p, sidecarSuffix)] = true
		case readers[strings.ToLower(path.Ext(name))] != nil:
			l.paths = append(l.paths, p)
		}
		return nil
	})
	l.findOrphans(readers)
	return l
}

func isHiddenName(name string) bool {
	return strings.HasPrefix(name, ".") && name != "." || strings.HasPrefix(name, "_")
}

// findOrphans reports the sidecars of no document: what they state would be
// missing without a word.
func (l *listing) findOrphans(readers map[string]Reader) {
	described := make(map[string]bool)
	for _, p := range l.paths {
		described[strings.TrimSuffix(p, path.Ext(p))] = true
	}
	for name := range l.sidecars {
		if !described[name] {
			l.problems = append(l.problems, Problem{name + sidecarSuffix,
				fmt.Errorf("describes no document; give it the name of one that ends in %s", extensions(readers))})
		}
	}
}

func extensions(readers map[string]Reader) string {
	return strings.Join(slices.Sorted(maps.Keys(readers)), ", ")
}

// cause strips the operation and the path of the machine from an error.
func cause(err error) error {
	var pathError *fs.PathError
	if errors.As(err, &pathError) {
		return pathError.Err
	}
	return err
}

// workers is how many files are read at a time: enough to keep two cores busy
// while a disk is waited for, few enough that memory holds their text.
const workers = 4

func eachFile(ctx context.Context, paths []string, progress func(done, total int), do func(int)) error {
	var wg sync.WaitGroup
	var mu sync.Mutex
	next, done := 0, 0
	for range workers {
		wg.Go(func() {
			for {
				mu.Lock()
				i := next
				next++
				mu.Unlock()
				if i >= len(paths) || ctx.Err() != nil {
					return
				}
				do(i)
				mu.Lock()
				done++
				if progress != nil {
					progress(done, len(paths))
				}
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	return ctx.Err()
}

func loadFile(fsys fs.FS, name string, sidecars map[string]bool, opts Options) (d *Document, err error) {
	defer func() {
		if r := recover(); r != nil {
			d, err = nil, fmt.Errorf("cannot be read: its reader failed (%v); convert it to another format", r)
		}
	}()
	data, err := readFile(fsys, name, opts.MaxBytes)
	if err != nil {
		return nil, err
	}
	content, err := opts.Readers[strings.ToLower(path.Ext(name))].Read(File{Data: data})
	if err != nil {
		return nil, err
	}
	if base := strings.TrimSuffix(name, path.Ext(name)); sidecars[base] {
		stated, err := readSidecar(fsys, base+sidecarSuffix)
		if err != nil {
			return nil, fmt.Errorf("%s beside it: %w", path.Base(base)+sidecarSuffix, err)
		}
		content.Meta = content.Meta.override(stated)
	}
	return NewDocument(name, content)
}

func readSidecar(fsys fs.FS, name string) (Meta, error) {
	data, err := readFile(fsys, name, maxFrontMatter)
	if err != nil {
		return Meta{}, err
	}
	text, _, err := Decode(data)
	if err != nil {
		return Meta{}, err
	}
	return parseMeta(text)
}

// readFile reads at most limit bytes of a file, which may grow meanwhile. It
// looks before it opens: opening a pipe would wait for a writer.
func readFile(fsys fs.FS, name string, limit int64) ([]byte, error) {
	info, err := fs.Stat(fsys, name)
	switch {
	case err != nil:
		return nil, openError(err)
	case !info.Mode().IsRegular():
		return nil, errors.New("is not a regular file; replace it by a copy of what it stands for")
	case info.Size() > limit:
		return nil, tooLarge(limit)
	}
	f, err := fsys.Open(name)
	if err != nil {
		return nil, openError(err)
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, limit+1))
	switch {
	case err != nil:
		return nil, openError(err)
	case int64(len(data)) > limit:
		return nil, tooLarge(limit)
	case len(data) == 0:
		return nil, fmt.Errorf("%w: it is empty; remove it or fill it", ErrNoText)
	}
	return data, nil
}

func tooLarge(limit int64) error {
	return fmt.Errorf("is larger than %d bytes; split it or raise MAX_DOCUMENT_BYTES", limit)
}

func openError(err error) error {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("vanished or leads nowhere: %w; restore it or refresh again", fs.ErrNotExist)
	case errors.Is(err, fs.ErrPermission):
		return fmt.Errorf("may not be read: %w; change its permissions", fs.ErrPermission)
	}
	return fmt.Errorf("cannot be read: %w; check the disk", cause(err))
}
