package corpus

import (
	"net/url"
	"path"
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
)

// Match reports whether a source takes in a document: the path of a file,
// slash-separated and relative to the corpus folder, or an address. A source of
// files takes in what is at, below or matched by its Path; of these, and of
// any address, those that Include names, or all, less those that Exclude names.
//
// In a pattern * stands for any run of characters but a slash, ** for any
// folders, ? for one character, [ab] and {a,b} for one of several. One without a
// slash is compared with the last element of the path, one with "://" with the
// whole address, and any other with the whole path, in an address without its
// query.
func (s Source) Match(name string) bool {
	forms := matchForms(name)
	if s.Path != "" && !s.Holds(forms[0]) {
		return false
	}
	matches := func(pattern string) bool { return matchPattern(pattern, forms) }
	return (len(s.Include) == 0 || slices.ContainsFunc(s.Include, matches)) && !slices.ContainsFunc(s.Exclude, matches)
}

// Holds reports whether a file is at, below or matched by the Path of a source
// of files, whatever its Include and Exclude say.
func (s Source) Holds(name string) bool {
	if s.Path == "." || name == s.Path || strings.HasPrefix(name, s.Path+"/") {
		return true
	}
	ok, _ := doublestar.Match(s.Path, name)
	return ok
}

// matchForms returns the ways to write what a pattern is compared with: an
// address has its letters escaped, and a person writes them as they are.
func matchForms(name string) []string {
	u, err := url.Parse(name)
	if err != nil || !strings.Contains(name, "://") {
		return []string{name}
	}
	whole, err := url.PathUnescape(name)
	if err != nil {
		whole = name
	}
	return []string{name, whole, u.Path, u.EscapedPath()}
}

func matchPattern(pattern string, forms []string) bool {
	for _, form := range forms {
		against := pattern
		switch whole := strings.Contains(form, "://"); {
		case whole != strings.Contains(pattern, "://"):
			continue
		case whole:
		case !strings.Contains(pattern, "/"):
			form = path.Base("/" + form)
		default:
			form, against = strings.Trim(form, "/"), strings.Trim(pattern, "/")
		}
		if ok, _ := doublestar.Match(against, form); ok {
			return true
		}
	}
	return false
}
