package load

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"gongkai"
)

// PutRegions names the jurisdictions of sources, for v_region and for people,
// and the units that they expect to publish. What is known already is not
// written again.
func (w *Warehouse) PutRegions(ctx context.Context, sources []gongkai.Source) error {
	const op = "name regions"
	known, err := w.known(ctx, op, "SELECT region, concat(name, '\n', source) FROM v_region")
	if err != nil {
		return err
	}
	var rows [][]any
	now := time.Now().UTC()
	for _, s := range sources {
		if s.Region != "" && known[s.Region] != s.Name+"\n"+s.ID {
			rows = append(rows, []any{s.Region, s.Name, s.ID, now})
		}
	}
	if err := w.append(ctx, op, "INSERT INTO dim_region (region, name, source, updated_at)", rows); err != nil {
		return err
	}
	return w.putExpected(ctx, sources, now)
}

// putExpected replaces the list of a source that has changed by a new one.
func (w *Warehouse) putExpected(ctx context.Context, sources []gongkai.Source, now time.Time) error {
	const op = "name expected units"
	known, err := w.known(ctx, op, `SELECT source, arrayStringConcat(arraySort(groupArrayIf(concat(region, '/', unit, '/', unit_id), unit_id != '')), '\n') FROM dim_expected
		WHERE (source, updated_at) IN (SELECT source, max(updated_at) FROM dim_expected GROUP BY source) GROUP BY source`)
	if err != nil {
		return err
	}
	var rows [][]any
	for _, s := range sources {
		var names []string
		for i, u := range s.Units {
			names = append(names, s.Region+"/"+clean(u)+"/"+expectedID(&s, i))
		}
		slices.Sort(names)
		if known[s.ID] == strings.Join(names, "\n") {
			continue
		}
		if len(names) == 0 {
			rows = append(rows, []any{s.ID, s.Region, "", "", now}) // the list is empty now
		}
		for i, u := range s.Units {
			rows = append(rows, []any{s.ID, s.Region, expectedID(&s, i), clean(u), now})
		}
	}
	return w.append(ctx, op, "INSERT INTO dim_expected (source, region, unit_id, unit, updated_at)", rows)
}

// expectedID is the ID of the unit that a source expects at i.
func expectedID(s *gongkai.Source, i int) string {
	if i < len(s.UnitIDs) && s.UnitIDs[i] != "" {
		return s.UnitIDs[i]
	}
	return gongkai.UnitID(s.Region, s.Units[i])
}

// PutCodes makes the codes known, for names and COFOG.
func (w *Warehouse) PutCodes(ctx context.Context, codes []gongkai.Code) error {
	const op = "name codes"
	known, err := w.known(ctx, op, "SELECT concat(code_scheme, '/', code), concat(name, '\n', cofog, '\n', arrayStringConcat(other_names, '\n')) FROM v_classification")
	if err != nil {
		return err
	}
	var rows [][]any
	now := time.Now().UTC()
	for _, c := range codes {
		names := cleanAll(c.OtherNames)
		if known[c.Scheme+"/"+c.Code] != strings.Join([]string{c.Name, c.COFOG, strings.Join(names, "\n")}, "\n") {
			rows = append(rows, []any{c.Scheme, c.Code, c.Name, names, c.COFOG, now})
		}
	}
	return w.append(ctx, op, "INSERT INTO dim_code (code_scheme, code, name, other_names, cofog, updated_at)", rows)
}

// known reads a result of two columns of text.
func (w *Warehouse) known(ctx context.Context, op, query string) (map[string]string, error) {
	rows, err := w.conn.Query(ctx, query)
	if err != nil {
		return nil, w.explain(op, err)
	}
	defer func() { _ = rows.Close() }()
	out := map[string]string{}
	for rows.Next() {
		var key, value string
		if err := rows.Scan(&key, &value); err != nil {
			return nil, w.explain(op, err)
		}
		out[key] = value
	}
	return out, w.explain(op, rows.Err())
}

// append inserts rows in one block.
func (w *Warehouse) append(ctx context.Context, op, insert string, rows [][]any) error {
	if len(rows) == 0 {
		return nil
	}
	batch, err := w.conn.PrepareBatch(ctx, insert)
	if err != nil {
		return w.explain(op, err)
	}
	defer func() { _ = batch.Close() }()
	for i, row := range rows {
		if err := batch.Append(row...); err != nil {
			return w.explain(op, fmt.Errorf("row %d: %w", i, err))
		}
	}
	return w.explain(op, batch.Send())
}
