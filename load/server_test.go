package load

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"gongkai"
	"gongkai/internal/clickhousetest"
)

// protocolRows have the column types of the star schema.
type protocolRows struct {
	rowset
	reading *numbers[uint64]
	word    *words
	raw     *texts
	path    *textLists
	amount  *decimals
	value   *decimals
	day     *days
	x       *numbers[float32]
}

const protocolTable = `CREATE TABLE IF NOT EXISTS protocol (reading UInt64, word LowCardinality(String), raw String, path Array(String),
	amount Nullable(Decimal(20, 2)), value Nullable(Decimal(38, 18)), day Nullable(Date), x Float32) ENGINE = MergeTree ORDER BY reading`

func newProtocolRows(reading uint64, n int) *protocolRows {
	t := &protocolRows{rowset: rowset{table: "protocol"}}
	r := &t.rowset
	t.reading, t.word, t.raw = numbersOf[uint64](r, "reading"), wordsOf(r, "word"), textsOf(r, "raw")
	t.path, t.amount, t.value = with(r, "path", &textLists{}), moneyOf(r, "amount"), valueOf(r, "value")
	t.day, t.x = with(r, "day", &days{}), numbersOf[float32](r, "x")
	t.money = t.amount
	day := time.Date(2023, 2, 10, 0, 0, 0, 0, time.UTC)
	for i := range n {
		t.reading.put(reading)
		t.word.put([]string{"合计", "公开"}[i%2])
		t.raw.put(fmt.Sprintf("%d.01元", i))
		t.path.put([]string{"支出", "合计"}[:i%3])
		if i%2 == 0 {
			amount := decimal.New(int64(i)*100+1, -2).Neg()
			t.amount.put(&amount)
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

// put sends the rows as a load does.
func (t *protocolRows) put(ctx context.Context, w *Warehouse) error {
	in, err := t.take(w.http)
	if err != nil {
		return err
	}
	return w.send(ctx, in)
}

func TestServerProtocol(t *testing.T) {
	s := clickhousetest.New(t)
	ctx := context.Background()
	w, err := Open(ctx, s.Address("loader:right"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := w.conn.Exec(ctx, protocolTable); err != nil {
		t.Fatal(err)
	}
	batch := newProtocolRows(7, 10_000)
	if err := batch.put(ctx, w); err != nil {
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
	batch.sum.Low++
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
	s := clickhousetest.New(t)
	ctx := context.Background()
	w, err := Open(ctx, s.Address("loader:right"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = w.Close() }()
	if err := w.conn.Exec(ctx, protocolTable); err != nil {
		t.Fatal(err)
	}
	go func(p *os.Process) {
		time.Sleep(150 * time.Millisecond)
		_ = p.Kill()
	}(s.Process())
	var failed error
	sent := 0
	for ; failed == nil && sent < 1000; sent++ {
		failed = newProtocolRows(1, 5_000).put(ctx, w)
	}
	failed = w.explain("publish", failed)
	if !errors.Is(failed, gongkai.ErrTransient) || gongkai.HintOf(failed) == "" {
		t.Fatalf("after %d batches: %v", sent, failed)
	}
	s.Kill()
	if _, err := Open(ctx, s.Address("loader:right"), Options{}); !errors.Is(err, gongkai.ErrTransient) || !strings.Contains(err.Error(), "the server is not there: connection refused") {
		t.Errorf("server gone: %v", err)
	}
	s.Start()
	again := newProtocolRows(2, 5_000)
	// The pool may still hold connections to the dead server; clickhouse-go
	// drops them when it meets them.
	for range 10 {
		if err = again.put(ctx, w); err == nil {
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
	s := clickhousetest.New(t)
	ctx := context.Background()
	for _, c := range []struct{ dsn, password, message, hint string }{
		{s.Address("loader:wrong"), "", "Wrong password for user loader", passwordHint},
		{s.Address("loader:right"), "wrong", "Wrong password for user loader", passwordHint},
		{s.Address("nobody"), "", "Unknown user nobody", passwordHint},
		{s.HTTP("loader:wrong"), "", "Wrong password for user loader", passwordHint},
		{s.HTTP("loader"), "wrong", "Wrong password for user loader", passwordHint},
		{s.Address("loader:right") + "_not", "", "Database default_not doesn't exist", "create the database"},
	} {
		_, err := Open(ctx, c.dsn, Options{Password: c.password})
		if err == nil || !strings.Contains(err.Error(), c.message) || !strings.Contains(gongkai.HintOf(err), c.hint) ||
			strings.Contains(err.Error(), "right") || strings.Contains(err.Error(), "wrong@") || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: %q with hint %q", c.dsn, err, gongkai.HintOf(err))
		}
	}
	w, err := Open(ctx, s.Address("loader"), Options{Password: "right"})
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

// TestServerTooOld: clickhouse-go asks over HTTP for what a server of 2018 does
// not know, and that is said in one line. The rest of this way is tested with
// what Serve offers.
func TestServerTooOld(t *testing.T) {
	s := clickhousetest.New(t)
	_, err := Open(t.Context(), s.HTTP("loader"), Options{Password: clickhousetest.Password})
	if err == nil || !strings.Contains(err.Error(), "Unknown setting client_protocol_version") || strings.Contains(err.Error(), "\n") || gongkai.HintOf(err) == "" {
		t.Errorf("%v, want one line with a hint", err)
	}
}
