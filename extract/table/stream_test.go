package table

import (
	"strings"
	"testing"

	"gongkai"
	"gongkai/extract/layout"
)

// pictured makes a page out of lines of type: a Latin character is 5 points wide,
// a Chinese one 10, a line 15 high. A line of --- is a rule from the first to
// the last dash; one that begins with ^ stands half a line higher.
func pictured(lines ...string) *layout.Page {
	p := &layout.Page{Number: 1, Width: 595, Height: 842}
	y := 100.0
	for _, line := range lines {
		x := 50.0
		y += 15 * float64(strings.Count(line, "\n")) // blank lines before it
		line = strings.TrimLeft(line, "\n")
		if rest, ok := strings.CutPrefix(line, "^"); ok { // half a line up
			line = rest
			y -= 7
		}
		if t := strings.TrimSpace(line); t != "" && strings.Trim(t, "- ") == "" {
			for at := 0; at < len(line); {
				end := at
				for end < len(line) && line[end] == '-' {
					end++
				}
				if end > at {
					p.Rulings = append(p.Rulings, layout.Ruling{X0: x + 5*float64(at), X1: x + 5*float64(end), Y0: y - 11, Y1: y - 11, Thickness: 0.5})
				}
				at = end + 1
			}
			continue
		}
		for _, r := range line {
			w := 5.0
			if r >= 0x2e80 {
				w = 10
			}
			if r != ' ' {
				p.Glyphs = append(p.Glyphs, layout.Glyph{Text: string(r), Box: gongkai.Box{X0: x, Y0: y - 8.8, X1: x + w, Y1: y + 1.2}, Base: y, Size: 10})
			}
			x += w
		}
		y += 15
	}
	return p
}

func streamsOf(p *layout.Page) ([]Fragment, []layout.Line) {
	ruled, used := Lattices(p)
	return Streams(p, ruled, used, NewVocabulary([]string{"功能科目", "基本支出", "项目支出", "合计"}))
}

// gridOf prints a fragment: | between cells, < where a cell goes on.
func gridOf(f *Fragment) []string {
	rows := make([][]string, len(f.Ys)-1)
	for i := range rows {
		rows[i] = make([]string, len(f.Xs)-1)
	}
	for _, c := range f.Cells {
		rows[c.Row][c.Col] = c.Text
		for k := c.Col + 1; k < c.Col+c.ColSpan; k++ {
			rows[c.Row][k] = "<"
		}
	}
	var out []string
	for _, r := range rows {
		out = append(out, strings.Join(r, "|"))
	}
	return out
}

