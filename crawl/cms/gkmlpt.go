package cms

import (
	"encoding/json"
	"fmt"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf16"
)

// gkmlpt is Guangdong's 政府信息公开目录平台: /gkmlpt/index#529, filled from
// /gkmlpt/api/all/529?page=1&sid=SID, which answers with JSON.
type gkmlpt struct{}

var (
	gkmlptSID    = regexp.MustCompile(`\bSID\s*:\s*['"]?(\d+)`)
	gkmlptColumn = regexp.MustCompile(`^\d+$`)
	percentU     = regexp.MustCompile(`(?:%u[0-9A-Fa-f]{4})+`)
)

func (gkmlpt) detect(p *Page) bool {
	return p.has("/gkmlpt/api/", "window._CONFIG", `"post_count"`) || gkmlptSID.Match(p.Text) || strings.Contains(p.URL.Path, "/gkmlpt/")
}

// answer of the directory's API.
type gkmlptAnswer struct {
	Classify struct {
		PostCount json.Number `json:"post_count"`
	} `json:"classify"`
	Articles []struct {
		Title   string          `json:"title"`
		URL     string          `json:"url"`
		Created json.RawMessage `json:"created_at"`
		Display json.RawMessage `json:"display_publish_time"`
		Date    json.RawMessage `json:"date"`
	} `json:"articles"`
}

func gkmlptPage(p *Page) (a gkmlptAnswer, ok bool) {
	if len(p.Text) == 0 || p.Text[0] != '{' {
		return a, false
	}
	d := json.NewDecoder(strings.NewReader(string(p.Text)))
	d.UseNumber()
	return a, d.Decode(&a) == nil && (len(a.Articles) > 0 || a.Classify.PostCount != "")
}

func (gkmlpt) items(p *Page) []Link {
	a, ok := gkmlptPage(p)
	if !ok {
		return nil
	}
	var list []Link
	seen := map[string]bool{}
	for _, x := range a.Articles {
		u := p.resolve(x.URL)
		if u == "" || seen[u] {
			continue
		}
		seen[u] = true
		day := date(string(x.Date) + " " + string(x.Display) + " " + string(x.Created))
		list = append(list, Link{URL: u, Title: unescapeU(x.Title), Date: day})
	}
	return list
}

// unescapeU resolves %uXXXX, as JavaScript's escape() writes it.
func unescapeU(s string) string {
	return percentU.ReplaceAllStringFunc(s, func(run string) string {
		var units []uint16
		for _, h := range strings.Split(run[2:], "%u") {
			n, _ := strconv.ParseUint(h, 16, 16)
			units = append(units, uint16(n))
		}
		return string(utf16.Decode(units))
	})
}

func (gkmlpt) next(p *Page) []Request {
	if a, ok := gkmlptPage(p); ok {
		total, _ := a.Classify.PostCount.Int64()
		q := p.URL.Query()
		page, _ := strconv.Atoi(q.Get("page"))
		page = max(page, 1)
		if len(a.Articles) == 0 || page > 1 { // the first page asks for all others
			return nil
		}
		var list []Request
		per := len(a.Articles)
		for k := 2; (k-1)*per < int(total) && len(list) < mostPages; k++ {
			u := *p.URL
			q.Set("page", strconv.Itoa(k))
			u.RawQuery = q.Encode()
			list = append(list, Request{URL: u.String()})
		}
		return list
	}
	sid, column := gkmlptSID.FindSubmatch(p.Text), p.URL.Fragment
	if sid == nil || !gkmlptColumn.MatchString(column) {
		return nil
	}
	u := url.URL{Scheme: p.URL.Scheme, Host: p.URL.Host, Path: "/gkmlpt/api/all/" + column, RawQuery: fmt.Sprintf("page=1&sid=%s", sid[1])}
	return []Request{{URL: u.String()}}
}
