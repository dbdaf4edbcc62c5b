package cms

import (
	"encoding/json"
	"fmt"
	"html"
	"net/url"
	"regexp"
	"strconv"
	"strings"

	"github.com/PuerkitoBio/goquery"

	"gongkai"
)

// jcms is 大汉's JCMS: /col/colN/index.html, whose first items stand as XML in a
// script and whose others come as XML from dataproxy.jsp, by POST with a range
// of records, or, in older ones, by GET from the address in <nextgroup>.
type jcms struct{}

var (
	jcmsRecord = regexp.MustCompile(`(?s)<record>\s*(?:<!\[CDATA\[)?(.*?)(?:\]\]>)?\s*</record>`)
	jcmsNext   = regexp.MustCompile(`(?s)<nextgroup>\s*(?:<!\[CDATA\[)?(.*?)(?:\]\]>)?\s*</nextgroup>`)
	jcmsTotal  = regexp.MustCompile(`(?i)totalRecords?['"]?\s*(?:[:=]|>)\s*['"]?(\d+)`)
	jcmsPer    = regexp.MustCompile(`(?i)perPage['"]?\s*[:=]\s*['"]?(\d+)`)
	jcmsGroup  = regexp.MustCompile(`(?i)groupSize['"]?\s*[:=]\s*['"]?(\d+)`)
	jcmsProxy  = regexp.MustCompile(`(?i)proxyUrl['"]?\s*[:=]\s*['"]([^'"]+)['"]`)
	jcmsParam  = regexp.MustCompile(`(?s)(?:\bparam\s*=|ajaxParam\s*:)\s*\{([^}]*)\}`)
	// What stands in place of param where the messages come as JSONP.
	jcmsColumn = regexp.MustCompile(`(?i)\bcolumnId['"]?\s*[:=]\s*['"]([\w-]+)['"]`)
	jsonp      = regexp.MustCompile(`(?s)^\s*\w+\((\{.*\})\)\s*;?\s*$`)
	// The 信息公开 module: a tree of an area, whose articles search.jsp lists.
	xxgkArea = regexp.MustCompile(`/module/xxgk/\w+\.jsp\?[^'"]*\barea=(\w+)`)
	jcmsPair = regexp.MustCompile(`['"]?(\w+)['"]?\s*:\s*(?:'([^']*)'|"([^"]*)"|([\w./-]+))`)
	hrefText = regexp.MustCompile(`href\s*=\s*['"]([^'"]+)['"]`)
)

func (jcms) detect(p *Page) bool {
	return p.has("dataproxy.jsp", "jquery.jpage.js", "nextgroup>", "nextgroup&gt;", "/module/jpage/", "<datastore>", "/module/xxgk/", "messageController/getMessage.do") || jsonpResult(p) != "" || strings.Contains(p.URL.Path, "/module/xxgk/")
}

// xml is the page's XML with the entities of an attribute or script resolved.
func (jcms) xml(p *Page) string {
	text := string(p.Text)
	if result := jsonpResult(p); result != "" {
		text = result
	}
	if strings.Contains(text, "&lt;record&gt;") || strings.Contains(text, "&lt;nextgroup&gt;") {
		text = html.UnescapeString(text)
	}
	return text
}

// jsonpResult is the records in an answer of getMessage.do, or "".
func jsonpResult(p *Page) string {
	m := jsonp.FindSubmatch(p.Text)
	var answer struct {
		Result string `json:"result"`
	}
	if m == nil || json.Unmarshal(m[1], &answer) != nil {
		return ""
	}
	return answer.Result
}

func (j jcms) items(p *Page) []Link {
	if result := jsonpResult(p); result != "" && !jcmsRecord.MatchString(result) {
		dom, err := goquery.NewDocumentFromReader(strings.NewReader(result))
		if err != nil {
			return nil
		}
		items, _ := sorted(p, dom.Find("a[href]"), true)
		return items
	}
	var list []Link
	seen := map[string]bool{}
	for _, m := range jcmsRecord.FindAllStringSubmatch(j.xml(p), -1) {
		dom, err := goquery.NewDocumentFromReader(strings.NewReader("<table>" + m[1] + "</table><ul>" + m[1] + "</ul>"))
		if err != nil {
			continue
		}
		items, _ := sorted(p, dom.Find("a[href]"), true)
		for _, it := range items {
			if seen[it.URL] {
				continue
			}
			seen[it.URL] = true
			if day := date(dom.Text()); day != "" {
				it.Date = day
			}
			list = append(list, it)
			break // one record, one article
		}
	}
	if list == nil {
		return nil
	}
	// what the page links beside the records are articles too
	around, _ := links(p, gongkai.Selectors{})
	for _, it := range around {
		if !seen[it.URL] {
			list = append(list, it)
		}
	}
	return list
}

