package corpus

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestFrontMatterIsReadAndSplitOff(t *testing.T) {
	want := Meta{
		ID: "rule-1", Title: "示例办法", Kind: KindRule, Language: "zh-Hans", Published: Date{2024, 3, 5}, EffectiveFrom: Date{Year: 2024},
		EffectiveTo: Date{Year: 2029, Month: 4}, Status: StatusTrial, Supersedes: []string{"old", "国发〔2020〕1号"}, Rights: RightsOfficial,
		BasedOn: Publication{Publisher: "P", Title: "T: a subtitle"}, URL: "https://example.org/a", TranslationOf: "rule-1-en",
	}
	block := "---\nid: rule-1\ntitle: 示例办法\nkind: Rule\nlanguage: zh-Hans\npublished: 2024-03-05\neffective_from: 2024\neffective_to: \"2029-04\"\n" +
		"status: trial\nsupersedes: [old, 国发〔2020〕1号]\nrights: official\nissuer: ~\nunknown_key: {a: [1]}\n" +
		"based_on:\n  publisher: P\n  title: \"T: a subtitle\"\nurl: https://example.org/a\ntranslation_of: rule-1-en\n---\n"
	for name, text := range map[string]string{
		"unix": block, "windows": strings.ReplaceAll(block, "\n", "\r\n"), "dots": strings.TrimSuffix(block, "---\n") + "...\n",
	} {
		t.Run(name, func(t *testing.T) {
			meta, rest, err := FrontMatter(text + "Body.\n---\nmore")
			if err != nil || rest != "Body.\n---\nmore" {
				t.Fatalf("rest %q, %v", rest, err)
			}
			if diff := cmp.Diff(want, meta); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestATextWithoutFrontMatterIsWhole(t *testing.T) {
	for _, text := range []string{"", "Body.", "---\nA rule above prose: it is no key.\n---\nBody.", "text\n---\nid: x\n---\n", "----\n"} {
		meta, rest, err := FrontMatter(text)
		if err != nil || rest != text || meta.ID != "" {
			t.Errorf("FrontMatter(%q) = %+v, %q, %v", text, meta, rest, err)
		}
	}
	if _, rest, err := FrontMatter("---\n---\nBody."); rest != "Body." || err != nil {
		t.Errorf("an empty block leaves %q, %v", rest, err)
	}
}

func TestFrontMatterErrorsNameLineAndRemedy(t *testing.T) {
	for block, parts := range map[string][]string{
		"title: x\npublished: yesterday":           {"line 3", "published", "yesterday", "write 2024"},
		"published: 2024-02-30":                    {"line 2", "2024-02-30"},
		"kind: edict":                              {"line 2", "edict", "law, regulation"},
		"status: dead":                             {"line 2", "dead", "in-force"},
		"rights: mine":                             {"line 2", "mine", "official"},
		"title: [a, b]":                            {"line 2", "title", "one value"},
		"supersedes: {a: b}":                       {"line 2", "supersedes", "one value"},
		"based_on: someone":                        {"line 2", "based_on", "publisher:"},
		"url: javascript:alert(1)":                 {"line 2", "web address"},
		"url: /local":                              {"line 2", "web address"},
		"language: Chinese please":                 {"line 2", "language", "zh-Hans"},
		"id: a b":                                  {"line 2", "identifier"},
		"id: a#b":                                  {"line 2", "identifier"},
		"translation_of: a b":                      {"line 2", "translation_of", "identifier"},
		"title: x\ntranslation_of: [a, b]":         {"line 3", "translation_of", "one value"},
		"title: a\ntitle: b":                       {"line 3", "title", "twice"},
		"effective_from: 2024\neffective_to: 2023": {"line 3", "before effective_from 2024"},
		"title: \"open":                            {"line", "correct the YAML"},
		"title: " + strings.Repeat("x", 5000):      {"line 2", "shorten"},
		"title: x\n" + strings.Repeat("# long\n", 20_000):      {"never ends"},
		"a: &a [x, x]\nb: &b [*a, *a]\nsupersedes: [*b, *b]\n": {"line 4", "supersedes"},
	} {
		_, _, err := FrontMatter("---\n" + block + "\n---\nBody.")
		if err == nil {
			t.Errorf("%.60q was read", block)
			continue
		}
		for _, part := range parts {
			if !strings.Contains(err.Error(), part) {
				t.Errorf("%.60q: %v; want %q", block, err, part)
			}
		}
	}
}

func TestFrontMatterThatNeverEndsIsAnError(t *testing.T) {
	if _, _, err := FrontMatter("---\ntitle: x\n\nBody."); err == nil || !strings.Contains(err.Error(), "never ends") {
		t.Error(err)
	}
}

func FuzzFrontMatter(f *testing.F) {
	f.Add("---\nid: x\nsupersedes: [a]\nbased_on: {title: t}\n---\nBody.")
	f.Add("---\na: &a\n  - *a\npublished: 2024\n---\n")
	f.Fuzz(func(t *testing.T, text string) {
		if _, rest, err := FrontMatter(text); err == nil && !strings.HasSuffix(text, rest) {
			t.Fatalf("%q is not the end of %q", rest, text)
		}
	})
}
