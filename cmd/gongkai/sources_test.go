package main

import (
	"bytes"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"gongkai/internal/sitetest"
	"gongkai/sources"
)

// runs the program in this process.
func runs(t *testing.T, args ...string) (code int, out, errs string) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	code = run(append(args, "--data", t.TempDir()), strings.NewReader(""), &stdout, &stderr)
	return code, stdout.String(), stderr.String()
}

// TestSourcesAdd prints a pack of a site that is right as soon as the region is
// given, and that sources check takes.
func TestSourcesAdd(t *testing.T) {
	fake := sitetest.NewTRS([]sitetest.Article{{Title: "甲局2026年部门预算", Date: "2026-01-05", Attachments: []sitetest.Attachment{{Name: "a.pdf", Data: []byte("%PDF-1.4 %%EOF")}}}})
	server := httptest.NewServer(fake)
	defer server.Close()
	code, out, errs := runs(t, "sources", "add", server.URL+fake.Seed, "--delay", "1ns", "--id", "jia")
	if code != exitDone || !strings.Contains(out, "to be filled in: region") || !strings.Contains(out, "cms: trs") {
		t.Errorf("without a region: exit code %d\n%s%s", code, out, errs)
	}
	code, out, errs = runs(t, "sources", "add", server.URL+fake.Seed, "--delay", "1ns", "--id", "jia", "--region", "610117", "--name", "某区")
	if code != exitDone || strings.Contains(out, "to be filled in") {
		t.Errorf("exit code %d\n%s%s", code, out, errs)
	}
	if _, err := sources.Parse([]byte(out)); err != nil {
		t.Errorf("the printed pack: %v\n%s", err, out)
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "jia.yaml"), []byte(out), 0o644); err != nil {
		t.Fatal(err)
	}
	if code, out, errs := runs(t, "sources", "check", dir); code != exitDone || !strings.Contains(out, "1 source packs are right") {
		t.Errorf("check: exit code %d\n%s%s", code, out, errs)
	}
	if err := os.WriteFile(filepath.Join(dir, "bad.yaml"), []byte("id: bad\nname: x\nregion: '610117'\ncms: typo3\nseeds: [http://x/]\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if code, out, _ := runs(t, "sources", "check", dir); code != exitFailed || !strings.Contains(out, "typo3") {
		t.Errorf("check of a bad pack: exit code %d\n%s", code, out)
	}
	if code, _, errs := runs(t, "sources", "add", "nonsense"); code != exitFailed || strings.Count(errs, "\n") > 2 {
		t.Errorf("no URL: exit code %d\n%s", code, errs)
	}
}

func TestSinceTime(t *testing.T) {
	now := time.Date(2026, 3, 8, 12, 0, 0, 0, time.UTC)
	for _, c := range []struct{ text, want string }{
		{"2026-03-01", "2026-02-28T16:00:00Z"}, {"7d", "2026-03-01T12:00:00Z"}, {"36h", "2026-03-07T00:00:00Z"}, {"1.5d", "2026-03-07T00:00:00Z"},
		{"yesterday", ""}, {"-3d", ""}, {"", ""},
	} {
		got, err := sinceTime(c.text, now)
		if err != nil && c.want != "" || err == nil && got.UTC().Format(time.RFC3339) != c.want {
			t.Errorf("%q: %v, %v, want %s", c.text, got, err, c.want)
		}
	}
}
