package cms

import (
	"regexp"
	"strings"

	"github.com/PuerkitoBio/goquery"

	"gongkai"
)

var (
	titleMeta = []string{"ArticleTitle", "articletitle"}
	dateMeta  = []string{"PubDate", "pubdate", "publishdate", "PublishDate", "publishtime", "PublishTime", "publishedtime", "firstpublishedtime"}
)

// titles are elements that hold an article's title where it is no h1.
const titles = "h1, h2, h3, .title, #title, .article-title, .arti_title, .xl_title, .content-title, .con_title, .tit"

// published are the words before the day of publication, the surest first; the
// day on which a document was written (成文日期) is another.
var published = []*regexp.Regexp{
	regexp.MustCompile(`(?:发布|公开|发文|上传|更新|公示|录入)\s*(?:时间|日期)\s*[:：]?\s*(20\d\d\s*[-./年]?\s*\d{1,2}\s*[-./月]?\s*\d{1,2})`),
	regexp.MustCompile(`(?:^|[^\p{Han}])(?:时间|日期)\s*[:：]\s*(20\d\d\s*[-./年]?\s*\d{1,2}\s*[-./月]?\s*\d{1,2})`),
}

// heading reads an article's title and day of publication.
func heading(p *Page, sel gongkai.Selectors) (title, day, window string) {
	if sel.Title != "" {
		title = squeeze(p.dom.Find(sel.Title).First().Text())
	}
	if sel.Date != "" {
		day = date(p.dom.Find(sel.Date).First().Text())
	}
	for _, m := range titleMeta {
		if title == "" {
			title = squeeze(p.dom.Find("meta[name="+m+"]").AttrOr("content", ""))
		}
	}
	whole := squeeze(p.dom.Find("title").First().Text())
	window = whole
	for _, sep := range []string{"_", " - ", "--", "-"} {
		if before, _, ok := strings.Cut(window, sep); ok && strings.TrimSpace(before) != "" {
			window = strings.TrimSpace(before)
			break
		}
	}
	if title == "" {
		title = headline(p, whole)
	}
	for _, m := range dateMeta {
		if day == "" {
			day = date(p.dom.Find("meta[name="+m+"], meta[property="+m+"]").AttrOr("content", ""))
		}
	}
	if day == "" {
		day = dateOf(p.URL.String())
	}
	if day == "" {
		p.dom.Find(".time, .date, .pubtime, .info, .source, .xl_info, .article-info, #pubtime, .arti_update").EachWithBreak(func(_ int, s *goquery.Selection) bool {
			day = publishedIn(s.Text())
			return day == ""
		})
	}
	if day == "" {
		day = publishedIn(spaced(p))
		if day == "" {
			p.dom.Find(".time, .date, .pubtime, .info, .source, .xl_info, .article-info, #pubtime").EachWithBreak(func(_ int, s *goquery.Selection) bool {
				day = date(s.Text())
				return day == ""
			})
		}
	}
	return title, day, window
}

// headline is the heading that the window shows too: the first h1 often is the
// site's own name, which stands last there. Without a window it is the first.
func headline(p *Page, window string) (title string) {
	first := ""
	p.dom.Find(titles).EachWithBreak(func(_ int, s *goquery.Selection) bool {
		t := squeeze(s.Text())
		switch {
		case t == "" || len(t) > 600:
			return true
		case strings.HasPrefix(window, t):
			title = t
			return false
		case first == "" && (window == "" || goquery.NodeName(s) == "h1" && !strings.HasSuffix(window, t)):
			first = t
		}
		return true
	})
	if title == "" {
		title = first
	}
	return title
}

// publishedIn reads the day after words that say that it is the publication's.
func publishedIn(text string) string {
	for _, re := range published {
		if m := re.FindStringSubmatch(text); m != nil {
			if day := date(m[1]); day != "" {
				return day
			}
			if digits := strings.Join(strings.Fields(m[1]), ""); len(digits) == 8 {
				return date(digits[:4] + "-" + digits[4:6] + "-" + digits[6:])
			}
		}
	}
	return ""
}

// spaced is the text of a page with a space between elements.
func spaced(p *Page) string {
	return string(markup.ReplaceAll(p.Text, []byte(" ")))
}

var markup = regexp.MustCompile(`(?is)<script.*?</script>|<style.*?</style>|<!--.*?-->|<[^>]*>`)
