package pipeline_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"go.uber.org/zap"

	"gongkai"
	"gongkai/archive"
	"gongkai/pipeline"
)

// shelf is a warehouse in memory: what is visible, and whether it takes more.
type shelf struct {
	visible   map[gongkai.Digest]gongkai.Versions
	sequences []uint64
	fails     error
}

func (s *shelf) Name() string { return "shelf" }

func (s *shelf) Publish(_ context.Context, _ string, sequence uint64, pubs []gongkai.Publication) error {
	if s.fails != nil {
		return s.fails
	}
	for _, p := range pubs {
		s.visible[p.Reading.Digest] = p.Reading.Versions
	}
	s.sequences = append(s.sequences, sequence)
	return nil
}

func (s *shelf) Fits(p *gongkai.Publication) error {
	if p.Reading.Document.Title == "huge" {
		return errors.New("a number too large")
	}
	return nil
}

func (s *shelf) Published(context.Context) (map[gongkai.Digest]gongkai.Versions, error) {
	return maps.Clone(s.visible), nil
}

// plain reads text: its first word is the outcome. It counts what it is given.
type plain struct {
	mu    sync.Mutex
	reads map[string]int
	fails error
}

func (r *plain) Read(_ context.Context, data []byte) (*gongkai.Document, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.fails != nil {
		return nil, r.fails
	}
	if r.reads == nil {
		r.reads = map[string]int{}
	}
	r.reads[string(data)]++
	status, title, _ := strings.Cut(string(data), " ")
	return &gongkai.Document{Outcome: gongkai.Outcome{Status: gongkai.Status(status)}, MediaType: title}, nil
}

// works is a real archive with a pipeline over it.
type works struct {
	*testing.T
	dir   string
	store *archive.Archive
	read  *plain
	shelf *shelf
	p     *pipeline.Pipeline
}

func newWorks(t *testing.T) *works {
	t.Helper()
	w := &works{T: t, dir: t.TempDir(), read: &plain{}, shelf: &shelf{visible: map[gongkai.Digest]gongkai.Versions{}}}
	var err error
	if w.store, err = archive.Open(t.Context(), w.dir); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = w.store.Close() })
	w.p = &pipeline.Pipeline{
		Catalogue: w.store, Reader: w.read, Workers: 3, Logger: zap.NewNop(),
		Meaning: pipeline.Meaning{
			Versions: gongkai.Versions{Extract: 1, Transform: 1, Registry: 1},
			Read: func(doc *gongkai.Document, region string) gongkai.Reading {
				return gongkai.Reading{Outcome: doc.Outcome, Document: gongkai.DocumentInfo{Title: doc.MediaType, Region: region}, Facts: []gongkai.Fact{{}, {}}}
			},
			Settle: func([]*gongkai.Reading) {},
		},
	}
	return w
}

// capture stores a document that an article links.
func (w *works) capture(article, text string) gongkai.Digest {
	w.Helper()
	d, n, err := w.store.Put(w.Context(), strings.NewReader(text), 1000)
	if err != nil {
		w.Fatal(err)
	}
	c := gongkai.Capture{Source: "s", Region: "610117", URL: "http://h/" + article + "/" + d.Short(), Parent: "http://h/" + article, Digest: d, Size: n, FetchedAt: time.Now()}
	if err := w.store.RecordCapture(w.Context(), c); err != nil {
		w.Fatal(err)
	}
	return d
}

func (w *works) process(want pipeline.Processed) {
	w.Helper()
	got, err := w.p.Process(w.Context())
	if diff := cmp.Diff(want, got); err != nil || diff != "" {
		w.Errorf("process: %v\n%s", err, diff)
	}
}

func (w *works) load(want pipeline.Loaded) {
	w.Helper()
	got, err := w.p.Load(w.Context(), w.shelf)
	if want.Why == nil {
		want.Why = map[gongkai.Why]int{}
	}
	if diff := cmp.Diff(want, got); err != nil || diff != "" {
		w.Errorf("load: %v\n%s", err, diff)
	}
}

// standings as text: digest's text, why it waits.
func (w *works) standings() string {
	w.Helper()
	all, err := pipeline.Standings(w.Context(), w.store, w.p.Meaning.Versions, "shelf")
	if err != nil {
		w.Fatal(err)
	}
	var lines []string
	for _, s := range all {
		lines = append(lines, strings.TrimSpace(fmt.Sprintf("%s process=%s load=%s loaded=%v %s", s.Read.Status, s.Process, s.Load, s.Loaded, s.Refused)))
	}
	return strings.Join(lines, "\n")
}

type (
	counts = map[gongkai.Status]int
	whys   = map[gongkai.Why]int
)

