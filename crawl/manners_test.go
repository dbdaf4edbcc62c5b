package crawl_test

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"gongkai"
	"gongkai/crawl"
	"gongkai/internal/sitetest"
)

// TestPace: with a delay, requests to one host keep it, from the server's log;
// robots.txt may ask for more.
func TestPace(t *testing.T) {
	for _, c := range []struct {
		robots string
		least  time.Duration
	}{{"", 60 * time.Millisecond}, {"User-agent: gongkai\nCrawl-delay: 0.15\n", 150 * time.Millisecond}} {
		fake := one(goodPDF, "公开.pdf")
		fake.Robots = c.robots
		w := newWorld(t, fake)
		w.opt.UserAgent, w.opt.Delay = "gongkai/1 (+mailto:a@example.org)", 60*time.Millisecond
		_, log := w.run()
		for i := range log[1:] {
			if gap := log[i+1].Time.Sub(log[i].Time); i > 0 && gap < c.least-time.Millisecond {
				t.Errorf("%s came %s after the request before it, want %s", log[i+1].Path, gap, c.least)
			}
		}
	}
}

func TestRobots(t *testing.T) {
	for _, c := range []struct {
		name   string
		status int
		body   string
		want   string
	}{
		{"none", 404, "", "new"}, {"a page", 200, "<html>404</html>", "new"}, {"forbidden", 403, "", "stopped"}, {"broken", 502, "", "stopped"},
		{"query", 200, "User-agent: *\nDisallow: /*?\n", "new"}, {"all", 200, "User-agent: *\nDisallow: /\n", "refused"}, {"another robot", 200, "User-agent: other\nDisallow: /\n", "new"},
	} {
		t.Run(c.name, func(t *testing.T) {
			fake := one(goodPDF, "公开.pdf")
			fake.Before = func(w http.ResponseWriter, r *http.Request) bool {
				if r.URL.Path != "/robots.txt" {
					return false
				}
				w.WriteHeader(c.status)
				_, _ = io.WriteString(w, c.body)
				return true
			}
			w := newWorld(t, fake)
			r, log := w.run()
			got := "stopped"
			switch {
			case r.New == 1:
				got = "new"
			case r.Failed[crawl.ReasonRobots] == 1 && r.Stopped == "":
				got = "refused"
			}
			if got != c.want || got != "new" && len(log) != 1 {
				t.Errorf("%s after %d requests, want %s: %+v", got, len(log), c.want, r)
			}
		})
	}
}

// TestHostIsLeftAlone: a challenge ends the host for the run and a while after;
// robots.txt is believed for hours, not for ever.
func TestHostIsLeftAlone(t *testing.T) {
	fake := one(goodPDF, "公开.pdf")
	var closed atomic.Bool
	closed.Store(true)
	fake.Before = func(w http.ResponseWriter, _ *http.Request) bool {
		if closed.Load() {
			w.WriteHeader(http.StatusPreconditionFailed)
		}
		return closed.Load()
	}
	w := newWorld(t, fake)
	if r, log := w.run(); len(log) != 1 || r.Failed[crawl.ReasonChallenge] != 1 || !strings.Contains(r.Stopped, "left alone") {
		t.Errorf("%d requests, %+v", len(log), r)
	}
	closed.Store(false)
	w.now = w.now.Add(10 * time.Minute)
	if r, log := w.run(); len(log) != 0 || r.Stopped == "" {
		t.Errorf("ten minutes later: %d requests, %+v", len(log), r)
	}
	w.now = w.now.Add(time.Hour)
	if r, _ := w.run(); r.New != 1 || r.Stopped != "" {
		t.Errorf("an hour later: %+v", r)
	}
}

