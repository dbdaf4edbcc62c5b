package narrative

import (
	"strings"

	"gongkai"
	"gongkai/internal/hanzi"
	"gongkai/internal/regexp"
)

// Secrecy is the Subject of a declaration that withholds something because it
// is a state secret: 涉密信息不予公开.
const Secrecy = "涉密"

// Declarations gives the catalogue and every sentence that says that a table is
// empty or that there was no activity.
func Declarations(doc *gongkai.Document) []gongkai.Declaration {
	var out []gongkai.Declaration
	for i := range doc.Tables {
		if rows := catalogueTable(&doc.Tables[i]); len(rows) > 0 {
			out = append(out, rows...)
			continue
		}
		out = append(out, tableNotes(doc, i)...)
	}
	if !hasCatalogue(out) {
		out = append(out, catalogueLines(doc)...)
	}
	return append(out, sentences(doc)...)
}

func hasCatalogue(list []gongkai.Declaration) bool {
	for _, d := range list {
		if d.Kind == gongkai.DeclarationCatalogue {
			return true
		}
	}
	return false
}

// yes are the ways to say that a table is empty in its column.
func yes(s string) bool {
	s = hanzi.Squeeze(s)
	return s == "是" || s == "空表" || s == "√" || s == "✓" || strings.HasPrefix(s, "是(") || s == "Y"
}

// catalogueTable reads a grid with the columns 是否空表 and a name.
func catalogueTable(t *gongkai.Table) []gongkai.Declaration {
	grid := t.Grid()
	head := -1
	number, title, empty, reason := -1, -1, -1, -1
	for r := 0; r < len(grid) && r < 4 && head < 0; r++ {
		for c, text := range grid[r] {
			switch key := hanzi.Key(text); {
			case strings.Contains(key, "理由"), strings.Contains(key, "原因"):
				reason = c
			case strings.Contains(key, "空表"):
				empty, head = c, r
			case key == "报表", key == "序号", key == "编号", key == "表号", key == "报表编号":
				number = c
			case strings.Contains(key, "名称"), key == "内容", key == "表名", key == "报表内容":
				title = c
			}
		}
	}
	if head < 0 || title < 0 {
		return nil
	}
	cells := map[[2]int]*gongkai.Cell{}
	for i := range t.Cells {
		c := &t.Cells[i]
		cells[[2]int{c.Row, c.Col}] = c
	}
	var out []gongkai.Declaration
	for r := head + 1; r < len(grid); r++ {
		row := grid[r]
		d := gongkai.Declaration{Kind: gongkai.DeclarationCatalogue, Table: -1, Title: unwrapped(row[title]), Empty: yes(row[empty])}
		if d.Title == "" || strings.HasPrefix(d.Title, "注") {
			continue
		}
		if number >= 0 {
			d.Number = hanzi.Squeeze(row[number])
		}
		if reason >= 0 {
			d.Reason = unwrapped(row[reason])
		}
		d.Raw = strings.TrimSpace(strings.Join(row, " "))
		if c := cells[[2]int{r, title}]; c != nil {
			d.Page, d.Box = c.Page, c.Box
		}
		out = append(out, d)
	}
	return out
}

// unwrapped is the text of a cell whose lines were broken, in one: Chinese has no
// spaces between them.
func unwrapped(s string) string { return strings.Join(strings.Fields(s), "") }

var (
	catalogueTitle = regexp.MustCompile(`^(报表|公开报表|表格|附表|预算表|公开表)?(目录|清单)$|报表目录$`)
	catalogueLine  = regexp.MustCompile(`^((?:附?表|公开)[0-9]{1,2}(?:-[0-9]+)?表?|[0-9]{1,2}[.、])(.{3,60}表(?:\([^)]*\))?)(是|否)?(.{0,20})$`)
)

