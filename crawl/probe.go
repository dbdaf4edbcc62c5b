package crawl

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"

	"gongkai"
	"gongkai/crawl/cms"
)

// Probe is what a look at a list page, its second page and one of its articles
// says about a site.
type Probe struct {
	// Source is a pack for it; Region and Name are not always known.
	Source gongkai.Source
	// SiteName and Licence (ICP备案) say whose site it is: to be confirmed by a
	// person, since lanxi.gov.cn is not where one thinks.
	SiteName, Licence string
	Charset           string
	// Items, Dated and Wanted count the articles on the list, those with a date
	// and those about budgets; Next the further pages it announces, Second the
	// articles on the first of them.
	Items, Dated, Wanted, Next, Second int
	// Article is the one that was looked at, with its documents.
	Article   cms.Link
	Documents []cms.Link
	// Columns are links to other lists about budgets.
	Columns []cms.Link
	// Notes are what a person should know before trusting the pack.
	Notes []string
}

// aboutBudgets is what a pack's titles are when nothing else is known.
var aboutBudgets = []string{"预算", "决算", "三公"}

var licence = regexp.MustCompile(`[\p{Han}]ICP备\s*\d+号(-\d+)?`)

// Look probes a list page: politely, with at most five requests.
func (c *Crawler) Look(ctx context.Context, address string) (Probe, error) {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return Probe{}, &gongkai.Error{Op: "probe", Path: address, Err: errors.New("no http or https URL"), Hint: "give the address of a list of 预算 or 决算"}
	}
	p := Probe{Source: gongkai.Source{ID: idOf(u.Hostname()), CMS: "auto", Seeds: []string{address}, Titles: aboutBudgets, Delay: defaultDelay}}
	w := &walk{Crawler: c, ctx: ctx, source: p.Source, report: Report{Failed: map[Reason]int{}}, hosts: map[string]bool{}, sites: map[string]bool{}, past: map[string]int{}, shells: map[string]gongkai.Digest{}}
	if err := w.prepare(); err != nil {
		return p, err
	}
	v := gongkai.Visit{URL: address}
	page, _, err := w.page(&v)
	if err != nil {
		return p, &gongkai.Error{Op: "probe", Path: address, Err: err, Hint: hintFor(reasonOf(err))}
	}
	r := cms.Read("", page, gongkai.Selectors{})
	p.Source.CMS, p.Charset = r.Family, page.Charset
	w.family = r.Family
	p.SiteName, p.Licence = page.Meta("SiteName"), string(licence.Find(page.Text))
	p.Source.Name = p.SiteName
	p.list(r)
	if err := p.follow(w, r); err != nil {
		return p, err
	}
	return p, nil
}

// list judges the list page.
func (p *Probe) list(r cms.Reading) {
	p.Items, p.Next = len(r.Items), len(r.Next)
	about, err := compiled(aboutBudgets)
	if err != nil { // a constant
		panic(err)
	}
	for _, it := range r.Items {
		if it.Date != "" {
			p.Dated++
		}
		if matches(about, it.Title) {
			p.Wanted++
			if p.Article.URL == "" {
				p.Article = it
			}
		}
	}
	for _, c := range r.Columns {
		if matches(about, c.Title) {
			p.Columns = append(p.Columns, c)
		}
	}
	p.Documents = r.Documents
	note := func(format string, args ...any) { p.Notes = append(p.Notes, fmt.Sprintf(format, args...)) }
	switch {
	case p.Items == 0 && len(r.Next) == 0 && len(r.Documents) == 0:
		note("no articles: the list may be drawn by a script; look for the address that the script asks, or give select.items")
	case p.Wanted == 0 && p.Items > 0:
		note("no title says 预算, 决算 or 三公: is it the right list? set titles")
	}
	if p.Wanted == 0 && len(p.Columns) > 0 {
		p.Source.Columns, p.Source.Depth = aboutBudgets, 2
		note("it links other lists about budgets: columns and depth follow them")
	}
}

// follow looks at the second page and at one article.
func (p *Probe) follow(w *walk, r cms.Reading) error {
	note := func(format string, args ...any) { p.Notes = append(p.Notes, fmt.Sprintf(format, args...)) }
	if len(r.Next) > 0 {
		v := gongkai.Visit{URL: r.Next[0].URL, Form: r.Next[0].Form}
		page, _, err := w.page(&v)
		switch {
		case w.ctx.Err() != nil:
			return w.ctx.Err()
		case err != nil:
			note("its second page %s: %v", v.URL, err)
		default:
			second := cms.Read(r.Family, page, gongkai.Selectors{})
			p.Second = len(second.Items)
			if p.Items == 0 { // a list whose articles come with the first answer
				p.Next = len(second.Next) + 1
				p.list(second)
			}
		}
	}
	if p.Article.URL == "" {
		return nil
	}
	v := gongkai.Visit{URL: p.Article.URL}
	page, _, err := w.page(&v)
	switch {
	case w.ctx.Err() != nil:
		return w.ctx.Err()
	case err != nil:
		note("its article %s: %v", v.URL, err)
		return nil
	}
	article := cms.Read(r.Family, page, gongkai.Selectors{})
	p.Documents = article.Documents
	if article.Title != "" {
		p.Article.Title = article.Title
	}
	if article.Date != "" {
		p.Article.Date = article.Date
	}
	if len(article.Documents) == 0 {
		note("the article attaches nothing that is known as a document")
	}
	for _, d := range article.Documents {
		if h := hostOf(d.URL); !w.client.allowed(h) && !slices.Contains(p.Source.Hosts, h) {
			p.Source.Hosts = append(p.Source.Hosts, h)
		}
	}
	return nil
}

// idOf makes an ID of a host's name: www.gaoling.gov.cn is gaoling.
func idOf(host string) string {
	host = strings.TrimPrefix(host, "www.")
	host = strings.TrimSuffix(strings.TrimSuffix(host, ".cn"), ".gov")
	id := strings.Trim(regexp.MustCompile(`[^a-z0-9]+`).ReplaceAllString(strings.ToLower(host), "-"), "-")
	if id == "" || id[0] < 'a' {
		return "site-" + id
	}
	return id
}

func hintFor(r Reason) string {
	switch r {
	case ReasonChallenge:
		return "the site does not let programs in; leave it, or ask its operator"
	case ReasonRobots:
		return "the site asks programs not to read this"
	case ReasonConnection:
		return "is the address right? try it in a browser; old or broken TLS is opted into with tls in the pack"
	}
	return ""
}

// Forgetful is a frontier that remembers nothing: for a look without an archive.
type Forgetful struct{}

// Seed and the others do nothing.
func (Forgetful) Seed(context.Context, []gongkai.Visit) error { return nil }

// Next gives nothing.
func (Forgetful) Next(context.Context, string, time.Time, []string) (gongkai.Visit, bool, error) {
	return gongkai.Visit{}, false, nil
}

// Due gives nothing.
func (Forgetful) Due(context.Context, string, time.Time, int) ([]gongkai.Visit, error) {
	return nil, nil
}

// Settle does nothing.
func (Forgetful) Settle(context.Context, gongkai.Visited) (gongkai.Recorded, error) {
	return gongkai.Recorded{}, nil
}

// OldestUnvisited gives nothing.
func (Forgetful) OldestUnvisited(context.Context, string) (time.Time, error) {
	return time.Time{}, nil
}

// Host knows no host.
func (Forgetful) Host(_ context.Context, name string) (gongkai.HostState, error) {
	return gongkai.HostState{Name: name}, nil
}

// RememberHost forgets.
func (Forgetful) RememberHost(context.Context, gongkai.HostState) error { return nil }
