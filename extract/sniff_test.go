package extract

import (
	"archive/zip"
	"bytes"
	"strings"
	"testing"

	"gongkai"
)

func zipOf(t *testing.T, members ...string) string {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, m := range members {
		f, err := w.Create(m)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write([]byte("x")); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// What is named .pdf is often something else; its bytes tell what.
func TestSniff(t *testing.T) {
	const ole = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
	tests := []struct{ name, data, media, what string }{
		{"nothing", "", "application/octet-stream", "the file is empty"},
		{"white space", " \r\n\t", "application/octet-stream", "the file is empty"},
		{"zeros", strings.Repeat("\x00", 4096), "application/octet-stream", "the file is empty"},
		{"PDF", "%PDF-1.4\n", "application/pdf", ""},
		{"PDF behind a mark", "\xef\xbb\xbf%PDF-1.4\n", "application/pdf", ""},
		{"PDF behind headers", "HTTP/1.1 200 OK\r\n\r\n%PDF-1.4\n", "application/pdf", ""},
		{"header too far in", strings.Repeat("x", 1100) + "%PDF-1.4\n", "text/plain; charset=utf-8", "not a PDF but text/plain; charset=utf-8"},
		{"HTML", "<!DOCTYPE html><html></html>", "text/html", "an HTML page, not a PDF"},
		{"HTML without doctype", "\r\n <HTML><body>404</body></HTML>", "text/html", "an HTML page, not a PDF"},
		{"HTML behind a mark", "\xef\xbb\xbf<!doctype HTML>", "text/html", "an HTML page, not a PDF"},
		{"a script that redirects", "<script>location.href='/404'</script>", "text/html", "an HTML page, not a PDF"},
		{"old Office", ole + "xxxx", "application/x-ole-storage", "an old Office file (.doc, .xls, .wps), not a PDF"},
		{"Word", zipOf(t, "[Content_Types].xml", "word/document.xml"), "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "a Word file (.docx), not a PDF"},
		{"Excel", zipOf(t, "[Content_Types].xml", "xl/workbook.xml"), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "an Excel file (.xlsx), not a PDF"},
		{"OFD", zipOf(t, "OFD.xml", "Doc_0/Document.xml"), "application/ofd", "an OFD file, not a PDF"},
		{"ZIP", zipOf(t, "a.txt"), "application/zip", "a ZIP archive, not a PDF"},
		{"RAR", "Rar!\x1a\x07", "application/vnd.rar", "a RAR archive, not a PDF"},
		{"rich text", `{\rtf1}`, "application/rtf", "a rich text file, not a PDF"},
		{"JPEG", "\xff\xd8\xff\xe0\x00\x10JFIF", "image/jpeg", "not a PDF but image/jpeg"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if media, what := sniff([]byte(tt.data)); media != tt.media || what != tt.what {
				t.Errorf("%s, %q; want %s, %q", media, what, tt.media, tt.what)
			}
			if tt.what == "" {
				return
			}
			doc := Read(t.Context(), []byte(tt.data), Options{})
			if doc.Status != gongkai.StatusNotPDF || doc.Reason != tt.what || doc.MediaType != tt.media || doc.Tables == nil {
				t.Errorf("%s: %s as %s", doc.Status, doc.Reason, doc.MediaType)
			}
		})
	}
}
