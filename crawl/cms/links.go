package cms

import (
	"net/url"
	"path"
	"regexp"
	"strings"

	"github.com/PuerkitoBio/goquery"

	"gongkai"
)

// clean repairs how links are written: spaces around, backslashes, line breaks.
func clean(href string) string {
	href = strings.Map(func(r rune) rune {
		if r == '\n' || r == '\r' || r == '\t' {
			return -1
		}
		return r
	}, strings.TrimSpace(href))
	path, query, ok := strings.Cut(href, "?")
	path = strings.ReplaceAll(path, `\`, "/")
	if ok {
		return path + "?" + query
	}
	return path
}

// pageEndings are what pages are called by, those of JEECMS and webplus too.
const pageEndings = `s?html?|jhtml|jspx?|psp|aspx?|php|do`

var badEscape = regexp.MustCompile(`%([^0-9A-Fa-f]|.[^0-9A-Fa-f]|.?$)`)

// resolve makes a link absolute, without its fragment; "" when it is none. The
// case of percent-encoding and of the path stays: servers tell them apart.
func (p *Page) resolve(href string) string {
	href = clean(href)
	low := strings.ToLower(href)
	if href == "" || href[0] == '#' || strings.HasPrefix(low, "javascript:") || strings.HasPrefix(low, "data:") || strings.HasPrefix(low, "mailto:") {
		return ""
	}
	href = badEscape.ReplaceAllString(href, "%25$1")
	u, err := p.base.Parse(href)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return ""
	}
	u.Fragment, u.RawFragment = "", ""
	if port := u.Port(); port == "80" && u.Scheme == "http" || port == "443" && u.Scheme == "https" {
		u.Host = strings.TrimSuffix(u.Host, ":"+port)
	}
	u.Host = strings.ToLower(u.Host)
	u.RawQuery = escapeQuery(u.RawQuery)
	if u.Path == "" {
		u.Path = "/"
	}
	return u.String()
}

// escapeQuery escapes what a query must not hold raw (spaces, Chinese) and
// nothing else.
func escapeQuery(q string) string {
	var b strings.Builder
	for i := range len(q) {
		switch c := q[i]; {
		case c <= ' ' || c >= 0x7f || c == '"' || c == '<' || c == '>':
			b.WriteByte('%')
			b.WriteByte("0123456789ABCDEF"[c>>4])
			b.WriteByte("0123456789ABCDEF"[c&15])
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

var (
	// articleName are last parts of paths that name one article: TRS
	// t20240829_2027133, 大汉 art_…, Guangdong post_…, bare numbers and hashes.
	articleName = regexp.MustCompile(`(?i)^(t\d{6,8}(_\d+)?|art_\w+|(post|content|info|article|show|detail|c\d+)[_-]\d\w*|\d{4,}(_\d+)*|[0-9a-f]{16,64}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})\.(` + pageEndings + `)$`)
	// articlePath are paths that name an article whatever their last part is:
	// VSB's /info/1021/456.htm, webplus' c1234a56789/page.htm, c789/content.html.
	articlePath = regexp.MustCompile(`(?i)/info/\d+/\d+\.html?$|/c\d+a\d+/page\.(html?|psp)$|/c\d+/content\.s?html?$`)
	// namedNumber are articles of which a word and a number are all there is:
	// /detail/12345, /content/8f0e1d2c-3b4a-5968-7786-95a4b3c2d1e0.
	namedNumber = regexp.MustCompile(`(?i)/(show|detail|details|content|view|article|articles|info|news)/(\d{3,}|[0-9a-f]{8}(-?[0-9a-f]{4}){3}-?[0-9a-f]{12})$`)
	// datedPath are paths with the day or month of publication.
	datedPath = regexp.MustCompile(`/20\d\d(-?\d\d?)?(/|-)\d{1,2}(/|-)|/20\d{4}/|/20\d{6}/|/20\d\d-\d\d-\d\d/|/20\d\d/\d{1,2}/`)
	// bareNumber are articles without an ending.
	bareNumber = regexp.MustCompile(`^\d{8,}$`)
	// listName are last parts that name a list.
	listName = regexp.MustCompile(`(?i)^(index(_\d+)?|list(_\d+)?|\w*common_list(_\d+)?|\w+_list(_\d+)?|col\d+|\d{1,3})\.(` + pageEndings + `)$`)
	pageName = regexp.MustCompile(`(?i)\.(` + pageEndings + `)$`)
	// articleQuery are parameters that name one article.
	articleQuery = regexp.MustCompile(`(?i)(^|&)(id|infoid|iid|articleid|article_id|newsid|wbnewsid|aid|contentid|content_id|docid)=[\w-]+`)
	articleWord  = regexp.MustCompile(`(?i)(show|detail|content|view|article|info)`)
	dateText     = regexp.MustCompile(`(20\d\d)\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})`)
)

// date reads the first date of a text as YYYY-MM-DD.
func date(text string) string {
	m := dateText.FindStringSubmatch(text)
	if m == nil {
		return ""
	}
	pad := func(s string) string {
		if len(s) == 1 {
			return "0" + s
		}
		return s
	}
	return m[1] + "-" + pad(m[2]) + "-" + pad(m[3])
}

var urlDate = regexp.MustCompile(`(?:/t|/)(20\d\d)[-/]?(\d\d)[-/]?(\d\d)[_/]|/(20\d\d)/(\d{1,2})/(\d{1,2})/`)

// dateOf reads the date that stands in an article's address.
func dateOf(address string) string {
	m := urlDate.FindStringSubmatch(address)
	switch {
	case m == nil:
		return ""
	case m[1] != "":
		return date(m[1] + "-" + m[2] + "-" + m[3])
	}
	return date(m[4] + "-" + m[5] + "-" + m[6])
}

// kind says what a link leads to.
type kind int

const (
	other kind = iota
	anArticle
	aColumn
)

// kindOf judges a link by its address; dated says that a date stands beside it.
func kindOf(u *url.URL, dated bool) kind {
	name := path.Base(u.Path)
	switch {
	case articleQuery.MatchString(u.RawQuery) && (strings.HasSuffix(u.Path, "/") || articleWord.MatchString(name+"?"+u.RawQuery)):
		return anArticle
	case articlePath.MatchString(u.Path), namedNumber.MatchString(u.Path):
		return anArticle
	case strings.HasSuffix(u.Path, "/"):
		return aColumn
	case listName.MatchString(name) && plainPage.MatchString(name) && datedPath.MatchString(u.Path): // 2026-02-01/77.html
		return anArticle
	case articleName.MatchString(name) && !listName.MatchString(name), bareNumber.MatchString(name):
		return anArticle
	case listName.MatchString(name):
		return aColumn
	case pageName.MatchString(name) && datedPath.MatchString(u.Path):
		return anArticle
	case pageName.MatchString(name):
		if dated {
			return anArticle
		}
		return aColumn
	case !strings.Contains(name, "."):
		return aColumn
	}
	return other
}

// text is what is written on a link: its title attribute, which is not cut as
// the text often is, else its text, else the text of its image.
func text(a *goquery.Selection) string {
	title, own := squeeze(a.AttrOr("title", "")), squeeze(a.Text())
	switch {
	case title != "" && (len(title) >= len(own) || strings.HasSuffix(own, "…") || strings.HasSuffix(own, "...")):
		return title
	case own != "":
		return own
	}
	return squeeze(a.Find("img").AttrOr("alt", ""))
}

func squeeze(s string) string { return strings.Join(strings.Fields(s), " ") }

// row is the element that holds one item of a list.
const row = "li, tr, dd, dt, div.item, div.list-item"

// links sorts the links of a page into articles and columns, each once.
func links(p *Page, sel gongkai.Selectors) (items, columns []Link) {
	anchors := p.dom.Find("a[href]")
	if sel.Items != "" {
		anchors = p.dom.Find(sel.Items).FilterFunction(func(_ int, s *goquery.Selection) bool { return goquery.NodeName(s) == "a" }).
			AddSelection(p.dom.Find(sel.Items).Find("a[href]"))
	}
	return sorted(p, anchors, sel.Items != "")
}

// sorted does it for the given anchors; all takes every page for an article.
func sorted(p *Page, anchors *goquery.Selection, all bool) (items, columns []Link) {
	at := map[string]int{}
	anchors.Each(func(_ int, a *goquery.Selection) {
		address := p.resolve(a.AttrOr("href", ""))
		if address == "" {
			return
		}
		u, err := url.Parse(address)
		if err != nil || documentPath.MatchString(u.Path) {
			return
		}
		holder := a.Closest(row)
		day := ""
		if holder.Length() > 0 && holder.Find("a[href]").Length() <= 3 {
			day = date(holder.Text())
		}
		l := Link{URL: address, Title: text(a), Date: day}
		if l.Date == "" {
			l.Date = dateOf(address)
		}
		list := &columns
		switch k := kindOf(u, day != ""); {
		case k == anArticle, all && k != other:
			list = &items
		case k == other || l.Title == "":
			return
		}
		if i, seen := at[address]; seen { // the same article under another text: the longer one says more
			if i < len(*list) && (*list)[i].URL == address && len(l.Title) > len((*list)[i].Title) {
				(*list)[i].Title = l.Title
			}
			return
		}
		at[address] = len(*list)
		*list = append(*list, l)
	})
	return items, columns
}
