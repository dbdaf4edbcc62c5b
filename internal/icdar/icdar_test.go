package icdar

import (
	"reflect"
	"testing"
)

const sample = `<document filename="x"><table id="1"><region id="1" page="1" col-increment="0" row-increment="-1">
<cell id="1" start-row="1" start-col="1" end-col="2"><content>Head  of all</content></cell>
<cell id="2" start-row="2" start-col="0"><content>label</content></cell>
<cell id="3" start-row="2" start-col="1"><content>1.5</content></cell>
<cell id="4" start-row="2" start-col="2"><content></content></cell>
<cell id="5" start-row="3" start-col="2"><content>%</content></cell>
</region></table></document>`

func TestRelations(t *testing.T) {
	tables, err := parseTruth("sample", []byte(sample))
	if err != nil || len(tables) != 1 {
		t.Fatal(tables, err)
	}
	want := map[Relation]int{
		{"HEADOFALL", "1_5", true}: 1, // each of its columns has a neighbour
		{"HEADOFALL", "_", true}:   1, // past the blank cell
		{"LABEL", "1_5", false}:    1,
	}
	if got := Relations(tables[0]); !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestCompare(t *testing.T) {
	row := func(texts ...string) Table {
		var t Table
		for i, s := range texts {
			t = append(t, Cell{Col: i, EndCol: i, Text: s})
		}
		return t
	}
	tests := []struct {
		name         string
		truth, found []Table
		want         Score
	}{
		{"the same", []Table{row("a", "b", "c")}, []Table{row("A", " b", "c")}, Score{2, 2, 2}},
		{"nothing found", []Table{row("a", "b")}, nil, Score{0, 1, 0}},
		{"a false table", []Table{row("a", "b")}, []Table{row("x", "y"), row("a", "b")}, Score{1, 1, 2}},
		{"one table cut in two counts the larger part", []Table{row("a", "b", "c", "d")}, []Table{row("a", "b", "c"), row("c", "d")}, Score{2, 3, 3}},
		{"a relation as often as it is there", []Table{row("0", "0", "0")}, []Table{row("0", "0")}, Score{1, 2, 1}},
	}
	for _, tt := range tests {
		if got := Compare(tt.truth, tt.found); got != tt.want {
			t.Errorf("%s: %+v, want %+v", tt.name, got, tt.want)
		}
	}
	s := Best([][]Table{{row("a", "b", "c")}, {row("a", "b")}}, []Table{row("a", "b")})
	if s.F1() != 1 || s.Precision() != 1 || s.Recall() != 1 {
		t.Errorf("best of two truths: %+v", s)
	}
}
