package discord

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"footnote/bot/discord/discordtest"
	"footnote/corpus"
)

// described is a corpus of documents that are only described.
func described(t testing.TB, documents ...corpus.Meta) *catalogue {
	t.Helper()
	var all []*corpus.Document
	for _, m := range documents {
		all = append(all, &corpus.Document{Meta: m})
	}
	glossary, _ := corpus.ParseGlossary("Office of Examples\t示例办公室\n")
	c, problems, err := corpus.Assemble(all, glossary, nil, 0)
	if err != nil || len(problems) > 0 {
		t.Fatal(err, problems)
	}
	return newCatalogue(c)
}

func on(year int) corpus.Date { return corpus.Date{Year: year} }

func TestWhatIsMeantIsProposedWhileItIsWritten(t *testing.T) {
	t.Parallel()
	c := described(t,
		corpus.Meta{ID: "filing", Title: "Measures for the Filing of Test Algorithms", Issuer: "Office of Examples", Number: "Example 2024 No. 3", Published: on(2024)},
		corpus.Meta{ID: "old-filing", Title: "Filing of Algorithms (Interim)", Issuer: "Office of Examples", Published: on(2019)},
		corpus.Meta{ID: "filing-zh", Title: "示例算法备案办法", Issuer: "示例办公室", Number: "示例〔2024〕3号", Published: on(2023)},
		corpus.Meta{ID: "tax", Title: "关于示例算法税收的通知", Issuer: "税务局", Published: on(2021)},
	)
	for name, test := range map[string]struct {
		propose func(*catalogue, string) []choice
		written string
		want    []string
	}{
		"the newest, before anything is written":     {proposeDocuments, "", []string{"filing", "filing-zh", "tax", "old-filing"}},
		"a title that begins with it before others":  {proposeDocuments, "Filing of", []string{"old-filing", "filing"}},
		"whatever the case":                          {proposeDocuments, "FILING OF TEST", []string{"filing"}},
		"words in another order":                     {proposeDocuments, "algorithms measures", []string{"filing"}},
		"in Chinese":                                 {proposeDocuments, "算法", []string{"filing-zh", "tax"}},
		"in traditional characters":                  {proposeDocuments, "備案", []string{"filing-zh"}},
		"by the number":                              {proposeDocuments, "〔2024〕3", []string{"filing-zh"}},
		"by the issuer, last":                        {proposeDocuments, "税", []string{"tax"}},
		"by what the glossary pairs with the issuer": {proposeDocuments, "示例办公室", []string{"filing-zh", "filing", "old-filing"}},
		"nothing":                                     {proposeDocuments, "coffee", []string{}},
		"issuers, each once":                          {proposeIssuers, "", []string{"Office of Examples", "示例办公室", "税务局"}},
		"issuers in the other language":               {proposeIssuers, "office of examples", []string{"Office of Examples", "示例办公室"}},
		"an issuer in traditional characters":         {proposeIssuers, "稅務", []string{"税务局"}},
		"no issuer where nothing fits":                {proposeIssuers, "coffee", []string{}},
		"nothing for what is only a part of the text": {proposeIssuers, "Office of Examples and more", []string{}},
	} {
		t.Run(name, func(t *testing.T) {
			values := []string{}
			for _, c := range test.propose(c, test.written) {
				values = append(values, c.value)
			}
			if diff := cmp.Diff(test.want, values); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestNoMoreIsProposedThanDiscordTakes(t *testing.T) {
	t.Parallel()
	documents := []corpus.Meta{{ID: fmt.Sprintf("%0101d", 1), Title: "A document with a long ID", Published: on(2030)}}
	for n := range 40 {
		documents = append(documents, corpus.Meta{ID: fmt.Sprint(n), Title: fmt.Sprintf("%0200d", n), Issuer: "Office of Examples"})
	}
	choices := proposeDocuments(described(t, documents...), "")
	if len(choices) != maxChoices || choices[0].value != "0" || length(choices[0].name) > maxChoice {
		t.Errorf("%d choices, the first %+v", len(choices), choices[0])
	}
}

func TestWhatIsWrittenInsteadOfChosenIsUnderstoodWhereItCanBe(t *testing.T) {
	t.Parallel()
	s := set(t, discordtest.New(t), nil)
	d := newDesk(t.Context(), s.bot)
	for given, want := range map[string]string{
		"":       "",
		"filing": "filing",
		"measures for the filing of test algorithms": "filing",
		"Example 2024 No. 3":                         "filing",
		"示例算法備案辦法":                                   "filing-zh",
		"備案辦法":                                       "filing-zh",
		"measures":                                   "filing",
		"2024":                                       "2024", // two documents
		"coffee":                                     "coffee",
	} {
		if got := d.documentNamed(given); got != want {
			t.Errorf("the document %q is read as %q, want %q", given, got, want)
		}
	}
	for given, want := range map[string]string{"": "", "examples": "Office of Examples", "示例辦公室": "示例办公室", "coffee": "coffee"} {
		if got := d.issuerNamed(given); got != want {
			t.Errorf("the issuer %q is read as %q, want %q", given, got, want)
		}
	}
}
