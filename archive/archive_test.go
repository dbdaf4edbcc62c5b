package archive

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/google/go-cmp/cmp"

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
	// An original that changed on the disk is never read as if it were whole.
	path := filepath.Join(a.dir, originalPath(d))
	if err := os.WriteFile(path, []byte("内"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := a.Get(ctx, d); err == nil || !strings.Contains(err.Error(), path) {
		t.Errorf("Get of a changed original: %v", err)
	}
	if _, _, err := a.Put(ctx, strings.NewReader("内容"), 100); err != nil { // fetched again, it is whole again
		t.Fatal(err)
	}
	if data, err := a.Get(ctx, d); err != nil || string(data) != "内容" {
		t.Fatalf("Get = %q, %v", data, err)
	}
	v := gongkai.Versions{Extract: 1, Transform: 2, Registry: 3}
	if err := a.PutDerived(ctx, "reading", d, v, []byte("{}")); err != nil {
		t.Fatal(err)
	}
	if data, ok, err := a.GetDerived(ctx, "reading", d, v); err != nil || !ok || string(data) != "{}" {
		t.Fatalf("GetDerived = %q, %v, %v", data, ok, err)
	}
	// One that is damaged is one that is not there: it can be made again.
	if err := os.WriteFile(filepath.Join(a.dir, derivedPath("reading", d, v)), []byte("(µ/ý"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, ok, err := a.GetDerived(ctx, "reading", d, v); err != nil || ok {
		t.Fatalf("GetDerived of damage = %v, %v", ok, err)
	}
	if err := a.PutDerived(ctx, "reading", d, v, []byte("{}")); err != nil {
		t.Fatal(err)
	}
	v.Transform++
	if _, ok, err := a.GetDerived(ctx, "reading", d, v); err != nil || ok {
		t.Fatalf("GetDerived of another version = %v, %v", ok, err)
	}
}

// TestBrokenOff stores from readers that fail and are canceled: nothing is
// stored, nothing is left, and the reader's own error comes back.
func TestBrokenOff(t *testing.T) {
	a := open(t, t.TempDir())
	defer func() { _ = a.Close() }()
	broken := errors.New("connection reset")
	if _, _, err := a.Put(t.Context(), io.MultiReader(strings.NewReader("half"), iotest.ErrReader(broken)), 100); !errors.Is(err, broken) {
		t.Errorf("Put = %v, want the reader's error", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, _, err := a.Put(ctx, strings.NewReader("whole"), 100); !errors.Is(err, context.Canceled) {
		t.Errorf("Put = %v, want that it was canceled", err)
	}
	for _, pattern := range []string{"tmp/*", "originals/*/*"} {
		if left, _ := filepath.Glob(filepath.Join(a.dir, pattern)); len(left) > 0 {
			t.Errorf("left behind: %v", left)
		}
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
	first, _ := a.NextSequence(ctx)
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	a = open(t, dir)
	defer func() { _ = a.Close() }()
	if second, err := a.NextSequence(ctx); err != nil || second <= first {
		t.Fatalf("NextSequence = %d after %d, %v", second, first, err)
	}
}

// visit settles a visit of now, due again in a day.
func visit(ctx context.Context, a *Archive, v gongkai.Visit) error {
	if err := a.Seed(ctx, []gongkai.Visit{v}); err != nil {
		return err
	}
	v.Visited, v.Due = time.Now(), time.Now().Add(24*time.Hour)
	_, err := a.Settle(ctx, gongkai.Visited{Visit: v, At: v.Visited})
	return err
}

// TestWork records what was done to documents, and finds it in an archive that
// is opened again and in a view.
func TestWork(t *testing.T) {
	ctx := context.Background()
	dir := t.TempDir()
	a := open(t, dir)
	one, two := gongkai.DigestOf([]byte("1")), gongkai.DigestOf([]byte("2"))
	read := gongkai.Work{Versions: gongkai.Versions{Extract: 1, Transform: 2, Registry: 3}, Outcome: gongkai.Outcome{Status: gongkai.StatusScanned, Reason: "all pages"}, Disclosure: "f"}
	older := gongkai.Work{Versions: gongkai.Versions{Extract: 1, Transform: 1, Registry: 1}, Disclosure: "f"}
	refused := gongkai.Work{Versions: read.Versions, Disclosure: "f", Outcome: gongkai.Outcome{Reason: "too large a number"}}
	for _, err := range []error{
		a.RecordOutcome(ctx, one, older),
		a.RecordOutcome(ctx, one, read),
		a.RecordOutcome(ctx, two, read),
		a.ForgetOutcome(ctx, two),
		a.RecordLoaded(ctx, "here", one, older),
		a.RecordLoaded(ctx, "there", one, read),
		a.RecordLoaded(ctx, "there", two, read),
		a.ForgetLoaded(ctx, "there", two),
		a.RecordRefusal(ctx, two, refused),
		a.RecordRefusal(ctx, one, refused),
		a.RecordLoaded(ctx, "here", one, older), // what was loaded is refused no more
		visit(ctx, a, gongkai.Visit{Source: "s", URL: "http://h/3.pdf", Role: gongkai.RoleDocument, Reason: "not_found", Tries: 2}),
		visit(ctx, a, gongkai.Visit{Source: "s", URL: "http://h/1.html", Role: gongkai.RoleArticle}),
		a.Seed(ctx, []gongkai.Visit{{Source: "s", URL: "http://h/2.html"}}),
		a.Close(),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	read.Reason, older.Reason = "all pages", ""
	check := func(what string, got map[gongkai.Digest]gongkai.Work, err error, want map[gongkai.Digest]gongkai.Work) {
		t.Helper()
		if diff := cmp.Diff(want, got); err != nil || diff != "" {
			t.Errorf("%s: %v\n%s", what, err, diff)
		}
	}
	there := gongkai.Work{Versions: read.Versions, Disclosure: "f"}
	verify := func(r interface {
		Outcomes(context.Context) (map[gongkai.Digest]gongkai.Work, error)
		Loads(context.Context, string) (map[gongkai.Digest]gongkai.Work, error)
		Refusals(context.Context) (map[gongkai.Digest]gongkai.Work, error)
	},
	) {
		t.Helper()
		got, err := r.Outcomes(ctx)
		check("outcomes", got, err, map[gongkai.Digest]gongkai.Work{one: read})
		got, err = r.Loads(ctx, "here")
		check("loads here", got, err, map[gongkai.Digest]gongkai.Work{one: older})
		got, err = r.Loads(ctx, "there")
		check("loads there", got, err, map[gongkai.Digest]gongkai.Work{one: there})
		got, err = r.Refusals(ctx)
		check("refusals", got, err, map[gongkai.Digest]gongkai.Work{two: refused})
	}
	a = open(t, dir)
	defer func() { _ = a.Close() }()
	verify(a)
	v, err := OpenView(ctx, dir) // while the archive is held
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = v.Close() }()
	verify(v)
	failures, err := v.Failures(ctx)
	if err != nil || len(failures) != 1 || failures[0].Reason != "not_found" || failures[0].Tries != 2 {
		t.Errorf("Failures = %+v, %v", failures, err)
	}
	visits, err := v.Visits(ctx, time.Now())
	if got := visits["s"]; err != nil || got.Visited != 2 || got.Due != 1 || time.Since(got.Last) > time.Minute {
		t.Errorf("Visits = %+v, %v", visits, err)
	}
	// What is written now is seen by the next question.
	if err := a.RecordOutcome(ctx, two, read); err != nil {
		t.Fatal(err)
	}
	if got, err := v.Outcomes(ctx); err != nil || len(got) != 2 {
		t.Errorf("a view does not see what was written after it was opened: %v, %v", got, err)
	}
}

// TestView opens what is no data folder, one that cannot be written to, and
// one of another version.
func TestView(t *testing.T) {
	ctx := context.Background()
	if _, err := OpenView(ctx, t.TempDir()); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("an empty folder: %v, want fs.ErrNotExist", err)
	}
	dir := t.TempDir()
	a := open(t, dir)
	if _, err := a.NextSequence(ctx); err != nil {
		t.Fatal(err)
	}
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(dir, 0o555); err != nil { // no place for SQLite's index; root writes all the same
		t.Fatal(err)
	}
	v, err := OpenView(ctx, dir)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := v.Disclosures(ctx); err != nil {
		t.Error(err)
	}
	if err := errors.Join(v.Close(), os.Chmod(dir, 0o755)); err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("sqlite", filepath.Join(dir, catalogueName))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.ExecContext(ctx, "PRAGMA user_version = 999"); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := OpenView(ctx, dir); err == nil || !strings.Contains(err.Error(), "version 999") {
		t.Errorf("a catalogue of the future: %v", err)
	}
	if _, err := Open(ctx, dir); err == nil || !strings.Contains(err.Error(), "version 999") {
		t.Errorf("a catalogue of the future: %v", err)
	}
	if err := os.WriteFile(filepath.Join(dir, catalogueName), []byte("this is no catalogue, whatever its name says"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := OpenView(ctx, dir); err == nil || gongkai.HintOf(err) == "" {
		t.Errorf("no database: %v, want an error with a hint", err)
	}
}
