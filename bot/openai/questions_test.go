package openai

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"footnote/bot/openai/openaitest"
)

func TestAQuestionIsAskedForOnce(t *testing.T) {
	s := openaitest.New(t, openaitest.Embed(dimensions))
	m := embedder(s)
	first, err := m.EmbedQuery(t.Context(), "茶税？")
	if err != nil {
		t.Fatal(err)
	}
	clear(first)
	for i := range 2 * maxQuestions {
		again, err := m.EmbedQuery(t.Context(), "茶税？")
		if err != nil || slices.Max(again) == 0 {
			t.Fatalf("%v, %v", again, err)
		}
		if i == 0 && len(s.Requests()) != 1 {
			t.Errorf("asked %d times", len(s.Requests()))
		}
		if _, err := m.EmbedQuery(t.Context(), fmt.Sprint("another one ", i)); err != nil {
			t.Fatal(err)
		}
	}
	if n := len(m.asked); n > maxQuestions || n != len(m.order) {
		t.Errorf("%d questions are remembered in %d", n, len(m.order))
	}
}

func TestNoQuestionIsRememberedInWords(t *testing.T) {
	m := embedder(openaitest.New(t, openaitest.Embed(dimensions)))
	for _, text := range []string{"May I dismiss Mrs Example?", "我可以解雇她吗？"} {
		if _, err := m.EmbedQuery(t.Context(), text); err != nil {
			t.Fatal(err)
		}
		if held := fmt.Sprintf("%+v", &m.questions); strings.Contains(held, text) || len(m.asked) == 0 {
			t.Errorf("%q is kept in %s", text, held)
		}
	}
}

func TestAServerThatDoesNotAnswerIsWaitedForOnce(t *testing.T) {
	s := openaitest.New(t, openaitest.Play(openaitest.Reply{Before: time.Minute}))
	m := embedder(s)
	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	for range 2 {
		if _, err := m.EmbedQuery(ctx, "tea?"); !errors.Is(err, context.DeadlineExceeded) {
			t.Error(err)
		}
		ctx = t.Context()
	}
	if len(s.Requests()) != 1 {
		t.Errorf("asked %d times", len(s.Requests()))
	}
	m.asked[digestOf("tea?")].at = time.Now().Add(-time.Minute)
	ctx, cancel = context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	if _, err := m.EmbedQuery(ctx, "tea?"); err == nil || len(s.Requests()) != 2 {
		t.Errorf("%v, asked %d times", err, len(s.Requests()))
	}
}
