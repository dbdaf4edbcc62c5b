package load

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/ClickHouse/clickhouse-go/v2"
	"github.com/ClickHouse/clickhouse-go/v2/lib/driver"
	"github.com/shopspring/decimal"
)

// column collects the values of one column of a batch.
type column interface {
	head() string
	length() int
	send(driver.BatchColumn) error
	reset()
}

// slice is a column of one Go type, which clickhouse-go takes as a whole:
// appending value by value would cost a type switch and an allocation each.
type slice[T any] struct {
	name   string
	values []T
}

func (c *slice[T]) put(v T)      { c.values = append(c.values, v) }
func (c *slice[T]) head() string { return c.name }
func (c *slice[T]) length() int  { return len(c.values) }

func (c *slice[T]) send(to driver.BatchColumn) error {
	if err := to.Append(c.values); err != nil {
		return fmt.Errorf("column %s: %w", c.name, err)
	}
	return nil
}

// reset forgets the values and keeps their room.
func (c *slice[T]) reset() {
	clear(c.values)
	c.values = c.values[:0]
}

// rowset is the batch of one table and the account of what was sent to it.
type rowset struct {
	name    string
	columns []column
	// money is the column that is summed when the load is checked; may be "".
	money string
	// sent rows and sum of money since the load began.
	sent int
	sum  decimal.Decimal
}

func col[T any](r *rowset, name string) *slice[T] {
	c := &slice[T]{name: name}
	r.columns = append(r.columns, c)
	return c
}

func (r *rowset) rows() int { return r.columns[0].length() }

// send inserts the collected rows as one batch. A batch is never sent twice:
// a failed one is an error of the attempt, and the next attempt builds its own.
func (r *rowset) send(ctx context.Context, w *Warehouse) (err error) {
	n := r.rows()
	if n == 0 {
		return nil
	}
	names := make([]string, len(r.columns))
	for i, c := range r.columns {
		names[i] = c.head()
		if c.length() != n {
			return fmt.Errorf("insert into %s: column %s has %d values of %d", r.name, c.head(), c.length(), n)
		}
	}
	if ctx, err = w.typed(ctx, r.name, names); err != nil {
		return err
	}
	batch, err := w.conn.PrepareBatch(ctx, "INSERT INTO "+r.name+" ("+strings.Join(names, ", ")+")")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, batch.Close()) }()
	for i, c := range r.columns {
		if err := c.send(batch.Column(i)); err != nil {
			return err
		}
	}
	if err := batch.Send(); err != nil {
		return err
	}
	r.sent += n
	for _, c := range r.columns {
		c.reset()
	}
	return nil
}

// typed tells clickhouse-go the types of an HTTP insert's columns, which it
// would ask for with every batch. LowCardinality is left to the engine: it
// builds the dictionaries ten times faster than clickhouse-go, which looks
// every value up by reflection. The native protocol has the server's say.
func (w *Warehouse) typed(ctx context.Context, table string, names []string) (context.Context, error) {
	if !w.http {
		return ctx, nil
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	types := w.types[table]
	if types == nil {
		types = map[string]string{}
		rows, err := w.conn.Query(ctx, "SELECT name, type FROM system.columns WHERE database = currentDatabase() AND table = ?", table)
		if err != nil {
			return ctx, err
		}
		defer func() { _ = rows.Close() }()
		for rows.Next() {
			var name, kind string
			if err := rows.Scan(&name, &kind); err != nil {
				return ctx, err
			}
			types[name] = strings.ReplaceAll(kind, "LowCardinality(String)", "String")
		}
		if err := rows.Err(); err != nil {
			return ctx, err
		}
		w.types[table] = types
	}
	columns := make([]clickhouse.ColumnNameAndType, len(names))
	for i, name := range names {
		if columns[i] = (clickhouse.ColumnNameAndType{Name: name, Type: types[name]}); types[name] == "" {
			delete(w.types, table) // made since
			return ctx, fmt.Errorf("table %s has no column %s", table, name)
		}
	}
	return clickhouse.Context(ctx, clickhouse.WithColumnNamesAndTypes(columns)), nil
}