func TestStreams(t *testing.T) {
	tests := []struct {
		name string
		page []string
		want [][]string // a grid for each table
		rest []string   // texts of the lines outside
	}{
		{"a table without any rule",
			[]string{
				"表5 一般公共预算支出表",
				"                                    单位：万元",
				"功能科目              合计    基本支出    项目支出",
				"教育支出          1,200.50      800.50      400.00",
				"  教育管理事务    1,000.50      600.50      400.00",
				"  普通教育          200.00      200.00",
				"合计              1,200.50      800.50      400.00",
			},
			[][]string{{
				"功能科目|合计|基本支出|项目支出",
				"教育支出|1,200.50|800.50|400.00",
				"教育管理事务|1,000.50|600.50|400.00",
				"普通教育|200.00|200.00|",
				"合计|1,200.50|800.50|400.00",
			}},
			[]string{"表5一般公共预算支出表", "单位：万元"}},
		{"a header over two columns, with a rule of its own, and rules above and below",
			[]string{
				"Table 1. Enrollment",
				"----------------------------------------------",
				"                    Public          Private",
				"               ---------------  --------------",
				"Year            Total      K-8   Total     K-8",
				"----------------------------------------------",
				"1997           46,127   33,071   5,944   4,759",
				"1998           46,539   33,344   5,988   4,776",
				"----------------------------------------------",
				"Source: a survey of schools in every district of the country, 1998.",
			},
			[][]string{{
				"|Public|<|Private|<",
				"Year|Total|K-8|Total|K-8",
				"1997|46,127|33,071|5,944|4,759",
				"1998|46,539|33,344|5,988|4,776",
			}},
			[]string{"Table 1. Enrollment", "Source: a survey of schools in every district of the country, 1998."}},
		{"a label of two lines and a header of two",
			[]string{
				"                   Average       Share",
				"Item               amount    borrowed",
				"American Indian or",
				"  native            1,200        12.5",
				"Hispanic            1,300        13.5",
				"Not stated            900         9.0",
			},
			[][]string{{
				"Item|Average amount|Share borrowed",
				"American Indian or native|1,200|12.5",
				"Hispanic|1,300|13.5",
				"Not stated|900|9.0",
			}}, nil},
		{"headings inside, dots that lead to amounts, currency signs apart",
			[]string{
				"              2025     2026",
				"Personnel",
				"Wages ....   $ 100    $ 120",
				"Pensions ..     20       24",
				"Public",
				"Printing ..      5        6",
			},
			[][]string{{
				"|2025|2026",
				"Personnel||",
				"Wages ....|$ 100|$ 120",
				"Pensions ..|20|24",
				"Public||",
				"Printing ..|5|6",
			}}, nil},
		{"labels at other heights than their amounts",
			[]string{
				"功能科目            收入        支出",
				"",
				"社会保障和",
				"^                1,200.50      800.50",
				"^就业支出",
				"",
				"住房保障支",
				"^                  200.00      200.00",
				"^出",
				"",
				"农林水支出",
				"^                  100.00      100.00",
				"^及其他",
			},
			[][]string{{
				"功能科目|收入|支出",
				"社会保障和就业支出|1,200.50|800.50",
				"住房保障支出|200.00|200.00",
				"农林水支出及其他|100.00|100.00",
			}}, nil},
		{"two panels whose entries have no amounts",
			[]string{
				"                                     单位：元",
				"收入                  支出",
				"一、财政拨款  500.00  一、公共安全支出  300.00",
				"二、事业收入          二、教育支出",
				"三、其他收入          三、卫生健康支出",
				"四、上年结转   80.00  四、住房保障支出  280.00",
				"收入合计      580.00  支出合计          580.00",
			},
			[][]string{{
				"收入||支出|",
				"一、财政拨款|500.00|一、公共安全支出|300.00",
				"二、事业收入||二、教育支出|",
				"三、其他收入||三、卫生健康支出|",
				"四、上年结转|80.00|四、住房保障支出|280.00",
				"收入合计|580.00|支出合计|580.00",
			}},
			[]string{"单位：元"}},
		{"the scales of a drawing",
			[]string{
				"60,000                              120",
				"50,000        students              100",
				"40,000                               80",
				"30,000              teachers         60",
				"20,000                               40",
			}, nil,
			[]string{"60,000 120", "50,000 students 100", "40,000 80", "30,000 teachers 60", "20,000 40"}},
		{"a page number below",
			[]string{
				"Wages        100      120",
				"Pensions      20       24",
				"Printing       5        6",
				"Travel         7        8",
				strings.Repeat("\n", 40) + "              - 14 -",
			},
			[][]string{{"Wages|100|120", "Pensions|20|24", "Printing|5|6", "Travel|7|8"}},
			[]string{"- 14 -"}},
		{"running text with numbers under each other",
			[]string{
				"2026年收入预算合计     17996.68 万元，比上年增加",
				"减少         1463.80 万元，增长     8.85 %。主要是",
				"一般公共预算收入     17981.68 万元，占     99.92 %；",
				"其他资金收入           15.00 万元，占      0.08 %。",
			}, nil,
			[]string{
				"2026年收入预算合计 17996.68万元，比上年增加", "减少 1463.80万元，增长 8.85 %。主要是",
				"一般公共预算收入 17981.68万元，占 99.92 %；", "其他资金收入 15.00万元，占 0.08 %。",
			}},
		{"a catalogue",
			[]string{
				"第一部分 部门概况 ............   1",
				"一、主要职责 .................   1",
				"二、机构设置 .................   3",
				"第二部分 部门预算 ............   5",
				"第三部分 名词解释 ............  12",
			}, nil,
			[]string{
				"第一部分部门概况............ 1", "一、主要职责................. 1", "二、机构设置................. 3",
				"第二部分部门预算............ 5", "第三部分名词解释............ 12",
			}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			found, rest := streamsOf(pictured(tt.page...))
			var texts []string
			for _, l := range rest {
				texts = append(texts, l.Text())
			}
			if got, want := strings.Join(texts, "\n"), strings.Join(tt.rest, "\n"); got != want {
				t.Errorf("outside of tables:\n%s\nwant:\n%s", got, want)
			}
			if len(found) != len(tt.want) {
				t.Fatalf("%d tables, want %d", len(found), len(tt.want))
			}
			for i := range found {
				if got, want := strings.Join(gridOf(&found[i]), "\n"), strings.Join(tt.want[i], "\n"); got != want {
					t.Errorf("table %d:\n%s\nwant:\n%s", i, got, want)
				}
				checkGrid(t, &found[i])
			}
		})
	}
}

