package crawl_test

import (
	"context"
	"fmt"
	"testing"

	"gongkai/crawl"
	"gongkai/internal/sitetest"
)

// TestLook: what a probe of a fake says is enough to crawl it completely.
func TestLook(t *testing.T) {
	articles := disclosures()[:12] // two pages
	for i, fake := range sitetest.Fakes(articles) {
		t.Run(fmt.Sprintf("%d %s", i, fake.Family), func(t *testing.T) {
			w := newWorld(t, fake)
			opt := w.opt
			opt.Frontier, opt.Store = crawl.Forgetful{}, nil
			p, err := crawl.New(opt).Look(context.Background(), w.source.Seeds[0])
			if err != nil {
				t.Fatal(err)
			}
			if len(fake.Log()) > 5 {
				t.Errorf("asked %d times", len(fake.Log()))
			}
			if p.Source.CMS != fake.Family || p.Wanted == 0 || p.Dated != p.Items || p.Next == 0 || len(p.Documents) == 0 || p.Article.Date == "" || len(p.Notes) > 0 {
				t.Errorf("probe %+v", p)
			}
			s := p.Source
			s.Region, s.ID = "610117", "test"
			w.source = s
			if r, _ := w.run(); len(r.Failed) > 0 || len(w.captured()) != len(fake.Published()) {
				t.Errorf("%d documents of %d: %+v", len(w.captured()), len(fake.Published()), r)
			}
		})
	}
}
