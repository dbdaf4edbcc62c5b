package load_test

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"

	"gongkai"
	"gongkai/load"
	"gongkai/load/loadtest"
)

// A process that is killed must not take the warehouse with it. The child is
// this test binary again: an engine's folder belongs to one process.
const (
	childVerb = "GONGKAI_LOADTEST_CHILD"
	childDSN  = "GONGKAI_LOADTEST_DSN"
)

// killDocuments of the test, in loads of killPerLoad.
const (
	killDocuments = 18
	killPerLoad   = 3
)

func killLoad(i int) (load.Load, []gongkai.Publication) {
	var pubs []gongkai.Publication
	for d := i * killPerLoad; d < (i+1)*killPerLoad; d++ {
		pubs = append(pubs, loadtest.Disclosure{Unit: fmt.Sprintf("示例杀死中心%d", d), Items: 1200, Base: fmt.Sprintf("%d.25", d+1)}.Build())
	}
	return load.Load{ID: fmt.Sprintf("kill-%d", i), Sequence: uint64(i + 1)}, pubs
}

// child publishes everything that is not there yet, saying when a load begins,
// or says what is there.
func child(verb string) int {
	fail := func(err error) int {
		fmt.Println("error:", err)
		return 1
	}
	ctx := context.Background()
	w, err := load.Open(ctx, os.Getenv(childDSN), load.Options{BatchRows: 5000})
	if err != nil {
		return fail(err)
	}
	if err := w.Migrate(ctx); err != nil {
		return fail(err)
	}
	fmt.Println("open")
	switch verb {
	case "publish":
		for i := range killDocuments / killPerLoad {
			l, pubs := killLoad(i)
			fmt.Println("begin", i)
			if err := w.Publish(ctx, l, pubs); err != nil {
				return fail(err)
			}
			fmt.Println("end", i)
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

// killed is what a warehouse shows: rows, distinct cells and money by document.
type killed struct {
	Loads     map[string]int
	Documents map[string]string
}

func killState(ctx context.Context, w *load.Warehouse) (killed, error) {
	s := killed{Loads: map[string]int{}, Documents: map[string]string{}}
	published, err := w.Published(ctx)
	if err != nil {
		return s, err
	}
	for _, p := range published {
		s.Loads[p.Load]++
	}
	rows, err := w.Query(ctx, "SELECT unit, count(), uniqExact(id), sum(amount) FROM v_amount GROUP BY unit")
	if err != nil {
		return s, err
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		v := rows.Values()
		s.Documents[fmt.Sprint(v[0])] = fmt.Sprint(v[1:])
	}
	return s, rows.Err()
}

// start runs a child and gives its lines.
func start(t *testing.T, verb, dsn string) (*exec.Cmd, *bufio.Scanner) {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(exe)
	cmd.Env = append(os.Environ(), childVerb+"="+verb, childDSN+"="+dsn)
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
func finish(t *testing.T, verb, dsn string) killed {
	t.Helper()
	cmd, lines := start(t, verb, dsn)
	var s killed
	for lines.Scan() {
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

// killAndCompare kills a child at random points of its loads until one gets
// through, and compares what is there with what an undisturbed child leaves.
func killAndCompare(t *testing.T, dsn, undisturbed string, kills int) {
	t.Helper()
	whole := finish(t, "publish", undisturbed)
	if len(whole.Documents) != killDocuments {
		t.Fatalf("undisturbed: %d documents", len(whole.Documents))
	}
	random := rand.New(rand.NewPCG(uint64(time.Now().UnixNano()), 0))
	torn := 0
	for range kills {
		cmd, lines := start(t, "publish", dsn)
		// Loads that are there are skipped at once; the kill goes into one
		// of those that are not.
		target := fmt.Sprint("begin ", random.IntN(killDocuments/killPerLoad))
		for lines.Scan() && lines.Text() != target {
			if strings.HasPrefix(lines.Text(), "error:") {
				t.Fatalf("after a kill: %s", lines.Text())
			}
		}
		time.Sleep(time.Duration(random.IntN(80)) * time.Millisecond)
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
		s := finish(t, "state", dsn)
		if len(s.Documents) < killDocuments {
			torn++
		}
		// Whole loads or nothing of them, and every row of their documents.
		for l, n := range s.Loads {
			if n != killPerLoad {
				t.Errorf("load %s shows %d of %d documents", l, n, killPerLoad)
			}
		}
		if len(s.Documents) != len(s.Loads)*killPerLoad {
			t.Errorf("%d documents have rows, %d loads are published", len(s.Documents), len(s.Loads))
		}
		for unit, got := range s.Documents {
			if got != whole.Documents[unit] {
				t.Errorf("%s has %s, want %s", unit, got, whole.Documents[unit])
			}
		}
		if t.Failed() {
			return
		}
	}
	if torn == 0 {
		t.Error("no kill hit a load")
	}
	end := finish(t, "publish", dsn)
	if fmt.Sprint(end) != fmt.Sprint(whole) {
		t.Errorf("in the end\n got %v\nwant %v", end, whole)
	}
}

// killsVariable asks for more kills than a test of every day makes.
const killsVariable = "GONGKAI_KILLS"

func TestKilledWhilePublishing(t *testing.T) {
	needEngine(t)
	if testing.Short() {
		t.Skip("short")
	}
	kills := 4
	if n, err := strconv.Atoi(os.Getenv(killsVariable)); err == nil {
		kills = n
	}
	killAndCompare(t, "embedded:"+t.TempDir(), "embedded:"+t.TempDir(), kills)
}

func TestFolderHeldByAnotherProcess(t *testing.T) {
	needEngine(t)
	dsn := "embedded:" + t.TempDir()
	cmd, lines := start(t, "hold", dsn)
	for lines.Scan() && lines.Text() != "open" {
	}
	other, message := start(t, "state", dsn)
	message.Scan()
	if got := message.Text(); !strings.Contains(got, "held by another process: pid "+fmt.Sprint(cmd.Process.Pid)+" (load.test) since ") {
		t.Errorf("got %q", got)
	}
	_ = other.Wait()
	// Its death frees the folder.
	_ = cmd.Process.Kill()
	_ = cmd.Wait()
	finish(t, "state", dsn)
}
