package crawl_test

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"runtime"
	"sync"
	"testing"
	"time"

	"gongkai"
	"gongkai/crawl"
	"gongkai/internal/sitetest"
)

// TestManyHosts: the night of 200 sites takes as long as the slowest of them,
// with one connection to each and memory that does not follow their number.
func TestManyHosts(t *testing.T) {
	const hosts, delay = 200, 100 * time.Millisecond
	var mu sync.Mutex
	open, most := map[string]int{}, map[string]int{}
	var list []gongkai.Source
	var fakes []*sitetest.Fake
	for i := range hosts {
		n := 2
		if i == hosts-1 { // the slowest comes last
			n = 8
		}
		fake := sitetest.NewXian(articles(n))
		l, err := net.Listen("tcp", fmt.Sprintf("127.0.%d.%d:0", 1+i/100, 1+i%100))
		if err != nil {
			t.Skipf("no addresses besides 127.0.0.1: %v", err)
		}
		server := httptest.NewUnstartedServer(fake)
		_ = server.Listener.Close()
		server.Listener = l
		name := l.Addr().String()
		server.Config.ConnState = func(_ net.Conn, s http.ConnState) {
			mu.Lock()
			defer mu.Unlock()
			switch s {
			case http.StateNew:
				open[name]++
				most[name] = max(most[name], open[name])
			case http.StateClosed, http.StateHijacked:
				open[name]--
			}
		}
		server.Start()
		t.Cleanup(server.Close)
		list = append(list, gongkai.Source{ID: fmt.Sprintf("s%d", i), Region: fmt.Sprintf("%06d", 110000+i*100), CMS: "xian", Seeds: []string{server.URL + fake.Seed}, Titles: []string{"预算"}})
		fakes = append(fakes, fake)
	}
	w := newWorld(t, sitetest.NewXian(nil))
	w.opt.Delay, w.opt.Timeouts = delay, crawl.Timeouts{}
	done := make(chan struct{})
	var peak uint64
	go func() {
		for {
			select {
			case <-done:
				return
			case <-time.After(50 * time.Millisecond):
				var m runtime.MemStats
				runtime.ReadMemStats(&m)
				peak = max(peak, m.HeapAlloc)
			}
		}
	}()
	begin := time.Now()
	reports, err := crawl.New(w.opt).Run(context.Background(), list)
	took := time.Since(begin)
	done <- struct{}{}
	if err != nil {
		t.Fatal(err)
	}
	requests := 0
	var slowest, together time.Duration
	for i, r := range reports {
		if r.New+r.Copied != len(fakes[i].Published()) || len(r.Failed) > 0 || r.Stopped != "" {
			t.Errorf("%+v", r)
		}
		log := fakes[i].Log()
		requests += len(log)
		span := log[len(log)-1].End.Sub(log[0].Time)
		slowest, together = max(slowest, span), together+span
		for k := 1; k < len(log); k++ {
			if gap := log[k].Time.Sub(log[k-1].End); gap < delay-time.Millisecond {
				t.Errorf("%s: %s after the answer before it", log[k].Host, gap)
			}
		}
	}
	for name, n := range most {
		if n > 1 {
			t.Errorf("%d connections to %s at once", n, name)
		}
	}
	t.Logf("%d requests to %d hosts in %s, the slowest host took %s; heap at most %d MB", requests, hosts, took.Round(time.Millisecond), slowest.Round(time.Millisecond), peak>>20)
	// with time to spare that is the slowest's; on a machine that others use, or
	// with the race detector, it still is far from one after the other
	if atOnce := together / took; atOnce < 20 {
		t.Errorf("%s for hosts that took %s together, the slowest %s: %d at once", took, together, slowest, atOnce)
	}
	if peak > 200<<20 {
		t.Errorf("%d MB of heap", peak>>20)
	}
}
