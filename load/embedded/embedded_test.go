//go:build unix

package embedded

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"os/signal"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/ClickHouse/clickhouse-go/v2"
	"github.com/ClickHouse/clickhouse-go/v2/lib/driver"
	"github.com/shopspring/decimal"

	"gongkai"
)

// One engine for the whole binary: chDB allows one folder per process.
var engine *Engine

func TestMain(m *testing.M) { os.Exit(run(m)) }

func run(m *testing.M) int {
	if _, err := FindLibrary(); err == nil {
		dir, err := os.MkdirTemp("", "gongkai-embedded-")
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
		defer func() { _ = os.RemoveAll(dir) }()
		if engine, err = Open(dir); err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
		defer func() {
			if err := engine.Close(); err != nil {
				fmt.Fprintln(os.Stderr, err)
			}
		}()
	}
	return m.Run()
}

func connect(t *testing.T) driver.Conn {
	t.Helper()
	if engine == nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("libchdb is not there; CI must have it (npm ci)")
		}
		t.Skip("libchdb is not there: npm ci")
	}
	conn, err := clickhouse.Open(engine.Options())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	return conn
}

func TestRoundTripOfTypes(t *testing.T) {
	conn, ctx := connect(t), context.Background()
	must(t, conn.Exec(ctx, `CREATE TABLE types (
		id UInt32, money Nullable(Decimal(20, 2)), word LowCardinality(String), path Array(String),
		box Array(Float32), day Nullable(Date), at DateTime64(3, 'UTC')) ENGINE = MergeTree ORDER BY id`))
	batch, err := conn.PrepareBatch(ctx, "INSERT INTO types")
	must(t, err)
	defer func() { _ = batch.Close() }()
	amount := decimal.RequireFromString("-999999999999999999.99")
	day := time.Date(2024, 2, 29, 0, 0, 0, 0, time.UTC)
	at := time.Date(2024, 2, 29, 23, 59, 59, 123e6, time.UTC)
	must(t, batch.Append(uint32(1), &amount, "公开", []string{"支出", "合计"}, []float32{1.5, 2}, &day, at))
	must(t, batch.Append(uint32(2), nil, "", []string{}, []float32{}, nil, at))
	must(t, batch.Send())
	rows, err := conn.Query(ctx, "SELECT * FROM types WHERE id >= {low:UInt32} ORDER BY id", clickhouse.Named("low", 1))
	must(t, err)
	defer func() { _ = rows.Close() }()
	var got []string
	for rows.Next() {
		var (
			id    uint32
			money *decimal.Decimal
			word  string
			path  []string
			box   []float32
			day   *time.Time
			at    time.Time
		)
		must(t, rows.Scan(&id, &money, &word, &path, &box, &day, &at))
		got = append(got, fmt.Sprintf("%v %v %q %q %v %v %v", id, money, word, path, box, day, at.UnixMilli()))
	}
	must(t, rows.Err())
	want := []string{
		"1 -999999999999999999.99 \"公开\" [\"支出\" \"合计\"] [1.5 2] 2024-02-29 00:00:00 +0000 UTC 1709251199123",
		"2 <nil> \"\" [] [] <nil> 1709251199123",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestErrorsAreExceptions(t *testing.T) {
	conn, ctx := connect(t), context.Background()
	for _, c := range []struct {
		sql  string
		code int32
	}{
		{"SELECT nope", 47},
		{"SELECT * FROM nope", 60},
		{"ELEC 1", 62},
		{"SELECT 1; SELECT 2", 62},
		{"SHOW CREATE TABLE nope", 390},
		{"SELECT throwIf(number = 150000) FROM numbers(200000)", 395}, // after data was sent
	} {
		rows, err := conn.Query(ctx, c.sql)
		if err == nil {
			for rows.Next() {
			}
			err = errors.Join(rows.Err(), rows.Close())
		}
		var ex *clickhouse.Exception
		if !errors.As(err, &ex) || ex.Code != c.code {
			t.Errorf("%s: got %v, want exception %d", c.sql, err, c.code)
		}
	}
	err := conn.Exec(clickhouse.Context(ctx, clickhouse.WithSettings(clickhouse.Settings{"no_such_setting": 1})), "SELECT 1")
	var ex *clickhouse.Exception
	if !errors.As(err, &ex) || ex.Code != 115 {
		t.Errorf("unknown setting: got %v", err)
	}
}

func TestSettingsAreUndone(t *testing.T) {
	conn, ctx := connect(t), context.Background()
	value := func(ctx context.Context) (v uint64) {
		must(t, conn.QueryRow(ctx, "SELECT getSetting('max_rows_to_read')::UInt64").Scan(&v))
		return v
	}
	limited := clickhouse.Context(ctx, clickhouse.WithSettings(clickhouse.Settings{"max_rows_to_read": 7, "max_result_rows": 3}))
	for range 3 {
		if got := value(limited); got != 7 {
			t.Errorf("with the setting: %d, want 7", got)
		}
		if got := value(ctx); got != 0 {
			t.Errorf("without it: %d, want 0", got)
		}
	}
	must(t, conn.Exec(ctx, "SET max_rows_to_read = 9"))
	if got := value(ctx); got != 0 {
		t.Errorf("after SET in a statement of its own: %d, want 0", got)
	}
}

func TestDatabase(t *testing.T) {
	conn, ctx := connect(t), context.Background()
	must(t, conn.Exec(ctx, "CREATE DATABASE IF NOT EXISTS `an other`"))
	opt := engine.Options()
	opt.Auth.Database = "an other"
	other, err := clickhouse.Open(opt)
	must(t, err)
	defer func() { _ = other.Close() }()
	for range 2 {
		for c, want := range map[driver.Conn]string{conn: Database, other: "an other"} {
			var got string
			must(t, c.QueryRow(ctx, "SELECT currentDatabase()").Scan(&got))
			if got != want {
				t.Errorf("database %q, want %q", got, want)
			}
		}
	}
}

func TestEmptyResultHasColumns(t *testing.T) {
	conn, ctx := connect(t), context.Background()
	for _, sql := range []string{
		"SELECT 1 AS a, CAST('x' AS Nullable(String)) AS b WHERE 0",
		"WITH 1 AS k SELECT k AS a, toNullable('x') AS b WHERE 0 -- nothing",
		"SELECT {p:UInt8} AS a, toNullable('x') AS b WHERE 0",
	} {
		rows, err := conn.Query(ctx, sql, clickhouse.Named("p", 1))
		must(t, err)
		if got := strings.Join(rows.Columns(), ","); got != "a,b" {
			t.Errorf("%s: columns %q", sql, got)
		}
		if rows.Next() {
			t.Errorf("%s: a row", sql)
		}
		must(t, rows.Close())
	}
}

func TestReadOnly(t *testing.T) {
	conn := connect(t)
	ctx := clickhouse.Context(context.Background(), clickhouse.WithSettings(clickhouse.Settings{"readonly": 2}))
	for _, sql := range []string{"CREATE TABLE ro (a UInt8) ENGINE = Memory", "DROP DATABASE gongkai", "SYSTEM FLUSH LOGS", "SET max_threads = 1"} {
		var ex *clickhouse.Exception
		if err := conn.Exec(ctx, sql); !errors.As(err, &ex) || ex.Code != 164 {
			t.Errorf("%s: got %v, want exception 164", sql, err)
		}
	}
	must(t, conn.Exec(ctx, "SHOW TABLES"))
}

// A result larger than memory should hold is fetched while it is read, and may
// be left unread.
func TestStream(t *testing.T) {
	conn, ctx := connect(t), context.Background()
	rows, err := conn.Query(ctx, "SELECT number FROM numbers(1000000)")
	must(t, err)
	var sum, n uint64
	for rows.Next() {
		var v uint64
		must(t, rows.Scan(&v))
		sum += v
	}
	must(t, errors.Join(rows.Err(), rows.Close()))
	if sum != 999999*1000000/2 {
		t.Errorf("sum %d", sum)
	}
	// An endless result, cancelled.
	cancelled, cancel := context.WithCancel(ctx)
	rows, err = conn.Query(cancelled, "SELECT number FROM system.numbers")
	must(t, err)
	for n = 0; n < 100000 && rows.Next(); n++ {
	}
	cancel()
	_ = rows.Close()
	must(t, conn.QueryRow(ctx, "SELECT count() FROM numbers(10)").Scan(&n))
	if n != 10 {
		t.Errorf("after a cancelled result: %d, want 10", n)
	}
}

func TestInsertThatBreaksOffWritesNothing(t *testing.T) {
	conn, ctx := connect(t), context.Background()
	must(t, conn.Exec(ctx, "CREATE TABLE broken (a UInt64, b String) ENGINE = MergeTree ORDER BY a"))
	for name, body := range map[string]io.Reader{
		"sender fails": io.MultiReader(strings.NewReader("\x02\x02\x01a\x06UInt64"), failing{}),
		"garbage":      strings.NewReader("\x02\xff\xff\xff garbage"),
	} {
		req, err := http.NewRequestWithContext(ctx, http.MethodPost,
			"http://embedded/?query="+url.QueryEscape("INSERT INTO broken (a, b) FORMAT Native"), body)
		must(t, err)
		resp, err := engine.RoundTrip(req)
		if err == nil {
			if resp.StatusCode == http.StatusOK {
				t.Errorf("%s: status 200", name)
			}
			must(t, resp.Body.Close())
		}
	}
	var n uint64
	must(t, conn.QueryRow(ctx, "SELECT count() FROM broken").Scan(&n))
	if n != 0 {
		t.Errorf("%d rows", n)
	}
}

type failing struct{}

func (failing) Read([]byte) (int, error) { return 0, errors.New("the sender is gone") }

func TestConcurrentStatements(t *testing.T) {
	conn, ctx := connect(t), context.Background()
	must(t, conn.Exec(ctx, "CREATE TABLE busy (a UInt64) ENGINE = MergeTree ORDER BY a"))
	var wg sync.WaitGroup
	for w := range 4 {
		wg.Go(func() {
			for i := range 5 {
				batch, err := conn.PrepareBatch(ctx, "INSERT INTO busy")
				if err != nil {
					t.Error(err)
					return
				}
				for j := range 1000 {
					if err := batch.Append(uint64(w*5000 + i*1000 + j)); err != nil {
						t.Error(err)
					}
				}
				if err := batch.Send(); err != nil {
					t.Error(err)
				}
				var n uint64
				if err := conn.QueryRow(ctx, "SELECT uniqExact(a) FROM busy").Scan(&n); err != nil || n < uint64(i+1)*1000 {
					t.Errorf("%d rows, %v", n, err)
				}
			}
		})
	}
	wg.Wait()
	var n uint64
	must(t, conn.QueryRow(ctx, "SELECT uniqExact(a) FROM busy").Scan(&n))
	if n != 20000 {
		t.Errorf("%d rows, want 20000", n)
	}
}

// chDB brings crash handlers of its own; Go's must stay, or a nil dereference
// would end the process and Ctrl-C would not be noticed.
func TestSignalsStayWithGo(t *testing.T) {
	conn := connect(t)
	must(t, conn.Ping(context.Background()))
	var nothing *Engine
	func() {
		defer func() {
			if recover() == nil {
				t.Error("a nil dereference did not panic")
			}
		}()
		t.Log(nothing.version)
	}()
	came := make(chan os.Signal, 1)
	signal.Notify(came, syscall.SIGTERM)
	defer signal.Stop(came)
	must(t, syscall.Kill(os.Getpid(), syscall.SIGTERM))
	select {
	case <-came:
	case <-time.After(5 * time.Second):
		t.Error("SIGTERM did not arrive")
	}
}

func TestOneOwner(t *testing.T) {
	connect(t)
	if _, err := Open(t.TempDir()); !errors.Is(err, gongkai.ErrLocked) {
		t.Errorf("second engine in this process: %v", err)
	}
	if _, err := lock(engine.dir); !errors.Is(err, gongkai.ErrLocked) || !strings.Contains(err.Error(), fmt.Sprintf("pid %d (embedded.test", os.Getpid())) {
		t.Errorf("second owner of the folder: %v", err)
	}
}

func TestLibraryNotFound(t *testing.T) {
	t.Setenv(LibraryVariable, "")
	t.Chdir(t.TempDir())
	_, err := FindLibrary()
	if err == nil {
		t.Skip("the system has a libchdb of its own")
	}
	for _, word := range []string{"$" + LibraryVariable, "node_modules/@chdb/lib-" + platform(), "/usr/local/lib"} {
		if !strings.Contains(err.Error(), word) {
			t.Errorf("%q does not name %s", err, word)
		}
	}
	if !errors.Is(err, ErrNoLibrary) || gongkai.HintOf(err) != "npm ci" {
		t.Errorf("%v with hint %q", err, gongkai.HintOf(err))
	}
	t.Setenv(LibraryVariable, "/nowhere/libchdb.so")
	if _, err := FindLibrary(); !errors.Is(err, os.ErrNotExist) || !strings.Contains(err.Error(), LibraryVariable) {
		t.Errorf("variable names a missing file: %v", err)
	}
}

func TestUnwritableFolder(t *testing.T) {
	file := t.TempDir() + "/file"
	must(t, os.WriteFile(file, nil, 0o600))
	err := prepare(file)
	var e *gongkai.Error
	if !errors.As(err, &e) || e.Hint == "" {
		t.Errorf("folder is a file: %v", err)
	}
	if os.Getuid() == 0 {
		return // root may write anywhere
	}
	dir := t.TempDir()
	must(t, os.Chmod(dir, 0o500))
	if err := prepare(dir); !errors.Is(err, os.ErrPermission) || gongkai.HintOf(err) == "" {
		t.Errorf("folder without write permission: %v", err)
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
