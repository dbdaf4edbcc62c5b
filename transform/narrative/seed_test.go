package narrative

import (
	"encoding/json"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai"
)

// fact is one statement of a hand-made truth file.
type fact struct {
	ID         string `json:"id"`
	Subject    string `json:"subject"`
	Measure    string `json:"measure"`
	Code       string `json:"code"`
	CodeScheme string `json:"code_scheme"`
	Value      string `json:"value"`
	Unit       string `json:"unit"`
	Amount     string `json:"amount"`
	Direction  string `json:"direction"`
	Delta      string `json:"delta"`
	Percent    string `json:"percent"`
	Reason     string `json:"reason"`
}

func factOf(s gongkai.Statement) fact {
	f := fact{Subject: s.Subject, Measure: s.Measure, Code: s.Code, CodeScheme: s.CodeScheme, Value: s.Value, Unit: s.Unit, Direction: string(s.Direction), Delta: s.Delta, Percent: s.Percent, Reason: s.Reason}
	if s.Amount != nil {
		f.Amount = s.Amount.StringFixed(2)
	}
	return f
}

// TestUnitBudget compares a whole unit budget with what a person read in it.
func TestUnitBudget(t *testing.T) {
	var want []fact
	data, err := os.ReadFile("testdata/unit-budget.statements.json")
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, &want); err != nil {
		t.Fatal(err)
	}
	got := Read(load(t, "unit-budget.txt"))
	if len(got) != len(want) {
		t.Errorf("%d statements, want %d", len(got), len(want))
	}
	byKey := map[string][]fact{}
	key := func(f fact) string { return f.Measure + "|" + f.Subject + "|" + f.Code }
	for _, s := range got {
		f := factOf(s)
		byKey[key(f)] = append(byKey[key(f)], f)
		if s.ID == "" || s.Page == 0 || s.Box.IsZero() || s.Section == "" || s.Raw == "" {
			t.Errorf("%s: no place: %+v", s.Subject, s)
		}
	}
	for _, w := range want {
		list := byKey[key(w)]
		if len(list) == 0 {
			t.Errorf("%s: %s (%s %s) is not there", w.ID, w.Subject, w.Measure, w.Code)
			continue
		}
		g := list[0]
		byKey[key(w)] = list[1:]
		g.ID = w.ID
		if d := cmp.Diff(w, g); d != "" {
			t.Errorf("%s: (-want +got)\n%s", w.ID, d)
		}
	}
}
