package load

import (
	"encoding/json"
	"fmt"
	"io"
	"math/big"
	"reflect"
	"strings"
	"time"

	"github.com/parquet-go/parquet-go"
	"github.com/shopspring/decimal"
)

// rowGroup is how many rows Parquet holds in memory before it writes them:
// 100,000 rows of fact_amount are about 20 MB compressed.
const rowGroup = 100_000

// parquetColumn writes values of one ClickHouse type.
type parquetColumn struct {
	node parquet.Node
	// leaf turns a value that is not nil into a leaf value.
	leaf func(v any) (parquet.Value, error)
	// optional values may be nil, list values are slices of leaves.
	optional, list bool
	// elementOptional: the list's elements may be nil.
	elementOptional bool
}

// orderedGroup is a group whose fields stand in the order of the result;
// parquet.Group sorts them by name.
type orderedGroup struct {
	parquet.Group
	order []string
}

// Fields are in the order of the result.
func (g orderedGroup) Fields() []parquet.Field {
	at := make(map[string]parquet.Field, len(g.order))
	for _, f := range g.Group.Fields() {
		at[f.Name()] = f
	}
	out := make([]parquet.Field, len(g.order))
	for i, name := range g.order {
		out[i] = at[name]
	}
	return out
}

// GoType is not used: rows are written as values. Names of columns need not be
// names of fields.
func (g orderedGroup) GoType() reflect.Type { return reflect.TypeFor[struct{}]() }

func (r *Rows) writeParquet(out io.Writer) error {
	columns := make([]parquetColumn, len(r.columns))
	group := orderedGroup{Group: parquet.Group{}}
	for i, c := range r.columns {
		columns[i] = parquetColumnOf(parseKind(c.Type))
		name := c.Name
		for n := 2; group.Group[name] != nil; n++ {
			name = fmt.Sprintf("%s_%d", c.Name, n)
		}
		group.Group[name] = columns[i].node
		group.order = append(group.order, name)
	}
	w := parquet.NewWriter(out, parquet.NewSchema("gongkai", group), parquet.Compression(&parquet.Zstd),
		parquet.MaxRowsPerRowGroup(rowGroup), parquet.CreatedBy("gongkai", "", ""))
	batch := make([]parquet.Row, 0, 256)
	for r.Next() {
		row := make(parquet.Row, 0, len(columns))
		for i := range columns {
			var err error
			if row, err = columns[i].append(row, i, r.values[i]); err != nil {
				return fmt.Errorf("column %s: %w", r.columns[i].Name, err)
			}
		}
		if batch = append(batch, row); len(batch) == cap(batch) {
			if _, err := w.WriteRows(batch); err != nil {
				return err
			}
			batch = batch[:0]
		}
	}
	if _, err := w.WriteRows(batch); err != nil {
		return err
	}
	return r.footer(w)
}

// footer ends the file when the result came to its end. A file without its
// footer is no Parquet file: nobody takes half a result for a whole one.
func (r *Rows) footer(w io.Closer) error {
	complete := r.Err() == nil
	if !complete {
		return nil // Write returns the error
	}
	return w.Close()
}

// append adds a value of the i-th column with its levels.
func (c *parquetColumn) append(row parquet.Row, i int, v any) (parquet.Row, error) {
	if !c.list {
		if v == nil {
			return append(row, parquet.NullValue().Level(0, 0, i)), nil
		}
		leaf, err := c.leaf(v)
		if err != nil {
			return nil, err
		}
		definition := 0
		if c.optional {
			definition = 1
		}
		return append(row, leaf.Level(0, definition, i)), nil
	}
	values := reflect.ValueOf(v)
	if v == nil || values.Len() == 0 {
		return append(row, parquet.NullValue().Level(0, 0, i)), nil
	}
	for j := range values.Len() {
		repetition := min(j, 1)
		element := plain(values.Index(j))
		if element == nil {
			row = append(row, parquet.NullValue().Level(repetition, 1, i))
			continue
		}
		leaf, err := c.leaf(element)
		if err != nil {
			return nil, err
		}
		definition := 1
		if c.elementOptional {
			definition = 2
		}
		row = append(row, leaf.Level(repetition, definition, i))
	}
	return row, nil
}

// parquetColumnOf chooses the logical type for a ClickHouse type. What Parquet
// has no type for is written as JSON text.
func parquetColumnOf(k kind) parquetColumn {
	if k.base == "Array" && len(k.args) == 1 {
		element := parseKind(k.args[0])
		if element.base != "Array" && element.base != "Map" && element.base != "Tuple" {
			c := leafColumn(element)
			if element.nullable {
				c.node, c.elementOptional = parquet.Optional(c.node), true
			}
			c.node, c.list = parquet.List(c.node), true
			return c
		}
	}
	c := leafColumn(k)
	if k.nullable {
		c.node, c.optional = parquet.Optional(c.node), true
	}
	return c
}

