package cms

import (
	"fmt"
	"path"
	"regexp"
	"strconv"
	"strings"

	"github.com/PuerkitoBio/goquery"
)

// xian is the CMS of the municipality of Xi'an and its districts: lists are
// 1.html, 2.html, …; articles <column>/<19 digits>.html; attachments
// /web_files/<site>/file/YYYY/MM/DD/<21 digits>.pdf.
type xian struct{}

var (
	xianPages = regexp.MustCompile(`maxPage\s*=\s*parseInt\(\s*['"]?(\d+)`)
	xianName  = regexp.MustCompile(`^(\d+)\.html$`)
)

const xianItems = "div.m-lst36 li, div.m-lst ul li, div.m-2lst36 li, ul.xxgk_list li"

func (xian) detect(p *Page) bool {
	return p.has("/web_files/", "m-lst36", "m-2lst36", "xxgk_list", "m-txt-article", "maxPage = parseInt", "maxPage=parseInt")
}

// items takes the list alone: the page has other links to articles around it.
func (xian) items(p *Page) []Link {
	items, _ := sorted(p, p.dom.Find(xianItems).FilterFunction(func(_ int, li *goquery.Selection) bool {
		return li.Find("li").Length() == 0
	}).Find("a[href]"), true)
	return items
}

func (xian) next(p *Page) []Request {
	m, at := xianPages.FindSubmatch(p.Text), xianName.FindStringSubmatch(path.Base(p.URL.Path))
	if m == nil || at == nil {
		return nil
	}
	pages, _ := strconv.Atoi(string(m[1]))
	current, _ := strconv.Atoi(at[1])
	dir := strings.TrimSuffix(p.URL.Path, at[0])
	return p.numbered(current, min(pages, mostPages), func(k int) string { return fmt.Sprintf("%s%d.html", dir, k) })
}
