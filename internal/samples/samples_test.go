package samples

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestArticles(t *testing.T) {
	used := map[string]bool{}
	for _, a := range articles {
		for _, f := range a.attachments {
			if used[f.file] {
				t.Errorf("%s is in two articles", f.file)
			}
			used[f.file] = true
		}
	}
	entries, err := files.ReadDir("pdf")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if !used[e.Name()] {
			t.Errorf("%s is in no article", e.Name())
		}
	}
	if len(entries) != len(used) {
		t.Errorf("%d files embedded, %d in articles", len(entries), len(used))
	}

	dates, last := map[string]string{}, ""
	for _, a := range All() {
		if _, err := time.Parse(time.DateOnly, a.Date); err != nil {
			t.Errorf("%s: %v", a.Title, err)
		}
		if a.Date < last {
			t.Errorf("%s of %s stands after %s", a.Title, a.Date, last)
		}
		last = a.Date
		if dates[a.Title] != "" {
			t.Errorf("two articles %s", a.Title)
		}
		dates[a.Title] = a.Date
		if !strings.HasPrefix(a.Title, a.Unit) {
			t.Errorf("title %s does not begin with its unit %s", a.Title, a.Unit)
		}
		if a.Unit != seedUnit && !strings.HasSuffix(a.Unit, "（示例）") {
			t.Errorf("made-up unit %s is not marked", a.Unit)
		}
		for _, f := range a.Files {
			if filepath.Ext(f.Name) != ".pdf" || len(f.Data) == 0 || len(f.Data) > 400<<10 {
				t.Errorf("%s of %s: %d bytes", f.Name, a.Title, len(f.Data))
			}
		}
	}
	original := informationCentre + "2023年单位预算公开说明"
	if corrected := dates[original+"（更正）"]; corrected <= dates[original] || dates[original] == "" {
		t.Errorf("corrected on %q, published on %q", corrected, dates[original])
	}
}

// TestOpen opens every file with a reader that is not ours.
func TestOpen(t *testing.T) {
	pdftotext, err := exec.LookPath("pdftotext")
	if err != nil {
		t.Skip("pdftotext is not installed")
	}
	for _, a := range articles {
		for _, f := range a.attachments {
			t.Run(f.file, func(t *testing.T) {
				t.Parallel()
				name := filepath.Join(t.TempDir(), "sample.pdf")
				if err := os.WriteFile(name, read(f.file), 0o600); err != nil {
					t.Fatal(err)
				}
				out, err := exec.CommandContext(t.Context(), pdftotext, name, "-").Output()
				text := strings.Join(strings.Fields(string(out)), "")
				switch f.file {
				case "information-2024-budget.pdf":
					if err == nil {
						t.Error("an HTML page opens as a PDF")
					}
					if !bytes.HasPrefix(read(f.file), []byte("<!DOCTYPE html>")) {
						t.Error("no HTML page")
					}
				case "employment-2021-budget-scan.pdf":
					if err != nil || text != "" {
						t.Errorf("image: error %v, text %q", err, text)
					}
				default:
					if err != nil {
						t.Fatal(err)
					}
					if !strings.Contains(text, a.unit) {
						t.Errorf("%s is not in the text", a.unit)
					}
				}
			})
		}
	}
}

func TestTruthCounts(t *testing.T) {
	data, err := os.ReadFile(filepath.Join("testdata", "seed.truth.json"))
	if err != nil {
		t.Fatal(err)
	}
	var truth struct {
		Tables []struct{ State string }
		Facts  []struct {
			State  string
			Amount *string
		}
		Narrative, Targets []json.RawMessage
		Checks             []struct{ ID, Verdict string }
	}
	if err := json.Unmarshal(data, &truth); err != nil {
		t.Fatal(err)
	}
	got := map[string]int{"tables": len(truth.Tables), "narrative": len(truth.Narrative), "targets": len(truth.Targets), "checks": len(truth.Checks)}
	for _, table := range truth.Tables {
		got["table "+table.State]++
	}
	for _, f := range truth.Facts {
		got["cell "+f.State]++
		if (f.Amount == nil) != (f.State == "blank") {
			t.Errorf("state %s with amount %v", f.State, f.Amount)
		}
	}
	ids := map[string]bool{}
	for _, c := range truth.Checks {
		got["check "+c.Verdict]++
		if ids[c.ID] {
			t.Errorf("two checks %s", c.ID)
		}
		ids[c.ID] = true
	}
	want := map[string]int{
		"tables": 15, "narrative": 43, "targets": 17, "checks": 282,
		"table data": 10, "table missing": 2, "table blank": 2, "table template": 1,
		"cell number": 177, "cell blank": 243,
		"check holds": 274, "check rounding": 3, "check fails": 5,
	}
	for k, n := range want {
		if got[k] != n {
			t.Errorf("%s: %d, want %d", k, got[k], n)
		}
	}
	if len(got) != len(want) {
		t.Errorf("got %v", got)
	}
}
