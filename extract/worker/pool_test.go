package worker

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"gongkai"
	"gongkai/internal/limits"
)

func newPool(t testing.TB, o Options) *Pool {
	t.Helper()
	o.Command = []string{os.Args[0]}
	mark := markVar + "=" + strconv.FormatInt(pools.Add(1), 10)
	// The race detector's processes linger for a second otherwise.
	o.Env = append(o.Env, "GORACE=atexit_sleep_ms=0", mark)
	pool, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := pool.Close(); err != nil {
			t.Error(err)
		}
		if left := workersOf(t, pool); len(left) > 0 {
			t.Errorf("workers %v are left after Close", left)
		}
	})
	return pool
}

// markVar tells the workers of pools apart that are tested in parallel.
const markVar = "GONGKAI_WORKER_TEST_POOL"

var pools atomic.Int64

func workersOf(t testing.TB, pool *Pool) []int {
	env := pool.options.Env
	return children(t, os.Getpid(), env[len(env)-1])
}

func readDoc(t testing.TB, pool *Pool, data string) *gongkai.Document {
	t.Helper()
	doc, err := pool.Read(context.Background(), []byte(data))
	if err != nil {
		t.Fatalf("%s: %v", data, err)
	}
	return doc
}

// TestHostileDocuments: each costs itself, says why, and the pool goes on.
func TestHostileDocuments(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("finds descriptors through /proc")
	}
	tests := []struct {
		data   string
		status gongkai.Status
		reason string // a part of it
	}{
		{"hang", gongkai.StatusTimeout, "not read within 300ms"},
		{"spin", gongkai.StatusTimeout, "not read within 300ms"},
		{"obey", gongkai.StatusTimeout, "not read within 300ms"},
		{"half-hang", gongkai.StatusTimeout, "not read within 300ms"},
		{"panic", gongkai.StatusCrashed, "panic: index out of range [5] with length 3 at 0x…"},
		{"panic-elsewhere", gongkai.StatusCrashed, "panic: in another goroutine"},
		{"exit", gongkai.StatusCrashed, "exit status 7"},
		{"exit0", gongkai.StatusCrashed, "exit status 0"},
		{"kill", gongkai.StatusCrashed, "killed"},
		{"overflow", gongkai.StatusCrashed, "fatal error: stack overflow"},
		{"half", gongkai.StatusCrashed, "exit status 0"},
		{"lie", gongkai.StatusCrashed, "broke the protocol"},
		{"forge", gongkai.StatusCrashed, "broke the protocol"},
		{"nothing", gongkai.StatusCrashed, "no document"},
		{"allocate", gongkai.StatusTooLarge, "more than 192 MiB"},
		{"reserve", gongkai.StatusTooLarge, "more than 192 MiB"},
		{"print", gongkai.StatusOK, ""},
		{"flood", gongkai.StatusOK, ""},
		{"stdin", "", ""},
		{"", gongkai.StatusOK, ""},
	}
	for _, tt := range tests {
		for _, fresh := range []bool{true, false} {
			t.Run(tt.data+"/fresh="+strconv.FormatBool(fresh), func(t *testing.T) {
				t.Parallel()
				if raceDetector && (tt.data == "allocate" || tt.data == "reserve") {
					t.Skip("the race detector changes what memory is")
				}
				o := Options{Workers: 1, Memory: 192 << 20, Version: 7}
				if tt.status == gongkai.StatusTimeout {
					o.Deadline = 300 * time.Millisecond
				}
				pool := newPool(t, o)
				if !fresh {
					readDoc(t, pool, "good")
				}
				doc := readDoc(t, pool, tt.data)
				if doc.Status != tt.status || !strings.Contains(doc.Reason, tt.reason) {
					t.Errorf("got %q %q, want %q %q", doc.Status, doc.Reason, tt.status, tt.reason)
				}
				if strings.ContainsAny(doc.Reason, "\n\r") || len([]rune(doc.Reason)) > limits.WorkerReason {
					t.Errorf("reason is not one short line: %q", doc.Reason)
				}
				if tt.status != gongkai.StatusOK && tt.status != "" {
					if doc.PageCount != 0 || len(doc.Tables) != 0 || doc.Tables == nil {
						t.Errorf("partial result: %+v", doc)
					}
					if doc.Digest != gongkai.DigestOf([]byte(tt.data)) || doc.Version != 7 || doc.MediaType != "application/octet-stream" {
						t.Errorf("not said what failed: %+v", doc)
					}
				}
				if next := readDoc(t, pool, "good"); next.Status != gongkai.StatusOK {
					t.Errorf("the next document: %+v", next.Outcome)
				}
			})
		}
	}
}

