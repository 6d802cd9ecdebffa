package corpus

import "strings"

// A FieldChange is a field of the metadata, by its name in the front matter,
// that came to say something else. An empty text is "not stated".
type FieldChange struct {
	Name string `json:"name"`
	Old  string `json:"old"`
	New  string `json:"new"`
}

type field struct{ name, value string }

// fields returns all fields but the ID, which names the document, and the day
// on which it was fetched, in the order of the front matter.
func (m *Meta) fields() []field {
	return []field{
		{"title", m.Title}, {"issuer", m.Issuer}, {"number", m.Number}, {"kind", string(m.Kind)},
		{"jurisdiction", m.Jurisdiction}, {"language", m.Language}, {"published", m.Published.String()},
		{"effective_from", m.EffectiveFrom.String()}, {"effective_to", m.EffectiveTo.String()},
		{"status", string(m.Status)}, {"supersedes", strings.Join(m.Supersedes, ", ")},
		{"translation_of", m.TranslationOf}, {"withdrawn", m.Withdrawn.String()}, {"rights", string(m.Rights)},
		{"based_on.publisher", m.BasedOn.Publisher}, {"based_on.title", m.BasedOn.Title}, {"url", m.URL},
	}
}
