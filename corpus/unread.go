package corpus

import (
	"strings"
)

// unread are formats of documents that no reader reads, and what to save them as.
// A picture or an archive beside the documents is nobody's mistake, but who puts
// one of these there expects it to be answered from.
var unread = map[string]struct{ name, remedy string }{
	".doc":   {"an old Word file", ".docx"},
	".dot":   {"an old Word template", ".docx"},
	".dotx":  {"a Word template", ".docx"},
	".xls":   {"an old Excel file", ".csv, each sheet on its own"},
	".xlsx":  {"an Excel file", ".csv, each sheet on its own"},
	".xlsm":  {"an Excel file", ".csv, each sheet on its own"},
	".xlsb":  {"an Excel file", ".csv, each sheet on its own"},
	".ppt":   {"an old PowerPoint file", ".pdf"},
	".pptx":  {"a PowerPoint file", ".pdf"},
	".pps":   {"an old PowerPoint file", ".pdf"},
	".ppsx":  {"a PowerPoint file", ".pdf"},
	".odt":   {"an OpenDocument text", ".docx"},
	".ods":   {"an OpenDocument spreadsheet", ".csv, each sheet on its own"},
	".odp":   {"an OpenDocument presentation", ".pdf"},
	".rtf":   {"an RTF file", ".docx"},
	".wps":   {"a WPS text", ".docx"},
	".et":    {"a WPS spreadsheet", ".csv, each sheet on its own"},
	".dps":   {"a WPS presentation", ".pdf"},
	".ofd":   {"an OFD file", ".pdf"},
	".pages": {"a Pages file", ".docx"},
	".epub":  {"an e-book", ".pdf"},
	".mobi":  {"an e-book", ".pdf"},
	".azw3":  {"an e-book", ".pdf"},
	".caj":   {"a CAJ file", ".pdf"},
	".djvu":  {"a DjVu file", ".pdf"},
	".mht":   {"a web archive", ".html"},
	".mhtml": {"a web archive", ".html"},
}

// checkFormat is an error for a document in a format that is not read. The files
// "~$…" are what Office leaves beside an open one.
func checkFormat(name string) error {
	format, found := unread[Extension(name)]
	if !found || strings.HasPrefix(name, "~$") {
		return nil
	}
	return ErrFormat.Errorf("is %s, which is not read; save it as %s", format.name, format.remedy)
}
