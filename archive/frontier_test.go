package archive_test

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"time"

	"gongkai"
	"gongkai/archive"
)

// TestManySources: sources that are crawled at once have one frontier, whose
// statements are prepared while others hold its connection.
func TestManySources(t *testing.T) {
	for range 20 { // each with statements that nobody has prepared
		a, err := archive.Open(context.Background(), t.TempDir())
		if err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
		var group sync.WaitGroup
		for i := range 8 {
			group.Go(func() {
				source := fmt.Sprint("s", i)
				v := gongkai.Visit{Source: source, URL: "http://" + source + "/", Role: gongkai.RoleList, Page: 1}
				if err := a.Seed(ctx, []gongkai.Visit{v}); err != nil {
					t.Error(err)
				}
				for k := range 5 {
					v, ok, err := a.Next(ctx, source, time.Now(), nil)
					if err != nil || !ok {
						t.Errorf("%s: %v %v", source, ok, err)
						return
					}
					found := gongkai.Visit{Source: source, URL: fmt.Sprintf("https://%s/%d", source, k), Role: gongkai.RoleArticle}
					v.Visited, v.Due = time.Now(), time.Now().Add(time.Hour)
					if r, err := a.Settle(ctx, gongkai.Visited{Visit: v, At: time.Now(), Found: []gongkai.Visit{found}}); err != nil || r.Found != 1 {
						t.Errorf("%s: %+v %v", source, r, err)
					}
				}
			})
		}
		group.Wait()
		cancel()
		if err := a.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// TestSchemesAreOne: what is known over http is not found anew over https.
func TestSchemesAreOne(t *testing.T) {
	a, err := archive.Open(context.Background(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = a.Close() }()
	ctx, now := t.Context(), time.Now()
	article := gongkai.Visit{Source: "s", URL: "http://h/a", Role: gongkai.RoleArticle, Visited: now, Due: now.Add(time.Hour)}
	if err := a.Seed(ctx, []gongkai.Visit{article, {Source: "s", URL: "https://h/a?to=http://h/a", Role: gongkai.RoleArticle}}); err != nil {
		t.Fatal(err)
	}
	document := func(url string) gongkai.Visit {
		return gongkai.Visit{Source: "s", URL: url, Role: gongkai.RoleDocument, Parent: article.URL}
	}
	for _, c := range []struct {
		urls            []string
		found, vanished int
	}{{[]string{"http://h/1.pdf", "https://h/1.pdf"}, 1, 0}, {[]string{"https://h/1.pdf"}, 0, 0}, {[]string{"http://h/1.pdf", "https://h/2.pdf"}, 1, 0}, {[]string{"http://h/2.pdf"}, 0, 1}} {
		s := gongkai.Visited{Visit: article, At: now, Read: true, Found: []gongkai.Visit{{Source: "s", URL: "https://h/a", Role: gongkai.RoleArticle}}}
		for _, u := range c.urls {
			s.Documents = append(s.Documents, document(u))
		}
		r, err := a.Settle(ctx, s)
		if err != nil || r.Found != c.found || r.Vanished != c.vanished {
			t.Errorf("%q: %+v %v, want %d found, %d vanished", c.urls, r, err, c.found, c.vanished)
		}
	}
}
