package target

import (
	"strings"

	"gongkai"
	"gongkai/internal/hanzi"
)

// role is what a column holds.
type role int

const (
	roleNone role = iota
	roleLevel1
	roleLevel2
	roleLevel3
	roleContent
	roleValue
	roleProperty
	roleUnit
	roleProject
	// roleGoals is 绩效指标, the content in forms without other columns for it;
	// elsewhere it runs down the side of the goals.
	roleGoals
	roles
)

// roleOf reads one header. Results (实际完成值) and scores (分值, 权重) are none.
func roleOf(text string) role {
	switch key := hanzi.Key(text); {
	case key == "一级指标", key == "一级指标名称":
		return roleLevel1
	case key == "二级指标", key == "二级指标名称":
		return roleLevel2
	case key == "三级指标", key == "三级指标名称":
		return roleLevel3
	case key == "指标内容", key == "指标名称", key == "绩效指标名称", key == "具体指标", key == "指标":
		return roleContent
	case key == "绩效指标":
		return roleGoals
	case strings.HasSuffix(key, "指标值内容"), strings.Contains(key, "说明"), strings.Contains(key, "解释"):
		return roleNone
	case strings.HasSuffix(key, "性质"), strings.HasSuffix(key, "指标值类型"), key == "运算符号", key == "运算符", key == "计算符号", key == "比较符号", key == "比较符", key == "符号", key == "指标方向":
		return roleProperty
	case strings.HasSuffix(key, "指标值"), strings.HasSuffix(key, "目标值"), strings.HasSuffix(key, "指标值包含数字及文字描述"), key == "指标值及单位", key == "指标值含单位":
		return roleValue
	case strings.HasSuffix(key, "度量单位"), strings.HasSuffix(key, "计量单位"), key == "指标单位", key == "单位":
		return roleUnit
	case key == "项目名称", key == "单位项目名称", key == "单位名称项目名称", key == "部门单位项目名称", key == "项目", key == "活动", key == "任务名称":
		return roleProject
	}
	return roleNone
}

// columns say which unit columns of the grid a role has; end is exclusive.
type columns [roles]struct{ start, end int }

func (c *columns) has(r role) bool { return c[r].end > c[r].start }

// readColumns reads row as a header; it is false for rows that are none. The
// year's value stands before that of the whole term.
func readColumns(g *grid, row int) (columns, bool) {
	var c columns
	yearly := false
	for col := 0; col < g.t.Columns; col++ {
		cell := g.at(row, col)
		if cell == nil || cell.Col != col {
			continue
		}
		r := roleOf(cell.Text)
		if r == roleNone || r == roleProject && cell.Row != row && cell.RowSpan < 2 {
			continue
		}
		if r == roleValue {
			key := hanzi.Key(cell.Text)
			if c.has(r) && (yearly || !strings.Contains(key, "年")) {
				continue
			}
			yearly = strings.Contains(key, "年")
		} else if c.has(r) {
			continue
		}
		c[r].start, c[r].end = col, col+max(1, cell.ColSpan)
	}
	if !c.has(roleLevel1) && !c.has(roleLevel2) && !c.has(roleLevel3) && !c.has(roleContent) {
		c[roleContent] = c[roleGoals]
	}
	if !c.has(roleValue) || !c.has(roleLevel1) && !c.has(roleLevel2) && !c.has(roleLevel3) && !c.has(roleContent) {
		return columns{}, false
	}
	return c, true
}

// grid finds the cell that covers a place.
type grid struct {
	t     *gongkai.Table
	cover []*gongkai.Cell
}

func newGrid(t *gongkai.Table) *grid {
	g := &grid{t: t, cover: make([]*gongkai.Cell, max(0, t.Rows)*max(0, t.Columns))}
	for i := range t.Cells {
		c := &t.Cells[i]
		for r := max(0, c.Row); r < min(t.Rows, c.Row+max(1, c.RowSpan)); r++ {
			for k := max(0, c.Col); k < min(t.Columns, c.Col+max(1, c.ColSpan)); k++ {
				if g.cover[r*t.Columns+k] == nil {
					g.cover[r*t.Columns+k] = c
				}
			}
		}
	}
	return g
}

func (g *grid) at(row, col int) *gongkai.Cell {
	if row < 0 || row >= g.t.Rows || col < 0 || col >= g.t.Columns {
		return nil
	}
	return g.cover[row*g.t.Columns+col]
}

// text joins the cells of a role in a row, each once.
func (g *grid) text(row int, c *columns, r role) string {
	var out string
	var last *gongkai.Cell
	for col := c[r].start; col < c[r].end; col++ {
		cell := g.at(row, col)
		if cell == nil || cell == last {
			continue
		}
		last = cell
		out += strings.Join(strings.Fields(cell.Text), " ")
	}
	return strings.TrimSpace(out)
}