func TestCapsAndHours(t *testing.T) {
	w := newWorld(t, sitetest.NewTRS(disclosures()))
	w.source.Hours = "22-7" // 22:00 UTC is 6:00 in Shanghai
	w.opt.Sample = 3
	if r, _ := w.run(); r.New != 3 || !strings.Contains(r.Stopped, "sample") {
		t.Errorf("sample: %+v", r)
	}
	w.now = w.now.Add(2 * time.Hour)
	if r, log := w.run(); len(log) != 0 || !strings.Contains(r.Stopped, "hours") {
		t.Errorf("outside its hours: %d requests, %+v", len(log), r)
	}
	w.now = w.now.Add(14 * time.Hour)
	w.opt.Sample, w.opt.Delay, w.source.Daily = 0, time.Microsecond, 10
	if r, _ := w.run(); len(w.fake.Log()) != 10 || !strings.Contains(r.Stopped, "left alone") {
		t.Errorf("daily cap: %d requests today, %+v", len(w.fake.Log()), r)
	}
	if r, log := w.run(); len(log) != 0 {
		t.Errorf("daily cap, second run of the day: %d requests, %+v", len(log), r)
	}
	w.source.Since, w.source.Daily = "2024-01-01", 0
	w.now = w.now.Add(24 * time.Hour)
	if r, _ := w.run(); len(r.Failed) > 0 || r.Stopped != "" {
		t.Errorf("%+v", r)
	}
}

// TestFirewall: 429 on one host slows the other hosts of its prefecture, and
// those alone; asserted from the hosts' own logs.
func TestFirewall(t *testing.T) {
	const delay = 40 * time.Millisecond
	for _, c := range []struct {
		status, times int
		named         string // the group in the packs
	}{{http.StatusTooManyRequests, 2, ""}, {http.StatusServiceUnavailable, 2, "one firewall"}, {http.StatusPreconditionFailed, 4, ""}} {
		t.Run(fmt.Sprint(c.status, c.named), func(t *testing.T) {
			t.Parallel()
			var refused atomic.Pointer[time.Time]
			var list []gongkai.Source
			var fakes []*sitetest.Fake
			w := newWorld(t, sitetest.NewXian(nil)) // all sources have one archive
			// the first refuses once; the second stands behind its firewall, the third does not
			for i, region := range []string{"610117", "610116", "620102"} {
				fake := sitetest.NewXian(disclosures()[:6])
				if i == 0 {
					fake.Before = func(w http.ResponseWriter, r *http.Request) bool {
						now := time.Now()
						if r.URL.Path == "/robots.txt" || !refused.CompareAndSwap(nil, &now) {
							return false
						}
						w.WriteHeader(c.status)
						return true
					}
				}
				s := w.source
				s.ID, s.Region, s.Seeds, s.Hosts = fmt.Sprint("s", i), region, []string{"http://" + listen(t, fake) + fake.Seed}, nil
				if i == 1 && c.named != "" {
					s.Region = "110101"
				}
				if i < 2 {
					s.Firewall = c.named
				}
				list, fakes = append(list, s), append(fakes, fake)
			}
			w.opt.Delay = delay
			if _, err := crawl.New(w.opt).Run(context.Background(), list); err != nil {
				t.Fatal(err)
			}
			for i, fake := range fakes[1:] {
				var gaps []time.Duration
				log := fake.Log()
				for k := 1; k < len(log); k++ {
					if log[k-1].Time.After(*refused.Load()) {
						gaps = append(gaps, log[k].Time.Sub(log[k-1].Time))
					}
				}
				if len(gaps) < 10 {
					t.Fatalf("%d requests after the refusal", len(gaps))
				}
				gaps = gaps[1:] // the first was waited for already
				var sum time.Duration
				for _, g := range gaps {
					sum += g
				}
				mean, least, slow := sum/time.Duration(len(gaps)), slices.Min(gaps), time.Duration(c.times)*delay
				if i == 0 && least < slow-time.Millisecond || i == 1 && least >= slow {
					t.Errorf("host %d: %s between two requests in the mean, %s at least; the delay is %s", i+1, mean, least, delay)
				}
			}
		})
	}
}
