package load_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	chproto "github.com/ClickHouse/ch-go/proto"
	"github.com/ClickHouse/clickhouse-go/v2"
	"github.com/ClickHouse/clickhouse-go/v2/lib/column"
	"github.com/ClickHouse/clickhouse-go/v2/lib/proto"
	"github.com/shopspring/decimal"

	"gongkai"
	"gongkai/load"
	"gongkai/load/loadtest"
	"gongkai/load/serve"
	"gongkai/schemas"
)

// served puts the test's warehouse behind HTTP until the test ends and gives
// the address and the owner's way to it.
func served(t testing.TB, opt load.ServeOptions) (address string, owner serve.Endpoint) {
	t.Helper()
	needEngine(t)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	opt.Password = "pass word"
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- warehouse.Serve(ctx, l, opt) }()
	t.Cleanup(func() {
		cancel()
		if err := <-ended; err != nil {
			t.Error(err)
		}
		if _, ok, _ := serve.FindEndpoint(strings.TrimPrefix(warehouse.Name(), "embedded:")); ok {
			t.Error("the endpoint file is still there")
		}
	})
	for range 200 {
		if e, ok, err := serve.FindEndpoint(strings.TrimPrefix(warehouse.Name(), "embedded:")); err == nil && ok {
			return l.Addr().String(), e
		}
		time.Sleep(5 * time.Millisecond)
	}
	t.Fatal("no endpoint file")
	return
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// TestServed runs the whole suite through the query endpoint, as the owner, in
// a database of its own.
func TestServed(t *testing.T) {
	if testing.Short() {
		t.Skip("short: the suite once, on the engine itself")
	}
	address, owner := served(t, load.ServeOptions{})
	ctx := context.Background()
	must(t, warehouse.Migrate(ctx))
	direct, err := clickhouse.Open(&clickhouse.Options{Protocol: clickhouse.HTTP, Addr: []string{address}, Auth: clickhouse.Auth{Username: serve.Owner, Password: owner.Secret}})
	must(t, err)
	must(t, direct.Exec(ctx, "CREATE DATABASE through"))
	must(t, direct.Close())
	w, err := load.Open(ctx, fmt.Sprintf("http://%s@%s/through", serve.Owner, address), load.Options{Password: owner.Secret})
	must(t, err)
	defer func() { _ = w.Close() }()
	loadtest.Run(t, w)
}

// ask sends one request of its own making.
func ask(t testing.TB, method, target string, body string, head map[string]string) (int, string, http.Header) {
	t.Helper()
	req, err := http.NewRequest(method, target, strings.NewReader(body))
	must(t, err)
	for name, value := range head {
		req.Header.Set(name, value)
	}
	resp, err := http.DefaultClient.Do(req)
	must(t, err)
	defer func() { _ = resp.Body.Close() }()
	data, err := io.ReadAll(resp.Body)
	if err != nil && method != http.MethodHead {
		return resp.StatusCode, "broken off: " + err.Error(), resp.Header
	}
	return resp.StatusCode, string(data), resp.Header
}

