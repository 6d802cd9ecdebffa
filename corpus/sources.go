package corpus

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
	"go.yaml.in/yaml/v3"
)

const (
	maxSourcesBytes = 1 << 20
	maxSources      = 1000
	maxPatterns     = 100
	maxPatternBytes = 500
	maxBraces       = 4 // each doubles the work of a comparison
	maxAddress      = 2000
	maxDepth        = 10
	maxLimit        = 10_000
	defaultLimit    = 500
)

// sourceKeys are the keys of an entry of [SourcesFile], in the order of its
// documentation.
var sourceKeys = []string{
	"id", "path", "url", "type", "include", "exclude", "depth", "limit", "allow_private",
	"issuer", "kind", "language", "rights", "jurisdiction",
}

// webKeys say how an address is asked, and nothing about a file.
var webKeys = []string{"type", "depth", "limit", "allow_private"}

// ParseSources reads a [SourcesFile]. IDs that are not stated are made of the
// address or the path, and are unique; a type that is not stated is derived
// from the address, and the limit of a source on the web is 500 documents.
//
// A file with any error states no source: one left out by mistake would look
// like one whose documents are to be removed. The error has a line for each
// entry that is wrong, with its line number and the remedy.
func ParseSources(data []byte) ([]Source, error) {
	if len(data) > maxSourcesBytes {
		return nil, fmt.Errorf("is larger than %s; use patterns, sitemaps or feeds in place of single addresses", Size(maxSourcesBytes))
	}
	var doc yaml.Node
	if err := yaml.Unmarshal(data, &doc); err != nil {
		return nil, fmt.Errorf("%s; correct the YAML", strings.TrimPrefix(err.Error(), "yaml: "))
	}
	if len(doc.Content) == 0 {
		return nil, nil
	}
	root := doc.Content[0]
	if root.Kind != yaml.MappingNode {
		return nil, fmt.Errorf("line %d: does not begin with the key sources; write sources: and the entries below it", root.Line)
	}
	var list *yaml.Node
	if err := eachField(root, func(key string, value *yaml.Node) error {
		if list = value; key != "sources" {
			return unknownKey(key, []string{"sources"})
		}
		return nil
	}); err != nil || list == nil {
		return nil, err
	}
	return parseEntries(list)
}

func parseEntries(list *yaml.Node) ([]Source, error) {
	switch {
	case isNull(list):
		return nil, nil
	case list.Kind != yaml.SequenceNode:
		return nil, fmt.Errorf("line %d: sources is not a list; begin each source with a hyphen", list.Line)
	case len(list.Content) > maxSources:
		return nil, fmt.Errorf("sources has more than %d entries; use patterns, sitemaps or feeds", maxSources)
	}
	var all []Source
	var errs []error
	lines := make(map[string]int) // of what is stated and of the IDs
	for _, entry := range list.Content {
		s, err := parseSource(entry)
		for _, name := range []string{"id " + s.ID, s.Path + s.URL} {
			if line, stated := lines[name]; stated && name != "id " && err == nil {
				err = fmt.Errorf("line %d: %s is stated in line %d already; keep one", entry.Line, name, line)
			}
			lines[name] = entry.Line
		}
		errs = append(errs, err)
		all = append(all, s)
	}
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	nameSources(all)
	return all, nil
}

func parseSource(entry *yaml.Node) (Source, error) {
	var s Source
	if entry.Kind == yaml.AliasNode {
		entry = entry.Alias
	}
	if entry.Kind != yaml.MappingNode {
		return s, fmt.Errorf("line %d: is not a source; write path: or url: after the hyphen", entry.Line)
	}
	stated := make(map[string]bool)
	err := eachField(entry, func(key string, value *yaml.Node) error {
		stated[key] = true
		return s.set(key, value)
	})
	if err == nil {
		if err = s.complete(stated); err != nil {
			err = fmt.Errorf("line %d: %w", entry.Line, err)
		}
	}
	return s, err
}

func (s *Source) set(key string, value *yaml.Node) (err error) {
	switch key {
	case "id":
		err = setText(&s.ID, value)
		return errors.Join(err, checkID(s.ID))
	case "path":
		return s.setPath(value)
	case "url":
		return s.setURL(value)
	case "type":
		err = setWord(&s.Type, value)
		return errors.Join(err, checkWord(s.Type, SourceTypes))
	case "include":
		s.Include, err = patterns(value)
	case "exclude":
		s.Exclude, err = patterns(value)
	case "depth":
		s.Depth, err = number(value, 0, maxDepth)
	case "limit":
		s.Limit, err = number(value, 1, maxLimit)
	case "allow_private":
		if err = value.Decode(&s.AllowPrivate); err != nil {
			return fmt.Errorf("%q is neither true nor false; write one of them", value.Value)
		}
	case "issuer", "kind", "language", "rights", "jurisdiction":
		return s.Meta.set(key, value)
	default:
		return unknownKey(key, sourceKeys)
	}
	return err
}

