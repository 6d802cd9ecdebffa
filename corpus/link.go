package corpus

import (
	"io/fs"
	"path"
	"path/filepath"
	"strings"
)

// maxLinks is how many links one path may go through, as in Linux.
const maxLinks = 40

var (
	errLeadsOut     = ErrUnopened.Errorf("leads out of the corpus folder; replace it by a copy")
	errAbsoluteLink = ErrUnopened.Errorf("is a link with an absolute path, which may lead out of the corpus folder; replace it by a copy or a relative link")
)

// checkLink refuses a link that does not stay in the folder: whoever may put a
// file there need not be allowed to read what it leads to. Each part of the way
// may be a link itself. What leads nowhere is left to who reads it.
func checkLink(fsys fs.FS, name string) error {
	at, rest := ".", strings.Split(name, "/")
	for links := 0; len(rest) > 0 && links <= maxLinks; {
		part := rest[0]
		rest = rest[1:]
		if part == ".." && at == "." {
			return errLeadsOut
		}
		next := path.Join(at, part)
		target, err := fs.ReadLink(fsys, next)
		if err != nil { // no link
			at = next
			continue
		}
		if filepath.IsAbs(target) || path.IsAbs(target) {
			return errAbsoluteLink
		}
		links++
		rest = append(strings.Split(filepath.ToSlash(target), "/"), rest...)
	}
	return nil
}
