package loadtest

import (
	"testing"

	"gongkai"
	"gongkai/load"
)

// severalInOne: each disclosure of a file is a document, and one that a later
// reading of the file does not find any more is gone.
func severalInOne(t *testing.T, w *load.Warehouse) {
	first := Disclosure{Unit: "示例合订局", Scope: gongkai.ScopeDepartment, Base: "900.00", Items: 1}
	pub := first.Build()
	r := &pub.Reading
	other := Disclosure{Unit: "示例合订局下属中心", Year: 2022, Base: "300.00", Items: 1}.Build().Reading
	r.Portions = []gongkai.Portion{
		{Outcome: r.Outcome, DocumentInfo: r.Document, Pages: []int{1, 2}},
		{Outcome: r.Outcome, DocumentInfo: other.Document, Pages: []int{3, 4}},
	}
	for _, f := range other.Facts {
		f.TableIndex += len(r.Tables)
		f.ID = gongkai.FactID(r.Digest, f.TableIndex, f.Row, f.Col)
		r.Facts = append(r.Facts, f)
	}
	for _, table := range other.Tables {
		table.Portion = 1
		r.Tables = append(r.Tables, table)
	}
	for _, s := range other.Narrative {
		s.Portion = 1
		r.Narrative = append(r.Narrative, s)
	}
	publish(t, w, pub)
	const of = " WHERE startsWith(unit, '示例合订局')"
	want(t, w, "SELECT unit, fiscal_year, scope, length(document), substring(document, 65) FROM v_document"+of+" ORDER BY document",
		"示例合订局,2023,department,64,", "示例合订局下属中心,2022,unit,66,-2")
	want(t, w, "SELECT unit, fiscal_year, sum(amount), min(table_index) FROM v_amount"+of+" AND row_kind = 'total' AND measure = 'total' GROUP BY unit, fiscal_year ORDER BY unit",
		"示例合订局,2023,900.00,0", "示例合订局下属中心,2022,300.00,3")
	want(t, w, "SELECT left(document, 64) IN (SELECT file FROM v_capture), uniqExact(table_index) FROM v_table"+of+" GROUP BY document ORDER BY document", "1,3", "1,3")
	again := first.Build()
	again.Reading.Versions.Extract++
	publish(t, w, again)
	want(t, w, "SELECT unit FROM v_document"+of, "示例合订局")
	want(t, w, "SELECT count() FROM v_amount"+of+" AND fiscal_year = 2022", "0")
	want(t, w, "SELECT count() FROM v_document_history"+of, "1")
}