// TestPipeline goes through what happens to documents over many nights: each is
// read and loaded once, again only when there is a reason, and then it is said.
func TestPipeline(t *testing.T) {
	w := newWorks(t)
	w.process(pipeline.Processed{Read: counts{}, Why: whys{}})
	w.capture("a", "ok budget")
	w.capture("b", "scanned pages")
	if got, want := w.standings(), "process=new load= loaded=false\nprocess=new load= loaded=false"; got != want {
		t.Errorf("standings:\n%s\nwant:\n%s", got, want)
	}
	w.process(pipeline.Processed{Read: counts{"ok": 1, "scanned": 1}, Why: whys{gongkai.WhyNew: 2}})
	w.load(pipeline.Loaded{Documents: 2, Facts: 4, Why: whys{gongkai.WhyNew: 2}})
	if got, want := w.standings(), "ok process= load= loaded=true\nscanned process= load= loaded=true"; got != want {
		t.Errorf("standings:\n%s\nwant:\n%s", got, want)
	}

	// The next night nothing is done.
	w.process(pipeline.Processed{Read: counts{}, Why: whys{}, Current: 2})
	w.load(pipeline.Loaded{Current: 2})

	// A file comes to an article: its disclosure is judged again.
	w.capture("a", "ok tables")
	w.process(pipeline.Processed{Read: counts{"ok": 2}, Why: whys{gongkai.WhyNew: 2}, Current: 1})
	w.load(pipeline.Loaded{Documents: 2, Facts: 4, Why: whys{gongkai.WhyNew: 1, gongkai.WhyDisclosure: 1}, Current: 1})

	// The same bytes in one more place: no document is new, one is judged again.
	w.capture("c", "scanned pages")
	w.process(pipeline.Processed{Read: counts{"scanned": 1}, Why: whys{gongkai.WhyDisclosure: 1}, Current: 2})
	w.load(pipeline.Loaded{Documents: 1, Facts: 2, Why: whys{gongkai.WhyDisclosure: 1}, Current: 2})

	// A new version of the program reads all again.
	w.p.Meaning.Versions.Transform++
	w.process(pipeline.Processed{Read: counts{"ok": 2, "scanned": 1}, Why: whys{gongkai.WhyVersion: 3}})
	w.load(pipeline.Loaded{Documents: 3, Facts: 6, Why: whys{gongkai.WhyVersion: 3}})

	// The warehouse lost a document: it is the truth about what it holds.
	delete(w.shelf.visible, gongkai.DigestOf([]byte("ok tables")))
	w.load(pipeline.Loaded{Documents: 1, Facts: 2, Why: whys{gongkai.WhyGone: 1}, Current: 2})

	for i := 1; i < len(w.shelf.sequences); i++ {
		if w.shelf.sequences[i] <= w.shelf.sequences[i-1] {
			t.Errorf("sequences do not grow: %v", w.shelf.sequences)
		}
	}
}

// TestRefused: a document that does not fit is a row with its reason, and keeps
// no other from being loaded.
func TestRefused(t *testing.T) {
	w := newWorks(t)
	w.capture("a", "ok huge")
	w.capture("b", "ok small")
	w.process(pipeline.Processed{Read: counts{"ok": 2}, Why: whys{gongkai.WhyNew: 2}})
	w.load(pipeline.Loaded{Documents: 1, Facts: 2, Why: whys{gongkai.WhyNew: 1}, Refused: 1})
	if got, want := w.standings(), "ok process= load= loaded=false a number too large\nok process= load= loaded=true"; got != want {
		t.Errorf("standings:\n%s\nwant:\n%s", got, want)
	}
}

// TestLost: a stored reading that is gone is made again.
func TestLost(t *testing.T) {
	w := newWorks(t)
	w.capture("a", "ok budget")
	w.process(pipeline.Processed{Read: counts{"ok": 1}, Why: whys{gongkai.WhyNew: 1}})
	if err := os.RemoveAll(filepath.Join(w.dir, "derived")); err != nil {
		t.Fatal(err)
	}
	w.load(pipeline.Loaded{Lost: 1})
	w.process(pipeline.Processed{Read: counts{"ok": 1}, Why: whys{gongkai.WhyNew: 1}})
	w.load(pipeline.Loaded{Documents: 1, Facts: 2, Why: whys{gongkai.WhyNew: 1}})
}

// TestFailures: a reader or a warehouse that fails ends the stage with its
// error, what was done until then counts, and the next run does the rest.
func TestFailures(t *testing.T) {
	w := newWorks(t)
	for i := range 20 {
		w.capture(fmt.Sprint(i), fmt.Sprint("ok ", i))
	}
	w.read.fails = errors.New("no worker starts")
	if r, err := w.p.Process(t.Context()); !errors.Is(err, w.read.fails) || len(r.Read) > 0 {
		t.Errorf("process: %+v, %v", r, err)
	}
	w.read.fails = nil
	w.process(pipeline.Processed{Read: counts{"ok": 20}, Why: whys{gongkai.WhyNew: 20}})
	w.shelf.fails = errors.New("disk full")
	if r, err := w.p.Load(t.Context(), w.shelf); !errors.Is(err, w.shelf.fails) || r.Documents != 0 {
		t.Errorf("load: %+v, %v", r, err)
	}
	w.shelf.fails = nil
	w.load(pipeline.Loaded{Documents: 20, Facts: 40, Why: whys{gongkai.WhyNew: 20}})
	for text, n := range w.read.reads {
		if n != 1 {
			t.Errorf("%q was read %d times", text, n)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := w.p.Process(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("process of a run that was ended: %v", err)
	}
}

// TestLostOriginal: an original that is gone costs its document, which waits
// until the file is back; the others of its article are read.
func TestLostOriginal(t *testing.T) {
	w := newWorks(t)
	gone := w.capture("a", "ok budget")
	w.capture("a", "ok tables")
	w.capture("b", "ok accounts")
	path := filepath.Join(w.dir, "originals", gone.Hex()[:2], gone.Hex())
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	w.process(pipeline.Processed{Read: counts{"ok": 2}, Why: whys{gongkai.WhyNew: 2}, Lost: 1})
	if got := w.standings(); strings.Count(got, "ok process=") != 2 || !strings.Contains(got, "process=new load= loaded=false") {
		t.Errorf("standings:\n%s", got)
	}
	if err := os.WriteFile(path, []byte("other bytes"), 0o600); err != nil {
		t.Fatal(err)
	}
	w.process(pipeline.Processed{Read: counts{"ok": 1}, Why: whys{gongkai.WhyNew: 1}, Current: 1, Lost: 1})
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	w.process(pipeline.Processed{Read: counts{"ok": 2}, Why: whys{gongkai.WhyNew: 2}, Current: 1})
}