func TestWorkersAreReusedAndReplaced(t *testing.T) {
	tests := []struct {
		name    string
		options Options
		data    []string
		process []int // which of the processes reads each
	}{
		{"reused", Options{}, []string{"a", "b", "c", "d"}, []int{0, 0, 0, 0}},
		{"after so many documents", Options{Documents: 2}, []string{"a", "b", "c", "d", "e"}, []int{0, 0, 1, 1, 2}},
		{"after it has grown", Options{Memory: 400 << 20}, []string{"a", "leak 250", "c"}, []int{0, 0, 1}},
		{"by itself when its first document dies", Options{}, []string{"a", "touchy", "b"}, []int{0, 1, 1}},
		{"not after a timeout that it reports", Options{Deadline: 100 * time.Millisecond}, []string{"a", "obey", "b"}, []int{0, -1, 0}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if raceDetector && tt.options.Memory > 0 {
				t.Skip("the race detector changes what memory is")
			}
			tt.options.Workers = 1
			pool := newPool(t, tt.options)
			seen := map[int]int{}
			for i, data := range tt.data {
				doc := readDoc(t, pool, data)
				if tt.process[i] < 0 {
					continue
				}
				if doc.Status != gongkai.StatusOK {
					t.Fatalf("%s: %+v", data, doc.Outcome)
				}
				pid := doc.PageCount
				if _, ok := seen[pid]; !ok {
					seen[pid] = len(seen)
				}
				if seen[pid] != tt.process[i] {
					t.Errorf("%s was read by process %d, want %d", data, seen[pid], tt.process[i])
				}
			}
		})
	}
}

func TestManyAtOnce(t *testing.T) {
	t.Parallel()
	pool := newPool(t, Options{Workers: 3, Documents: 7})
	var wg sync.WaitGroup
	var mu sync.Mutex
	pids := map[int]bool{}
	for i := range 60 {
		wg.Go(func() {
			data := "document " + strconv.Itoa(i)
			if i%10 == 3 {
				data = "exit"
			}
			doc, err := pool.Read(context.Background(), []byte(data))
			if err != nil {
				t.Error(err)
				return
			}
			if doc.Digest != gongkai.DigestOf([]byte(data)) {
				t.Errorf("%s got another's answer", data)
			}
			if (doc.Status == gongkai.StatusCrashed) != (data == "exit") {
				t.Errorf("%s: %+v", data, doc.Outcome)
			}
			mu.Lock()
			pids[doc.PageCount] = true
			mu.Unlock()
		})
	}
	wg.Wait()
	if len(pids) < 3 {
		t.Errorf("%d processes took part", len(pids))
	}
}

func TestCancelEndsTheWorkerAtOnce(t *testing.T) {
	t.Parallel()
	pool := newPool(t, Options{Workers: 1})
	ctx, cancel := context.WithCancel(context.Background())
	time.AfterFunc(200*time.Millisecond, cancel)
	begin := time.Now()
	doc, err := pool.Read(ctx, []byte("hang"))
	if !errors.Is(err, context.Canceled) || doc != nil {
		t.Errorf("got %v, %v", doc, err)
	}
	if took := time.Since(begin); took > 5*time.Second {
		t.Errorf("took %v", took)
	}
	if left := workersOf(t, pool); len(left) > 0 {
		t.Errorf("workers %v are left", left)
	}
	if _, err := pool.Read(ctx, []byte("x")); !errors.Is(err, context.Canceled) {
		t.Errorf("a cancelled read: %v", err)
	}
	if doc := readDoc(t, pool, "x"); doc.Status != gongkai.StatusOK {
		t.Errorf("the next document: %+v", doc.Outcome)
	}
}

func TestClose(t *testing.T) {
	t.Parallel()
	pool := newPool(t, Options{Workers: 2})
	readDoc(t, pool, "idle one")
	result := make(chan error, 3)
	for range 3 { // two read, one waits
		go func() {
			_, err := pool.Read(context.Background(), []byte("hang"))
			result <- err
		}()
	}
	time.Sleep(200 * time.Millisecond)
	if err := pool.Close(); err != nil {
		t.Error(err)
	}
	for range 3 {
		if err := <-result; !errors.Is(err, ErrClosed) {
			t.Errorf("a read during Close: %v", err)
		}
	}
	if _, err := pool.Read(context.Background(), nil); !errors.Is(err, ErrClosed) {
		t.Errorf("a read after Close: %v", err)
	}
	if err := pool.Close(); err != nil {
		t.Errorf("closed twice: %v", err)
	}
}

