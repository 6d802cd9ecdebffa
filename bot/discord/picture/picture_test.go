package picture

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"footnote/bot/discord/discordtest"
)

var noon = time.Date(2026, 11, 26, 12, 0, 0, 0, time.UTC)

func TestMarkdownIsReadAsDiscordReadsIt(t *testing.T) {
	tests := map[string]struct{ text, want string }{
		"lines are kept":                   {"one\n\n第二行", "<p>one</p><p></p><p>第二行</p>"},
		"bold, italic, struck, underlined": {"**a** *b* _c_ ~~d~~ __e__", "<p><strong>a</strong> <em>b</em> <em>c</em> <s>d</s> <u>e</u></p>"},
		"one inside of the other":          {"~~**a** 乙~~ ***b***", "<p><s><strong>a</strong> 乙</s> <strong><em>b</em></strong></p>"},
		"signs that stand alone":           {"2 * 3 * 4 ** x _ snake_case_name ~ |", "<p>2 * 3 * 4 ** x _ snake_case_name ~ |</p>"},
		"escapes":                          {`\*a\* \[b\]\(https\:\/\/x\) \<\@1\> \a`, `<p>*a* [b](https://x) &lt;@1&gt; \a</p>`},
		"an escaped end":                   {`**a\** b**`, "<p><strong>a** b</strong></p>"},
		"quoted lines are one quotation":   {"> a\n> b\nc", "<blockquote>a<br>b</blockquote><p>c</p>"},
		"small text":                       {"-# a · b", "<small>a · b</small>"},
		"headings":                         {"# a\n### b\n#c", "<h1>a</h1><h3>b</h3><p>#c</p>"},
		"lists":                            {"- a\n2. b", `<p class="entry"><span>•</span> a</p><p class="entry"><span>2.</span> b</p>`},
		"code is not read":                 {"`**a**` `b", "<p><code>**a**</code> `b</p>"},
		"a block of code":                  {"```\n**a**\n<b>\n```\nc", "<pre>**a**\n&lt;b&gt;\n</pre><p>c</p>"},
		"a link":                           {"[1] [**a** \\[b\\]](<https://example.org/(x)?a=1>), [c](https://example.org)", `<p>[1] <a title="https://example.org/(x)?a=1"><strong>a</strong> [b]</a>, <a title="https://example.org">c</a></p>`},
		"an address":                       {"see https://example.org/a. <https://example.org/b>", `<p>see <a title="https://example.org/a">https://example.org/a</a>. <a title="https://example.org/b">https://example.org/b</a></p>`},
		"no link but of the web":           {"[a](javascript:alert) [b](<data:x>)", "<p>[a](javascript:alert) [b](&lt;data:x&gt;)</p>"},
		"mentions":                         {"<@123> <#4> @everyone @you", `<p><span class="mention">@…</span> <span class="mention">#…</span> <span class="mention">@everyone</span> @you</p>`},
		"a spoiler":                        {"||a||", `<p><span class="spoiler">a</span></p>`},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, markdown{noon, english}.blocks(test.text)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestTimeStampsAreInTheWordsOfTheReader(t *testing.T) {
	for stamp, want := range map[string][2]string{
		"<t:1795690800:D>": {"26 November 2026", "2026年11月26日"},
		"<t:1795690800:t>": {"11:00", "11:00"},
		"<t:1795690800:R>": {"1 hour ago", "1小时前"},
		"<t:1795704000:R>": {"in 2 hours", "2小时后"},
		"<t:1795690800>":   {"26 November 2026 11:00", "2026年11月26日 11:00"},
	} {
		got := [2]string{markdown{noon, english}.inline(stamp), markdown{noon, chinese}.inline(stamp)}
		if got != [2]string{"<time>" + want[0] + "</time>", "<time>" + want[1] + "</time>"} {
			t.Errorf("%s is %q", stamp, got)
		}
	}
}

// message reads the JSON of one that is sent.
func message(t testing.TB, body string) Message {
	t.Helper()
	m := Message{Message: discordtest.Message{Author: "Footnote"}, Asker: "Ann", Command: "ask"}
	if err := json.Unmarshal([]byte(body), &m.Version); err != nil {
		t.Fatal(err)
	}
	m.Private = m.Flags&discordtest.FlagEphemeral != 0
	return m
}

func TestComponentsAreSetAsDiscordSetsThem(t *testing.T) {
	page, err := Page(Scene{Now: noon, Messages: []Message{message(t, `{"flags":32832,"components":[
		{"type":17,"components":[{"type":10,"content":"> 原文"},{"type":14,"divider":false},
			{"type":9,"components":[{"type":10,"content":"Measures"}],"accessory":{"type":2,"style":5,"label":"Official page","url":"https://example.org/3"}}]},
		{"type":14},
		{"type":1,"components":[{"type":2,"style":2,"label":"Sources","custom_id":"a"},{"type":2,"style":4,"emoji":{"name":"👎"},"custom_id":"b","disabled":true}]},
		{"type":1,"components":[{"type":3,"custom_id":"c","placeholder":"More …","options":[{"label":"APA","value":"a"}]}]}]}`)}})
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"<section>\n<div class=\"text\"><blockquote>原文</blockquote></div>\n<hr class=\"blank\">", "<hr>\n",
		`<button class="away" title="https://example.org/3">Official page <span>↗</span></button>`,
		`<button class="secondary">Sources</button>`, `<button class="danger" disabled>👎 </button>`,
		`<div class="menu">More …</div>`, "Only you can see this", "Dismiss message", `<b>Ann</b> used <span class="mention">/ask</span>`,
	} {
		if !strings.Contains(page, want) {
			t.Errorf("%q is not in\n%s", want, page[strings.Index(page, "</style>"):])
		}
	}
}

// What may be in a page: no script, no form, nothing that is fetched.
var (
	elements = strings.Fields("html head body meta title style article div i b header span time footer a section hr button p br blockquote h1 h2 h3 small strong em u s code pre")
	settings = strings.Fields("lang class charset name content http-equiv title disabled")
)

// checkPage holds a page to what may be in it.
func checkPage(t *testing.T, page string) {
	t.Helper()
	z := html.NewTokenizer(strings.NewReader(page))
	for kind := z.Next(); kind != html.ErrorToken; kind = z.Next() {
		token := z.Token()
		if kind == html.TextToken || kind == html.DoctypeToken {
			continue
		}
		if kind == html.CommentToken || !slices.Contains(elements, token.Data) {
			t.Fatalf("%s is in the page", token)
		}
		for _, a := range token.Attr {
			if !slices.Contains(settings, a.Key) {
				t.Fatalf("%s is in the page", token)
			}
		}
	}
}

func TestNoTextBreaksOutOfThePage(t *testing.T) {
	for _, text := range []string{
		`<script>alert(1)</script>`, `"><img src=x onerror=alert(1)>`, `' onmouseover='x`, `</style><script>`, `<!-- `, "`<b>`", "```<b>```", "```\n</pre><script>",
		`[<img src=x>](https://example.org/"onclick="x)`, `[a](<https://example.org/"><script>)`, `https://example.org/"><script>`, `&lt;script&gt;`,
		`**<i onclick=x>**`, `> <iframe>`, `# </h1><form>`, `- <svg/onload=x>`, `<t:1:R><t:99999999999999:R>`, `\<script\>`, "{{.}}", strings.Repeat("*_~~", 900),
	} {
		quoted, _ := json.Marshal(text)
		body := strings.ReplaceAll(`{"content":T,"components":[{"type":10,"content":T},{"type":17,"components":[{"type":10,"content":T}]},{"type":13,"file":{"url":T}},
			{"type":1,"components":[{"type":2,"style":5,"label":T,"url":T},{"type":2,"emoji":{"name":T}},{"type":3,"placeholder":T,"options":[{"label":T,"value":T}]}]}]}`, "T", string(quoted))
		m := message(t, body)
		m.Author, m.Asker, m.Command, m.Files = text, text, text, []discordtest.File{{Name: text}}
		page, err := Page(Scene{Language: "zh", Light: true, Now: noon, Messages: []Message{m}})
		if err != nil {
			t.Fatal(err)
		}
		checkPage(t, page)
	}
}

func FuzzMarkdown(f *testing.F) {
	for _, text := range []string{"> **a** [b](<https://x.y>)", "-# <t:1:R> `c`", "```\nx", `\*_||~~`, "# 甲\n1. 乙"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) <= 4000 {
			checkPage(t, markdown{noon, english}.blocks(text))
		}
	})
}
