package load

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"syscall"
	"testing"

	"github.com/ClickHouse/clickhouse-go/v2"
	"github.com/shopspring/decimal"

	"gongkai"
	"gongkai/schemas"
)

func TestFirstLine(t *testing.T) {
	for _, c := range []struct{ message, want string }{
		{"Unknown expression identifier `unti` in scope SELECT unti FROM v_amount. Maybe you meant: ['unit']. (UNKNOWN_IDENTIFIER) (version 26.7.2.1 (official build))",
			"Unknown expression identifier `unti`. Maybe you meant: ['unit']"},
		{"Syntax error: failed at position 1 (SELEC): SELEC 1. Expected one of: Query, Query with output. (SYNTAX_ERROR)", "Syntax error: failed at position 1 (SELEC): SELEC 1"},
		{"Code: 193, e.displayText() = DB::Exception: Wrong password for user loader, e.what() = DB::Exception", "Wrong password for user loader"},
		{"Memory limit (total) exceeded: would use 1.00 GiB. Stack trace:\n\n0. 0xdead", "Memory limit (total) exceeded: would use 1.00 GiB"},
		{"", ""},
	} {
		if got := firstLine(c.message); got != c.want {
			t.Errorf("firstLine(%q)\n got %q\nwant %q", c.message, got, c.want)
		}
	}
	if got := firstLine(strings.Repeat("长", 1000)); len(got) > maxLine+3 || !strings.HasSuffix(got, "长…") {
		t.Errorf("a long message: %q", got)
	}
}

func TestExplain(t *testing.T) {
	w := &Warehouse{name: "embedded:data/warehouse"}
	for _, c := range []struct {
		err       error
		message   string
		hint      string
		transient bool
	}{
		{&clickhouse.Exception{Code: 243, Message: "Cannot reserve 1.00 MiB, not enough space. (NOT_ENOUGH_SPACE)"}, "not enough space", "free some space", false},
		{&clickhouse.Exception{Code: 75, Message: "Cannot write to file: , errno: 28, strerror: No space left on device: (in file/uri x)"}, "No space left", "free some space", false},
		{fmt.Errorf("write: %w", syscall.ENOSPC), "no space left", "free some space", false},
		{&clickhouse.Exception{Code: 241, Message: "Memory limit exceeded"}, "Memory limit", "ask for less", true},
		{&clickhouse.Exception{Code: 497, Message: "x: Not enough privileges"}, "privileges", "rights", false},
		{&clickhouse.Exception{Code: 9999, Message: "something new"}, "something new", "", false},
		{fmt.Errorf("read: %w", io.ErrUnexpectedEOF), "it closed the connection", "start the server", true},
		{context.Canceled, "context canceled", "", false},
		{errors.New("line\nanother"), "line", "", false},
	} {
		err := w.explain("load", c.err)
		if !strings.Contains(err.Error(), c.message) || !strings.Contains(gongkai.HintOf(err), c.hint) || c.hint == "" && gongkai.HintOf(err) != "" ||
			errors.Is(err, gongkai.ErrTransient) != c.transient || !errors.Is(err, c.err) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%v: %q with hint %q, transient %v", c.err, err, gongkai.HintOf(err), errors.Is(err, gongkai.ErrTransient))
		}
	}
	if w.explain("load", nil) != nil {
		t.Error("nil is explained")
	}
	inner := &gongkai.Error{Op: "open warehouse", Err: gongkai.ErrLocked, Hint: "wait"}
	if err := w.explain("load", inner); err != error(inner) {
		t.Errorf("what is explained is explained again: %v", err)
	}
}

func TestCompareHistory(t *testing.T) {
	m := func(n int, name, sum string) schemas.Migration {
		return schemas.Migration{Number: n, Name: name, Checksum: sum}
	}
	ours := []schemas.Migration{m(1, "a", "x"), m(2, "b", "y")}
	for _, c := range []struct {
		name    string
		applied []schemas.Migration
		message string
	}{
		{"new", nil, ""},
		{"older", ours[:1], ""},
		{"same", ours, ""},
		{"from the future", append(ours[:2:2], m(3, "c", "z")), "does not know"},
		{"file changed", []schemas.Migration{m(1, "a", "X")}, "is not this program's"},
		{"gap", []schemas.Migration{m(2, "b", "y")}, "is not this program's"},
		{"renamed", []schemas.Migration{m(1, "aa", "x")}, "is not this program's"},
	} {
		err := compareHistory(ours, c.applied)
		if c.message == "" && err != nil || c.message != "" && (err == nil || !strings.Contains(err.Error(), c.message) || gongkai.HintOf(err) == "") {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

func TestMisfit(t *testing.T) {
	for _, c := range []struct {
		value string
		fits  bool
	}{
		{"0", true}, {"0.00000", true}, {"-0.01", true}, {"1.10", true}, {"1.100", true}, {"1E17", true}, {"999999999999999999.99", true}, {"-999999999999999999.990", true},
		{"1E18", false}, {"1000000000000000000", false}, {"0.001", false}, {"-1.999", false}, {"999999999999999999.991", false}, {"1E65", false},
	} {
		d := decimal.RequireFromString(c.value)
		if got := moneyColumn.misfit(&d); (got == "") != c.fits {
			t.Errorf("%s: %q", c.value, got)
		}
	}
}

// Whatever fits is read back from Decimal(20, 2) as it was.
func FuzzMisfit(f *testing.F) {
	f.Add(int64(123), int32(-2))
	f.Add(int64(-1), int32(17))
	f.Add(int64(-1<<63), int32(-2))
	f.Add(int64(999999999999999999), int32(0))
	f.Fuzz(func(t *testing.T, value int64, exponent int32) {
		d := decimal.New(value, exponent)
		for _, c := range []decimalColumn{moneyColumn, valueColumn, sumColumn} {
			if c.misfit(&d) != "" {
				continue
			}
			digits := bigOf(c.scaled(&d))
			if !decimal.NewFromBigInt(digits, -c.scale).Equal(d) || digits.CmpAbs(c.limit) >= 0 {
				t.Errorf("%s fits %s, and is not what is stored: %s", shorten(&d), c.name, digits)
			}
		}
	})
}

func TestParseKind(t *testing.T) {
	for _, c := range []struct{ name, want string }{
		{"UInt8", "{UInt8 [] false}"},
		{"LowCardinality(Nullable(String))", "{String [] true}"},
		{"Nullable(Decimal(20, 2))", "{Decimal [20 2] true}"},
		{"DateTime64(3, 'UTC')", "{DateTime64 [3 'UTC'] false}"},
		{"Array(Tuple(a String, b Array(UInt8)))", "{Array [Tuple(a String, b Array(UInt8))] false}"},
		{"Map(LowCardinality(String), Array(Nullable(Float64)))", "{Map [LowCardinality(String) Array(Nullable(Float64))] false}"},
		{"Enum8('a,(' = 1, 'b\\'' = 2)", "{Enum8 ['a,(' = 1 'b\\'' = 2] false}"},
	} {
		if got := fmt.Sprint(parseKind(c.name)); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}
