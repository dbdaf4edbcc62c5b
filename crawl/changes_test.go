package crawl_test

import (
	"context"
	"net/http"
	"slices"
	"testing"
	"time"

	"gongkai"
	"gongkai/internal/sitetest"
)

// TestChanges: a document replaced under its URL, one that appears in a second
// article, a link that vanishes and returns, an article that is gone.
func TestChanges(t *testing.T) {
	version := func(s string) []byte { return append(slices.Clone(goodPDF), s...) }
	articles := func(first []byte, second ...sitetest.Attachment) []sitetest.Article {
		return []sitetest.Article{
			{Title: "甲局2026年部门预算", Date: "2026-01-05", Attachments: []sitetest.Attachment{{Name: "甲.pdf", Data: first}}},
			{Title: "乙局2026年部门预算", Date: "2026-01-06", Attachments: second},
		}
	}
	a, b := sitetest.Attachment{Name: "一.pdf", Data: version("b1")}, sitetest.Attachment{Name: "二.pdf", Data: version("a1")}
	w := newWorld(t, sitetest.NewXian(articles(version("a1"), a, b)))
	server := &switched{}
	server.to.Store(w.fake)
	l := listen(t, server)
	w.source.Seeds = []string{"http://" + l + w.fake.Seed}
	step := func(days int, list []sitetest.Article, gone bool, want ...gongkai.ChangeKind) {
		t.Helper()
		from := w.now
		w.now = w.now.Add(time.Duration(days) * 24 * time.Hour)
		fake := sitetest.NewXian(list)
		if gone {
			fake.Before = func(rw http.ResponseWriter, r *http.Request) bool {
				if !isFile(r) || r.Header.Get("If-None-Match") == "" {
					return false
				}
				rw.WriteHeader(http.StatusGone)
				return true
			}
		}
		server.to.Store(fake)
		w.fake = fake
		w.run()
		changes, err := w.archive.Changes(context.Background(), from.Add(time.Second))
		if err != nil {
			t.Fatal(err)
		}
		var got []gongkai.ChangeKind
		for _, c := range changes {
			got = append(got, c.Kind)
			if c.Kind == gongkai.ChangeReplaced && (c.Before != gongkai.DigestOf(version("a1")) || c.After != gongkai.DigestOf(version("a2"))) {
				t.Errorf("replaced: %+v", c)
			}
		}
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("after %d days: %v, want %v", days, got, want)
		}
	}
	step(1, articles(version("a1"), a, b), false, gongkai.ChangeNew, gongkai.ChangeNew, gongkai.ChangeCopied)
	step(20, articles(version("a2"), a, b), false, gongkai.ChangeReplaced)
	step(20, articles(version("a2"), a), false, gongkai.ChangeVanished)
	step(90, articles(version("a2"), a, b), false, gongkai.ChangeReturned)
	step(365, articles(version("a2"), a, b), true, gongkai.ChangeGone, gongkai.ChangeGone, gongkai.ChangeGone)
}
