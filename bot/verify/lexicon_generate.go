//go:build ignore

// Lexicon_generate makes lexicon.txt.gz of the database files of WordNet 3.0, which
// Debian has in its package wordnet-base:
//
//	go run lexicon_generate.go /usr/share/wordnet
//
// A line is a stem, how often its words were counted in texts, as the binary logarithm,
// which part of speech they mostly are, and three lists: the meanings that it has, by
// number, those one step more general, and the stems of its antonyms. Meanings are
// those of the first few senses of common words of one word, and of what is derived
// from them.
package main

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"fmt"
	"log"
	"maps"
	"math/bits"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"footnote/retrieval/analysis"
)

const (
	senses       = 2  // of a word: how many of the first, which are the commonest, count
	mostSpecific = 40 // of a meaning: how many may be a step more special for it to say anything
)

// A synset is a meaning, as the database has it.
type synset struct {
	words    []string
	pointers []pointer
}

// A pointer leads from a synset to another, or from one of its words to one there.
type pointer struct {
	symbol, to string // the synset's part of speech and offset
	from, at   int    // which words of both are related, from 1; 0 is all
}

// An entry is what is known of a stem.
type entry struct {
	count          int
	ofPart         map[string]int
	means, general map[string]bool
	antonyms       map[string]bool
}

// parts of speech, with the ends of the names of their files.
var parts = map[string]string{"n": "noun", "v": "verb", "a": "adj", "r": "adv"}

func main() {
	log.SetFlags(0)
	if len(os.Args) != 2 {
		log.Fatal("usage: go run lexicon_generate.go DIR")
	}
	if err := generate(os.Args[1], "lexicon.txt.gz"); err != nil {
		log.Fatal(err)
	}
}

func generate(dir, out string) error {
	synsets, specific := make(map[string]synset), make(map[string]int)
	for part, name := range parts {
		if err := readSynsets(filepath.Join(dir, "data."+name), part, synsets); err != nil {
			return err
		}
	}
	for _, s := range synsets {
		for _, p := range s.pointers {
			if p.symbol == "@" {
				specific[p.to]++
			}
		}
	}
	counts, err := readCounts(filepath.Join(dir, "cntlist.rev"))
	if err != nil {
		return err
	}
	entries := make(map[string]*entry)
	for _, part := range slices.Sorted(maps.Keys(parts)) {
		err := eachLine(filepath.Join(dir, "index."+parts[part]), func(line string) error {
			addLemma(strings.Fields(line), part, synsets, specific, counts, entries)
			return nil
		})
		if err != nil {
			return err
		}
	}
	for _, part := range slices.Sorted(maps.Keys(parts)) {
		if err := addIrregular(filepath.Join(dir, parts[part]+".exc"), entries); err != nil {
			return err
		}
	}
	return write(out, linesOf(entries))
}

// eachLine calls a function with each line that is not of the licence.
func eachLine(file string, f func(string) error) error {
	data, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	for line := range strings.Lines(string(data)) {
		if strings.HasPrefix(line, "  ") {
			continue
		}
		if err := f(strings.TrimRight(line, "\n")); err != nil {
			return fmt.Errorf("reading %q: %w", file, err)
		}
	}
	return nil
}

func readSynsets(file, part string, into map[string]synset) error {
	return eachLine(file, func(line string) error {
		f := strings.Fields(line)
		n, err := strconv.ParseInt(f[3], 16, 0)
		if err != nil {
			return err
		}
		var s synset
		for i := range int(n) {
			word, _, _ := strings.Cut(f[4+2*i], "(")
			s.words = append(s.words, word)
		}
		f = f[4+2*n:]
		m, err := strconv.Atoi(f[0])
		if err != nil {
			return err
		}
		for i := range m {
			p := f[1+4*i : 5+4*i]
			ends, err := strconv.ParseInt(p[3], 16, 0)
			if err != nil {
				return err
			}
			to := strings.Replace(p[2], "s", "a", 1) + p[1]
			s.pointers = append(s.pointers, pointer{symbol: p[0], to: to, from: int(ends >> 8), at: int(ends & 255)})
		}
		into[part+strings.Fields(line)[0]] = s
		return nil
	})
}

// readCounts returns how often texts have a lemma as a part of speech.
func readCounts(file string) (map[string]int, error) {
	counts := make(map[string]int)
	types := map[byte]string{'1': "n", '2': "v", '3': "a", '4': "r", '5': "a"}
	return counts, eachLine(file, func(line string) error {
		f := strings.Fields(line)
		lemma, key, _ := strings.Cut(f[0], "%")
		n, err := strconv.Atoi(f[2])
		counts[types[key[0]]+lemma] += n
		return err
	})
}

