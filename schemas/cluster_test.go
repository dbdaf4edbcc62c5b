package schemas

import (
	"strings"
	"testing"

	"gongkai/internal/golden"
)

// TestOnCluster keeps what a cluster is told, for people to read.
func TestOnCluster(t *testing.T) {
	all, err := Migrations()
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, m := range all {
		for _, s := range m.Statements {
			list, err := OnCluster(s, "main")
			if err != nil {
				t.Fatalf("%04d_%s: %v", m.Number, m.Name, err)
			}
			for _, c := range list {
				if !strings.Contains(c, " ON CLUSTER 'main'") || strings.Contains(c, "= MergeTree") {
					t.Errorf("%04d_%s: %.80s", m.Number, m.Name, c)
				}
				b.WriteString(c + ";\n\n")
			}
			if same, err := OnCluster(s, ""); err != nil || len(same) != 1 || same[0] != s {
				t.Errorf("without a cluster %.60s becomes %q, %v", s, same, err)
			}
		}
	}
	golden.Equal(t, "cluster.golden.sql", b.String())
	for statement, cluster := range map[string]string{"ALTER TABLE x DROP COLUMN y": "a'; DROP TABLE x --", "SELECT 1": "main", "CREATE TABLE IF NOT EXISTS fact_amount (a UInt8\n) ENGINE = MergeTree ORDER BY a": "main"} {
		if got, err := OnCluster(statement, cluster); err == nil {
			t.Errorf("%s on %s gives %q", statement, cluster, got)
		}
	}
}
