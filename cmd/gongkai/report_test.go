package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/knadh/koanf/v2"
	"go.uber.org/zap"

	"gongkai/internal/sitetest"
)

// TestCrawlFlags crawls a fake with everything that a run can be asked for: a
// plan first, then a record, a report, metrics and a webhook, then the same
// from the record alone.
func TestCrawlFlags(t *testing.T) {
	var articles []sitetest.Article
	for i := range 12 {
		a := sitetest.Article{Title: fmt.Sprintf("甲局%d年部门预算", 2015+i), Date: "2026-01-05", Attachments: []sitetest.Attachment{{Name: "a.pdf", Data: fmt.Appendf(nil, "%%PDF-1.4 %d %%%%EOF", i)}}}
		articles = append(articles, a)
	}
	articles[3].Attachments[0].Data = nil // an empty file fails
	fake := sitetest.NewJCMS(articles)
	server := httptest.NewServer(fake)
	defer server.Close()
	var posted bytes.Buffer
	hook := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { _, _ = io.Copy(&posted, r.Body) }))
	defer hook.Close()
	dir := t.TempDir()
	in := func(name string) string { return filepath.Join(dir, name) }
	pack := "id: jia\nname: 某区\nregion: '610117'\ncms: auto\ndelay: 1ns\ndaily: 100000\nunits: [甲局]\nfirst_year: 2015\nseeds: ['" + server.URL + fake.Seed + "']\n"
	if err := os.WriteFile(in("jia.yaml"), []byte(pack), 0o644); err != nil {
		t.Fatal(err)
	}
	crawl := func(data string, args ...string) (int, string) {
		var stdout, stderr bytes.Buffer
		code := run(append([]string{"crawl", "--sources", dir, "--source", "jia", "--data", in(data)}, args...), strings.NewReader(""), &stdout, &stderr)
		return code, stdout.String() + stderr.String()
	}
	if code, out := crawl("plan", "--dry-run"); code != exitDone || !strings.Contains(out, server.URL+fake.Seed) || len(fake.Log()) != 0 {
		t.Errorf("dry run: exit code %d, %d requests\n%s", code, len(fake.Log()), out)
	}
	code, out := crawl("data", "--record", in("warc"), "--report", in("report.json"), "--metrics", in("gongkai.prom"), "--webhook", hook.URL)
	if code != exitPartial || !strings.Contains(out, "11 new documents") {
		t.Errorf("exit code %d\n%s", code, out)
	}
	var report runReport
	data, err := os.ReadFile(in("report.json"))
	if err == nil {
		err = json.Unmarshal(data, &report)
	}
	if err != nil || len(report.Sources) != 1 || report.Sources[0].New != 11 || report.Sources[0].Failed["empty"] != 1 || len(report.Gaps) != 1 || !strings.Contains(posted.String(), `"empty": 1`) {
		t.Errorf("report: %v\n%s\nposted %s", err, data, posted.String())
	}
	if metrics, err := os.ReadFile(in("gongkai.prom")); err != nil || !strings.Contains(string(metrics), `gongkai_crawl_documents{change="new",source="jia"} 11`) || !strings.Contains(string(metrics), `gongkai_crawl_failures{reason="empty",source="jia"} 1`) {
		t.Errorf("metrics: %v\n%s", err, metrics)
	}
	before := len(fake.Log())
	if code, out := crawl("again", "--replay", in("warc")); code != exitPartial || !strings.Contains(out, "11 new documents") || len(fake.Log()) != before {
		t.Errorf("replay: exit code %d, %d requests\n%s", code, len(fake.Log())-before, out)
	}
	if code, out := crawl("sample", "--replay", in("warc"), "--sample", "2"); code != exitDone || !strings.Contains(out, "2 new documents") {
		t.Errorf("sample: exit code %d\n%s", code, out)
	}
	if code, out := crawl("x", "--source", "nobody"); code != exitUsage || !strings.Contains(out, "nobody") {
		t.Errorf("unknown source: exit code %d\n%s", code, out)
	}
	if code, out := crawl("x", "--replay", in("nothing")); code != exitFailed || strings.Count(out, "\n") > 2 {
		t.Errorf("nothing to replay: exit code %d\n%s", code, out)
	}
	// what changed, and what was expected
	var stdout, stderr bytes.Buffer
	if code := run([]string{"changes", "--since", "1h", "--json", "--data", in("data")}, nil, &stdout, &stderr); code != exitDone || strings.Count(stdout.String(), `"kind":"new"`) != 11 {
		t.Errorf("changes: exit code %d\n%s%s", code, stdout.String(), stderr.String())
	}
	stdout.Reset()
	if code := run([]string{"sources", "complete", "--sources", dir, "--data", in("data")}, nil, &stdout, &stderr); code != exitDone || !strings.Contains(stdout.String(), "甲局") || !strings.Contains(stdout.String(), "silent since never") {
		t.Errorf("complete: exit code %d\n%s%s", code, stdout.String(), stderr.String())
	}
}

func TestSchedule(t *testing.T) {
	var out bytes.Buffer
	if code := run([]string{"run", "--schedule", "at night", "--data", t.TempDir()}, nil, &out, &out); code != exitUsage || !strings.Contains(out.String(), "cron") {
		t.Errorf("exit code %d\n%s", code, out.String())
	}
	a := &app{stdout: &out, console: newConsole(&out), conf: koanf.New("."), log: zap.NewNop()}
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	// every second, until the job has run twice
	ran := 0
	err := a.onSchedule(ctx, "* * * * * *", func(context.Context) error {
		if ran++; ran == 2 {
			cancel()
		}
		return nil
	})
	if err != nil || ran != 2 {
		t.Errorf("ran %d times, %v", ran, err)
	}
}
