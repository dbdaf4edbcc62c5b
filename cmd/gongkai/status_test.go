package main

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"gongkai"
	"gongkai/archive"
)

// TestStatusWhileHeld asks for the status while a run holds the data folder,
// and finds each kind of standing with its reason.
func TestStatusWhileHeld(t *testing.T) {
	ctx := t.Context()
	dir := t.TempDir()
	store, err := archive.Open(ctx, dir)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = store.Close() }()
	capture := func(name, article string) gongkai.Digest {
		d := gongkai.DigestOf([]byte(name))
		c := gongkai.Capture{Source: "gaoling", URL: "http://h/" + name, Parent: "http://h/" + article, Digest: d, Size: 1000, FetchedAt: time.Now()}
		if err := store.RecordCapture(ctx, c); err != nil {
			t.Fatal(err)
		}
		return d
	}
	status := func(flags ...string) (string, report) {
		t.Helper()
		var out, errs bytes.Buffer
		if code := run(append([]string{"status", "--data", dir}, flags...), nil, &out, &errs); code != 0 {
			t.Fatalf("exit %d: %s", code, errs.String())
		}
		text := out.String()
		out.Reset()
		if code := run(append([]string{"status", "--json", "--data", dir}, flags...), nil, &out, &errs); code != 0 {
			t.Fatalf("exit %d: %s", code, errs.String())
		}
		var r report
		if err := json.Unmarshal(out.Bytes(), &r); err != nil {
			t.Fatal(err)
		}
		return text, r
	}
	work := func(d gongkai.Digest, v gongkai.Versions, o gongkai.Outcome) {
		t.Helper()
		// The disclosure's fingerprint is the pipeline's; another one means that
		// the document waits.
		if err := store.RecordOutcome(ctx, d, gongkai.Work{Versions: v, Outcome: o, Disclosure: "another"}); err != nil {
			t.Fatal(err)
		}
	}
	capture("new.pdf", "a")
	older := versions
	older.Extract--
	work(capture("older.pdf", "b"), older, gongkai.Outcome{Status: gongkai.StatusOK})
	work(capture("scan.pdf", "c"), versions, gongkai.Outcome{Status: gongkai.StatusScanned, Reason: "3 of 3 pages are images"})
	work(capture("bad.pdf", "d"), versions, gongkai.Outcome{Status: gongkai.StatusDamaged, Reason: "no pages"})
	lost := gongkai.Visit{Source: "gaoling", URL: "http://h/gone.pdf", Role: gongkai.RoleDocument}
	if err := store.Seed(ctx, []gongkai.Visit{lost}); err != nil {
		t.Fatal(err)
	}
	lost.Reason, lost.Visited, lost.Due = "not_found", time.Now(), time.Now().Add(time.Hour)
	if _, err := store.Settle(ctx, gongkai.Visited{Visit: lost, Detail: "status 404 Not Found"}); err != nil {
		t.Fatal(err)
	}
	text, r := status()
	want := standing{Source: "gaoling", Pages: 1, Captured: 4, Bytes: 4000, Processed: 3, Waiting: 4, Skipped: 1, Failed: 2}
	got := r.Sources[0]
	got.Last = time.Time{}
	if got != want {
		t.Errorf("sources: %+v, want %+v", got, want)
	}
	var lines []string
	for _, x := range r.Reasons {
		lines = append(lines, strings.Join([]string{x.State, x.Reason, amount(x.N)}, " "))
	}
	wantLines := []string{
		"waiting to be processed: disclosure 2", "waiting to be processed: new 1", "waiting to be processed: version 1",
		"skipped scanned 1", "failed damaged 1", "failed not fetched: not_found 1",
	}
	if g, w := strings.Join(lines, "\n"), strings.Join(wantLines, "\n"); g != w {
		t.Errorf("reasons:\n%s\nwant:\n%s", g, w)
	}
	for _, words := range []string{"gaoling         4", "3 of 3 pages are images", "http://h/gone.pdf", "等待 waiting"} {
		if !strings.Contains(text, words) {
			t.Errorf("%q is missing in:\n%s", words, text)
		}
	}
}