// checkGrid: each unit of the grid is covered once, and lines ascend.
func checkGrid(t *testing.T, f *Fragment) {
	t.Helper()
	nx, ny := len(f.Xs)-1, len(f.Ys)-1
	if nx < 1 || ny < 1 {
		t.Fatalf("%d columns, %d rows", nx, ny)
	}
	for i := 1; i < len(f.Xs); i++ {
		if f.Xs[i] < f.Xs[i-1] {
			t.Errorf("columns at %v", f.Xs)
		}
	}
	for i := 1; i < len(f.Ys); i++ {
		if f.Ys[i] < f.Ys[i-1] {
			t.Errorf("rows at %v", f.Ys)
		}
	}
	seen := make([]int, nx*ny)
	for _, c := range f.Cells {
		for r := c.Row; r < c.Row+c.RowSpan; r++ {
			for k := c.Col; k < c.Col+c.ColSpan; k++ {
				if r < 0 || r >= ny || k < 0 || k >= nx {
					t.Fatalf("cell %+v of %d rows and %d columns", c, ny, nx)
				}
				seen[r*nx+k]++
			}
		}
	}
	for i, n := range seen {
		if n != 1 {
			t.Errorf("row %d column %d is covered %d times", i/nx, i%nx, n)
		}
	}
}

// A grid that is drawn around the header and around all rows at once is read
// from the words; one whose words are no table stays as it is drawn.
func TestLooseGrids(t *testing.T) {
	box := func(p *layout.Page, x0, y0, x1, y1 float64) {
		for _, y := range []float64{y0, y1} {
			p.Rulings = append(p.Rulings, layout.Ruling{X0: x0, X1: x1, Y0: y, Y1: y, Thickness: 0.5})
		}
		for _, x := range []float64{x0, x1} {
			p.Rulings = append(p.Rulings, layout.Ruling{X0: x, X1: x, Y0: y0, Y1: y1, Thickness: 0.5})
		}
	}
	p := pictured(
		"Country      Fund    Total",
		"Bulgaria      2.3      5.5",
		"Cyprus       0.21     0.21",
		"Estonia       1.1      3.0",
	)
	for _, x := range [][2]float64{{45, 105}, {105, 145}, {145, 185}} {
		box(p, x[0], 88, x[1], 103)
		box(p, x[0], 103, x[1], 150)
	}
	found, _ := streamsOf(p)
	if len(found) != 1 || found[0].Method != gongkai.MethodStream {
		t.Fatalf("%d tables", len(found))
	}
	want := "Country|Fund|Total\nBulgaria|2.3|5.5\nCyprus|0.21|0.21\nEstonia|1.1|3.0"
	if got := strings.Join(gridOf(&found[0]), "\n"); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}

	p = pictured("Goal   to serve", "       all people")
	box(p, 45, 88, 80, 120)
	box(p, 80, 88, 140, 120)
	found, rest := streamsOf(p)
	if len(found) != 1 || found[0].Method != gongkai.MethodLattice || len(rest) != 0 {
		t.Errorf("%d tables, %d lines outside", len(found), len(rest))
	}
}

// A table without rulings goes on over the page in the columns that its texts
// stand in, although one column is blank there.
func TestStreamsOverPages(t *testing.T) {
	first, _ := streamsOf(pictured(
		"功能科目              合计    基本支出    项目支出",
		"教育支出          1,200.50      800.50      400.00",
		"  普通教育          200.00      200.00",
		"  职业教育        1,000.50      600.50      400.00",
	))
	next, _ := streamsOf(pictured(
		"功能科目              合计    基本支出    项目支出",
		"住房保障支出         90.00                   90.00",
		"  住房公积金         60.00                   60.00",
		"  提租补贴           30.00                   30.00",
	))
	last, _ := streamsOf(pictured(
		"农林水支出            8.00        8.00",
		"  水利                5.00        5.00",
		"  林业                2.00        2.00",
		"  农业                1.00        1.00",
	))
	if len(first) != 1 || len(next) != 1 || len(last) != 1 {
		t.Fatalf("%d, %d and %d tables", len(first), len(next), len(last))
	}
	b := NewBuilder(first[0])
	for i, f := range []Fragment{next[0], last[0]} {
		f.Page = 2 + i
		if !b.Continues(f) {
			t.Fatalf("page %d does not go on", f.Page)
		}
		b.Append(f)
	}
	table := b.Table()
	var got []string
	for _, r := range table.Grid() {
		got = append(got, strings.Join(r, "|"))
	}
	want := []string{
		"功能科目|合计|基本支出|项目支出",
		"教育支出|1,200.50|800.50|400.00", "普通教育|200.00|200.00|", "职业教育|1,000.50|600.50|400.00",
		"住房保障支出|90.00||90.00", "住房公积金|60.00||60.00", "提租补贴|30.00||30.00",
		"农林水支出|8.00|8.00|", "水利|5.00|5.00|", "林业|2.00|2.00|", "农业|1.00|1.00|",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}
