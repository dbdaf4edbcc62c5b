package transform

import (
	"fmt"
	"strings"

	"gongkai"
	"gongkai/internal/hanzi"
	"gongkai/registry"
)

// catalogue evaluates what the list of tables (报表目录) promises: captions
// with its titles, grids for what it does not declare empty, no amounts in what
// it does, and one owner over all tables.
func (l *ledger) catalogue() {
	for _, r := range l.readings {
		listed := 0
		for i := range r.Tables {
			t := &r.Tables[i]
			if t.Kind != gongkai.TableStatutory {
				continue
			}
			e := lookUp(r.Declarations, t.Number, t.Title, true)
			if e == nil {
				continue
			}
			listed++
			if hanzi.Squeeze(e.Title) != hanzi.Squeeze(t.Title) {
				l.catalogued(r, "title/"+number0(t), t.Number+" 表名与目录一致", "the caption's title is the catalogue's", e.Title, t.Title, false)
			}
			switch {
			case e.Empty:
				l.catalogued(r, "empty/"+number0(t), t.Number+" 目录注明空表，则无数据", "declared empty, so it holds no amounts", e.Reason, string(t.State), !spends(r, i))
			case t.State == gongkai.TableMissing:
				l.catalogued(r, "grid/"+number0(t), t.Number+" 目录未注明空表，则应有表格", "not declared empty, so it has a grid", "", string(t.State), false)
			}
		}
		if listed > 0 {
			l.catalogued(r, "titles", "其余各表表名与目录一致", "all other captions bear the catalogue's titles", "", "", true)
		}
		l.owners(r)
	}
}

func number0(t *gongkai.TableReading) string {
	if t.Number != "" {
		return t.Number
	}
	return t.Key
}

func (l *ledger) catalogued(r *gongkai.Reading, id, zh, en, lhs, rhs string, ok bool) {
	one := &ledger{readings: []*gongkai.Reading{r}, owner: l.owner, seen: l.seen}
	one.holds("catalogue", id, zh, en, lhs, rhs, ok, nil)
}

// owners: every caption names the unit that publishes.
func (l *ledger) owners(r *gongkai.Reading) {
	var other []string
	named := 0
	for i := range r.Tables {
		o, _ := ownerOf(r.Tables[i].Owner)
		if o == "" || r.Tables[i].Kind != gongkai.TableStatutory {
			continue
		}
		named++
		if hanzi.Key(o) != hanzi.Key(r.Document.Unit) && !registry.SameUnit(o, r.Document.Unit) {
			other = append(other, fmt.Sprintf("%s %s", r.Tables[i].Number, o))
		}
	}
	if named > 1 {
		l.catalogued(r, "owner", "各表单位名称一致", "all captions name one unit", r.Document.Unit, strings.Join(other, "; "), len(other) == 0)
	}
}
