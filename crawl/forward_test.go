package crawl_test

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"gongkai/internal/sitetest"
)

// TestForward: a page that only sends a browser on is followed, once and within
// the source's hosts; one that asks for a proof first is a challenge.
func TestForward(t *testing.T) {
	for _, c := range []struct {
		name, page string
		want       string
	}{
		{"script", `<script>window.location.href="%s";</script>`, "new"},
		{"replace", `<html><head><script>location.replace('%s')</script></head><body>正在跳转</body></html>`, "new"},
		{"meta", `<html><head><meta http-equiv="refresh" content="0; url=%s"></head></html>`, "new"},
		{"in a circle", `<script>location.href="/zwgk/czxx/qzfyjs/1.html"</script>`, "nothing"},
		{"elsewhere", `<script>location.href="http://ads.example/x%s"</script>`, "redirect"},
		{"with a proof", `<script>document.cookie="a=1";location.href="%s"</script>`, "challenge"},
	} {
		t.Run(c.name, func(t *testing.T) {
			fake := one(goodPDF, "公开.pdf")
			inner := one(goodPDF, "公开.pdf")
			fake.Before = func(w http.ResponseWriter, r *http.Request) bool {
				switch {
				case strings.HasSuffix(r.URL.Path, "/1.html"):
					page := c.page
					if strings.Contains(page, "%s") {
						page = fmt.Sprintf(page, "/zwgk/czxx/qzfyjs/real.html")
					}
					_, _ = fmt.Fprint(w, page)
				case strings.HasSuffix(r.URL.Path, "/real.html"):
					r.URL.Path, r.RequestURI = fake.Seed, fake.Seed
					inner.ServeHTTP(w, r)
				default:
					return false
				}
				return true
			}
			w := newWorld(t, fake)
			r, log := w.run()
			got := "nothing"
			switch {
			case r.New == 1 && len(r.Failed) == 0:
				got = "new"
			case r.Failed["challenge"] == 1:
				got = "challenge"
			case r.Failed["redirect"] == 1:
				got = "redirect"
			}
			if got != c.want || len(log) > 8 {
				t.Errorf("%s after %d requests, want %s: %+v", got, len(log), c.want, r)
			}
			if c.want == "new" {
				w.now = w.now.Add(24 * time.Hour)
				if r, _ := w.run(); r.New > 0 || r.Unchanged == 0 || len(r.Failed) > 0 {
					t.Errorf("second night: %+v", r)
				}
			}
		})
	}
}

// TestWWW: a site that sends on to its name with www. is the same site.
func TestWWW(t *testing.T) {
	fake := sitetest.NewXian(disclosures()[:3])
	w := schemed(t, fake, "http://district.gov.cn", twoSchemes{})
	address := listen(t, http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		if r.Host != district {
			http.Redirect(rw, r, "http://"+district+r.URL.RequestURI(), http.StatusFound)
			return
		}
		fake.ServeHTTP(rw, r)
	}))
	w.opt.Dial = func(ctx context.Context, network, _ string) (net.Conn, error) {
		return (&net.Dialer{}).DialContext(ctx, network, address)
	}
	if r, _ := w.run(); r.New != len(fake.Published()) || len(r.Failed) > 0 {
		t.Errorf("%+v", r)
	}
}
