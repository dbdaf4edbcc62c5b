package cms

import (
	"encoding/base64"
	"net/url"
	"path"
	"regexp"
	"strings"

	"github.com/PuerkitoBio/goquery"

	"gongkai"
)

var (
	// downloads are addresses that serve a file without its ending in the path.
	downloads = regexp.MustCompile(`(?i)(downfile\.jsp|/down\.jsp|/document/download|down(load)?(attach\w*|file)?\.(do|jsp|aspx?|php|ashx|action)|/downloadfile|/filedownload|/file/download|/ueditor/[^?]*upload/file|virtual_attach_file\.vsb)`)
	// numbered are addresses of a word for downloads and a number.
	numbered = regexp.MustCompile(`(?i)/(down|download|downloads|downloadattach|attach|attachment)s?/[\w-]*\d[\w-]*$`)
	// quoted are file names in scripts: onclick, viewers, downloadFj('…','./W0….pdf').
	quoted = regexp.MustCompile(`(?i)['"]([^'"<>]*\.(?:pdf|docx?|xlsx?|wps|et|ofd|zip|rar|7z)(?:\?[^'"<>]*)?)['"]`)
	// viewers show a document that they name in the query.
	viewers = regexp.MustCompile(`(?i)[?&](?:file|src|url|fileurl|pdfurl|path|filepath|pdf|f)=([^&#]+)`)
	// written are links to documents in a script that writes them.
	written = regexp.MustCompile(`(?i)href\s*=\s*\\?["']([^"'<>\\]+\.(?:pdf|docx?|xlsx?|wps|et|ofd|zip|rar|7z))\\?["'][^<>]*>([^<]*)`)
	// embedded are PDFs that a script shows: showVsbpdfIframe("/__local/….pdf", …),
	// var pdfUrl = "….pdf".
	embedded = regexp.MustCompile(`(?i)(?:\w*(?:pdf|iframe|viewer|preview|embed)\w*(?:\.\w+)?\s*[=(:]\s*)['"]([^'"<>\s]+\.pdf(?:\?[^'"<>\s]*)?)['"]`)
	// named are link texts that are file names.
	named = regexp.MustCompile(`(?i)\S\.(pdf|docx?|xlsx?|wps|et|ofd|zip|rar|7z)["”』】）)]?$`)
	// opened are addresses that a script opens.
	opened = regexp.MustCompile(`(?i)(?:window\.open\(|location\.href\s*=)\s*['"]([^'"]+)['"]`)
)

// IsDocumentName says whether a file's name ends as documents do.
func IsDocumentName(name string) bool { return documentPath.MatchString(name) }

// isDocument says whether an address is a document's: by the ending of its
// path, by a file named in its query, or by a known download address.
func isDocument(u *url.URL) bool {
	if documentPath.MatchString(u.Path) {
		return true
	}
	if pageName.MatchString(u.Path) && !downloads.MatchString(u.Path) {
		return false
	}
	if numbered.MatchString(u.Path) {
		return true
	}
	if !downloads.MatchString(u.Path) {
		return false
	}
	q := u.RawQuery
	if un, err := url.QueryUnescape(q); err == nil {
		q = un
	}
	for _, v := range strings.Split(q, "&") {
		if documentPath.MatchString(v) {
			return true
		}
	}
	// a download address whose file is encrypted in the query
	return q != "" || documentPath.MatchString(u.Path)
}

// documents finds the attachments of a page: links, frames and viewers,
// scripts of links.
func documents(p *Page, sel gongkai.Selectors) []Link {
	scope := p.dom.Selection
	if sel.Documents != "" {
		scope = p.dom.Find(sel.Documents)
	}
	var list []Link
	at := map[string]int{}
	add := func(href, title string) bool {
		if m := viewers.FindStringSubmatch(href); m != nil && !documentPath.MatchString(strings.SplitN(href, "?", 2)[0]) && !downloads.MatchString(href) {
			if inner := viewed(m[1]); inner != "" {
				href = inner
			}
		}
		address := p.resolve(href)
		if address == "" {
			return false
		}
		u, err := url.Parse(address)
		if err != nil || !isDocument(u) && (!named.MatchString(squeeze(title)) || pageName.MatchString(u.Path) || u.Path == "/" || address == p.resolve(p.URL.String())) {
			return false
		}
		title = squeeze(title)
		if i, seen := at[address]; seen {
			if list[i].Title == path.Base(u.Path) && title != "" {
				list[i].Title = title
			}
			return true
		}
		if title == "" {
			title = path.Base(u.Path)
		}
		at[address] = len(list)
		list = append(list, Link{URL: address, Title: title})
		return true
	}
	scope.Find("a, iframe, frame, embed, object, object param[value], [onclick], [pdfsrc], [data-url], [data-src], [data-file], [data-href]").Each(func(_ int, s *goquery.Selection) {
		label := text(s)
		if name := s.AttrOr("download", ""); named.MatchString(name) && !named.MatchString(label) {
			label = name
		}
		if m := sudyfile.FindStringSubmatch(s.AttrOr("sudyfile-attr", "")); m != nil && label == "" {
			label = m[1]
		}
		for _, attr := range []string{"href", "src", "data", "value", "pdfsrc", "data-url", "data-src", "data-file", "data-href"} {
			if v, ok := s.Attr(attr); ok && !strings.HasPrefix(strings.ToLower(strings.TrimSpace(v)), "javascript:") && add(v, label) {
				return
			}
		}
		for _, attr := range []string{"onclick", "href"} {
			script := s.AttrOr(attr, "")
			if attr == "href" && !strings.HasPrefix(strings.ToLower(strings.TrimSpace(script)), "javascript:") {
				continue
			}
			for _, m := range opened.FindAllStringSubmatch(script, -1) {
				add(m[1], text(s))
			}
			// of several names the address is the one with a path: downloadFj('公开.pdf', './W02….pdf')
			found := quoted.FindAllStringSubmatch(script, -1)
			for _, m := range found {
				if len(found) == 1 || strings.Contains(m[1], "/") {
					add(m[1], text(s))
				}
			}
		}
	})
	// links that a script writes: document.write('<a href="./P02….pdf">…')
	scope.Find("script").Each(func(_ int, s *goquery.Selection) {
		for _, m := range written.FindAllStringSubmatch(s.Text(), -1) {
			add(m[1], m[2])
		}
		for _, m := range embedded.FindAllStringSubmatch(s.Text(), -1) {
			add(m[1], "")
		}
	})
	return list
}

// sudyfile is the name that webplus gives a file.
var sudyfile = regexp.MustCompile(`'title'\s*:\s*'([^']+)'`)

// viewed is the document that a viewer is told to show, percent-encoded or, as
// kkFileView wants it, in base64; "" when it is none.
func viewed(param string) string {
	inner, err := url.QueryUnescape(param)
	if err != nil {
		inner = param
	}
	if documentPath.MatchString(strings.SplitN(inner, "?", 2)[0]) {
		return inner
	}
	plain := strings.TrimRight(strings.NewReplacer("-", "+", "_", "/", " ", "+").Replace(inner), "=")
	if decoded, err := base64.RawStdEncoding.DecodeString(plain); err == nil && documentPath.MatchString(strings.SplitN(string(decoded), "?", 2)[0]) {
		return string(decoded)
	}
	return ""
}
