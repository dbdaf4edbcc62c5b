package load_test

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"net"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"gongkai"
	"gongkai/load"
	"gongkai/load/loadtest"
)

// A process that is killed must not take the warehouse with it. The child is
// this test binary again: an engine's folder belongs to one process.
const (
	childVerb  = "GONGKAI_LOADTEST_CHILD"
	childDSN   = "GONGKAI_LOADTEST_DSN"
	childRound = "GONGKAI_LOADTEST_ROUND"
)

// killLoads of killPerLoad documents each, of killItems items, are published at
// once in every round; each round brings the same files with other sums.
const (
	killLoads   = 6
	killPerLoad = 3
	killItems   = 120
)

func killLoad(round, i int) (load.Load, []gongkai.Publication) {
	var pubs []gongkai.Publication
	for d := i * killPerLoad; d < (i+1)*killPerLoad; d++ {
		pubs = append(pubs, loadtest.Disclosure{Unit: fmt.Sprintf("示例杀死中心%d", d), Items: killItems, Base: fmt.Sprintf("%d.25", 1000*round+d+1)}.Build())
	}
	return load.Load{ID: fmt.Sprintf("kill-%d-%d", round, i), Sequence: uint64(100*round + i)}, pubs
}

// killQueries give a line for each document: rows, distinct cells and money, and
// items, which loading derives, with theirs. Each is a statement of its own: two
// views in one statement may see a load between them.
var killQueries = []string{
	"SELECT unit, concat('cells ', toString(count()), ' ', toString(uniqExact(id)), ' ', toString(sum(amount))) FROM v_amount WHERE startsWith(unit, '示例杀死') GROUP BY unit",
	"SELECT unit, concat('items ', toString(count()), ' ', toString(uniqExact(code)), ' ', toString(sum(yuan))) FROM v_item WHERE startsWith(unit, '示例杀死') GROUP BY unit",
}

// wholeDocument is what killQueries say of a document that is all there.
func wholeDocument(round, d int) map[string]string {
	_, pubs := killLoad(round, d/killPerLoad)
	facts := pubs[d%killPerLoad].Reading.Facts
	total, listed, items := loadtest.Yuan("0").Decimal, loadtest.Yuan("0").Decimal, 0
	for i := range facts {
		if facts[i].Amount == nil {
			continue
		}
		total = total.Add(facts[i].Amount.Decimal)
		if facts[i].RowKind == gongkai.RowItem && facts[i].Measure == "total" && len(facts[i].Code) == 7 {
			items++
			listed = listed.Add(facts[i].Amount.Decimal)
		}
	}
	unit := fmt.Sprintf("示例杀死中心%d ", d)
	return map[string]string{unit + "cells": fmt.Sprintf("cells %d %d %s", len(facts), len(facts), total), unit + "items": fmt.Sprintf("items %d %d %s", items, items, listed)}
}

// torn says which of the documents is neither that of the round nor of the one
// before it, or "". In round 1 a document may not be there yet.
func torn(documents map[string]string, round int) string {
	now, before := wholeRound(round).Documents, wholeRound(round-1).Documents
	for unit, got := range documents {
		if got != now[unit] && (round == 1 || got != before[unit]) {
			return fmt.Sprintf("%s: %s", unit, got)
		}
	}
	return ""
}

// child loads everything of a round that is not there yet, says what is there,
// serves the warehouse, or holds it.
func child(verb string) int {
	fail := func(err error) int {
		fmt.Println("error:", err)
		return 1
	}
	ctx := context.Background()
	w, err := load.Open(ctx, os.Getenv(childDSN), load.Options{BatchRows: 200})
	if err != nil {
		return fail(err)
	}
	if err := w.Migrate(ctx); err != nil {
		return fail(err)
	}
	fmt.Println("open")
	switch verb {
	case "publish":
		round, err := strconv.Atoi(os.Getenv(childRound))
		if err != nil {
			return fail(err)
		}
		if err := publishRound(ctx, w, round); err != nil {
			return fail(err)
		}
	case "serve":
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			return fail(err)
		}
		fmt.Println("address", l.Addr())
		if err := w.Serve(ctx, l, load.ServeOptions{Password: "right"}); err != nil {
			return fail(err)
		}
	case "hold":
		time.Sleep(time.Minute)
	}
	state, err := killState(ctx, w)
	if err != nil {
		return fail(err)
	}
	data, err := json.Marshal(state)
	if err != nil {
		return fail(err)
	}
	fmt.Println("state", string(data))
	if err := w.Close(); err != nil {
		return fail(err)
	}
	return 0
}

