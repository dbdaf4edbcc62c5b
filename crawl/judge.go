package crawl

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"hash"
	"io"
	"net/http"
	"path"
	"regexp"
	"strings"
	"unicode/utf8"

	"gongkai"
	"gongkai/crawl/cms"
)

var (
	scriptTag   = regexp.MustCompile(`(?i)<script`)
	linkTag     = regexp.MustCompile(`(?i)<a\s`)
	tags        = regexp.MustCompile(`(?is)<script.*?</script>|<style.*?</style>|<!--.*?-->|<[^>]*>`)
	challenges  = regexp.MustCompile(`__jsl_clearance|\$_ts\s*=|acw_sc__v2|_waf_|/_guard/|安全验证|人机验证|请开启JavaScript并刷新`)
	notFoundOne = regexp.MustCompile(`找不到|页面不存在|网页不存在|文件不存在|内容不存在|错误页面|已被删除|已删除|无法找到`)
	notFound404 = regexp.MustCompile(`\b404\b`)
	titleTag    = regexp.MustCompile(`(?is)<title[^>]*>(.*?)</title>`)
	passwordBox = regexp.MustCompile(`(?i)<input[^>]+type\s*=\s*["']?password`)
)

const (
	// shortScript is more bytes than a challenge has (1.1 to 1.3 kB); real pages
	// are longer or have links.
	shortScript = 2000
	// shortText is more characters than a page that says 页面不存在 has.
	shortText = 2000
	// mostLinks of a page that says 页面不存在: back, home, a few columns.
	mostLinks = 15
	// shortPage is what is looked at for a soft 404 at all: the smallest real
	// article has 12 kB.
	shortPage = 12 << 10
)

// notAPage says why a page with status 200 is none, or "".
func notAPage(body []byte) Reason {
	text := bytes.TrimSpace(body)
	if len(text) == 0 {
		return ReasonEmpty
	}
	if text[0] == '{' || text[0] == '[' || bytes.HasPrefix(text, []byte("<?xml")) || bytes.HasPrefix(text, []byte("<datastore")) {
		return ""
	}
	if forward(text) != "" {
		return ""
	}
	if scriptTag.Match(text) && !linkTag.Match(text) && (len(text) < shortScript || challenges.Match(text)) {
		return ReasonChallenge
	}
	if len(text) > shortPage {
		return ""
	}
	words := tags.ReplaceAll(text, []byte(" "))
	if passwordBox.Match(text) && bytes.Contains(words, []byte("登录")) {
		return ReasonLogin
	}
	var title []byte
	if m := titleTag.FindSubmatch(text); m != nil {
		title = m[1]
	}
	// a list may well have an item about something that was deleted
	few := len(linkTag.FindAll(text, mostLinks+1)) <= mostLinks
	switch n := utf8.RuneCount(bytes.Join(bytes.Fields(words), []byte(" "))); {
	case n >= shortText:
		return ""
	case notFoundOne.Match(title), notFound404.Match(title), few && notFoundOne.Match(words), few && n < 200 && notFound404.Match(words):
		return ReasonSoft404
	}
	return ""
}

var (
	// forwards are how a page that has nothing on it sends a browser on.
	refresh = regexp.MustCompile(`(?i)<meta[^>]+http-equiv\s*=\s*["']?refresh["']?[^>]*content\s*=\s*["']\s*[0-5]\s*;\s*url\s*=\s*['"]?([^"'>\s]+)`)
	onward  = regexp.MustCompile(`(?i)(?:(?:window|self|top|document)\s*\.\s*)?location(?:\s*\.\s*(?:href|replace|assign))?\s*(?:=|\()\s*['"]([^'"\s]+)['"]`)
	// proves are what a challenge does before it sends a browser on.
	proves = regexp.MustCompile(`(?i)cookie|eval\s*\(|atob|fromCharCode|setTimeout\s*\(\s*['"]`)
)

// forward is where a page sends a browser that has nothing else on it: no link,
// little text and no riddle; "" when it is another.
func forward(text []byte) string {
	if len(text) > shortScript || linkTag.Match(text) || challenges.Match(text) || proves.Match(text) {
		return ""
	}
	if m := refresh.FindSubmatch(text); m != nil {
		return string(m[1])
	}
	if m := onward.FindSubmatch(text); m != nil && len(bytes.Fields(tags.ReplaceAll(text, []byte(" ")))) < 30 {
		return string(m[1])
	}
	return ""
}

// headBytes and tailBytes of a document are looked at: a page's first 16 kB say
// what it is, %%EOF stands in a PDF's last kB (in the last 2, after padding).
const headBytes, tailBytes = 16 << 10, 2 << 10

