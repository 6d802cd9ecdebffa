package docx

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"footnote/corpus"
)

// maxEntries bounds the directory of a file: a document with a thousand
// pictures has some more than a thousand entries.
const maxEntries = 20000

var errUnpacked = corpus.ErrTooMuch.Errorf("unpacks to more than %d MiB; split it, or save it as text", maxUnpacked>>20)

// An archive is an opened file. Nothing is ever unpacked to a disk.
type archive struct {
	parts map[string]*zip.File // by cleaned lower-case name
	main  string
	left  int64 // bytes that may still be unpacked
}

// open finds the main part of a document. Data in another format is an error
// that names it.
func open(data []byte, limit int64) (*archive, error) {
	if err := refuse(data); err != nil {
		return nil, err
	}
	if bytes.Count(data, []byte("PK\x01\x02")) > maxEntries {
		return nil, corpus.ErrTooMuch.Errorf("holds more than %d parts, which no document does; save it again without its embedded files", maxEntries)
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return nil, corpus.ErrDamaged.Errorf("is damaged or incomplete (%w); copy it again, or open it in Word or LibreOffice and save it", err)
	}
	a := &archive{parts: make(map[string]*zip.File), left: limit}
	for _, f := range z.File {
		name := partName("", f.Name)
		if a.parts[name] == nil { // of two with one name, the first counts
			a.parts[name] = f
		}
	}
	if a.main, err = a.findMain(); err != nil {
		return nil, err
	}
	return a, nil
}

// refuse recognises what is often given the name of a Word document.
func refuse(data []byte) error {
	utf16 := func(s string) []byte { return []byte(strings.Join(strings.Split(s, ""), "\x00")) }
	switch {
	case bytes.HasPrefix(data, []byte("PK")):
		return nil
	case !bytes.HasPrefix(data, []byte("\xD0\xCF\x11\xE0")):
		return corpus.ErrExtension.Errorf("is not a Word document; give it the extension of its format")
	case bytes.Contains(data, utf16("EncryptedPackage")):
		return corpus.ErrLocked.Errorf("is locked by a password; open it in Word and save it without one")
	}
	return corpus.ErrFormat.Errorf("is a file of an old Microsoft Office (.doc); open it and save it as .docx")
}

// findMain follows the relations of the file to its document: not every
// program calls it word/document.xml.
func (a *archive) findMain() (string, error) {
	related, err := a.relations("")
	if err != nil && !errors.Is(err, errUnpacked) {
		err = corpus.ErrDamaged.Errorf("is damaged (%w); open it in Word or LibreOffice and save it again", err)
	}
	if err != nil {
		return "", err
	}
	for _, name := range []string{related["officedocument"], "word/document.xml"} {
		if a.parts[name] != nil && !strings.HasPrefix(name, "xl/") && !strings.HasPrefix(name, "ppt/") {
			return name, nil
		}
	}
	what := "a ZIP file without a Word document; unpack it"
	for part, name := range map[string]string{
		"xl/workbook.xml":       "an Excel file (.xlsx); save its tables as .csv",
		"xl/workbook.bin":       "an Excel file (.xlsb); save its tables as .csv",
		"ppt/presentation.xml":  "a PowerPoint file (.pptx); save it as PDF",
		"meta-inf/manifest.xml": "an OpenDocument file; open it in LibreOffice and save it as .docx",
	} {
		if a.parts[part] != nil {
			what = name
		}
	}
	return "", corpus.ErrFormat.Errorf("is %s", what)
}

// partName resolves the target of a relation in a folder of the archive. Some
// programs write backslashes, and names differ by case only in damaged files.
func partName(folder, target string) string {
	target = strings.ReplaceAll(target, `\`, "/")
	if !strings.HasPrefix(target, "/") {
		target = folder + "/" + target
	}
	return strings.ToLower(strings.TrimPrefix(path.Clean("/"+target), "/"))
}

// relations returns the names of the parts that a part relates to, by the last
// element of their lower-case type, such as "footnotes".
func (a *archive) relations(part string) (map[string]string, error) {
	folder, base := path.Split(part)
	related := make(map[string]string)
	err := a.read(folder+"_rels/"+base+".rels", func(c *cursor) error {
		return c.root(func(e element) error {
			kind := strings.ToLower(path.Base(e.attr("Type")))
			if e.attr("TargetMode") != "External" && related[kind] == "" {
				related[kind] = partName(folder, e.attr("Target"))
			}
			return c.skip()
		})
	})
	return related, err
}

// read gives a part to a function. A part that is not there is none.
func (a *archive) read(name string, do func(*cursor) error) error {
	f := a.parts[name]
	if f == nil {
		return nil
	}
	r, err := f.Open()
	if err != nil {
		return fmt.Errorf("opening part %q: %w", name, err)
	}
	defer r.Close()
	if err := do(newCursor(&bounded{r: r, archive: a})); err != nil {
		return fmt.Errorf("reading part %q: %w", name, err)
	}
	return nil
}

// bounded counts what is really unpacked; what a header says of it may be a
// lie.
type bounded struct {
	r       io.Reader
	archive *archive
	tag     tagMeter
}

func (b *bounded) Read(p []byte) (int, error) {
	n, err := b.r.Read(p)
	if b.archive.left -= int64(n); b.archive.left < 0 {
		return 0, errUnpacked
	}
	if b.tag.add(p[:n]) > maxTag {
		return 0, errTag
	}
	return n, err
}
