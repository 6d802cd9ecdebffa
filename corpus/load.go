package corpus

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
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

// Limit is how many bytes of one file are read.
func (o Options) Limit() int64 {
	if o.MaxBytes <= 0 {
		return maxDocumentBytes
	}
	return o.MaxBytes
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

// Load reads the documents of a folder and everything below it. A file that
// cannot be served is a problem, in the order of the paths, and the others are
// served; only when none is left does Load return an error.
//
// Metadata in a NAME.meta.yaml beside a file, where NAME is that of the file with
// or without its extension, takes the place of what the file
// itself states, and [GlossaryFile] at the root is the glossary. Files and
// folders whose name begins with "." or "_", README files, links to folders and
// files of other formats are passed over, but for those that office programs and
// e-book readers write, which are problems.
func Load(ctx context.Context, fsys fs.FS, opts Options) (*Corpus, []Problem, error) {
	files, problems := List(ctx, fsys, opts.Readers)
	documents := make([]*Document, len(files))
	errs := make([]error, len(files))
	if err := EachFile(ctx, len(files), opts.Progress, func(i int) {
		documents[i], errs[i] = files[i].Read(fsys, opts, Meta{})
	}); err != nil {
		return nil, nil, err
	}
	var healthy []*Document
	for i, err := range errs {
		if err != nil {
			problems = append(problems, Problem{files[i].Path, err})
			continue
		}
		healthy = append(healthy, documents[i])
	}
	glossary, broken := LoadGlossary(fsys)
	c, unfit, err := Assemble(healthy, glossary, opts.Readers, len(problems))
	problems = slices.Concat(problems, unfit, broken)
	SortProblems(problems)
	return c, problems, err
}

// Assemble makes the corpus of what was read, and names what is unfit for it.
// Without any document there is only an error, which tells whether some could
// not be read.
func Assemble(documents []*Document, glossary *Glossary, readers map[string]Reader, failed int) (*Corpus, []Problem, error) {
	c, problems := New(documents)
	if len(c.Documents) == 0 {
		return nil, problems, noDocuments(readers, failed+len(problems))
	}
	return c.WithGlossary(glossary), problems, nil
}

// SortProblems puts problems in the order of their paths.
func SortProblems(problems []Problem) {
	slices.SortStableFunc(problems, func(a, b Problem) int { return strings.Compare(a.Path, b.Path) })
}

func noDocuments(readers map[string]Reader, failed int) error {
	if failed > 0 {
		return fmt.Errorf("%w: none of the files that were found can be served; mend what was wrong with them (%d), or add files ending in %s",
			ErrNoDocuments, failed, Extensions(readers))
	}
	return fmt.Errorf("%w: put files ending in %s into the folder", ErrNoDocuments, Extensions(readers))
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

// EachFile calls do for the numbers below n, a few at a time, and progress after
// each, one call at a time. A cancelled context is an error; what has begun then is
// finished. progress may be nil.
func EachFile(ctx context.Context, n int, progress func(done, total int), do func(int)) error {
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
				if i >= n || ctx.Err() != nil {
					return
				}
				do(i)
				mu.Lock()
				done++
				if progress != nil {
					progress(done, n)
				}
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	return ctx.Err()
}

// Read reads the document of a listed file. What its sidecar states takes the
// place of what the file itself does; defaults hold where neither says anything.
func (l Listed) Read(fsys fs.FS, opts Options, defaults Meta) (*Document, error) {
	data, err := readFile(fsys, l.Path, opts.Limit())
	if err != nil {
		return nil, err
	}
	var stated Meta
	if l.sidecar != "" {
		if stated, err = readSidecar(fsys, l.sidecar); err != nil {
			return nil, ErrFrontMatter.Errorf("%s beside it: %w", path.Base(l.sidecar), err)
		}
	}
	return Parse(l.Path, opts.Readers[Extension(l.Path)], File{Data: data}, defaults, stated)
}

// Parse makes the document of one file: what its reader found, under what is
// stated elsewhere and over defaults. A reader that panics is an error.
func Parse(name string, reader Reader, file File, defaults, stated Meta) (d *Document, err error) {
	defer func() {
		if r := recover(); r != nil {
			d, err = nil, ErrDamaged.Errorf("cannot be read: its reader failed (%v); convert it to another format", r)
		}
	}()
	content, err := reader.Read(file)
	if err != nil {
		return nil, err
	}
	content.Meta = defaults.Override(content.Meta).Override(stated)
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
		return nil, ErrUnopened.Errorf("is not a regular file; replace it by a copy of what it stands for")
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
	return ErrTooLarge.Errorf("is larger than %s; split it or raise MAX_DOCUMENT_BYTES", Size(limit))
}

// Size writes a number of bytes as limits are stated: 64 MiB, 16 KiB or 1000 bytes.
func Size(bytes int64) string {
	for _, unit := range []struct {
		name string
		bits int
	}{{"MiB", 20}, {"KiB", 10}} {
		if n := bytes >> unit.bits; n > 0 && n<<unit.bits == bytes {
			return fmt.Sprintf("%d %s", n, unit.name)
		}
	}
	return fmt.Sprintf("%d bytes", bytes)
}

func openError(err error) error {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return ErrUnopened.Errorf("vanished or leads nowhere: %w; restore it or refresh again", fs.ErrNotExist)
	case errors.Is(err, fs.ErrPermission):
		return ErrUnopened.Errorf("may not be read: %w; change its permissions", fs.ErrPermission)
	}
	return ErrUnopened.Errorf("cannot be read: %w; check the disk", cause(err))
}
