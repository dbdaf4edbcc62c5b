package cms

import (
	"net/url"
	"regexp"
	"strconv"
	"strings"

	"github.com/PuerkitoBio/goquery"
)

// aspnet pages by __doPostBack: a POST to the same address with the hidden
// fields of the page and the name of the pager.
type aspnet struct{}

var postBack = regexp.MustCompile(`__doPostBack\(\s*'([^']*)'\s*,\s*'([^']*)'`)

func (aspnet) detect(p *Page) bool { return p.dom.Find("input[name=__VIEWSTATE]").Length() > 0 }

func (aspnet) next(p *Page) []Request {
	current := 1
	if n, err := strconv.Atoi(strings.TrimPrefix(p.URL.Fragment, "page=")); err == nil {
		current = n
	}
	want := strconv.Itoa(current + 1)
	var target, argument string
	p.dom.Find("a").EachWithBreak(func(_ int, a *goquery.Selection) bool {
		m := postBack.FindStringSubmatch(a.AttrOr("href", "") + " " + a.AttrOr("onclick", ""))
		if m == nil {
			return true
		}
		label := squeeze(a.Text())
		if label == want || m[2] == want || m[2] == "Page$"+want || nextText.MatchString(label) {
			target, argument = m[1], m[2]
			return false
		}
		return true
	})
	if target == "" {
		return nil
	}
	form := url.Values{"__EVENTTARGET": {target}, "__EVENTARGUMENT": {argument}}
	p.dom.Find("input[type=hidden][name]").Each(func(_ int, s *goquery.Selection) {
		if name := s.AttrOr("name", ""); name != "__EVENTTARGET" && name != "__EVENTARGUMENT" {
			form.Set(name, s.AttrOr("value", ""))
		}
	})
	u := *p.URL
	u.Fragment = "page=" + want
	return []Request{{URL: u.String(), Form: form.Encode()}}
}

// catalogue is an 信息公开目录 that pages by a parameter of the query: Anhui's
// /public/column/7041?type=4&action=list&pageIndex=2 and many others.
type catalogue struct{}

var catalogueSign = regexp.MustCompile(`/public/column/\d+|publicinfo/category-\d+|[?&](?:pageIndex|pageNo|pageNum|currPage)=\d`)

func (catalogue) detect(p *Page) bool {
	return catalogueSign.MatchString(p.URL.String()) || catalogueSign.Match(p.Text)
}

func (catalogue) next(p *Page) []Request {
	n := p.count()
	if n < 2 {
		return nil
	}
	if p.param() == "" && strings.Contains(p.URL.Path, "/public/column/") {
		u := *p.URL
		q := u.Query()
		var list []Request
		for k := 2; k <= n; k++ {
			q.Set("pageIndex", strconv.Itoa(k))
			u.RawQuery = q.Encode()
			list = append(list, Request{URL: u.String()})
		}
		return list
	}
	return p.pages(n)
}
