package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"testing"
)

func TestWriteResultReplacesAFileWholeOrNotAtAll(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "out")
	write := func(text string, fails error) error {
		return writeResult("--out", name, func(w io.Writer) error {
			fmt.Fprint(w, text)
			return fails
		})
	}
	if err := write("first", nil); err != nil {
		t.Fatal(err)
	}
	broken := errors.New("broken")
	if err := write("half", broken); !errors.Is(err, broken) {
		t.Errorf("got error %v", err)
	}
	if data, err := os.ReadFile(name); string(data) != "first" {
		t.Errorf("the file holds %q, error %v", data, err)
	}
	if err := write("second", nil); err != nil {
		t.Fatal(err)
	}
	if data, err := os.ReadFile(name); string(data) != "second" {
		t.Errorf("the file holds %q, error %v", data, err)
	}
	if entries, err := os.ReadDir(dir); len(entries) != 1 {
		t.Errorf("the folder holds %v, error %v", entries, err)
	}
}

func TestWriteResultWithoutANameHasNoWriter(t *testing.T) {
	err := writeResult("--out", "", func(w io.Writer) error {
		if w != nil {
			t.Error("there is a writer")
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}
