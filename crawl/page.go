package crawl

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"mime"
	"net/http"
	"net/url"
	"strings"

	"github.com/gocolly/colly/v2"

	"gongkai"
	"gongkai/crawl/cms"
	"gongkai/internal/limits"
)

// fetched is a page as it arrived.
type fetched struct {
	url    *url.URL
	body   []byte
	status int
	header http.Header
	err    error
}

// collector sets colly up to walk pages: every request goes through the polite
// client, bodies come undecoded, and nothing is remembered but in the frontier.
func (w *walk) collector() {
	w.pages = colly.NewCollector(colly.AllowURLRevisit(), colly.IgnoreRobotsTxt(), colly.UserAgent(w.opt.UserAgent), colly.MaxBodySize(limits.CrawlPage+1), colly.StdlibContext(w.ctx))
	w.pages.WithTransport(pageTransport{w})
	w.pages.SetRequestTimeout(w.opt.Timeouts.Total)
	w.pages.SetRedirectHandler(w.client.redirect)
	w.pages.ParseHTTPErrorResponse = true
	w.pages.OnResponse(func(r *colly.Response) {
		w.got = fetched{url: r.Request.URL, body: r.Body, status: r.StatusCode}
		if r.Headers != nil {
			w.got.header = *r.Headers
		}
	})
	w.pages.OnError(func(r *colly.Response, err error) {
		w.got = fetched{status: r.StatusCode, err: err}
		if r.Headers != nil {
			w.got.header = *r.Headers
		}
	})
}

// pageTransport refuses pages that are too large, which colly would cut and say
// nothing, and puts the charset that the header declares where colly does not
// see it, which would believe it and spoil what is UTF-8.
type pageTransport struct{ *walk }

const declaredCharset = "Gongkai-Declared-Charset"

func (t pageTransport) RoundTrip(r *http.Request) (*http.Response, error) {
	resp, err := t.client.RoundTrip(r)
	if err != nil {
		return nil, err
	}
	if err := t.hold(r.Context(), resp.StatusCode); err != nil {
		return nil, errors.Join(err, resp.Body.Close())
	}
	resp.Body = &bounded{ReadCloser: resp.Body, left: limits.CrawlPage}
	kind, params, _ := mime.ParseMediaType(resp.Header.Get("Content-Type"))
	resp.Header.Del(declaredCharset)
	if charset := params["charset"]; charset != "" {
		resp.Header.Set(declaredCharset, charset)
	}
	resp.Header.Set("Content-Type", kind)
	return resp, nil
}

