package main

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"footnote/retrieval/refresh"
)

func TestTheReportNamesEachDocumentOnce(t *testing.T) {
	p := &page{terminal: terminal{width: 60}}
	p.refreshed(refresh.Report{
		Added: []string{"new"}, Changed: []string{"gone", "levy"}, Vanished: []string{"gone"},
		Removed: []string{"old", "same"}, Copied: []refresh.Copy{{ID: "reprint", Of: "levy"}, {ID: "same", Of: "new"}},
	}, true)
	var got []string
	for line := range strings.Lines(p.b.String()) {
		if mark := strings.TrimSpace(line); mark != "" && strings.ContainsAny(mark[:1], "+~-=?") {
			got = append(got, mark)
		}
	}
	want := []string{"+ new", "~ levy", "- old", "= reprint (says the same as levy)", "= same (says the same as new)", "? gone"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestAnInterruptedRefreshSaysThatWhatWasFetchedIsKept(t *testing.T) {
	l := newThreeSites(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	var stdout, stderr strings.Builder
	err := run(ctx, []string{"refresh"}, environment(l.settings), strings.NewReader(""), &stdout, &stderr)
	if !errors.Is(err, errKept) || !isCancelled(err) {
		t.Error(err)
	}
}
