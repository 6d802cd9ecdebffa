package corpus

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// FrontMatter splits the YAML block off the beginning of a text and reads it.
// A text without one is returned whole.
func FrontMatter(text string) (Meta, string, error) {
	body, ok := strings.CutPrefix(text, "---\n")
	if !ok {
		return Meta{}, text, nil
	}
	if rest, ok := strings.CutPrefix(body, "---\n"); ok {
		return Meta{}, rest, nil
	}
	block, rest, ok := strings.Cut(body, "\n---\n")
	if !ok {
		if block, ok = strings.CutSuffix(body, "\n---"); !ok {
			if looksLikeKey(body) {
				return Meta{}, "", errors.New(`front matter: begins with "---" and never ends; add a line "---" after it`)
			}
			return Meta{}, text, nil // a rule, not front matter
		}
	}
	meta, err := parseMeta(block, Meta{}, 2)
	if err != nil {
		return Meta{}, "", fmt.Errorf("front matter: %w", err)
	}
	return meta, rest, nil
}

func looksLikeKey(body string) bool {
	line, _, _ := strings.Cut(body, "\n")
	key, _, ok := strings.Cut(line, ":")
	return ok && key != "" && !strings.ContainsAny(key, " \t")
}

// parseMeta reads YAML over what is known already. The first line of the block
// is line first of its file.
func parseMeta(block string, known Meta, first int) (Meta, error) {
	if len(bytes.TrimSpace([]byte(block))) == 0 {
		return known, nil
	}
	meta := known
	// Blank lines before the block make the library count the file's lines.
	block = strings.Repeat("\n", first-1) + block
	if err := yaml.Unmarshal([]byte(block), &meta); err != nil {
		return known, fmt.Errorf("%s; correct it", strings.ReplaceAll(strings.TrimPrefix(err.Error(), "yaml: "), "\n", " "))
	}
	return meta, meta.validate()
}

func (m *Meta) validate() error {
	m.Kind = Kind(strings.ToLower(string(m.Kind)))
	m.Status = Status(strings.ToLower(string(m.Status)))
	switch {
	case m.Kind != "" && !slices.Contains(Kinds, m.Kind):
		return fmt.Errorf("kind %q is unknown; write one of %v", m.Kind, Kinds)
	case m.Status != "" && !slices.Contains(Statuses, m.Status):
		return fmt.Errorf("status %q is unknown; write one of %v", m.Status, Statuses)
	case m.Rights != "" && m.Rights != RightsOfficial && m.Rights != RightsLicensed && m.Rights != RightsQuoteOnly:
		return fmt.Errorf("rights %q are unknown; write official, licensed or quote-only", m.Rights)
	case !m.EffectiveTo.IsZero() && m.EffectiveTo.Last().Compare(m.EffectiveFrom.First()) < 0:
		return fmt.Errorf("effective_to %s is before effective_from %s; correct one", m.EffectiveTo, m.EffectiveFrom)
	}
	for _, s := range []*string{&m.ID, &m.Title, &m.Issuer, &m.Number, &m.Jurisdiction, &m.Language, &m.BasedOn.Publisher, &m.BasedOn.Title, &m.URL} {
		*s = strings.Join(strings.Fields(Normalize(*s)), " ")
	}
	return nil
}
