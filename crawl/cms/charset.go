package cms

import (
	"bytes"
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
)

var metaCharset = regexp.MustCompile(`(?i)<meta[^>]+charset\s*=\s*["']?\s*([a-z0-9_-]+)`)

// Decode turns a page into UTF-8 and names what it was in: by its byte order
// mark, because all of it is valid UTF-8, by its meta element, by the charset
// of the header, else as GB 18030. Headers say UTF-8 of GBK pages and the
// reverse; bytes do not lie.
func Decode(body []byte, header string) ([]byte, string) {
	switch {
	case bytes.HasPrefix(body, []byte("\xef\xbb\xbf")):
		return body[3:], "utf-8"
	case bytes.HasPrefix(body, []byte("\xff\xfe")), bytes.HasPrefix(body, []byte("\xfe\xff")):
		if out, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder().Bytes(body); err == nil {
			return out, "utf-16"
		}
	case utf8.Valid(body):
		return body, "utf-8"
	}
	names := []string{header}
	if m := metaCharset.FindSubmatch(body[:min(len(body), 4096)]); m != nil {
		names = []string{string(m[1]), header}
	}
	for _, name := range names {
		name = strings.ToLower(strings.TrimSpace(name))
		e, err := htmlindex.Get(name)
		if err != nil || name == "" {
			continue
		}
		name, _ = htmlindex.Name(e)
		if name == "utf-8" || name == "gbk" || name == "gb18030" || name == "windows-1252" {
			continue // not UTF-8, as was seen; GB 18030 holds GBK; Latin is never meant
		}
		if out, ok := decode(e, body); ok {
			return out, name
		}
	}
	if out, ok := decode(simplifiedchinese.GB18030, body); ok {
		return out, "gb18030"
	}
	return bytes.ToValidUTF8(body, []byte("\ufffd")), "utf-8"
}

// decode decodes when most of it can be.
func decode(e encoding.Encoding, body []byte) ([]byte, bool) {
	out, err := e.NewDecoder().Bytes(body)
	return out, err == nil && bytes.Count(out, []byte("\ufffd"))*50 <= len(body)
}

// Name decodes a file name or title that a header or an archive gives in bytes
// of unknown charset.
func Name(raw string) string {
	if utf8.ValidString(raw) {
		return raw
	}
	if out, err := simplifiedchinese.GB18030.NewDecoder().String(raw); err == nil {
		return out
	}
	return strings.ToValidUTF8(raw, "\ufffd")
}
