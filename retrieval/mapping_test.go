package retrieval_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"footnote/retrieval"
	"footnote/retrieval/lsa"
)

// mapAll lets files of any size be mapped.
func mapAll(t *testing.T) {
	before := *retrieval.MapFrom
	*retrieval.MapFrom = 0
	t.Cleanup(func() { *retrieval.MapFrom = before })
}

// restoreFile restores a snapshot from a file, which is gone after that.
func restoreFile(t *testing.T, path string, data []byte) (*retrieval.Index, error) {
	t.Helper()
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer os.Remove(path)
	defer f.Close()
	return retrieval.Restore(ctx, f, int64(len(data)), lsa.Embedding{}, newStore)
}

func TestAnIndexOutlivesItsFile(t *testing.T) {
	mapAll(t)
	ix := build(t, files, nil)
	again, err := restoreFile(t, filepath.Join(t.TempDir(), "snapshot"), snapshot(t, ix))
	if err != nil {
		t.Fatal(err)
	}
	for _, mode := range []retrieval.Mode{retrieval.Lexical, retrieval.Dense} {
		q := retrieval.Query{Text: "tea subsidy for growers 补贴", Mode: mode}
		a, _, _ := ix.Search(ctx, q)
		b, _, _ := again.Search(ctx, q)
		if diff := cmp.Diff(a, b); diff != "" || len(a) == 0 {
			t.Errorf("%s: %s", mode, diff)
		}
	}
	if !bytes.Equal(snapshot(t, again), snapshot(t, ix)) {
		t.Error("the snapshot of the restored index is another")
	}
}

func TestDamagedFilesAreNoticed(t *testing.T) {
	mapAll(t)
	data := snapshot(t, build(t, files, nil))
	path := filepath.Join(t.TempDir(), "snapshot")
	for at := 0; at < len(data); at += 1 + len(data)/50 {
		flipped := bytes.Clone(data)
		flipped[at] ^= 0x10
		if _, err := restoreFile(t, path, flipped); err == nil {
			t.Errorf("byte %d of %d was changed and nobody noticed", at, len(data))
		}
		if _, err := restoreFile(t, path, data[:at]); !errors.Is(err, retrieval.ErrDamagedSnapshot) {
			t.Errorf("cut at %d: %v", at, err)
		}
	}
}

func TestTheFileOfAnUnusedIndexIsUnmapped(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("only Linux says what is mapped")
	}
	mapAll(t)
	path := filepath.Join(t.TempDir(), "snapshot")
	mapped := func() bool {
		maps, err := os.ReadFile("/proc/self/maps")
		if err != nil {
			t.Fatal(err)
		}
		return strings.Contains(string(maps), path)
	}
	ix, err := restoreFile(t, path, snapshot(t, build(t, files, nil)))
	if err != nil {
		t.Fatal(err)
	}
	runtime.GC()
	if !mapped() {
		t.Error("the file of an index in use is not mapped")
	}
	runtime.KeepAlive(ix)
	ix = nil
	for deadline := time.Now().Add(10 * time.Second); mapped(); time.Sleep(10 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatal("the file is still mapped")
		}
		runtime.GC()
	}
}
