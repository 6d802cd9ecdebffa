package discord

import (
	"strings"
	"testing"

	"footnote/corpus"
	"footnote/retrieval"
)

// found is a passage of two sentences that is the whole of a document.
func found(url, first, second string, pages ...corpus.PageStart) retrieval.Hit {
	text := first + second
	d := &corpus.Document{Meta: corpus.Meta{ID: "t", Title: "T", URL: url}, Text: text, Pages: pages}
	return retrieval.Hit{Document: d, Passage: &corpus.Passage{
		End: len(text), Sentences: []corpus.Span{{End: len(strings.TrimSpace(first))}, {Start: len(first), End: len(text)}},
	}}
}

func TestAPassageThatIsFoundIsLinkedToItsPlace(t *testing.T) {
	t.Parallel()
	const address, free, file = "https://example.org/a", "It is free. ", "Providers file it within ten days."
	seventh := corpus.PageStart{Page: corpus.Page{Number: 7}}
	for name, test := range map[string]struct {
		hit  retrieval.Hit
		most int
		want string
	}{
		"by its nearest words":            {found(address, free, file), 400, "[T](<https://example.org/a#:~:text=Providers%20file%20it%20within%20ten%20days%2E>)"},
		"by its words in Chinese":         {found(address, "备案不收费。", "十日内备案。"), 400, "[T](<https://example.org/a#:~:text=%E5%8D%81%E6%97%A5%E5%86%85%E5%A4%87%E6%A1%88%E3%80%82>)"},
		"by its page":                     {found(address, free, file, seventh), 400, "[T](<https://example.org/a#page=7>)"},
		"not where that takes too much":   {found(address, free, file), 40, "[T](<https://example.org/a>)"},
		"not where it stands nowhere":     {found("", free, file), 400, "T"},
		"not where the address is a trap": {found("javascript:alert(1)", free, file), 400, "T"},
	} {
		if got := hitTitle("who files within ten days? 十日内", test.hit, test.most); got != test.want {
			t.Errorf("%s: got %s, want %s", name, got, test.want)
		}
	}
}