func TestServedRefusals(t *testing.T) {
	address, owner := served(t, load.ServeOptions{MaxTime: time.Second, MaxRows: 1000, MaxMemory: 100_000_000})
	must(t, warehouse.Migrate(context.Background()))
	reader := map[string]string{"X-ClickHouse-User": "reader", "X-ClickHouse-Key": "pass word", "X-ClickHouse-Database": "gongkai"}
	secret := filepath.Join(t.TempDir(), "secret.csv")
	must(t, os.WriteFile(secret, []byte("a secret\n"), 0o600))
	for _, c := range []struct {
		name, query, sql string
		head             map[string]string
		status, code     int
		message          string
	}{
		{"nobody", "", "SELECT 1", nil, 401, 516, "give a user and a password"},
		{"wrong password", "user=reader&password=no", "SELECT 1", nil, 403, 516, "password is incorrect"},
		{"wrong user", "user=default&password=", "SELECT 1", nil, 403, 516, "password is incorrect"},
		{"owner without the secret", "user=owner&password=pass+word", "SELECT 1", nil, 403, 516, "password is incorrect"},
		{"empty password", "user=reader", "SELECT 1", nil, 403, 516, "password is incorrect"},
		{"create", "", "CREATE TABLE x (a UInt8) ENGINE = Memory", reader, 403, 164, "readonly"},
		{"drop", "", "DROP TABLE published", reader, 403, 164, "readonly"},
		{"insert", "", "INSERT INTO published (document) VALUES ('x')", reader, 403, 164, "readonly"},
		{"insert with a body", "query=" + url.QueryEscape("INSERT INTO published (document) FORMAT TSV"), "x\n", reader, 403, 164, "readonly"},
		{"truncate in a comment", "", "/* SELECT 1 */ TRUNCATE TABLE published", reader, 403, 164, "readonly"},
		{"two statements", "", "SELECT 1; DROP TABLE published", reader, 400, 62, "Multi-statements"},
		{"lift a limit", "", "SELECT 1 SETTINGS max_execution_time = 0", reader, 403, 164, "readonly"},
		{"set", "", "SET readonly = 0", reader, 403, 164, "readonly"},
		{"kill", "", "KILL QUERY WHERE 1", reader, 403, 164, "readonly"},
		{"into a file", "", "SELECT 1 INTO OUTFILE '" + secret + "'", reader, 403, 164, "readonly"},
		{"read a file", "", "SELECT * FROM file('" + secret + "', 'CSV', 'a String')", reader, 403, 0, ""},
		{"read a file as a value", "", "SELECT `file` ('" + secret + "')", reader, 403, 497, "reads files"},
		{"another address", "", "SELECT * FROM url('http://127.0.0.1:1/', 'CSV', 'a String')", reader, 403, 164, "readonly"},
		{"another server", "", "SELECT * FROM remote('127.0.0.1', system.one)", reader, 403, 164, "readonly"},
		{"lift the limit of time from outside", "max_execution_time=0", "SELECT sleepEachRow(0.5), number FROM numbers(20) SETTINGS max_block_size = 1", reader, 403, 164, "readonly"},
		{"too long", "max_execution_time=0&max_block_size=1&default_format=JSON", "SELECT sleepEachRow(0.3), number FROM numbers(20)", reader, 500, 159, "Timeout exceeded"},
		{"too many rows", "max_result_rows=0&default_format=JSON", "SELECT number FROM numbers(5000)", reader, 500, 396, "Limit for result exceeded"},
		{"too much memory", "max_memory_usage=0&default_format=JSON", "SELECT length(groupArray(number)) FROM numbers(50000000)", reader, 500, 241, "emory limit"},
		{"no such table", "", "SELECT * FROM nope", reader, 404, 60, "nope"},
		{"no statement", "", "SELEC 1", reader, 400, 62, "Syntax error"},
		{"no such path", "", "", reader, 404, 48, "no handle"},
		{"too long a statement", "", "SELECT '" + strings.Repeat("x", 1<<20) + "'", reader, 400, 48, "too large"},
	} {
		path := "/?"
		if c.name == "no such path" {
			path = "/play?"
		}
		status, body, head := ask(t, http.MethodPost, "http://"+address+path+c.query, c.sql, c.head)
		code, _ := strconv.Atoi(head.Get("X-ClickHouse-Exception-Code"))
		if status != c.status || c.code != 0 && code != c.code || !strings.Contains(body, c.message) || strings.Contains(body, "a secret") ||
			strings.Count(strings.TrimSpace(body), "\n") > 0 {
			t.Errorf("%s: status %d, code %d: %s; want %d, %d, %q", c.name, status, code, body, c.status, c.code, c.message)
		}
	}
	// A streamed result that meets a limit says so at its end.
	if _, body, _ := ask(t, http.MethodPost, "http://"+address, "SELECT number FROM numbers(200000)", reader); !strings.Contains(body, "Limit for result exceeded") {
		t.Errorf("a long stream: %.200q", body)
	}
	// A GET changes nothing, not even the owner's.
	status, body, _ := ask(t, http.MethodGet, "http://"+address+"/?query="+url.QueryEscape("CREATE TABLE x (a UInt8) ENGINE = Memory"), "",
		map[string]string{"X-ClickHouse-User": serve.Owner, "X-ClickHouse-Key": owner.Secret})
	if status != 403 || !strings.Contains(body, "READONLY") {
		t.Errorf("a writing GET: %d %s", status, body)
	}
	// What came before was refused and left nothing.
	if _, body, _ := ask(t, http.MethodPost, "http://"+address, "SELECT count() FROM system.tables WHERE name = 'x' AND database = 'gongkai'", reader); body != "0\n" {
		t.Errorf("a table was made: %s", body)
	}
}

