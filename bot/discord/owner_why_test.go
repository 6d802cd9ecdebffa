package discord

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"syscall"
	"testing"

	"footnote/bot/discord/discordtest"
	"footnote/corpus"
	"footnote/retrieval"
	"footnote/retrieval/refresh"
)

// spoil adds what cannot be served.
func (e *estate) spoil(t testing.TB) {
	e.write(t, "1 空.md", " \n")
	e.write(t, "2 说明.md", "---\nkind: @everyone\n---\n文字。")
	e.write(t, "3 同名.md", "---\nid: tea\n---\n# 同名\n\n文字。")
	e.write(t, "4 乱码.txt", "\x00\x01\x02\x03\x04\x05\x06\x07\x00\x01\x02\x03")
	e.write(t, "5 表格.xlsx", "PK")
	e.write(t, "6 说明.md", "# 说明\n\n文字。")
	e.write(t, "6 说明.meta.yaml", "published: 昨天")
	e.write(t, "sources.yaml", "sources:\n- url: https://example.org/a.md\n- url: https://example.org/b.md\n  limit: 1\n")
	e.fetch = func(_ context.Context, s corpus.Source, _ []corpus.Known, report func(corpus.Fetched)) error {
		for name, err := range map[string]error{
			"slow": corpus.ErrSlow.Errorf("did not begin to answer in time"),
			"away": corpus.ErrUnreachable.Errorf("answers with status 503"),
			"odd":  errors.New("is *odd* @everyone; look at it"),
		} {
			if strings.HasSuffix(s.URL, "a.md") {
				report(corpus.Fetched{URL: "https://example.org/" + name, Outcome: corpus.FetchedNothing, Err: err})
			}
		}
		if strings.HasSuffix(s.URL, "b.md") {
			report(corpus.Fetched{URL: "https://example.org/gone", Outcome: corpus.FetchedGone})
			return fmt.Errorf("reading source %q: %w", s.ID, corpus.ErrRobots.Errorf("robots.txt of its host does not allow it"))
		}
		return nil
	}
}

func TestWhyADocumentIsNotServedIsToldAgain(t *testing.T) {
	t.Parallel()
	e := own(t)
	e.owner.Locale = "zh-TW"
	e.spoil(t)
	first := discordtest.Draw(ended(e.owner.Command(e.policy, "refresh")))
	e.write(t, "7 新.md", "# 新\n\n新的文字。") // of the other files it is known why they failed, and they are not read again
	if again := discordtest.Draw(ended(e.owner.Command(e.policy, "refresh"))); !strings.Contains(again, failuresIn(first)) {
		t.Errorf("at the second time it is told %s", again)
	}
}

// failuresIn is the part of a report about what is not served.
func failuresIn(report string) string {
	_, rest, _ := strings.Cut(report, ownerChinese.failed)
	part, _, _ := strings.Cut(rest, "\n---")
	return part
}

func TestInEnglishAnErrorThatSaysMoreThanItsReasonIsToldAsItIs(t *testing.T) {
	for want, err := range map[string]error{
		ownerEnglish.whyOf[corpus.ErrFormat]:                   fmt.Errorf("%w; files ending in .md are", corpus.ErrFormat),
		ownerEnglish.whyOf[corpus.ErrNoText]:                   fmt.Errorf("%w: it is empty", corpus.ErrNoText),
		"is an Excel file (.xlsx); save its tables as .csv":    corpus.ErrFormat.Errorf("is an Excel file (.xlsx); save its tables as .csv"),
		"asks for a login; put a copy of it into the folder":   corpus.ErrLoginPage.Errorf("asks for a login; put a copy of it into the folder"),
		"did not begin to answer in time; refresh again later": corpus.ErrSlow.Errorf("did not begin to answer in time; refresh again later"),
	} {
		if got := ownerEnglish.why(err); strings.ReplaceAll(got, `\`, "") != want {
			t.Errorf("%v: told %s, want %s", err, got, want)
		}
	}
}

func TestAListOfSourcesWithAMistakeIsSaidToHaveOne(t *testing.T) {
	for locale, want := range map[string]string{
		"en-US": `The list of sources has a mistake, and the library stays as it was: reading sources.yaml\: line 2\: `,
		"zh-CN": `来源列表有误，资料库保持原样。原因（英文）：reading sources.yaml\: line 2\: `,
	} {
		t.Run(locale, func(t *testing.T) {
			t.Parallel()
			e := own(t)
			e.owner.Locale = locale
			e.write(t, "sources.yaml", "sources:\n- adress: https://example.org\n")
			if m := ended(e.owner.Command(e.policy, "refresh")); !strings.HasPrefix(m.Text(), want) {
				t.Errorf("told: %s", m.Text())
			}
		})
	}
}

func TestAnAddressThatIsNoneIsRefusedInChinese(t *testing.T) {
	t.Parallel()
	e := own(t)
	e.owner.Locale = "zh-CN"
	want := "该网址 未添加：" + ownerChinese.whyOf[corpus.ErrAddress]
	for _, address := range []string{"file:///etc/passwd", "https://name:password@example.org/", "网址"} {
		if m := ended(e.owner.Command(e.policy, "document add", "url", address)); m.Text() != want {
			t.Errorf("%s: told %s", address, m.Text())
		}
	}
}

func TestEveryReasonAndEverySentinelHasChineseWords(t *testing.T) {
	for _, reason := range []corpus.Reason{
		corpus.ErrTooLarge, corpus.ErrTooMuch, corpus.ErrFormat, corpus.ErrExtension, corpus.ErrEncoding, corpus.ErrFrontMatter, corpus.ErrLocked, corpus.ErrDamaged,
		corpus.ErrUnopened, corpus.ErrSameID, corpus.ErrNoText, corpus.ErrLoginPage, corpus.ErrPrivate, corpus.ErrNotFound,
		corpus.ErrRefused, corpus.ErrUnreachable, corpus.ErrSlow, corpus.ErrRobots, corpus.ErrRedirected, corpus.ErrShrunk, corpus.ErrNoList, corpus.ErrLimit,
		refresh.ErrKnown,
	} {
		err := corpus.Problem{Path: "甲.pdf", Err: fmt.Errorf("reading it: %w", reason.Errorf("detail"))}
		if text, ok := ownerChinese.explain(err); !ok || !strings.HasPrefix(text, "甲.pdf 未添加：") || strings.Contains(text, "detail") != (reason == corpus.ErrFrontMatter) {
			t.Errorf("%q: %s", reason, text)
		}
	}
	for _, reason := range []corpus.Reason{corpus.ErrNoTerm, corpus.ErrOtherColumn, corpus.ErrLongTerm, corpus.ErrManyForms, corpus.ErrSameForm} {
		if text, ok := ownerChinese.explain(refresh.TermError{Err: reason.Errorf("detail")}); !ok || !strings.HasPrefix(text, "术语未保存：") || strings.Contains(text, "detail") {
			t.Errorf("%q: %s", reason, text)
		}
	}
	for _, err := range []error{refresh.ErrUnsound, retrieval.ErrNotEmbedded, syscall.ENOSPC, corpus.ErrNoDocuments} {
		for _, w := range []ownerWords{ownerEnglish, ownerChinese} {
			if text, ok := w.explain(fmt.Errorf("refreshing: %w: detail", err)); !ok || strings.Contains(text, "detail") {
				t.Errorf("%v: %s", err, text)
			}
		}
	}
	if text, ok := ownerChinese.explain(errors.New("detail")); ok {
		t.Errorf("an error of the program is told as %s", text)
	}
}
