package cms

import (
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
	jcmsParam  = regexp.MustCompile(`(?s)\bparam\s*=\s*\{([^}]*)\}`)
	jcmsPair   = regexp.MustCompile(`['"]?(\w+)['"]?\s*:\s*(?:'([^']*)'|"([^"]*)"|([\w./-]+))`)
	hrefText   = regexp.MustCompile(`href\s*=\s*['"]([^'"]+)['"]`)
)

func (jcms) detect(p *Page) bool {
	return p.has("dataproxy.jsp", "jquery.jpage.js", "nextgroup>", "nextgroup&gt;", "/module/jpage/", "<datastore>")
}

// xml is the page's XML with the entities of an attribute or script resolved.
func (jcms) xml(p *Page) string {
	text := string(p.Text)
	if strings.Contains(text, "&lt;record&gt;") || strings.Contains(text, "&lt;nextgroup&gt;") {
		text = html.UnescapeString(text)
	}
	return text
}

func (j jcms) items(p *Page) []Link {
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
	return j.ranges(p, text)
}

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
