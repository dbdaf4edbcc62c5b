package load

import (
	"maps"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/ClickHouse/ch-go/proto"
	"github.com/ClickHouse/clickhouse-go/v2/lib/driver"
)

// column collects the values of one column of a batch. Over HTTP it is encoded
// as a column of ClickHouse's Native format; over the native protocol
// clickhouse-go takes its values.
type column interface {
	length() int
	// kind is the column's type as the block says it.
	kind() string
	encode(*proto.Buffer)
	send(driver.BatchColumn) error
	reset()
}

// named is a column with its name.
type named struct {
	name string
	column
}

// number columns are sent as they lie in memory.
type number interface {
	uint8 | uint16 | uint32 | uint64 | int32 | float32 | bool
}

type numbers[T number] struct{ values []T }

func (c *numbers[T]) put(v T)     { c.values = append(c.values, v) }
func (c *numbers[T]) length() int { return len(c.values) }
func (c *numbers[T]) reset()      { c.values = c.values[:0] }

// repeat puts v n times.
func (c *numbers[T]) repeat(v T, n int) {
	for range n {
		c.values = append(c.values, v)
	}
}

func (c *numbers[T]) kind() string { return numberKind[T]() }

func numberKind[T number]() string {
	var v T
	switch any(v).(type) {
	case uint8:
		return "UInt8"
	case uint16:
		return "UInt16"
	case uint32:
		return "UInt32"
	case uint64:
		return "UInt64"
	case int32:
		return "Int32"
	case float32:
		return "Float32"
	}
	return "Bool"
}

func (c *numbers[T]) encode(b *proto.Buffer) { encodeNumbers(b, c.values) }

func encodeNumbers[T number](b *proto.Buffer, values []T) {
	switch v := any(values).(type) {
	case []uint8:
		proto.ColUInt8(v).EncodeColumn(b)
	case []uint16:
		proto.ColUInt16(v).EncodeColumn(b)
	case []uint32:
		proto.ColUInt32(v).EncodeColumn(b)
	case []uint64:
		proto.ColUInt64(v).EncodeColumn(b)
	case []int32:
		proto.ColInt32(v).EncodeColumn(b)
	case []float32:
		proto.ColFloat32(v).EncodeColumn(b)
	case []bool:
		proto.ColBool(v).EncodeColumn(b)
	}
}

func (c *numbers[T]) send(to driver.BatchColumn) error { return to.Append(c.values) }

// texts are strings of which most differ.
type texts struct{ col proto.ColStr }

func (c *texts) put(s string)           { c.col.Append(clean(s)) }
func (c *texts) length() int            { return c.col.Rows() }
func (c *texts) reset()                 { c.col.Reset() }
func (c *texts) kind() string           { return "String" }
func (c *texts) encode(b *proto.Buffer) { c.col.EncodeColumn(b) }

func (c *texts) send(to driver.BatchColumn) error {
	values := make([]string, c.length())
	for i := range values {
		values[i] = c.col.Row(i)
	}
	return to.Append(values)
}

// dictionary gives words numbers in the order in which they come.
type dictionary struct {
	at   map[string]uint32
	list []string
	// the last word and its number: rows repeat what the row above says.
	last   string
	number uint32
}

func (d *dictionary) of(s string) uint32 {
	if len(d.list) > 0 && s == d.last {
		return d.number
	}
	n, ok := d.at[s]
	if !ok {
		if d.at == nil {
			d.at = map[string]uint32{}
		}
		n = uint32(len(d.list))
		d.at[s] = n
		d.list = append(d.list, clean(s))
	}
	d.last, d.number = s, n
	return n
}

func (d *dictionary) reset() {
	clear(d.at)
	clear(d.list)
	*d = dictionary{at: d.at, list: d.list[:0]}
}

// encode writes keys as a column LowCardinality(String): version, then width of
// the keys, dictionary and keys. Without rows there is nothing.
func (d *dictionary) encode(b *proto.Buffer, keys []uint32) {
	if len(keys) == 0 {
		return
	}
	raw := proto.ColLowCardinalityRaw{Key: proto.KeyUInt32, Keys32: keys}
	switch {
	case len(d.list) <= 1<<8:
		raw.Key, raw.Keys32 = proto.KeyUInt8, nil
		raw.Keys8 = make([]uint8, len(keys))
		for i, k := range keys {
			raw.Keys8[i] = uint8(k)
		}
	case len(d.list) <= 1<<16:
		raw.Key, raw.Keys32 = proto.KeyUInt16, nil
		raw.Keys16 = make([]uint16, len(keys))
		for i, k := range keys {
			raw.Keys16[i] = uint16(k)
		}
	}
	var index proto.ColStr
	index.AppendArr(d.list)
	raw.Index = &index
	raw.EncodeColumn(b)
}

