package eval

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"strings"
	"time"

	"footnote/corpus"
)

// The files of a BEIR folder.
const (
	recordsFile    = "corpus.jsonl"
	queriesFile    = "queries.jsonl"
	judgementsFile = "qrels/test.tsv"
)

// A Set is a judged collection in the form of BEIR: records, queries, and which
// record answers which query.
type Set struct {
	Name     string   // as given
	Digest   string   // of the three files
	Warnings []string // about what they hold

	corpus  *corpus.Corpus // a document for each record that has text
	records []string       // their IDs; the document's ID is the record's number
	queries []judged       // in the order of their file
	reading time.Duration
}

// judged is a query with at least one relevant record.
type judged struct {
	id, text string
	relevant gains
}

// ReadSet reads a BEIR folder. An error names the file and the line; what is
// odd but can be measured is a warning. The progress function is told how many
// of the records' bytes are read, in MiB; it may be nil.
func ReadSet(ctx context.Context, folder fs.FS, name string, progress func(done, total int)) (*Set, error) {
	start := time.Now()
	if err := checkFolder(folder); err != nil {
		return nil, err
	}
	r := setReader{ctx: ctx, folder: folder, digest: sha256.New(), progress: progress, set: &Set{Name: name}}
	for _, read := range []func() error{r.readJudgements, r.readQueries, r.readRecords} {
		if err := read(); err != nil {
			return nil, err
		}
	}
	if n := len(r.empty); n > 0 {
		r.warn("records without text are never found: %d, the first is %q", n, r.empty[0])
	}
	r.set.Digest = hex.EncodeToString(r.digest.Sum(nil)[:8])
	r.set.reading = time.Since(start)
	return r.set, nil
}

func checkFolder(folder fs.FS) error {
	const holds = "a BEIR folder holds " + recordsFile + ", " + queriesFile + " and " + judgementsFile
	switch info, err := fs.Stat(folder, "."); {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("there is no such folder; %s", holds)
	case err != nil:
		return fmt.Errorf("it cannot be opened: %w; %s", err, holds)
	case !info.IsDir():
		return fmt.Errorf("it is not a folder; %s", holds)
	}
	var missing []string
	for _, file := range []string{recordsFile, queriesFile, judgementsFile} {
		if _, err := fs.Stat(folder, file); errors.Is(err, fs.ErrNotExist) {
			missing = append(missing, file)
		}
	}
	if len(missing) > 0 {
		return fmt.Errorf("it lacks %s; %s", strings.Join(missing, ", "), holds)
	}
	return nil
}

// A setReader reads the files of a set, one after the other.
type setReader struct {
	ctx        context.Context
	folder     fs.FS
	digest     hash.Hash
	progress   func(done, total int)
	judgements *judgements
	empty      []string // IDs of records without text
	set        *Set
}

// open calls read with a file, whose bytes count for the digest.
func (r *setReader) open(file string, read func(io.Reader) error) error {
	f, err := r.folder.Open(file)
	if err != nil {
		return err
	}
	defer f.Close()
	fmt.Fprintln(r.digest, file)
	return read(io.TeeReader(f, r.digest))
}

func (r *setReader) readJudgements() error {
	return r.open(judgementsFile, func(f io.Reader) (err error) {
		r.judgements, err = readJudgements(f, judgementsFile+":")
		return err
	})
}

// readQueries keeps the queries that have a relevant record.
func (r *setReader) readQueries() error {
	known := make(map[string]bool)
	var silent []string
	err := r.open(queriesFile, func(f io.Reader) error {
		return eachRecord(f, queriesFile+":", known, func(q record) error {
			relevant := r.judgements.relevant(q.ID)
			if len(relevant) == 0 {
				return nil
			}
			if strings.TrimSpace(q.Text) == "" {
				silent = append(silent, q.ID)
			}
			r.set.queries = append(r.set.queries, judged{q.ID, q.Text, relevant})
			return nil
		})
	})
	if err != nil {
		return err
	}
	if len(r.set.queries) == 0 {
		return fmt.Errorf("%s gives no query of %s a score above 0: there is nothing to measure", judgementsFile, queriesFile)
	}
	if n := len(silent); n > 0 {
		r.warn("queries without text find nothing: %d, the first is %q", n, silent[0])
	}
	r.warnUnknown("query is not in "+queriesFile+" are passed over", func(j judgement) bool { return !known[j.query] })
	return nil
}

func (r *setReader) readRecords() error {
	info, err := fs.Stat(r.folder, recordsFile)
	if err != nil {
		return err
	}
	known := make(map[string]bool)
	var documents []*corpus.Document
	err = r.open(recordsFile, func(f io.Reader) error {
		return eachRecord(&progressReader{Reader: f, size: info.Size(), report: r.progress}, recordsFile+":", known, func(x record) error {
			d, err := x.document(len(r.set.records))
			if errors.Is(err, corpus.ErrNoText) {
				r.empty = append(r.empty, x.ID)
			} else if err != nil {
				return err
			} else {
				documents = append(documents, d)
			}
			r.set.records = append(r.set.records, x.ID)
			return r.ctx.Err()
		})
	})
	if err != nil {
		return err
	}
	r.set.corpus, _ = corpus.New(documents) // IDs are numbers: none is there twice
	r.warnUnknown("record is not in "+recordsFile+" count as not found", func(j judgement) bool { return !known[j.record] })
	return nil
}

// warnUnknown warns of the judgements that name something unknown.
func (r *setReader) warnUnknown(what string, unknown func(judgement) bool) {
	n, first := 0, judgement{}
	for _, j := range r.judgements.list {
		if !unknown(j) {
			continue
		}
		if n++; n == 1 {
			first = j
		}
	}
	if n > 0 {
		r.warn("judgements whose %s: %d, the first is of query %q and record %q", what, n, first.query, first.record)
	}
}

func (r *setReader) warn(format string, args ...any) {
	r.set.Warnings = append(r.set.Warnings, fmt.Sprintf(format, args...))
}
