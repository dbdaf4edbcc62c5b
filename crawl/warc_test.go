package crawl_test

import (
	"context"
	"os"
	"testing"

	"gongkai/archive"
	"gongkai/crawl"
	"gongkai/internal/sitetest"
)

// TestRecordAndReplay crawls a site with POST and JSON into a WARC and crawls
// the WARC into another archive: the same documents, and no network.
func TestRecordAndReplay(t *testing.T) {
	for _, fake := range []*sitetest.Fake{sitetest.NewJCMS(disclosures()), sitetest.NewASPNet(disclosures())} {
		w := newWorld(t, fake)
		dir := t.TempDir()
		rec, err := crawl.Record(dir, nil)
		if err != nil {
			t.Fatal(err)
		}
		w.opt.Transport = rec
		if r, _ := w.run(); len(r.Failed) > 0 {
			t.Fatalf("%+v", r)
		}
		if err := rec.Close(); err != nil {
			t.Fatal(err)
		}
		want := w.captured()
		replay, err := crawl.OpenReplay(dir)
		if err != nil {
			t.Fatal(err)
		}
		if w.archive, err = archive.Open(context.Background(), t.TempDir()); err != nil {
			t.Fatal(err)
		}
		defer func() { _ = w.archive.Close() }()
		w.opt.Frontier, w.opt.Store, w.opt.Transport = w.archive, w.archive, replay
		r, log := w.run()
		if len(log) != 0 || len(r.Failed) > 0 || len(w.captured()) != len(want) || len(want) != len(fake.Published()) {
			t.Errorf("%d requests, %d documents of %d, %+v", len(log), len(w.captured()), len(want), r)
		}
	}
	if _, err := crawl.OpenReplay(t.TempDir()); err == nil {
		t.Error("an empty folder was opened")
	}
	bad := t.TempDir()
	if err := os.WriteFile(bad+"/x.warc", []byte("no WARC"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := crawl.OpenReplay(bad); err == nil {
		t.Error("a file that is no WARC was opened")
	}
}
