package markdown

import (
	"github.com/yuin/goldmark/util"
)

// unescape resolves backslash escapes and entities.
func unescape(b []byte) []byte {
	return util.ResolveEntityNames(util.ResolveNumericReferences(util.UnescapePunctuations(b)))
}
