package corpus

import (
	"errors"
	"fmt"
	"strings"
	"unicode"

	"go.yaml.in/yaml/v3"
)

const (
	maxFrontMatter = 64 << 10 // bytes
	maxField       = 2000     // bytes of one value
	maxSupersedes  = 1000
)

// FrontMatter splits the YAML block off the head of a text and reads it. A
// text that does not begin with one is returned whole with an empty Meta.
// Unknown keys are ignored; a value of the wrong type, an unknown kind, status
// or rights, a date that is none and a block that is not closed are errors
// that name the line and the remedy.
func FrontMatter(text string) (Meta, string, error) {
	block, rest, err := splitFrontMatter(text)
	if err != nil || block == "" {
		return Meta{}, rest, err
	}
	m, err := parseMeta(block)
	if err != nil {
		return Meta{}, "", ErrFrontMatter.Errorf("front matter: %w", err)
	}
	return m, rest, nil
}

// splitFrontMatter returns the block with an empty line for its opening fence,
// so that YAML counts lines as the file does.
func splitFrontMatter(text string) (block, rest string, err error) {
	text = strings.TrimPrefix(text, "\uFEFF")
	first, body, _ := strings.Cut(text, "\n")
	if strings.TrimRight(first, " \t\r") != "---" || !opensMapping(body) {
		return "", text, nil
	}
	for pos := 0; pos < len(body); {
		line, _, _ := strings.Cut(body[pos:], "\n")
		end := min(pos+len(line)+1, len(body))
		if fence := strings.TrimRight(line, " \t\r"); fence == "---" || fence == "..." {
			return "\n" + strings.ReplaceAll(body[:pos], "\r\n", "\n"), body[end:], nil
		}
		if pos = end; pos > maxFrontMatter {
			break
		}
	}
	return "", "", ErrFrontMatter.Errorf(`front matter: begins with "---" and never ends within %d bytes; add a line "---" after it`, maxFrontMatter)
}

// opensMapping tells front matter from a thematic break: its first line that
// says anything is a key, or its end.
func opensMapping(body string) bool {
	for line := range strings.Lines(body) {
		line = strings.TrimRight(line, " \t\r\n")
		if line == "" || strings.HasPrefix(line, "#") && !strings.HasPrefix(line, "##") {
			continue
		}
		if line == "---" || line == "..." {
			return true
		}
		key, _, found := strings.Cut(line, ":")
		return found && key != "" && !strings.ContainsFunc(key, func(r rune) bool {
			return r != '_' && r != '-' && r != '"' && r != '\'' && !unicode.IsLetter(r) && !unicode.IsDigit(r)
		})
	}
	return false
}

// parseMeta reads the YAML of front matter or of a sidecar file.
func parseMeta(block string) (Meta, error) {
	var m Meta
	var doc yaml.Node
	if err := yaml.Unmarshal([]byte(block), &doc); err != nil {
		return m, fmt.Errorf("%s; correct the YAML", strings.TrimPrefix(err.Error(), "yaml: "))
	}
	if len(doc.Content) == 0 {
		return m, nil
	}
	root := doc.Content[0]
	if root.Kind != yaml.MappingNode {
		return m, fmt.Errorf("line %d: is not a list of fields; write one KEY: VALUE a line", root.Line)
	}
	return m, eachField(root, func(key string, value *yaml.Node) error { return m.set(key, value) })
}

// eachField calls set for the fields of a mapping and says where one failed.
func eachField(mapping *yaml.Node, set func(key string, value *yaml.Node) error) error {
	seen := make(map[string]bool)
	for i := 0; i+1 < len(mapping.Content); i += 2 {
		key, value := mapping.Content[i], mapping.Content[i+1]
		if seen[key.Value] {
			return fmt.Errorf("line %d: %s is stated twice; keep one", key.Line, key.Value)
		}
		seen[key.Value] = true
		if value.Kind == yaml.AliasNode {
			value = value.Alias
		}
		if err := set(key.Value, value); err != nil {
			return fmt.Errorf("line %d: %s: %w", key.Line, key.Value, err)
		}
	}
	return nil
}

func (m *Meta) set(key string, value *yaml.Node) (err error) {
	switch key {
	case "id":
		err = setText(&m.ID, value)
	case "title":
		err = setText(&m.Title, value)
	case "issuer":
		err = setText(&m.Issuer, value)
	case "number":
		err = setText(&m.Number, value)
	case "jurisdiction":
		err = setText(&m.Jurisdiction, value)
	case "language":
		err = setText(&m.Language, value)
	case "translation_of":
		err = setText(&m.TranslationOf, value)
	case "url":
		err = setText(&m.URL, value)
	case "kind":
		err = setWord(&m.Kind, value)
	case "status":
		err = setWord(&m.Status, value)
	case "rights":
		err = setWord(&m.Rights, value)
	case "published":
		err = setDate(&m.Published, value)
	case "effective_from":
		err = setDate(&m.EffectiveFrom, value)
	case "effective_to":
		err = setDate(&m.EffectiveTo, value)
	case "withdrawn":
		err = setDate(&m.Withdrawn, value)
	case "retrieved":
		err = setDate(&m.Retrieved, value)
	case "supersedes":
		m.Supersedes, err = texts(value)
	case "based_on":
		err = m.BasedOn.set(value)
	default:
		return nil
	}
	if err != nil {
		return err
	}
	return m.check(key)
}

func (s *Publication) set(value *yaml.Node) error {
	if isNull(value) {
		return nil
	}
	if value.Kind != yaml.MappingNode {
		return errors.New("is not a list of fields; write publisher: and title: below it, indented")
	}
	return eachField(value, func(key string, value *yaml.Node) error {
		switch key {
		case "publisher":
			return setText(&s.Publisher, value)
		case "title":
			return setText(&s.Title, value)
		}
		return nil
	})
}

func isNull(n *yaml.Node) bool { return n.Kind == yaml.ScalarNode && n.Tag == "!!null" }

func setText[T ~string](to *T, n *yaml.Node) error {
	if isNull(n) {
		return nil
	}
	if n.Kind != yaml.ScalarNode {
		return errors.New("is a list or a block of fields; write one value on one line")
	}
	s := oneLine(n.Value)
	if len(s) > maxField {
		return fmt.Errorf("is longer than %d bytes; shorten it", maxField)
	}
	*to = T(s)
	return nil
}

// setWord reads one of a few words, whose case does not matter.
func setWord[T ~string](to *T, n *yaml.Node) error {
	err := setText(to, n)
	*to = T(strings.ToLower(string(*to)))
	return err
}

func setDate(to *Date, n *yaml.Node) error {
	var s string
	if err := setText(&s, n); err != nil {
		return err
	}
	d, err := ParseDate(s)
	*to = d
	return err
}

// texts reads a list of values, or one value.
func texts(n *yaml.Node) ([]string, error) {
	nodes := []*yaml.Node{n}
	if n.Kind == yaml.SequenceNode {
		nodes = n.Content
	}
	if len(nodes) > maxSupersedes {
		return nil, fmt.Errorf("has more than %d entries; shorten it", maxSupersedes)
	}
	var all []string
	for _, n := range nodes {
		var s string
		if err := setText(&s, n); err != nil {
			return nil, err
		}
		if s != "" {
			all = append(all, s)
		}
	}
	return all, nil
}