func plain(word string) bool {
	return len(word) > 2 && !strings.ContainsFunc(word, func(r rune) bool { return !unicode.IsLower(r) || r > unicode.MaxASCII })
}

// stem returns the one term of a word, or nothing.
func stem(word string) string {
	if terms := analysis.Terms(word); len(terms) == 1 {
		return terms[0]
	}
	return ""
}

func at(entries map[string]*entry, stem string) *entry {
	e, ok := entries[stem]
	if !ok {
		e = &entry{ofPart: make(map[string]int), means: make(map[string]bool), general: make(map[string]bool), antonyms: make(map[string]bool)}
		entries[stem] = e
	}
	return e
}

func addLemma(f []string, part string, synsets map[string]synset, specific map[string]int, counts map[string]int, entries map[string]*entry) {
	lemma := f[0]
	s := stem(lemma)
	if !plain(lemma) || s == "" {
		return
	}
	pointers, _ := strconv.Atoi(f[3])
	e := at(entries, s)
	e.count += counts[part+lemma]
	e.ofPart[part] += counts[part+lemma] + 1
	for i, offset := range f[6+pointers:] {
		if i >= senses {
			break
		}
		e.add(lemma, part+offset, synsets, specific)
	}
}

func (e *entry) add(lemma, id string, synsets map[string]synset, specific map[string]int) {
	own := synsets[id]
	e.means[id] = true
	for _, p := range own.pointers {
		if p.from > 0 && !strings.EqualFold(own.words[p.from-1], lemma) {
			continue
		}
		switch p.symbol {
		case "+", `\`: // derived from the same; of which an adjective is made
			e.means[p.to] = true
		case "@", "&": // one step more general; an adjective like another
			if specific[p.to] <= mostSpecific {
				e.general[p.to] = true
			}
		case "!":
			if word := synsets[p.to].words[max(0, p.at-1)]; plain(strings.ToLower(word)) {
				e.antonyms[stem(word)] = true
			}
		}
	}
}

// addIrregular adds the irregular forms of words as words.
func addIrregular(file string, entries map[string]*entry) error {
	return eachLine(file, func(line string) error {
		forms := strings.Fields(line)
		from, ok := entries[stem(forms[1])]
		if s := stem(forms[0]); ok && plain(forms[0]) && s != "" && s != stem(forms[1]) {
			e := at(entries, s)
			maps.Copy(e.means, from.means)
			maps.Copy(e.general, from.general)
			maps.Copy(e.antonyms, from.antonyms)
			e.count += from.count
			for p, n := range from.ofPart {
				e.ofPart[p] += n
			}
		}
		return nil
	})
}

// linesOf returns the lines of the entries that were counted, without the meanings that
// only one stem has: those tell nothing of others. Meanings are numbered as they come.
func linesOf(entries map[string]*entry) []byte {
	holders, ids := holdersOf(entries), make(map[string]int)
	numbers := func(set map[string]bool) string {
		var out []string
		for _, m := range slices.Sorted(maps.Keys(set)) {
			if holders[m] < 2 {
				continue
			}
			if _, ok := ids[m]; !ok {
				ids[m] = len(ids)
			}
			out = append(out, strconv.FormatInt(int64(ids[m]), 36))
		}
		return strings.Join(out, " ")
	}
	var text bytes.Buffer
	for _, s := range slices.Sorted(maps.Keys(entries)) {
		e := entries[s]
		if e.count == 0 {
			continue
		}
		part := slices.MaxFunc(slices.Sorted(maps.Keys(e.ofPart)), func(a, b string) int { return cmp.Compare(e.ofPart[a], e.ofPart[b]) })
		fmt.Fprintf(&text, "%s\t%d\t%s\t%s\t%s\t%s\n", s, bits.Len(uint(e.count)), part, numbers(e.means), numbers(e.general), strings.Join(slices.Sorted(maps.Keys(e.antonyms)), " "))
	}
	return text.Bytes()
}

// holdersOf counts the stems that have a meaning.
func holdersOf(entries map[string]*entry) map[string]int {
	holders := make(map[string]int)
	for _, e := range entries {
		all := maps.Clone(e.means)
		maps.Copy(all, e.general)
		for m := range all {
			holders[m]++
		}
	}
	return holders
}

func write(out string, lines []byte) error {
	var b bytes.Buffer
	z, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err != nil {
		return err
	}
	if _, err := z.Write(lines); err != nil {
		return err
	}
	if err := z.Close(); err != nil {
		return err
	}
	log.Printf("%d stems, %d bytes of text", bytes.Count(lines, []byte("\n")), len(lines))
	return os.WriteFile(out, b.Bytes(), 0o644)
}
