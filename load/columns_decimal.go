package load

import (
	"encoding/binary"
	"math/big"
	"math/bits"

	"github.com/ClickHouse/ch-go/proto"
	"github.com/ClickHouse/clickhouse-go/v2/lib/driver"
	"github.com/shopspring/decimal"
)

// decimals of one column; put wants what fits it (see Fits).
type decimals struct {
	column   decimalColumn
	nullable bool
	values   []proto.Decimal128
	nulls    []uint8
}

func (c *decimals) length() int { return len(c.values) }
func (c *decimals) reset()      { c.values, c.nulls = c.values[:0], c.nulls[:0] }

func (c *decimals) kind() string {
	if c.nullable {
		return "Nullable(" + c.column.name + ")"
	}
	return c.column.name
}

func (c *decimals) put(d *decimal.Decimal) {
	if d == nil {
		c.values, c.nulls = append(c.values, proto.Decimal128{}), append(c.nulls, 1)
		return
	}
	c.values, c.nulls = append(c.values, proto.Decimal128(c.column.scaled(d))), append(c.nulls, 0)
}

func (c *decimals) encode(b *proto.Buffer) {
	if c.nullable {
		proto.ColUInt8(c.nulls).EncodeColumn(b)
	}
	proto.ColDecimal128(c.values).EncodeColumn(b)
}

func (c *decimals) send(to driver.BatchColumn) error {
	if !c.nullable {
		values := make([]decimal.Decimal, len(c.values))
		for i := range c.values {
			values[i] = c.at(i)
		}
		return to.Append(values)
	}
	values := make([]*decimal.Decimal, len(c.values))
	for i := range c.values {
		if c.nulls[i] == 0 {
			d := c.at(i)
			values[i] = &d
		}
	}
	return to.Append(values)
}

func (c *decimals) at(i int) decimal.Decimal {
	return decimal.NewFromBigInt(bigOf(proto.Int128(c.values[i])), -c.column.scale)
}

// bigOf is v as an integer of any size.
func bigOf(v proto.Int128) *big.Int {
	n := new(big.Int).SetInt64(int64(v.High))
	return n.Add(n.Lsh(n, 64), new(big.Int).SetUint64(v.Low))
}

// int128Of is n, which must fit 128 bits.
func int128Of(n *big.Int) proto.Int128 {
	var bytes [16]byte
	new(big.Int).Abs(n).FillBytes(bytes[:])
	v := proto.Int128{High: binary.BigEndian.Uint64(bytes[:8]), Low: binary.BigEndian.Uint64(bytes[8:])}
	if n.Sign() < 0 {
		v = negated(v)
	}
	return v
}

// negated is -v in two's complement.
func negated(v proto.Int128) proto.Int128 {
	v.High, v.Low = ^v.High, -v.Low
	if v.Low == 0 {
		v.High++
	}
	return v
}

func sum128(a, b proto.Int128) proto.Int128 {
	low, carry := bits.Add64(a.Low, b.Low, 0)
	high, _ := bits.Add64(a.High, b.High, carry)
	return proto.Int128{High: high, Low: low}
}
