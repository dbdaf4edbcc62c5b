package target

import (
	"strings"

	"gongkai"
	"gongkai/internal/hanzi"
)

// list reads a list of projects with their goals in words, a project a row: 项目,
// 预算数, 绩效目标. It has no levels and no numbers of its own.
func list(g *grid, index int, key string) []gongkai.Target {
	project, goal, head := -1, -1, -1
	for row := 0; row < min(6, g.t.Rows) && head < 0; row++ {
		project, goal = -1, -1
		for col := 0; col < g.t.Columns; col++ {
			cell := g.at(row, col)
			if cell == nil || cell.Row != row || cell.Col != col {
				continue
			}
			switch k := hanzi.Key(cell.Text); {
			case project < 0 && (k == "项目" || strings.HasSuffix(k, "项目名称")):
				project = col
			case project >= 0 && goal < 0 && (strings.HasSuffix(k, "绩效目标") || k == "绩效目标概述"):
				goal = col
			}
		}
		if project >= 0 && goal >= 0 {
			head = row
		}
	}
	if head < 0 {
		return nil
	}
	var out []gongkai.Target
	for row := head + 1; row < g.t.Rows; row++ {
		p, v := g.at(row, project), g.at(row, goal)
		if p == nil || v == nil || v == p || v.Row != row || hanzi.Key(p.Text) == "" || hanzi.Key(v.Text) == "" || strings.Trim(v.Text, "*") == "" || strings.HasSuffix(hanzi.Key(v.Text), "绩效目标") {
			continue
		}
		out = append(out, gongkai.Target{
			Table: index, Key: key, Project: tidy(p.Text), Content: "绩效目标", Operator: "text", Raw: tidy(v.Text), Page: v.Page, Box: v.Box,
		})
	}
	return out
}
