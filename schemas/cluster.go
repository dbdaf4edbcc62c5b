package schemas

import (
	"fmt"
	"regexp"
	"strings"
)

// Sharded tables have their rows spread over a cluster's shards by document; all
// other tables stand whole on every replica, so that the views' subqueries on
// them are answered where the rows are.
var Sharded = map[string]bool{"fact_amount": true, "fact_narrative": true, "fact_target": true, "fact_table": true, "fact_check": true,
	"fact_declaration": true, "fact_doubt": true, "fact_item": true, "fact_figure": true, "fact_project": true}

// LocalTable is the table of a shard behind a sharded one.
func LocalTable(name string) string { return name + "_local" }

var (
	createTable = regexp.MustCompile(`(?s)^(.*?)CREATE TABLE IF NOT EXISTS (\w+) \((.*)\n\s*\) ENGINE = MergeTree (.*)$`)
	createView  = regexp.MustCompile(`(?s)^(.*?)CREATE OR REPLACE VIEW (\w+) AS(.*)$`)
	alterTable  = regexp.MustCompile(`(?s)^(.*?)ALTER TABLE (\w+) (.*)$`)
	tableNote   = regexp.MustCompile(`(?s)\nCOMMENT ('.*')\s*$`)
	clusterName = regexp.MustCompile(`^[A-Za-z0-9_.-]+$`)
)

// OnCluster is a migration's statement as a cluster wants it: ON CLUSTER,
// replicated engines, and for sharded tables a Distributed table over the
// shards' own. Without a cluster it is the statement itself. A statement of
// another kind than migrations use is an error.
func OnCluster(statement, cluster string) ([]string, error) {
	if cluster == "" {
		return []string{statement}, nil
	}
	if !clusterName.MatchString(cluster) {
		return nil, fmt.Errorf("cluster %q: want letters, digits, '_', '-' and '.'", cluster)
	}
	on := " ON CLUSTER '" + cluster + "'"
	if m := createTable.FindStringSubmatch(statement); m != nil {
		before, name, columns, rest := m[1], m[2], m[3], m[4]
		shard, table := "all", name
		if Sharded[name] {
			shard, table = "{shard}", LocalTable(name)
		}
		// fsync settings are MergeTree's and hold for the replicated engine too.
		engine := fmt.Sprintf("ReplicatedMergeTree('/clickhouse/tables/%s/{database}/%s', '{replica}')", shard, table)
		out := []string{fmt.Sprintf("%sCREATE TABLE IF NOT EXISTS %s%s (%s\n) ENGINE = %s %s", before, table, on, columns, engine, rest)}
		if Sharded[name] {
			note := tableNote.FindStringSubmatch(rest)
			if note == nil {
				return nil, fmt.Errorf("table %s has no comment", name)
			}
			out = append(out, fmt.Sprintf("CREATE TABLE IF NOT EXISTS %s%s AS %s\nENGINE = Distributed('%s', currentDatabase(), '%s', sipHash64(document))\nCOMMENT %s",
				name, on, table, cluster, table, note[1]))
		}
		return out, nil
	}
	if m := createView.FindStringSubmatch(statement); m != nil {
		return []string{m[1] + "CREATE OR REPLACE VIEW " + m[2] + on + " AS" + m[3]}, nil
	}
	if m := alterTable.FindStringSubmatch(statement); m != nil {
		name := m[2]
		out := []string{m[1] + "ALTER TABLE " + name + on + " " + m[3]}
		if Sharded[name] {
			out = []string{m[1] + "ALTER TABLE " + LocalTable(name) + on + " " + m[3], out[0]}
		}
		return out, nil
	}
	return nil, fmt.Errorf("no statement for a cluster: %.60s", strings.TrimSpace(statement))
}
