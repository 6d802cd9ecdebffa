package refresh

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"

	"footnote/corpus"
)

// What the owner adds while the library is served lies in a folder of its own, with
// the layout of a corpus folder: documents, [corpus.SourcesFile] and
// [corpus.GlossaryFile]. Both folders are read as one corpus. A document, a source or
// an entry of the glossary that both have is the added one's.

// addedFolder begins the paths of added documents. No file of a corpus folder is read
// whose path begins so.
const addedFolder = "_added/"

func isAdded(path string) bool { return strings.HasPrefix(path, addedFolder) }

// added is what a plan takes from the folder beside its documents and sources.
type added struct {
	files fs.FS // nil where nothing was ever added
	addedStamps
}

// addedStamps are what a ledger keeps of it: those of the glossary and of the file that
// states the sources.
type addedStamps struct{ Glossary, Stated corpus.Stamp }

// addedFiles is the folder, or nil where there is none.
func (cfg Config) addedFiles() fs.FS {
	if info, err := os.Stat(cfg.Added); cfg.Added == "" || err != nil || !info.IsDir() {
		return nil
	}
	return os.DirFS(cfg.Added)
}

// addAdded adds the sources that the owner has added to those of the plan.
func (p *plan) addAdded(cfg Config) error {
	p.added.files = cfg.addedFiles()
	if p.added.files == nil {
		return nil
	}
	p.added.Glossary = stampOf(p.added.files, corpus.GlossaryFile)
	p.added.Stated = stampOf(p.added.files, corpus.SourcesFile)
	sources, err := readSources(p.added.files)
	if err != nil {
		return fmt.Errorf("%w of the added documents: %w", ErrSources, err)
	}
	for _, s := range sources {
		if slices.ContainsFunc(p.sources, func(known corpus.Source) bool { return known.URL == s.URL }) || s.URL == "" {
			continue
		}
		for slices.ContainsFunc(p.sources, func(known corpus.Source) bool { return known.ID == s.ID }) {
			s.ID += "-added"
		}
		p.sources = append(p.sources, s)
	}
	return nil
}

// listAdded adds the files that the owner has added to the candidates.
func (p *plan) listAdded(ctx context.Context, cfg Config) {
	if p.added.files == nil {
		return
	}
	files := p.added.files
	listed, problems := corpus.List(ctx, files, cfg.Readers)
	for _, problem := range problems {
		problem.Path = addedFolder + problem.Path
		p.problems = append(p.problems, problem)
	}
	for _, f := range listed {
		name := addedFolder + f.Path
		if p.gone.holds(name) {
			continue
		}
		p.candidates = append(p.candidates, candidate{
			item: item{Path: name, Mark: mark{Stamp: f.Stamp, Sidecar: f.Sidecar}},
			read: func() (*corpus.Document, error) {
				d, err := f.Read(files, cfg.reading(), corpus.Meta{})
				if d != nil {
					d.Path = name
				}
				return d, err
			},
		})
	}
}

// addedIDs are the IDs of the documents of added files: those of others with one of
// them are not served.
func (r *run) addedIDs(all []*corpus.Document) map[string]bool {
	ids := make(map[string]bool)
	for i, d := range all {
		if d != nil && isAdded(r.candidates[i].Path) {
			ids[d.ID] = true
		}
	}
	return ids
}

// over lays the glossary that the owner has edited over the one of the corpus folder.
func (a added) over(g *corpus.Glossary, problems []corpus.Problem) (*corpus.Glossary, []corpus.Problem) {
	if a.files == nil {
		return g, problems
	}
	edited, broken := corpus.LoadGlossary(a.files)
	data, err := fs.ReadFile(a.files, corpus.GlossaryFile)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		broken = append(broken, corpus.Problem{Path: corpus.GlossaryFile, Err: err})
	}
	for _, b := range broken {
		b.Path = addedFolder + b.Path
		problems = append(problems, b)
	}
	without := withoutIn(data)
	if edited == nil && len(without) == 0 {
		return g, problems
	}
	return g.Merge(edited, without), problems
}

// withoutMark begins the lines of the edited glossary that name an entry of the corpus
// folder's that is not to be used, by one of its forms. For the glossary they are
// comments.
const withoutMark = "#without\t"

// withoutIn reads the lines that begin so.
func withoutIn(glossary []byte) (forms []string) {
	for line := range strings.Lines(string(glossary)) {
		if form, ok := strings.CutPrefix(strings.TrimRight(line, "\r\n"), withoutMark); ok && form != "" {
			forms = append(forms, form)
		}
	}
	return forms
}

// fileName makes the name of an added file of one that comes from outside: letters,
// digits and hyphens, with the extension that chooses the reader. Names that a folder
// gives a meaning to are not made.
func fileName(name string) string {
	name = path.Base(strings.ReplaceAll(name, `\`, "/"))
	extension := corpus.Extension(name)
	runes := []rune(corpus.Slug(strings.TrimSuffix(name, path.Ext(name))))
	base := strings.Trim(string(runes[:min(len(runes), maxFileName)]), "-")
	if base == "" || base == "glossary" || strings.HasPrefix(base, "readme") {
		base = strings.TrimSuffix("document-"+base, "-")
	}
	return base + extension
}

const maxFileName = 60 // characters, which are 240 bytes at most
