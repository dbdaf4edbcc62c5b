package load_test

import (
	"context"
	"strings"
	"testing"

	"gongkai/schemas"
)

// TestClusterParses has the engine's own parser read what a cluster is told.
func TestClusterParses(t *testing.T) {
	needEngine(t)
	all, err := schemas.Migrations()
	must(t, err)
	n := 0
	for _, m := range all {
		for _, s := range m.Statements {
			if strings.Contains(s, "ALTER TABLE") && n > 40 {
				continue // one kind, many of it
			}
			list, err := schemas.OnCluster(s, "main")
			must(t, err)
			for _, c := range list {
				n++
				rows, err := warehouse.Query(context.Background(), "EXPLAIN AST "+c)
				if err != nil {
					t.Errorf("%04d_%s: %v\n%.200s", m.Number, m.Name, err, c)
					continue
				}
				must(t, rows.Close())
			}
		}
	}
	if n < 30 {
		t.Errorf("%d statements", n)
	}
}
