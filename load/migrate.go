package load

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"go.uber.org/zap"

	"gongkai"
	"gongkai/schemas"
)

// migrationTable remembers what was applied. An attempt that died between a
// migration and its row repeats the migration, whose statements allow that.
const migrationTable = `CREATE TABLE IF NOT EXISTS migration (
	number UInt32 COMMENT 'number of the file · 编号',
	name String COMMENT 'name of the file · 名称',
	checksum String COMMENT 'SHA-256 of the file · 校验和',
	applied_at DateTime64(3, 'UTC') COMMENT 'when, UTC · 时间'
) ENGINE = MergeTree ORDER BY number
COMMENT 'schema migrations that were applied · 已执行的迁移'`

// Migrate brings the schema up to this program's. It is safe to repeat and to
// kill. It refuses a warehouse whose history is not a beginning of ours: one
// that a newer program made, or one whose files have changed since.
func (w *Warehouse) Migrate(ctx context.Context) error {
	all, applied, err := w.history(ctx)
	if err != nil {
		return err
	}
	for _, m := range all[len(applied):] {
		for i, statement := range m.Statements {
			if err := w.define(ctx, statement); err != nil {
				return w.explain(fmt.Sprintf("migrate to %04d_%s, statement %d,", m.Number, m.Name, i+1), err)
			}
		}
		err := w.conn.Exec(ctx, "INSERT INTO migration (number, name, checksum, applied_at) VALUES (?, ?, ?, ?)",
			uint32(m.Number), m.Name, m.Checksum, time.Now().UTC())
		if err != nil {
			return w.explain("migrate", err)
		}
		w.log.Info("migrated", zap.Int("number", m.Number), zap.String("name", m.Name))
	}
	if len(applied) < len(all) {
		return w.commentViews(ctx)
	}
	return nil
}

// define runs a statement of a migration, on all of a cluster when there is one.
func (w *Warehouse) define(ctx context.Context, statement string) error {
	list, err := schemas.OnCluster(statement, w.cluster)
	if err != nil {
		return err
	}
	for _, s := range list {
		if err := w.conn.Exec(ctx, s); err != nil {
			return err
		}
	}
	return nil
}

// history is what there is and what the warehouse has, which is a beginning of it.
func (w *Warehouse) history(ctx context.Context) (all, applied []schemas.Migration, err error) {
	if all, err = w.schema(); err != nil {
		return nil, nil, &gongkai.Error{Op: "migrate", Path: w.name, Err: err}
	}
	if err := w.checkVersion(); err != nil {
		return nil, nil, err
	}
	if err := w.define(ctx, migrationTable); err != nil {
		return nil, nil, w.explain("migrate", err)
	}
	if applied, err = w.applied(ctx); err != nil {
		return nil, nil, err
	}
	if err := compareHistory(all, applied); err != nil {
		var e *gongkai.Error
		if errors.As(err, &e) {
			e.Path = w.name
		}
		return nil, nil, err
	}
	return all, applied, nil
}

// Migration is a step of the schema as a warehouse stands to it.
type Migration struct {
	Number int
	Name   string
	// Applied is when; zero while it waits.
	Applied time.Time
	// Statements as this warehouse will run, or has run, them.
	Statements []string
}

// Migrations lists every step and whether the warehouse has it; nothing is
// applied. A history that is not ours is the same error as Migrate's.
func (w *Warehouse) Migrations(ctx context.Context) ([]Migration, error) {
	all, applied, err := w.history(ctx)
	if err != nil {
		return nil, err
	}
	out := make([]Migration, len(all))
	for i, m := range all {
		out[i] = Migration{Number: m.Number, Name: m.Name}
		if i < len(applied) {
			if err := w.conn.QueryRow(ctx, "SELECT min(applied_at) FROM migration WHERE number = ?", uint32(m.Number)).Scan(&out[i].Applied); err != nil {
				return nil, w.explain("migrate", err)
			}
		}
		for _, s := range m.Statements {
			list, err := schemas.OnCluster(s, w.cluster)
			if err != nil {
				return nil, &gongkai.Error{Op: "migrate", Path: w.name, Err: err}
			}
			out[i].Statements = append(out[i].Statements, list...)
		}
	}
	return out, nil
}

