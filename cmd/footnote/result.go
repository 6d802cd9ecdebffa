package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// writeResult replaces the file that a flag names by what write writes. Until
// that is whole the file stays as it was; that it can be written is found out
// before write begins. Without a name write gets nil.
func writeResult(flag, name string, write func(io.Writer) error) error {
	if name == "" {
		return write(nil)
	}
	if name == "-" {
		return usagef("writing %s: - is no file; name one", flag)
	}
	if info, err := os.Stat(name); err == nil && !info.Mode().IsRegular() {
		return usagef("writing %s %s: it is not a regular file", flag, name)
	}
	if target, err := filepath.EvalSymlinks(name); err == nil {
		name = target // a link stays one
	}
	temporary := fmt.Sprintf("%s.%d.tmp", name, os.Getpid())
	f, err := os.OpenFile(temporary, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return usagef("writing %s %s: %w", flag, name, err)
	}
	if err := errors.Join(write(f), f.Close()); err != nil {
		os.Remove(temporary)
		return err
	}
	if err := os.Rename(temporary, name); err != nil {
		os.Remove(temporary)
		return fmt.Errorf("writing %s %s: %w", flag, name, err)
	}
	return nil
}
