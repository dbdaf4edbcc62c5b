package transform

import (
	"strings"
	"unicode/utf8"

	"gongkai"
	"gongkai/internal/hanzi"
	"gongkai/internal/regexp"
	"gongkai/registry"
)

// A file may hold several disclosures: the units of a department one behind the
// other, or the budget of one year and the accounts of another. Two things tell:
// a cover in the middle of the file, and captions that name an owner or a year.
// Neither is believed alone: another owner or year in one caption is a slip of
// the pen, and a department's file names its units in many places. Two sets of
// the same tables, or a set of budgets beside one of accounts, are two
// disclosures.

// leastSet is how many tables make a set.
const leastSet = 3

// imprint is whose a table is, as far as its caption or the cover before it says.
type imprint struct {
	unit  string
	year  int
	stage gongkai.Stage
	scope gongkai.Scope
}

// fits says whether two imprints may be about one disclosure.
func (c imprint) fits(o imprint) bool {
	return (c.unit == "" || o.unit == "" || c.unit == o.unit || registry.SameUnit(c.unit, o.unit)) &&
		(c.year == 0 || o.year == 0 || c.year == o.year) &&
		(c.stage == "" || o.stage == "" || c.stage == o.stage) &&
		(c.scope == "" || o.scope == "" || c.scope == o.scope)
}

// or fills what c leaves open.
func (c imprint) or(o imprint) imprint {
	c.unit = firstOf(c.unit, o.unit)
	if c.year == 0 {
		c.year = o.year
	}
	if c.stage == "" {
		c.stage = o.stage
	}
	if c.scope == "" {
		c.scope = o.scope
	}
	return c
}

// portion is a disclosure of a file as a document of its own.
type portion struct {
	imprint imprint
	doc     *gongkai.Document
	// tables are the indexes in the file of the document's tables.
	tables []int
}

// file is the index in the file of the portion's i-th table.
func (p *portion) file(i int) int {
	if p.tables == nil {
		return i
	}
	return p.tables[i]
}

// split parts a document into its disclosures; nearly always it is the only one.
// Only captions and covers are looked at where nothing in them hints at another;
// anew has all tables identified to find where a set begins again.
func split(reg *registry.Registry, doc *gongkai.Document, anew bool) []*portion {
	whole := []*portion{{doc: doc}}
	parts := sections(doc)
	if len(parts) == 1 && !anew && !imprintsDiffer(doc) || !listed(doc) {
		return whole
	}
	s := newSplitter(reg, doc, parts)
	s.group()
	s.dissolve()
	if !s.several() {
		return whole
	}
	return s.portions()
}

// repeats says whether statutory tables stand twice, as where one set follows
// another.
func repeats(tables []gongkai.TableReading) bool {
	count := map[string]int{}
	again := 0
	for i := range tables {
		if t := &tables[i]; t.Key != "" && len(t.Cells) > 0 && !isGoals(t.Key) {
			count[t.Key]++
			again += btoi(count[t.Key] == 2)
		}
	}
	return again >= leastSet
}

// coverImprint is what a cover says, and whether it is one of a disclosure: a
// title of 部门预算 or the like that names a unit, or an owner below it, and no
// sentence that happens to begin a page.
func coverImprint(c cover) (imprint, bool) {
	if !c.complete || !ofUnit.MatchString(c.key) || notCover.MatchString(c.key) {
		return imprint{}, false
	}
	m := imprint{unit: nameInTitle(c.key), year: yearIn(c.key), stage: stageOf(c.key, &gongkai.Document{}), scope: scopeOfName(c.key)}
	if registry.IsRegion(m.unit) || !organisation.MatchString(m.unit) {
		m.unit = ""
	}
	if o, _ := ownerOf(c.owner); o != "" && (m.unit == "" || fuller(o, m.unit) == o) {
		m.unit = o
	}
	return m, m.unit != ""
}