// commentViews gives the columns of views the comments of the tables' columns
// of the same name, so that BI tools show them; a view takes over none by
// itself. A comment that a migration has given stays.
func (w *Warehouse) commentViews(ctx context.Context) error {
	silent, err := w.known(ctx, "comment views", `SELECT concat(v.table, '\n', v.name), any(t.comment)
		FROM (SELECT table, name FROM system.columns WHERE database = currentDatabase() AND startsWith(table, 'v_') AND comment = '') AS v
		INNER JOIN (SELECT name, comment FROM system.columns
			WHERE database = currentDatabase() AND match(table, '^(dim|fact)_') AND comment != '' ORDER BY table DESC) AS t ON v.name = t.name
		GROUP BY v.table, v.name ORDER BY v.table, v.name`)
	if err != nil {
		return err
	}
	statements := map[string][]string{}
	for at, comment := range silent {
		view, column, _ := strings.Cut(at, "\n")
		statements[view] = append(statements[view], "COMMENT COLUMN IF EXISTS `"+column+"` '"+strings.ReplaceAll(strings.ReplaceAll(comment, `\`, `\\`), "'", `\'`)+"'")
	}
	for _, view := range slices.Sorted(maps.Keys(statements)) {
		slices.Sort(statements[view])
		if err := w.define(ctx, "ALTER TABLE "+view+" "+strings.Join(statements[view], ", ")); err != nil {
			return w.explain("comment views", err)
		}
	}
	return nil
}

// oldest major version of ClickHouse that the schema is written for: comments
// on views, window functions, Map and EXCEPT are all there.
const oldest = 24

// checkVersion says what is wrong before a server says it in its own way.
func (w *Warehouse) checkVersion() error {
	v, err := w.conn.ServerVersion()
	if err != nil {
		return w.explain("migrate", err)
	}
	if v.Version.Major < oldest {
		return &gongkai.Error{Op: "migrate", Path: w.name,
			Err:  fmt.Errorf("the server is ClickHouse %d.%d, the schema needs %d or later", v.Version.Major, v.Version.Minor, oldest),
			Hint: "upgrade the server, or use --warehouse embedded:DIR"}
	}
	return nil
}

// applied are the migrations that the warehouse has, in order.
func (w *Warehouse) applied(ctx context.Context) ([]schemas.Migration, error) {
	rows, err := w.conn.Query(ctx, "SELECT number, any(name), any(checksum) FROM migration GROUP BY number ORDER BY number")
	if err != nil {
		return nil, w.explain("migrate", err)
	}
	defer func() { _ = rows.Close() }()
	var out []schemas.Migration
	for rows.Next() {
		var number uint32
		var m schemas.Migration
		if err := rows.Scan(&number, &m.Name, &m.Checksum); err != nil {
			return nil, w.explain("migrate", err)
		}
		m.Number = int(number)
		out = append(out, m)
	}
	return out, w.explain("migrate", rows.Err())
}

// compareHistory says whether applied is a beginning of all.
func compareHistory(all, applied []schemas.Migration) error {
	for i, have := range applied {
		switch {
		case i >= len(all):
			return &gongkai.Error{Op: "migrate",
				Err:  fmt.Errorf("the warehouse has migration %04d_%s, which this program does not know", have.Number, have.Name),
				Hint: "a newer gongkai made it; use that one"}
		case have.Number != all[i].Number || have.Name != all[i].Name || have.Checksum != all[i].Checksum:
			return &gongkai.Error{Op: "migrate",
				Err:  fmt.Errorf("migration %04d_%s of the warehouse is not this program's %04d_%s", have.Number, have.Name, all[i].Number, all[i].Name),
				Hint: "the warehouse was made by another build; load into a new one with --warehouse, the archive has everything"}
		}
	}
	return nil
}
