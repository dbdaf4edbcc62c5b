package archive

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"gongkai"
)

func open(t *testing.T, dir string) *Archive {
	t.Helper()
	a, err := Open(context.Background(), dir)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestOriginals(t *testing.T) {
	ctx := context.Background()
	a := open(t, t.TempDir())
	defer func() { _ = a.Close() }()
	d, n, err := a.Put(ctx, strings.NewReader("内容"), 100)
	if err != nil || n != 6 || d != gongkai.DigestOf([]byte("内容")) {
		t.Fatalf("Put = %v, %d, %v", d, n, err)
	}
	if again, _, err := a.Put(ctx, strings.NewReader("内容"), 100); err != nil || again != d {
		t.Fatalf("second Put = %v, %v", again, err)
	}
	if data, err := a.Get(ctx, d); err != nil || string(data) != "内容" {
		t.Fatalf("Get = %q, %v", data, err)
	}
	if _, _, err := a.Put(ctx, bytes.NewReader(make([]byte, 101)), 100); err == nil {
		t.Error("Put took more than its limit")
	}
	v := gongkai.Versions{Extract: 1, Transform: 2, Registry: 3}
	if err := a.PutDerived(ctx, "reading", d, v, []byte("{}")); err != nil {
		t.Fatal(err)
	}
	if data, ok, err := a.GetDerived(ctx, "reading", d, v); err != nil || !ok || string(data) != "{}" {
		t.Fatalf("GetDerived = %q, %v, %v", data, ok, err)
	}
	v.Transform++
	if _, ok, err := a.GetDerived(ctx, "reading", d, v); err != nil || ok {
		t.Fatalf("GetDerived of another version = %v, %v", ok, err)
	}
}

func TestLocked(t *testing.T) {
	dir := t.TempDir()
	a := open(t, dir)
	if _, err := Open(context.Background(), dir); !errors.Is(err, gongkai.ErrLocked) || !strings.Contains(err.Error(), "pid") {
		t.Errorf("second Open: %v, want ErrLocked that names the holder", err)
	}
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	if err := open(t, dir).Close(); err != nil {
		t.Fatal(err)
	}
}

func TestCatalogue(t *testing.T) {
	ctx := context.Background()
	dir := t.TempDir()
	a := open(t, dir)
	one, two := gongkai.DigestOf([]byte("1")), gongkai.DigestOf([]byte("2"))
	for _, c := range []gongkai.Capture{
		{Source: "s", URL: "http://h/1.pdf", Parent: "http://h/a", Digest: one, FetchedAt: time.Unix(1, 0)},
		{Source: "s", URL: "http://h/2.pdf", Parent: "http://h/a", Digest: two, FetchedAt: time.Unix(2, 0)},
		{Source: "s", URL: "http://h/1.pdf", Parent: "http://h/a", Digest: one, FetchedAt: time.Unix(3, 0)},
		{Source: "s", URL: "http://h/copy.pdf", Parent: "http://h/b", Digest: one, FetchedAt: time.Unix(4, 0)},
	} {
		if err := a.RecordCapture(ctx, c); err != nil {
			t.Fatal(err)
		}
	}
	list, err := a.Disclosures(ctx)
	if err != nil || len(list) != 2 || len(list[0].Publications) != 2 || len(list[0].Publications[0].Captures) != 1 {
		t.Fatalf("Disclosures = %+v, %v", list, err)
	}
	v := gongkai.Versions{Extract: 1, Transform: 1, Registry: 1}
	if err := a.RecordOutcome(ctx, one, v, gongkai.Outcome{Status: gongkai.StatusOK}, "f"); err != nil {
		t.Fatal(err)
	}
	if got, f, ok, err := a.OutcomeOf(ctx, one); err != nil || !ok || got != v || f != "f" {
		t.Fatalf("OutcomeOf = %v %q %v %v", got, f, ok, err)
	}
	first, _ := a.NextSequence(ctx)
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	a = open(t, dir)
	defer func() { _ = a.Close() }()
	if second, err := a.NextSequence(ctx); err != nil || second <= first {
		t.Fatalf("NextSequence = %d after %d, %v", second, first, err)
	}
	lost := gongkai.Visit{Source: "s", URL: "http://h/3.pdf", Role: gongkai.RoleDocument}
	if err := a.Seed(ctx, []gongkai.Visit{lost}); err != nil {
		t.Fatal(err)
	}
	lost.Reason = "not_found"
	if _, err := a.Settle(ctx, gongkai.Visited{Visit: lost}); err != nil {
		t.Fatal(err)
	}
	counts, err := a.Status(ctx)
	if err != nil {
		t.Fatal(err)
	}
	total := map[string]int{}
	for _, c := range counts {
		total[c.State] += c.N
	}
	if total["captured"] != 2 || total["processed"] != 1 || total["waiting"] != 2 || total["failed"] != 1 {
		t.Errorf("Status = %v", counts)
	}
}
