package load

import (
	"fmt"
	"math/big"
	"math/bits"

	"github.com/ClickHouse/ch-go/proto"
	"github.com/shopspring/decimal"

	"gongkai"
)

// RefusedError says that a document does not fit the warehouse's columns. It
// is a fault of that document or of its reading; other documents load without it.
type RefusedError struct {
	Document gongkai.Digest
	// Row is the ID of the fact or statement, Value what does not fit, Why how.
	Row, Value, Why string
}

func (e *RefusedError) Error() string {
	return fmt.Sprintf("document %s: %s of %s %s", e.Document.Short(), e.Value, e.Row, e.Why)
}

// decimalColumn is the range of a Decimal(precision, scale).
type decimalColumn struct {
	name      string
	precision int64
	scale     int32
	// limit is 10^precision, in units of the last digit.
	limit *big.Int
}

func newDecimalColumn(precision int64, scale int32) decimalColumn {
	return decimalColumn{name: fmt.Sprintf("Decimal(%d, %d)", precision, scale), precision: precision, scale: scale,
		limit: new(big.Int).Exp(big.NewInt(10), big.NewInt(precision), nil)}
}

var (
	moneyColumn = newDecimalColumn(20, 2)
	// sumColumn holds what is added up of money.
	sumColumn   = newDecimalColumn(38, 2)
	valueColumn = newDecimalColumn(38, 18)
)

// powers of ten that fit 64 bits.
var powers = func() (p [20]uint64) {
	p[0] = 1
	for i := 1; i < len(p); i++ {
		p[i] = 10 * p[i-1]
	}
	return p
}()

// small is d in units of the column's last digit, without computing with
// integers of any size: all money and nearly all numbers are like that.
func (c decimalColumn) small(d *decimal.Decimal) (v proto.Int128, ok bool) {
	shift := int64(c.scale) + int64(d.Exponent())
	if shift < 0 || shift >= int64(len(powers)) {
		return v, false
	}
	digits := int64(d.NumDigits())
	if digits > 18 || digits+shift > c.precision {
		return v, false
	}
	n := d.CoefficientInt64()
	v.High, v.Low = bits.Mul64(uint64(max(n, -n)), powers[shift])
	if n < 0 {
		v = negated(v)
	}
	return v, true
}

// scaled is d in units of the column's last digit; d must fit it.
func (c decimalColumn) scaled(d *decimal.Decimal) proto.Int128 {
	if v, ok := c.small(d); ok {
		return v
	}
	return int128Of(d.Shift(c.scale).BigInt())
}

// maxExponent bounds numbers before they are computed with: 1e1000000000 is
// twelve bytes of text and four hundred megabytes as an integer.
const maxExponent = 64

// misfit says why d cannot stand in the column exactly, or "".
func (c decimalColumn) misfit(d *decimal.Decimal) string {
	if _, ok := c.small(d); ok || d.IsZero() {
		return ""
	}
	if e := d.Exponent(); e > maxExponent || e < -4*maxExponent {
		return "is out of range of " + c.name
	}
	scaled := d.Shift(c.scale)
	if !scaled.IsInteger() {
		return fmt.Sprintf("has more than the %d decimals of %s", c.scale, c.name)
	}
	if scaled.BigInt().CmpAbs(c.limit) >= 0 {
		return "is out of range of " + c.name
	}
	return ""
}

// Fits says whether every number of a publication stands in its column
// exactly; the error is a *RefusedError.
func Fits(p *gongkai.Publication) error {
	r := &p.Reading
	refuse := func(c decimalColumn, d *decimal.Decimal, row func() string) error {
		if d == nil {
			return nil
		}
		if why := c.misfit(d); why != "" {
			return &RefusedError{Document: r.Digest, Row: row(), Value: shorten(d), Why: why}
		}
		return nil
	}
	for i := range r.Facts {
		f := &r.Facts[i]
		row := func() string {
			return fmt.Sprintf("fact %s (%s row %d column %d, page %d)", f.ID, f.Table, f.Row, f.Col, f.Page)
		}
		if err := refuse(moneyColumn, money(f.Amount), row); err != nil {
			return err
		}
		if err := refuse(valueColumn, f.Value, row); err != nil {
			return err
		}
	}
	for i := range r.Narrative {
		s := &r.Narrative[i]
		row := func() string { return fmt.Sprintf("statement %s (page %d)", s.ID, s.Page) }
		for _, m := range []*gongkai.Yuan{s.Amount, s.DeltaAmount} {
			if err := refuse(moneyColumn, money(m), row); err != nil {
				return err
			}
		}
	}
	return nil
}

// shorten keeps a number of absurd length out of a message.
func shorten(d *decimal.Decimal) string {
	if e := int64(d.Exponent()); e > maxExponent || e < -maxExponent || d.NumDigits() > maxExponent {
		return fmt.Sprintf("a number of %d digits", int64(d.NumDigits())+max(e, -e))
	}
	return d.String()
}

func money(y *gongkai.Yuan) *decimal.Decimal {
	if y == nil {
		return nil
	}
	return &y.Decimal
}

// printed reads a number that a reading keeps as text; nil when there is none,
// when the text is no number, or when the column cannot hold it exactly. The
// text stays in the row's raw column, so nothing is lost.
func printed(s string) *decimal.Decimal {
	// The column holds 38 digits; a sign, a point and leading zeros aside,
	// longer text cannot fit and is not worth computing with.
	if s == "" || len(s) > 64 {
		return nil
	}
	d, err := decimal.NewFromString(s)
	if err != nil || valueColumn.misfit(&d) != "" {
		return nil
	}
	return &d
}
