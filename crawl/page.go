package crawl

import (
	"bytes"
	"regexp"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/simplifiedchinese"
)

var metaCharset = regexp.MustCompile(`(?i)<meta[^>]+charset\s*=\s*["']?\s*([a-z0-9_-]+)`)

// decode turns a page into UTF-8: by its byte order mark, because it is valid
// UTF-8, by its meta element, by the header's charset, else as GB 18030.
func decode(body []byte, charset string) []byte {
	body = bytes.TrimPrefix(body, []byte("\xef\xbb\xbf"))
	if utf8.Valid(body) {
		return body
	}
	name := charset
	if m := metaCharset.FindSubmatch(body[:min(len(body), 4096)]); m != nil {
		name = string(m[1])
	}
	var enc encoding.Encoding = simplifiedchinese.GB18030
	if e, err := htmlindex.Get(name); err == nil && name != "" && name != "utf-8" {
		enc = e
	}
	if enc == simplifiedchinese.GBK || enc == simplifiedchinese.HZGB2312 {
		enc = simplifiedchinese.GB18030
	}
	out, err := enc.NewDecoder().Bytes(body)
	if err != nil {
		return body
	}
	return out
}

var (
	scriptTag = regexp.MustCompile(`(?is)<script`)
	linkTag   = regexp.MustCompile(`(?is)<a\s`)
)

// shortPage is more bytes than a challenge page has; real pages are longer.
const shortPage = 2000

// notAPage says why a page with status 200 is none: a script that asks to prove
// a browser.
func notAPage(body []byte) string {
	if len(body) < shortPage && scriptTag.Match(body) && !linkTag.Match(body) {
		return "a challenge page with status 200"
	}
	return ""
}
