package refresh

import (
	"bytes"
	"crypto/sha256"
	"encoding/gob"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"footnote/corpus"
)

const ledgerExtension = ".ledger"

// A ledger says what a snapshot was made of, so that the next refresh need not
// read again what is as it was. It lies beside its snapshot and comes into force
// with it. Where it is lost, files are read once more, and what is in force of the
// web is taken from the snapshot.
type ledger struct {
	Settings  string // of all that decides beside the files
	Snapshot  string // the one made of this
	Glossary  corpus.Stamp
	Stated    corpus.Stamp // of the file that states the sources
	Added     addedStamps
	Asked     time.Time // when the sources were last asked to the end
	Items     []item    // in the order of their paths
	Problems  []notice  // of no single item
	Documents int
	Passages  int
}

// An item is a file or an address that a document comes from.
type item struct {
	Path   string
	Mark   mark
	ID     string        // of the document that it gave; empty when it gave none
	Digest string        // of its text
	Key    string        // its fingerprint
	Why    string        // it gave none, or one from before
	Reason corpus.Reason // of that, where it has one
}

// fails notes why an item gave no document; nil says that it gave one.
func (i *item) fails(err error) {
	i.Why, i.Reason = "", corpus.ReasonOf(err)
	if err != nil {
		i.Why = err.Error()
	}
}

func (i item) problem() corpus.Problem { return notice{i.Path, i.Why, i.Reason}.problem() }

// A mark tells what was read from what was not: equal ones give one document.
type mark struct {
	Stamp, Sidecar corpus.Stamp // of a file
	Archived       string       // of an address: what was fetched
	Withdrawn      corpus.Date
	Defaults       string // digest of what its source says of all its documents
}

// settled reports whether an equal mark means that nothing was written since.
func (m mark) settled() bool { return m.Archived != "" || m.Stamp.Modified != 0 }

// A notice is a problem in a form that can be kept.
type notice struct {
	Path, Why string
	Reason    corpus.Reason
}

func noticesOf(problems []corpus.Problem) []notice {
	var out []notice
	for _, p := range problems {
		out = append(out, notice{p.Path, p.Err.Error(), corpus.ReasonOf(p.Err)})
	}
	return out
}

func (n notice) problem() corpus.Problem {
	if n.Reason == "" {
		return corpus.Problem{Path: n.Path, Err: errors.New(n.Why)}
	}
	return corpus.Problem{Path: n.Path, Err: n.Reason.Errorf("%s", n.Why)}
}

// problems are those of the ledger itself and those of its items.
func (l *ledger) problems() []corpus.Problem {
	var out []corpus.Problem
	for _, n := range l.Problems {
		out = append(out, n.problem())
	}
	for _, i := range l.Items {
		if i.Why != "" {
			out = append(out, i.problem())
		}
	}
	return out
}

// byPath returns the items by their paths.
func (l *ledger) byPath() map[string]item {
	items := make(map[string]item, len(l.Items))
	for _, i := range l.Items {
		items[i.Path] = i
	}
	return items
}

// readLedger returns the ledger of the snapshot in use; one that is missing,
// damaged or of another form is empty.
func readLedger(dir string) ledger {
	name := currentName(dir)
	data, err := os.ReadFile(filepath.Join(dir, name+ledgerExtension))
	if err != nil || len(data) < sha256.Size {
		return ledger{}
	}
	body, sum := data[:len(data)-sha256.Size], data[len(data)-sha256.Size:]
	var l ledger
	if want := sha256.Sum256(body); !bytes.Equal(sum, want[:]) || gob.NewDecoder(bytes.NewReader(body)).Decode(&l) != nil || l.Snapshot != name {
		return ledger{}
	}
	return l
}

func (l *ledger) write(dir string) error {
	var b bytes.Buffer
	if err := gob.NewEncoder(&b).Encode(l); err != nil {
		return err
	}
	sum := sha256.Sum256(b.Bytes())
	b.Write(sum[:])
	return writeFile(dir, l.Snapshot+ledgerExtension, bytesOf(b.Bytes()))
}

// stampOf returns the stamp of a file, zero where there is none.
func stampOf(fsys fs.FS, name string) corpus.Stamp {
	info, err := fs.Stat(fsys, name)
	if err != nil {
		return corpus.Stamp{}
	}
	return corpus.StampOf(info)
}
