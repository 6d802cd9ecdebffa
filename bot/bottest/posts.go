package bottest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"footnote/bot"
)

// TestPosts tests the contract of [bot.Posts]. Each test opens one of its own,
// which must be empty.
func TestPosts(t *testing.T, open func(*testing.T) bot.Posts) {
	each(t, open, map[string]func(*testing.T, bot.Posts){
		"a post is found by its receipt and its messages": postFound,
		"any text comes back":                             postOfAnyText,
		"where nothing stands there is no post":           postUnknown,
		"the second post of a receipt replaces the first": postReplaced,
		"a message shows the answer that came last":       postTakesOver,
		"who asked is known, and nobody else":             postAskedBy,
		"a post that was dropped is gone":                 postDropped,
		"what is no post is an error":                     postRefused,
		"a cancelled context keeps none":                  postTooLate,
		"what was kept is the keeper's":                   postOwnCopy,
		"posts are kept at the same time":                 postsAtTheSameTime,
	})
}

func postOf(receipt string, messages ...string) bot.Post {
	return bot.Post{Receipt: receipt, Channel: "room", Messages: messages, Asker: "ann", Time: noon}
}

func keepPosts(t *testing.T, b bot.Posts, all ...bot.Post) {
	t.Helper()
	for _, p := range all {
		if err := b.KeepPost(t.Context(), p); err != nil {
			t.Fatalf("keeping the post of %.40q: %v", p.Receipt, err)
		}
	}
}

// wantPosts checks that posts are found in both ways, without their askers.
func wantPosts(t *testing.T, b bot.Posts, all ...bot.Post) {
	t.Helper()
	check := func(by string, want, got bot.Post, err error) {
		t.Helper()
		if diff := cmp.Diff(want, got); err != nil || diff != "" {
			t.Errorf("the post %.40q by %.40q (%v), as it was kept (-) and as it came back (+):\n%s", want.Receipt, by, err, diff)
		}
	}
	for _, want := range all {
		want.Asker = ""
		got, err := b.PostOf(t.Context(), want.Receipt)
		check("its receipt", want, got, err)
		for _, message := range want.Messages {
			got, err := b.PostAt(t.Context(), want.Channel, message)
			check(message, want, got, err)
		}
	}
}

func wantNoPostOf(t *testing.T, b bot.Posts, receipts ...string) {
	t.Helper()
	for _, receipt := range receipts {
		if p, err := b.PostOf(t.Context(), receipt); !errors.Is(err, bot.ErrNoPost) || p.Receipt != "" {
			t.Errorf("receipt %.40q: got the post %q and the error %v", receipt, p.Receipt, err)
		}
	}
}

func wantNoPostAt(t *testing.T, b bot.Posts, channel string, messages ...string) {
	t.Helper()
	for _, message := range messages {
		if p, err := b.PostAt(t.Context(), channel, message); !errors.Is(err, bot.ErrNoPost) || p.Receipt != "" {
			t.Errorf("message %.40q in %.40q: got the post %q and the error %v", message, channel, p.Receipt, err)
		}
	}
}

func wantAskedBy(t *testing.T, b bot.Posts, receipt, asker string, want bool) {
	t.Helper()
	if is, err := b.AskedBy(t.Context(), receipt, asker); err != nil || is != want {
		t.Errorf("%.40q was asked by %.40q: %v, %v; want %v", receipt, asker, is, err, want)
	}
}

func postFound(t *testing.T, b bot.Posts) {
	long := postOf("long")
	for i := range bot.MaxMessages {
		long.Messages = append(long.Messages, fmt.Sprint(100-i)) // not the order of their IDs
	}
	elsewhere, nobodys := postOf("elsewhere", "1", "3"), postOf("nobodys", "4")
	elsewhere.Channel, nobodys.Asker = "other room", ""
	all := []bot.Post{postOf("short", "1"), long, elsewhere, nobodys}
	keepPosts(t, b, all...)
	wantPosts(t, b, all...)
}

func postOfAnyText(t *testing.T, b bot.Posts) {
	for _, text := range anyTexts {
		p := bot.Post{Receipt: text, Channel: text, Messages: []string{text}, Asker: text, Time: noon}
		keepPosts(t, b, p)
		wantPosts(t, b, p)
		wantAskedBy(t, b, text, text, true)
	}
}

func postUnknown(t *testing.T, b bot.Posts) {
	keepPosts(t, b, postOf("abc", "1"))
	wantNoPostOf(t, b, "", "ab", "abcd", "ABC", "%", "abc\x00")
	wantNoPostAt(t, b, "room", "", "11", "abc", "room")
	wantNoPostAt(t, b, "other room", "1")
	wantNoPostAt(t, b, "", "1")
}

