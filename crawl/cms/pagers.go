package cms

import (
	"fmt"
	"net/url"
	"path"
	"regexp"
	"strconv"
	"strings"

	"github.com/PuerkitoBio/goquery"
)

// What scripts say of their pagers.
var (
	// pagerWords stand on pages whose counts are of a list.
	pagerWords = regexp.MustCompile(`(?i)laypage|paginat|paging|jpage|pageSize|totalPage|pager`)
	totalItems = regexp.MustCompile(`(?i)\b(?:count|total|totalCount|totalNum|totalRecords?|totalSize|recordCount|rowCount)['"]?\s*[:=]\s*['"]?(\d+)`)
	itemsEach  = regexp.MustCompile(`(?i)\b(?:limit|page_?size|perPage|pageRows|rows)['"]?\s*[:=]\s*['"]?(\d+)`)
	// pagePath is how a script builds the address of a page: 'index_' + n +
	// '.html', "list_" + (n - 1) + ".html".
	pagePath = regexp.MustCompile(`['"]([^'"<>\s]*)['"]\s*\+\s*\(?\s*[\w.]+\s*(-\s*1)?\s*\)?\s*\+\s*['"](\.(?:` + pageEndings + `))[^'"]*['"]`)
	// pageQuery is the same with a parameter: "/list?cid=5&page=" + n.
	pageQuery = regexp.MustCompile(`(?i)['"]([^'"<>\s]*[?&](?:page|pageindex|pageno|pagenum|pagenumber|currpage|currentpage|curpage|cur_page|pn|p)=)['"]\s*\+\s*\(?\s*[\w.]+`)
	// pageCall is a call with a page's number: gotoPage(2).
	pageCall = regexp.MustCompile(`\w+\(\s*(?:this\s*,\s*)?['"]?(\d{1,5})['"]?\s*\)`)
	// inCall is an address that a call is given: queryArticleByCondition(this,'/x-2.html').
	inCall    = regexp.MustCompile(`\(\s*(?:this\s*,\s*)?['"]([^'"\s]*[/.?][^'"\s]*)['"]`)
	nextClass = "a[rel=next], link[rel=next], a.next, a.nextpage, a.next-page, a.page-next, a.nextPage, a.layui-laypage-next, .next > a, .nextpage > a"
)

// counted are the pages that a script counts and whose addresses it builds.
func counted(p *Page) []Request {
	if !pagerWords.Match(p.Text) {
		return nil
	}
	n := p.count()
	if total, each := totalItems.FindSubmatch(p.Text), itemsEach.FindSubmatch(p.Text); n == 0 && total != nil && each != nil {
		items, _ := strconv.Atoi(string(total[1]))
		per, _ := strconv.Atoi(string(each[1]))
		if per > 0 {
			n = min((items+per-1)/per, mostPages)
		}
	}
	if n < 2 {
		return nil
	}
	var at func(k int) string
	current := 1
	for _, m := range pagePath.FindAllSubmatch(p.Text, -1) {
		prefix, back, suffix := string(m[1]), len(m[2]) > 0, string(m[3])
		if strings.HasPrefix(prefix, "_") { // a name before it that is a variable
			prefix = listStem(p.URL) + prefix
		}
		if prefix == "" || !strings.HasSuffix(prefix, "_") && !strings.HasSuffix(prefix, "-") && !strings.HasSuffix(prefix, "/") && !strings.HasSuffix(strings.ToLower(prefix), "index") && !strings.HasSuffix(strings.ToLower(prefix), "list") && !strings.HasSuffix(strings.ToLower(prefix), "page") {
			continue
		}
		at = func(k int) string {
			if back {
				k--
			}
			return fmt.Sprintf("%s%d%s", prefix, k, suffix)
		}
		break
	}
	if m := pageQuery.FindSubmatch(p.Text); at == nil && m != nil {
		prefix := string(m[1])
		at = func(k int) string { return prefix + strconv.Itoa(k) }
	}
	if at == nil {
		return p.pages(n)
	}
	here := p.resolve(p.URL.String())
	var list []Request
	for k := 2; k <= n; k++ {
		u := p.resolve(at(k))
		if u == "" || !sameList(p, u) {
			return nil
		}
		if u == here {
			current = k
			list = nil
			continue
		}
		list = append(list, Request{URL: u})
	}
	if current > 1 && len(list) > n-current {
		list = list[:n-current]
	}
	return list
}

