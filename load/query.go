package load

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"strings"

	"github.com/ClickHouse/clickhouse-go/v2"
	"github.com/ClickHouse/clickhouse-go/v2/lib/driver"
	"github.com/shopspring/decimal"

	"gongkai"
	"gongkai/schemas"
)

// Column of a result.
type Column struct {
	Name string
	// Type is ClickHouse's: "Nullable(Decimal(20, 2))".
	Type string
}

// Rows is a result that is read once, row by row:
//
//	for rows.Next() { use(rows.Values()) }
//	err := rows.Err()
//
// It must be closed; it is for one goroutine.
type Rows struct {
	w       *Warehouse
	rows    driver.Rows
	columns []Column
	targets []any
	values  []any
	err     error

	// count of rows that were read, and the sum of a column of money over them.
	count  int
	sum    decimal.Decimal
	summed int
}

// sumOf sums the named column over the rows that are read from now on.
func (r *Rows) sumOf(column string) {
	for i, c := range r.columns {
		if c.Name == column {
			r.summed = i + 1
		}
	}
}

// Query runs one statement that only reads. Whatever would change something is
// refused, by the engine's own parser or by the server.
func (w *Warehouse) Query(ctx context.Context, sql string) (*Rows, error) {
	reading := clickhouse.Context(ctx, clickhouse.WithSettings(clickhouse.Settings{"readonly": 2}))
	rows, err := w.conn.Query(reading, sql)
	var ex *clickhouse.Exception
	if errors.As(err, &ex) && ex.Code == codeReadOnly && strings.Contains(ex.Message, "'readonly'") {
		// A user that may only read may not even say so.
		rows, err = w.conn.Query(ctx, sql)
	}
	if err != nil {
		return nil, w.explain("query", err)
	}
	types := rows.ColumnTypes()
	r := &Rows{w: w, rows: rows, columns: make([]Column, len(types)), targets: make([]any, len(types)), values: make([]any, len(types))}
	for i, t := range types {
		r.columns[i] = Column{Name: t.Name(), Type: t.DatabaseTypeName()}
		r.targets[i] = reflect.New(t.ScanType()).Interface()
	}
	return r, nil
}

// Ask runs the named question; see schemas/questions.
func (w *Warehouse) Ask(ctx context.Context, name string) (*Rows, error) {
	q, err := Question(name)
	if err != nil {
		return nil, err
	}
	return w.Query(ctx, q.SQL)
}

// Question finds a question by name.
func Question(name string) (schemas.Question, error) {
	all, err := schemas.Questions()
	if err != nil {
		return schemas.Question{}, &gongkai.Error{Op: "query", Err: err}
	}
	names := make([]string, len(all))
	for i, q := range all {
		if q.Name == name {
			return q, nil
		}
		names[i] = q.Name
	}
	return schemas.Question{}, &gongkai.Error{Op: "query", Err: fmt.Errorf("no question is called %q", name),
		Hint: "there are " + strings.Join(names, ", ")}
}

// Questions are the named questions by name, each with its title and comment.
func Questions() ([]schemas.Question, error) { return schemas.Questions() }

// Columns of the result, in order; there also when it has no rows.
func (r *Rows) Columns() []Column { return r.columns }

// Next moves to the next row; false at the end and after an error.
func (r *Rows) Next() bool {
	if r.err != nil || !r.rows.Next() {
		return false
	}
	for i := range r.targets {
		// A NULL leaves a pointer as it is; the row before must not shine through.
		switch t := r.targets[i].(type) {
		case *string, *uint8, *uint16, *uint32, *uint64, *float64, *decimal.Decimal:
		case **decimal.Decimal:
			*t = nil
		default:
			reflect.ValueOf(t).Elem().SetZero()
		}
	}
	if err := r.rows.Scan(r.targets...); err != nil {
		r.err = r.w.explain("query", err)
		return false
	}
	for i, t := range r.targets {
		r.values[i] = valueOfTarget(t)
	}
	r.count++
	if r.summed > 0 {
		if d, ok := r.values[r.summed-1].(decimal.Decimal); ok {
			r.sum = r.sum.Add(d)
		}
	}
	return true
}

// valueOfTarget is what was scanned: most are told without reflection.
func valueOfTarget(target any) any {
	switch t := target.(type) {
	case *string:
		return *t
	case *uint16:
		return *t
	case *uint64:
		return *t
	case *decimal.Decimal:
		return *t
	case **decimal.Decimal:
		if *t == nil {
			return nil
		}
		return **t
	}
	return plain(reflect.ValueOf(target).Elem())
}

// plain is a value without pointers; nil for NULL.
func plain(v reflect.Value) any {
	for v.Kind() == reflect.Pointer || v.Kind() == reflect.Interface {
		if v.IsNil() {
			return nil
		}
		v = v.Elem()
	}
	return v.Interface()
}

// Values of the row that Next moved to, in order of the columns: nil for NULL,
// else decimal.Decimal, string, time.Time, a number, bool, a slice or what
// clickhouse-go gives for the type. The slice is used again by the next row.
func (r *Rows) Values() []any { return r.values }

// Err is what ended the rows early, or nil.
func (r *Rows) Err() error {
	if r.err != nil {
		return r.err
	}
	return r.w.explain("query", r.rows.Err())
}

// Close ends the statement. It does not repeat what Err says.
func (r *Rows) Close() error {
	if err := r.rows.Close(); err != nil && r.Err() == nil {
		return r.w.explain("query", err)
	}
	return nil
}
