package sitetest

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"html"
	"net/http"
	"path"
	"strings"
	"sync"
	"time"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// Fake is a site of one family of CMS, with that family's quirks. Make it with
// one of the New functions; Seed is the path of its list.
type Fake struct {
	// Family is the name that gongkai knows the CMS by.
	Family string
	// Seed is the path (with query or fragment) of the list's first page.
	Seed string
	// Robots is the text of robots.txt; "" answers 404.
	Robots string
	// Other is the host that some attachments stand on, with its port: another
	// name of the same server. "" leaves all on one host.
	Other string
	// Before may answer a request instead of the site and then returns true.
	Before func(w http.ResponseWriter, r *http.Request) bool

	articles []Article
	build    func(f *Fake)
	once     sync.Once
	pages    map[string]page
	handlers map[string]http.HandlerFunc

	mu  sync.Mutex
	log []Request
}

// page is a fixed answer.
type page struct {
	body, kind string
	header     map[string]string
}

// fakePerPage is how many items a list page of a fake shows.
const fakePerPage = 10

func newFake(family, seed string, articles []Article, build func(f *Fake)) *Fake {
	return &Fake{Family: family, Seed: seed, articles: articles, build: build}
}

// Log lists the requests so far.
func (f *Fake) Log() []Request {
	f.mu.Lock()
	defer f.mu.Unlock()
	return append([]Request(nil), f.log...)
}

// Published are the documents that a complete crawl must find, by content, with
// the title of the first article that attaches each.
func (f *Fake) Published() map[string]string {
	want := map[string]string{}
	for _, a := range f.articles {
		for _, d := range a.Attachments {
			if _, ok := want[string(d.Data)]; !ok {
				want[string(d.Data)] = a.Title
			}
		}
	}
	return want
}

func (f *Fake) set(address, kind, body string) { f.pages[address] = page{body: body, kind: kind} }

// gbk is text as GBK bytes.
func gbk(s string) string {
	out, err := simplifiedchinese.GBK.NewEncoder().String(s)
	if err != nil {
		panic(err) // the fakes' own text
	}
	return out
}

// hex32 is a name of 32 hexadecimal digits that follows from what it names.
func hex32(parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return hex.EncodeToString(sum[:16])
}

func (f *Fake) parts() [][]Article {
	var list [][]Article
	for i := 0; i < len(f.articles); i += fakePerPage {
		list = append(list, f.articles[i:min(len(f.articles), i+fakePerPage)])
	}
	if list == nil {
		list = [][]Article{nil}
	}
	return list
}

// attach makes the addresses of an article's documents with at and serves them;
// every third one stands on the other host.
func (f *Fake) attach(a Article, at func(i int, name string) string) []string {
	var list []string
	for i, d := range a.Attachments {
		p := at(i, d.Name)
		f.pages[pathOf(p)] = page{body: string(d.Data), kind: "application/octet-stream", header: map[string]string{"Content-Disposition": "attachment; filename=" + gbk(d.Name)}}
		if f.Other != "" && i%3 == 2 {
			p = "http://" + f.Other + p
		}
		list = append(list, p)
	}
	return list
}

// pathOf is an address without its query.
func pathOf(address string) string {
	address, _, _ = strings.Cut(address, "?")
	return address
}

// began writes a line of the log, and gives what completes it.
func (f *Fake) began(rec *recorder, r *http.Request) (ended func()) {
	address := r.URL.Path
	if r.URL.RawQuery != "" {
		address += "?" + r.URL.RawQuery
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	i := len(f.log)
	f.log = append(f.log, Request{Time: time.Now(), Host: r.Host, Secure: r.TLS != nil, Method: r.Method, Path: address, Conditional: r.Header.Get("If-None-Match") != "" || r.Header.Get("If-Modified-Since") != ""})
	return func() {
		f.mu.Lock()
		defer f.mu.Unlock()
		f.log[i].End, f.log[i].Status = time.Now(), rec.status
	}
}

// ServeHTTP answers, with validators, and writes the log.
func (f *Fake) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	f.once.Do(func() {
		f.pages, f.handlers = map[string]page{}, map[string]http.HandlerFunc{}
		f.build(f)
	})
	rec := &recorder{ResponseWriter: w, status: http.StatusOK}
	defer f.began(rec, r)()
	if f.Before != nil && f.Before(rec, r) {
		return
	}
	if r.URL.Path == "/robots.txt" && f.Robots != "" {
		_, _ = fmt.Fprint(rec, f.Robots)
		return
	}
	if h, ok := f.handlers[r.URL.Path]; ok {
		h(rec, r)
		return
	}
	p, ok := f.pages[r.URL.RequestURI()]
	if !ok {
		p, ok = f.pages[r.URL.Path]
	}
	if !ok {
		p, ok = f.pages[r.URL.EscapedPath()]
	}
	if !ok {
		http.NotFound(rec, r)
		return
	}
	for k, v := range p.header {
		rec.Header().Set(k, v)
	}
	rec.Header().Set("Content-Type", p.kind)
	rec.Header().Set("ETag", `"`+hex32(p.body)[:12]+`"`)
	http.ServeContent(rec, r, "", time.Date(2026, 1, 5, 1, 0, 0, 0, time.UTC), strings.NewReader(p.body))
}

// item is one <li> of a list.
func item(href, title, day string) string {
	return fmt.Sprintf(`<li><a href="%s" title="%s">%s</a><span>%s</span></li>`+"\n", html.EscapeString(href), html.EscapeString(title), html.EscapeString(cut(title)), day)
}

// cut shortens a title as lists do.
func cut(title string) string {
	if r := []rune(title); len(r) > 18 {
		return string(r[:18]) + "..."
	}
	return title
}

func upperExt(p string, i int) string {
	if i%2 == 1 {
		e := path.Ext(p)
		return strings.TrimSuffix(p, e) + strings.ToUpper(e)
	}
	return p
}
