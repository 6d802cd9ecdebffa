package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"time"

	"footnote/bot/sqlite"
	"footnote/corpus"
	"footnote/corpus/pdf"
	"footnote/retrieval/lsa"
	"footnote/retrieval/refresh"
)

// corpus looks at the documents, and at the index that was made of them.
func (d *doctor) corpus(ctx context.Context) []check {
	if err := d.checkCorpus(); err != nil {
		return []check{failedSetting(err)}
	}
	cfg, unset := refreshConfig(d.Config, nil)
	if unset != nil {
		cfg.Embedding = lsa.Embedding{} // the documents can be looked at all the same
	}
	if _, err := os.Stat(pdfCache(d.Config)); err != nil {
		cfg.Readers[".pdf"] = pdf.New("") // which compiles for itself, and keeps nothing
	}
	s, err := refresh.Inspect(ctx, cfg)
	documents := d.documents(s, err)
	if err != nil && !errors.Is(err, corpus.ErrNoDocuments) {
		return documents
	}
	snapshot := snapshotOf(s)
	if unset != nil {
		snapshot = doubtful("set the embedder right first", "not compared with the documents, as the embedder is not known")
	}
	return append(documents, snapshot.of("snapshot"))
}

// mostFailed is how many files that are not served are named.
const mostFailed = 3

func (d *doctor) documents(s refresh.State, err error) []check {
	const listing = "`footnote refresh --dry-run` lists them all, with what to do"
	var checks []check
	for i, problem := range s.Failed {
		if i == mostFailed {
			checks = append(checks, doubtful(listing, "%s not served", plural(len(s.Failed)-i, "more file is", "more files are")))
			break
		}
		failure := failed(problem.Err, listing)
		failure.State, failure.What = stateWarning, fmt.Sprintf("not served: %s: %s", problem.Path, failure.What)
		checks = append(checks, failure)
	}
	switch {
	case errors.Is(err, context.DeadlineExceeded):
		return []check{doubtful("run `footnote refresh --dry-run`, which takes its time", "the documents could not all be read in time")}
	case errors.Is(err, corpus.ErrNoDocuments) && s.OnWeb:
		return append(checks, failed(err, "run `footnote refresh`, which asks the sources of sources.yaml"))
	case err != nil:
		return append(checks, failed(inFolder(d.Config, err), "put a document into the folder, or leave CORPUS_DIR empty for the corpus that ships"))
	}
	where := "the corpus that ships"
	if d.CorpusDir != "" {
		where = d.CorpusDir
	}
	summary := fine("%s in %s", plural(s.Documents, "document", "documents"), where)
	return append([]check{summary}, append(checks, d.sources(s)...)...)
}

// overdue is how many times REFRESH_EVERY may have passed since the sources were asked.
const overdue = 2

// sources says whether the web was asked as it should be.
func (d *doctor) sources(s refresh.State) []check {
	every := time.Duration(d.RefreshEvery)
	switch {
	case !s.OnWeb:
		return nil
	case s.Asked.IsZero():
		return []check{doubtful("run `footnote refresh`", "the sources on the web that %s names were never asked", corpus.SourcesFile)}
	case every > 0 && time.Since(s.Asked) > overdue*every:
		return []check{doubtful("see whether `footnote serve` is running, and look at its log",
			"the sources on the web were asked %s, and REFRESH_EVERY is %v", ago(s.Asked), every)}
	}
	return []check{fine("the sources on the web were asked %s", ago(s.Asked))}
}

func snapshotOf(s refresh.State) check {
	const remedy = "run `footnote refresh`; a question and `footnote serve` do it, too"
	switch {
	case s.Newer:
		return faulty("upgrade Footnote, or set DATA_DIR to another folder", "a newer version of Footnote made the index")
	case len(s.Warnings) > 0:
		return doubtful(remedy, "%s", s.Warnings[0])
	case s.Snapshot == nil:
		return doubtful(remedy, "there is no index yet")
	case !s.Current && s.Changed == 0:
		return doubtful(remedy, "%s, made %s, is not of these settings", s.Snapshot.Name, ago(s.Snapshot.Created))
	case !s.Current:
		return doubtful(remedy, "%s, made %s, is not current: %s since", s.Snapshot.Name, ago(s.Snapshot.Created),
			plural(s.Changed, "document came, changed or went", "documents came, changed or went"))
	}
	return fine("%s, made %s, is current: %s", s.Snapshot.Name, ago(s.Snapshot.Created), plural(s.Snapshot.Passages, "passage", "passages"))
}

