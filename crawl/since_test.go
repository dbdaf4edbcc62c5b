package crawl_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"gongkai/internal/sitetest"
)

// TestSince: a list ends where all that is wanted on a page is too old, whatever
// stands around it; the pages after are asked for in no later night either.
func TestSince(t *testing.T) {
	var articles []sitetest.Article
	for i := range 60 {
		day := time.Date(2026, 2, 1, 0, 0, 0, 0, time.UTC).AddDate(0, -i, 0)
		a := sitetest.Article{Title: fmt.Sprintf("某局第%d次预算公开", i), Date: day.Format(time.DateOnly)}
		a.Attachments = []sitetest.Attachment{{Name: "公开.pdf", Data: fmt.Appendf(nil, "%%PDF-1.7\n%d\n%%%%EOF\n", i)}}
		articles = append(articles, a)
	}
	for _, fake := range []*sitetest.Fake{sitetest.NewXian(articles), sitetest.NewTRS(articles), sitetest.NewPlain(articles), sitetest.NewGkmlpt(articles)} {
		t.Run(fake.Family, func(t *testing.T) {
			if fake.Family == "trs" { // news beside every page of the list
				site := sitetest.NewTRS(articles)
				fake.Before = func(w http.ResponseWriter, r *http.Request) bool {
					if !strings.Contains(r.URL.Path, "index_") {
						return false
					}
					site.ServeHTTP(w, r)
					_, _ = w.Write([]byte(`<li><a href="/xw/202602/t20260228_1.html">News</a><span>2026-02-28</span></li><a href="/gg/t20260227_2.html">More</a>`))
					return true
				}
			}
			w := newWorld(t, fake)
			w.source.Since = "2024-12-15" // 14 articles: one page, and four of the second
			for night := range 3 {
				r, _ := w.run()
				if night == 0 && r.New != 14 || night > 0 && r.New != 0 || len(r.Failed) > 0 || r.Stopped != "" {
					t.Errorf("night %d: %+v", night, r)
				}
				if r.Lists > 5 {
					t.Errorf("night %d: %d pages of a list of which three are needed", night, r.Lists)
				}
				w.now = w.now.Add(48 * time.Hour)
			}
		})
	}
}
