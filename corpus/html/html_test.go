package html

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"footnote/corpus"
)

const (
	zhSentence = "第一条 为了规范果园管理，维护果农的合法权益，根据有关规定，制定本办法。"
	zhMore     = "第二条 果园应当每年进行一次检查，检查的结果应当在五个工作日内公开。"
)

// outline writes blocks one a line: "# " and so on for headings, "= " for rows,
// "* " for items.
func outline(c corpus.Content) string {
	var b strings.Builder
	for _, block := range c.Blocks {
		switch block.Kind {
		case corpus.Heading:
			b.WriteString(strings.Repeat("#", block.Level) + " ")
		case corpus.Item:
			b.WriteString("* ")
		case corpus.Row:
			b.WriteString("= ")
		}
		b.WriteString(squeeze(block.Text) + "\n")
	}
	return b.String()
}

func TestBlocksOfAPage(t *testing.T) {
	for _, tc := range []struct{ name, source, want string }{
		{
			"headings and paragraphs",
			"<h1>Plan</h1><p>One <b>bold</b> word.<h2>Part <i>A</i></h2><p>Two\n  lines.",
			"# Plan\nOne bold word.\n## Part A\nTwo lines.\n",
		},
		{
			"lines of the source part English words and no Chinese ones",
			"<p>果园应当\n  检查。</p><p>The orchard\nis checked.</p>",
			"果园应当检查。\nThe orchard is checked.\n",
		},
		{
			"text beside blocks is a paragraph",
			"<div>Before.<p>Within.</p>After.</div>",
			"Before.\nWithin.\nAfter.\n",
		},
		{
			"nested lists have their markers",
			`<ol><li>First<ul><li>Inner</ul><li value=5>Fifth<li>Sixth</ol><ol type=a start=2><li>bee</ol>`,
			"* 1. First\n* - Inner\n* 5. Fifth\n* 6. Sixth\n* b. bee\n",
		},
		{
			"an item that has its number keeps it",
			"<ol><li>（一）果树；<li>(b) trees;</ol><ul><li>1. One</ul>",
			"* （一）果树；\n* (b) trees;\n* 1. One\n",
		},
		{
			"a table of data is rows",
			"<table><tr><th>Fruit<th>Tons<tr><td>Apples<td>12<tr><td>Pears<td></table>",
			"= Fruit | Tons\n= Apples | 12\n= Pears |\n",
		},
		{
			"a cell that spans rows is said in each, and a head over its columns",
			`<table><tr><th>Year<th colspan=2>Tons<tr><td rowspan=2>2024<td>apples<td>12<tr><td>pears<td>7
			<tr><td colspan=2>Total<td>19<tr><td colspan=3>Source: the board</table>`,
			"= Year | Tons | Tons\n= 2024 | apples | 12\n= 2024 | pears | 7\n= Total | 19\n= Source: the board\n",
		},
		{
			"a table that lays out is paragraphs",
			"<table><tr><td><p>Left.</p><td><p>Right.</p><table><tr><td>a<td>b</table></table>",
			"Left.\nRight.\n= a | b\n",
		},
		{
			"a cell of several paragraphs is one cell",
			"<table><tr><td>名称<td><p>苹果；</p><p>梨</p><tr><td>数量<td>12<br>吨</table>",
			"= 名称 | 苹果； 梨\n= 数量 | 12 吨\n",
		},
		{
			"line breaks that end sentences part paragraphs",
			"<div>　　第一条　检查果园。<br>　　第二条　公开结果。<br><br>The board\ndecides on<br>the plan.</div>",
			"第一条 检查果园。\n第二条 公开结果。\nThe board decides on the plan.\n",
		},
		{
			"lines of an address stay lines",
			"<p>Board of Orchards<br>12 Main Street<br>Springfield</p>",
			"Board of Orchards\n12 Main Street\nSpringfield\n",
		},
		{
			"a heading is one line",
			"<h1>果园管理<br>办法</h1><p>" + zhSentence,
			"# 果园管理办法\n" + zhSentence + "\n",
		},
		{
			"numbers above and below the line are not of it",
			"<p>10<sup>6</sup> m<sup>2</sup> of CO<sub>2</sub><sup><a href=#n>3</a></sup>, the 4<sup>th</sup></p>",
			"10⁶ m² of CO₂[3], the 4th\n",
		},
		{
			"a reading aid is not of the text",
			"<p><ruby>果<rp>(</rp><rt>guǒ</rt><rp>)</rp></ruby>园</p>",
			"果园\n",
		},
		{
			"preformatted text keeps its lines",
			"<pre>Rule 1. Plant.\nRule 2. Pick.</pre>",
			"Rule 1. Plant.\nRule 2. Pick.\n",
		},
		{
			"a file without tags is text",
			"The board checks the orchards & plants\nnew trees, where they are few, before\nthe end of March. It publishes what it\nfinds.\n\nIt is paid.",
			"The board checks the orchards & plants new trees, where they are few, before the end of March. It publishes what it finds.\nIt is paid.\n",
		},
		{
			"text in a head that does not end is of the page",
			"<head><title>T</title><meta charset=utf-8>The board decides.",
			"The board decides.\n",
		},
		{
			"a table of long cells is one of data",
			"<table>" + strings.Repeat("<tr><td>果园<td>"+strings.Repeat("<p>检查。</p>", 10), 3) + "</table>",
			strings.Repeat("= 果园 | 检查。"+strings.Repeat(" 检查。", 9)+"\n", 3),
		},
		{
			"the marker of a list of a word processor is that of an item",
			`<p class=MsoListParagraph><![if !supportLists]><span style='font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt'>&nbsp;&nbsp; </span></span></span><![endif]>Apples</p>
			<p class=MsoListParagraph><span style='mso-list:Ignore'>(a)<span> </span></span>Pears<o:p></o:p></p>`,
			"* - Apples\n* (a) Pears\n",
		},
		{
			"a heading's link to itself is not of it",
			`<h2>Scope<a class=headerlink href=#scope>¶</a></h2><p>All.`,
			"## Scope\nAll.\n",
		},
		{
			"bold lines in the middle are headings of a page without any",
			`<p class=MsoNormal align=center><b><span>Scope of the plan</span></b></p><p>The plan covers orchards.</p>
			<p style="text-align:center"><strong>第一章　总则</strong></p><p>` + zhSentence,
			"## Scope of the plan\nThe plan covers orchards.\n第一章 总则\n" + zhSentence + "\n",
		},
		{
			"one bold line at the margin is a paragraph",
			"<p><b>Note</b></p><p>The plan covers orchards.</p>",
			"Note\nThe plan covers orchards.\n",
		},
		{
			"a term and what it means",
			"<dl><dt>Orchard<dd>land with trees<dt>Tree<dd>a plant</dl>",
			"Orchard\nland with trees\nTree\na plant\n",
		},
		{
			"XHTML has empty elements and CDATA",
			`<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head><body><div/><script src="a"/><p>A <![CDATA[<b> c]]></p></body></html>`,
			"A <b> c\n",
		},
		{
			"elements closed in the wrong order",
			"<p><b>One <i>two</b> three</i> four.</p><div><span>five.</div><p>Six.",
			"One two three four.\nfive.\nSix.\n",
		},
	} {
		t.Run(tc.name, func(t *testing.T) {
			if diff := cmp.Diff(tc.want, outline(read(t, tc.source))); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

func TestWhatAReaderDoesNotSeeIsNotRead(t *testing.T) {
	for _, hidden := range []string{
		`<p hidden>secret</p>`,
		`<p aria-hidden="true">secret</p>`,
		`<div style="display: none"><p>secret</p></div>`,
		`<div style="DISPLAY:NONE !important"><p>secret</p></div>`,
		`<p style="visibility:hidden">secret</p>`,
		`<span style="font-size:0">secret</span>`,
		`<span style="font-size: 1px">secret</span>`,
		`<span style="opacity:0.0">secret</span>`,
		`<span style="color:#fff">secret</span>`,
		`<span style="color:#FFFFFF; background-color: white">secret</span>`,
		`<span style="color:#123456; background:#123456">secret</span>`,
		`<span style="color:transparent">secret</span>`,
		`<font color="white">secret</font>`,
		`<p style="position:absolute; left:-9999px">secret</p>`,
		`<p style="text-indent:-999em">secret</p>`,
		`<p style="height:0; overflow:hidden">secret</p>`,
		`<p style="position:absolute;clip:rect(0 0 0 0)">secret</p>`,
		`<p class="sr-only">secret</p>`,
		`<style>.x, p.y { display:none }</style><p class="a x">secret</p>`,
		`<style>@media print { p {display:none} } #z {visibility:hidden}</style><p id=z>secret</p>`,
		`<script>secret()</script>`, `<style>secret</style>`, `<!-- secret -->`, `<noscript>secret</noscript>`,
		`<template><p>secret</p></template>`, `<iframe>secret</iframe>`, `<object>secret</object>`,
		`<textarea>secret</textarea>`, `<select><option>secret</select>`, `<button>secret</button>`,
		`<svg><title>secret</title><text>secret</text></svg>`, `<dialog>secret</dialog>`,
		`<nav><a href=/>secret</a></nav>`, `<div class="mainNav"><a href=/>secret</a></div>`,
		`<div role=navigation>secret</div>`, `<ul class="breadcrumb"><li><a href=/>secret</a></ul>`,
		`<div class="bdsharebuttonbox"><a href=/>secret</a></div>`, `<footer><p>secret</p></footer>`,
		`<div id="footer">版权所有 secret</div>`, `<div class="related"><h3>secret</h3><a href=/>secret</a></div>`,
		`<p>【字体：大 中 小】</p>`, `<div>您当前的位置：<a href=/>secret</a></div>`,
	} {
		for _, text := range []string{zhSentence, sentence} {
			c := read(t, "<body><p>"+text+"</p>"+hidden+"<p>"+zhMore+"</p>")
			if got := lines(c); strings.Contains(got, "secret") || strings.Contains(got, "字体") {
				t.Errorf("%s is read: %q", hidden, got)
			} else if !strings.Contains(got, strings.TrimSpace(text)) || !strings.Contains(got, zhMore) {
				t.Errorf("beside %s the text is lost: %q", hidden, got)
			}
		}
	}
}

func TestWhatOnlyLooksHiddenIsRead(t *testing.T) {
	for _, source := range []string{
		`<body style="display:none"><p>seen</p>`,
		`<style>body{opacity:0}</style><body><p>seen</p>`,
		`<table bgcolor="#003366"><tr><td style="color:#fff">seen<td>1</table>`,
		`<div style="background-color:navy"><p style="color:white">seen</p></div>`,
		`<table><tr><th style="color:#fff">seen<td>1</table>`,
		`<div style="margin-left:-50%; left:50%">seen</div>`,
		`<style>@media print { p {display:none} }</style><p>seen</p>`,
		`<div class="header"><p>The orchards of the city are listed here, and what is seen.</p></div>`,
		`<button><p>seen` + strings.Repeat(" and seen", 50),
		`<footer class="article-footer"><p>seen</p></footer><article><p>` + sentence + `</p><footer><p>seen</p></footer></article>`,
		`<p>关闭小煤矿的规定 seen</p>`, `<p>分享经济发展指导意见 seen</p>`, `<p>上一条第二款 seen</p>`,
		`<p>` + sentence + `</p><div class="foot-note">1. This is seen.</div>`,
		`<div class="TRS_Editor"><p>` + sentence + `</p><div class="share"><p>Shares of the board: seen.</p></div></div>`,
		`<details><summary>More</summary><p>seen</p></details>`,
		`<form><p>seen</p></form>`,
		`<div style="display:none">a<p>b</div><p>seen</p>`,
		`<p>This much is seen of it.</p><div class="menu"><p>` + strings.Repeat(sentence, 5) + `</p></div>`,
	} {
		if got := lines(read(t, source)); !strings.Contains(got, "seen") {
			t.Errorf("%s is not read: %q", source, got)
		}
	}
}

func TestTheDocumentIsFoundAmongTheFurniture(t *testing.T) {
	links := strings.Repeat(`<li><a href="/a">栏目</a> <a href="/b">Topics of the week</a>`, 20)
	body := "<p>" + zhSentence + "</p><p>" + zhMore + "</p><p>" + sentence + "</p>"
	want := []string{zhSentence, zhMore, strings.TrimSpace(sentence)}
	for name, source := range map[string]string{
		"an editor's container": `<div class=top><ul>` + links + `</ul></div><div class="TRS_Editor">` + body + `</div><div class=list>` + links + `</div>`,
		"an article":            `<ul>` + links + `</ul><article>` + body + `</article><aside>` + links + `</aside>`,
		"no name at all":        `<div><ul>` + links + `</ul></div><div><div>` + body + `</div></div><div>` + links + `</div>`,
		"a layout table":        `<table><tr><td>` + links + `<td><table><tr><td>` + body + `</table></table>`,
		"two containers alike":  `<div class=content><p>` + zhSentence + `</p></div><div class=content><p>` + zhMore + `</p><p>` + sentence + `</p></div>`,
		"an annex beside it":    `<div class="TRS_Editor"><p>` + zhSentence + `</p><p>` + sentence + `</p></div><div class=annex><p>` + zhMore + `</p></div><ul>` + links + `</ul>`,
		"text beside a teaser":  `<div class="TRS_Editor">` + body + `</div><div><p>` + "另见：关于果园检查结果的通报已经公开，欢迎查阅。" + `</p></div>`,
	} {
		t.Run(name, func(t *testing.T) {
			got := lines(read(t, source))
			for _, w := range want {
				if !strings.Contains(got, w) {
					t.Errorf("%q is lost in %q", w, got)
				}
			}
			if strings.Contains(got, "栏目") {
				t.Errorf("furniture in %.300q", got)
			}
		})
	}
}

func TestMetadataIsReadWhereItIsPlain(t *testing.T) {
	date := corpus.Date{Year: 2024, Month: 7, Day: 1}
	for _, tc := range []struct {
		name, source string
		want         corpus.Meta
	}{
		{"the name of the site is cut from the title", "<title>Orchard plan - City of Springfield | GOV.UK</title>", corpus.Meta{Title: "Orchard plan - City of Springfield"}},
		{"and where it comes first", "<title>果园管理局网站-果园管理办法</title>", corpus.Meta{Title: "果园管理办法"}},
		{"an underscore within a title stays", "<title>Orchard_plan_2024</title>", corpus.Meta{Title: "Orchard_plan_2024"}},
		{"a dash within a title stays", "<title>Orchard plan 2024-2026</title>", corpus.Meta{Title: "Orchard plan 2024-2026"}},
		{"the heading that the title repeats", "<title>果园管理办法_政策文件_果园网</title><div class=nav><h1>果园网</h1></div><h1>果园管理办法</h1>", corpus.Meta{Title: "果园管理办法"}},
		{"a stated title", `<title>Home</title><meta name="ArticleTitle" content="果园管理办法">`, corpus.Meta{Title: "果园管理办法"}},
		{"a date of publication", `<title>Plan</title><meta name="PubDate" content="2024-07-01 10:00">`, corpus.Meta{Title: "Plan", Published: date}},
		{"of an article", `<title>Plan</title><meta property="article:published_time" content="2024-07-01T08:00:00+08:00">`, corpus.Meta{Title: "Plan", Published: date}},
		{"in JSON-LD", `<title>Plan</title><script type="application/ld+json">{"@graph":[{"@type":"Article","datePublished":"2024-07-01"}]}</script>`, corpus.Meta{Title: "Plan", Published: date}},
		{"two dates that differ are none", `<title>Plan</title><meta name="PubDate" content="2024-07-01"><meta name="dc.date" content="2024-08-01">`, corpus.Meta{Title: "Plan"}},
		{"no such day", `<title>Plan</title><meta name="PubDate" content="2024-02-31">`, corpus.Meta{Title: "Plan"}},
		{"its own address", `<title>Plan</title><link rel=canonical href="https://www.example.org/plan">`, corpus.Meta{Title: "Plan", URL: "https://www.example.org/plan"}},
		{"an address that is none", `<title>Plan</title><link rel=canonical href="javascript:alert(1)"><meta property="og:url" content="/plan">`, corpus.Meta{Title: "Plan"}},
		{
			"the table at the head of a government's page",
			`<title>果园管理办法</title><div><table><tr><td>索 引 号：<td>123/2024<td>发文机关：<td>果园管理局<tr><td>发文字号：<td>果发〔2024〕12号<td>成文日期：<td>2024年06月20日
			<tr><td>有效性：<td>有效<td>施行日期：<td>2024-08-01<td>发布日期：<td>2024年7月1日</table></div>`,
			corpus.Meta{Title: "果园管理办法", Issuer: "果园管理局", Number: "果发〔2024〕12号", Published: date,
				EffectiveFrom: corpus.Date{Year: 2024, Month: 8, Day: 1}, Status: corpus.StatusInForce},
		},
		{
			"a field that is empty is not the next label",
			`<title>果园管理办法</title><ul><li><b>文号：</b></li><li><b>发布日期：</b>2024-07-01</li></ul>`,
			corpus.Meta{Title: "果园管理办法", Published: date},
		},
		{
			"the publisher is the issuer where the title says so",
			`<title>果园管理局关于检查果园的通知</title><meta name=ContentSource content="果园管理局"><span>来源：果园管理局 发布时间：2024-07-01</span>`,
			corpus.Meta{Title: "果园管理局关于检查果园的通知", Issuer: "果园管理局", Published: date},
		},
	} {
		t.Run(tc.name, func(t *testing.T) {
			source := tc.source + `<div class="TRS_Editor"><p>` + strings.Repeat(zhSentence+zhMore, 3) + `</p></div>`
			if diff := cmp.Diff(tc.want, read(t, source).Meta); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

func TestTheStatedLanguageCountsOnlyWhereItCanBe(t *testing.T) {
	const french = "<p>Le conseil publie le plan annuel avant la fin du mois de mars.</p>"
	for source, want := range map[string]string{
		`<html lang="fr-CA">` + french:                            "fr-CA",
		`<html lang="en"><p>` + zhSentence + `</p>`:               "",
		`<html lang="fr"><p>` + zhSentence + `</p>`:               "",
		`<html lang="zh-CN"><p>` + sentence + `</p>`:              "",
		`<html lang="nonsense-of-a-kind">` + french:               "",
		`<html lang="ru"><p>Совет публикует план до марта.</p>`:   "ru",
		`<html><body lang="fr">` + french:                         "",
		`<html xml:lang="fr" xmlns="http://x.example">` + french:  "fr",
		`<html lang="ru">` + french:                               "",
		`<!doctype html><title>Plan</title>` + french + `</html>`: "",
	} {
		if got := read(t, source).Meta.Language; got != want {
			t.Errorf("%s: language %q, want %q", source, got, want)
		}
	}
}

func TestAPageThatHoldsNoDocumentIsAnError(t *testing.T) {
	for _, tc := range []struct {
		name, source string
		is           error
		says         string
	}{
		{"a login page", `<title>Sign in</title><form><p>Sign in to continue.</p><input name=u><input type=password><button>Sign in</button></form>`, corpus.ErrLoginPage, "is a login page"},
		{"a Chinese one", `<title>统一身份认证</title><form>用户名<input>密码<input type="password"></form><p>请登录</p>`, corpus.ErrLoginPage, "is a login page"},
		{"a page that wants scripts", `<noscript>Please enable JavaScript to view this page.</noscript><div id=root></div>`, corpus.ErrNoText, "scripts"},
		{"a challenge", `<title>Just a moment...</title><p>Checking your browser before accessing the site.</p>`, corpus.ErrNoText, "check of the browser"},
		{"a page that is not there", `<title>404 Not Found</title><h1>Not Found</h1>`, corpus.ErrNoText, "not found"},
		{"a Chinese one that is not there", `<title>提示</title><p>页面不存在，请返回首页。</p>`, corpus.ErrNoText, "not found"},
		{"a page that leads on", `<meta http-equiv=refresh content="0;url=/new">`, corpus.ErrNoText, "leads to another page"},
		{"an empty page", `<html><body></body></html>`, corpus.ErrNoText, "see"},
		{"a page all hidden", `<p style="display:none">secret</p>`, corpus.ErrNoText, "see"},
		{"a feed", `<?xml version="1.0"?><rss version="2.0"><channel><title>News</title></channel></rss>`, nil, "is a feed"},
		{"a sitemap", `<?xml version="1.0"?><urlset><url><loc>https://www.example.org</loc></url></urlset>`, nil, "is a sitemap"},
		{"other XML", `<?xml version="1.0"?><order><item>1</item></order>`, nil, "XML of the kind <order>"},
		{"a PDF", "%PDF-1.7", nil, "is a PDF file"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			_, err := Reader{}.Read(corpus.File{Data: []byte(tc.source)})
			if err == nil || tc.is != nil && !errors.Is(err, tc.is) || !strings.Contains(err.Error(), tc.says) {
				t.Errorf("err = %v, want one that says %q", err, tc.says)
			}
		})
	}
	box := `<form class=login><input type=password><button>Log in</button></form>`
	for name, source := range map[string]string{
		"a login box at the head of a page": box + "<p>" + strings.Repeat(sentence, 10),
		"a page that speaks of passwords":   "<p>A password has at least 12 characters. Log in with it.",
		"a page with a note on scripts":     "<noscript>Enable JavaScript</noscript><p>" + strings.Repeat(zhSentence, 6),
		"a rule on what cannot be found":    "<title>Rules</title><p>Where a page was not found, the board reports it.",
	} {
		if _, err := (Reader{}).Read(corpus.File{Data: []byte(source)}); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}
