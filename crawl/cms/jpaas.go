package cms

import (
	"encoding/json"
	"fmt"
	"net/url"
	"regexp"
	"strconv"
	"strings"

	"github.com/PuerkitoBio/goquery"
)

// jpaas is the newer 大汉: a column is a page whose units are filled by a script
// with queryData; a list's further pages come as JSON with a fragment of HTML.
type jpaas struct{}

var (
	jpaasPair  = regexp.MustCompile(`['"](\w+)['"]\s*:\s*['"]([^'"]*)['"]`)
	jpaasList  = regexp.MustCompile(`(?i)list|列表|分页|内容`)
	jpaasRows  = regexp.MustCompile(`\brows\s*=\s*\\?['"](\d+)`)
	jpaasCount = regexp.MustCompile(`\bcount\s*=\s*\\?['"](\d+)`)
)

func (jpaas) detect(p *Page) bool {
	return p.has("jpaas-publish-server", `queryData="{`) || jpaasFragment(p) != ""
}

// jpaasFragment is the HTML in a JSON answer, or "".
func jpaasFragment(p *Page) string {
	var answer struct {
		Data struct {
			HTML string `json:"html"`
		} `json:"data"`
	}
	if len(p.Text) == 0 || p.Text[0] != '{' || json.Unmarshal(p.Text, &answer) != nil {
		return ""
	}
	return answer.Data.HTML
}

func (jpaas) items(p *Page) []Link {
	fragment := jpaasFragment(p)
	if fragment == "" {
		return nil
	}
	dom, err := goquery.NewDocumentFromReader(strings.NewReader(fragment))
	if err != nil {
		return nil
	}
	items, _ := sorted(p, dom.Find("a[href]"), true)
	return items
}

// next asks for the pages after the first; a unit is a list where it says how
// many rows of how many it shows.
func (jpaas) next(p *Page) []Request {
	if fragment := jpaasFragment(p); fragment != "" {
		return jpaasMore(p, fragment)
	}
	var list []Request
	// around an article such units are the site's head and foot
	article := p.Meta("ArticleTitle") != "" || kindOf(p.URL, false) == anArticle
	p.dom.Find("script[queryData], script[querydata]").Each(func(_ int, s *goquery.Selection) {
		block := s.Parent()
		var h string
		if content, err := block.Html(); err == nil {
			h = content
		}
		rows, count := jpaasRows.FindStringSubmatch(h), jpaasCount.FindStringSubmatch(h)
		target := p.resolve(s.AttrOr("url", "/api-gateway/jpaas-publish-server/front/page/build/unit"))
		if target == "" {
			return
		}
		q := url.Values{}
		for _, m := range jpaasPair.FindAllStringSubmatch(s.AttrOr("querydata", ""), -1) {
			q.Set(m[1], m[2])
		}
		if rows == nil || count == nil { // filled by its script, from the first page on
			if !article && block.Find("a[href]").Length() == 0 && q.Get("pageId") != "" && jpaasList.MatchString(q.Get("tagId")) {
				q.Set("paramJson", `{"pageNo":1,"pageSize":15}`)
				list = append(list, Request{URL: target + "?" + q.Encode()})
			}
			return
		}
		per, _ := strconv.Atoi(rows[1])
		n, _ := strconv.Atoi(count[1])
		for page := 2; per > 0 && (page-1)*per < n && len(list) < mostPages; page++ {
			q.Set("paramJson", fmt.Sprintf(`{"pageNo":%d,"pageSize":%d}`, page, per))
			list = append(list, Request{URL: target + "?" + q.Encode()})
		}
	})
	return list
}

// jpaasMore are the pages after the first, when this is the first and says how
// many there are. (From a page that had its own rows they are asked for already.)
func jpaasMore(p *Page, fragment string) []Request {
	q := p.URL.Query()
	rows, count := jpaasRows.FindStringSubmatch(fragment), jpaasCount.FindStringSubmatch(fragment)
	if !strings.Contains(q.Get("paramJson"), `"pageNo":1,`) || rows == nil || count == nil {
		return nil
	}
	per, _ := strconv.Atoi(rows[1])
	n, _ := strconv.Atoi(count[1])
	var list []Request
	for page := 2; per > 0 && (page-1)*per < n && len(list) < mostPages; page++ {
		u := *p.URL
		q.Set("paramJson", fmt.Sprintf(`{"pageNo":%d,"pageSize":%d}`, page, per))
		u.RawQuery = q.Encode()
		list = append(list, Request{URL: u.String()})
	}
	return list
}
