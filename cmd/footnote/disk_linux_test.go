package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// smallDisk mounts a file system of so many bytes.
func smallDisk(t *testing.T, size int) string {
	t.Helper()
	dir := t.TempDir()
	if err := syscall.Mount("none", dir, "tmpfs", 0, fmt.Sprintf("size=%d", size)); err != nil {
		t.Skipf("mounting a small file system, which only root may: %v", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(dir, 0); err != nil {
			t.Error(err)
		}
	})
	return dir
}

func TestAFullDiskLeavesTheOldIndex(t *testing.T) {
	data, documents := smallDisk(t, 512<<10), t.TempDir()
	settings := map[string]string{"CORPUS_DIR": documents, "DATA_DIR": data}
	levy := filepath.Join(documents, "levy.txt")
	write(t, levy, "The beehive levy is 12 pounds a year.")
	if out, err := execute(t, settings, "refresh", "--json"); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	current := func() string {
		paths, _ := filepath.Glob(filepath.Join(data, "index", "*", "CURRENT"))
		return string(must(os.ReadFile(paths[0])))
	}
	before := current()

	var large strings.Builder
	for i := range 9000 {
		fmt.Fprintf(&large, "The toll of bridge number %d is %d pounds.\n\n", i, i%97)
	}
	write(t, filepath.Join(documents, "tolls.txt"), large.String())
	_, err := execute(t, settings, "refresh")
	if err == nil || !strings.Contains(err.Error(), "no space left") {
		t.Fatalf("refreshing a full disk: %v", err)
	}
	if current() != before {
		t.Error("another index is in force")
	}
	if out, err := execute(t, settings, "ask", "How high is the beehive levy?"); err != nil || !strings.Contains(out, "12 pounds") {
		t.Errorf("asking: %v: %s", err, out)
	}

	if err := os.Remove(filepath.Join(documents, "tolls.txt")); err != nil {
		t.Fatal(err)
	}
	write(t, levy, "The beehive levy is 15 pounds a year.")
	if out, err := execute(t, settings, "refresh"); err != nil || !strings.Contains(out, "1 changed") {
		t.Errorf("with space again: %v: %s", err, out)
	}
}

func TestAFullDiskKeepsNoReceiptAndAnswers(t *testing.T) {
	for name, asked := range map[string]bool{"with a database": true, "without one": false} {
		t.Run(name, func(t *testing.T) {
			data, documents := smallDisk(t, 512<<10), t.TempDir()
			settings := map[string]string{"CORPUS_DIR": documents, "DATA_DIR": data, "RETAIN_DAYS": "0"}
			write(t, filepath.Join(documents, "levy.txt"), "The beehive levy is 12 pounds a year.")
			if asked {
				settings["RETAIN_DAYS"] = "30"
			}
			if out, err := execute(t, settings, "ask", "How high is the beehive levy?"); err != nil {
				t.Fatalf("%v: %s", err, out)
			}
			settings["RETAIN_DAYS"] = "30"
			filler := filepath.Join(data, "filler")
			if err := os.WriteFile(filler, make([]byte, 1<<20), 0o600); err == nil {
				t.Fatal("the disk is not full")
			}
			var stdout, stderr strings.Builder
			err := run(t.Context(), []string{"ask", "How high is the beehive levy?"}, environment(settings), strings.NewReader(""), &stdout, &stderr)
			if err != nil || !strings.Contains(stdout.String(), "12 pounds") || !strings.Contains(stderr.String(), "receipts are neither kept nor found") {
				t.Errorf("%v: %s, %s", err, stdout.String(), stderr.String())
			}
			if err := os.Remove(filler); err != nil {
				t.Fatal(err)
			}
			if out, err := execute(t, settings, "ask", "--json", "How high is the beehive levy?"); err != nil || !strings.Contains(out, `"receipt":`) {
				t.Errorf("with space again: %v: %s", err, out)
			}
		})
	}
}
