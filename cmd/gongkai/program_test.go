package main

import (
	"bytes"
	"context"
	"errors"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// libchdb is the engine's library as npm brought it, or "".
func libchdb() string {
	if p := os.Getenv("GONGKAI_LIBCHDB"); p != "" {
		return p
	}
	found, _ := filepath.Glob("../../node_modules/@chdb/lib-*/libchdb.so")
	if len(found) == 0 {
		return ""
	}
	p, err := filepath.Abs(found[0])
	if err != nil {
		return ""
	}
	return p
}

// needsChdb skips where the engine is missing; in CI that is a failure.
func needsChdb(t *testing.T) {
	t.Helper()
	if libchdb() != "" {
		return
	}
	if os.Getenv("CI") != "" {
		t.Fatal("libchdb is missing: npm ci")
	}
	t.Skip("libchdb is missing: npm ci")
}

// built is the program, built once for all tests, as users have it: without
// the race detector, which has no address space to spare.
var built = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "gongkai-test-")
	if err != nil {
		return "", err
	}
	builtDir = dir
	path := filepath.Join(dir, "gongkai")
	build := exec.Command("go", "build", "-o", path, ".")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		return "", errors.New(string(out))
	}
	return path, nil
})

// builtDir holds it; "" while it is not built.
var builtDir string

// result is how a run of the program ended.
type result struct {
	code           int
	stdout, stderr string
	took           time.Duration
}

// execute runs the program to its end, or kills it when ctx ends.
func execute(ctx context.Context, t *testing.T, args ...string) result {
	t.Helper()
	return finish(t, command(ctx, t, args...))
}

// finish runs a command to its end.
func finish(t *testing.T, c *exec.Cmd) result {
	t.Helper()
	start := time.Now()
	err := c.Run()
	return ended(t, c, err, start)
}

func command(ctx context.Context, t *testing.T, args ...string) *exec.Cmd {
	t.Helper()
	program, err := built()
	if err != nil {
		t.Fatal(err)
	}
	c := exec.CommandContext(ctx, program, args...)
	c.Env = append(os.Environ(), "GONGKAI_LIBCHDB="+libchdb())
	c.Stdout, c.Stderr = new(bytes.Buffer), new(bytes.Buffer)
	c.WaitDelay = 10 * time.Second
	return c
}

func ended(t *testing.T, c *exec.Cmd, err error, start time.Time) result {
	t.Helper()
	r := result{took: time.Since(start)}
	var exit *exec.ExitError
	switch {
	case err == nil:
	case errors.As(err, &exit):
		r.code = exit.ExitCode()
	case errors.Is(err, context.DeadlineExceeded): // before it started
		r.code = -1
	default:
		t.Fatal(err)
	}
	for to, from := range map[*string]any{&r.stdout: c.Stdout, &r.stderr: c.Stderr} {
		if b, ok := from.(*bytes.Buffer); ok {
			*to = b.String()
		}
	}
	return r
}

// freeAddress is one on loopback that nobody listens on.
func freeAddress(t *testing.T) string {
	t.Helper()
	l, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	return l.Addr().String()
}

// holds asks what a warehouse holds, in one question.
const holds = `select * from (
select 'amount' as of, concat(table_key, ' ', row_kind) as what, count() as n, toString(sum(amount)) as sum from v_amount group by what
union all select 'statement', measure, count(), toString(sum(amount)) from v_narrative group by measure
union all select 'target', project, count(), '' from v_target group by project
union all select 'check', concat(kind, ' ', verdict), count(), '' from v_check group by kind, verdict
union all select 'table', toString(state), count(), '' from v_table group by state
union all select 'document', toString(status), count(), toString(uniqExact(document)) from v_document group by status
union all select 'capture', '', count(), toString(uniqExact(url, article)) from v_capture
) order by of, what`

// answers is what the warehouse of a data folder says, as text.
func answers(t *testing.T, data string) string {
	t.Helper()
	r := execute(t.Context(), t, "query", holds, "--data", data, "--format", "csv")
	if r.code != 0 {
		t.Fatal(r.stderr)
	}
	return r.stdout
}

// calm is what a demo that nobody disturbs leaves in the warehouse, and how
// long it takes; for all tests the same.
var calm struct {
	sync.Once
	rows string
	took time.Duration
}

func undisturbed(t *testing.T) (string, time.Duration) {
	t.Helper()
	calm.Do(func() {
		data := filepath.Join(t.TempDir(), "data")
		r := execute(t.Context(), t, "demo", "--data", data, "--listen", freeAddress(t), "-q")
		if r.code != exitPartial {
			t.Fatalf("exit %d: %s", r.code, r.stderr)
		}
		calm.rows, calm.took = answers(t, data), r.took
	})
	if calm.rows == "" {
		t.Fatal("the undisturbed demo failed")
	}
	return calm.rows, calm.took
}

// oneLineEach fails unless a failure was told in one line, with a second one
// for the next step, and without a stack.
func oneLineEach(t *testing.T, r result) {
	t.Helper()
	lines := strings.Split(strings.TrimSuffix(r.stderr, "\n"), "\n")
	if r.stderr == "" || len(lines) > 2 {
		t.Errorf("want one line and a hint, got:\n%s", r.stderr)
	}
	for _, l := range lines {
		if !strings.HasPrefix(l, "gongkai: ") || len(l) > 400 {
			t.Errorf("stderr: %s", l)
		}
	}
}
