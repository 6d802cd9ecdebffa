package refresh

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// unfinishedFolder holds the files that are being written. What is in it when a
// refresh begins is left of one that was killed.
const unfinishedFolder = "unfinished"

// writeFile replaces a file of a folder so that a crash leaves the old or the
// new one, even a crash of the machine.
func writeFile(dir, name string, write func(io.Writer) error) error {
	err := replace(dir, name, func(f *os.File) error {
		if err := write(f); err != nil {
			return err
		}
		return f.Sync()
	})
	if err != nil {
		return err
	}
	return syncDir(filepath.Dir(filepath.Join(dir, name)))
}

// replaceFile is writeFile for what can be made again when the machine fails.
func replaceFile(dir, name string, write func(io.Writer) error) error {
	return replace(dir, name, func(f *os.File) error { return write(f) })
}

// bytesOf returns the function that writes some bytes.
func bytesOf(data []byte) func(io.Writer) error {
	return func(w io.Writer) error { _, err := w.Write(data); return err }
}

func replace(dir, name string, write func(*os.File) error) (err error) {
	path, unfinished := filepath.Join(dir, name), filepath.Join(dir, unfinishedFolder)
	if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), os.MkdirAll(unfinished, 0o755)); err != nil {
		return err
	}
	f, err := os.CreateTemp(unfinished, "*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			f.Close()
			os.Remove(f.Name())
		}
	}()
	if err := write(f); err != nil {
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}

// syncDir makes a rename survive a power failure, where the system can.
func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer d.Close()
	if err := d.Sync(); err != nil && !errors.Is(err, fs.ErrInvalid) {
		return err
	}
	return nil
}