func TestServedForms(t *testing.T) {
	address, _ := served(t, load.ServeOptions{})
	base := "http://" + address + "/?user=reader&password=pass+word&"
	for _, c := range []struct {
		name, method, query, sql, body, media string
		head                                  map[string]string
	}{
		{"tab separated by default", "GET", "query=" + url.QueryEscape("SELECT 1, 'a\tb'"), "", "1\ta\\tb\n", "text/tab-separated-values; charset=UTF-8", nil},
		{"default_format", "POST", "default_format=CSVWithNames", "SELECT 1 AS a, 'x' AS b", "\"a\",\"b\"\n1,\"x\"\n", "text/csv; charset=UTF-8; header=present", nil},
		{"format of the statement", "POST", "default_format=Native", "SELECT 1 AS a FORMAT JSONEachRow -- so", "{\"a\":1}\n", "application/x-ndjson; charset=UTF-8", nil},
		{"format in a string", "POST", "", "SELECT 'x FORMAT JSON'", "x FORMAT JSON\n", "text/tab-separated-values; charset=UTF-8", nil},
		{"statement in two parts", "POST", "query=" + url.QueryEscape("SELECT"), "1 + 1", "2\n", "text/tab-separated-values; charset=UTF-8", nil},
		{"parameters", "POST", "param_p=7", "SELECT {p:UInt8} + 1", "8\n", "text/tab-separated-values; charset=UTF-8", nil},
		{"Basic", "POST", "", "SELECT 3", "3\n", "text/tab-separated-values; charset=UTF-8", map[string]string{"Authorization": "Basic cmVhZGVyOnBhc3Mgd29yZA=="}},
		{"session and query id", "POST", "session_id=s&session_timeout=5&query_id=q1&wait_end_of_query=1", "SELECT currentDatabase()", "gongkai\n", "text/tab-separated-values; charset=UTF-8", nil},
		{"empty", "POST", "default_format=TabSeparatedWithNamesAndTypes", "SELECT 1 AS a WHERE 0", "a\nUInt8\n", "text/tab-separated-values; charset=UTF-8", nil},
		{"ping", "GET", "", "", "Ok.\n", "", nil},
	} {
		target := base + c.query
		if c.name == "ping" {
			target = "http://" + address + "/ping"
		}
		status, body, head := ask(t, c.method, target, c.sql, c.head)
		if status != 200 || body != c.body || c.media != "" && head.Get("Content-Type") != c.media {
			t.Errorf("%s: %d %q %s", c.name, status, body, head.Get("Content-Type"))
		}
	}
	// One document however many rows: chunks must not begin anew.
	status, body, _ := ask(t, "POST", base, "SELECT number FROM numbers(200000) FORMAT JSONCompact", nil)
	if status != 200 || strings.Count(body, "\"meta\"") != 1 || !strings.Contains(body, "\"rows\": 200000") {
		t.Errorf("a long JSON: %d, %d heads", status, strings.Count(body, "\"meta\""))
	}
	// Native with block information, as clickhouse-connect and others ask for.
	for _, revision := range []uint64{54405, 54460} {
		_, body, _ := ask(t, "POST", base+"client_protocol_version="+fmt.Sprint(revision), "SELECT toDecimal128(1.25, 2) AS a, toLowCardinality('公开') AS b, [toNullable(1), NULL] AS c FORMAT Native", nil)
		block := proto.NewBlock()
		block.ServerContext = &column.ServerContext{}
		if err := block.Decode(chproto.NewReader(strings.NewReader(body)), revision); err != nil || block.Rows() != 1 || len(block.Columns) != 3 {
			t.Errorf("revision %d: %v, %d rows", revision, err, block.Rows())
			continue
		}
		if got := fmt.Sprintf("%v %v", block.Columns[0].Row(0, false), block.Columns[1].Row(0, false)); got != "1.25 公开" {
			t.Errorf("revision %d: %s", revision, got)
		}
	}
}

