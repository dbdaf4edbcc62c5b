package transform

import (
	"slices"

	"gongkai"
	"gongkai/internal/hanzi"
	"gongkai/internal/regexp"
	"gongkai/registry"
	"gongkai/transform/narrative"
)

// declare marks the tables of a disclosure that its documents say are empty:
// in the catalogue, by number or title; in a note on the table itself; or in
// the text, where it says that there is nothing of what the table is for.
func declare(readings []*gongkai.Reading) {
	for _, r := range readings {
		for i := range r.Tables {
			t := &r.Tables[i]
			t.DeclaredEmpty, t.EmptyReason = false, ""
			if t.Kind != gongkai.TableStatutory {
				continue
			}
			d := declarationOf(r, r.Declarations, i, true)
			for k := 0; d == nil && k < len(readings); k++ {
				if readings[k] != r {
					d = declarationOf(r, readings[k].Declarations, i, false)
				}
			}
			if d != nil {
				t.DeclaredEmpty, t.EmptyReason = true, d.Reason
			}
		}
	}
}

// declarationOf finds what says that table i of r is empty, or nil; own says
// whether the declarations are of the same document. A catalogue that does not
// call the table empty is not overruled by text about its subject, which may
// mean something narrower, and neither are amounts other than zero.
func declarationOf(r *gongkai.Reading, list []gongkai.Declaration, i int, own bool) *gongkai.Declaration {
	t := &r.Tables[i]
	if e := lookUp(list, t.Number, t.Title, own); e != nil {
		if e.Empty {
			return e
		}
		return nil
	}
	for k := range list {
		d := &list[k]
		if d.Kind != gongkai.DeclarationText || !d.Empty {
			continue
		}
		if own && d.Table == i && (d.Subject == "" || ofTable.MatchString(d.Raw) || isAbout(t.Key, d.Subject)) || d.Table < 0 && d.Title != "" && hanzi.Key(d.Title) == hanzi.Key(t.Title) {
			return d
		}
	}
	if spends(r, i) {
		return nil
	}
	for k := range list {
		if d := &list[k]; d.Kind == gongkai.DeclarationText && isAbout(t.Key, d.Subject) {
			return d
		}
	}
	return nil
}

// ofTable are the words by which a note speaks of the table it stands under,
// and not of some other thing of which there is none.
var ofTable = regexp.MustCompile(`[本此该]表|空表|无数据|没有数据`)

// spends says whether table i holds an amount other than zero.
func spends(r *gongkai.Reading, i int) bool {
	for k := range r.Facts {
		if f := &r.Facts[k]; f.TableIndex == i && f.Amount != nil && !f.Amount.IsZero() {
			return true
		}
	}
	return false
}

// subjects are the words of a subject of which there is none, and the tables
// that have nothing else: 没有政府性基金预算拨款安排的支出.
var subjects = []struct {
	match *regexp.Regexp
	keys  []string
}{
	{regexp.MustCompile(`^政府性?基金(财政)?(预算)?(财政)?(拨款)?(当年|本年)?(安排)?的?(收入|收支|收、支|支出|预算|拨款|资金|及|和|、)*(预算|安排)*$`), []string{"gov_fund", "gov_fund_io", "F08"}},
	{regexp.MustCompile(`^国有资本(经营)?(财政)?(预算)?(财政)?(拨款)?(当年|本年)?(安排)?的?(收入|收支|收、支|支出|预算|拨款|资金|及|和|、)*(预算|安排)*$`), []string{"state_capital", "F09"}},
	{regexp.MustCompile(`^政府采购(预算)?(安排|项目|计划)?的?(支出|预算|项目|资金)*$`), []string{"procurement"}},
	{regexp.MustCompile(`^[“"]?三公[”"]?经费(财政拨款)?(预算)?(安排|拨款)?的?(支出|预算)*$`), []string{"three_public", "F07"}},
	{regexp.MustCompile(`^专项资金(项目|预算|支出|安排)*$`), []string{"kpi_special_fund"}},
	{regexp.MustCompile(`^(财政拨款)?(上年)?结转(资金)?(预算)?(安排)?的?(支出|预算|资金)*$`), []string{"carry_over"}},
	{regexp.MustCompile(`^政府购买服务(预算)?(安排|项目)?的?(支出|预算|项目)*$`), []string{"service_purchase"}},
	{regexp.MustCompile(`^[省州市县区]?对下(专项|一般性)?转移支付(资金)?(预算)?(安排)?的?(支出|预算|项目)*$`), []string{"transfers"}},
	{regexp.MustCompile(`^上级(专项)?(转移支付)?(补助)?(项目)?(资金)?(预算)?(安排)?的?(支出|预算|项目)*$`), []string{"superior_projects"}},
	{regexp.MustCompile(`^新增资产(配置)?(预算)?(安排)?的?(支出|预算|计划|项目)*$`), []string{"new_assets"}},
	{regexp.MustCompile(`^机关运行经费(预算)?(安排)?的?(支出|预算)*$`), []string{"operating_costs"}},
}

