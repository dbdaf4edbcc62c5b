package load

import (
	"encoding/json"
	"fmt"
	"io"
	"math"
	"math/big"
	"reflect"
	"strconv"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"gongkai"
)

// Formats that Write knows.
func Formats() []string { return []string{"table", "csv", "json", "parquet"} }

// Write reads the rows to their end and writes them:
//
//   - table: aligned columns for people, Chinese characters two cells wide,
//     NULL as NULL. Columns are as wide as the first thousand rows need.
//   - csv: RFC 4180 with a header, NULL as nothing, arrays as JSON.
//   - json: one array with one object a line. Decimals are strings, so that no
//     reader turns them into floats; NULL is null.
//   - parquet: decimals, dates, times and lists as such, NULL as null, in row
//     groups of 100,000 rows.
//
// All are written while they are read. The error of a result that broke off is
// returned after what could be written. Write does not close the rows.
func (r *Rows) Write(out io.Writer, format string) error {
	var err error
	switch format {
	case "table":
		err = r.writeTable(out)
	case "csv":
		err = r.writeCSV(out)
	case "json":
		err = r.writeJSON(out)
	case "parquet":
		err = r.writeParquet(out)
	default:
		return &gongkai.Error{Op: "write result", Err: fmt.Errorf("unknown format %q", format), Hint: "there are " + strings.Join(Formats(), ", ")}
	}
	if err != nil {
		return &gongkai.Error{Op: "write result", Err: err}
	}
	return r.Err()
}

// valueText is a value as people and CSV readers want it; null says that it is NULL.
func valueText(k kind, v any) (s string, null bool) {
	switch v := v.(type) {
	case nil:
		return "", true
	case string:
		return v, false
	case decimal.Decimal:
		return decimalText(k, v), false
	case time.Time:
		return timeText(k, v), false
	case bool:
		return strconv.FormatBool(v), false
	case float32:
		return strconv.FormatFloat(float64(v), 'g', -1, 32), false
	case float64:
		return strconv.FormatFloat(v, 'g', -1, 64), false
	case *big.Int:
		return v.String(), false
	case fmt.Stringer:
		return v.String(), false
	}
	switch reflect.ValueOf(v).Kind() {
	case reflect.Slice, reflect.Array, reflect.Map, reflect.Struct:
		data, err := json.Marshal(jsonValue(k, v))
		if err != nil {
			return fmt.Sprint(v), false
		}
		return string(data), false
	}
	return fmt.Sprint(v), false
}

// decimalText prints money with its two decimals and drops the zeros of the
// wide columns that hold any printed number.
func decimalText(k kind, d decimal.Decimal) string {
	if _, scale, ok := k.decimal(); ok && scale <= 4 {
		return d.StringFixed(int32(scale))
	}
	return d.String()
}

func timeText(k kind, t time.Time) string {
	switch {
	case strings.HasPrefix(k.base, "DateTime64"):
		return t.Format("2006-01-02T15:04:05.999999999Z07:00")
	case strings.HasPrefix(k.base, "DateTime"):
		return t.Format(time.RFC3339)
	}
	return t.Format(time.DateOnly)
}

// jsonValue is a value as encoding/json should print it.
func jsonValue(k kind, v any) any {
	switch v := v.(type) {
	case nil, string, bool, int8, int16, int32, int64, int, uint8, uint16, uint32, uint64:
		return v
	case float64:
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return fmt.Sprint(v)
		}
		return v
	case float32:
		if f := float64(v); math.IsNaN(f) || math.IsInf(f, 0) {
			return fmt.Sprint(f)
		}
		return v
	case decimal.Decimal, time.Time:
		s, _ := valueText(k, v)
		return s
	case *big.Int:
		return v.String()
	case fmt.Stringer:
		return v.String()
	}
	value := reflect.ValueOf(v)
	switch value.Kind() {
	case reflect.Slice, reflect.Array:
		element := kind{}
		if k.base == "Array" && len(k.args) == 1 {
			element = parseKind(k.args[0])
		}
		out := make([]any, value.Len())
		for i := range out {
			inner := element
			if k.base == "Tuple" && i < len(k.args) {
				inner = parseKind(k.args[i])
			}
			out[i] = jsonValue(inner, plain(value.Index(i)))
		}
		return out
	case reflect.Map:
		element := kind{}
		if k.base == "Map" && len(k.args) == 2 {
			element = parseKind(k.args[1])
		}
		out := make(map[string]any, value.Len())
		for _, key := range value.MapKeys() {
			out[fmt.Sprint(key.Interface())] = jsonValue(element, plain(value.MapIndex(key)))
		}
		return out
	}
	return v
}

func (r *Rows) kinds() []kind {
	out := make([]kind, len(r.columns))
	for i, c := range r.columns {
		out[i] = parseKind(c.Type)
	}
	return out
}