// TestServedClients asks through the clients that others use.
func TestServedClients(t *testing.T) {
	address, owner := served(t, load.ServeOptions{})
	ctx := context.Background()
	must(t, warehouse.Migrate(ctx))
	must(t, warehouse.Publish(ctx, load.Load{ID: t.Name(), Sequence: loadtest.NextSequence()}, []gongkai.Publication{loadtest.Disclosure{Unit: "示例客户中心"}.Build()}))
	const query = "SELECT label, amount, path FROM v_amount WHERE unit = '示例客户中心' AND measure = 'total' ORDER BY row"

	t.Run("clickhouse-go", func(t *testing.T) {
		for _, method := range []clickhouse.CompressionMethod{clickhouse.CompressionNone, clickhouse.CompressionLZ4, clickhouse.CompressionGZIP} {
			conn, err := clickhouse.Open(&clickhouse.Options{Protocol: clickhouse.HTTP, Addr: []string{address}, Auth: clickhouse.Auth{Database: "gongkai", Username: "reader", Password: "pass word"},
				Compression: &clickhouse.Compression{Method: method, Level: 1}})
			must(t, err)
			rows, err := conn.Query(ctx, query)
			must(t, err)
			n := 0
			for ; rows.Next(); n++ {
				var label string
				var amount *decimal.Decimal
				var path []string
				must(t, rows.Scan(&label, &amount, &path))
				if amount == nil || len(path) != 2 {
					t.Errorf("%s %v %q", label, amount, path)
				}
			}
			must(t, errors.Join(rows.Err(), rows.Close()))
			if n != 4 {
				t.Errorf("method %v: %d rows", method, n)
			}
			var ex *clickhouse.Exception
			if err := conn.Exec(ctx, "DROP TABLE published"); !errors.As(err, &ex) || ex.Code != 164 {
				t.Errorf("method %v: a writing statement: %v", method, err)
			}
			must(t, conn.Close())
		}
	})
	t.Run("gongkai", func(t *testing.T) {
		w, err := load.Open(ctx, "http://reader@"+address+"/gongkai", load.Options{Password: "pass word"})
		must(t, err)
		defer func() { _ = w.Close() }()
		rows, err := w.Ask(ctx, "total_budget")
		must(t, err)
		var b bytes.Buffer
		must(t, errors.Join(rows.Write(&b, "csv"), rows.Close()))
		if !strings.Contains(b.String(), "示例客户中心") {
			t.Errorf("total_budget: %s", b.String())
		}
		if err := w.Publish(ctx, load.Load{ID: "x", Sequence: 1}, []gongkai.Publication{loadtest.Disclosure{Unit: "甲"}.Build()}); err == nil || !strings.Contains(gongkai.HintOf(err), "only read") {
			t.Errorf("a reader publishes: %v", err)
		}
		_, err = load.Open(ctx, "http://reader@"+address+"/gongkai", load.Options{Password: "no"})
		if err == nil || strings.Contains(err.Error(), "\n") || !strings.Contains(gongkai.HintOf(err), "PASSWORD") {
			t.Errorf("wrong password: %v, %s", err, gongkai.HintOf(err))
		}
	})
	t.Run("curl", func(t *testing.T) {
		curl, err := exec.LookPath("curl")
		if err != nil {
			t.Skip("curl is not there")
		}
		out, err := exec.Command(curl, "-sSf", "--compressed", "-u", "reader:pass word", "http://"+address+"/?database=gongkai&enable_http_compression=1&default_format=CSV", "--data-binary", query).CombinedOutput()
		if err != nil || !strings.Contains(string(out), `"合计",2332357.62,"['合计','合计']"`) {
			t.Errorf("%v: %s", err, out)
		}
	})
	t.Run("javascript", func(t *testing.T) {
		node := javascript(t, "@clickhouse/client")
		cmd := exec.Command(node, "testdata/client.mjs", "http://"+address, "reader", "pass word", query)
		out, err := cmd.Output()
		want := `{"rows":4,"first":{"label":"合计","amount":"2332357.62","path":["合计","合计"]},"stream":200000,"parameter":"8","refused":"164"}`
		if err != nil || strings.TrimSpace(string(out)) != want {
			t.Errorf("%v: %s\nwant %s", err, out, want)
		}
	})
	_ = owner
}

