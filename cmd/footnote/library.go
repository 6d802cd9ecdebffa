package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"time"
	"unicode"

	"footnote/corpus"
	"footnote/corpus/docx"
	"footnote/corpus/html"
	"footnote/corpus/markdown"
	"footnote/corpus/pdf"
	"footnote/corpus/policies"
	"footnote/corpus/table"
	"footnote/corpus/web"
	"footnote/retrieval"
	"footnote/retrieval/chromem"
	"footnote/retrieval/refresh"
)

// readers are the formats that documents may be in whose readers keep nothing.
var readers = map[string]corpus.Reader{
	".md":       markdown.Reader{},
	".markdown": markdown.Reader{},
	".txt":      corpus.TextReader{},
	".html":     html.Reader{},
	".htm":      html.Reader{},
	".xhtml":    html.Reader{},
	".xml":      html.Reader{}, // pages that were saved so; other XML is reported
	".docx":     docx.Reader{},
	".docm":     docx.Reader{},
	".csv":      table.Reader{},
	".tsv":      table.Reader{},
}

// formats are all formats. The compiled PDF library is kept beside the index.
func formats(c Config) map[string]corpus.Reader {
	all := maps.Clone(readers)
	all[".pdf"] = pdf.New(pdfCache(c))
	return all
}

// pdfCache is the folder of the compiled library that reads PDF.
func pdfCache(c Config) string { return filepath.Join(c.DataDir, "cache") }

// refreshConfig says what the index is made of, and where it is kept: the one place
// where the folders of a corpus are put together.
func refreshConfig(c Config, progress func(stage string, done, total int)) (refresh.Config, error) {
	name, err := corpusName(c.CorpusDir)
	if err != nil {
		return refresh.Config{}, err
	}
	embedding, err := c.embedding()
	var files fs.FS = policies.FS
	if c.CorpusDir != "" {
		files = os.DirFS(c.CorpusDir)
	}
	return refresh.Config{
		Dir:           filepath.Join(c.DataDir, "index", name),
		Files:         files,
		Added:         filepath.Join(c.DataDir, "overlay", name),
		Readers:       formats(c),
		MaxBytes:      int64(c.MaxDocumentBytes),
		Web:           func() (refresh.Fetch, func()) { return askWeb(c) },
		DropWithdrawn: c.DropWithdrawn,
		Embedding:     embedding,
		NewStore:      chromem.New,
		Progress:      progress,
		Now:           time.Now,
	}, err
}

// askWeb returns what asks the sources of the web for one refresh.
func askWeb(c Config) (refresh.Fetch, func()) {
	client := web.New(web.Options{Version: thisVersion().Version, MaxBytes: int64(c.MaxDocumentBytes)})
	return client.Fetch, client.Close
}

// corpusName names the folder for the snapshots of a corpus, so that two
// corpora never share one.
func corpusName(dir string) (string, error) {
	if dir == "" {
		return "policies", nil
	}
	absolute, err := filepath.Abs(dir)
	if err != nil {
		return "", fmt.Errorf("finding CORPUS_DIR %q: %w", dir, err)
	}
	sum := sha256.Sum256([]byte(absolute))
	return slug(filepath.Base(absolute)) + "-" + hex.EncodeToString(sum[:4]), nil
}

const maxSlug = 40 // characters

// slug makes a file name of any text; the digest behind it tells equal ones
// apart.
func slug(text string) string {
	words := strings.FieldsFunc(strings.ToLower(clean(text)), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	})
	short := []rune(strings.Join(words, "-"))
	if len(short) > maxSlug {
		short = short[:maxSlug]
	}
	if len(short) == 0 {
		return "corpus"
	}
	return strings.Trim(string(short), "-")
}

// open returns the index of the documents as they are now, and warns of what
// could not be read or kept.
func (p *program) open(ctx context.Context, c Config) (*retrieval.Index, error) {
	bar := newProgress(p.stderr)
	defer bar.stop()
	cfg, err := refreshConfig(c, bar.report)
	if err != nil {
		return nil, err
	}
	index, report, err := refresh.Open(ctx, cfg)
	bar.stop()
	err = inFolder(c, err)
	p.warnProblems(report.Failed, err != nil)
	for _, w := range report.Warnings {
		p.warn("%s", w)
	}
	return index, err
}

// inFolder says which folder has no documents.
func inFolder(c Config, err error) error {
	if c.CorpusDir != "" && errors.Is(err, corpus.ErrNoDocuments) {
		return fmt.Errorf("reading CORPUS_DIR %s: %w", c.CorpusDir, err)
	}
	return err
}

// inDataDir says what to do where nothing can be kept.
func inDataDir(c Config, err error) error {
	var at *fs.PathError
	if errors.As(err, &at) && strings.HasPrefix(at.Path, filepath.Clean(c.DataDir)) {
		return fmt.Errorf("%w; make DATA_DIR %s a folder that can be written to, free some space, or name another", err, c.DataDir)
	}
	return err
}

// maxWarnings is how many unreadable files are named where the answer is what
// matters; `footnote refresh` names them all.
const maxWarnings = 3

func (p *program) warnProblems(problems []corpus.Problem, all bool) {
	for i, problem := range problems {
		if i == maxWarnings && !all {
			p.warn("%d more files are not served; `footnote refresh --dry-run` lists them", len(problems)-i)
			return
		}
		p.warn("not served: %s", problem.Error())
	}
}
