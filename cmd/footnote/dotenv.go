package main

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"regexp"
	"slices"
	"strings"

	"github.com/joho/godotenv"

	"footnote/corpus"
)

const (
	dotenv         = ".env"
	maxDotenvBytes = 64 << 10
)

// A dotenvFile is what .env says.
type dotenvFile struct {
	text   string
	values map[string]string // by key; nil where there is no file
}

// readDotenv reads .env. What godotenv says of a line it cannot read repeats
// the rest of the file, tokens included, so it is not passed on.
func readDotenv() (dotenvFile, error) {
	data, err := os.ReadFile(dotenv)
	if errors.Is(err, fs.ErrNotExist) {
		return dotenvFile{}, nil
	}
	if err != nil {
		return dotenvFile{}, usagef("reading %s: %w", dotenv, err)
	}
	if len(data) > maxDotenvBytes {
		return dotenvFile{}, usagef("reading %s: it is larger than %d KiB; keep nothing but settings in it, one a line", dotenv, maxDotenvBytes>>10)
	}
	text := strings.TrimPrefix(string(data), "\ufeff")
	values, ok := parseDotenv(text)
	if !ok {
		return dotenvFile{}, usagef("reading %s: line %d is not of the form KEY=value; .env.example shows each key", dotenv, unreadLine(text))
	}
	return dotenvFile{text, values}, nil
}

// parseDotenv reads the values. A last line without a = has a value and no key.
func parseDotenv(text string) (values map[string]string, ok bool) {
	values, err := godotenv.Unmarshal(text)
	_, nameless := values[""]
	return values, err == nil && !nameless
}

// unreadLine is the number of the line at which what cannot be read begins: what is read
// line by line, a value of several lines as soon as it is whole.
func unreadLine(text string) int {
	n, first, unread := 0, 1, ""
	for line := range strings.Lines(text) {
		n++
		if unread == "" {
			first = n
		}
		unread += line
		if _, ok := parseDotenv(unread); ok {
			unread = ""
		}
	}
	return first
}

// A stray is a key of .env that is no setting: mistyped, or meant for another program.
// What it is set to is not kept: it may be a secret all the same.
type stray struct {
	key  string
	line int    // from 1
	like string // the setting that may be meant; empty where none is near
}

// strays are those of a file, in their order.
func (f dotenvFile) strays() []stray {
	keys := configKeys()
	var all []stray
	for key := range f.values {
		if !slices.Contains(keys, key) {
			all = append(all, stray{key, f.lineOf(key), nearestKey(key, keys)})
		}
	}
	slices.SortFunc(all, func(a, b stray) int {
		return cmp.Or(cmp.Compare(a.line, b.line), strings.Compare(a.key, b.key))
	})
	return all
}

// lineOf is the number of the first line that sets a key.
func (f dotenvFile) lineOf(key string) int {
	n := 0
	for line := range strings.Lines(f.text) {
		n++
		line = strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(line), "export "))
		if rest, ok := strings.CutPrefix(line, key); ok && strings.IndexAny(strings.TrimSpace(rest), "=:") == 0 {
			return n
		}
	}
	return n
}

// variableName is how variables are named. A secret that somebody has written without
// its key is not.
var variableName = regexp.MustCompile(`^[A-Z][A-Z0-9_]{0,40}$`)

// what says what is wrong. The value is not shown, nor a key that may be one.
func (s stray) what() string {
	name := s.key
	if s.like == "" && !variableName.MatchString(name) {
		name = "what stands before the ="
	}
	return fmt.Sprintf("%s, line %d: %s is not a setting", dotenv, s.line, name)
}

// remedy says what to do about it.
func (s stray) remedy() string {
	if s.like != "" {
		return "write " + s.like + ", if that is meant"
	}
	return "remove it, if it is meant for Footnote; .env.example lists every setting"
}

// maxStrays is how many are named where something else matters.
const maxStrays = 3

// warnOfStrays names the lines of .env that set nothing. It is no error: other
// programs may read the file, too.
func warnOfStrays(all []stray, warn func(format string, args ...any)) {
	for i, s := range all {
		if i == maxStrays {
			warn("%s has %d more keys that are not settings; `footnote doctor` lists them", dotenv, len(all)-i)
			return
		}
		warn("%s; %s", s.what(), s.remedy())
	}
}

// nearestKey returns the key that differs the least from a name, or nothing where all
// differ in more than a quarter of it.
func nearestKey(name string, keys []string) string {
	name = strings.ToUpper(name)
	best, least := "", (len(name)+3)/4+1
	for _, key := range keys {
		if n := corpus.EditDistance(name, key); n < least {
			best, least = key, n
		}
	}
	return best
}