// notCover is what no title of a cover has: the number of a section, the marks
// of a sentence, a form not filled in.
var notCover = regexp.MustCompile(`^第.{1,3}部分|^[一二三四五六七八九十]+、|^[(（][一二三四五六七八九十]+[)）]|^表|^附[表录]|[，。；：:;,]|[Xx×]{2}`)

// scopeOfName is the scope that the words of a title or of an owner tell, or "".
func scopeOfName(s string) gongkai.Scope {
	s = hanzi.Squeeze(s)
	department := strings.Contains(s, "部门预算") || strings.Contains(s, "部门决算") || strings.Contains(s, "部门综合") || strings.Contains(s, "(汇总)")
	unit := strings.Contains(s, "单位预算") || strings.Contains(s, "单位决算") || strings.Contains(s, "单位综合") || strings.Contains(s, "本级)") || strings.Contains(s, "(机关)")
	switch {
	case department && !unit:
		return gongkai.ScopeDepartment
	case unit && !department:
		return gongkai.ScopeUnit
	}
	return ""
}

// purses are names of money, in accounts too, and say nothing of the stage.
var purses = strings.NewReplacer("一般公共预算", "", "政府性基金预算", "", "国有资本经营预算", "")

// captionImprint is what a table's own caption says.
func captionImprint(t *gongkai.Table) imprint {
	owner, _ := ownerOf(t.Caption.Owner)
	c := imprint{unit: owner, scope: scopeOfName(t.Caption.Owner)}
	if title := hanzi.Squeeze(t.Caption.Title); title != "" {
		c.year = yearIn(title)
		switch title = purses.Replace(title); {
		case strings.Contains(title, "决算"):
			c.stage = gongkai.StageFinal
		case strings.Contains(title, "预算"):
			c.stage = gongkai.StageBudget
		}
	}
	return c
}

// imprintsDiffer says whether captions name several owners or years.
func imprintsDiffer(doc *gongkai.Document) bool {
	var all imprint
	for i := range doc.Tables {
		c := captionImprint(&doc.Tables[i])
		if !c.fits(all) || c.unit != "" && all.unit != "" && c.unit != all.unit {
			return true
		}
		all = all.or(c)
	}
	return false
}

// section is a run of elements of the body, from a cover or from a table that
// begins the tables anew, to the next.
type section struct {
	from    int
	imprint imprint
	// covered: it begins with a cover.
	covered bool
}

// leastText is how many characters are more than the front matter of a cover.
const leastText = 1500

// sections parts the body at its covers: elements at the top of a page that
// begin another title, behind tables or much text.
func sections(doc *gongkai.Document) []section {
	first, _ := coverImprint(coverOf(doc))
	list := []section{{imprint: first}}
	grids, text, page := 0, 0, 0
	for i := range doc.Body {
		e := &doc.Body[i]
		if e.Kind == gongkai.ElementTable {
			if t := &doc.Tables[e.Table]; len(t.Pages) > 0 {
				grids++
				page = max(page, t.Pages[len(t.Pages)-1])
			}
			continue
		}
		if len(e.Lines) == 0 {
			continue
		}
		top := e.Lines[0].Page > page
		page = max(page, e.Lines[len(e.Lines)-1].Page)
		if top && (grids >= leastSet || text >= leastText) && len(e.Lines[0].Text) <= 3*coverLine {
			tail := *doc
			tail.Body = doc.Body[i:]
			// the title once more, as over the tables or at the head of each page,
			// begins nothing
			if m, ok := coverImprint(coverOf(&tail)); ok && (list[len(list)-1].imprint.unit == "" || !m.fits(list[len(list)-1].imprint)) {
				list = append(list, section{from: i, imprint: m, covered: true})
				grids, text = 0, 0
			}
		}
		for _, l := range e.Lines {
			text += utf8.RuneCountInString(l.Text)
		}
	}
	return list
}

// listed says whether the body has every table of the document once.
func listed(doc *gongkai.Document) bool {
	n := 0
	for i := range doc.Body {
		n += btoi(doc.Body[i].Kind == gongkai.ElementTable)
	}
	return n == len(doc.Tables)
}