// publishRound publishes the loads of a round beside each other while a reader
// looks at them all along.
func publishRound(ctx context.Context, w *load.Warehouse, round int) error {
	before, err := killState(ctx, w)
	if err != nil {
		return err
	}
	if bad := torn(before.Documents, round); bad != "" {
		return fmt.Errorf("before round %d: %s", round, bad)
	}
	fmt.Println("begin")
	reading, stop := context.WithCancel(ctx)
	seen := make(chan error, 1)
	go func() {
		for reading.Err() == nil {
			s, err := killState(ctx, w)
			if bad := torn(s.Documents, round); err == nil && bad != "" {
				err = fmt.Errorf("a reader sees half a document: %s", bad)
			}
			if err != nil {
				seen <- err
				return
			}
			time.Sleep(5 * time.Millisecond)
		}
		seen <- nil
	}()
	var loads sync.WaitGroup
	errs := make([]error, killLoads)
	for i := range killLoads {
		loads.Go(func() {
			l, pubs := killLoad(round, i)
			errs[i] = w.Publish(ctx, l, pubs)
		})
	}
	loads.Wait()
	stop()
	for _, err := range append(errs, <-seen) {
		if err != nil {
			return err
		}
	}
	fmt.Println("end")
	return nil
}

// killed is what a warehouse shows: documents by load, and their rows and money.
type killed struct {
	Loads     map[string]int
	Documents map[string]string
}

func killState(ctx context.Context, w *load.Warehouse) (killed, error) {
	s := killed{Loads: map[string]int{}, Documents: map[string]string{}}
	if err := killLook(ctx, w, s.Documents); err != nil {
		return s, err
	}
	published, err := w.Published(ctx)
	for _, p := range published {
		s.Loads[p.Load]++
	}
	return s, err
}

// killLook reads what is shown of each document.
func killLook(ctx context.Context, w *load.Warehouse, documents map[string]string) error {
	for _, q := range killQueries {
		rows, err := w.Query(ctx, q)
		if err != nil {
			return err
		}
		for rows.Next() {
			what := fmt.Sprint(rows.Values()[1])
			documents[fmt.Sprint(rows.Values()[0], " ", what[:5])] = what
		}
		if err := errors.Join(rows.Err(), rows.Close()); err != nil {
			return err
		}
	}
	return nil
}

// start runs a child and gives its lines.
func start(t *testing.T, verb, dsn string, round int) (*exec.Cmd, *bufio.Scanner) {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(exe)
	cmd.Env = append(os.Environ(), childVerb+"="+verb, childDSN+"="+dsn, childRound+"="+strconv.Itoa(round))
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
		if t.Failed() && stderr.Len() > 0 {
			t.Logf("%s: %s", verb, stderr.String())
		}
	})
	lines := bufio.NewScanner(out)
	lines.Buffer(nil, 1<<20)
	return cmd, lines
}

// finish lets a child run to its end and gives the state that it prints.
func finish(t *testing.T, verb, dsn string, round int) killed {
	t.Helper()
	cmd, lines := start(t, verb, dsn, round)
	var s killed
	var begun time.Time
	for lines.Scan() {
		switch lines.Text() {
		case "begin":
			begun = time.Now()
		case "end":
			roundTakes = time.Since(begun)
		}
		if text, ok := strings.CutPrefix(lines.Text(), "state "); ok {
			if err := json.Unmarshal([]byte(text), &s); err != nil {
				t.Fatal(err)
			}
		} else if strings.HasPrefix(lines.Text(), "error:") {
			t.Fatalf("%s: %s", verb, lines.Text())
		}
	}
	if err := cmd.Wait(); err != nil {
		t.Fatalf("%s: %v", verb, err)
	}
	return s
}

// roundTakes is how long the last undisturbed round took: kills fall into that.
var roundTakes = 300 * time.Millisecond

// wholeRound is what an undisturbed load of the round shows.
func wholeRound(round int) killed {
	if v, ok := wholeRounds.Load(round); ok {
		if s, ok := v.(killed); ok {
			return s
		}
	}
	s := killed{Loads: map[string]int{}, Documents: map[string]string{}}
	for i := range killLoads {
		s.Loads[fmt.Sprintf("kill-%d-%d", round, i)] = killPerLoad
	}
	for d := range killLoads * killPerLoad {
		maps.Copy(s.Documents, wholeDocument(round, d))
	}
	wholeRounds.Store(round, s)
	return s
}

var wholeRounds sync.Map

func compareRound(t *testing.T, round int, got killed) {
	t.Helper()
	want := wholeRound(round)
	if !maps.Equal(got.Loads, want.Loads) || !maps.Equal(got.Documents, want.Documents) {
		t.Fatalf("round %d, in the end\n got %v\nwant %v", round, got, want)
	}
}

// killsVariable asks for more kills than a test of every day makes: 200 of
// the loader, and a quarter of them through the query endpoint.
const killsVariable = "GONGKAI_KILLS"

func kills(everyDay, of int) int {
	if n, err := strconv.Atoi(os.Getenv(killsVariable)); err == nil {
		return n / of
	}
	return everyDay
}

