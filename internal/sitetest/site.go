// Package sitetest is a government site from plain files: a replica of the
// Xi'an CMS as the real ones are built, for tests and for the demo.
package sitetest

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"html"
	"net/http"
	"path"
	"strings"
	"sync"
	"time"
)

// Attachment is a document of an article.
type Attachment struct {
	Name string
	Data []byte
}

// Article is a page that attaches documents.
type Article struct {
	Title string
	// Date is YYYY-MM-DD.
	Date        string
	Attachments []Attachment
}

// Column is the path of the list of budgets and final accounts.
const Column = "/zwgk/qzfxxgkml/czxx/qzfyjs/"

// perPage is how many items a list page shows.
const perPage = 15

// Site serves articles, newest first as given. Its zero hooks behave well.
type Site struct {
	Name     string
	Articles []Article
	// Robots is the text of robots.txt; "" answers 404.
	Robots string
	// Before may answer a request instead of the site and then returns true.
	Before func(w http.ResponseWriter, r *http.Request) bool

	once  sync.Once
	files map[string]Attachment
	pages map[string]string

	mu  sync.Mutex
	log []Request
}

// Request is one line of the site's log.
type Request struct {
	// Time is when it came, End when the answer was sent.
	Time, End    time.Time
	Host, Method string
	// Secure: it came over https.
	Secure bool
	// Path with the query.
	Path        string
	Status      int
	Conditional bool
}

// Log lists the requests so far.
func (s *Site) Log() []Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]Request(nil), s.log...)
}

// id is a number of the given count of digits that follows from what it names.
func id(digits int, parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	text := fmt.Sprintf("%020d%020d", binary.BigEndian.Uint64(sum[:8]), binary.BigEndian.Uint64(sum[8:16]))
	return "2" + text[len(text)-digits+1:]
}

// ArticlePath is the address of an article on the site.
func (s *Site) ArticlePath(a Article) string { return Column + id(19, a.Title, a.Date) + ".html" }

func (s *Site) build() {
	s.files, s.pages = map[string]Attachment{}, map[string]string{}
	pages := max(1, (len(s.Articles)+perPage-1)/perPage)
	for n := range pages {
		part := s.Articles[n*perPage : min(len(s.Articles), (n+1)*perPage)]
		s.pages[fmt.Sprintf("%s%d.html", Column, n+1)] = s.list(part, pages)
	}
	for _, a := range s.Articles {
		s.pages[s.ArticlePath(a)] = s.article(a)
	}
}

func (s *Site) list(part []Article, pages int) string {
	var b strings.Builder
	fmt.Fprintf(&b, `<!DOCTYPE html><html><head><meta charset="utf-8"><meta name="SiteName" content="%s"><title>区政府预决算</title></head><body>
<div class="m-lst36"><ul>
`, html.EscapeString(s.Name))
	for _, a := range part {
		for _, class := range []string{"hidden-xs", "visible-xs"} { // the real lists show each item twice
			fmt.Fprintf(&b, `<li class="%s"><a href="%s" title="%s">%s</a><span>%s</span></li>`+"\n",
				class, "./"+path.Base(s.ArticlePath(a)), html.EscapeString(a.Title), html.EscapeString(a.Title), a.Date)
		}
	}
	fmt.Fprintf(&b, `</ul></div><script>var maxPage = parseInt('%d');</script></body></html>`, pages)
	return b.String()
}

func (s *Site) article(a Article) string {
	var b strings.Builder
	fmt.Fprintf(&b, `<!DOCTYPE html><html><head><meta charset="utf-8"><meta name="SiteName" content="%s"><meta name="ColumnName" content="区政府预决算"><meta name="ArticleTitle" content="%s"><meta name="PubDate" content="%s 09:00"><title>%s</title></head><body>
<h1 class="m-txt-tt">%s</h1><div id="article"><p>附件：</p>
`, html.EscapeString(s.Name), html.EscapeString(a.Title), a.Date, html.EscapeString(a.Title), html.EscapeString(a.Title))
	for i, f := range a.Attachments {
		ext := path.Ext(f.Name)
		if i%2 == 1 {
			ext = strings.ToUpper(ext) // as on real sites
		}
		p := fmt.Sprintf("/web_files/gaoling/file/%s/%s%s", strings.ReplaceAll(a.Date, "-", "/"), id(21, a.Title, a.Date, f.Name), ext)
		s.files[p] = f
		fmt.Fprintf(&b, `<p><a href="%s">%s</a></p>`+"\n", p, html.EscapeString(f.Name))
	}
	b.WriteString("</div></body></html>")
	return b.String()
}

// ServeHTTP answers like the real site: pages, attachments, validators.
func (s *Site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.once.Do(s.build)
	rec := &recorder{ResponseWriter: w, status: http.StatusOK}
	defer func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.log = append(s.log, Request{Time: time.Now(), End: time.Now(), Host: r.Host, Method: r.Method, Path: r.URL.Path, Status: rec.status, Conditional: r.Header.Get("If-None-Match") != "" || r.Header.Get("If-Modified-Since") != ""})
	}()
	if s.Before != nil && s.Before(rec, r) {
		return
	}
	if r.URL.Path == "/robots.txt" && s.Robots != "" {
		_, _ = fmt.Fprint(rec, s.Robots)
		return
	}
	modified := time.Date(2026, 1, 5, 1, 0, 0, 0, time.UTC)
	if p, ok := s.pages[r.URL.Path]; ok {
		rec.Header().Set("Content-Type", "text/html")
		rec.Header().Set("ETag", `"`+id(12, p)+`"`)
		http.ServeContent(rec, r, "", modified, strings.NewReader(p))
		return
	}
	if f, ok := s.files[r.URL.Path]; ok {
		rec.Header().Set("Content-Type", "application/pdf")
		http.ServeContent(rec, r, "", modified, strings.NewReader(string(f.Data)))
		return
	}
	http.NotFound(rec, r)
}

// recorder remembers the status for the log.
type recorder struct {
	http.ResponseWriter
	status int
}

func (r *recorder) WriteHeader(status int) {
	r.status = status
	r.ResponseWriter.WriteHeader(status)
}

// Unwrap lets a hook flush and take over the connection.
func (r *recorder) Unwrap() http.ResponseWriter { return r.ResponseWriter }
