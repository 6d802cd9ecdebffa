package prompts

import (
	"crypto/sha256"
	"embed"
	"fmt"
	"io/fs"
	"strings"
	"text/template"
)

//go:embed *.tmpl
var files embed.FS

var templates = template.Must(template.New("").
	Funcs(template.FuncMap{"inc": func(i int) int { return i + 1 }}).
	ParseFS(files, "*.tmpl"))

// Version names the words of all templates: it changes whenever they do.
var Version = version(files)

// version is the start of the digest of the files, in the order of their names.
func version(files fs.FS) string {
	names, err := fs.Glob(files, "*.tmpl")
	if err != nil {
		panic(err)
	}
	h := sha256.New()
	for _, name := range names {
		text, err := fs.ReadFile(files, name)
		if err != nil {
			panic(err)
		}
		fmt.Fprintf(h, "%s %d\n%s", name, len(text), text)
	}
	return fmt.Sprintf("%x", h.Sum(nil)[:4])
}

// execute renders an embedded template: that of a file, or one defined in a file.
// It fails only if the template is written wrongly.
func execute(name string, data any) string {
	var b strings.Builder
	if templates.Lookup(name) == nil {
		name += ".tmpl"
	}
	if err := templates.ExecuteTemplate(&b, name, data); err != nil {
		panic(fmt.Sprintf("rendering the template %q: %v", name, err))
	}
	return b.String()
}

// A view is what the templates see. All that is hostile in it is fenced.
type view struct {
	Form, Rules     string
	Question        string
	Chinese         bool // what is to be written
	Today, AsOf     string
	Items           []string
	Terms           [][2]string
	Mark            string
	Failed          []Failed
	Turns           []Turn
	Quotes          []string
	Claim, Evidence string
}

func (t Task) view() view {
	v := view{
		Form:     t.Form,
		Question: fenced(t.Question, t.Mark, maxQuestion),
		Chinese:  chinese(t.Language),
		Today:    t.Today,
		AsOf:     t.AsOf,
		Mark:     t.Mark,
	}
	for _, item := range t.Items {
		v.Items = append(v.Items, fenced(item, t.Mark, maxTitle))
	}
	for _, term := range t.Terms {
		v.Terms = append(v.Terms, [2]string{fenced(term[0], t.Mark, maxTitle), fenced(term[1], t.Mark, maxTitle)})
	}
	return v
}

func chinese(language string) bool { return strings.HasPrefix(strings.ToLower(language), "zh") }

// block returns source i as it is sent, with its first sentences.
func (t Task) block(i, sentences int) string {
	var b strings.Builder
	b.WriteString(execute("source", t.header(i)))
	if len(t.Sources[i].Sentences) == 0 { // as of a text that was added or struck out
		b.WriteString("(no text)\n")
	}
	for n := range sentences {
		b.WriteString(t.sentence(i, n))
	}
	return b.String()
}

// sentence returns a sentence as it is sent, on a line with its number; nothing
// where nothing of it can be seen.
func (t Task) sentence(i, n int) string {
	text := fenced(t.Sources[i].Sentences[n], t.Mark, maxSentence)
	if text == "" {
		return ""
	}
	return fmt.Sprintf("[%d.%d] %s\n", i+1, n+1, text)
}

// A header is what is said of a source before its sentences.
type header struct {
	N       int
	Form    string
	Title   string
	Facts   [][2]string // what is known of it: a name and a value
	Section string
}

func (t Task) header(i int) header {
	s := t.Sources[i]
	h := header{N: i + 1, Form: t.Form, Title: fenced(s.Title, t.Mark, maxTitle)}
	for _, fact := range [][2]string{{"kind", s.Kind}, {"issuer", s.Issuer}, {"number", s.Number}, {"date", s.Date}, {"status", s.Status}} {
		if value := fenced(fact[1], t.Mark, maxTitle); value != "" {
			h.Facts = append(h.Facts, [2]string{fact[0], value})
		}
	}
	var path []string
	for _, heading := range s.Heading {
		if heading = fenced(heading, t.Mark, maxTitle); heading != "" {
			path = append(path, heading)
		}
	}
	h.Section = strings.Join(path, " › ")
	return h
}

// Odd reports whether the number of the source is odd: in a pair, the earlier.
func (h header) Odd() bool { return h.N%2 == 1 }

func fencedFailed(failed []Failed, mark string) []Failed {
	var out []Failed
	for _, f := range failed {
		var labels []string
		for _, label := range f.Labels {
			labels = append(labels, fenced(label, mark, maxTitle))
		}
		out = append(out, Failed{fenced(f.Text, mark, maxSentence), fenced(f.Why, mark, maxTitle), f.IDs, labels})
	}
	return out
}

// String returns an ID as it is written in prompts and replies.
func (id ID) String() string {
	if id.Sentence == 0 {
		return fmt.Sprintf("[%d]", id.Source)
	}
	return fmt.Sprintf("[%d.%d]", id.Source, id.Sentence)
}