// judge is a document on its way to the store. It hands on the bytes, and at
// their end fails when they are no document, so that nothing is stored.
type judge struct {
	r io.Reader
	// name is the link's address: its ending says what was promised.
	name string
	// accept is the digest of bytes that came before and seemed cut: the site has
	// them so.
	accept gongkai.Digest

	head, tail []byte
	n          int64
	sum        hash.Hash
	err        error
}

func newJudge(r io.Reader, name string, accept gongkai.Digest) *judge {
	return &judge{r: r, name: name, accept: accept, sum: sha256.New()}
}

func (j *judge) Read(p []byte) (int, error) {
	n, err := j.r.Read(p)
	b := p[:n]
	j.n += int64(n)
	_, _ = j.sum.Write(b) // a hash does not fail
	if k := headBytes - len(j.head); k > 0 {
		j.head = append(j.head, b[:min(k, n)]...)
	}
	if n >= tailBytes {
		j.tail = append(j.tail[:0], b[n-tailBytes:]...)
	} else if n > 0 {
		j.tail = append(j.tail, b...)
		j.tail = append(j.tail[:0], j.tail[max(0, len(j.tail)-tailBytes):]...)
	}
	if err == io.EOF {
		if reason := j.verdict(); reason != "" {
			what := fmt.Sprintf("%s of %d bytes", http.DetectContentType(j.head), j.n)
			if isHTML(j.head) {
				what = fmt.Sprintf("a page of %d bytes where a document was linked", j.n)
			}
			err = failed(reason, "%s", what)
		}
	}
	if err != nil && err != io.EOF {
		j.err = err
	}
	return n, err
}

func (j *judge) digest() gongkai.Digest { return gongkai.Digest(j.sum.Sum(nil)) }

// verdict says why the bytes are no document, or "".
func (j *judge) verdict() Reason {
	switch {
	case j.n == 0:
		return ReasonEmpty
	case isPDF(j.head):
		if !bytes.Contains(j.tail, []byte("%%EOF")) && !bytes.Contains(j.tail, []byte("startxref")) && j.digest() != j.accept {
			return ReasonTruncated
		}
		return ""
	case !isHTML(j.head):
		return ""
	}
	// Excel and Word open tables of HTML that are called .xls and .doc.
	if ext := endingOf(j.name); (ext == ".xls" || ext == ".doc" || ext == ".et" || ext == ".wps") && bytes.Contains(bytes.ToLower(j.head), []byte("<table")) {
		return ""
	}
	text, _ := cms.Decode(j.head, "")
	if r := notAPage(text); r != "" {
		return r
	}
	return ReasonHTML
}

// isPDF: %PDF stands in the first kB, after whatever a server put before it; but
// an archive that is not compressed holds it too.
func isPDF(head []byte) bool {
	for _, magic := range []string{"PK\x03\x04", "Rar!", "7z\xbc\xaf", "\xd0\xcf\x11\xe0"} {
		if bytes.HasPrefix(head, []byte(magic)) {
			return false
		}
	}
	return bytes.Contains(head[:min(len(head), 1024)], []byte("%PDF"))
}

func endingOf(address string) string {
	address, _, _ = strings.Cut(address, "?")
	return strings.ToLower(path.Ext(address))
}

func isHTML(head []byte) bool {
	start := bytes.ToLower(bytes.TrimSpace(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf"))))
	if len(start) > 0 && start[0] == '{' && bytes.Contains(start, []byte(`":`)) { // a JSON error
		return true
	}
	return strings.HasPrefix(http.DetectContentType(head), "text/html") || bytes.HasPrefix(start, []byte("<script")) || bytes.HasPrefix(start, []byte("<meta"))
}

// mediaType is a document's type by its first bytes; where they name only a
// container, the ending of its name says which.
func mediaType(head []byte, name string) string {
	office := map[string]string{
		".doc": "application/msword", ".xls": "application/vnd.ms-excel", ".wps": "application/vnd.ms-works", ".et": "application/vnd.ms-excel",
		".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
		".ofd": "application/ofd",
	}
	switch ext := endingOf(name); {
	case isPDF(head):
		return "application/pdf"
	case bytes.HasPrefix(head, []byte("\xd0\xcf\x11\xe0")):
		if t := office[ext]; t != "" && !strings.HasSuffix(ext, "x") {
			return t
		}
		return "application/x-ole-storage"
	case bytes.HasPrefix(head, []byte("PK\x03\x04")):
		if t := office[ext]; t != "" {
			return t
		}
		return typeZIP
	case bytes.HasPrefix(head, []byte("Rar!\x1a\x07")):
		return typeRAR
	case bytes.HasPrefix(head, []byte("7z\xbc\xaf\x27\x1c")):
		return type7z
	case bytes.HasPrefix(head, []byte(`{\rtf`)):
		return "text/rtf"
	}
	return http.DetectContentType(head)
}