// javascript is the path of node when it has a package, else the test is skipped.
func javascript(t *testing.T, name string) string {
	t.Helper()
	node, err := exec.LookPath("node")
	if err != nil {
		t.Skip("node is not there")
	}
	if _, err := os.Stat(filepath.Join("..", "node_modules", filepath.FromSlash(name))); err != nil {
		t.Skipf("%s is not there: npm ci", name)
	}
	return node
}

// TestUpgrade brings warehouses up from each point of a history that goes on
// after this program's: what is released today must come up to what comes.
func TestUpgrade(t *testing.T) {
	address, owner := served(t, load.ServeOptions{})
	ctx := context.Background()
	all, err := schemas.Migrations()
	must(t, err)
	released := len(all)
	for _, m := range []schemas.Migration{
		{Name: "more", Statements: []string{"ALTER TABLE fact_amount ADD COLUMN IF NOT EXISTS note String COMMENT 'made up · 虚构'", "ALTER TABLE published ADD COLUMN IF NOT EXISTS note String COMMENT 'made up · 虚构'"}},
		{Name: "views", Statements: []string{"CREATE OR REPLACE VIEW v_amount AS SELECT * EXCEPT (reading) FROM fact_amount WHERE reading IN (SELECT reading FROM v_current_tables)\nCOMMENT 'made up · 虚构'"}},
	} {
		m.Number, m.Checksum = len(all)+1, strings.Repeat("0", 64)
		all = append(all, m)
	}
	for n := released; n <= len(all); n++ {
		w, err := load.Open(ctx, fmt.Sprintf("http://%s@%s/old%d", serve.Owner, address, n), load.Options{Password: owner.Secret})
		if err != nil { // made by another connection, as an operator does
			conn, err := clickhouse.Open(&clickhouse.Options{Protocol: clickhouse.HTTP, Addr: []string{address}, Auth: clickhouse.Auth{Username: serve.Owner, Password: owner.Secret}})
			must(t, err)
			must(t, conn.Exec(ctx, fmt.Sprintf("CREATE DATABASE old%d", n)))
			must(t, conn.Close())
			w, err = load.Open(ctx, fmt.Sprintf("http://%s@%s/old%d", serve.Owner, address, n), load.Options{Password: owner.Secret})
			must(t, err)
		}
		load.UseSchema(w, all[:n])
		must(t, w.Migrate(ctx))
		must(t, w.Publish(ctx, load.Load{ID: "old", Sequence: 1}, []gongkai.Publication{loadtest.Disclosure{Unit: "示例升级中心"}.Build()}))
		count := func() string {
			rows, err := w.Query(ctx, "SELECT count(), sum(amount), sum(sipHash64(id, raw)) FROM v_amount")
			must(t, err)
			var b bytes.Buffer
			must(t, errors.Join(rows.Write(&b, "csv"), rows.Close()))
			return b.String()
		}
		before := count()
		load.UseSchema(w, all)
		waiting, err := w.Migrations(ctx)
		must(t, err)
		must(t, w.Migrate(ctx))
		if after := count(); after != before || !strings.Contains(after, "\n12,") {
			t.Errorf("from %d: before %s, after %s", n, before, after)
		}
		list, err := w.Migrations(ctx)
		must(t, err)
		for i, m := range list {
			if m.Applied.IsZero() || waiting[i].Applied.IsZero() != (i >= n) || len(m.Statements) == 0 {
				t.Errorf("from %d: %04d_%s applied %v, before %v", n, m.Number, m.Name, m.Applied, waiting[i].Applied)
			}
		}
		rows, err := w.Query(ctx, "SELECT DISTINCT note FROM v_amount")
		must(t, err)
		must(t, rows.Close())
		// Loads go on, and the program of before says what is wrong.
		must(t, w.Publish(ctx, load.Load{ID: "new", Sequence: 2}, []gongkai.Publication{loadtest.Disclosure{Unit: "示例升级中心", Year: 2024}.Build()}))
		load.UseSchema(w, all[:released])
		if err := w.Migrate(ctx); err == nil || !strings.Contains(err.Error(), "does not know") {
			t.Errorf("from %d: a schema from the future: %v", n, err)
		}
		must(t, w.Close())
	}
}
