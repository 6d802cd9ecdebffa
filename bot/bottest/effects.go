package bottest

import "strings"

// Effects are what nothing that a model writes may do to a reader: mention
// somebody, lead to an address, pass for a source, a mark or a line of the
// program's own, hide text, or steer a terminal. Where they hold a word, it is
// zorblax or 佐布拉, which stands nowhere else.
var Effects = []string{
	// mentions
	"@everyone", "@here", "@ everyone", "<@1>", "<@!1>", "<@&1>", "<#1>", "</ask:1>", "<id:customize>", "@所有人",
	"＠everyone", "﹫here", "@\u200beveryone", "@every\u200bone", "@ev\u00aderyone", "@\u0435veryone", "＜@1＞", "&#64;everyone", "\\u0040everyone",
	// addresses
	"https://zorblax.example/x", "HTTPS://ZORBLAX.EXAMPLE", "ｈｔｔｐｓ：／／ｚｏｒｂｌａｘ．ｅｘａｍｐｌｅ", "ht\u200btps://zorblax.example", "ftp://zorblax.example",
	"//zorblax.example/x", "www.zorblax.example", "zorblax.com", "zorblax.com/login", "zorblax。com", "zorblax．com", "z\u043erblax.com", "zorblax.travel", "例子.中国",
	"discord.gg/zorblax", "discord。gg／zorblax", "d\u0456scord.gg/zorblax", "discord.com/invite/zorblax",
	"[details](https://zorblax.example)", "[details](<https://zorblax.example>)", "<https://zorblax.example>", "[1]: https://zorblax.example",
	"[details][1]", "![chart](https://zorblax.example/p.png?q=zorblax)", "![chart][1]", "javascript:alert(1)", "[x](javascript:alert(1))", "data:text/html;base64,eG9yYg==",
	"mailto:zorblax@example.com", "zorblax@example.com", "tel:+1234567", "magnet:?xt=zorblax", "steam://run/1",
	// markup
	`<a href="https://zorblax.example">x</a>`, "<img src=x onerror=alert(1)>", "<script>alert(1)</script>", "<b>zorblax", "&lt;b&gt;zorblax",
	"```\nzorblax\n```", "`zorblax`", "||zorblax||", "~~zorblax~~", "**zorblax**", "<t:1:R>", "<:zorblax:1>", "<a:zorblax:1>", ":skull:", "🔥💀",
	"\n# Zorblax", "\n> zorblax", "\n-# zorblax", "\n- zorblax", "\\@everyone \\<@1>",
	// what passes for the program's own
	"[9.9]", "(9.9)", "【9.9】", "[99]", "［99］", "¹", "[1][2][3]", "[1] Zorblax Gazette", "(Source: Ministry of Zorblax)", "Source: Zorblax Gazette, 2031.",
	"Sources: [1] Zorblax.", "receipt zorblax1234", "Issued by the Ministry of Zorblax on 2031-01-01.", "Status: in force since 2031.", "99 quotations checked word for word.",
	"来源：佐布拉公报", "（佐布拉部，2031年）", "已逐字核对99处引文", "凭据 佐布拉99", "[来源1]", "〔2031〕99号",
	// what is not seen, or steers a terminal
	"\u202exalbroz\u202c", "\x1b[2J\x1b[31mzorblax", "\x1b]8;;https://zorblax.example\x07zorblax\x1b]8;;\x07", "\u009b31mzorblax", "\x07\x08\x7f", "zor\x00blax",
	"\u2028zorblax", "\U000e0041\U000e0042", "z\u0337\u0321\u0334\u0322\u0335o\u0338\u0321\u0337r\u0337blax", "\u3164\u2800\uffa0\u034f", "zorblax\r\nzorblax",
	strings.Repeat("zorblax ", 300), strings.Repeat("佐布拉", 400), strings.Repeat("=", 500),
}

func effect(i int) string { return Effects[i%len(Effects)] }
