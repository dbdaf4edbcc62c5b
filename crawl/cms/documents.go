package cms

import (
	"net/url"
	"path"
	"regexp"
	"strings"

	"github.com/PuerkitoBio/goquery"

	"gongkai"
)

var (
	// downloads are addresses that serve a file without its ending in the path.
	downloads = regexp.MustCompile(`(?i)(downfile\.jsp|/document/download|download\.(do|jsp|aspx?|php|ashx)|/downloadfile|/filedownload|/ueditor/[^?]*upload/file)`)
	// quoted are file names in scripts: onclick, viewers, downloadFj('…','./W0….pdf').
	quoted = regexp.MustCompile(`(?i)['"]([^'"<>]*\.(?:pdf|docx?|xlsx?|wps|et|ofd|zip|rar)(?:\?[^'"<>]*)?)['"]`)
	// viewers show a document that they name in the query.
	viewers = regexp.MustCompile(`(?i)[?&](?:file|src|url|fileurl|pdfurl)=([^&#]+)`)
	// written are links to documents in a script that writes them.
	written = regexp.MustCompile(`(?i)href\s*=\s*\\?["']([^"'<>\\]+\.(?:pdf|docx?|xlsx?|wps|et|ofd|zip|rar))\\?["'][^<>]*>([^<]*)`)
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
			if inner, err := url.QueryUnescape(m[1]); err == nil && documentPath.MatchString(strings.SplitN(inner, "?", 2)[0]) {
				href = inner
			}
		}
		address := p.resolve(href)
		if address == "" {
			return false
		}
		u, err := url.Parse(address)
		if err != nil || !isDocument(u) {
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
	scope.Find("a, iframe, frame, embed, object, [onclick]").Each(func(_ int, s *goquery.Selection) {
		for _, attr := range []string{"href", "src", "data"} {
			if v, ok := s.Attr(attr); ok && !strings.HasPrefix(strings.ToLower(strings.TrimSpace(v)), "javascript:") && add(v, text(s)) {
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
	})
	return list
}

var titleMeta = []string{"ArticleTitle", "articletitle"}

// heading reads an article's title and day of publication.
func heading(p *Page, sel gongkai.Selectors) (title, day, window string) {
	if sel.Title != "" {
		title = squeeze(p.dom.Find(sel.Title).First().Text())
	}
	if sel.Date != "" {
		day = date(p.dom.Find(sel.Date).First().Text())
	}
	for _, m := range titleMeta {
		if title == "" {
			title = squeeze(p.dom.Find("meta[name="+m+"]").AttrOr("content", ""))
		}
	}
	if title == "" {
		p.dom.Find("h1").EachWithBreak(func(_ int, s *goquery.Selection) bool {
			title = squeeze(s.Text())
			return title == ""
		})
	}
	window = squeeze(p.dom.Find("title").First().Text())
	for _, sep := range []string{"_", " - ", "--", "-"} {
		if before, _, ok := strings.Cut(window, sep); ok && strings.TrimSpace(before) != "" {
			window = strings.TrimSpace(before)
			break
		}
	}
	for _, m := range []string{"PubDate", "pubdate", "publishdate", "PublishDate"} {
		if day == "" {
			day = date(p.dom.Find("meta[name="+m+"]").AttrOr("content", ""))
		}
	}
	if day == "" {
		day = dateOf(p.URL.String())
	}
	if day == "" {
		p.dom.Find(".time, .date, .pubtime, .info, .source, .xl_info, .article-info, #pubtime").EachWithBreak(func(_ int, s *goquery.Selection) bool {
			day = date(s.Text())
			return day == ""
		})
	}
	return title, day, window
}
