//go:build unix

package corpus_test

import (
	"os"
	"path/filepath"
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
