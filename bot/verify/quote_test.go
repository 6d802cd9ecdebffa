package verify

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"footnote/corpus"
)

func TestAQuotationIsFoundAsTheTextHasIt(t *testing.T) {
	for name, tc := range map[string]struct{ text, quote, want string }{
		"the same words":                  {"Fees are capped. They may rise.", "Fees are capped.", "Fees are capped."},
		"a part of a sentence":            {"Fees are capped at 5%.", "capped at 5%", "capped at 5%"},
		"other quotation marks":           {"The “new” rules", `The "new" rules`, "The “new” rules"},
		"corner brackets":                 {"称为“生产力”。", "称为「生产力」", "称为“生产力”"},
		"another apostrophe":              {"China’s growth", "China's growth", "China’s growth"},
		"other dashes":                    {"2021–2025 and—later", "2021-2025 and-later", "2021–2025 and—later"},
		"other spaces":                    {"a\u00a0long\n  way", "a long way", "a\u00a0long\n  way"},
		"spaces beside Chinese":           {"补贴最高1000万元", "补贴最高 1000 万元", "补贴最高1000万元"},
		"full width":                      {"最高１０００万元（含）", "最高1000万元(含)", "最高１０００万元（含）"},
		"ellipses":                        {"and so on…", "and so on...", "and so on…"},
		"what an ellipsis leaves out":     {"Fees are capped, with exceptions, at 5%.", "Fees are capped … at 5%.", "Fees are capped, with exceptions, at 5%."},
		"a capital at the beginning":      {"In 2024, fees are capped.", "Fees are capped.", "fees are capped."},
		"quotation marks around it":       {"Fees are capped.", "“Fees are capped”", "Fees are capped"},
		"another full stop":               {"补贴最高1000万元，", "补贴最高1000万元。", "补贴最高1000万元"},
		"invisible characters":            {"Fees are cap\u00adped.", "Fees are capped.", "Fees are cap\u00adped."},
		"not another letter case":         {"Fees are CAPPED.", "Fees are capped.", ""},
		"not other words":                 {"Fees are capped.", "Fees are lifted.", ""},
		"not a part of a number":          {"RMB 110 million", "10 million", ""},
		"not a number cut at its point":   {"2.8 percent", "8 percent", ""},
		"not the beginning of a number":   {"up to 10,000", "up to 10", ""},
		"not a part of a word":            {"reinforced", "forced", ""},
		"not in another order":            {"a first, a second", "a second … a first", ""},
		"not nothing":                     {"Fees", " … ", ""},
		"not beyond what was looked at":   {"Fees", "Fees are capped", ""},
		"not across a long gap":           {"Fees " + strings.Repeat("x ", 400) + "rise.", "Fees … rise.", ""},
		"the second of two near the same": {"10,000 of 10", "10", "10"},
	} {
		t.Run(name, func(t *testing.T) {
			const before = "§ "
			text := before + tc.text
			span, ok := FindQuote(text, corpus.Span{Start: len(before), End: len(text)}, tc.quote)
			if ok != (tc.want != "") {
				t.Fatalf("found is %v", ok)
			}
			if got := text[span.Start:span.End]; ok && got != tc.want {
				t.Errorf("found %q, want %q", got, tc.want)
			}
		})
	}
}

func TestTextsAreTheSameAsQuotationsAre(t *testing.T) {
	for _, tc := range []struct {
		a, b string
		want bool
	}{
		{"China’s “new”  rules.", `China's "new" rules`, true},
		{"补贴最高 1000 万元。", "补贴最高１０００万元", true},
		{"Fees are 5%.", "Fees are 6%.", false},
		{"", "。", true},
	} {
		if got := Same(tc.a, tc.b); got != tc.want {
			t.Errorf("%q and %q: got %v", tc.a, tc.b, got)
		}
	}
}

func FuzzFindQuote(f *testing.F) {
	f.Add("The “new” rules… cost 1,000 RMB", `"new" rules...`)
	f.Add("补贴最高 １０００ 万元——", "最高1000万元")
	f.Add("Fees are capped, with exceptions, at 5%.", "fees are … at 5%")
	f.Fuzz(func(t *testing.T, text, quote string) {
		span, ok := FindQuote(text, corpus.Span{End: len(text)}, quote)
		if ok && (span.Start < 0 || span.End > len(text) || span.Start >= span.End) {
			t.Fatalf("found %q in %q at %v", quote, text, span)
		}
		if found := text[span.Start:span.End]; ok && !holdsParts(Fold(found), Fold(quote)) {
			t.Fatalf("%q is found as %q", quote, found)
		}
		if _, ok := FindQuote(text, corpus.Span{End: len(text)}, text); ok != corpus.HasWord(Fold(text)) {
			t.Fatalf("whether %q is found in itself is %v", text, ok)
		}
	})
}

// holdsParts reports whether a text begins and ends with the words of a quotation, and has
// between them, in order, what stands between its ellipses. The first letter may be of
// either case. Both are folded.
func holdsParts(text, quote string) bool {
	trimmed := func(s string) string { return strings.Trim(s, ` "….。,，;；`) }
	lowered := func(s string) string {
		r, size := utf8.DecodeRuneInString(s)
		return string(unicode.ToLower(r)) + s[size:]
	}
	rest := lowered(trimmed(text))
	for p := range strings.SplitSeq(lowered(trimmed(quote)), "…") {
		if p = trimmed(p); corpus.HasWord(p) {
			i := strings.Index(rest, p)
			if i < 0 {
				return false
			}
			rest = rest[i+len(p):]
		}
	}
	return !corpus.HasWord(rest)
}
