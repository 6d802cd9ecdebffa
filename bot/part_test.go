package bot_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"footnote/bot"
)

func TestAPartThatIsAskedForByItsNumberIsTheAnswer(t *testing.T) {
	files := fstest.MapFS{
		"orchards.md": {Data: []byte("# Orchard Act\n\n## Article 6\n\nFines pursuant to Article 7 are paid by the orchard within a month.\n\n" +
			"## Article 7\n\nOrchards keep a register of their trees. The register is open to all.\n\n(a) old trees;\n\n(b) young trees.\n\n" +
			"## Article 8\n\nArticle 7 does not bind gardens.\n\nWhat the article says of fines for orchards is said by the council each year.\n\n## Amendment 15\n\nThe tax on lemons\n\nAmendment\n\ndeleted\n\n" +
			"## Amendment 16\n\nThe tax on oranges and on the sale of fruit is deleted.\n")},
		"果园.md": {Data: []byte("# 果园条例\n\n## 第四十二条\n\n法律、行政法规和规定对果园的规定，按照规定执行。\n\n## 第四十三条\n\n果农应当登记果树。\n\n（一）苹果树；\n\n（二）梨树。\n")},
	}
	for question, want := range map[string][]string{
		"What does Article 7 say?":                 {"keep a register", "open to all", "old trees", "young trees"},
		"What does art. 7 say about the register?": {"keep a register"},
		"What does Amendment 15 delete?":           {"The tax on lemons", "deleted"},
		"第四十三条规定了什么？":                              {"登记果树", "苹果树", "梨树"},
		"《果园条例》第43条的内容是什么？":                        {"登记果树"},
	} {
		got := answer(t, assistant(t, files), bot.Question{Text: question})
		if got.Status == bot.Refused {
			t.Errorf("%q is refused", question)
			continue
		}
		for _, w := range want {
			if !strings.Contains(text(got), w) {
				t.Errorf("%q: %s does not say %q", question, text(got), w)
			}
		}
		for _, c := range got.Citations {
			if c.Quote() == "Amendment" {
				t.Errorf("%q: the name of a column is quoted", question)
			}
			if h := strings.Join(c.Passage().Heading, " "); !strings.Contains(h, "Article 7") && !strings.Contains(h, "Amendment 15") && !strings.Contains(h, "第四十三条") {
				t.Errorf("%q is answered from %q", question, h)
			}
		}
	}
}

func TestAPartThatTheAnswerOnlySpeaksOfIsNoLimit(t *testing.T) {
	files := fstest.MapFS{"orchards.md": {Data: []byte("# Orchard Act\n\n## Article 5\n\nNo orchard may burn its leaves.\n\n" +
		"## Article 71\n\nThe fine for a violation of Article 5 is 400 euros.\n")}}
	got := answer(t, assistant(t, files), bot.Question{Text: "How much is the fine for a violation of Article 5?"})
	if !strings.Contains(text(got), "400 euros") {
		t.Errorf("got %s", text(got))
	}
}