func (s *Source) setPath(value *yaml.Node) error {
	var stated string
	if err := setText(&stated, value); err != nil || stated == "" {
		return err
	}
	s.Path = path.Clean(strings.ReplaceAll(stated, `\`, "/"))
	if !fs.ValidPath(s.Path) {
		return fmt.Errorf("%q leads out of the corpus folder; write a path below it, without .. and without a leading slash", stated)
	}
	return checkPattern(s.Path)
}

// setURL does not repeat an address that holds a password.
func (s *Source) setURL(value *yaml.Node) error {
	if err := setText(&s.URL, value); err != nil || s.URL == "" {
		return err
	}
	u, err := url.Parse(s.URL)
	switch {
	case strings.Contains(s.URL, "@") && (err != nil || u.User != nil):
		return errors.New("holds a user name or password; remove it: pages that ask for a login are not read")
	case err != nil || u.Hostname() == "" || u.Scheme != "https" && u.Scheme != "http":
		return fmt.Errorf("%q is not a web address; write https://…", s.URL)
	case len(s.URL) > maxAddress:
		return fmt.Errorf("is longer than %d bytes; shorten it", maxAddress)
	}
	return nil
}

func patterns(value *yaml.Node) ([]string, error) {
	all, err := texts(value)
	if len(all) > maxPatterns {
		return nil, fmt.Errorf("has more than %d patterns; shorten it", maxPatterns)
	}
	for _, p := range all {
		err = errors.Join(err, checkPattern(p))
	}
	return all, err
}

func checkPattern(pattern string) error {
	switch {
	case len(pattern) > maxPatternBytes:
		return fmt.Errorf("a pattern is longer than %d bytes; shorten it", maxPatternBytes)
	case strings.Count(pattern, "{") > maxBraces:
		return fmt.Errorf("pattern %q has more than %d braces; write several patterns", pattern, maxBraces)
	case !doublestar.ValidatePattern(pattern):
		return fmt.Errorf("pattern %q has a bracket or brace that is not closed; close it, or write a backslash before it", pattern)
	}
	return nil
}

func number(value *yaml.Node, least, most int) (int, error) {
	n, err := strconv.Atoi(value.Value)
	if value.Kind != yaml.ScalarNode || err != nil || n < least || n > most {
		return 0, fmt.Errorf("%q is not a number from %d to %d; write one", value.Value, least, most)
	}
	return n, nil
}

// complete fills in what follows from what is stated.
func (s *Source) complete(stated map[string]bool) error {
	if (s.Path == "") == (s.URL == "") {
		return errors.New("a source has either a path or a url; write one of them")
	}
	if s.Path != "" {
		for _, key := range webKeys {
			if stated[key] {
				return fmt.Errorf("%s is only for a source with a url; remove it", key)
			}
		}
		return nil
	}
	s.Type = cmp.Or(s.Type, typeOf(s.URL))
	s.Limit = cmp.Or(s.Limit, defaultLimit)
	if s.Depth > 0 && s.Type != SourcePage {
		return fmt.Errorf("depth is only for type: page and this is a %s; remove it", s.Type)
	}
	return nil
}

var (
	sitemapName = regexp.MustCompile(`(?i)sitemap[^/]*\.xml(\.gz)?$`)
	feedName    = regexp.MustCompile(`(?i)(\.(rss|atom)|(rss|atom|feed)[^/]*\.xml|/(rss|atom|feed)/?)$`)
	fileName    = regexp.MustCompile(`(?i)\.(pdf|docx|csv|tsv|txt|md|markdown)$`)
)

// typeOf guesses from an address what is there.
func typeOf(address string) SourceType {
	u, err := url.Parse(address)
	switch {
	case err != nil:
	case sitemapName.MatchString(u.Path):
		return SourceSitemap
	case feedName.MatchString(u.Path):
		return SourceFeed
	case fileName.MatchString(u.Path):
		return SourceFile
	}
	return SourcePage
}

// nameSources gives an ID to each source that states none.
func nameSources(all []Source) {
	taken := make(map[string]bool)
	for _, s := range all {
		taken[s.ID] = true
	}
	for i := range all {
		s := &all[i]
		if s.ID != "" {
			continue
		}
		_, address, _ := strings.Cut(s.URL, "://")
		base := Slug(strings.TrimPrefix(address, "www.") + s.Path)
		base = cmp.Or(strings.ToValidUTF8(base[:min(len(base), 150)], ""), "source")
		s.ID = base
		for n := 2; taken[s.ID]; n++ {
			s.ID = base + "-" + strconv.Itoa(n)
		}
		taken[s.ID] = true
	}
}

func unknownKey(key string, known []string) error {
	key = key[:min(len(key), 50)]
	nearest := slices.MinFunc(known, func(a, b string) int { return EditDistance(key, a) - EditDistance(key, b) })
	if EditDistance(key, nearest) <= 1+len(nearest)/3 {
		return fmt.Errorf("is no key here; did you mean %s?", nearest)
	}
	return fmt.Errorf("is no key here; remove it or write one of %s", strings.Join(known, ", "))
}

// EditDistance is the number of bytes to insert, remove or replace that make
// b of a (Levenshtein 1966).
func EditDistance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			replaced := diagonal
			if a[i] != b[j] {
				replaced++
			}
			diagonal = row[j+1]
			row[j+1] = min(replaced, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
