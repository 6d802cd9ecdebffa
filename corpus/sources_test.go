package corpus

import (
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.yaml.in/yaml/v3"
)

func TestSourcesAreReadWithWhatFollowsFromThem(t *testing.T) {
	got, err := ParseSources([]byte(`sources:
  - path: notices/**/*.pdf
    kind: Notice
    language: zh-Hans
  - {url: "https://www.example.org/政策/Index.html", depth: 1, include: "*.pdf", exclude: [/a/**, b], limit: 7, allow_private: true}
  - {url: "https://example.org/sitemap_index.xml.gz"}
  - {url: "https://example.org/feed/", id: feed}
  - {url: "https://example.org/a.PDF?v=1", issuer: City, rights: official, jurisdiction: CN}
  - {url: "https://example.org/feed", type: Page}
  - {url: "http://example.org/feed", type: page}
`))
	if err != nil {
		t.Fatal(err)
	}
	want := []Source{
		{ID: "notices-pdf", Path: "notices/**/*.pdf", Meta: Meta{Kind: KindNotice, Language: "zh-Hans"}},
		{ID: "example-org-政策-index-html", URL: "https://www.example.org/政策/Index.html", Type: SourcePage, Depth: 1, Limit: 7,
			Include: []string{"*.pdf"}, Exclude: []string{"/a/**", "b"}, AllowPrivate: true},
		{ID: "example-org-sitemap-index-xml-gz", URL: "https://example.org/sitemap_index.xml.gz", Type: SourceSitemap, Limit: 500},
		{ID: "feed", URL: "https://example.org/feed/", Type: SourceFeed, Limit: 500},
		{ID: "example-org-a-pdf-v-1", URL: "https://example.org/a.PDF?v=1", Type: SourceFile, Limit: 500,
			Meta: Meta{Issuer: "City", Rights: RightsOfficial, Jurisdiction: "CN"}},
		{ID: "example-org-feed", URL: "https://example.org/feed", Type: SourcePage, Limit: 500},
		{ID: "example-org-feed-2", URL: "http://example.org/feed", Type: SourcePage, Limit: 500},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestAFileWithoutEntriesStatesNoSource(t *testing.T) {
	for _, text := range []string{"", "# nothing\n", "sources:\n", "sources: []\n"} {
		if got, err := ParseSources([]byte(text)); len(got) > 0 || err != nil {
			t.Errorf("%q: %v, %v", text, got, err)
		}
	}
}

func TestSourcesErrorsNameLineAndRemedy(t *testing.T) {
	for text, parts := range map[string][]string{
		"- a":              {"line 1", "write sources:"},
		"source: []":       {"line 1", "did you mean sources?"},
		"sources: {}":      {"line 1", "hyphen"},
		"sources: [":       {"correct the YAML"},
		"sources:\n  - x":  {"line 2", "write path: or url:"},
		"sources:\n  - {}": {"line 2", "either a path or a url"},
		"sources:\n  - path: a\n    url: https://example.org":                       {"line 2", "either a path or a url"},
		"sources:\n  - path: a\n    deph: 2":                                        {"line 3", "deph", "did you mean depth?"},
		"sources:\n  - path: a\n    title: x y":                                     {"line 3", "remove it or write one of id, path"},
		"sources:\n  - path: a\n    depth: 2":                                       {"line 2", "depth is only for a source with a url"},
		"sources:\n  - path: ../a":                                                  {"line 2", "leads out of the corpus folder"},
		"sources:\n  - path: /etc":                                                  {"line 2", "leads out of the corpus folder"},
		"sources:\n  - path: 'a[b'":                                                 {"line 2", "not closed"},
		"sources:\n  - path: a\n    include: ['{a,b}{a,b}{a,b}{a,b}{a,b}']":         {"line 3", "braces"},
		"sources:\n  - url: ftp://example.org":                                      {"line 2", "write https://"},
		"sources:\n  - url: https://example.org/" + strings.Repeat("x", 1990):       {"line 2", "shorten"},
		"sources:\n  - url: https://example.org/a.pdf\n    depth: 1":                {"line 2", "only for type: page"},
		"sources:\n  - url: https://example.org/\n    depth: many":                  {"line 3", "from 0 to 10"},
		"sources:\n  - url: https://example.org/\n    limit: 0":                     {"line 3", "from 1 to 10000"},
		"sources:\n  - url: https://example.org/\n    allow_private: perhaps":       {"line 3", "neither true nor false"},
		"sources:\n  - url: https://example.org/\n    type: rss":                    {"line 3", "page, sitemap, feed, file"},
		"sources:\n  - url: https://example.org/\n    kind: edict":                  {"line 3", "law, regulation"},
		"sources:\n  - path: a\n  - path: ./a":                                      {"line 3", "stated in line 2 already"},
		"sources:\n  - {path: a, id: x}\n  - {path: b, id: x}":                      {"line 3", "stated in line 2 already"},
		"sources:\n  - {path: a, id: x y}\n  - {path: b, kind: z}":                  {"line 2", "identifier", "line 3", "kind"},
		"sources:\n" + strings.Repeat("  - {path: x}\n", 1001):                      {"more than 1000"},
		"#" + strings.Repeat("x", 1<<20):                                            {"larger than"},
		"a: &a [x, x]\nb: &b [*a, *a]":                                              {"line 1", "is no key here"},
		"sources:\n  - &a {path: a}\n  - <<: *a":                                    {"line 3", "is no key here"},
		"sources:\n  - url: https://example.org/\n    include: [" + many("x") + "]": {"line 3", "more than 100 patterns"},
	} {
		all, err := ParseSources([]byte(text))
		if err == nil || all != nil {
			t.Errorf("%.60q was read: %v", text, all)
			continue
		}
		for _, part := range parts {
			if !strings.Contains(err.Error(), part) {
				t.Errorf("%.60q: %v; want %q", text, err, part)
			}
		}
	}
}

func many(word string) string { return strings.Repeat(word+",", 101) }

func TestAPasswordInASourceIsNotRepeated(t *testing.T) {
	for _, address := range []string{"https://user:hunter2@example.org/", "https://user:hunter2@[bad/"} {
		_, err := ParseSources([]byte("sources:\n  - url: " + address))
		if err == nil || strings.Contains(err.Error(), "hunter2") || !strings.Contains(err.Error(), "password; remove it") {
			t.Errorf("%v", err)
		}
	}
}

func TestTheExampleStatesEveryKey(t *testing.T) {
	data, err := os.ReadFile("policies/sources.example.yaml")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := ParseSources(data); err != nil {
		t.Fatal(err)
	}
	var example struct{ Sources []map[string]any }
	if err := yaml.Unmarshal(data, &example); err != nil {
		t.Fatal(err)
	}
	for _, key := range sourceKeys {
		stated := false
		for _, s := range example.Sources {
			_, in := s[key]
			stated = stated || in
		}
		if !stated {
			t.Errorf("the example says nothing of %s", key)
		}
		var s Source
		node := yaml.Node{Kind: yaml.ScalarNode, Value: "1"}
		if err := s.set(key, &node); err != nil && strings.Contains(err.Error(), "no key") {
			t.Errorf("%s is not read", key)
		}
	}
}

func TestSourcesMatchWhatTheirPatternsName(t *testing.T) {
	const site = "https://Example.org/notices/2024/%E9%80%9A%E7%9F%A5.pdf?id=1"
	for name, test := range map[string]struct {
		source Source
		path   string
		want   bool
	}{
		"no pattern takes all":               {Source{}, site, true},
		"a base name":                        {Source{Include: []string{"*.pdf"}}, site, true},
		"a base name as people write it":     {Source{Include: []string{"通知.*"}}, site, true},
		"an escaped path":                    {Source{Include: []string{"/notices/*/%E9*"}}, site, true},
		"any folder":                         {Source{Include: []string{"/notices/**"}}, site, true},
		"not across folders":                 {Source{Include: []string{"/notices/*"}}, site, false},
		"a whole address":                    {Source{Include: []string{"https://Example.org/**"}}, site, true},
		"another host":                       {Source{Include: []string{"https://example.com/**"}}, site, false},
		"its query":                          {Source{Include: []string{"https://**/*[?]id=*"}}, site, true},
		"exclusion wins":                     {Source{Include: []string{"**"}, Exclude: []string{"/notices/2024/**"}}, site, false},
		"alternatives":                       {Source{Include: []string{"*.{doc,pdf}"}}, site, true},
		"the first page":                     {Source{Include: []string{"/"}}, "https://example.org/", true},
		"a folder's address":                 {Source{Include: []string{"/zh/"}}, "https://example.org/zh", true},
		"a leading slash is the root":        {Source{Include: []string{"/a.pdf"}}, "https://example.org/x/a.pdf", false},
		"a file of the path":                 {Source{Path: "notices"}, "notices/a/b.pdf", true},
		"a file beside the path":             {Source{Path: "notices"}, "notices.md", false},
		"a file that the path matches":       {Source{Path: "notices/**/*.pdf"}, "notices/a.pdf", true},
		"a file that the path does not":      {Source{Path: "notices/**/*.pdf"}, "notices/a.md", false},
		"the whole folder":                   {Source{Path: ".", Exclude: []string{"drafts/**"}}, "a.md", true},
		"an excluded folder":                 {Source{Path: ".", Exclude: []string{"drafts/**"}}, "drafts/x/a.md", false},
		"a file with a percent sign and a [": {Source{Path: ".", Include: []string{"*.md"}}, "a/100%[.md", true},
	} {
		t.Run(name, func(t *testing.T) {
			if got := test.source.Match(test.path); got != test.want {
				t.Errorf("got %v", got)
			}
		})
	}
}

func FuzzSources(f *testing.F) {
	f.Add("sources:\n  - {url: 'https://example.org/a', include: ['**/{a,b}'], depth: 1}\n  - &a {path: x}\n  - *a\n", "x/a")
	f.Fuzz(func(t *testing.T, text, name string) {
		all, err := ParseSources([]byte(text))
		if err != nil {
			return
		}
		ids := make(map[string]bool)
		for _, s := range all {
			if s.Match(name); s.ID == "" || ids[s.ID] || (s.Path == "") == (s.URL == "") {
				t.Fatalf("%+v", s)
			}
			ids[s.ID] = true
		}
	})
}
