package schemas

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

func TestSplit(t *testing.T) {
	for _, c := range []struct {
		script string
		want   []string
	}{
		{"", nil},
		{" ;; -- only a comment; \n/* and; another */", nil},
		{"SELECT 1", []string{"SELECT 1"}},
		{"SELECT 1;\nSELECT 2;\n", []string{"SELECT 1", "SELECT 2"}},
		{"SELECT ';', \"a;b\", `c;d` -- e;f\n;SELECT /* ; */ 2", []string{"SELECT ';', \"a;b\", `c;d` -- e;f", "SELECT /* ; */ 2"}},
		{`SELECT 'it''s; \'fine;\'';SELECT 2`, []string{`SELECT 'it''s; \'fine;\''`, "SELECT 2"}},
		{"-- why\nSELECT 1;", []string{"-- why\nSELECT 1"}},
		{"SELECT 'open", []string{"SELECT 'open"}},
		{"SELECT 1 /* open ;", []string{"SELECT 1 /* open ;"}},
		{"SELECT '\\", []string{"SELECT '\\"}},
	} {
		if got := Split(c.script); !slices.Equal(got, c.want) {
			t.Errorf("Split(%q) = %q, want %q", c.script, got, c.want)
		}
	}
}

func FuzzSplit(f *testing.F) {
	for _, s := range []string{"SELECT ';'; SELECT 2", "-- a\n/* b", "'\\", "`;`\"", "/*/"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, script string) {
		for _, s := range Split(script) {
			if s == "" || !strings.Contains(script, s) {
				t.Errorf("Split(%q) gives %q", script, s)
			}
		}
	})
}

func TestMigrations(t *testing.T) {
	all, err := Migrations()
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range all {
		if len(m.Statements) == 0 || len(m.Checksum) != 64 {
			t.Errorf("%04d_%s: %d statements, checksum %q", m.Number, m.Name, len(m.Statements), m.Checksum)
		}
		for _, s := range m.Statements {
			// A killed migration is repeated from its start.
			if !strings.Contains(s, "IF NOT EXISTS") && !strings.Contains(s, "OR REPLACE") && !strings.Contains(s, "IF EXISTS") {
				t.Errorf("%04d_%s: cannot be repeated: %.60s", m.Number, m.Name, s)
			}
		}
	}
	for name, files := range map[string][]string{
		"gap":  {"0001_a.sql", "0003_b.sql"},
		"name": {"0001_a.sql", "0002-b.sql"},
		"twin": {"0001_a.sql", "0001_b.sql"},
		"zero": {"0000_a.sql"},
	} {
		fsys := fstest.MapFS{}
		for _, f := range files {
			fsys[f] = &fstest.MapFile{Data: []byte("SELECT 1")}
		}
		if _, err := migrations(fsys); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func TestQuestions(t *testing.T) {
	all, err := Questions()
	if err != nil {
		t.Fatal(err)
	}
	for _, q := range all {
		if strings.Count(q.Comment, "\n") < 2 {
			t.Errorf("%s: its comment tells no caveats", q.Name)
		}
		if strings.Contains(q.SQL, "fact_") || strings.Contains(q.SQL, "dim_") {
			t.Errorf("%s: reads a table where it should read a view", q.Name)
		}
	}
}