func postReplaced(t *testing.T, b bot.Posts) {
	first, second := postOf("r", "1", "2", "3"), postOf("r", "3", "4")
	second.Channel, second.Asker, second.Time = "other room", "bob", noon.Add(-time.Hour)
	keepPosts(t, b, first, second)
	wantPosts(t, b, second)
	wantNoPostAt(t, b, "room", "1", "2", "3")
	wantAskedBy(t, b, "r", "ann", false)
	wantAskedBy(t, b, "r", "bob", true)
}

func postTakesOver(t *testing.T, b bot.Posts) {
	first, elsewhere, second := postOf("first", "1", "2"), postOf("elsewhere", "2"), postOf("second", "2", "3")
	elsewhere.Channel = "other room"
	keepPosts(t, b, first, elsewhere, second)
	wantPosts(t, b, second, elsewhere)
	wantNoPostOf(t, b, "first")
	wantNoPostAt(t, b, "room", "1")
}

func postAskedBy(t *testing.T, b bot.Posts) {
	anns, nobodys := postOf("anns", "1"), postOf("nobodys", "2")
	nobodys.Asker = ""
	keepPosts(t, b, anns, nobodys)
	wantAskedBy(t, b, "anns", "ann", true)
	for _, asker := range []string{"", "bob", "Ann", "ann "} {
		wantAskedBy(t, b, "anns", asker, false)
	}
	wantAskedBy(t, b, "nobodys", "", false)
	wantAskedBy(t, b, "nobodys", "ann", false)
	wantAskedBy(t, b, "none", "ann", false)
	wantAskedBy(t, b, "none", "", false)
}

func postDropped(t *testing.T, b bot.Posts) {
	other := postOf("other", "3")
	keepPosts(t, b, postOf("r", "1", "2"), other)
	for range 2 { // the second time there is none
		if err := b.DropPost(t.Context(), "r"); err != nil {
			t.Fatal(err)
		}
	}
	wantNoPostOf(t, b, "r")
	wantNoPostAt(t, b, "room", "1", "2")
	wantAskedBy(t, b, "r", "ann", false)
	wantPosts(t, b, other)
	again := postOf("r", "1")
	keepPosts(t, b, again)
	wantPosts(t, b, again)
}

func postRefused(t *testing.T, b bot.Posts) {
	kept := postOf("r", "1")
	keepPosts(t, b, kept)
	for name, spoil := range map[string]func(*bot.Post){
		"without a receipt":       func(p *bot.Post) { p.Receipt = "" },
		"without a channel":       func(p *bot.Post) { p.Channel = "" },
		"without a message":       func(p *bot.Post) { p.Messages = nil },
		"with a message of no ID": func(p *bot.Post) { p.Messages = []string{"2", ""} },
		"of too many messages":    func(p *bot.Post) { p.Messages = slices.Repeat([]string{"2"}, bot.MaxMessages+1) },
	} {
		p := postOf("r", "2")
		spoil(&p)
		if err := b.KeepPost(t.Context(), p); err == nil {
			t.Errorf("a post %s is kept", name)
		}
	}
	wantPosts(t, b, kept)
	wantNoPostAt(t, b, "room", "2")
}

func postTooLate(t *testing.T, b bot.Posts) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := b.KeepPost(ctx, postOf("r", "1")); !errors.Is(err, context.Canceled) {
		t.Errorf("got error %v, want that of the context", err)
	}
	wantNoPostOf(t, b, "r")
}

func postOwnCopy(t *testing.T, b bot.Posts) {
	p := postOf("r", "1", "2")
	keepPosts(t, b, p)
	p.Messages[0] = "changed"
	wantPosts(t, b, postOf("r", "1", "2"))
	if got, err := b.PostOf(t.Context(), "r"); err == nil {
		got.Messages[0] = "changed"
	}
	wantPosts(t, b, postOf("r", "1", "2"))
}

func postsAtTheSameTime(t *testing.T, b bot.Posts) {
	var wait sync.WaitGroup
	for w := range 8 {
		wait.Go(func() {
			for i := range 5 {
				p := postOf(fmt.Sprintf("%d-%d", w, i), fmt.Sprintf("%d.%d", w, i), "all")
				if err := b.KeepPost(t.Context(), p); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wait.Wait()
	last, err := b.PostAt(t.Context(), "room", "all")
	if err != nil {
		t.Fatal(err)
	}
	wantPosts(t, b, last)
}
