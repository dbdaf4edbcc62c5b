package main

import (
	"bufio"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/gofrs/flock"

	"gongkai/internal/clickhousetest"
)

// TestServerRefuses: a server that refuses the password, or has no such
// database, is one line and a hint, and the password is not in them.
func TestServerRefuses(t *testing.T) {
	s := clickhousetest.New(t)
	for _, c := range []struct{ address, password, says, hint string }{
		{s.Address("loader"), "guess-7", "Wrong password for user loader", "GONGKAI_WAREHOUSE_PASSWORD"},
		{s.HTTP("loader"), "guess-7", "Wrong password for user loader", "GONGKAI_WAREHOUSE_PASSWORD"},
		{s.Address("nobody"), "", "Unknown user nobody", "GONGKAI_WAREHOUSE_PASSWORD"},
		{s.Address("loader") + "_not", clickhousetest.Password, "Database default_not doesn't exist", "create the database"},
	} {
		for _, args := range [][]string{{"query", "select 1"}, {"load"}} {
			data := filepath.Join(t.TempDir(), "data")
			cmd := command(t.Context(), t, append(args, "--data", data, "--warehouse", c.address)...)
			cmd.Env = append(cmd.Env, passwordVariable+"="+c.password)
			r := finish(t, cmd)
			if r.code != exitFailed || !strings.Contains(r.stderr, c.says) || !strings.Contains(r.stderr, c.hint) {
				t.Errorf("%v %s: exit %d: %s", args, c.address, r.code, r.stderr)
			}
			if c.password != "" && strings.Contains(r.stderr, c.password) {
				t.Errorf("the password is told: %s", r.stderr)
			}
			oneLineEach(t, r)
		}
	}
	// The right one, and a question that any server can answer.
	cmd := command(t.Context(), t, "query", "select 6 * 7 as answer", "--format", "csv", "--warehouse", s.Address("loader"))
	cmd.Env = append(cmd.Env, passwordVariable+"="+clickhousetest.Password)
	if r := finish(t, cmd); r.code != exitDone || r.stdout != "answer\n42\n" {
		t.Errorf("exit %d: %s%s", r.code, r.stdout, r.stderr)
	}
	// The schema needs a newer one: said in one line, and what was read waits.
	data := filepath.Join(t.TempDir(), "data")
	cmd = command(t.Context(), t, "demo", "-q", "--data", data, "--listen", freeAddress(t), "--warehouse", s.Address("loader"))
	cmd.Env = append(cmd.Env, passwordVariable+"="+clickhousetest.Password)
	r := finish(t, cmd)
	if r.code != exitFailed || !strings.Contains(r.stderr, "migrate") {
		t.Errorf("exit %d: %s", r.code, r.stderr)
	}
	oneLineEach(t, r)
	if r := execute(t.Context(), t, "status", "--data", data); !strings.Contains(r.stdout, "to be loaded: new") {
		t.Errorf("what was read is not waiting: %s", r.stdout)
	}
}

