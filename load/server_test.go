package load

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"gongkai"
)

// server is a ClickHouse server of the test's own, on loopback and in a folder
// of the test. What distributions pack (18.16) is too old for the schema; the
// protocol is what is tested on it.
type testServer struct {
	t      *testing.T
	binary string
	dir    string
	native int
	cmd    *exec.Cmd
}

const serverConfig = `<yandex>
	<logger><level>error</level><console>1</console></logger>
	<listen_host>127.0.0.1</listen_host><tcp_port>%d</tcp_port>
	<path>%s/data/</path><tmp_path>%s/tmp/</tmp_path>
	<users_config>users.xml</users_config>
	<default_profile>default</default_profile><default_database>default</default_database>
	<mark_cache_size>67108864</mark_cache_size><timezone>UTC</timezone>
</yandex>`

const serverUsers = `<yandex>
	<profiles><default><max_memory_usage>1000000000</max_memory_usage><allow_experimental_low_cardinality_type>1</allow_experimental_low_cardinality_type></default></profiles>
	<users><loader><password>right</password><networks><ip>127.0.0.1</ip></networks><profile>default</profile><quota>default</quota></loader></users>
	<quotas><default></default></quotas>
</yandex>`

func newServer(t *testing.T) *testServer {
	t.Helper()
	binary, err := exec.LookPath("clickhouse-server")
	if err != nil {
		t.Skip("clickhouse-server is not there: apt-get install clickhouse-server")
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address, ok := listener.Addr().(*net.TCPAddr)
	if !ok {
		t.Fatalf("listens on %v", listener.Addr())
	}
	s := &testServer{t: t, binary: binary, dir: t.TempDir(), native: address.Port}
	if err := listener.Close(); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{"config.xml": fmt.Sprintf(serverConfig, s.native, s.dir, s.dir), "users.xml": serverUsers} {
		if err := os.WriteFile(filepath.Join(s.dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	s.start()
	t.Cleanup(s.kill)
	return s
}

func (s *testServer) start() {
	s.t.Helper()
	s.cmd = exec.Command(s.binary, "--config-file="+filepath.Join(s.dir, "config.xml"))
	s.cmd.Dir = s.dir
	if err := s.cmd.Start(); err != nil {
		s.t.Fatal(err)
	}
	for range 200 {
		conn, err := net.Dial("tcp", fmt.Sprintf("127.0.0.1:%d", s.native))
		if err == nil {
			_ = conn.Close()
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	s.t.Fatal("clickhouse-server does not listen")
}

func (s *testServer) kill() {
	if s.cmd != nil {
		_ = s.cmd.Process.Kill()
		_ = s.cmd.Wait()
		s.cmd = nil
	}
}

func (s *testServer) address(user string) string {
	return fmt.Sprintf("clickhouse://%s@127.0.0.1:%d/default", user, s.native)
}

// protocolRows have the column types of the star schema.
type protocolRows struct {
	rowset
	reading   *slice[uint64]
	word, raw *slice[string]
	path      *slice[[]string]
	amount    *slice[*decimal.Decimal]
	value     *slice[*decimal.Decimal]
	day       *slice[*time.Time]
	x         *slice[float32]
}

const protocolTable = `CREATE TABLE IF NOT EXISTS protocol (reading UInt64, word LowCardinality(String), raw String, path Array(String),
	amount Nullable(Decimal(20, 2)), value Nullable(Decimal(38, 18)), day Nullable(Date), x Float32) ENGINE = MergeTree ORDER BY reading`

func newProtocolRows(reading uint64, n int) *protocolRows {
	t := &protocolRows{rowset: rowset{name: "protocol", money: "amount"}}
	r := &t.rowset
	t.reading, t.word, t.raw = col[uint64](r, "reading"), col[string](r, "word"), col[string](r, "raw")
	t.path, t.amount, t.value = col[[]string](r, "path"), col[*decimal.Decimal](r, "amount"), col[*decimal.Decimal](r, "value")
	t.day, t.x = col[*time.Time](r, "day"), col[float32](r, "x")
	day := time.Date(2023, 2, 10, 0, 0, 0, 0, time.UTC)
	for i := range n {
		t.reading.put(reading)
		t.word.put([]string{"合计", "公开"}[i%2])
		t.raw.put(fmt.Sprintf("%d.01元", i))
		t.path.put([]string{"支出", "合计"}[:i%3])
		if i%2 == 0 {
			amount := decimal.New(int64(i)*100+1, -2).Neg()
			t.amount.put(&amount)
			t.sum = t.sum.Add(amount)
			t.value.put(nil)
			t.day.put(&day)
		} else {
			value := decimal.New(int64(i), -18)
			t.amount.put(nil)
			t.value.put(&value)
			t.day.put(nil)
		}
		t.x.put(float32(i) / 4)
	}
	return t
}

func TestServerProtocol(t *testing.T) {
	s := newServer(t)
	ctx := context.Background()
	w, err := Open(ctx, s.address("loader:right"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := w.conn.Exec(ctx, protocolTable); err != nil {
		t.Fatal(err)
	}
	batch := newProtocolRows(7, 10_000)
	if err := batch.send(ctx, w); err != nil {
		t.Fatal(err)
	}
	if err := w.verify(ctx, []*rowset{&batch.rowset}, 7, 7); err != nil {
		t.Fatal(err)
	}
	rows, err := w.Query(ctx, "SELECT word, raw, path, amount, value, day, x FROM protocol WHERE raw IN ('3.01元', '4.01元') ORDER BY raw")
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	if err := errors.Join(rows.Write(&out, "csv"), rows.Close()); err != nil {
		t.Fatal(err)
	}
	want := "word,raw,path,amount,value,day,x\n公开,3.01元,[],,0.000000000000000003,,0.75\n合计,4.01元,\"[\"\"支出\"\"]\",-4.01,,2023-02-10,1\n"
	if out.String() != want {
		t.Errorf("got\n%s\nwant\n%s", out.String(), want)
	}
	// What does not match what was sent is found.
	batch.sum = batch.sum.Add(decimal.New(1, -2))
	if err := w.verify(ctx, []*rowset{&batch.rowset}, 7, 7); err == nil || !strings.Contains(err.Error(), "nothing is published") {
		t.Errorf("a sum that does not match: %v", err)
	}
	// The schema needs a newer one, and that is said in one line.
	if err := w.Migrate(ctx); err == nil || !strings.Contains(err.Error(), "ClickHouse 18.16") || gongkai.HintOf(err) == "" {
		t.Errorf("migrate: %v", err)
	}
	if _, err := w.Query(ctx, "SELECT nope FROM protocol"); err == nil || strings.Contains(err.Error(), "\n") || !strings.Contains(err.Error(), "nope") {
		t.Errorf("unknown column: %v", err)
	}
	if _, err := w.Query(ctx, "DROP TABLE protocol"); err == nil || !strings.Contains(gongkai.HintOf(err), "only read") {
		t.Errorf("a query that writes: %v", err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
}

// The server is killed while batches arrive; after it is back the attempt is
// built again under new numbers, and its account matches.
func TestServerKilled(t *testing.T) {
	s := newServer(t)
	ctx := context.Background()
	w, err := Open(ctx, s.address("loader:right"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = w.Close() }()
	if err := w.conn.Exec(ctx, protocolTable); err != nil {
		t.Fatal(err)
	}
	go func(cmd *exec.Cmd) {
		time.Sleep(150 * time.Millisecond)
		_ = cmd.Process.Kill()
	}(s.cmd)
	var failed error
	sent := 0
	for ; failed == nil && sent < 1000; sent++ {
		failed = newProtocolRows(1, 5_000).send(ctx, w)
	}
	failed = w.explain("publish", failed)
	if !errors.Is(failed, gongkai.ErrTransient) || gongkai.HintOf(failed) == "" {
		t.Fatalf("after %d batches: %v", sent, failed)
	}
	_ = s.cmd.Wait()
	if _, err := Open(ctx, s.address("loader:right"), Options{}); !errors.Is(err, gongkai.ErrTransient) || !strings.Contains(err.Error(), "the server is not there: connection refused") {
		t.Errorf("server gone: %v", err)
	}
	s.start()
	again := newProtocolRows(2, 5_000)
	// The pool may still hold connections to the dead server; clickhouse-go
	// drops them when it meets them.
	for range 10 {
		if err = again.send(ctx, w); err == nil {
			break
		}
		again = newProtocolRows(2, 5_000)
	}
	if err != nil {
		t.Fatal(err)
	}
	if err := w.verify(ctx, []*rowset{&again.rowset}, 2, 2); err != nil {
		t.Error(err)
	}
	// Blocks of the attempt that broke off are whole or absent.
	var n uint64
	if err := w.conn.QueryRow(ctx, "SELECT count() FROM protocol WHERE reading = 1").Scan(&n); err != nil || n%5_000 != 0 {
		t.Errorf("%d rows of the attempt that broke off, %v", n, err)
	}
}

func TestServerRefuses(t *testing.T) {
	s := newServer(t)
	ctx := context.Background()
	for _, c := range []struct{ dsn, password, message, hint string }{
		{s.address("loader:wrong"), "", "Wrong password for user loader", passwordHint},
		{s.address("loader:right"), "wrong", "Wrong password for user loader", passwordHint},
		{s.address("nobody"), "", "Unknown user nobody", passwordHint},
		{s.address("loader:right") + "_not", "", "Database default_not doesn't exist", "create the database"},
	} {
		_, err := Open(ctx, c.dsn, Options{Password: c.password})
		if err == nil || !strings.Contains(err.Error(), c.message) || !strings.Contains(gongkai.HintOf(err), c.hint) ||
			strings.Contains(err.Error(), "right") || strings.Contains(err.Error(), "wrong@") || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: %q with hint %q", c.dsn, err, gongkai.HintOf(err))
		}
	}
	w, err := Open(ctx, s.address("loader"), Options{Password: "right"})
	if err != nil {
		t.Fatalf("password from the environment: %v", err)
	}
	_ = w.Close()
}

func TestOpenExplains(t *testing.T) {
	web := httptest.NewServer(http.NotFoundHandler())
	defer web.Close()
	locked := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusUnauthorized) }))
	defer locked.Close()
	for _, c := range []struct{ dsn, message, hint string }{
		{"clickhouse://user:secret@127.0.0.1:1/gongkai", "the server is not there: connection refused", "start the server"},
		{"http://user:secret@127.0.0.1:1/gongkai", "the server is not there: connection refused", "start the server"},
		{"data/warehouse", "not an address", "embedded:DIR"},
		{"postgres://user:secret@host/db", `unknown scheme "postgres"`, "embedded:DIR"},
		{"clickhouse://user:secret@host:90:00/?dial_timeout=x", "not a valid address", "embedded:DIR"},
		{"embedded:", "no folder", "embedded:DIR"},
		{web.URL, "status 404", "8123"},
		{locked.URL, "status 401", passwordHint},
	} {
		_, err := Open(context.Background(), c.dsn, Options{})
		if err == nil || !strings.Contains(err.Error(), c.message) || !strings.Contains(gongkai.HintOf(err), c.hint) ||
			strings.Contains(err.Error(), "secret") || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: %q with hint %q", c.dsn, err, gongkai.HintOf(err))
		}
	}
}
