package pdf

import "math"

// matrix maps x' = a·x + c·y + e, y' = b·x + d·y + f.
type matrix struct{ a, b, c, d, e, f float64 }

var identity = matrix{1, 0, 0, 1, 0, 0}

// mul applies m first, then n.
func (m matrix) mul(n matrix) matrix {
	return matrix{
		m.a*n.a + m.b*n.c, m.a*n.b + m.b*n.d,
		m.c*n.a + m.d*n.c, m.c*n.b + m.d*n.d,
		m.e*n.a + m.f*n.c + n.e, m.e*n.b + m.f*n.d + n.f,
	}
}

func (m matrix) apply(x, y float64) (float64, float64) {
	return m.a*x + m.c*y + m.e, m.b*x + m.d*y + m.f
}

// scale is how much m stretches on the whole.
func (m matrix) scale() float64 { return math.Sqrt(math.Abs(m.a*m.d - m.b*m.c)) }

// rect is an axis-parallel rectangle.
type rect struct{ x0, y0, x1, y1 float64 }

func (m matrix) bounds(r rect) rect {
	ax, ay := m.apply(r.x0, r.y0)
	bx, by := m.apply(r.x1, r.y1)
	cx, cy := m.apply(r.x0, r.y1)
	dx, dy := m.apply(r.x1, r.y0)
	return rect{
		min(ax, bx, cx, dx), min(ay, by, cy, dy),
		max(ax, bx, cx, dx), max(ay, by, cy, dy),
	}
}

func (r rect) intersect(s rect) rect {
	return rect{max(r.x0, s.x0), max(r.y0, s.y0), min(r.x1, s.x1), min(r.y1, s.y1)}
}

func (r rect) contains(x, y, slack float64) bool {
	return x >= r.x0-slack && x <= r.x1+slack && y >= r.y0-slack && y <= r.y1+slack
}