func TestReadFile(t *testing.T) {
	t.Parallel()
	pool := newPool(t, Options{Workers: 1})
	write := func(name string, data []byte) string {
		path := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	big := bytes.Repeat([]byte("预算"), trusted/4) // larger than is trusted at once
	for _, data := range [][]byte{nil, []byte("text"), big} {
		doc, err := pool.ReadFile(context.Background(), write("a.pdf", data))
		if err != nil || doc.Status != gongkai.StatusOK || doc.Digest != gongkai.DigestOf(data) {
			t.Errorf("%d bytes: %v, %v", len(data), doc, err)
		}
	}
	doc, err := pool.ReadFile(context.Background(), write("b.pdf", []byte("exit %PDF-1.4")))
	if err != nil || doc.Status != gongkai.StatusCrashed || doc.Digest != gongkai.DigestOf([]byte("exit %PDF-1.4")) || doc.MediaType != "application/pdf" {
		t.Errorf("crash: %v, %v", doc, err)
	}

	if _, err := pool.ReadFile(context.Background(), filepath.Join(t.TempDir(), "none.pdf")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("missing file: %v", err)
	}
	if _, err := pool.ReadFile(context.Background(), t.TempDir()); err == nil {
		t.Error("a folder was read")
	}
	huge := write("huge.pdf", nil)
	if err := os.Truncate(huge, limits.WorkerRequest+1); err != nil { // sparse
		t.Fatal(err)
	}
	doc, err = pool.ReadFile(context.Background(), huge)
	if err != nil || doc.Status != gongkai.StatusTooLarge {
		t.Errorf("huge file: %v, %v", doc, err)
	}
}

func TestNoWorkerStarts(t *testing.T) {
	t.Parallel()
	if _, err := New(Options{}); err == nil {
		t.Error("no command was accepted")
	}
	_, err := New(Options{Command: []string{filepath.Join(t.TempDir(), "gongkai")}})
	if !errors.Is(err, fs.ErrNotExist) || gongkai.HintOf(err) == "" {
		t.Errorf("missing program: %v", err)
	}

	tests := []struct{ command, env, want string }{
		{os.Args[0], "GONGKAI_WORKER_TEST_MUTE=1", "unknown command"},
		{"true", "X=1", "does not speak the protocol"},
		{"echo", "X=1", "does not speak the protocol"},
	}
	for _, tt := range tests {
		pool, err := New(Options{Command: []string{tt.command, "hello, this is no frame"}, Env: []string{tt.env}, Workers: 1})
		if err != nil {
			t.Fatal(err)
		}
		doc, err := pool.Read(context.Background(), []byte("x"))
		if doc != nil || err == nil || !strings.Contains(err.Error(), tt.want) || gongkai.HintOf(err) == "" {
			t.Errorf("%s: %v, %v", tt.command, doc, err)
		}
		if err := pool.Close(); err != nil {
			t.Error(err)
		}
	}
}

func TestWorkersGetNoSecrets(t *testing.T) {
	t.Setenv("GONGKAI_TEST_SECRET", "password")
	if got := readDoc(t, newPool(t, Options{Workers: 1}), "secret").Reader; got != "" {
		t.Errorf("worker sees %q", got)
	}
	pool := newPool(t, Options{Workers: 1, Env: []string{"GONGKAI_TEST_SECRET=given"}})
	if got := readDoc(t, pool, "secret").Reader; got != "given" {
		t.Errorf("worker sees %q of what it was given", got)
	}
}

func TestStderrOfTheDead(t *testing.T) {
	t.Parallel()
	var trace bytes.Buffer
	pool := newPool(t, Options{Workers: 1, Stderr: &trace})
	readDoc(t, pool, "flood")
	readDoc(t, pool, "panic-elsewhere")
	if !bytes.Contains(trace.Bytes(), []byte("panic: in another goroutine")) || !bytes.Contains(trace.Bytes(), []byte("goroutine")) {
		t.Errorf("no trace: %s", trace.Bytes())
	}
	if trace.Len() > limits.WorkerStderr {
		t.Errorf("%d bytes of trace", trace.Len())
	}
}

func TestRunOutsideOfAPool(t *testing.T) {
	if err := Run(Work{Read: behave, Render: picture}); err == nil || gongkai.HintOf(err) == "" {
		t.Errorf("got %v", err)
	}
}

// TestWorkersDieWithTheirParent kills a parent in a way that it cannot notice.
func TestWorkersDieWithTheirParent(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("finds children through /proc")
	}
	t.Parallel()
	parent := exec.Command(os.Args[0])
	parent.Env = append(os.Environ(), parentVar+"=1")
	parent.Stderr = os.Stderr
	if err := parent.Start(); err != nil {
		t.Fatal(err)
	}
	pid := parent.Process.Pid
	var workers []int
	for deadline := time.Now().Add(20 * time.Second); len(workers) < 3; time.Sleep(20 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("only workers %v came", workers)
		}
		workers = children(t, pid, "")
	}
	if err := parent.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = parent.Wait()
	for deadline := time.Now().Add(10 * time.Second); ; time.Sleep(20 * time.Millisecond) {
		var left []int
		for _, w := range workers {
			if running(w) {
				left = append(left, w)
			}
		}
		if len(left) == 0 {
			return
		}
		if time.Now().After(deadline) {
			t.Fatalf("workers %v outlive their parent", left)
		}
	}
}
