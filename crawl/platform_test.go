package crawl_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"gongkai"
	"gongkai/crawl/cms"
	"gongkai/internal/sitetest"
)

// TestPlatforms: interfaces that a pack describes are crawled as lists of pages
// are: completely, each document once and in its article, and the next night
// without a body.
func TestPlatforms(t *testing.T) {
	for _, c := range []struct {
		name string
		make func([]sitetest.Article) *sitetest.Fake
		json gongkai.JSON
	}{
		{"articles asked for", sitetest.NewPlatform, gongkai.JSON{
			Body: "page_num=1&typeid=2", Page: "page_num", Pages: "page.total_page", Items: "budgetTemplates", Title: "title", Date: "createtime",
			Article: "/front/getTemporaryFiles.do#{uuid}", ArticleBody: "uuid={uuid}", Documents: "files", Document: "/front/download.do?iid={iid}", DocumentTitle: "filename",
		}},
		{"articles held", sitetest.NewInline, gongkai.JSON{
			Body: `{"query":{"pageIndex":"0","code":"140105000"}}`, Page: "query.pageIndex", Total: "data.total", Items: "data.rows", Title: "{agencyName}", Date: "pubDate",
			Article: "#{id}", Documents: "attachList", Document: "{fileUrl}", DocumentTitle: "name",
		}},
		{"until a page is empty", sitetest.NewInline, gongkai.JSON{
			Body: `{"query":{"pageIndex":"0"}}`, Page: "query.pageIndex", Items: "data.rows", Title: "agencyName", Date: "pubDate", Documents: "attachList", Document: "{fileUrl}",
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			articles := disclosures()
			w := newWorld(t, c.make(articles))
			w.source.Select.JSON = c.json
			if err := cms.Check(w.source.Select); err != nil {
				t.Fatal(err)
			}
			r, log := w.run()
			if len(r.Failed) > 0 || r.Stopped != "" || r.Vanished > 0 {
				t.Errorf("%+v", r)
			}
			got := w.captured()
			for _, a := range articles {
				for _, d := range a.Attachments {
					want := a.Title + "|" + a.Date + "|"
					if g := got[string(d.Data)]; len(g) != 1 || !strings.HasPrefix(g[0], want) {
						t.Errorf("%s of %s: captured as %q", d.Name, a.Title, g)
					}
				}
			}
			if len(got) != len(w.fake.Published()) {
				t.Errorf("%d documents, want %d", len(got), len(w.fake.Published()))
			}
			documents := 0
			for _, q := range log {
				if q.Status == http.StatusOK && q.Method == http.MethodGet {
					documents++
				}
			}
			if documents != len(w.fake.Published()) {
				t.Errorf("%d documents were asked for", documents)
			}
			w.now = w.now.Add(24 * time.Hour)
			if r, _ := w.run(); r.New+r.Replaced+r.Copied+r.Vanished+r.Articles+r.Documents > 0 || r.Lists == 0 || len(r.Failed) > 0 {
				t.Errorf("second night %+v", r)
			}
		})
	}
}