// words are strings of which few differ: LowCardinality(String).
type words struct {
	dictionary
	keys []uint32
}

func (c *words) put(s string) { c.keys = append(c.keys, c.of(s)) }

// repeat puts s n times.
func (c *words) repeat(s string, n int) {
	k := c.of(s)
	for range n {
		c.keys = append(c.keys, k)
	}
}

func (c *words) length() int  { return len(c.keys) }
func (c *words) kind() string { return "LowCardinality(String)" }
func (c *words) reset()       { c.dictionary.reset(); c.keys = c.keys[:0] }

func (c *words) encode(b *proto.Buffer) {
	(proto.ColLowCardinalityRaw{Index: &proto.ColStr{}}).EncodeState(b)
	c.dictionary.encode(b, c.keys)
}

func (c *words) send(to driver.BatchColumn) error {
	values := make([]string, len(c.keys))
	for i, k := range c.keys {
		values[i] = c.list[k]
	}
	return to.Append(values)
}

// wordLists are Array(LowCardinality(String)), ends are their offsets.
type wordLists struct {
	dictionary
	keys []uint32
	ends []uint64
}

func (c *wordLists) put(list []string) {
	for _, s := range list {
		c.keys = append(c.keys, c.of(s))
	}
	c.ends = append(c.ends, uint64(len(c.keys)))
}

func (c *wordLists) length() int  { return len(c.ends) }
func (c *wordLists) kind() string { return "Array(LowCardinality(String))" }
func (c *wordLists) reset()       { c.dictionary.reset(); c.keys, c.ends = c.keys[:0], c.ends[:0] }

func (c *wordLists) encode(b *proto.Buffer) {
	(proto.ColLowCardinalityRaw{Index: &proto.ColStr{}}).EncodeState(b)
	proto.ColUInt64(c.ends).EncodeColumn(b)
	c.dictionary.encode(b, c.keys)
}

func (c *wordLists) send(to driver.BatchColumn) error {
	values, begin := make([][]string, len(c.ends)), uint64(0)
	for i, end := range c.ends {
		values[i] = make([]string, 0, end-begin)
		for _, k := range c.keys[begin:end] {
			values[i] = append(values[i], c.list[k])
		}
		begin = end
	}
	return to.Append(values)
}

// textLists are Array(String).
type textLists struct{ values [][]string }

func (c *textLists) put(list []string) { c.values = append(c.values, cleanAll(list)) }
func (c *textLists) length() int       { return len(c.values) }
func (c *textLists) kind() string      { return "Array(String)" }
func (c *textLists) reset()            { clear(c.values); c.values = c.values[:0] }

func (c *textLists) encode(b *proto.Buffer) {
	col := proto.NewArray(new(proto.ColStr))
	for _, v := range c.values {
		col.Append(v)
	}
	col.EncodeColumn(b)
}

func (c *textLists) send(to driver.BatchColumn) error { return to.Append(c.values) }

// numberLists are arrays of numbers.
type numberLists[T number] struct{ values [][]T }

func (c *numberLists[T]) put(list []T) { c.values = append(c.values, append([]T{}, list...)) }
func (c *numberLists[T]) length() int  { return len(c.values) }
func (c *numberLists[T]) kind() string { return "Array(" + numberKind[T]() + ")" }
func (c *numberLists[T]) reset()       { clear(c.values); c.values = c.values[:0] }

func (c *numberLists[T]) encode(b *proto.Buffer) {
	var ends proto.ColUInt64
	var all []T
	for _, v := range c.values {
		all = append(all, v...)
		ends = append(ends, uint64(len(all)))
	}
	ends.EncodeColumn(b)
	encodeNumbers(b, all)
}

func (c *numberLists[T]) send(to driver.BatchColumn) error { return to.Append(c.values) }

// pairs are Map(String, String).
type pairs struct{ values []map[string]string }

func (c *pairs) put(m map[string]string) {
	out := make(map[string]string, len(m))
	for k, v := range m {
		out[clean(k)] = clean(v)
	}
	c.values = append(c.values, out)
}

