//go:build unix

package corpus_test

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestLinksAndPipesDoNotHangALoad(t *testing.T) {
	dir := folder(t, map[string]string{"a/one.txt": "A plain sentence."})
	for link, target := range map[string]string{"a/loop": "..", "self.txt": "self.txt", "gone.txt": "nowhere", "linked.txt": "a/one.txt", "folder.txt": "a"} {
		if err := os.Symlink(target, filepath.Join(dir, link)); err != nil {
			t.Skip(err)
		}
	}
	if err := syscall.Mkfifo(filepath.Join(dir, "pipe.txt"), 0o644); err != nil {
		t.Skip(err)
	}
	ids, problems := load(t, os.DirFS(dir))
	if diff := cmp.Diff([]string{"a-one", "linked"}, ids); diff != "" {
		t.Error(diff)
	}
	var paths []string
	for _, p := range problems {
		paths = append(paths, p.Path)
	}
	if diff := cmp.Diff([]string{"folder.txt", "gone.txt", "pipe.txt", "self.txt"}, paths); diff != "" {
		t.Error(diff)
	}
}

func TestALinkThatLeadsOutOfTheFolderIsNotFollowed(t *testing.T) {
	outside := folder(t, map[string]string{"secret.txt": "What nobody here may read.", "deep/secret.txt": "Nor this."})
	dir := folder(t, map[string]string{"a/one.txt": "A plain sentence.", "b/two.txt": "Another sentence."})
	for link, target := range map[string]string{
		"absolute.txt":  filepath.Join(outside, "secret.txt"),
		"relative.txt":  "../" + filepath.Base(outside) + "/secret.txt",
		"chain.txt":     "a/hop.txt",
		"a/hop.txt":     "../relative.txt",
		"_elsewhere":    "../" + filepath.Base(outside) + "/deep",
		"folder.txt":    "_elsewhere/secret.txt",
		"up.txt":        "_elsewhere/../../" + filepath.Base(dir) + "/a/one.txt",
		"one.meta.yaml": "../" + filepath.Base(outside) + "/secret.txt",
		"inside.txt":    "a/../b/two.txt",
		"hop.txt":       "inside.txt",
	} {
		if err := os.Symlink(target, filepath.Join(dir, link)); err != nil {
			t.Skip(err)
		}
	}
	ids, problems := load(t, os.DirFS(dir))
	if diff := cmp.Diff([]string{"a-one", "b-two", "hop", "inside"}, ids); diff != "" {
		t.Error(diff)
	}
	var paths []string
	for _, p := range problems {
		paths = append(paths, p.Path)
		if !strings.Contains(p.Error(), "lead out of the corpus folder; ") && !strings.Contains(p.Error(), "leads out of the corpus folder; ") {
			t.Error(p)
		}
	}
	if diff := cmp.Diff([]string{"a/hop.txt", "absolute.txt", "chain.txt", "folder.txt", "one.meta.yaml", "relative.txt", "up.txt"}, paths); diff != "" {
		t.Error(diff)
	}
}
