package main

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"gongkai/internal/samples"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"gongkai": main})
}

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

// TestScript runs the whole program as people do: arguments in, exit code,
// stdout and stderr out.
func TestScript(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Setup: func(e *testscript.Env) error {
			e.Setenv("GONGKAI_LIBCHDB", libchdb())
			// pdfium is compiled once and not in every script
			if cache, err := os.UserCacheDir(); err == nil {
				e.Setenv("XDG_CACHE_HOME", cache)
			}
			return os.WriteFile(filepath.Join(e.WorkDir, "seed.pdf"), samples.Seed(), 0o644)
		},
		Condition: func(c string) (bool, error) {
			if c == "chdb" {
				return libchdb() != "", nil
			}
			return false, fmt.Errorf("unknown condition %q", c)
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits": exits,
		},
	})
}

// exits CODE COMMAND…: runs a command and wants exactly that exit code.
func exits(ts *testscript.TestScript, _ bool, args []string) {
	err := ts.Exec(args[1], args[2:]...)
	code := 0
	var e *exec.ExitError
	if asExit(err, &e) {
		code = e.ExitCode()
	}
	if fmt.Sprint(code) != args[0] {
		ts.Fatalf("exit code %d, want %s", code, args[0])
	}
}

func asExit(err error, e **exec.ExitError) bool {
	x, ok := err.(*exec.ExitError) //nolint:errorlint // Exec returns it bare
	*e = x
	return ok
}

// answers is what the warehouse of a data folder says, as text.
func answers(t *testing.T, program, data string) string {
	t.Helper()
	var all bytes.Buffer
	for _, q := range []string{
		"select table_key, row_kind, count(), sum(amount) from v_amount group by all order by all",
		"select measure, count(), sum(amount) from v_narrative group by all order by all",
		"select kind, verdict, count() from v_check group by all order by all",
		"select count(), uniqExact(document) from v_document",
	} {
		c := exec.Command(program, "query", q, "--data", data, "--format", "csv")
		c.Env = append(os.Environ(), "GONGKAI_LIBCHDB="+libchdb())
		c.Stderr = os.Stderr
		out, err := c.Output()
		if err != nil {
			t.Fatalf("%s: %v", q, err)
		}
		all.Write(out)
	}
	return all.String()
}

// TestKilled kills the demo at twenty random moments, runs it to its end, and
// finds the warehouse as if nothing had happened: no row twice, none missing.
func TestKilled(t *testing.T) {
	if libchdb() == "" {
		if os.Getenv("CI") != "" {
			t.Fatal("libchdb is missing: npm ci")
		}
		t.Skip("libchdb is missing: npm ci")
	}
	if testing.Short() {
		t.Skip("short")
	}
	program := filepath.Join(t.TempDir(), "gongkai")
	build := exec.Command("go", "build", "-o", program, ".")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("build: %v\n%s", err, out)
	}
	l, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := l.Addr().String()
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	demo := func(ctx context.Context, data string) error {
		c := exec.CommandContext(ctx, program, "demo", "--data", data, "--listen", address, "-q")
		c.Env = append(os.Environ(), "GONGKAI_LIBCHDB="+libchdb())
		c.WaitDelay = 10 * time.Second
		out, err := c.CombinedOutput()
		if err != nil && ctx.Err() == nil && !strings.Contains(err.Error(), "exit status 3") {
			return fmt.Errorf("%w: %s", err, out)
		}
		return nil
	}
	whole := t.TempDir()
	start := time.Now()
	if err := demo(context.Background(), whole); err != nil {
		t.Fatal(err)
	}
	took := time.Since(start)
	want := answers(t, program, whole)
	killed := t.TempDir()
	for range 20 {
		ctx, cancel := context.WithTimeout(context.Background(), time.Duration(rand.Float64()*float64(took)))
		if err := demo(ctx, killed); err != nil {
			t.Error(err)
		}
		cancel()
	}
	if err := demo(context.Background(), killed); err != nil {
		t.Fatal(err)
	}
	if got := answers(t, program, killed); got != want {
		t.Errorf("after twenty kills:\n%s\nwant:\n%s", got, want)
	}
}
