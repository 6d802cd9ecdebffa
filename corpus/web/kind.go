package web

import (
	"bytes"
	"fmt"
	"mime"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strings"

	"footnote/corpus"
)

// errKind says that what was sent is no document.
var errKind = corpus.ErrFormat.Errorf("is no document that can be read")

// extensions are those of the formats a document may have; the second of two
// names of one format stands for the first.
var extensions = map[string]string{
	".html": ".html", ".htm": ".html", ".xhtml": ".html", ".pdf": ".pdf", ".docx": ".docx", ".csv": ".csv", ".tsv": ".tsv",
	".txt": ".txt", ".md": ".md", ".markdown": ".md",
}

// textTypes are the formats that no signature tells.
var textTypes = map[string]string{
	"text/html": ".html", "application/xhtml+xml": ".html", "text/csv": ".csv", "text/tab-separated-values": ".tsv",
	"text/markdown": ".md", "text/x-markdown": ".md",
}

var office = []struct{ part, extension, name string }{
	{"word/document.xml", ".docx", ""},
	{"xl/workbook.xml", "", "an Excel workbook; save its sheets as CSV"},
	{"ppt/presentation.xml", "", "a PowerPoint file; save it as PDF"},
	{"mimetypeapplication/vnd.oasis", "", "an OpenDocument file; save it as PDF or DOCX"},
	{"", "", "a ZIP file; unpack it into the corpus folder"},
}

// extensionOf tells the format of what was sent: by its first bytes, for servers
// often call things by a wrong name, then by what the server says, then by the
// address.
func extensionOf(data []byte, contentType string, u *url.URL) (string, error) {
	head := data[:min(len(data), 4096)]
	switch {
	case isHTML(head):
		return ".html", nil
	case bytes.Contains(head[:min(len(head), 1024)], []byte("%PDF-")):
		return ".pdf", nil
	case bytes.HasPrefix(data, []byte("PK\x03\x04")):
		for _, o := range office {
			if !bytes.Contains(data, []byte(o.part)) {
				continue
			}
			if o.extension == "" {
				return "", fmt.Errorf("%w: is %s", errKind, o.name)
			}
			return o.extension, nil
		}
	case bytes.HasPrefix(data, []byte("\xD0\xCF\x11\xE0")):
		return "", fmt.Errorf("%w: is an old Microsoft Office file; save it as DOCX or PDF", errKind)
	case bytes.HasPrefix(data, []byte("{\\rtf")):
		return "", fmt.Errorf("%w: is an RTF file; save it as DOCX or PDF", errKind)
	}
	kind, _, _ := mime.ParseMediaType(contentType)
	if found := http.DetectContentType(data); !strings.HasPrefix(found, "text/") && found != "application/octet-stream" {
		return "", fmt.Errorf("%w: is %s; name it in exclude, or remove it", errKind, found)
	}
	return textExtension(data, kind, extensions[strings.ToLower(path.Ext(u.Path))])
}

// isHTML looks for what a page begins with, in any encoding.
func isHTML(head []byte) bool {
	head = bytes.ToLower(bytes.ReplaceAll(head, []byte{0}, nil))
	start := bytes.TrimLeft(head, " \t\r\n\f\xEF\xBB\xBF\xFE\xFF")
	if !bytes.HasPrefix(start, []byte("<")) {
		return false
	}
	return slices.ContainsFunc([]string{"<!doctype html", "<html", "<head", "<body"}, func(tag string) bool {
		return bytes.Contains(head, []byte(tag))
	})
}

// textExtension tells apart formats that are text.
func textExtension(data []byte, kind, named string) (string, error) {
	said := textTypes[kind]
	plain := kind == "" || kind == "text/plain" || kind == "application/octet-stream"
	switch {
	case said == ".html" && !bytes.HasPrefix(bytes.TrimSpace(data), []byte("<")) && named != "" && named != ".html":
		said = named // a server whose word for everything is HTML
	case said == "" && plain && named != ".pdf" && named != ".docx":
		said = named
		if named == "" && kind == "text/plain" {
			said = ".txt"
		}
	}
	if said == "" {
		if strings.HasSuffix(kind, "xml") {
			return "", fmt.Errorf("%w: is XML, called %q by its server; state type: feed or type: sitemap if it is one", errKind, kind)
		}
		return "", fmt.Errorf("%w: is called %q by its server and does not begin like a document; name it in exclude, or remove it", errKind, kind)
	}
	head := data[:min(len(data), 64<<10)]
	if end := bytes.LastIndexByte(head, '\n'); end > 0 && len(head) < len(data) {
		head = head[:end] // not in the middle of a letter
	}
	if _, _, err := corpus.Decode(head); err != nil {
		return "", fmt.Errorf("%w: %w", errKind, err)
	}
	return said, nil
}

// mayBeDocument tells by its address whether a link is worth following.
func mayBeDocument(u *url.URL) bool {
	ext := strings.ToLower(path.Ext(u.Path))
	return !slices.Contains(otherExtensions, ext)
}

var otherExtensions = []string{
	".jpg", ".jpeg", ".png", ".gif", ".svg", ".webp", ".ico", ".bmp", ".tif", ".tiff", ".mp3", ".mp4", ".avi", ".mov", ".wmv", ".flv", ".m4a", ".wav",
	".css", ".js", ".json", ".xml", ".rss", ".atom", ".zip", ".rar", ".7z", ".gz", ".tar", ".exe", ".apk", ".dmg", ".iso",
	".xls", ".xlsx", ".et", ".ppt", ".pptx", ".doc", ".wps", ".rtf", ".ofd", ".swf", ".woff", ".woff2", ".ttf", ".ics",
}