func isAbout(key, subject string) bool {
	if key == "" || subject == "" {
		return false
	}
	subject = hanzi.Squeeze(subject)
	for _, s := range subjects {
		if slices.Contains(s.keys, key) && s.match.MatchString(subject) {
			return true
		}
	}
	return false
}

// lookUp finds a table in the catalogue: by number, where the numbers are those
// of the same document, else by title.
func lookUp(list []gongkai.Declaration, number, title string, own bool) *gongkai.Declaration {
	number, title = hanzi.Key(number), hanzi.Key(title)
	for i := range list {
		if d := &list[i]; own && number != "" && d.Kind == gongkai.DeclarationCatalogue && hanzi.Key(d.Number) == number {
			return d
		}
	}
	for i := range list {
		if d := &list[i]; title != "" && d.Kind == gongkai.DeclarationCatalogue && hanzi.Key(d.Title) == title {
			return d
		}
	}
	return nil
}

// promised gives the tables that a document says it publishes empty and of
// which nothing else stands in it, not even a caption.
func promised(reg *registry.Registry, r *gongkai.Reading) []gongkai.TableReading {
	there := map[string]bool{}
	for i := range r.Tables {
		there[r.Tables[i].Key] = true
	}
	var out []gongkai.TableReading
	for i := range r.Declarations {
		d := &r.Declarations[i]
		if !d.Empty || d.Title == "" || d.Table >= 0 {
			continue
		}
		f, confidence := reg.Identify(registry.Sight{Stage: r.Document.Stage, Title: d.Title})
		if f == nil || there[f.Key] {
			continue
		}
		there[f.Key] = true
		out = append(out, gongkai.TableReading{
			Key: f.Key, Number: d.Number, Title: d.Title, Kind: gongkai.TableStatutory, Confidence: confidence, State: gongkai.TableBlank,
			Pages: []int{}, Rows: [][]string{}, Cells: []gongkai.Cell{},
		})
	}
	return out
}

// judge settles what may be said of the tables without a grid, given all
// readings of the disclosure. Only when every attachment was read, none of
// them has the table, it was not declared empty and no grid is left over that
// might be it, is it missing.
func judge(readings []*gongkai.Reading) {
	unread, grids := false, 0
	for _, r := range readings {
		if r.Status == gongkai.StatusUnrelated {
			continue // read, and no place where a table might be
		}
		unread = unread || r.Status != gongkai.StatusOK || len(r.ImagePages) > 0
		for i := range r.Tables {
			if t := &r.Tables[i]; t.Kind == gongkai.TableStatutory && len(t.Cells) > 0 {
				grids++
			}
		}
	}
	for _, r := range readings {
		for i := range r.Tables {
			t := &r.Tables[i]
			if t.Kind != gongkai.TableStatutory || len(t.Cells) > 0 {
				continue
			}
			switch {
			case hasElsewhere(readings, r, t.Key):
				t.State = gongkai.TableElsewhere
			case t.DeclaredEmpty:
				t.State = gongkai.TableBlank
			case unread:
				t.State = gongkai.TableUnreadable
			case grids == 0 || followedByStray(r, i) || withholds(r):
				t.State = gongkai.TableUnknown
			default:
				t.State = gongkai.TableMissing
			}
		}
	}
}

// withholds says whether a document declares that it leaves out secrets: what
// it lacks accuses nobody.
func withholds(r *gongkai.Reading) bool {
	return slices.ContainsFunc(r.Declarations, func(d gongkai.Declaration) bool { return d.Subject == narrative.Secrecy })
}

func hasElsewhere(readings []*gongkai.Reading, self *gongkai.Reading, key string) bool {
	for _, r := range readings {
		for i := range r.Tables {
			if t := &r.Tables[i]; t.Key == key && len(t.Cells) > 0 && r != self {
				return true
			}
		}
	}
	return false
}

// followedByStray says whether a grid without a caption stands right behind
// the caption without a grid: it may be its own.
func followedByStray(r *gongkai.Reading, i int) bool {
	if i+1 >= len(r.Tables) {
		return false
	}
	next := &r.Tables[i+1]
	return next.Title == "" && len(next.Cells) > 0
}