func (j jcms) next(p *Page) []Request {
	text := j.xml(p)
	var list []Request
	for _, m := range jcmsNext.FindAllStringSubmatch(text, -1) {
		if h := hrefText.FindStringSubmatch(m[1]); h != nil {
			if u := p.resolve(html.UnescapeString(h[1])); u != "" {
				list = append(list, Request{URL: u})
			}
		}
	}
	if len(list) > 0 {
		return list
	}
	if list = j.module(p); len(list) > 0 {
		return list
	}
	if list = j.messages(p); len(list) > 0 {
		return list
	}
	return j.ranges(p, text)
}

// module asks search.jsp of the 信息公开 module for its first page, or for the
// one after this as long as there is something on it.
func (jcms) module(p *Page) []Request {
	at, column := 0, ""
	q := p.URL.Query()
	area := q.Get("area")
	if strings.HasSuffix(p.URL.Path, "/module/xxgk/search.jsp") {
		at, _ = strconv.Atoi(q.Get("currpage"))
		column = p.URL.Fragment
		if items, _ := links(p, gongkai.Selectors{}); len(items) == 0 || at == 0 {
			return nil
		}
	} else if m := xxgkArea.FindSubmatch(p.Text); m != nil {
		area = string(m[1])
		if c := jcmsCol.FindStringSubmatch(p.URL.Path); c != nil {
			column = c[1]
		}
	}
	if area == "" {
		return nil
	}
	u := p.resolve(fmt.Sprintf("/module/xxgk/search.jsp?area=%s&infotypeId=&vc_title=&vc_number=&currpage=%d", url.QueryEscape(area), at+1))
	return []Request{{URL: u + "#" + column, Form: fmt.Sprintf("currpage=%d", at+1)}}
}

// messages asks getMessage.do for its first range, or for the one after this as
// long as it gave something.
func (j jcms) messages(p *Page) []Request {
	if !p.has("getMessage.do") && jsonpResult(p) == "" {
		return nil
	}
	u, per := *p.URL, 20
	q := u.Query()
	from, _ := strconv.Atoi(q.Get("startrecord"))
	if from > 0 {
		if per, _ = strconv.Atoi(q.Get("perpage")); len(j.items(p)) == 0 || per < 1 {
			return nil
		}
		from += per
	} else {
		proxy, column := jcmsProxy.FindSubmatch(p.Text), jcmsColumn.FindSubmatch(p.Text)
		if proxy == nil || column == nil {
			return nil
		}
		base, err := url.Parse(p.resolve(string(proxy[1])))
		if err != nil {
			return nil
		}
		u, q, from = *base, url.Values{"columnId": {string(column[1])}}, 1
		if m := jcmsPer.FindSubmatch(p.Text); m != nil {
			per, _ = strconv.Atoi(string(m[1]))
			per = min(max(per, 1), 50)
		}
	}
	// in the order in which the site's own script writes them
	u.RawQuery = fmt.Sprintf("callback=cb&columnId=%s&startrecord=%d&endrecord=%d&perpage=%d", url.QueryEscape(q.Get("columnId")), from, from+per-1, per)
	return []Request{{URL: u.String()}}
}

var jcmsCol = regexp.MustCompile(`/col(\d+)/`)

// ranges asks for the records that the page does not hold, by POST, in blocks
// as large as the page's own script would.
func (jcms) ranges(p *Page, text string) []Request {
	proxy, total := jcmsProxy.FindStringSubmatch(text), jcmsTotal.FindStringSubmatch(text)
	param := jcmsParam.FindStringSubmatch(text)
	if proxy == nil || total == nil || param == nil {
		return nil
	}
	n, _ := strconv.Atoi(total[1])
	per, group := 20, 3
	if m := jcmsPer.FindStringSubmatch(text); m != nil {
		per, _ = strconv.Atoi(m[1])
	}
	if m := jcmsGroup.FindStringSubmatch(text); m != nil {
		group, _ = strconv.Atoi(m[1])
	}
	block := max(1, per*group)
	form := url.Values{}
	for _, m := range jcmsPair.FindAllStringSubmatch(param[1], -1) {
		form.Set(m[1], m[2]+m[3]+m[4])
	}
	base := p.resolve(proxy[1])
	if base == "" {
		return nil
	}
	var list []Request
	for start := len(jcmsRecord.FindAllString(text, -1)) + 1; start <= n && len(list) < mostPages; start += block {
		list = append(list, Request{
			URL:  fmt.Sprintf("%s?startrecord=%d&endrecord=%d&perpage=%d#%s", base, start, min(n, start+block-1), per, url.QueryEscape(form.Get("columnid"))),
			Form: form.Encode(),
		})
	}
	return list
}