// TestWarehouseHeld: a warehouse that another process holds names its holder,
// and what was to be loaded is loaded by the next run.
func TestWarehouseHeld(t *testing.T) {
	needsChdb(t)
	folder := t.TempDir()
	data, address := filepath.Join(folder, "data"), freeAddress(t)
	warehouse := filepath.Join(data, "warehouse")
	if err := os.MkdirAll(warehouse, 0o755); err != nil {
		t.Fatal(err)
	}
	lock := flock.New(filepath.Join(warehouse, "gongkai.lock"))
	if held, err := lock.TryLock(); err != nil || !held {
		t.Fatal(held, err)
	}
	if err := os.WriteFile(lock.Path(), []byte("pid 4711 (gongkai run) since 2026-02-10 03:00:00\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{{"demo", "--listen", address, "-q"}, {"load"}, {"query", "select 1"}} {
		r := execute(t.Context(), t, append(args, "--data", data)...)
		if r.code != exitFailed || !strings.Contains(r.stderr, "open warehouse "+warehouse+": held by another process: pid 4711 (gongkai run)") {
			t.Errorf("%v: exit %d: %s", args, r.code, r.stderr)
		}
		oneLineEach(t, r)
	}
	if err := lock.Unlock(); err != nil {
		t.Fatal(err)
	}
	want, _ := undisturbed(t)
	settle(t, data, []string{"load", "--data", data, "-q"}, want)
}

// TestDataHeld: so does a data folder; its status can be asked all the same.
func TestDataHeld(t *testing.T) {
	data := t.TempDir()
	lock := flock.New(filepath.Join(data, "lock"))
	if held, err := lock.TryLock(); err != nil || !held {
		t.Fatal(held, err)
	}
	defer func() { _ = lock.Unlock() }()
	if err := os.WriteFile(filepath.Join(data, "holder"), []byte("pid 4711 since 2026-02-10T03:00:00Z\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, verb := range []string{"run", "crawl", "process", "load"} {
		r := execute(t.Context(), t, verb, "--data", data)
		if r.code != exitFailed || !strings.Contains(r.stderr, "open data folder "+data+": held by another process: pid 4711 since") {
			t.Errorf("%s: exit %d: %s", verb, r.code, r.stderr)
		}
		oneLineEach(t, r)
	}
	if r := execute(t.Context(), t, "status", "--data", data); r.code != exitDone {
		t.Errorf("status: exit %d: %s", r.code, r.stderr)
	}
}

// TestOutput: a result that cannot be written is a failure, and a reader that
// goes away ends the program without a word.
func TestOutput(t *testing.T) {
	seed := filepath.Join("..", "..", "internal", "samples", "pdf", "seed.pdf")
	full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	if err != nil {
		t.Skip(err)
	}
	defer func() { _ = full.Close() }()
	for _, args := range [][]string{{"inspect", seed}, {"inspect", "--json", seed}, {"inspect", "--table", "2", "--csv", seed}, {"version"}, {"query"}, {"status", "--data", t.TempDir()}} {
		c := command(t.Context(), t, args...)
		c.Stdout = full
		r := finish(t, c)
		if r.code != exitFailed || !strings.Contains(r.stderr, "no space left on device") {
			t.Errorf("%v: exit %d: %s", args, r.code, r.stderr)
		}
		oneLineEach(t, r)
	}
	c := command(t.Context(), t, "inspect", "--json", seed, seed, seed, seed)
	c.Stdout = nil
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	if _, err := bufio.NewReader(out).ReadByte(); err != nil {
		t.Fatal(err)
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
	if err := c.Wait(); err == nil {
		t.Error("nobody reads, and all is well")
	}
	if r := ended(t, c, nil, time.Now()); r.stderr != "" {
		t.Errorf("stderr: %s", r.stderr)
	}
}

// TestDocumentsFolder: what --documents cannot be.
func TestDocumentsFolder(t *testing.T) {
	folder := t.TempDir()
	seed := filepath.Join("..", "..", "internal", "samples", "pdf", "seed.pdf")
	data := filepath.Join(folder, "data")
	for documents, says := range map[string]string{
		filepath.Join(folder, "nowhere"): "read documents " + filepath.Join(folder, "nowhere") + ": no such file or directory",
		folder:                           "read documents " + folder + ": no PDF in it",
		seed:                             "read documents " + seed + ": not a directory",
	} {
		r := execute(t.Context(), t, "demo", "--documents", documents, "--data", data)
		if r.code != exitFailed || !strings.Contains(r.stderr, says) {
			t.Errorf("%s: exit %d: %s", documents, r.code, r.stderr)
		}
		oneLineEach(t, r)
	}
	if _, err := os.Stat(data); err == nil {
		t.Error("a data folder was made for nothing")
	}
}