// hold waits for a place among the pages in memory, which is given back when the
// visit ends. Who holds one must not wait for a host: whoever has that host's
// turn may be waiting for a place. A redirect will wait for one.
func (w *walk) hold(ctx context.Context, status int) error {
	if w.holds || status >= 300 && status < 400 {
		return nil
	}
	select {
	case w.inMemory <- struct{}{}:
		w.holds = true
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (w *walk) letGo() {
	if w.holds {
		w.holds = false
		<-w.inMemory
	}
}

// page asks for a page, conditionally when this reader has read it before.
// fresh is false when it is unchanged. The visit's validators are set.
func (w *walk) page(v *gongkai.Visit) (p *cms.Page, fresh bool, err error) {
	address, err := url.Parse(v.URL)
	if err != nil {
		return nil, false, failed(ReasonBroken, "%v", err)
	}
	fragment := address.Fragment
	address.Fragment = ""
	header := http.Header{}
	known := v.Reader == cms.Version && !v.Digest.IsZero()
	if known && v.ETag != "" {
		header.Set("If-None-Match", v.ETag)
	}
	if known && v.LastModified != "" {
		header.Set("If-Modified-Since", v.LastModified)
	}
	if v.Parent != "" && v.Parent != v.URL { // some answer only whom their own page sent
		referer, _, _ := strings.Cut(v.Parent, "#")
		header.Set("Referer", referer)
	}
	if v.Form != "" {
		header.Set("Content-Type", "application/x-www-form-urlencoded")
		if v.Form[0] == '{' || v.Form[0] == '[' {
			header.Set("Content-Type", "application/json")
		}
		err = w.request(http.MethodPost, address.String(), v.Form, header)
	} else {
		err = w.request(http.MethodGet, address.String(), "", header)
	}
	got := w.got
	switch {
	case got.status == http.StatusNotModified && known:
		return nil, false, nil
	case err != nil:
		return nil, false, err
	case got.status != http.StatusOK:
		return nil, false, ofStatus(got.status)
	}
	if got, err = w.forwarded(got, header); err != nil {
		return nil, false, err
	}
	digest := gongkai.DigestOf(got.body)
	same := known && digest == v.Digest
	v.ETag, v.LastModified, v.Digest, v.Size, v.Status, v.Reader = got.header.Get("ETag"), got.header.Get("Last-Modified"), digest, int64(len(got.body)), got.status, cms.Version
	if same {
		return nil, false, nil
	}
	at := *got.url
	at.Fragment = fragment
	p = cms.Parse(&at, got.body, got.header.Get(declaredCharset))
	p.Form = v.Form
	if reason := notAPage(p.Text); reason != "" {
		if reason == ReasonChallenge {
			why := failed(ReasonChallenge, "a page with status 200")
			w.client.challenged(got.url.Host, why)
			return nil, false, fmt.Errorf("%w: %w", errStopped, why)
		}
		return nil, false, failed(reason, "status 200")
	}
	return p, true, nil
}

// forwarded is where a page sends a browser by a script or a meta element: once,
// and to a host where documents may be.
func (w *walk) forwarded(got fetched, header http.Header) (fetched, error) {
	if len(got.body) > shortScript {
		return got, nil
	}
	text, _ := cms.Decode(got.body, got.header.Get(declaredCharset))
	to, err := got.url.Parse(forward(text))
	if err != nil || forward(text) == "" || to.Scheme != "http" && to.Scheme != "https" {
		return got, nil //nolint:nilerr // the page itself is the answer
	}
	if !w.client.allowed(to.Host) {
		return got, failed(ReasonRedirect, "a page that sends on to %s, which is not among the source's hosts", to.Host)
	}
	if to.Fragment = ""; to.String() == got.url.String() {
		return got, nil
	}
	header = header.Clone()
	header.Del("If-None-Match")
	header.Del("If-Modified-Since")
	w.letGo()
	if err := w.request(http.MethodGet, to.String(), "", header); err != nil {
		return got, err
	}
	if w.got.status != http.StatusOK {
		return got, ofStatus(w.got.status)
	}
	return w.got, nil
}

// request asks colly for a page; w.got is what came.
func (w *walk) request(method, address, form string, header http.Header) error {
	w.got = fetched{}
	var body io.Reader
	if form != "" {
		body = strings.NewReader(form)
	}
	err := w.pages.Request(method, address, body, nil, header)
	switch {
	case w.got.err != nil:
		return w.got.err
	case err != nil && w.got.status == 0:
		return err
	case w.got.status == 0:
		return errors.New("no response")
	}
	return nil
}

// attachments are the documents of a page that the source wants.
func (w *walk) attachments(r cms.Reading, v gongkai.Visit) []gongkai.Visit {
	var list []gongkai.Visit
	for _, d := range r.Documents {
		if !w.client.allowed(hostOf(d.URL)) || len(w.documents) > 0 && !matches(w.documents, d.URL, d.Title) {
			continue
		}
		list = append(list, gongkai.Visit{Source: v.Source, URL: d.URL, Role: gongkai.RoleDocument, Parent: v.URL, Title: d.Title, Depth: v.Depth})
	}
	return list
}

// article visits an article page and finds its documents.
func (w *walk) article(v gongkai.Visit) error {
	p, fresh, err := w.page(&v)
	if err != nil {
		return err
	}
	w.report.Articles++
	w.progress("article", v.URL)
	if !fresh {
		return w.unchanged(v)
	}
	r := cms.Read(w.family, p, w.source.Select)
	s := gongkai.Visited{Read: true, Documents: w.attachments(r, v), Title: r.Title, Published: r.Date}
	if s.Title == "" && v.Title == "" {
		s.Title = r.PageTitle
	}
	if len(s.Documents) == 0 {
		shell, err := w.isShell(v, p)
		if err != nil {
			return err
		}
		if shell {
			return failed(ReasonShell, "the site answers this to any address")
		}
	}
	if v.Depth < max(1, w.source.Depth) { // an article that lists others
		for _, it := range r.Items {
			if it.URL != v.URL && w.ours(it.URL) && w.wanted(it) {
				s.Found = append(s.Found, gongkai.Visit{Source: v.Source, URL: it.URL, Role: gongkai.RoleArticle, Parent: v.URL, Title: it.Title, Published: it.Date, Depth: v.Depth + 1})
			}
		}
	}
	changed := !v.Visited.IsZero() && v.Reason == ""
	succeeded(&v, changed, w.opt.Now())
	s.Visit = v
	return w.settle(s)
}

// unchanged plans the next visit of a page that is as it was.
func (w *walk) unchanged(v gongkai.Visit) error {
	w.report.Unchanged++
	succeeded(&v, false, w.opt.Now())
	return w.settle(gongkai.Visited{Visit: v})
}

// isShell compares a page that attaches nothing with what its host answers to a
// random path; a host is asked for that once in a run.
func (w *walk) isShell(v gongkai.Visit, p *cms.Page) (bool, error) {
	host := p.URL.Host
	shell, asked := w.shells[host]
	if !asked {
		w.letGo()
		u := *p.URL
		u.RawQuery, u.Fragment, u.RawPath = "", "", ""
		u.Path = fmt.Sprintf("/%08x%08x.html", rand.Uint32(), rand.Uint32())
		err := w.request(http.MethodGet, u.String(), "", nil)
		switch {
		case errors.Is(err, errStopped), w.ctx.Err() != nil:
			return false, err
		case err == nil && w.got.status == http.StatusOK:
			shell = gongkai.DigestOf(w.got.body)
		}
		w.shells[host] = shell
	}
	return !shell.IsZero() && shell == v.Digest, nil
}
