package corpus

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/language"
)

// check says what is wrong with one field.
func (m *Meta) check(key string) error {
	switch key {
	case "id":
		return checkID(m.ID)
	case "translation_of":
		return checkID(m.TranslationOf)
	case "kind":
		return checkWord(m.Kind, Kinds)
	case "status":
		return checkWord(m.Status, Statuses)
	case "rights":
		return checkWord(m.Rights, []Rights{RightsOfficial, RightsLicensed, RightsQuoteOnly})
	case "language":
		if _, err := language.Parse(m.Language); m.Language != "" && err != nil {
			return fmt.Errorf("%q is not a language; write a BCP 47 tag such as en, zh-Hans or zh-Hant", m.Language)
		}
	case "url":
		if u, err := url.Parse(m.URL); m.URL != "" && (err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http") {
			return fmt.Errorf("%q is not a web address; write https://…", m.URL)
		}
	case "effective_to", "effective_from":
		if !m.EffectiveTo.IsZero() && m.EffectiveTo.Last().Compare(m.EffectiveFrom.First()) < 0 {
			return fmt.Errorf("effective_to %s is before effective_from %s; correct one of them", m.EffectiveTo, m.EffectiveFrom)
		}
	}
	return nil
}

func checkID(id string) error {
	bad := func(r rune) bool { return r == '#' || unicode.IsSpace(r) || !unicode.IsPrint(r) }
	if len(id) > 200 || strings.ContainsFunc(id, bad) {
		return fmt.Errorf("%q is not an identifier; write letters, digits and hyphens, at most 200 bytes", id)
	}
	return nil
}

func checkWord[T ~string](word T, known []T) error {
	if word == "" || slices.Contains(known, word) {
		return nil
	}
	var names []string
	for _, k := range known {
		names = append(names, string(k))
	}
	return fmt.Errorf("%q is unknown; write one of %s", word, strings.Join(names, ", "))
}

// validate checks every field, for metadata that did not come from YAML.
func (m *Meta) validate() error {
	for _, key := range []string{"id", "translation_of", "kind", "status", "rights", "language", "url", "effective_to"} {
		if err := m.check(key); err != nil {
			return fmt.Errorf("%s: %w", key, err)
		}
	}
	return nil
}

// normalize puts the texts of metadata that did not come from YAML into the
// form of a document's text.
func (m *Meta) normalize() {
	for _, s := range []*string{&m.ID, &m.Title, &m.Issuer, &m.Number, &m.Jurisdiction, &m.Language, &m.TranslationOf, &m.URL, &m.BasedOn.Publisher, &m.BasedOn.Title} {
		*s = oneLine(*s)
	}
	for i, s := range m.Supersedes {
		m.Supersedes[i] = oneLine(s)
	}
}

// Override returns m with the fields that o states in their place.
func (m Meta) Override(o Meta) Meta {
	set(&m.ID, o.ID)
	set(&m.Title, o.Title)
	set(&m.Issuer, o.Issuer)
	set(&m.Number, o.Number)
	set(&m.Kind, o.Kind)
	set(&m.Jurisdiction, o.Jurisdiction)
	set(&m.Language, o.Language)
	set(&m.Published, o.Published)
	set(&m.EffectiveFrom, o.EffectiveFrom)
	set(&m.EffectiveTo, o.EffectiveTo)
	set(&m.Status, o.Status)
	set(&m.TranslationOf, o.TranslationOf)
	set(&m.Withdrawn, o.Withdrawn)
	set(&m.Rights, o.Rights)
	set(&m.BasedOn, o.BasedOn)
	set(&m.URL, o.URL)
	set(&m.Retrieved, o.Retrieved)
	if len(o.Supersedes) > 0 {
		m.Supersedes = o.Supersedes
	}
	return m
}

func set[T comparable](to *T, v T) {
	var zero T
	if v != zero {
		*to = v
	}
}