// listStem is the name of a list without number and ending.
func listStem(u *url.URL) string {
	name := path.Base(u.Path)
	if strings.HasSuffix(u.Path, "/") || name == "." || name == "/" {
		return "index"
	}
	name = strings.TrimSuffix(name, path.Ext(name))
	if m := indexPage.FindStringSubmatch(name + ".x"); m != nil {
		return m[1]
	}
	return name
}

// chosen are the pages that a box offers to choose.
func chosen(p *Page) []Request {
	var list []Request
	p.dom.Find("select").EachWithBreak(func(_ int, s *goquery.Selection) bool {
		here := false
		list = nil
		s.Find("option[value]").Each(func(i int, o *goquery.Selection) {
			n, err := strconv.Atoi(strings.Trim(squeeze(o.Text()), "第页 "))
			u := p.resolve(o.AttrOr("value", ""))
			if err != nil || n != i+1 || u == "" || !sameList(p, u) || !strings.ContainsAny(o.AttrOr("value", ""), "./?") {
				return
			}
			if _, selected := o.Attr("selected"); selected || u == p.resolve(p.URL.String()) {
				here, list = true, nil
				return
			}
			list = append(list, Request{URL: u})
		})
		return !here || len(list) == 0
	})
	return list
}

// posted sends the form that a call with a page's number would: gotoPage(2) of
// a page with one form that has a field for the number.
func posted(p *Page, script string) []Request {
	m := pageCall.FindStringSubmatch(script)
	if m == nil {
		return nil
	}
	var list []Request
	p.dom.Find("form").EachWithBreak(func(_ int, f *goquery.Selection) bool {
		values, field := url.Values{}, ""
		f.Find("input[name], select[name]").Each(func(_ int, in *goquery.Selection) {
			name, value := in.AttrOr("name", ""), in.AttrOr("value", "")
			if kind := strings.ToLower(in.AttrOr("type", "")); kind == "submit" || kind == "button" || kind == "password" {
				return
			}
			if goquery.NodeName(in) == "select" {
				value = in.Find("option[selected]").AttrOr("value", in.Find("option").First().AttrOr("value", ""))
			}
			if field == "" && pageParam.MatchString(name) {
				field = name
			}
			values.Set(name, value)
		})
		if field == "" {
			return true
		}
		values.Set(field, m[1])
		action := p.resolve(f.AttrOr("action", p.URL.String()))
		u, err := url.Parse(action)
		if err != nil || action == "" || !sameList(p, action) {
			return true
		}
		if strings.EqualFold(f.AttrOr("method", "get"), "post") {
			u.Fragment = "page=" + m[1]
			list = []Request{{URL: u.String(), Form: values.Encode()}}
			return false
		}
		q := u.Query()
		for k := range values {
			q.Set(k, values.Get(k))
		}
		u.RawQuery = q.Encode()
		list = []Request{{URL: u.String()}}
		return false
	})
	return list
}

var noList = regexp.MustCompile(`(?i)login|visit|count|share|footer|header|banner|weather|search|tree\.|\.(gif|jpe?g|png|swf)$`)

// framed are the frames of a page that has nothing itself: of some sites a column
// is a shell around its list.
func framed(p *Page) []Request {
	var list []Request
	p.dom.Find("iframe[src], frame[src]").Each(func(_ int, f *goquery.Selection) {
		u := p.resolve(f.AttrOr("src", ""))
		if u == "" || !sameList(p, u) || noList.MatchString(u) || len(list) == 3 || u == p.resolve(p.URL.String()) {
			return
		}
		list = append(list, Request{URL: u})
	})
	return list
}