// catalogueLines reads a catalogue that is text: 表9 政府性基金收支表 是 不涉及.
func catalogueLines(doc *gongkai.Document) []gongkai.Declaration {
	var out []gongkai.Declaration
	inside := 0
	flags := false // the catalogue has a column 是否空表
	for i := range doc.Body {
		e := &doc.Body[i]
		if e.Kind == gongkai.ElementTable {
			continue
		}
		for _, l := range e.Lines {
			if inside == 0 && !strings.ContainsAny(l.Text, "录单空") {
				continue
			}
			key := hanzi.Squeeze(l.Text)
			if catalogueTitle.MatchString(key) {
				inside = 60
				continue
			}
			if strings.Contains(key, "是否空表") {
				inside, flags = 60, true
				continue
			}
			if inside == 0 {
				continue
			}
			inside--
			m := catalogueLine.FindStringSubmatch(key)
			if m == nil {
				continue
			}
			out = append(out, gongkai.Declaration{
				Kind: gongkai.DeclarationCatalogue, Table: -1, Number: strings.TrimRight(m[1], ".、"), Title: m[2],
				Empty: flags && m[3] == "是", Reason: strings.TrimSpace(m[4]), Raw: l.Text, Page: l.Page, Box: l.Box,
			})
		}
	}
	if !flags {
		// A plain list of titles says nothing about what is empty.
		for i := range out {
			out[i].Reason = ""
		}
	}
	return out
}

var (
	// nothing finds what there is none of.
	nothing = regexp.MustCompile(`(?:没有(?:使用|安排)?|未(?:使用|安排|发生)|不涉及|均?无)(?:当年|本年|任何)?((?:政府性?基金|国有资本经营|政府采购|政府购买服务|[省州市县区]?对下转移支付|上级(?:专项)?(?:转移支付|补助)|新增资产|专项资金|一般公共预算|财政拨款|“三公”|三公|机关运行|上级专项|项目支出|财政专户|委托业务费|绩效|结转)(?:[^,;。:()]|\([^()]{0,8}\)){0,40})`)
	// namesTable are the ways to say that a table is empty.
	namesTable = regexp.MustCompile(`空表|(本|此|该|故)表(格)?(无|为空|没有|未|为零)|表无数据|无数据|数据为空|没有数据`)
	tableTitle = regexp.MustCompile(`《([^》]{4,40}表)》`)
	thisTable  = regexp.MustCompile(`(本|此|该)表|^注|^备注|^\(?注`)
	review     = regexp.MustCompile(`^(保密审查情况|(?:单位|部门)主要负责人审签情况)[:]?(.{0,12})$`)
	// secret withholds something, secrecyRule only says what is to be withheld.
	secret      = regexp.MustCompile(`(涉密|国家秘密|保密).{0,24}(不予|不宜|不|未|免予|暂不)(对外|作)?公开|(不予|不宜|不|未|免予|暂不)(对外)?公开.{0,16}(涉密|国家秘密)`)
	secrecyRule = regexp.MustCompile(`除涉|涉密信息除外|除外|审查|依照|依据.{0,20}规定.{0,10}应当`)
	noChange    = regexp.MustCompile(`机构(?:设置)?(无变动|无变化|未发生变化|没有变化)`)
	subjectEnd  = regexp.MustCompile(`(安排的(预算|支出)|情况|数据)$`)
)

// sentences reads the running text.
func sentences(doc *gongkai.Document) []gongkai.Declaration {
	var out []gongkai.Declaration
	table := -1
	skip := contents(doc)
	for i := range doc.Body {
		e := &doc.Body[i]
		if e.Kind == gongkai.ElementTable {
			table = e.Table
			continue
		}
		if i >= skip.start && i < skip.end {
			continue
		}
		if !mayDeclare(e.Lines) {
			continue
		}
		p := &passage{}
		p.add(e.Lines)
		for _, s := range split(p.norm) {
			text := string(p.norm[s.start:s.end])
			page, box := p.place(s.start, s.end)
			base := gongkai.Declaration{Table: -1, Raw: p.text(s.start, s.end), Page: page, Box: box}
			out = append(out, declare(base, text, func(d *gongkai.Declaration) {
				if table >= 0 && thisTable.MatchString(text) {
					d.Table, d.Title = table, doc.Tables[table].Caption.Title
				}
			})...)
		}
	}
	return out
}

