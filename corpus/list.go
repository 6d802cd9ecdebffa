package corpus

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
)

// A Listed file is one of a folder that some reader reads.
type Listed struct {
	Path    string // slash-separated
	Stamp   Stamp
	Sidecar Stamp  // of the metadata beside it; zero where there is none
	sidecar string // its path
}

// A Stamp tells a file that was written to from one that was not. The zero
// Stamp is that of no file.
type Stamp struct {
	Size     int64
	Modified int64 // nanoseconds of Unix time; 0 where that is not known
}

// StampOf returns the stamp of a file.
func StampOf(info fs.FileInfo) Stamp {
	s := Stamp{Size: info.Size()}
	if t := info.ModTime(); !t.IsZero() {
		s.Modified = t.UnixNano()
	}
	return s
}

const sidecarSuffix = ".meta.yaml"

// List finds the files that some reader reads, in the order of their paths,
// without opening any. Links to folders are not followed, so that one that leads
// back to its own folder ends the walk.
func List(ctx context.Context, fsys fs.FS, readers map[string]Reader) ([]Listed, []Problem) {
	l := listing{fsys: fsys, readers: readers, sidecars: make(map[string]Stamp)}
	fs.WalkDir(fsys, ".", func(p string, d fs.DirEntry, err error) error {
		if ctx.Err() != nil {
			return fs.SkipAll
		}
		return l.visit(p, d, err)
	})
	l.describe()
	return l.files, l.problems
}

// A listing is what was found of a folder so far.
type listing struct {
	fsys     fs.FS
	readers  map[string]Reader
	files    []Listed
	sidecars map[string]Stamp // by name without ".meta.yaml"
	problems []Problem
}

func (l *listing) visit(p string, d fs.DirEntry, err error) error {
	name := path.Base(p)
	switch {
	case p == "." && err == nil:
	case isHiddenName(name):
		if d != nil && d.IsDir() {
			return fs.SkipDir
		}
	case err != nil:
		l.problems = append(l.problems, Problem{p, openError(err)})
	case d.IsDir() || strings.HasPrefix(strings.ToLower(name), "readme"):
	case p == GlossaryFile: // a table, but none to quote
	case !strings.HasSuffix(p, sidecarSuffix) && l.readers[Extension(name)] == nil:
		if err := checkFormat(name); err != nil {
			l.problems = append(l.problems, Problem{p, err})
		}
	case d.Type()&fs.ModeSymlink != 0 && checkLink(l.fsys, p) != nil:
		l.problems = append(l.problems, Problem{p, checkLink(l.fsys, p)})
	case strings.HasSuffix(p, sidecarSuffix):
		l.sidecars[strings.TrimSuffix(p, sidecarSuffix)] = l.stamp(p, d)
	default:
		l.files = append(l.files, Listed{Path: p, Stamp: l.stamp(p, d)})
	}
	return nil
}

// stamp looks behind links. What cannot be looked at has no stamp that is ever
// the same, so that reading it tells what is wrong.
func (l *listing) stamp(p string, d fs.DirEntry) Stamp {
	info, err := d.Info()
	if err == nil && d.Type()&fs.ModeSymlink != 0 {
		info, err = fs.Stat(l.fsys, p)
	}
	if err != nil {
		return Stamp{Size: -1}
	}
	return StampOf(info)
}

// Extension returns the lower-case extension of a path, by which the readers are
// chosen.
func Extension(name string) string { return strings.ToLower(path.Ext(name)) }

func isHiddenName(name string) bool {
	return strings.HasPrefix(name, ".") && name != "." || strings.HasPrefix(name, "_")
}

// describe gives the files their sidecars, and reports those of no document:
// what they state would be missing without a word. One with the whole name of a
// file is meant for it more than one with its name but for the extension, which
// several files may share.
func (l *listing) describe() {
	used, passedOver := make(map[string]bool), make(map[string]bool)
	for i := range l.files {
		f := &l.files[i]
		base := strings.TrimSuffix(f.Path, path.Ext(f.Path))
		for _, name := range []string{f.Path, base} {
			stamp, found := l.sidecars[name]
			switch {
			case !found:
			case f.sidecar == "":
				f.Sidecar, f.sidecar, used[name] = stamp, name+sidecarSuffix, true
			default:
				passedOver[name] = true
			}
		}
	}
	for name := range l.sidecars {
		err := fmt.Errorf("describes no document; give it the name of one that ends in %s", Extensions(l.readers))
		if passedOver[name] {
			err = errors.New("is not used, for one with the whole name of the document is there; keep one of them")
		}
		if !used[name] {
			l.problems = append(l.problems, Problem{name + sidecarSuffix, err})
		}
	}
}

// Extensions names what the files that are read end in, sorted: ".md, .txt".
func Extensions(readers map[string]Reader) string {
	return strings.Join(slices.Sorted(maps.Keys(readers)), ", ")
}
