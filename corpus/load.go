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
	"sort"
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

// A Problem is a file that is not served, and why.
type Problem struct {
	Path string
	Err  error // what is wrong and what to do about it
}

func (p Problem) Error() string { return p.Path + ": " + p.Err.Error() }

// Unwrap returns the cause.
func (p Problem) Unwrap() error { return p.Err }

// ErrNoDocuments is returned when no file of a folder could be served.
var ErrNoDocuments = errors.New("no documents")

// Load reads the documents of a folder and everything below it. A file that
// cannot be served is a problem, in the order of the paths, and the others are
// served; only when none is left does Load return an error.
//
// Files whose name begins with "." or "_", README files, and files of other
// formats are passed over.
func Load(ctx context.Context, fsys fs.FS, opts Options) (*Corpus, []Problem, error) {
	if opts.MaxBytes <= 0 {
		opts.MaxBytes = maxDocumentBytes
	}
	paths, problems := list(fsys, opts.Readers)
	documents := make([]*Document, len(paths))
	errs := make([]error, len(paths))
	if err := eachFile(ctx, paths, opts.Progress, func(i int) {
		documents[i], errs[i] = loadFile(fsys, paths[i], opts)
	}); err != nil {
		return nil, nil, err
	}
	var healthy []*Document
	for i, err := range errs {
		if err != nil {
			problems = append(problems, Problem{paths[i], err})
			continue
		}
		healthy = append(healthy, documents[i])
	}
	c, repeated := New(healthy)
	problems = append(problems, repeated...)
	sort.SliceStable(problems, func(i, j int) bool { return problems[i].Path < problems[j].Path })
	if len(c.Documents) == 0 {
		return nil, problems, noDocuments(opts.Readers, len(problems))
	}
	return c, problems, nil
}

func noDocuments(readers map[string]Reader, failed int) error {
	extensions := strings.Join(slices.Sorted(maps.Keys(readers)), ", ")
	if failed > 0 {
		return fmt.Errorf("%w: none of the %d files that were found can be served", ErrNoDocuments, failed)
	}
	return fmt.Errorf("%w: put files ending in %s into the folder", ErrNoDocuments, extensions)
}

// list returns the paths of the files that some reader reads.
func list(fsys fs.FS, readers map[string]Reader) ([]string, []Problem) {
	var paths []string
	var problems []Problem
	fs.WalkDir(fsys, ".", func(p string, d fs.DirEntry, err error) error {
		name := path.Base(p)
		switch hidden := strings.HasPrefix(name, ".") && name != "." || strings.HasPrefix(name, "_"); {
		case err != nil:
			problems = append(problems, Problem{p, fmt.Errorf("cannot be read: %w; check the permissions", cause(err))})
			return nil
		case hidden && d.IsDir():
			return fs.SkipDir
		case hidden || d.IsDir() || strings.HasPrefix(strings.ToLower(name), "readme"):
		case readers[strings.ToLower(path.Ext(name))] != nil:
			paths = append(paths, p)
		}
		return nil
	})
	return paths, problems
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

func loadFile(fsys fs.FS, name string, opts Options) (d *Document, err error) {
	defer func() {
		if r := recover(); r != nil {
			d, err = nil, fmt.Errorf("cannot be read: its reader failed (%v); convert it to another format", r)
		}
	}()
	data, err := readFile(fsys, name, opts.MaxBytes)
	if err != nil {
		return nil, err
	}
	content, err := opts.Readers[strings.ToLower(path.Ext(name))].Read(data)
	if err != nil {
		return nil, err
	}
	sidecar := strings.TrimSuffix(name, path.Ext(name)) + ".meta.yaml"
	if data, err := readFile(fsys, sidecar, 1<<20); err == nil {
		if content.Meta, err = parseMeta(string(data), content.Meta, 1); err != nil {
			return nil, fmt.Errorf("%s beside it: %w", path.Base(sidecar), err)
		}
	} else if !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%s beside it: %w", path.Base(sidecar), err)
	}
	return NewDocument(name, content)
}

// readFile reads at most limit bytes of a file, which may grow meanwhile.
func readFile(fsys fs.FS, name string, limit int64) ([]byte, error) {
	f, err := fsys.Open(name)
	if err != nil {
		return nil, openError(err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, openError(err)
	}
	if !info.Mode().IsRegular() {
		return nil, errors.New("is not a regular file; replace it by a copy of what it stands for")
	}
	if info.Size() > limit {
		return nil, tooLarge(limit)
	}
	data, err := io.ReadAll(io.LimitReader(f, limit+1))
	switch {
	case err != nil:
		return nil, openError(err)
	case int64(len(data)) > limit:
		return nil, tooLarge(limit)
	case len(data) == 0:
		return nil, errors.New("is empty; remove it or fill it")
	}
	return data, nil
}

func tooLarge(limit int64) error {
	return fmt.Errorf("is larger than %d bytes; split it or raise MAX_DOCUMENT_BYTES", limit)
}

func openError(err error) error {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("vanished while it was read: %w; refresh again", fs.ErrNotExist)
	case errors.Is(err, fs.ErrPermission):
		return fmt.Errorf("may not be read: %w; change its permissions", fs.ErrPermission)
	}
	return fmt.Errorf("cannot be read: %w", cause(err))
}
