package main

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/spf13/cobra"

	"gongkai"
	"gongkai/archive"
	"gongkai/registry"
)

func (a *app) unitsCommand() *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use: "units", Short: "the units of the processed documents, and names that may be one unit or two", Args: cobra.NoArgs,
		Long: `units lists the units (单位) that the processed documents name, by their ID over
the years, with the names and codes that are printed. Below stand the pairs that
a person has to look at, with the documents that print them: one code under two
names, a name that is a part of another, one name with two codes. They stay
apart, or together, until registry/units.yaml says what they are.`,
		RunE: func(cmd *cobra.Command, _ []string) error { return a.units(cmd.Context(), asJSON) },
	}
	c.Flags().BoolVar(&asJSON, "json", false, "print one object")
	return c
}

// knownUnit is a unit over the years.
type knownUnit struct {
	ID        string   `json:"unit_id"`
	Region    string   `json:"region"`
	Names     []string `json:"names"`
	Codes     []string `json:"codes"`
	Years     []int    `json:"fiscal_years"`
	Documents int      `json:"documents"`
	// Successor is the unit that it was merged into, of registry/units.yaml.
	Successor string `json:"successor,omitempty"`
}

func (a *app) units(ctx context.Context, asJSON bool) error {
	store, err := archive.Open(ctx, a.data())
	if err != nil {
		return err
	}
	defer func() { _ = store.Close() }()
	seen, err := seenUnits(ctx, store)
	if err != nil {
		return err
	}
	r := registry.Default()
	units, doubts := knownUnits(r, seen), r.UnitDoubts(seen)
	if asJSON {
		out := json.NewEncoder(a.stdout)
		out.SetEscapeHTML(false)
		return out.Encode(struct {
			Units  []knownUnit          `json:"units"`
			Doubts []registry.UnitDoubt `json:"doubts"`
		}{orEmpty(units), orEmpty(doubts)})
	}
	return printUnits(a.stdout, units, doubts)
}

func orEmpty[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

// seenUnits are the units of all documents that are read at today's versions.
func seenUnits(ctx context.Context, store *archive.Archive) ([]registry.SeenUnit, error) {
	outcomes, err := store.Outcomes(ctx)
	if err != nil {
		return nil, err
	}
	var list []registry.SeenUnit
	for d, w := range outcomes {
		if w.Status != gongkai.StatusOK {
			continue
		}
		data, ok, err := store.GetDerived(ctx, "reading", d, w.Versions)
		if err != nil {
			return nil, err
		}
		if !ok {
			continue // it waits to be processed again
		}
		var r gongkai.Reading
		if err := json.Unmarshal(data, &r); err != nil {
			return nil, &gongkai.Error{Op: "read reading", Path: d.String(), Err: err}
		}
		for _, p := range r.Disclosed() {
			if p.Status == gongkai.StatusOK && p.Unit != "" {
				list = append(list, registry.SeenUnit{Region: p.Region, Unit: p.Unit, Code: p.UnitCode, FiscalYear: p.FiscalYear, Scope: string(p.Scope), Document: d, Title: p.Title})
			}
		}
	}
	slices.SortFunc(list, func(x, y registry.SeenUnit) int {
		return cmp.Or(cmp.Compare(x.Region, y.Region), cmp.Compare(x.Unit, y.Unit), cmp.Compare(x.FiscalYear, y.FiscalYear), cmp.Compare(x.Document.Hex(), y.Document.Hex()))
	})
	return list, nil
}

func knownUnits(r *registry.Registry, seen []registry.SeenUnit) []knownUnit {
	var list []knownUnit
	at := map[string]int{}
	for _, s := range seen {
		id := r.UnitID(s.Region, s.Unit)
		key := cmp.Or(id, s.Unit)
		k, ok := at[key]
		if !ok {
			k = len(list)
			at[key] = k
			list = append(list, knownUnit{ID: id, Region: s.Region, Codes: []string{}, Years: []int{}, Successor: r.UnitSuccessor(s.Region, s.Unit)})
		}
		u := &list[k]
		u.Documents++
		u.Names = insert(u.Names, s.Unit)
		if s.Code != "" {
			u.Codes = insert(u.Codes, s.Code)
		}
		if s.FiscalYear != 0 {
			u.Years = insert(u.Years, s.FiscalYear)
		}
	}
	return list
}

// insert keeps a list sorted and each value once.
func insert[T cmp.Ordered](list []T, v T) []T {
	i, ok := slices.BinarySearch(list, v)
	if ok {
		return list
	}
	return slices.Insert(list, i, v)
}

func printUnits(w io.Writer, units []knownUnit, doubts []registry.UnitDoubt) error {
	if len(units) == 0 {
		_, err := fmt.Fprintln(w, "no document of a unit is processed")
		return err
	}
	t := plainTable()
	t.AppendHeader(table.Row{"单位 unit", "编号 unit_id", "地区 region", "代码 codes", "年度 years", "文档 documents"})
	for _, u := range units {
		name := strings.Join(u.Names, "、")
		if u.Successor != "" {
			name += " → " + u.Successor
		}
		t.AppendRow(table.Row{name, u.ID, u.Region, strings.Join(u.Codes, " "), strings.Trim(fmt.Sprint(u.Years), "[]"), u.Documents})
	}
	var b strings.Builder
	fmt.Fprintln(&b, t.Render())
	fmt.Fprintf(&b, "\n待人工确认 to be looked at: %d\n", len(doubts))
	for _, d := range doubts {
		fmt.Fprintf(&b, "? %s\n", d.Reason)
		for _, s := range []registry.SeenUnit{d.A, d.B} {
			fmt.Fprintf(&b, "    %s %s %d %s  %s《%s》\n", s.Unit, s.Code, s.FiscalYear, word(scopeWords, gongkai.Scope(s.Scope)), s.Document.Short(), s.Title)
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}