// ago says when something was, as people say it.
func ago(t time.Time) string {
	switch d := time.Since(t); {
	case d < 2*time.Minute:
		return "just now"
	case d < 2*time.Hour:
		return fmt.Sprintf("%d minutes ago", d/time.Minute)
	case d < 48*time.Hour:
		return fmt.Sprintf("%d hours ago", d/time.Hour)
	default:
		return fmt.Sprintf("%d days ago", d/(24*time.Hour))
	}
}

// disk looks at the folder in which everything is kept.
func (d *doctor) disk(context.Context) []check {
	dir, err := nearestFolder(d.DataDir)
	if err != nil {
		return []check{faulty("set it to a folder that this user may write", "DATA_DIR %s: %v", d.DataDir, err)}
	}
	f, err := os.CreateTemp(dir, ".footnote-doctor-*")
	if err != nil {
		return []check{faulty("let this user write there, or set DATA_DIR to another folder", "DATA_DIR %s: nothing can be written: %v", d.DataDir, err)}
	}
	f.Close()
	if err := os.Remove(f.Name()); err != nil {
		return []check{failed(err, "delete it")}
	}
	free, known := freeSpace(dir)
	if !known {
		return []check{fine("DATA_DIR %s can be written", d.DataDir)}
	}
	return []check{spaceIn(d.DataDir, free)}
}

// nearestFolder returns a folder, or where it is not there yet the one in which it
// would be made.
func nearestFolder(dir string) (string, error) {
	for dir = filepath.Clean(dir); ; dir = filepath.Dir(dir) {
		info, err := os.Stat(dir)
		switch {
		case err == nil && info.IsDir():
			return dir, nil
		case err == nil:
			return "", fmt.Errorf("%s is not a folder", dir)
		case !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, syscall.ENOTDIR) || filepath.Dir(dir) == dir:
			return "", err
		}
	}
}

// How much space there should be: for a large index beside the one in use, and for
// anything at all.
const (
	enoughSpace = 512 << 20
	leastSpace  = 32 << 20
)

func spaceIn(dir string, free uint64) check {
	const remedy = "free some space, or set DATA_DIR to another disk"
	switch {
	case free < leastSpace:
		return faulty(remedy, "DATA_DIR %s has only %d MiB free: no index can be saved", dir, free>>20)
	case free < enoughSpace:
		return doubtful(remedy, "DATA_DIR %s has only %d MiB free", dir, free>>20)
	}
	return fine("DATA_DIR %s can be written, and %.1f GiB are free", dir, float64(free)/(1<<30))
}

// database looks at the file of the receipts.
func (d *doctor) database(ctx context.Context) []check {
	s, err := sqlite.Inspect(ctx, databaseOf(d.Config))
	switch {
	case errors.Is(err, syscall.ENOTDIR):
		return []check{doubtful("see to the disk first", "not looked at")}
	case errors.Is(err, fs.ErrNotExist) && d.RetainDays == 0:
		return []check{fine("nothing is kept, as RETAIN_DAYS is 0")}
	case errors.Is(err, fs.ErrNotExist):
		return []check{fine("none yet: the first answer makes it")}
	case errors.Is(err, sqlite.ErrDamaged):
		return []check{doubtful("put a copy of it back, or let it be: the next answer sets it aside and begins a new one, without the receipts, corrections and feedback of this one", "%v", err)}
	case err != nil:
		return []check{failed(err, "let this user read it")}
	case s.Version > s.Newest:
		return []check{faulty("use the newer program, or another DATA_DIR", "its version is %d, and this program knows none above %d", s.Version, s.Newest)}
	case s.Version < s.Newest:
		return []check{fine("version %d, which the next answer brings to %d; %s", s.Version, s.Newest, plural(s.Receipts, "receipt", "receipts"))}
	}
	return []check{fine("version %d, %s", s.Version, plural(s.Receipts, "receipt", "receipts"))}
}
