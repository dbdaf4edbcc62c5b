package extract

import (
	"bytes"
	"net/http"
)

// sniff tells what bytes are, by content and never by name, and says it in
// words; what is "" for a PDF.
func sniff(data []byte) (mediaType, what string) {
	head := data[:min(len(data), 1024)]
	trimmed := bytes.TrimSpace(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")))
	lower := bytes.ToLower(trimmed)
	switch {
	case len(trimmed) == 0 || len(bytes.Trim(head, "\x00")) == 0:
		return "application/octet-stream", "the file is empty"
	case bytes.Contains(head, []byte("%PDF-")):
		return "application/pdf", ""
	case bytes.HasPrefix(head, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")):
		return "application/x-ole-storage", "an old Office file (.doc, .xls, .wps), not a PDF"
	case bytes.HasPrefix(head, []byte("PK\x03\x04")):
		return zipType(data)
	case bytes.HasPrefix(head, []byte("{\\rtf")):
		return "application/rtf", "a rich text file, not a PDF"
	case bytes.HasPrefix(head, []byte("Rar!")):
		return "application/vnd.rar", "a RAR archive, not a PDF"
	case bytes.Contains(lower, []byte("<html")), bytes.HasPrefix(lower, []byte("<!doctype")), bytes.HasPrefix(lower, []byte("<script")), bytes.HasPrefix(lower, []byte("<table")), bytes.Contains(lower, []byte("<head")):
		return "text/html", "an HTML page, not a PDF"
	}
	mediaType = http.DetectContentType(head)
	return mediaType, "not a PDF but " + mediaType
}

// zipType names the document formats that are zip archives by the names of
// their first members.
func zipType(data []byte) (mediaType, what string) {
	head := data[:min(len(data), 64<<10)]
	for _, z := range []struct{ member, media, what string }{
		{"word/", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "a Word file (.docx), not a PDF"},
		{"xl/", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "an Excel file (.xlsx), not a PDF"},
		{"OFD.xml", "application/ofd", "an OFD file, not a PDF"},
	} {
		if bytes.Contains(head, []byte(z.member)) {
			return z.media, z.what
		}
	}
	return "application/zip", "a ZIP archive, not a PDF"
}
