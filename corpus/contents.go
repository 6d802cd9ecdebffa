package corpus

import (
	"regexp"
	"strings"
)

// leader is what stands between an entry of a table of contents and the end of
// its line.
var leader = regexp.MustCompile(`[ .．…·\-—_]*\d{0,4}$`)

// contentsEnd returns where the table of contents ends that begins at block i,
// or 0 when none does: where its first entry comes again, as the heading that
// it names.
func contentsEnd(blocks []Block, i int) int {
	if i+2 >= len(blocks) || !isContents(blocks[i].Text) {
		return 0
	}
	first := entry(blocks[i+1].Text)
	for j := i + 2; j < len(blocks) && j < i+maxContents; j++ {
		if entry(blocks[j].Text) == first {
			return j
		}
		if !isTitle(strings.TrimRight(blocks[j].Text, ".")) {
			return 0
		}
	}
	return 0
}

// maxContents is how many entries a table of contents may have.
const maxContents = 1000

func isContents(line string) bool {
	switch strings.ToLower(strings.ReplaceAll(line, " ", "")) {
	case "目录", "目次", "目錄", "contents", "tableofcontents":
		return true
	}
	return false
}

func entry(line string) string {
	return strings.ReplaceAll(leader.ReplaceAllString(line, ""), " ", "")
}