// mayDeclare says whether lines have one of the characters without which
// nothing is declared, so that most of a text is not looked at twice.
func mayDeclare(lines []gongkai.Line) bool {
	for _, l := range lines {
		for _, r := range l.Text {
			switch r {
			case '无', '没', '未', '不', '空', '零', '审':
				return true
			}
		}
	}
	return false
}

// tableNotes reads notes that extraction left in the cells of a table.
func tableNotes(doc *gongkai.Document, i int) []gongkai.Declaration {
	var out []gongkai.Declaration
	t := &doc.Tables[i]
	for c := range t.Cells {
		if raw := t.Cells[c].Text; len(raw) < 18 || !strings.Contains(raw, "注") && !strings.Contains(raw, "表") && !strings.Contains(raw, "数据") {
			continue
		}
		text := hanzi.Squeeze(t.Cells[c].Text)
		if len(text) < 18 || !namesTable.MatchString(text) && !strings.HasPrefix(text, "注") && !strings.HasPrefix(text, "备注") {
			continue
		}
		out = append(out, declare(gongkai.Declaration{Table: i, Title: t.Caption.Title, Raw: unwrapped(t.Cells[c].Text), Page: t.Cells[c].Page, Box: t.Cells[c].Box}, text, nil)...)
	}
	return out
}

// declare reads one sentence; base holds its place, locate adds the table it
// speaks of.
func declare(base gongkai.Declaration, text string, locate func(*gongkai.Declaration)) []gongkai.Declaration {
	if m := review.FindStringSubmatch(text); m != nil {
		base.Kind, base.Subject, base.Reason = gongkai.DeclarationReview, m[1], m[2]
		return []gongkai.Declaration{base}
	}
	if noChange.MatchString(text) && len([]rune(text)) < 40 {
		base.Kind, base.Subject, base.Reason = gongkai.DeclarationOrganisation, "机构变动", base.Raw
		return []gongkai.Declaration{base}
	}
	if secret.MatchString(text) && !secrecyRule.MatchString(text) {
		base.Kind, base.Subject, base.Reason = gongkai.DeclarationText, Secrecy, strings.TrimRight(base.Raw, "。；;.")
		return []gongkai.Declaration{base}
	}
	empty := namesTable.MatchString(text)
	if strings.Contains(text, "空表表示") || strings.Contains(text, "应公开空表") || strings.Contains(text, "一定要") {
		return nil
	}
	base.Kind, base.Empty, base.Reason = gongkai.DeclarationText, empty, strings.TrimRight(base.Raw, "。；;.")
	if m := tableTitle.FindStringSubmatch(text); m != nil && empty {
		base.Title = m[1]
	} else if locate != nil {
		locate(&base)
	}
	// A note that nothing was spent from a fund declares its table empty.
	var out []gongkai.Declaration
	for _, at := range nothing.FindAllStringSubmatchIndex(text, -1) {
		if strings.Contains(text[:at[0]], "原因") {
			break // a reason for something else
		}
		for _, subject := range strings.Split(text[at[2]:at[3]], "、") {
			d := base
			d.Subject = subjectEnd.ReplaceAllString(subject, "")
			if d.Subject == "" || hasValue([]rune(subject)) {
				continue
			}
			d.Empty = empty || d.Table >= 0
			out = append(out, d)
		}
	}
	if len(out) == 0 && empty && (base.Title != "" || base.Table >= 0) {
		out = append(out, base)
	}
	return out
}

// split gives the sentences of a text, without their full stops.
func split(text []rune) []span {
	var out []span
	start := 0
	for i, c := range text {
		if c == '。' || c == ';' || c == '!' {
			if i > start {
				out = append(out, span{start, i})
			}
			start = i + 1
		}
	}
	if start < len(text) {
		out = append(out, span{start, len(text)})
	}
	return out
}
