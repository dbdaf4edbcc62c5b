package main

import (
	"context"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// kills is how often the demo is killed; the other disturbances, which end in
// the same places, come less often.
const kills = 20

// TestKilled kills the demo at twenty random moments, runs it to its end, and
// finds the warehouse as if nothing had happened: no row twice, none missing.
func TestKilled(t *testing.T) {
	needsChdb(t)
	if testing.Short() {
		t.Skip("short")
	}
	t.Parallel()
	address := freeAddress(t)
	want, took := undisturbed(t)
	data := filepath.Join(t.TempDir(), "data")
	demo := []string{"demo", "--data", data, "--listen", address, "-q"}
	for range kills {
		ctx, cancel := context.WithTimeout(t.Context(), time.Duration(rand.Float64()*float64(took)))
		if r := execute(ctx, t, demo...); r.code != -1 && r.code != exitPartial && r.code != exitDone {
			t.Errorf("exit %d: %s", r.code, r.stderr)
		}
		cancel()
	}
	settle(t, data, demo, want)
}

// settle runs a verb twice: the first run ends what was left, the second has
// nothing to do, and the warehouse holds what it should.
func settle(t *testing.T, data string, args []string, want string) {
	t.Helper()
	if r := execute(t.Context(), t, args...); r.code != exitPartial && r.code != exitDone {
		t.Fatalf("exit %d: %s", r.code, r.stderr)
	}
	if r := execute(t.Context(), t, args...); r.code != exitDone {
		t.Errorf("a run with nothing to do: exit %d: %s", r.code, r.stderr)
	}
	if got := answers(t, data); got != want {
		t.Errorf("the warehouse holds:\n%s\nwant:\n%s", got, want)
	}
	if left, _ := filepath.Glob(filepath.Join(data, "tmp", "*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

// TestInterrupted asks runs to end, as a terminal and a service manager do:
// they end soon, say so in one line, and leave what the next run goes on from.
func TestInterrupted(t *testing.T) {
	needsChdb(t)
	if testing.Short() {
		t.Skip("short")
	}
	t.Parallel()
	address := freeAddress(t)
	want, took := undisturbed(t)
	data := filepath.Join(t.TempDir(), "data")
	demo := []string{"demo", "--data", data, "--listen", address, "-q"}
	interrupted := 0
	for i := range kills / 4 {
		c := command(t.Context(), t, demo...)
		c.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
		start := time.Now()
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(rand.Float64() * float64(took)))
		sent := []os.Signal{os.Interrupt, syscall.SIGTERM}[i%2]
		if n, ok := sent.(syscall.Signal); ok && i%4 < 2 {
			// as a terminal does: to the whole group
			_ = syscall.Kill(-c.Process.Pid, n)
		} else {
			_ = c.Process.Signal(sent)
		}
		asked := time.Now()
		r := ended(t, c, c.Wait(), start)
		if d := time.Since(asked); d > 10*time.Second {
			t.Errorf("it took %v to end", d)
		}
		switch r.code {
		case exitFailed:
			interrupted++
			if !strings.HasPrefix(r.stderr, "gongkai: interrupted") {
				t.Errorf("stderr: %s", r.stderr)
			}
			oneLineEach(t, r)
		case exitPartial, exitDone: // it had ended
		case -1: // before it listened to signals
		default:
			t.Errorf("exit %d: %s", r.code, r.stderr)
		}
	}
	t.Logf("%d of %d runs were interrupted", interrupted, kills/4)
	settle(t, data, demo, want)
}

// TestStagesKilled kills process and load, each on its own, at random moments.
func TestStagesKilled(t *testing.T) {
	needsChdb(t)
	if testing.Short() {
		t.Skip("short")
	}
	t.Parallel()
	address := freeAddress(t)
	want, took := undisturbed(t)
	data := filepath.Join(t.TempDir(), "data")
	// Fetched, and neither read nor loaded: the demo without a library.
	c := command(t.Context(), t, "demo", "--data", data, "--listen", address, "-q")
	c.Env = append(c.Env, "GONGKAI_LIBCHDB=nowhere.so")
	if r := finish(t, c); r.code != exitFailed || !strings.Contains(r.stderr, "libchdb") {
		t.Fatalf("exit %d: %s", r.code, r.stderr)
	}
	if err := os.RemoveAll(filepath.Join(data, "derived")); err != nil { // as if nothing was read
		t.Fatal(err)
	}
	for i := range kills / 4 {
		verb := []string{"process", "load"}[i%2]
		ctx, cancel := context.WithTimeout(t.Context(), time.Duration(rand.Float64()*float64(took)))
		if r := execute(ctx, t, verb, "--data", data, "-q"); r.code != -1 && r.code != exitPartial && r.code != exitDone {
			t.Errorf("%s: exit %d: %s", verb, r.code, r.stderr)
		}
		cancel()
	}
	for _, verb := range []string{"process", "load", "process"} {
		if r := execute(t.Context(), t, verb, "--data", data, "-q"); r.code != exitPartial && r.code != exitDone {
			t.Fatalf("%s: exit %d: %s", verb, r.code, r.stderr)
		}
	}
	settle(t, data, []string{"load", "--data", data, "-q"}, want)
}
