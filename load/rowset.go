package load

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/ClickHouse/ch-go/proto"
	"github.com/ClickHouse/clickhouse-go/v2"
)

// rowset is the batch of one table and the account of what was sent to it.
type rowset struct {
	table   string
	columns []named
	// money is the column that is summed when the load is checked; nil for none.
	money *decimals
	// sent rows and sum of money, in 0.01 yuan, since the load began.
	sent int
	sum  proto.Int128
}

// with adds a column.
func with[C column](r *rowset, name string, c C) C {
	r.columns = append(r.columns, named{name, c})
	return c
}

func wordsOf(r *rowset, name string) *words                  { return with(r, name, &words{}) }
func textsOf(r *rowset, name string) *texts                  { return with(r, name, &texts{}) }
func numbersOf[T number](r *rowset, name string) *numbers[T] { return with(r, name, &numbers[T]{}) }

// moneyOf is a column of yuan that may be NULL, sumOf one of what was added up.
func moneyOf(r *rowset, name string) *decimals {
	return with(r, name, &decimals{column: moneyColumn, nullable: true})
}

func valueOf(r *rowset, name string) *decimals {
	return with(r, name, &decimals{column: valueColumn, nullable: true})
}

func sumOf(r *rowset, name string) *decimals { return with(r, name, &decimals{column: sumColumn}) }

func (r *rowset) rows() int { return r.columns[0].length() }

// insert is a batch on its way: the statement and, over HTTP, its block.
type insert struct {
	table string
	into  string
	block *proto.Buffer
	rows  *rowset
}

// kept are things that grow to some ten megabytes and are used again; a
// sync.Pool would lose them to every second collection of garbage.
type kept[T any] struct {
	free  chan T
	fresh func() T
}

func keep[T any](n int, fresh func() T) kept[T] { return kept[T]{free: make(chan T, n), fresh: fresh} }

func (k kept[T]) get() T {
	select {
	case v := <-k.free:
		return v
	default:
		return k.fresh()
	}
}

func (k kept[T]) put(v T) {
	select {
	case k.free <- v:
	default:
	}
}

// blocks of inserts on their way, and the columns of attempts.
var (
	blocks  = keep(3, func() *proto.Buffer { return new(proto.Buffer) })
	writers = keep(2, newColumns)
)

// take closes the batch and begins another: over HTTP the block is encoded and
// the columns are free again, over the native protocol they are what is sent.
// A batch is never sent twice: a failed one is an error of the attempt, and
// the next attempt builds its own.
func (r *rowset) take(http bool) (*insert, error) {
	n := r.rows()
	names := make([]string, len(r.columns))
	for i, c := range r.columns {
		names[i] = c.name
		if c.length() != n {
			return nil, fmt.Errorf("insert into %s: column %s has %d values of %d", r.table, c.name, c.length(), n)
		}
	}
	if r.money != nil {
		for i, v := range r.money.values {
			if r.money.nulls[i] == 0 {
				r.sum = sum128(r.sum, proto.Int128(v))
			}
		}
	}
	r.sent += n
	in := &insert{table: r.table, into: "INSERT INTO " + r.table + " (" + strings.Join(names, ", ") + ")"}
	if !http {
		in.rows = r
		return in, nil
	}
	in.block = blocks.get()
	in.block.Reset()
	in.block.PutInt(len(r.columns))
	in.block.PutInt(n)
	for _, c := range r.columns {
		in.block.PutString(c.name)
		in.block.PutString(c.kind())
		c.encode(in.block)
		c.reset()
	}
	return in, nil
}

// send inserts a batch.
func (w *Warehouse) send(ctx context.Context, in *insert) (err error) {
	if w.inserting != nil {
		ctx = clickhouse.Context(ctx, clickhouse.WithSettings(w.inserting))
	}
	if in.rows == nil {
		defer blocks.put(in.block)
		return w.conn.InsertFormat(ctx, "Native", in.into, bytes.NewReader(in.block.Buf))
	}
	batch, err := w.conn.PrepareBatch(ctx, in.into)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, batch.Close()) }()
	for i, c := range in.rows.columns {
		if err := c.send(batch.Column(i)); err != nil {
			return fmt.Errorf("column %s: %w", c.name, err)
		}
	}
	if err := batch.Send(); err != nil {
		return err
	}
	for _, c := range in.rows.columns {
		c.reset()
	}
	return nil
}
