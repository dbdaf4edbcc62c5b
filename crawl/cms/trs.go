package cms

import (
	"fmt"
	"path"
	"regexp"
	"strconv"
	"strings"
)

// trs is TRS WCM and what looks like it: static pages, index.html, index_1.html
// (the second), …, announced by a call of createPageHTML whose arguments come
// in several orders.
type trs struct{}

var (
	// createPage is a call with a literal count, not the definition.
	createPage = regexp.MustCompile(`(?i)\bcreatePage(?:HTML)?\s*\(([^()]*)\)`)
	countPage  = regexp.MustCompile(`(?i)\b(?:countPage|pageCount)\s*=\s*(?:parseInt\(\s*)?['"]?(\d+)`)
	current    = regexp.MustCompile(`(?i)\bcurrentPage\s*=\s*['"]?(\d+)`)
	extension  = regexp.MustCompile(`(?i)^(s?html?|jsp|aspx?|php)$`)
	trsSign    = regexp.MustCompile(`TRS_Editor|TRS_UEDITOR|TRS_AUTOADD|trs_editor|trs_ta\b|trs_web|trs_favicon`)
	trsArticle = regexp.MustCompile(`href\s*=\s*["']?([^"'<> ]*?)(?:t20\d{6}_\d+|t\d{6,8})\.s?html?`)
)

func (trs) detect(p *Page) bool {
	if _, ok := createCall(p); ok {
		return true
	}
	if p.has("trs_", "TRS_") && trsSign.Match(p.Text) {
		return true
	}
	for _, m := range trsArticle.FindAllSubmatch(p.Text, -1) { // its own articles, not those of a ministry that it links
		dir := string(m[1])
		if !strings.HasPrefix(dir, "http") && !strings.HasPrefix(dir, "//") || strings.Contains(dir, "//"+p.URL.Host+"/") {
			return true
		}
	}
	return false
}

// call is how createPageHTML was called.
type call struct {
	pages, current int
	name, ext      string
	oneBased       bool // Hanzhong: the first page is 1, the second name_2
}

// createCall reads the first call of createPageHTML with numbers in it:
// (total, current, "index", "html"), the same with all quoted, and
// ('element', total, current, 'name', 'shtml', records), which counts from 1.
func createCall(p *Page) (call, bool) {
	for _, m := range createPage.FindAllSubmatchIndex(p.Text, -1) {
		line := p.Text[max(0, m[0]-200):m[0]]
		if i := strings.LastIndexByte(string(line), '\n'); i >= 0 {
			line = line[i+1:]
		}
		if t := strings.TrimSpace(string(line)); strings.HasPrefix(t, "//") || strings.HasSuffix(t, "function") {
			continue
		}
		var numbers []int
		var names []string
		c := call{}
		for i, arg := range strings.Split(string(p.Text[m[2]:m[3]]), ",") {
			arg = strings.Trim(strings.TrimSpace(arg), `'"`)
			n, err := strconv.Atoi(arg)
			switch {
			case err == nil && len(numbers) < 2:
				numbers = append(numbers, n)
			case err == nil:
			case extension.MatchString(arg) && len(names) > 0:
				c.ext = arg
			case arg != "" && c.ext == "": // what follows the ending is how the pager looks
				c.oneBased = c.oneBased || i == 0 && len(numbers) == 0
				names = append(names, arg)
			}
		}
		if len(numbers) < 2 || c.ext == "" {
			continue
		}
		// ("index", "html", total, current) has its name first and counts from 0
		if len(names) == 1 {
			c.oneBased = false
		}
		c.name = names[len(names)-1]
		c.pages, c.current = max(numbers[0], numbers[1]), min(numbers[0], numbers[1])
		return c, true
	}
	return call{}, false
}

func (trs) next(p *Page) []Request {
	c, ok := createCall(p)
	if !ok {
		m := countPage.FindSubmatch(p.Text)
		at := current.FindSubmatch(p.Text)
		if m == nil || at == nil {
			return nil
		}
		c.pages, _ = strconv.Atoi(string(m[1]))
		c.current, _ = strconv.Atoi(string(at[1]))
		c.name, c.ext = "index", "html"
		if base := path.Base(p.URL.Path); pageName.MatchString(base) {
			name, ext, _ := strings.Cut(base, ".")
			if i := strings.LastIndexByte(name, '_'); i > 0 {
				name = name[:i]
			}
			c.name, c.ext = name, ext
		}
	}
	dir := p.URL.Path[:strings.LastIndexByte(p.URL.Path, '/')+1]
	last := c.pages - 1
	if c.oneBased {
		last = c.pages
	}
	return p.numbered(c.current, last, func(k int) string { return fmt.Sprintf("%s%s_%d.%s", dir, c.name, k, c.ext) })
}

// commonList is the CMS of common_list.shtml, common_list_2.shtml, ….
type commonList struct{}

var (
	commonName = regexp.MustCompile(`(?i)^(\w*list)(?:_(\d+))?\.(s?html?)$`)
	commonSign = regexp.MustCompile(`(?i)/c\d{5,7}/\w*common_list(_\d+)?\.shtml|/c\d{5,7}/\w*list\.shtml|/c\d{5,7}/(20\d\d-?\d\d(-\d\d)?|20\d\d/\d{1,2}/\d{1,2})/[\w]+\.shtml|/c\d{5,7}/\w+\.shtml|listCollect`)
	// collected is how its pager is told the number of pages.
	collected = regexp.MustCompile(`(?i)listCollect\w*\s*\(\s*['"]?(\d+)|createPageHTML\(\s*['"]?[\w-]*['"]?\s*,\s*['"]?(\d+)`)
)

func (commonList) detect(p *Page) bool { return p.has("/c", "listCollect") && commonSign.Match(p.Text) }

func (commonList) next(p *Page) []Request {
	m := commonName.FindStringSubmatch(path.Base(p.URL.Path))
	if m == nil {
		return nil
	}
	pages := p.count()
	if c, ok := createCall(p); ok {
		pages = max(pages, c.pages)
	}
	if t := collected.FindSubmatch(p.Text); t != nil {
		n, _ := strconv.Atoi(string(t[1]) + string(t[2]))
		pages = max(pages, min(n, mostPages))
	}
	at := 1
	if m[2] != "" {
		at, _ = strconv.Atoi(m[2])
	}
	dir := p.URL.Path[:strings.LastIndexByte(p.URL.Path, '/')+1]
	return p.numbered(at, pages, func(k int) string { return fmt.Sprintf("%s%s_%d.%s", dir, m[1], k, m[3]) })
}
