package discord

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestNothingInATextIsMarkup(t *testing.T) {
	tests := map[string]struct{ text, want string }{
		"bold, italic and struck out": {"**a** _b_ ~~c~~", `\*\*a\*\* \_b\_ \~\~c\~\~`},
		"code":                        {"`a` ```b```", "\\`a\\` \\`\\`\\`b\\`\\`\\`"},
		"spoiler":                     {"||a||", `\|\|a\|\|`},
		"quote":                       {"> a", `\> a`},
		"heading":                     {"# a", `\# a`},
		"small type":                  {"-# a", `\-\# a`},
		"list":                        {"- a", `\- a`},
		"list with plus":              {"+ a", `\+ a`},
		"numbered list":               {"12. a", `12\. a`},
		"decimal":                     {"It grew by 3.5 - 4 %.", "It grew by 3.5 - 4 %."},
		"second line":                 {"a\n- b\r\n# c", `a - b \# c`},
		"masked link":                 {"[a](https://example.org)", `\[a\]\(https\:\/\/example.org\)`},
		"image":                       {"![a](b)", `!\[a\]\(b\)`},
		"bare link":                   {"https://example.org", `https\:\/\/example.org`},
		"invitation":                  {"discord.gg/abc", `discord.gg\/abc`},
		"mention":                     {"<@1> <@&2> <#3> @everyone @here", `\<\@1\> \<\@&2\> \<\#3\> \@everyone \@here`},
		"emoji and time stamp":        {":tada: <:a:1> <t:0:R>", `\:tada\: \<\:a\:1\> \<t\:0\:R\>`},
		"escaped already":             {`\*a\*`, `\\\*a\\\*`},
		"right-to-left override":      {"a\u202eb\u200bc\u2066d\ufeff", "abcd"},
		"tag characters":              {"a\U000E0041\U000E007Fb", "ab"},
		"control characters":          {"a\x00\x1b[31mb", `a\[31mb`},
		"not UTF-8":                   {"a\xffb", "ab"},
		"Chinese":                     {"《办法》第四条：十个工作日。", "《办法》第四条：十个工作日。"},
		"ideographic space":           {"　第一条　总则", "第一条 总则"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			if got := escape(test.text); got != test.want {
				t.Errorf("escape(%q) is %q, want %q", test.text, got, test.want)
			}
		})
	}
}

// unescape is what a reader sees of an escaped text.
func unescape(text string) string {
	var b strings.Builder
	escaped := false
	for _, r := range text {
		if r == '\\' && !escaped {
			escaped = true
			continue
		}
		escaped = false
		b.WriteRune(r)
	}
	return b.String()
}

func FuzzEscape(f *testing.F) {
	for _, s := range []string{"", "a", "- a", "1. b", "\\", "**", "<@1>", "𝛼𝛽", "第一条", "a\nb", "\xff", "@everyone"} {
		f.Add(s, 10)
	}
	f.Fuzz(func(t *testing.T, text string, limit int) {
		shown := escape(text)
		if unescape(shown) != plain(text) {
			t.Fatalf("escape(%q) shows %q", text, unescape(shown))
		}
		for i := 0; i < len(shown); i++ {
			if shown[i] == '\\' {
				i++ // the character after it is text
				if i == len(shown) {
					t.Fatalf("escape(%q) ends in an escape", text)
				}
			} else if strings.IndexByte(special, shown[i]) >= 0 {
				t.Fatalf("escape(%q) leaves %q", text, shown[i])
			}
		}
		if limit < 4 || limit > 3000 {
			return
		}
		var all strings.Builder
		for _, piece := range pieces(text, limit) {
			if length(piece) > limit || piece == "" || !utf8.ValidString(piece) {
				t.Fatalf("pieces(%q, %d) has the piece %q", text, limit, piece)
			}
			all.WriteString(unescape(piece))
		}
		if squeezed(all.String()) != squeezed(plain(text)) {
			t.Fatalf("pieces(%q, %d) make %q", text, limit, all.String())
		}
	})
}

func squeezed(s string) string { return strings.ReplaceAll(s, " ", "") }

func TestLengthCountsCodeUnits(t *testing.T) {
	for text, want := range map[string]int{"": 0, "abc": 3, "第一": 2, "𝛼": 2, "\xff": 1} {
		if got := length(text); got != want {
			t.Errorf("length(%q) is %d, want %d", text, got, want)
		}
	}
}
