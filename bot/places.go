package bot

import (
	"regexp"
	"slices"

	"footnote/corpus"
)

// places returns the places that a sentence, its title and its issuer name, each
// once: those that are well known and those that are called a city, a zone or the
// like.
func places(c candidate) []string {
	name := c.hit.Document.Title + "\n" + c.hit.Document.Issuer
	text := corpus.Simplify(name + "\n" + c.text)
	found := slices.Concat(corpus.EnglishPlaces.FindAllString(text, -1), corpus.HanPlaces.FindAllString(text, -1),
		localEnglish.FindAllString(name, -1), local.FindAllString(corpus.Simplify(name), -1))
	slices.Sort(found)
	return slices.Compact(found)
}

var (
	local        = regexp.MustCompile(`(?m)^\p{Han}{2,8}?(?:省|自治区|市|县|州|新片区|新区|开发区|高新区|示范区|园区|区)`)
	localEnglish = regexp.MustCompile(`\b\p{Lu}\p{L}+(?: \p{Lu}\p{L}+)? (?:City|Province|Provincial|Municipality|Municipal|County|District|New Area|Zone|Prefecture|Town)\b`)
)