func leafColumn(k kind) parquetColumn {
	if precision, scale, ok := k.decimal(); ok && precision <= 38 {
		if precision <= 9 {
			return parquetColumn{node: parquet.Decimal(scale, precision, parquet.Int32Type), leaf: func(v any) (parquet.Value, error) {
				d, ok := v.(decimal.Decimal)
				if !ok {
					return parquet.Value{}, fmt.Errorf("%T is no decimal", v)
				}
				return parquet.Int32Value(int32(d.Shift(int32(scale)).BigInt().Int64())), nil
			}}
		}
		if precision <= 18 {
			return parquetColumn{node: parquet.Decimal(scale, precision, parquet.Int64Type), leaf: func(v any) (parquet.Value, error) {
				d, ok := v.(decimal.Decimal)
				if !ok {
					return parquet.Value{}, fmt.Errorf("%T is no decimal", v)
				}
				return parquet.Int64Value(d.Shift(int32(scale)).BigInt().Int64()), nil
			}}
		}
		return parquetColumn{node: parquet.Decimal(scale, precision, parquet.FixedLenByteArrayType(16)), leaf: func(v any) (parquet.Value, error) {
			d, ok := v.(decimal.Decimal)
			if !ok {
				return parquet.Value{}, fmt.Errorf("%T is no decimal", v)
			}
			return parquet.FixedLenByteArrayValue(twosComplement(d.Shift(int32(scale)).BigInt())), nil
		}}
	}
	switch {
	case k.base == "Date" || k.base == "Date32":
		return timeColumn(parquet.Date(), func(t time.Time) parquet.Value {
			return parquet.Int32Value(int32(floorDiv(t.Unix(), 86400)))
		})
	case strings.HasPrefix(k.base, "DateTime64") && k.number(0) > 3:
		return timeColumn(parquet.Timestamp(parquet.Microsecond), func(t time.Time) parquet.Value { return parquet.Int64Value(t.UnixMicro()) })
	case strings.HasPrefix(k.base, "DateTime"):
		return timeColumn(parquet.Timestamp(parquet.Millisecond), func(t time.Time) parquet.Value { return parquet.Int64Value(t.UnixMilli()) })
	case k.base == "Bool":
		return parquetColumn{node: parquet.Leaf(parquet.BooleanType), leaf: func(v any) (parquet.Value, error) { return parquet.ValueOf(v), nil }}
	case k.base == "Float32":
		return parquetColumn{node: parquet.Leaf(parquet.FloatType), leaf: func(v any) (parquet.Value, error) { return parquet.ValueOf(v), nil }}
	case k.base == "Float64":
		return parquetColumn{node: parquet.Leaf(parquet.DoubleType), leaf: func(v any) (parquet.Value, error) { return parquet.ValueOf(v), nil }}
	}
	for _, n := range []struct {
		base   string
		node   parquet.Node
		bits   int
		signed bool
	}{
		{"Int8", parquet.Int(8), 32, true}, {"Int16", parquet.Int(16), 32, true}, {"Int32", parquet.Int(32), 32, true}, {"Int64", parquet.Int(64), 64, true},
		{"UInt8", parquet.Uint(8), 32, false}, {"UInt16", parquet.Uint(16), 32, false}, {"UInt32", parquet.Uint(32), 32, false}, {"UInt64", parquet.Uint(64), 64, false},
	} {
		if k.base != n.base {
			continue
		}
		return parquetColumn{node: n.node, leaf: func(v any) (parquet.Value, error) {
			value := reflect.ValueOf(v)
			var i int64
			switch {
			case value.CanInt():
				i = value.Int()
			case value.CanUint():
				i = int64(value.Uint()) // the column's type says that it is unsigned
			default:
				return parquet.Value{}, fmt.Errorf("%T is no integer", v)
			}
			if n.bits == 32 {
				return parquet.Int32Value(int32(i)), nil
			}
			return parquet.Int64Value(i), nil
		}}
	}
	if k.base == "String" || k.base == "FixedString" || strings.HasPrefix(k.base, "Enum") || k.base == "UUID" {
		return parquetColumn{node: parquet.String(), leaf: func(v any) (parquet.Value, error) {
			s, _ := valueText(k, v)
			return parquet.ByteArrayValue([]byte(s)), nil
		}}
	}
	return parquetColumn{node: parquet.JSON(), leaf: func(v any) (parquet.Value, error) {
		data, err := json.Marshal(jsonValue(k, v))
		return parquet.ByteArrayValue(data), err
	}}
}

func timeColumn(node parquet.Node, leaf func(time.Time) parquet.Value) parquetColumn {
	return parquetColumn{node: node, leaf: func(v any) (parquet.Value, error) {
		t, ok := v.(time.Time)
		if !ok {
			return parquet.Value{}, fmt.Errorf("%T is no time", v)
		}
		return leaf(t), nil
	}}
}

// floorDiv rounds down, so that days before 1970 count from midnight too.
func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

// twosComplement is i in 16 bytes, big end first, as Parquet stores decimals.
func twosComplement(i *big.Int) []byte {
	out := make([]byte, 16)
	if i.Sign() >= 0 {
		return i.FillBytes(out)
	}
	wrapped := new(big.Int).Add(i, new(big.Int).Lsh(big.NewInt(1), 128))
	return wrapped.FillBytes(out)
}