// untilBegun reads a child's lines until its loads begin.
func untilBegun(t *testing.T, lines *bufio.Scanner) {
	t.Helper()
	for lines.Scan() && lines.Text() != "begin" {
		if strings.HasPrefix(lines.Text(), "error:") {
			t.Fatalf("after a kill: %s", lines.Text())
		}
	}
}

// TestKilledWhilePublishing kills a process with six loads and a reader in it at
// random points; what it left must be whole, and the same loads then end as if
// nothing had been.
func TestKilledWhilePublishing(t *testing.T) {
	needEngine(t)
	if testing.Short() {
		t.Skip("short")
	}
	dsn, hit := "embedded:"+t.TempDir(), 0
	n := kills(3, 1)
	for round := 1; round <= n; round++ {
		begun := time.Now()
		cmd, lines := start(t, "publish", dsn, round)
		untilBegun(t, lines)
		time.Sleep(rand.N(roundTakes))
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
		ended := false
		for lines.Scan() {
			if strings.HasPrefix(lines.Text(), "error:") {
				t.Fatalf("round %d: %s", round, lines.Text())
			}
			ended = ended || lines.Text() == "end"
		}
		if !ended {
			hit++
		}
		// It looks before it goes on, see publishRound.
		compareRound(t, round, finish(t, "publish", dsn, round))
		if round%20 == 0 {
			t.Logf("%d kills, %d of them into loads; the last took %v", round, hit, time.Since(begun).Round(time.Millisecond))
		}
	}
	if hit == 0 {
		t.Error("no kill hit a load")
	}
}

// TestKilledThroughServe has a loader work through `gongkai serve` and kills the
// one or the other, while a reader of the endpoint looks all along.
func TestKilledThroughServe(t *testing.T) {
	needEngine(t)
	if testing.Short() {
		t.Skip("short")
	}
	dsn, hit := "embedded:"+t.TempDir(), 0
	serving := func() (*exec.Cmd, string) {
		cmd, lines := start(t, "serve", dsn, 0)
		for lines.Scan() {
			if address, ok := strings.CutPrefix(lines.Text(), "address "); ok {
				return cmd, address
			} else if strings.HasPrefix(lines.Text(), "error:") {
				t.Fatal(lines.Text())
			}
		}
		t.Fatal("nobody serves")
		return nil, ""
	}
	server, address := serving()
	n := kills(2, 4)
	for round := 1; round <= n; round++ {
		reader, err := load.Open(context.Background(), "http://reader@"+address+"/gongkai", load.Options{Password: "right"})
		must(t, err)
		ctx, stop := context.WithCancel(context.Background())
		looked := make(chan string, 1)
		go func() {
			for {
				documents := map[string]string{}
				err := killLook(ctx, reader, documents)
				if ctx.Err() != nil {
					looked <- ""
					return
				}
				if err != nil { // the endpoint was killed
					time.Sleep(5 * time.Millisecond)
					continue
				}
				time.Sleep(5 * time.Millisecond)
				if bad := torn(documents, round); bad != "" {
					looked <- bad
					return
				}
			}
		}()
		loader, lines := start(t, "publish", dsn, round)
		untilBegun(t, lines)
		time.Sleep(rand.N(roundTakes))
		victim := loader
		if round%2 == 0 {
			victim = server
		}
		_ = victim.Process.Kill()
		_ = victim.Wait()
		ended := false
		for lines.Scan() {
			line := lines.Text()
			ended = ended || line == "end"
			if strings.HasPrefix(line, "error:") && (victim == loader || strings.Contains(line, "half a document") || len(line) > 400) {
				t.Fatalf("round %d: %s", round, line)
			}
		}
		_ = loader.Wait()
		if !ended {
			hit++
		}
		if victim == server {
			server, address = serving()
		}
		compareRound(t, round, finish(t, "publish", dsn, round))
		stop()
		if bad := <-looked; bad != "" {
			t.Fatalf("round %d: a reader sees half a document: %s", round, bad)
		}
		must(t, reader.Close())
		if round%10 == 0 {
			t.Logf("%d kills, %d of them into loads", round, hit)
		}
	}
	if hit == 0 {
		t.Error("no kill hit a load")
	}
}

func TestFolderHeldByAnotherProcess(t *testing.T) {
	needEngine(t)
	dsn := "embedded:" + t.TempDir()
	cmd, lines := start(t, "hold", dsn, 0)
	for lines.Scan() && lines.Text() != "open" {
	}
	other, message := start(t, "state", dsn, 0)
	message.Scan()
	if got := message.Text(); !strings.Contains(got, "held by another process: pid "+fmt.Sprint(cmd.Process.Pid)+" (load.test) since ") {
		t.Errorf("got %q", got)
	}
	_ = other.Wait()
	// Its death frees the folder.
	_ = cmd.Process.Kill()
	_ = cmd.Wait()
	finish(t, "state", dsn, 0)
}