func (c *pairs) length() int  { return len(c.values) }
func (c *pairs) kind() string { return "Map(String, String)" }
func (c *pairs) reset()       { clear(c.values); c.values = c.values[:0] }

func (c *pairs) encode(b *proto.Buffer) {
	col := proto.NewMap[string, string](new(proto.ColStr), new(proto.ColStr))
	for _, m := range c.values {
		var list []proto.KV[string, string]
		for _, k := range slices.Sorted(maps.Keys(m)) {
			list = append(list, proto.KV[string, string]{Key: k, Value: m[k]})
		}
		col.AppendKV(list)
	}
	col.EncodeColumn(b)
}

func (c *pairs) send(to driver.BatchColumn) error { return to.Append(c.values) }

// days are Nullable(Date), times DateTime64(3) in UTC.
type days struct{ values []*time.Time }

func (c *days) put(t *time.Time) { c.values = append(c.values, t) }
func (c *days) length() int      { return len(c.values) }
func (c *days) kind() string     { return "Nullable(Date)" }
func (c *days) reset()           { clear(c.values); c.values = c.values[:0] }

func (c *days) encode(b *proto.Buffer) {
	col := proto.NewColNullable[time.Time](new(proto.ColDate))
	for _, v := range c.values {
		if v == nil {
			col.Append(proto.Null[time.Time]())
		} else {
			col.Append(proto.NewNullable(*v))
		}
	}
	col.EncodeColumn(b)
}

func (c *days) send(to driver.BatchColumn) error { return to.Append(c.values) }

type times struct {
	values   []*time.Time
	nullable bool
}

func (c *times) put(t *time.Time) { c.values = append(c.values, t) }
func (c *times) length() int      { return len(c.values) }
func (c *times) reset()           { clear(c.values); c.values = c.values[:0] }

func (c *times) kind() string {
	if c.nullable {
		return "Nullable(DateTime64(3, 'UTC'))"
	}
	return "DateTime64(3, 'UTC')"
}

func (c *times) encode(b *proto.Buffer) {
	var nulls proto.ColUInt8
	millis := make(proto.ColInt64, len(c.values))
	for i, v := range c.values {
		if v == nil {
			nulls = append(nulls, 1)
			continue
		}
		nulls = append(nulls, 0)
		millis[i] = v.UnixMilli()
	}
	if c.nullable {
		nulls.EncodeColumn(b)
	}
	millis.EncodeColumn(b)
}

func (c *times) send(to driver.BatchColumn) error {
	if c.nullable {
		return to.Append(c.values)
	}
	values := make([]time.Time, len(c.values))
	for i, v := range c.values {
		values[i] = *v
	}
	return to.Append(values)
}

// clean makes text UTF-8 without NUL: BI tools and Parquet readers choke on
// other bytes, and no printed text holds them.
func clean(s string) string {
	if strings.IndexByte(s, 0) >= 0 {
		s = strings.ReplaceAll(s, "\x00", "")
	}
	if utf8.ValidString(s) {
		return s
	}
	return strings.ToValidUTF8(s, "�")
}

// cleanAll cleans each; never nil, an array column has no NULL.
func cleanAll(in []string) []string {
	out := make([]string, len(in))
	for i, s := range in {
		out[i] = clean(s)
	}
	return out
}

// flags are Nullable(UInt8): yes, no, or not known.
type flags struct{ values []*bool }

func (c *flags) put(v *bool)  { c.values = append(c.values, v) }
func (c *flags) length() int  { return len(c.values) }
func (c *flags) kind() string { return "Nullable(UInt8)" }
func (c *flags) reset()       { clear(c.values); c.values = c.values[:0] }

func (c *flags) encode(b *proto.Buffer) {
	nulls, yes := make(proto.ColUInt8, len(c.values)), make(proto.ColUInt8, len(c.values))
	for i, v := range c.values {
		switch {
		case v == nil:
			nulls[i] = 1
		case *v:
			yes[i] = 1
		}
	}
	nulls.EncodeColumn(b)
	yes.EncodeColumn(b)
}

func (c *flags) send(to driver.BatchColumn) error {
	values := make([]*uint8, len(c.values))
	for i, v := range c.values {
		if v != nil {
			n := uint8(0)
			if *v {
				n = 1
			}
			values[i] = &n
		}
	}
	return to.Append(values)
}
